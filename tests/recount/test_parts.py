"""Lists that are cut into parts: every part of all lists says and orders what the whole would."""

from collections.abc import Iterator

import pytest

from citynet_kb.indexes import Indexes, grants, index_parts
from citynet_kb.model import Configuration, addresses
from citynet_kb.pages import BuildContext
from citynet_kb.pages.build import kind_of_pages
from citynet_kb.pages.kept_drafts import SiteRenderer
from citynet_kb.pages.kinds.city_index import city_index
from citynet_kb.pages.kinds.list_pages import list_pages
from citynet_kb.pages.kinds.map_page import land_maps
from citynet_kb.pages.kinds.measure_overviews import measure_overviews
from citynet_kb.pages.kinds.money_pages import money_pages
from citynet_kb.store import ALONE
from tests.fictional.crowded import knowledge_base
from tests.recount.facet_values import listed_on
from tests.recount.ledger import Ledger, from_records
from tests.recount.pages import Node, Place, Reader, address
from tests.recount.test_numbers import judge
from tests.site.building import TODAY

MAKERS = (measure_overviews, city_index, land_maps, money_pages, list_pages)
SMALL = 30
"""Elements on a page: each index has several parts."""


@pytest.fixture(scope="module")
def cut() -> Iterator[tuple[Ledger, Reader]]:
    """A knowledge base whose lists are long for its pages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_parts, "MOST_ELEMENTS", SMALL)
        patch.setattr(grants, "MOST_NAMED", 1)
        base = knowledge_base(5, 30, 24)
        context = BuildContext(base, Indexes(base), Configuration(), TODAY)
        site_renderer = SiteRenderer(context.site_map, context.settings, {}, ALONE)
        yield from_records(base), Reader(site_renderer.site([kind_of_pages(context, make) for make in MAKERS]))


def pages_of(reader: Reader, index: str) -> list[str]:
    """The parts of a list, in their order."""
    found = [uri for uri in reader.site.pages if uri.startswith(f"{addresses.section(index)}teil-")]
    return [index, *sorted(found, key=lambda uri: int(uri.removesuffix(".md").rpartition("-")[2]))]


def entries(reader: Reader, uri: str, folder: str, css: str) -> Iterator[str]:
    """What the entries of a page lead to."""
    for _, root in reader.fragments(uri):
        for node in root.all("li"):
            if node.has_class(css) if css else is_town(node):
                yield Place(uri, "", node).linked(folder, node)[0]


def navs(reader: Reader, uri: str, css: str) -> list[Node]:
    """The ways of this kind on a page."""
    return [nav for _, root in reader.fragments(uri) for nav in root.all("nav") if nav.has_class(css)]


def is_town(node: Node) -> bool:
    return any(around.has_class("kb-townlist") for around in node.around())


def test_numbers_on_parts(cut: tuple[Ledger, Reader]) -> None:
    """Each number on a part is what is counted a second time."""
    ledger, reader = cut
    assert judge(ledger, reader.site).wrong == ()


@pytest.mark.parametrize("index", [addresses.FAILED_ELSEWHERE, addresses.SHARED, addresses.MEASURES])
def test_measures_across_parts(cut: tuple[Ledger, Reader], index: str) -> None:
    """Every measure stands once, in the one order; the first part holds the first of them."""
    ledger, reader = cut
    pages = pages_of(reader, index)
    shown = [id for uri in pages for id in entries(reader, uri, "massnahmen", "kb-row--failed")]
    assert len(pages) > 1
    assert len(shown) == len(set(shown))
    if index == addresses.FAILED_ELSEWHERE:
        assert shown == ledger.failed()
    if index == addresses.MEASURES:
        assert set(shown) == {id for id in ledger.measures if ledger.of_measure(id)}


def test_towns_across_parts(cut: tuple[Ledger, Reader]) -> None:
    """Every town stands once, and each page leads to all letters."""
    ledger, reader = cut
    pages = pages_of(reader, addresses.CITIES)
    shown = [id for uri in pages for id in entries(reader, uri, "staedte", "")]
    assert len(pages) > 1
    assert sorted(shown) == sorted(ledger.cities)
    ways = [[node.text for nav in navs(reader, uri, "kb-az") for node in nav.all("a")] for uri in pages]
    assert ways[0] == sorted(set(ways[0]))
    assert all(found == ways[0] for found in ways)


def test_towns_of_a_land_across_parts(cut: tuple[Ledger, Reader]) -> None:
    """Every town of a Land stands once in the tables of its pages, of which the first alone has the map with all of them."""
    ledger, reader = cut
    maps = [uri for uri in reader.site.pages if uri.startswith("karte/") and "/teil-" not in uri]
    assert any(f"{uri.removesuffix('.md')}/teil-2.md" in reader.site.pages for uri in maps)
    for uri in maps:
        pages = [uri, *(page for page in reader.site.pages if page.startswith(f"{uri.removesuffix('.md')}/teil-"))]
        rows = [Place(page, "", row) for page in pages for _, root in reader.fragments(page) for row in root.all("tr")]
        shown = [place.linked("staedte", place.node)[0] for place in rows if place.node.all("a")]
        assert len(shown) == len(set(shown))
        assert {ledger.cities[id]["state"] for id in shown} <= {reader.site.pages[uri].title.removeprefix("Karte: ")}
        drawn = [sum(node.has_class("kb-map__town") for _, root in reader.fragments(page) for node in root.all("a")) for page in pages]
        assert not any(drawn[1:]), uri


def test_cases_with_a_grant(cut: tuple[Ledger, Reader]) -> None:
    """Where too many cases name a grant to be named beside each other, a list of its own has all of them."""
    ledger, reader = cut
    pages = [uri for uri in reader.site.pages if uri.startswith("foerderung/") and uri.count("/") == 1 and not uri.endswith("index.md")]
    assert pages
    for uri in pages:
        shown = list(entries(reader, uri, "faelle", "kb-row--case"))
        assert sorted(shown) == sorted(case["id"] for case in listed_on(ledger, address(uri))), uri


def test_parts_lead_to_each_other(cut: tuple[Ledger, Reader]) -> None:
    """Whoever reads a part of measures finds the ways to all, above and below."""
    _, reader = cut
    for index in (addresses.FAILED_ELSEWHERE, addresses.SHARED, addresses.MEASURES):
        pages = pages_of(reader, index)
        for uri in pages:
            ways = navs(reader, uri, "kb-parts")
            assert [len(nav.all("li")) for nav in ways] == [len(pages)] * 2, uri
            assert [len(nav.all("a")) for nav in ways] == [len(pages) - 1] * 2, uri
