"""Ways to all cases that need no script: complete, in parts where they are long, and no page too heavy."""

import re

import pytest

from citynet_kb.indexes import Indexes, ListKind, build_indexes
from citynet_kb.indexes.case_lists import MOST_ON_A_PAGE
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import Configuration
from citynet_kb.pages import Site, build_site
from tests.fictional.records import generate_knowledge_base
from tests.pages.examples import expanded
from tests.site.building import TODAY

HEAVIEST = 300_000
"""Bytes of a page's own text and markup."""
CASE = re.compile(r'href="(?:\.\./)+faelle/([a-z0-9-]+/[a-z0-9-]+)/"')


@pytest.fixture(scope="module")
def many() -> tuple[KnowledgeBase, Indexes, Site]:
    """So many cases that lists by topic, outcome and size are cut into parts."""
    base = generate_knowledge_base(1_500)
    indexes = build_indexes(base)
    return base, indexes, build_site(base, indexes, Configuration(), TODAY)


@pytest.mark.slow
def test_long_lists_are_cut(many: tuple[KnowledgeBase, Indexes, Site]) -> None:
    """No page of a list holds more cases than the limit, and none is too heavy for a phone."""
    _, indexes, site = many
    assert any(len(one.parts) > 2 for one in indexes.case_lists.values())
    for one in indexes.case_lists.values():
        for part in one.parts:
            assert len(part.cases) <= MOST_ON_A_PAGE
            assert len(expanded(site, part.uri).encode()) < HEAVIEST, part.uri


@pytest.mark.slow
def test_parts_hold_the_whole_list(many: tuple[KnowledgeBase, Indexes, Site]) -> None:
    """Every case of a list stands on one of its pages, in the order of the towns, and every part leads to all the others."""
    _, indexes, site = many
    for one in indexes.case_lists.values():
        texts = [expanded(site, part.uri) for part in one.parts]
        assert {case.id for case in one.listing.cases} <= {id for text in texts for id in CASE.findall(text)}, one.uri
        assert [case.id for part in one.parts for case in part.cases] == sorted(case.id for case in one.listing.cases), one.uri
        if len(texts) > 1:
            assert {text.count('class="kb-parts"') for text in texts} == {2}, one.uri


@pytest.mark.slow
def test_all_cases_by_topic_by_year_and_by_every_facet(many: tuple[KnowledgeBase, Indexes, Site]) -> None:
    """The lists of one kind hold every case that is not withdrawn: none is lost because it does not say its year or size."""
    base, indexes, _ = many
    present = sorted(case.id for case in base.cases.values() if not case.withdrawn)
    for lists in indexes.facets.values():
        assert sorted({case.id for value in lists.values for case in value.listing.cases}) == present, lists.index
    topics = (one for one in indexes.case_lists.values() if one.kind is ListKind.TOPIC)
    assert {case.id for one in topics for case in one.listing.cases} == set(present)


@pytest.mark.slow
def test_two_way_pages_are_never_empty(many: tuple[KnowledgeBase, Indexes, Site]) -> None:
    """Topic × setback and topic × size class have a page exactly where there is a case, and the topic's page leads to each."""
    _, indexes, site = many
    crossed = [one for one in indexes.case_lists.values() if one.kind in (ListKind.TOPIC_SETBACKS, ListKind.TOPIC_SIZE)]
    assert all(one.listing.cases for one in crossed)
    for one in crossed:
        slug = one.uri.removesuffix(".md").rpartition("/")[2]
        assert f'href="{slug}/' in expanded(site, f"themen/{one.topic}.md"), one.uri


def test_a_full_list_goes_on_in_a_second_part() -> None:
    """Not one case more on a page than it may hold, and none lost between the parts."""
    indexes = build_indexes(generate_knowledge_base(4 * MOST_ON_A_PAGE))
    cut = [one for one in indexes.case_lists.values() if len(one.listing.cases) > MOST_ON_A_PAGE]
    assert cut
    for one in cut:
        assert [len(part.cases) for part in one.parts[:-1]] == [MOST_ON_A_PAGE] * (len(one.parts) - 1), one.uri
        assert sum(len(part.cases) for part in one.parts) == len(one.listing.cases), one.uri
