"""The rules about a case where a table says more than a fixture: bands, figures, contacts, periods, anonymity."""

import pytest
from one_case import musterland, rules

from citynet_kb.checks import check
from citynet_kb.knowledge_base import Content
from citynet_kb.model import CaseStudy
from citynet_kb.schema import bind
from citynet_kb.sources import read
from tests.fixtures import TODAY

REFUSED = """---
title: Feierabendmarkt im zweiten Jahr
stadt: Musterstadt
measure: markt
outcome: wirkungslos
effort: winzig
period:
  start: 2024
  end: 2023
effort_detail:
  cost_eur: viel
contact:
  role: Frau Muster
---

# Lage
"""


def test_everything_is_said_in_one_round() -> None:
    """Although the model refuses the case: what is missing or misspelt is said together with what else is wrong; nothing is made up."""
    path, land = "content/faelle/musterstadt/markt.md", musterland()
    document, _ = read(path, REFUSED.encode())
    assert document
    _, unbound = bind(document, CaseStudy, "musterstadt/markt")
    files = {**land.files, path: CaseStudy}
    content = Content(land.knowledge_base, {**land.documents, path: document}, tuple(unbound), files)
    assert [(one.place.line, one.rule) for one in check(content, TODAY) if one.place.path == path] == [
        (1, "feld-fehlt"),
        (1, "ohne-art"),
        (1, "ohne-aufnahmetag"),
        (3, "feld-unbekannt"),
        (4, "massnahme-unbekannt"),
        (5, "rueckschlag-ohne-grund"),
        (6, "aufwand-unbekannt"),
        (9, "zeitraum-verkehrt"),
        (11, "ganzzahl"),
        (13, "kontakt-persoenlich"),
        (16, "ueberschrift-ebene"),
    ]


def effort(**figures: int | None) -> str:
    known = {key: value for key, value in figures.items() if value is not None}
    return "cost_of: gesamt\neffort_detail:\n" + "".join(f"  {key}: {value}\n" for key, value in known.items()) if known else ""


BANDS = ("sehr-klein", "klein", "mittel", "gross", "sehr-gross")
EDGES = (("cost_eur", (1_000, 5_000, 30_000, 200_000)), ("staff_days", (2, 10, 40, 120)), ("lead_weeks", (4, 12, 26, 52)))
BELOW = [
    (key, figure, least)
    for key, limits in EDGES
    for least, limit in enumerate(limits)
    for figure, least in ((limit, least), (limit + 1, least + 1))
]


@pytest.mark.parametrize(("key", "figure", "least"), BELOW)
def test_a_figure_demands_at_least_its_band(key: str, figure: int, least: int) -> None:
    """30,000 € is still »mittel«, 30,001 € is not: every band below the figure's is an error, every other is allowed."""
    for number, band in enumerate(BANDS):
        found = rules(effort(**{key: figure}), effort=band)
        assert found == (["aufwand-unter-band"] if number < least else [])
    assert rules(effort(**{key: figure}), effort="unbekannt") == ["aufwand-unter-band"]


COSTS = (
    ({"cost_eur": 6_000, "cost_planned_eur": 1}, "mittel"),
    ({"cost_eur": 1, "cost_planned_eur": 6_000, "running_eur_per_year": 6_000}, "sehr-klein"),
    ({"cost_planned_eur": 6_000, "running_eur_per_year": 1}, "mittel"),
    ({"running_eur_per_year": 6_000}, "mittel"),
    ({"own_share_eur": 6_000}, "sehr-klein"),
    ({"cost_eur": 0, "cost_planned_eur": 6_000}, "sehr-klein"),
    ({"staff_days_planned": 500}, "sehr-klein"),
)


@pytest.mark.parametrize(("figures", "least"), COSTS)
def test_which_figure_is_the_cost(figures: dict[str, int], least: str) -> None:
    """Actual cost, else planned, else running; the own share and planned days decide nothing."""
    below = BANDS[: BANDS.index(least)]
    assert rules(effort(**figures), effort=least) == []
    assert all(rules(effort(**figures), effort=band) == ["aufwand-unter-band"] for band in below)


