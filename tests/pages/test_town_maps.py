"""Maps and lists of towns: every town once, signs that say what is known, and pages that stay small."""

import re
from collections import Counter
from functools import cache

import pytest

from citynet_kb.indexes import Resemblance, similarity
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import addresses
from citynet_kb.model.regions import LAENDER
from citynet_kb.model.slugs import slug_of
from citynet_kb.pages import Site
from citynet_kb.pages.kinds.city_index import city_index
from citynet_kb.pages.kinds.city_pages import city_pages
from citynet_kb.pages.kinds.counting_page import SIMILARITY_POINTS
from citynet_kb.pages.kinds.map_page import land_maps, map_page
from tests.fictional import crowded
from tests.indexes.examples import case
from tests.indexes.naive import SETBACKS, outcome
from tests.pages.examples import expanded, html_of, land, some_pages
from tests.pages.test_across_pages import Made, counting, numbers, of, page, present, ways_in
from tests.site.reading import Html

LARGEST = 300_000
"""Most bytes of a page."""
AROUND = 40_000
"""Bytes that the theme puts around the text of a page, amply."""


def land_map(name: str) -> str:
    return f"karte/{slug_of(name)}.md"


def signs(document: Html) -> dict[str, str]:
    """Town → the words of its sign, of the table of towns on a page."""
    found = re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a>.*?</svg> ([^<]+)</td></tr>', document.text, re.DOTALL)
    return dict(found)


@ways_in
def test_every_town_stands_in_one_table(made: Made) -> None:
    """Each town once with its cases and setbacks: with the map of its Land, else, abroad, with that of Germany; each Land with its sums."""
    base, site = made()
    cases = Counter(one["city"] for one in present(base))
    setbacks = Counter(one["city"] for one in counting(base) if outcome(one) in SETBACKS)
    for name in LAENDER:
        towns = [slug for slug, city in base.cities.items() if city.state == name]
        assert (land_map(name) in site.pages) is bool(towns)
        if towns:
            document = page(site, land_map(name))
            assert sorted(numbers(document, "town_cases")) == sorted(cases[slug] for slug in towns)
            assert sorted(numbers(document, "town_setbacks")) == sorted(setbacks[slug] for slug in towns)
            assert numbers(document, "land_cities") == [len(towns)]
            with_case = sum(cases[slug] > 0 for slug in towns)
            assert numbers(document, "land_cities_with_case") == ([with_case] if with_case else [])
    document = page(site, addresses.MAP)
    elsewhere = [slug for slug, city in base.cities.items() if city.state not in LAENDER or city.lat is None or city.lon is None]
    assert sorted(numbers(document, "town_cases")) == sorted(cases[slug] for slug in elsewhere)
    assert sum(numbers(document, "land_cities")) == sum(city.state in LAENDER for city in base.cities.values())
    assert sum(numbers(document, "land_cases")) == sum(cases[slug] for slug, city in base.cities.items() if city.state in LAENDER)
    if any(cases.values()):
        assert numbers(document, "cities_with_case") == [len(set(cases) - {"anonym"})]


@ways_in
def test_every_town_of_germany_is_in_one_sign(made: Made) -> None:
    """A sign leads to its town, a number of towns to the map of their Land; by Land too they add up. What is not drawn is in the table.

    For the script, every town that is drawn stands once among the data of the map.
    """
    base, site = made()
    document = page(site, addresses.MAP)
    drawn = {slug for slug, city in base.cities.items() if city.state in LAENDER and city.lat is not None and city.lon is not None}
    labels = [link["aria-label"] for link in document.all("a") if link.get("class") == "kb-map__town"]
    several = [int(label.split()[0]) for label in labels if " Städte um " in label]
    lands = [int(found[1]) for label in labels if (found := re.search(r": (\d+) (?:Stadt|Städte)$", label))]
    alone = len(labels) - len(several) - len(lands)
    assert alone + sum(several) == sum(lands) == len(drawn)
    rows = "".join(figure.get("data-towns") or "" for figure in document.all("figure")).splitlines()
    assert sorted(row.split("|")[1] for row in rows) == sorted(f"../staedte/{slug}/" for slug in drawn)
    linked = {url for url in document.references if url.startswith("../staedte/") and url != "../staedte/"}
    assert {f"../staedte/{slug}/" for slug in set(base.cities) - drawn} <= linked


