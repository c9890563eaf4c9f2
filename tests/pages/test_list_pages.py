"""Ways to all cases that need no script: complete, in parts where they are long, and no page too heavy."""

import re
from collections import Counter
from itertools import pairwise

import pytest

from citynet_kb.indexes import CaseList, Indexes, Listing, ListKind, ListPart
from citynet_kb.indexes.case_lists import MOST_ON_A_PAGE
from citynet_kb.indexes.listings import listing, year_of
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.pages import Site
from citynet_kb.pages.build import MAKERS
from citynet_kb.pages.kinds.case_pages import case_pages
from citynet_kb.pages.kinds.city_pages import city_pages
from citynet_kb.pages.kinds.measure_pages import measure_pages
from citynet_kb.pages.kinds.register_pages import register_pages
from citynet_kb.pages.kinds.sheet_pages import sheet_pages
from tests.fictional.records import generate_knowledge_base
from tests.indexes.examples import case
from tests.pages.examples import expanded, some_pages
from tests.recount.ledger import from_records
from tests.recount.orders import last_happened_first

HEAVIEST = 300_000
"""Bytes of a page's own text and markup."""
OF_ONE_RECORD = (case_pages, city_pages, measure_pages, register_pages, sheet_pages)
"""Pages that are no list of many cases."""
CASE = re.compile(r'href="(?:\.\./)+faelle/([a-z0-9-]+/[a-z0-9-]+)/"')


@pytest.fixture(scope="module")
def many() -> tuple[KnowledgeBase, Indexes, Site]:
    """So many cases that lists by topic, outcome and size are cut into parts."""
    base = generate_knowledge_base(1_500)
    return base, Indexes(base), some_pages(base, *(make for make in MAKERS if make not in OF_ONE_RECORD))


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
    """Every case of a list stands on one of its pages, what happened last first, and every part leads to all the others."""
    base, indexes, site = many
    order = [case["id"] for case in last_happened_first(from_records(base).present)]
    place = {id: number for number, id in enumerate(order)}
    for one in indexes.case_lists.values():
        texts = [expanded(site, part.uri) for part in one.parts]
        assert {case.id for case in one.listing.cases} <= {id for text in texts for id in CASE.findall(text)}, one.uri
        assert [case.id for part in one.parts for case in part.cases] == sorted(
            (case.id for case in one.listing.cases), key=place.__getitem__
        ), one.uri
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
    """Not one case more on a page than it may hold, none lost between the parts, and no year on two pages that fits on one."""
    indexes = Indexes(generate_knowledge_base(4 * MOST_ON_A_PAGE))
    cut = [one for one in indexes.case_lists.values() if len(one.listing.cases) > MOST_ON_A_PAGE]
    assert cut
    for one in cut:
        assert all(len(part.cases) <= MOST_ON_A_PAGE for part in one.parts), one.uri
        assert [case for part in one.parts for case in part.cases] == list(one.listing.cases), one.uri
        years = Counter(year for part in one.parts for year in part.years)
        held = Counter(map(year_of, one.listing.cases))
        assert {year for year, pages in years.items() if pages > 1} <= {year for year in years if held[year] > MOST_ON_A_PAGE}, one.uri
        assert all(len(a.cases) + held[b.years[0]] > MOST_ON_A_PAGE for a, b in pairwise(one.parts)), one.uri


def test_a_year_too_long_for_a_page_has_several() -> None:
    """Its pages are full but the last, which goes on with the years before; old addresses of parts stay filled."""
    cases = [
        case(f"a/{number:03}", period={"end": "2023" if number < 2 * MOST_ON_A_PAGE + 3 else "2021"})
        for number in range(2 * MOST_ON_A_PAGE + 50)
    ]
    parts = CaseList("x.md", ListKind.TAG, "X", listing(cases)).parts
    assert [(len(part.cases), part.years) for part in parts] == [(MOST_ON_A_PAGE, ("2023",))] * 2 + [(50, ("2023", "2021"))]
    assert [part.uri for part in parts] == ["x.md", "x/teil-2.md", "x/teil-3.md"]
    assert CaseList("x.md", ListKind.TAG, "X", Listing()).parts == (ListPart("x.md", ()),)