ABOVE = (
    ({"cost_eur": 500, "staff_days": 1, "lead_weeks": 2}, "sehr-klein", []),
    ({"cost_eur": 500, "staff_days": 1, "lead_weeks": 2}, "klein", ["aufwand-ueber-band"]),
    ({"cost_eur": 0, "staff_days": 0, "lead_weeks": 0}, "klein", ["aufwand-ueber-band"]),
    ({"running_eur_per_year": 500, "staff_days": 1, "lead_weeks": 2}, "gross", ["aufwand-ueber-band"]),
    ({"cost_eur": 500, "staff_days": 1, "lead_weeks": None}, "sehr-gross", []),
    ({"cost_eur": 500, "staff_days": None, "lead_weeks": 2}, "sehr-gross", []),
    ({"cost_eur": None, "staff_days": 1, "lead_weeks": 2}, "sehr-gross", []),
    ({"cost_eur": 500, "staff_days": 1, "lead_weeks": 27}, "gross", []),
)


@pytest.mark.parametrize(("figures", "band", "expected"), ABOVE)
def test_a_band_above_the_figures_is_wrong_only_when_all_three_are_known(
    figures: dict[str, int | None], band: str, expected: list[str]
) -> None:
    """What is not known may be what makes it large."""
    assert rules(effort(**figures), effort=band) == expected


FUNCTIONS = (
    *(
        "info",
        "citymanagement",
        "stadtmarketing",
        "city-management",
        "stadt.marketing",
        "wirtschaftsfoerderung",
        "rathaus",
        "post",
        "presse",
    ),
    *("kultur.amt", "tourist-info", "buergerbuero", "innenstadt", "poststelle", "amt61", "sg-gewerbe", "marktwesen", "t.info", "k-team"),
)
PERSONS = (
    "erika.muster",
    "e.muster",
    "e_muster",
    "e-muster",
    "erika_muster",
    "Erika.Muster",
    "jürgen.muster".replace("ü", "ue"),
    "max.von-muster",
)
PRIVATE = ("info@gmail.com", "citymanagement@gmx.de", "stadtmarketing@t-online.de", "markt@WEB.de", "post@posteo.de")


def contact(email: str, role: str = "Citymanagement") -> str:
    return f"contact:\n  role: {role}\n  email: {email}\n"


@pytest.mark.parametrize("mailbox", FUNCTIONS)
def test_a_function_mailbox_is_fine(mailbox: str) -> None:
    """The words that offices use, with dots and hyphens too."""
    assert rules(contact(f"{mailbox}@musterstadt.example")) == []


@pytest.mark.parametrize("email", [*(f"{person}@musterstadt.example" for person in PERSONS), *PRIVATE])
def test_a_person_or_a_private_provider_is_refused(email: str) -> None:
    """Given name and surname, or an address at a provider for private customers."""
    assert rules(contact(email)) == ["kontakt-persoenlich"]


ROLES = (
    ("Frau Muster", True),
    ("Herrn Muster, Citymanager", True),
    ("Citymanagement (Dr. Muster)", True),
    ("Frauenbeauftragte", False),
    ("Amt 61", False),
)


@pytest.mark.parametrize(("role", "is_person"), ROLES)
def test_the_function_names_no_person(role: str, is_person: bool) -> None:
    """A form of address with a name."""
    assert rules(contact("info@musterstadt.example", role)) == (["kontakt-persoenlich"] if is_person else [])


PERIODS = (
    ("2021", "2021", []),
    ("2021-05", "2021", []),
    ("2021", "2021-01", []),
    ("2021-12-31", "2021-12", []),
    ("2021-03", "2021-02", ["zeitraum-verkehrt"]),
    ("2021-03-02", "2021-03-01", ["zeitraum-verkehrt"]),
    ("2022", "2021-12-31", ["zeitraum-verkehrt"]),
)


@pytest.mark.parametrize(("start", "end", "expected"), PERIODS)
def test_a_period_is_reversed_only_when_it_certainly_is(start: str, end: str, expected: list[str]) -> None:
    """The end is filled up to its last day, the start down to its first."""
    assert rules(f"period:\n  start: {start}\n  end: {end}\n") == expected


