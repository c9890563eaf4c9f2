"""What the macros of pictures.html.j2 draw, and what they say in words."""

import re
from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring

import pytest

from citynet_kb.model import Effort, Outcome
from citynet_kb.pages.environment import environment
from citynet_kb.pictures import Town, map_of_germany, map_of_land, matrix, stack, timeline

SVG = "{http://www.w3.org/2000/svg}"
TOWNS = (
    Town("gera", "Gera", "Thüringen", 50.8803, 12.0819, "gemischt", "../gera/", 3, 2, 95608),
    Town("jena", "Jena", "Thüringen", 50.9279, 11.5864, "erfolgreich", "../jena/", 1, 0, 110000),
    Town("weida", "Weida <&\"'>", "Thüringen", 50.77, 12.06, "kein-fall", "../weida/?a=1&b=2"),
    Town("leer", "Leer", "Niedersachsen", None, None, "offen", "../leer/", 1),
    Town("linz", "Linz", "Oberösterreich", 48.3, 14.29, "eingestellt", "../linz/", 1, 1),
)

PAGES = "{'Thüringen': 'thueringen/'}"
"""Land → the page of its map."""


def draw(call: str, **values: object) -> Element:
    """The result of one macro, read as XML: so it is well-formed."""
    text = environment().from_string('{% import "pictures.html.j2" as p %}<div>{{ ' + call + " }}</div>")
    return fromstring(text.render(outcomes=tuple(Outcome), efforts=tuple(Effort), **values))


def label(root: Element) -> str:
    """What the (first) drawing says."""
    return next(element.get("aria-label", "") for element in root.iter("svg") if element.get("role"))


def data(root: Element) -> dict[str, int]:
    """The numbers that a reader sees, by what they count."""
    return {element.get("data-what", ""): int(element.get("value", "")) for element in root.iter("data")}


def text(root: Element) -> str:
    return " ".join("".join(root.itertext()).split())


TABLED = "it.points | map(attribute='town') | list, it.unplaced"
EVERY = (
    (f"p.country_map(it, outcomes, 'Karte', {PAGES})", map_of_germany(TOWNS)),
    ("p.country_picture(it, outcomes, 'Karte')", map_of_germany(TOWNS)),
    ("p.country_key(it, outcomes, 'towns')", map_of_germany(TOWNS)),
    ("p.town_map(it, outcomes, 'Karte', 'towns')", map_of_land("Thüringen", TOWNS)),
    (f"p.map_table({TABLED}, outcomes, 'Karte', 'towns')", map_of_land("Thüringen", TOWNS)),
    ("p.not_on_map(it, outcomes, 'Städte', 'towns')", map_of_germany(TOWNS)),
    ("p.map_credit()", None),
    ("p.outcome_bar(it, outcomes, 'Balken', 'Stadt', 'Städte', 'towns')", stack([(outcome.value, 3) for outcome in Outcome])),
    ("p.mode_share(it, outcomes, 'Anteile', 'setbacks')", stack([("eingestellt", 3)])),
    ("p.effort_matrix(it, efforts, outcomes, 'Matrix', 'cases')", matrix(["klein"], ["offen"], [("klein", "offen")])),
    ("p.case_timeline(it, 'Zeit', 'cases')", timeline([1980, 2020], [2021])),
)


@pytest.mark.parametrize(("call", "value"), EVERY, ids=[call.partition("(")[0] for call, _ in EVERY])
def test_a_drawing_is_well_formed_and_quiet(call: str, value: object) -> None:
    """No style, no script, no id (a picture may stand twice on a page), nothing loaded; drawings have a label or are hidden.

    Signs of towns come from the symbols, which stand on the page once.
    """
    root = draw(call, it=value)
    for element in root.iter():
        assert not {"style", "id", "onclick", "onload", "src"} & set(element.attrib)
        assert element.tag not in {"script", "style", "image", "foreignObject"}
        assert element.tag != "use" or element.get("href", "").startswith("#kb-")
    for svg in outermost(root):
        assert svg.get("aria-hidden") == "true" or svg.get("aria-label")


def outermost(root: Element) -> list[Element]:
    return [root] if root.tag == "svg" else [svg for child in root for svg in outermost(child)]


