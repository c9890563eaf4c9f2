"""A YAML list of cases: one that cannot be read hides and stops no other, and every error is said in one round."""

import pytest
from import_tables import MINIMAL, planned

from citynet_kb.findings import Severity
from citynet_kb.intake import Plan
from citynet_kb.sources.rows_yaml import read_entries

GOOD = ("musterstadt/markt.md", "musterstadt/zweiter-markt.md")


def entry(**fields: str) -> str:
    """One case of the list; a value stands as it is."""
    return (
        "- "
        + "\n  ".join(f"{key}: {value}" for key, value in {**MINIMAL, "title": '"Musterstadt: Markt am Abend"', **fields}.items())
        + "\n"
    )


def among_good(bad: str) -> Plan:
    """What becomes of a list with one bad case between two good ones."""
    return planned(f"{entry()}{bad}{entry(id='musterstadt/zweiter-markt')}".encode(), "faelle.yml")


def errors(plan: Plan) -> list[tuple[str, int]]:
    """Rule and line of each error."""
    return [(finding.rule, finding.place.line) for finding in plan.findings if finding.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        (entry(id="musterstadt/x", title="Der Markt: ein Ende"), [("doppelpunkt-im-text", 8)]),
        (entry(id="musterstadt/x", title='"Der Markt am Abend'), [("anfuehrungszeichen-offen", 8)]),
        (
            entry(id="musterstadt/x", title="Der Markt: ein Ende", effort="riesengroß", note="@Gera"),
            [("doppelpunkt-im-text", 8), ("aufwand-unbekannt", 12), ("sonderzeichen-am-anfang", 13)],
        ),
        (entry(id="musterstadt/x", tags="[a, b"), [("sonderzeichen-am-anfang", 13)]),
        (entry(id="musterstadt/x", note="&x Platz"), [("yaml-sonderform", 13)]),
        (entry(id="musterstadt/x", note="{a: {b: {c: {d: e}}}}"), [("zu-tief-verschachtelt", 13)]),
        (entry(id="musterstadt/x", note="ein \x07 Ton"), [("unsichtbares-zeichen", 13)]),
        ("- nur Text\n", [("liste-von-faellen", 7)]),
        ("-\n", [("liste-von-faellen", 7)]),
        ("- *x\n", [("liste-von-faellen", 7)]),
        ("- - eins\n  - zwei\n", [("liste-von-faellen", 7)]),
        (entry(id="musterstadt/x", outcome="misslungen"), [("ergebnis-unbekannt", 11)]),
    ],
)
def test_a_bad_case_stops_no_good_one(bad: str, expected: list[tuple[str, int]]) -> None:
    """All that is wrong with it is named at its line; the others are written."""
    plan = among_good(bad)
    assert errors(plan) == expected
    assert tuple(file.path for file in plan.files) == GOOD
    assert plan.rows == 3


def test_a_hint_about_a_case_drops_it_not() -> None:
    """A comment beside a value."""
    plan = among_good(entry(id="musterstadt/x", note="ein Platz # noch prüfen"))
    assert [finding.rule for finding in plan.findings if finding.place.line == 13] in (["kommentar-neben-wert"], ["raute-im-wert"])
    assert len(plan.files) + len(errors(plan)) == 3


def test_what_is_no_list_stops_everything() -> None:
    """A second list, a text above the first."""
    for text in (f"{entry()}---\n{entry(id='musterstadt/x')}", f"Unsere Fälle\n{entry()}", f"title: x\n{entry()}"):
        plan = planned(text.encode(), "faelle.yml")
        assert plan.files == ()
        assert len(plan.findings) == 1


def test_a_detour_is_taken_out_on_this_way_too() -> None:
    """The address that a mail program put in its place leads to the same page, and is named."""
    wrapped = "https://deu01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.gera.example%2Fmarkt&data=05%7Cerika%40gera.example"
    plan = planned(entry(sources=f'[{{title: Bote, url: "{wrapped}"}}]').encode(), "faelle.yml")
    assert '    url: "https://www.gera.example/markt"\n' in plan.files[0].text
    assert [finding.private for finding in plan.findings if finding.rule == "umleitung-entfernt"] == [wrapped]


@pytest.mark.parametrize(
    "text",
    ["- a: b\n" * 1_001, "- a:\n" + "    - b\n" * 60_000, "- a: " + "x" * 2_000_001],
)
def test_more_than_anybody_writes_is_one_finding(text: str) -> None:
    """Cases, values, letters."""
    assert [finding.rule for finding in planned(text.encode(), "faelle.yml").findings] == ["faelle-zu-viele"]


@pytest.mark.parametrize("sign", ["\r", "\x85", "\u2028", "\u2029"])
def test_line_ends_that_only_yaml_knows_break_nothing(sign: str) -> None:
    """Old Macs and layout programs write them. In a text in quotation marks its lines were miscounted."""
    entries, findings = read_entries("a.yml", f'- title: "Ein{sign}\n    Titel"\n')
    assert [entry.tree.data for entry in entries if entry.tree.is_whole] == ([{"title": "Ein Titel"}] if sign == "\r" else [])
    assert [finding.rule for entry in entries for finding in entry.tree.findings] == ([] if sign == "\r" else ["unsichtbares-zeichen"])
    assert findings == []
    entries, _ = read_entries("a.yml", '- title: "Ein\n    Titel"\n  city: gera\n'.replace("\n", "\r"))
    assert [dict(entry.tree.data) for entry in entries] == [{"title": "Ein Titel", "city": "gera"}]