ENDED = "period:\n  end: 2025\n"
REASON = "failure_reasons:\n  - sonstiges/unbekannt\n"
LATER = "follow_up:\n  - date: 2025\n    note: Nachschau.\n    outcome: {}\n"
OUTCOMES = (
    ("eingestellt", "", ["rueckschlag-ohne-grund"]),
    ("wirkungslos", "", ["rueckschlag-ohne-grund"]),
    ("nicht-zustande", "", ["rueckschlag-ohne-grund"]),
    ("eingestellt", REASON, []),
    ("teilweise", "", []),
    ("teilweise", REASON, []),
    ("erfolgreich", LATER.format("eingestellt"), ["rueckschlag-ohne-grund"]),
    ("erfolgreich", LATER.format("eingestellt") + REASON, []),
    ("offen", "common_cause: keeplocal-insolvenz-2024\n", ["ursache-ohne-rueckschlag"]),
    ("erfolgreich", LATER.format("eingestellt") + REASON + "common_cause: keeplocal-insolvenz-2024\n", []),
    ("eingestellt", LATER.format("erfolgreich"), []),
    ("eingestellt", LATER.format("ausgefallen"), ["rueckschlag-ohne-grund"]),
    ("eingestellt", LATER.format("erfolgreich") + "common_cause: keeplocal-insolvenz-2024\n", ["ursache-ohne-rueckschlag"]),
)


@pytest.mark.parametrize(("outcome", "more", "expected"), OUTCOMES)
def test_setbacks_have_reasons_and_only_they_a_common_cause(outcome: str, more: str, expected: list[str]) -> None:
    """The effective outcome decides: a setback found later is one, one that was made good is none, a cancelled edition changes nothing."""
    assert rules(more + ENDED, outcome=outcome, evidence="rueckmeldung") == expected


SECTIONS = "\n## Ausgangslage\n\na\n\n## Umsetzung\n\nb\n\n## Ergebnis\n\nc\n\n## Erkenntnisse\n\nd\n"
BODIES = (
    ("kurzmeldung", "", []),
    ("fallbericht", SECTIONS, []),
    ("fallbericht", "", ["abschnitt-fehlt"]),
    ("fallbericht", "\n" + SECTIONS[16:], ["abschnitt-fehlt"]),
)


@pytest.mark.parametrize(("kind", "body", "expected"), BODIES)
def test_a_full_report_has_its_four_sections(kind: str, body: str, expected: list[str]) -> None:
    """A brief note needs none."""
    assert rules(body=body, kind=kind) == expected


REVIEWS = (("2026-05-31", ["pruefung-faellig"]), ("2026-06-01", []), ("2026-06-02", []))


@pytest.mark.parametrize(("day", "expected"), REVIEWS)
def test_a_review_is_due_the_day_after(day: str, expected: list[str]) -> None:
    """Compared with the day that is passed in (2026-06-01), never with the clock."""
    assert rules(f"next_review: {day}\n") == expected


WITHDRAWN = "withdrawn:\n  date: 2026-05-20\n  reason: Auf Wunsch der Stadt zurückgezogen.\n"


NEEDY = ({"outcome": "eingestellt"}, {"kind": "dokumentiert"}, {"kind": "fallbericht"}, {"measure": "", "added": ""})


@pytest.mark.parametrize("fields", NEEDY)
def test_a_withdrawn_case_may_be_emptied(fields: dict[str, str]) -> None:
    """Reasons, sources, sections: what a published case must say, one that was taken back need not repeat."""
    assert rules(**fields)
    assert rules(WITHDRAWN, **fields) == []
    assert rules(f"{WITHDRAWN}next_review: 2020-01-01\n", **fields) == []


ANONYMOUS = {"city": "anonym", "region": "Thüringen", "size_class": "landgemeinde"}
ANONYMITY = (
    ({}, "", "", []),
    ({"region": "Deutschland"}, "", "", []),
    ({"region": "Sachsen-Anhalt"}, "", "", []),
    ({"region": ""}, "", "", ["anonym-ohne-rahmen"]),
    ({"size_class": ""}, "", "", ["anonym-ohne-rahmen"]),
    ({"region": "Ostdeutschland"}, "", "", ["anonym-ohne-rahmen"]),
    ({"title": "Feierabendmarkt in Musterstadt"}, "", "", ["anonym-nennt-stadt"]),
    ({"title": "Der Musterstadter Feierabendmarkt"}, "", "", ["anonym-nennt-stadt"]),
    ({}, "effort_detail:\n  partners:\n    - Stadtwerke Bad Musterstadt\n", "", ["anonym-nennt-stadt"]),
    ({}, "tags:\n  - Musterstadts Altstadt\n", "", ["anonym-nennt-stadt"]),
    ({}, "", "\nIn Musterstadt war es so.\n", ["anonym-nennt-stadt"]),
    ({}, "contact:\n  role: Citymanagement\n  email: info@musterstadt.example\n", "", ["anonym-nennt-stadt"]),
    ({}, "sources:\n  - title: Bericht\n    url: https://www.bad-musterstadt.example/markt\n", "", ["anonym-nennt-stadt"]),
    ({}, "", "\nEine Musterstadtverwaltung gibt es nicht.\n", []),
)