def test_the_map_says_what_it_shows() -> None:
    """Towns and each sign with its number, in the label and below the map."""
    root = draw("p.town_map(it, outcomes, 'Karte', 'towns')", it=map_of_land("Thüringen", TOWNS))
    assert label(root) == "Karte von Thüringen: 3 Städte, davon 1 mit verschiedenen Ergebnissen, 1 erfolgreich, 1 ohne Fall."
    assert data(root) == {"towns_gemischt": 1, "towns_erfolgreich": 1, "towns_kein-fall": 1}


def test_every_point_is_a_link_with_words() -> None:
    """Name, cases and outcome; markup in a name stays text."""
    root = draw("p.town_map(it, outcomes, 'Karte', 'towns')", it=map_of_land("Thüringen", TOWNS))
    links = {link.get("href"): link.get("aria-label") for link in root.iter("a")}
    assert links == {
        "../gera/": "Gera: 3 Fälle, mit verschiedenen Ergebnissen, davon 2 nicht gelungen",
        "../jena/": "Jena: 1 Fall, erfolgreich",
        "../weida/?a=1&b=2": "Weida <&\"'>: ohne Fall",
    }
    assert [link.findtext("title") for link in root.iter("a")] == list(links.values())


def test_towns_close_to_each_other_are_one_sign_with_their_number() -> None:
    """It leads to the map of its Land, and its ring shows how many towns bear which sign; a Land is one sign too, for phones."""
    root = draw(f"p.country_map(it, outcomes, 'Karte', {PAGES})", it=map_of_germany(TOWNS))
    assert {link.get("aria-label"): link.get("href") for link in root.iter("a")} == {
        "3 Städte um Jena": "thueringen/",
        "Thüringen: 3 Städte": "thueringen/",
    }
    parts = [[part.get("stroke-dasharray", "").split() for part in group.iter("circle")] for group in root.iter("g")]
    rings = [[round(float(part) / float(whole), 2) for part, whole in filter(None, ring)] for ring in parts]
    assert [0.33, 0.33, 0.33] in rings


def test_the_map_of_the_start_page_has_no_links() -> None:
    """One picture with one label, so the page keeps to its sixty links."""
    root = draw("p.country_picture(it, outcomes, 'Karte')", it=map_of_germany(TOWNS))
    assert not list(root.iter("a"))
    assert [svg.get("role") for svg in root.iter("svg") if svg.get("role")] == ["img"]


def test_the_symbols_are_those_of_the_map() -> None:
    """Each sign that towns on the map have is drawn once, under the name by which the map asks for it; a dot needs no symbol."""
    symbols = draw("p.map_symbols(it)", it=map_of_land("Thüringen", TOWNS))
    drawing = draw("p.town_map(it, outcomes, 'Karte', 'towns')", it=map_of_land("Thüringen", TOWNS))
    names = [symbol.get("id") for symbol in symbols.iter("symbol")]
    assert names == ["kb-gemischt", "kb-erfolgreich"]
    assert {use.get("href") for use in drawing.iter("use")} == {f"#{name}" for name in names}


def test_the_table_beside_the_map_has_every_town() -> None:
    """Those whose place is not known too, under a heading that says why; those elsewhere are none of this map."""
    towns = (*TOWNS[:3], replace(TOWNS[3], land="Thüringen"), TOWNS[4])
    root = draw(f"p.map_table({TABLED}, outcomes, 'Städte', 'towns')", it=map_of_land("Thüringen", towns))
    assert [link.get("href") for link in root.iter("a")] == ["../gera/", "../jena/", "../weida/?a=1&b=2", "../leer/"]
    assert text(root).index("Lage nicht bekannt") < text(root).index("Leer")


def test_what_is_not_on_the_map_has_a_table() -> None:
    """Towns elsewhere, with the name of their region, and those whose place is not known; no others."""
    said = text(draw("p.not_on_map(it, outcomes, 'Städte', 'towns')", it=map_of_germany(TOWNS)))
    assert said.index("Außerhalb der Karte") < said.index("Linz Oberösterreich") < said.index("Lage nicht bekannt") < said.index("Leer")
    assert "Gera" not in said


def test_the_credit_names_all_sources() -> None:
    """Natural Earth for outlines; Destatis, Zensus 2022 and GeoNames for towns."""
    said = text(draw("p.map_credit()"))
    assert all(source in said for source in ("Natural Earth", "Destatis", "Zensus 2022", "GeoNames", "CC BY"))


