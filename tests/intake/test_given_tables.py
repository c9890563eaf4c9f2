"""Workbooks and CSV as people and their programs save them: what becomes of each file in tests/inputs."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from citynet_kb.findings import REPORTS
from citynet_kb.intake import Plan, Setting, plan_rows, read_rows, take_in
from citynet_kb.model.slugs import plain_slug
from tests.intake.incoming import ADDED

INPUTS = Path(__file__).parents[1] / "inputs"
NAMES = {
    "city": {"gera": "Gera", "jena": "Jena", "musterstadt": "Musterstadt"},
    "topic": {"feste-maerkte": "Feste, Märkte & Frequenz"},
    "measure": {"feierabendmarkt": "Feierabendmarkt / Abendmarkt"},
}
SETTING = Setting(ADDED, names=NAMES, topics={"feierabendmarkt": "feste-maerkte"})
ONE_SUMMER = "gera/feierabendmarkt-nach-einem-sommer-eingestellt.md"
MARKET = "Der Markt lief einen Sommer lang."
SQUARE = "musterstadt/feierabendmarkt-bringt-donnerstags-mehr-leben-in-die-altstadt.md"


def planned(name: str) -> Plan:
    """The plan for one file; the names of a filled template are those in its lists."""
    names = {**NAMES, **_offered(INPUTS / name)} if name.startswith("people") else NAMES
    content = (INPUTS / name).read_bytes()
    setting = replace(SETTING, names=names)
    plan = plan_rows(*read_rows(name, content, names), setting)
    assert take_in(name, content, setting) == plan  # both ways in
    return plan


def _offered(file: Path) -> dict[str, dict[str, str]]:
    """Towns and measures of the lists in a template. There »Feierabendmarkt« has a longer name; its short one is a name, too."""
    sheet = load_workbook(file)["Listen"]
    found = {str(column[0].value): [str(cell.value) for cell in column[1:] if cell.value] for column in sheet.iter_cols()}
    lists = {"city": [*found["Stadt"], "Musterstadt"], "measure": [*found["Maßnahme"], "Feierabendmarkt"], "topic": found["Thema"]}
    known = {kind: {plain_slug(name): name for name in names} for kind, names in lists.items()}
    return {**known, "topic": {("feste-maerkte" if "Feste" in name else slug): name for slug, name in known["topic"].items()}}


def bodies(plan: Plan) -> list[str]:
    """The texts below the front matter."""
    return [file.text.split("\n---\n", 1)[1].strip() for file in plan.files]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("03-datum.csv", "24. Dezember: geschlossen\n1. Januar: geschlossen\n6. Januar: wieder offen"),
        ("06-stern.csv", "Händler*innen und Gäst*innen, Anwohner*innen und Vermieter*innen kamen zusammen."),
        ("17-leere-zeile.xlsx", MARKET),
        ("19-diagrammblatt.xlsx", MARKET),
        ("19-power-query.xlsx", MARKET),
        ("20-letzte-zeile.xlsx", MARKET),
        ("18-verstecktes-blatt.xlsx", MARKET),
        ("21-gleich-anfuehrung.csv", MARKET),
        ("21-sep.csv", MARKET),
        ("21-umbruch-im-kopf.csv", MARKET),
        ("26-tab.csv", "Der Markt lief.\n\nEin Absatz mit Tabulator davor, der ein Absatz sein soll."),
    ],
)
def test_what_programs_write_is_read(name: str, body: str) -> None:
    """One case, as it was written, and nothing to say."""
    plan = planned(f"ways_in/{name}")
    assert plan.findings == ()
    assert [file.path for file in plan.files] == [ONE_SUMMER]
    assert bodies(plan) == [body]
    for part in ("measure: feierabendmarkt", "outcome: eingestellt", "nachfrage/zu-wenig-nachfrage", "start: 2023-05", "cost_eur: 4200"):
        assert part in plan.files[0].text


def test_a_value_that_excel_keeps_as_text_is_that_text() -> None:
    """="07545" in a CSV file."""
    assert "\ntags:\n  - 07545\n" in planned("ways_in/21-gleich-anfuehrung.csv").files[0].text


def test_a_second_sheet_with_cases_is_read() -> None:
    """A second case in a workbook is a second case."""
    plan = planned("ways_in/07-zwei-blaetter.xlsx")
    assert plan.findings == ()
    assert [file.path for file in plan.files] == [ONE_SUMMER, "jena/feierabendmarkt-nach-zwei-jahren-eingestellt.md"]


@pytest.mark.parametrize(
    ("name", "file", "kind", "words"),
    [
        ("ways_in/17-titelzeile.csv", ONE_SUMMER, "über den Spaltennamen", "Fallberichte der Stadt Gera"),
        (
            "ways_in/28-zeile-ausgeblendet.xlsx",
            ONE_SUMMER,
            "ausgeblendete Zeile",
            "Jena: Feierabendmarkt läuft im dritten Sommer gut Jena Feierabendmarkt / Abendmarkt Feste, Märkte & Frequenz Erfolgreich "
            "Klein 2022-06 4000 Der Markt kam gut an.",
        ),
        ("people/deckblatt.xlsx", SQUARE, "weiteres Blatt", "Tabelle4: Deckblatt"),
        ("people/titelzeile.xlsx", SQUARE, "über den Spaltennamen", "Meldung der Stadt Musterstadt, Stand 3.11.2026"),
    ],
)
def test_what_is_no_case_is_named_and_stays_private(name: str, file: str, kind: str, words: str) -> None:
    """The case is written; the words beside it stand in one finding, and in no public report."""
    plan = planned(name)
    assert [each.path for each in plan.files] == [file]
    (finding,) = plan.findings
    assert (finding.rule, finding.private) == ("nicht-uebernommen", words)
    assert f"({kind})" in finding.message
    assert not any(words in REPORTS[form](finding) for form in ("github", "gitlab", "markdown"))


def test_a_comment_and_a_sheet_of_notes_are_named() -> None:
    """The comments of the template are not: nobody wrote them."""
    plan = planned("people/rand2.xlsx")
    assert [file.path for file in plan.files] == [SQUARE]
    assert {finding.private for finding in plan.findings} == {
        "Stand Mai, bitte noch einmal prüfen lassen",
        "Notizen: Hier unsere ausführlichen Notizen zum Markt.",
    }


def test_a_formula_without_result_and_half_a_day_are_understood() -> None:
    """A sum of written numbers is one number, half a day a day; each is said once, with what was written."""
    plan = planned("people/formel_kommazahl.xlsx")
    (file,) = plan.files
    assert "cost_eur: 9500" in file.text
    assert "staff_days: 25" in file.text
    assert [(finding.rule, finding.place.column) for finding in plan.findings] == [("formel-ausgerechnet", 18), ("wert-verstanden", 22)]