def test_signs_on_the_map() -> None:
    """The end that all counting cases share, mixed where they differ; open and cancelled ones mix with none and are shown alone."""
    made = of(
        case("a-stadt/1", "eingestellt"),
        case("a-stadt/2", "offen"),
        case("a-stadt/3", "ausgefallen", cadence="wiederkehrend"),
        case("b-stadt/1", "eingestellt"),
        case("b-stadt/2", "erfolgreich"),
        case("c-stadt/1", "eingestellt", confidence="low"),
        case("d-stadt/1", "ausgelaufen"),
        case("e-stadt/1", "ausgefallen", cadence="wiederkehrend"),
        case("f-stadt/1", "ausgefallen", cadence="wiederkehrend"),
        case("f-stadt/2", "offen"),
        case("g-stadt/1", "ausgelaufen"),
        case("g-stadt/2", "erfolgreich"),
    )
    assert signs(page(made[1], land_map("Thüringen"))) == {
        "A-Stadt": "Eingestellt",
        "B-Stadt": "Mit verschiedenen Ergebnissen",
        "C-Stadt": "Offen",
        "D-Stadt": "Ausgelaufen",
        "E-Stadt": "Ausgefallen",
        "F-Stadt": "Offen",
        "G-Stadt": "Mit verschiedenen Ergebnissen",
    }


def test_each_sign_of_a_map_is_drawn_once() -> None:
    """Every sign that a map uses is among its symbols, once; no other is."""
    for uri in (addresses.MAP, addresses.START, land_map("Thüringen")):
        text = expanded(land().site, uri)
        symbols = re.findall(r'<symbol id="([^"]+)"', text)
        assert len(symbols) == len(set(symbols))
        assert set(symbols) == set(re.findall(r'href="#(kb-[^"]+)"', text))


def test_towns_abroad_stand_in_the_table() -> None:
    """A town outside Germany is not drawn and yet found on the page."""
    document = page(land().site, addresses.MAP)
    assert "Außerhalb der Karte" in document.seen
    assert "../staedte/grenzstadt/" in document.references


@pytest.mark.parametrize("uri", [addresses.MAP, land_map("Thüringen")])
def test_map_names_its_sources(uri: str) -> None:
    """Outlines, populations and places each have their owner on the page."""
    seen = page(land().site, uri).seen
    assert all(owner in seen for owner in ("Natural Earth", "Destatis", "Zensus 2022", "GeoNames"))


@cache
def crowd() -> tuple[KnowledgeBase, Site]:
    """650 cases in 400 towns."""
    base = crowded.knowledge_base(1, cases=650, towns=400)
    return base, some_pages(base, map_page, land_maps, city_pages, city_index)


@pytest.mark.slow
def test_pages_of_towns_stay_small() -> None:
    """The map, the list of towns, those of the Länder and every town's page stay below 300 kB."""
    base, site = crowd()
    wanted = [uri for uri in site.pages if uri.startswith(("karte/", "staedte/"))]
    assert len(wanted) > len(base.cities)
    sizes = {uri: AROUND + len(html_of(site, site.pages[uri]).text.encode()) for uri in wanted}
    assert {uri: size for uri, size in sizes.items() if size > LARGEST} == {}


def test_list_of_towns_counts_cases() -> None:
    """How many, how many of them did not succeed, and those with thin sources; a town without a case says so."""
    made = of(case("a-stadt/1", "eingestellt"), case("a-stadt/2", "eingestellt", confidence="low"), case("a-stadt/3", "ausgefallen"))
    document = page(made[1], addresses.CITIES)
    assert [numbers(document, f"town_{what}") for what in ("cases", "setbacks", "weak")] == [[3], [1], [1]]
    assert "noch kein Fall" not in document.seen
    assert "noch kein Fall" in page(land().site, addresses.CITIES).seen


def test_similarity_is_explained_by_its_own_numbers() -> None:
    """Every factor is named with the points of the constants; they add up to the sum that the page gives; so are the limits."""
    document = page(land().site, addresses.COUNTING)
    points = dict(SIMILARITY_POINTS)
    assert set(points) == set(Resemblance)
    assert {kind: numbers(document, f"similarity_{kind.value}") for kind in Resemblance} == {kind: [points[kind]] for kind in Resemblance}
    assert set(numbers(document, "similarity_points")) == {sum(points.values())} == {100}
    assert numbers(document, "similarity_far_km") == [similarity.FAR_KM]
    assert numbers(document, "similarity_least") == [similarity.LEAST_SCORE] == [40]
    assert numbers(document, "similarity_near_km") == [similarity.NEAR_KM] == [50]
    assert abs(3 * similarity.SIMILAR_POPULATION - 2) < 1e-9, "the page says »zwei Drittel«"