def test_a_bar_says_its_numbers() -> None:
    """The label names base and parts; the parts stand below with sign, number and word."""
    bar = stack([("erfolgreich", 2), ("eingestellt", 6)])
    root = draw("p.outcome_bar(it, outcomes, 'Balken', 'Stadt', 'Städte', 'towns')", it=bar)
    assert label(root) == "8 Städte: 6 eingestellt, 2 erfolgreich"
    assert data(root) == {"towns_eingestellt": 6, "towns_erfolgreich": 2}
    assert text(root) == "Balken 6 eingestellt 2 erfolgreich"
    one = draw("p.outcome_bar(it, outcomes, 'Balken', 'Stadt', 'Städte', 'towns')", it=stack([("offen", 1)]))
    assert label(one) == "1 Stadt: 1 offen"


def test_modes_count_setbacks() -> None:
    """The base is named."""
    bar = stack([("eingestellt", 38), ("nicht-zustande", 20), ("wirkungslos", 1010)])
    assert label(draw("p.mode_share(it, outcomes, 'Anteile', 'setbacks')", it=bar)) == (
        "1.068 nicht gelungen: 38 eingestellt, 1.010 Ziel verfehlt, 20 nicht zustande gekommen"
    )


@pytest.mark.parametrize(
    ("call", "value"),
    [("p.outcome_bar(it, outcomes, 'x', 'Stadt', 'Städte', 'towns')", stack([])), ("p.case_timeline(it, 'x', 'cases')", timeline([], []))],
    ids=["bar", "timeline"],
)
def test_nothing_known_is_said(call: str, value: object) -> None:
    """An empty picture is a sentence."""
    root = draw(call, it=value)
    assert not list(root.iter("svg"))
    assert "Dazu liegt noch nichts vor." in text(root)


def test_the_matrix_is_a_table_with_links() -> None:
    """Numbers in the cells, sums at the edges, links only where there is a case; setbacks are squares, all else circles."""
    made = matrix(
        ["klein", "gross"], ["erfolgreich", "eingestellt"], [("klein", "erfolgreich")] * 2 + [("gross", "eingestellt")] + [("?", "?")]
    )
    root = draw(
        "p.effort_matrix(it, efforts, outcomes, 'Matrix', 'cases', urls, [('klein', 'erfolgreich')], 'Schneller Erfolg')",
        it=made,
        urls={("klein", "erfolgreich"): "#a", ("klein", "eingestellt"): "#b"},
    )
    links = {link.get("href"): link for link in root.iter("a")}
    assert {href: link.get("aria-label") for href, link in links.items()} == {"#a": "2 Fälle: Aufwand klein, erfolgreich"}
    body = [[int(cell.get("value", "")) for cell in row.iter("data")] for row in root.iter("tr")]
    assert body == [[], [2, 0, 2], [0, 1, 1], [2, 1, 3]]
    assert len(list(links["#a"].iter("circle"))) == 1
    assert "Nicht dabei: 1 Fall ohne bekannten Aufwand." in text(root)
    assert text(root).count("Schneller Erfolg") == 2


def test_the_timeline_says_its_numbers() -> None:
    """Sums and peaks in the label, every year in the table, older years in a sentence."""
    root = draw("p.case_timeline(it, 'Zeit', 'cases')", it=timeline([1980, 2020, 2020, 2021], [2021]))
    assert label(root) == "Begonnen: 4 Fälle, die meisten 2020 (2). Nicht gelungen: 1 Fall, die meisten 2021 (1)."
    rows = [[cell.get("value") or cell.text for cell in row.iter() if cell.tag in ("time", "data")] for row in root.iter("tr")][1:]
    assert rows[:2] == [["2021", "1", "1"], ["2020", "2", "0"]]
    assert len(rows) == 24
    assert "weil früher: 1 begonnen, 0 nicht gelungen." in text(root)


def test_coordinates_are_short() -> None:
    """No number with a long tail: pages stay small and two machines write the same."""
    for call, value in EVERY:
        root = draw(call, it=value)
        values = [
            value
            for element in root.iter()
            for name, value in element.attrib.items()
            if name in ("x", "y", "cx", "cy", "r", "width", "height")
        ]
        assert not [value for value in values if re.search(r"\.\d{3,}", value)]