@pytest.mark.parametrize(("fields", "more", "body", "expected"), ANONYMITY)
def test_an_anonymous_case_names_no_town(fields: dict[str, str], more: str, body: str, expected: list[str]) -> None:
    """Not in the title, a list, the text, nor in the address of a contact or a source; region and size class it must have."""
    assert rules(more, body, **(ANONYMOUS | fields)) == expected


def test_another_case_has_neither_region_nor_size_class() -> None:
    """They stand with its town."""
    assert rules(region="Thüringen", size_class="landgemeinde") == ["anonym-ohne-rahmen"] * 2


TEXTS = (
    ("Ein `<b>` im Code.", []),
    ("Zwei ``a ` <b>`` im Code.", []),
    ("```\n<b>\n```", []),
    ("~~~html\n<b>\n~~~", []),
    ("1 < 2 und 3 > 2", []),
    ("<https://www.example.org/> und <info@musterstadt.example>", []),
    ("<b>", ["html-im-text"]),
    ("Zeile\n<script", ["html-im-text"]),
    ("<!-- weg -->", ["html-im-text"]),
    ("\\`<b>\\`", ["html-im-text"]),
    ("`auf\n`<b>` zu`", ["html-im-text"]),
    ("```\n<b>", ["html-im-text"]),
    ("  ```\n<b>\n  ```", ["html-im-text"]),
    ("<svg/onload=x@y>", ["html-im-text"]),
    ("    <b>", ["html-im-text"]),
    ("![a](https://a.de/b.png)", ["bild-im-text"]),
    ("![a [b] c](https://a.de/b.png)", ["bild-im-text"]),
    ("![a\nb](https://a.de/b.png)", ["bild-im-text"]),
    ("![a][b]", ["bild-im-text"]),
    ("[a](https://a.de/)", []),
    ("[a](mailto:info@musterstadt.example)", []),
    ("[a](../../massnahmen/feierabendmarkt.md)", []),
    ("[a](../../massnahmen/feierabendmarkt.md#kosten)", []),
    ("[a](#unten)", []),
    ("[a](JavaScript:alert)", ["verweis-ungueltig"]),
    ("[a\nb](javascript:alert)", ["verweis-ungueltig"]),
    ("[a](\njavascript:alert)", ["verweis-ungueltig"]),
    ("[a](java&#115;cript:alert)", ["verweis-ungueltig"]),
    ("[a](//a.de/)", ["verweis-ungueltig"]),
    ("[a](data:text/html,x)", ["verweis-ungueltig"]),
    ("[a]: javascript:alert", ["verweis-ungueltig"]),
    ("> [a]: javascript:alert", ["verweis-ungueltig"]),
    ("[a]:\n  javascript:alert", ["verweis-ungueltig"]),
    ("[a](../../../pyproject.toml)", ["verweis-ungueltig"]),
    ("# Oben", ["ueberschrift-ebene"]),
    ("#Oben", ["ueberschrift-abstand"]),
    ("Oben\n====", ["ueberschrift-ebene"]),
    ("Oben\n\n====", []),
    ("# #1 im Land", ["ueberschrift-ebene"]),
    ("## Ergebnis\n\n### ergebnis ###", ["ueberschrift-doppelt"]),
    ("## Ergebnis\n\n## Ergebnisse", []),
    ("```\n# Oben\n```", []),
)


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_what_may_stand_in_the_text(text: str, expected: list[str]) -> None:
    """No HTML, no pictures, no links but into the web or to a record, however disguised; code is what every renderer calls code."""
    assert [rule for rule in rules(body=f"\n{text}\n") if rule != "angaben-zur-person"] == expected  # asks about the mailbox


@pytest.mark.parametrize(
    ("links", "between", "expected"),
    [(100, " ", []), (101, " ", ["zu-viele-klammern"]), (1000, "\n\n", []), (1001, "\n\n", ["zu-viele-klammern"])],
)
def test_brackets_are_bounded_in_a_paragraph_and_in_a_text(links: int, between: str, expected: list[str]) -> None:
    """Paragraphs below their bound may not add up either."""
    assert rules(body=f"\n{between.join(['[a](#b)'] * links)}\n") == expected
