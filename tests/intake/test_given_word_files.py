"""Word files that people and programs wrote: each word of theirs is in the case, or in a finding that names it."""

from pathlib import Path

import pytest

from citynet_kb.intake import Plan
from tests.intake.incoming import only, rules_of, taken

INPUTS = Path(__file__).parents[1] / "inputs"
MARKET = "Der Markt lief einen Sommer lang."
REPORT = (
    "Nach Ladenschluss war unser Marktplatz leer.\n\n"
    "Seit Mai 2023 stehen donnerstags von 16 bis 21 Uhr vierzehn Stände vor dem Rathaus.\n\n"
    "Die Zählung stieg von 800 auf 1150 Passanten; zwei Wirte öffnen wieder abends."
)


def taken_file(name: str) -> Plan:
    """The plan for one of the files."""
    return taken(name, (INPUTS / name).read_bytes())


def said(plan: Plan) -> list[tuple[str, int, str]]:
    """Rule, line and private words of every finding."""
    return [(finding.rule, finding.place.line, finding.private) for finding in plan.findings]


@pytest.mark.parametrize(
    ("name", "body", "findings"),
    [
        ("ways_in/03-datum.docx", f"{MARKET}\n\n15. August: Eröffnung mit zwölf Ständen\n\n30. September: letzter Abend", []),
        ("ways_in/08-verschoben.docx", f"{MARKET} Verschobener Satz.", []),
        ("ways_in/09-durchgestrichen.docx", MARKET, [("nicht-uebernommen", 8, "Durchgestrichener Satz.")]),
        ("ways_in/09-fussnote.docx", MARKET, [("nicht-uebernommen", 8, "Nach Zählung der Stadt vom Mai 2023.")]),
        ("ways_in/09-textfeld.docx", f"{MARKET}\n\nKasten: wichtige Zahl 300", []),
        ("ways_in/09-verborgen.docx", MARKET, [("nicht-uebernommen", 8, "Verborgener Vermerk: Herr Schulze war dagegen.")]),
        ("people/m2_label_weg_bericht.docx", "", [("frage-leer", 8, " ".join(REPORT.split()))]),
        ("people/m4_zeile_rechts.docx", f"{REPORT}\n\nFortsetzung in neuer Zeile: Die Polizei half beim Absperren.", []),
        (
            "people/m6_text_links.docx",
            REPORT,
            [("nicht-uebernommen", 8, "Hier steht mein Bericht aus Versehen links unter der Frage.")],
        ),
        ("people/m8_kommentar.docx", REPORT, [("nicht-uebernommen", 8, "Rückfrage der Kämmerei: Stimmen die 9.500 Euro?")]),
        (
            "people/m10_fussnote_kopfzeile.docx",
            REPORT,
            [
                ("nicht-uebernommen", 1, "Stadt Musterstadt, Amt 61, Entwurf 3"),
                ("nicht-uebernommen", 8, "Zählung durch das Ordnungsamt am 12. Mai."),
            ],
        ),
        ("people/m11_verbunden.docx", REPORT, []),
    ],
)
def test_each_file_is_a_case(name: str, body: str, findings: list[tuple[str, int, str]]) -> None:
    """Its report to the letter, and what is set aside at the row where it stands."""
    plan = taken_file(name)
    assert only(plan).split("---\n")[-1].strip() == body
    assert [finding for finding in said(plan) if finding[2]] == findings


def test_an_answer_in_a_deleted_row_is_missing_and_named() -> None:
    """Who deletes the row with tracked changes answers nothing."""
    plan = taken_file("ways_in/08-zeile-geloescht.docx")
    assert rules_of(plan) == [("feld-fehlt", 1), ("nicht-uebernommen", 5)]
    assert plan.findings[0].message == "Das Pflichtfeld »Aufwand« fehlt."
    assert plan.findings[1].message == "Nicht übernommen (gelöschte Tabellenzeile): »Klein«."


def test_public_places_count_what_was_hidden() -> None:
    """Kind and number, no word."""
    (finding,) = [finding for finding in taken_file("ways_in/09-verborgen.docx").findings if finding.private]
    assert finding.public == "Nicht übernommen (verborgener Text): 6 Wörter."
