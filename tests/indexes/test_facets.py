"""The table of facets, and how cases come into the lists of their values."""

import pytest

from citynet_kb.indexes.facet_lists import UNKNOWN, in_order, lists_of
from citynet_kb.model import CaseStudy, Funding
from citynet_kb.model.facet_values import CaseInContext, Facet, FacetPages, NamedValue, ValueOrder, of_terms
from citynet_kb.model.facets import FACETS
from tests.indexes.examples import case

PAGES = FacetPages("geld", way="Geld", title="Fälle nach Geld", lead="Woher es kam.", prefix="Geld: ")
MONEY = Facet("geld", "Geld", lambda one: of_terms(*one.case.funding), vocabulary=Funding, pages=PAGES)
"""A facet that the table does not have."""


def values(facet: Facet, *cases: CaseStudy) -> dict[str, tuple[NamedValue, ...]]:
    return {one.id: tuple(facet.values(CaseInContext(one, one.outcome, {}, {}, {}))) for one in cases}


def test_a_case_stands_under_each_of_its_values() -> None:
    """In no list twice; what does not say it stands under »unbekannt«, and every term of a closed vocabulary has its list."""
    cases = [case("a/1", funding=["eigenmittel", "sponsoring"]), case("a/2", funding=["eigenmittel"]), case("a/3")]
    lists = lists_of(MONEY, values(MONEY, *cases), cases)
    listed = {value.slug: [one.id for one in value.listing.cases] for value in lists.known}
    assert listed == {"eigenmittel": ["a/1", "a/2"], "sponsoring": ["a/1"], UNKNOWN: ["a/3"]}
    assert lists.of_cases == {"a/1": ("eigenmittel", "sponsoring"), "a/2": ("eigenmittel",), "a/3": (UNKNOWN,)}
    assert [value.slug for value in lists.values] == [*(term.value for term in Funding), UNKNOWN]
    assert lists.value("eigenmittel").uri == "ueberblicke/geld/eigenmittel.md"


BY_NAME = ["aerger", "zoll", "a-ohne-datei"]
LATEST_FIRST = ["zoll", "aerger", "a-ohne-datei"]


@pytest.mark.parametrize(("order", "slugs"), [(ValueOrder.BY_NAME, BY_NAME), (ValueOrder.LATEST_FIRST, LATEST_FIRST)])
def test_values_of_an_open_vocabulary_are_ordered(order: ValueOrder, slugs: list[str]) -> None:
    """By name in German order, ids without a record last; or the latest first."""
    found = (NamedValue("zoll", "Zoll"), NamedValue("a-ohne-datei", ""), NamedValue("aerger", "Ärger"))
    facet = Facet("frei", "Frei", lambda one: found, order=order)
    assert [value.slug for value in in_order(facet, {"a/1": found})] == slugs


def test_rows_of_the_table_do_not_collide() -> None:
    """Each facet has a place of its own in the finder and a folder of its own for its pages."""
    places = sorted(facet.place_in_finder for facet in FACETS.values() if facet.place_in_finder)
    assert places == list(range(1, len(places) + 1)), "give each facet of the finder the next free place_in_finder"
    folders = [facet.folder for facet in FACETS.values() if facet.pages]
    assert len(set(folders)) == len(folders), "give each facet with pages a folder of its own"


@pytest.mark.parametrize("facet", FACETS.values(), ids=list(FACETS))
def test_lists_of_values_have_their_words(facet: Facet) -> None:
    """A row with a page for all its values says what stands before the name of one."""
    pages = facet.pages
    assert pages is None or not pages.lead or pages.prefix, f"add a prefix to the row »{facet.slug}«"
