"""Every computed number on every page, counted a second time by plain loops over front matter."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import pytest

from citynet_kb.indexes import build_indexes
from citynet_kb.model import Configuration
from citynet_kb.pages import Site, build_site
from tests.fictional.crowded import knowledge_base
from tests.pages.examples import land, ours
from tests.recount.ledger import Ledger, from_files, from_records
from tests.recount.pages import Node, Place, Reader
from tests.recount.registry import REGISTRY, recount
from tests.site.building import LAND, ROOT, TODAY

KNOWLEDGE_BASES, AT_ONCE = 72, 8
SIZES = ((6, 3), (10, 9), (14, 5), (22, 9), (30, 24), (40, 5), (55, 12), (70, 40))
"""Cases and towns of the generated knowledge bases in turn: some are nearly empty, in others everything meets."""
DRAWN = [(seed, *SIZES[seed % len(SIZES)]) for seed in range(KNOWLEDGE_BASES)]
MANY = (0, 500, 120)
"""Seed, cases, towns."""
IN_WORDS = {"keiner": 0, "einem": 1, "einen": 1, "eine": 1, "einer": 1, "eine einzige": 1, "beide": 2, "beiden": 2}
"""Numbers that a sentence spells out."""


@dataclass(frozen=True)
class Judged:
    """What the naive counts say about the numbers of a site: the wrong ones, and how often each kind was met."""

    wrong: tuple[str, ...]
    met: Counter[str]


def judge(ledger: Ledger, site: Site) -> Judged:
    """Each number is what the naive count says, and shows its value."""
    reader, wrong, met = Reader(site), [], Counter[str]()
    for uri in site.pages:
        for place in reader.numbers(uri):
            expected = recount(ledger, place)
            met[place.what] += 1
            if not Decimal(place.value) == Decimal(str(expected)) == shown(place.node.text):
                wrong.append(f"{uri}: {place.what} is {expected}, stands as {place.value}: {place.block.text[:200]}")
    return Judged(tuple(wrong), met)


def shown(text: str) -> Decimal:
    """What a reader reads: 12.345,5 or a number in words."""
    return Decimal(IN_WORDS[text]) if text in IN_WORDS else Decimal(text.replace(".", "").replace(",", "."))


@cache
def real() -> Judged:
    return judge(from_files(ROOT / "content"), ours().site)


@cache
def beispielland() -> Judged:
    return judge(from_files(LAND / "content"), land().site)


@cache
def generated(seed: int, *size: int) -> Judged:
    base = knowledge_base(seed, *size)
    return judge(from_records(base), build_site(base, build_indexes(base), Configuration(), TODAY))


@pytest.mark.slow
def test_numbers_of_the_real_content() -> None:
    """Every computed number on every page of our own content is what plain loops over the files count."""
    assert real().wrong == ()


def test_numbers_of_beispielland() -> None:
    """So it is in the country with every feature and hostile text in every field."""
    assert beispielland().wrong == ()


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, KNOWLEDGE_BASES, AT_ONCE))
def test_numbers_of_generated_knowledge_bases(first: int) -> None:
    """So it is in 72 generated knowledge bases that hold what real content lacks: several cases a town, follow-ups that turn an
    outcome, shared causes, open ends, dates of mixed precision, unnamed towns, withdrawn cases, weak sources.
    """
    for drawn in DRAWN[first : first + AT_ONCE]:
        assert generated(*drawn).wrong == (), drawn


@pytest.mark.slow
def test_numbers_where_many_towns_tried_the_same() -> None:
    """So it is where one measure was tried in more towns than signs can show."""
    assert generated(*MANY).wrong == ()


@pytest.mark.slow
def test_every_recount_is_used() -> None:
    """No function of the registry recounts what no page shows, so that none of them is taken for a check that never runs."""
    sites = (real(), beispielland(), generated(*MANY), *(generated(*drawn) for drawn in DRAWN))
    met = sum((judged.met for judged in sites), Counter[str]())
    assert sorted(REGISTRY.keys() - met.keys()) == []


def test_unknown_numbers_are_refused() -> None:
    """A new kind of number needs a second count before a page may show it."""
    place = Place("index.md", "", Node("data", 'value="1" data-what="new_number"'))
    with pytest.raises(LookupError, match=r"nobody recounts »new_number« on index\.md"):
        recount(from_files(LAND / "content"), place)
