"""Reports as towns sent them, with values in their own words: what becomes of each file in tests/inputs."""

from pathlib import Path

import pytest
import yaml
from test_understood import named

from citynet_kb.findings import Severity
from citynet_kb.intake import Plan, Setting, take_in
from citynet_kb.intake.asking.forge_forms import issue_form
from citynet_kb.intake.asking.questions import PLEASE_CHOOSE

INPUTS = Path(__file__).parents[1] / "inputs"
NAMES = {
    "city": {
        **{"gera": "Gera", "musterstadt": "Musterstadt", "friedberg-bayern": "Friedberg", "waldenburg-sachsen": "Waldenburg"},
    },
    "topic": {"feste-maerkte": "Feste, Märkte & Frequenz", "aktionen": "Aktionen & Kampagnen"},
    "measure": {"feierabendmarkt": "Feierabendmarkt / Abendmarkt", "eisbahn": "Eisbahn in der Innenstadt"},
}
SETTING = Setting(
    "2026-11-23",
    names=NAMES,
    topics={"feierabendmarkt": "feste-maerkte", "eisbahn": "feste-maerkte"},
    synonyms={"eisbahn": ("Eislaufbahn",)},
    lands={"friedberg-bayern": "Bayern", "waldenburg-sachsen": "Sachsen"},
)
ICE = "»Eislaufbahn« ist verstanden als »Eisbahn in der Innenstadt«."
FIGURES = (
    "»Mai 2023« ist verstanden als »2023-05«.",
    "»9.500« ist verstanden als »9500«.",
    "»ca. 25« ist verstanden als »25«.",
)


def arrived(name: str) -> Plan:
    """The plan for one file."""
    return take_in(Path(name).name, (INPUTS / name).read_bytes(), SETTING)


@pytest.mark.parametrize(
    ("name", "understood", "parts"),
    [
        ("people/synonym.txt", (ICE,), ("measure: eisbahn\n", "outcome: nicht-zustande\n", "Der Rat vertagte zweimal.")),
        (
            "people/issue_nie.md",
            (ICE,),
            ("measure: eisbahn\n", "outcome: nicht-zustande\n", "  - geld/kosten-unterschaetzt\n", "85.000 Euro, davon 30.000"),
        ),
        (
            "people/issue_erfolg.md",
            FIGURES,
            ("start: 2023-05\n", "cost_eur: 9500\n", "staff_days: 25\n", "lead_weeks: 16\n", "  - fester Termin\n"),
        ),
        (
            "people/paste_erfolg.txt",
            (*FIGURES, "»Standgebühren« ist verstanden als »Einnahmen (Standgeld, Eintritt, Verkauf, Gebühren)«."),
            ("start: 2023-05\n", "cost_eur: 9500\n", "staff_days: 25\n", "  - verfuegungsfonds\n  - einnahmen\n"),
        ),
    ],
)
def test_what_is_clear_is_a_case(name: str, understood: tuple[str, ...], parts: tuple[str, ...]) -> None:
    """At the first attempt, and each value in other words is named."""
    plan = arrived(name)
    assert [str(finding) for finding in plan.findings if finding.severity is Severity.ERROR] == []
    said = "\n".join(finding.message for finding in named(plan, "wert-verstanden"))
    for words in understood:
        assert words in said
    for part in parts:
        assert part in plan.files[0].text


@pytest.mark.parametrize(("town", "land"), [("Friedberg", "Bayern"), ("Waldenburg", "Sachsen")])
def test_a_name_of_several_towns_is_asked_about(town: str, land: str) -> None:
    """Not taken in silence; with its Land it is."""
    name = f"ways_in/16-{town.lower()}.txt"
    (finding,) = arrived(name).findings
    assert (finding.rule, finding.severity) == ("stadt-mehrdeutig", Severity.ERROR)
    assert f"»{town} ({land})«" in finding.remedy
    told = (INPUTS / name).read_text("utf-8").replace(f"Stadt: {town}", f"Stadt: {town} ({land})")
    plan = take_in("mail.txt", told.encode(), SETTING)
    assert [file.path.partition("/")[0] for file in plan.files] == [f"{town}-{land}".lower()]
    assert plan.findings == ()


def test_none_below_a_choice_is_no_answer() -> None:
    """GitHub reserves the word for it."""
    (file,) = arrived("ways_in/30-none-belege.txt").files
    assert "evidence" not in file.text
    assert "would_repeat" not in file.text


def test_no_choice_of_an_issue_form_speaks_for_a_person() -> None:
    """Each list to choose from begins with an entry that is no answer, and who leaves it there is asked."""
    lists = [element for element in yaml.safe_load(issue_form(NAMES["topic"]))["body"] if element["type"] == "dropdown"]
    assert len(lists) > 4
    assert {element["attributes"]["options"][0] for element in lists} == {PLEASE_CHOOSE}
    assert all(element["attributes"]["options"].count(PLEASE_CHOOSE) == 1 for element in lists)
    text = (INPUTS / "ways_in/31-erste-auswahl.txt").read_text("utf-8")
    for answer in ("Aktionen & Kampagnen", "Erfolgreich", "Sehr klein"):
        text = text.replace(f"\n{answer}\n", f"\n{PLEASE_CHOOSE}\n")
    plan = take_in("ticket.md", text.encode(), SETTING)
    missing = [finding.message for finding in plan.findings if finding.severity is Severity.ERROR]
    assert missing == [f"Feld »{field}«: Das Pflichtfeld »{field}« fehlt." for field in ("Thema", "Ergebnis", "Aufwand")]
