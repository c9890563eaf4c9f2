"""Values in people's own words mean the same on every way in, and whoever wrote them is told what was understood."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from citynet_kb.findings import Finding, Severity
from citynet_kb.intake import Plan, Setting, formatted, plan_rows, read_rows, take_in
from citynet_kb.intake.asking.known_words import KnownWords
from citynet_kb.intake.asking.questions import SECTIONS, location_of, questions
from citynet_kb.intake.taking_in.typed_values import planned
from citynet_kb.model import CaseStudy
from citynet_kb.schema.fields import value_at
from citynet_kb.sources import Location, read, write
from tests.fixtures import rows_of
from tests.intake.incoming import answers_of, as_excel, as_issue, as_word

TABLE = rows_of(Path(__file__).parent / "verstanden.yml")
NAMES = {
    "city": {
        **{"musterstadt": "Musterstadt", "halle-saale": "Halle (Saale)", "waldenburg-sachsen": "Waldenburg"},
        **{"friedberg-bayern": "Friedberg", "friedberg-hessen": "Friedberg"},
    },
    "topic": {"feste-maerkte": "Feste, Märkte & Frequenz", "handel": "Handel"},
    "measure": {"eisbahn": "Eisbahn / Eislauf", "feierabendmarkt": "Feierabendmarkt", "kneipennacht": "Kneipennacht"},
    "item": {"gema": "GEMA anmelden"},
}
LANDS = {"musterstadt": "Thüringen", "waldenburg-sachsen": "Sachsen", "friedberg-bayern": "Bayern", "friedberg-hessen": "Hessen"}
MEASURES = {"eisbahn": ("Eislaufbahn",), "feierabendmarkt": ("Abendtreff",), "kneipennacht": ("Abendtreff",)}
FURTHER = {"topic": {"feste-maerkte": ("Märkte",)}}
SYNONYMS = {**FURTHER, "measure": MEASURES}
SETTING = Setting("2026-11-23", names=NAMES, synonyms=MEASURES, further=FURTHER, lands=LANDS)
SHORT = {
    "title": "Ein Versuch und was daraus wurde",
    "city": "musterstadt",
    "topic": "feste-maerkte",
    "measure": "feierabendmarkt",
    "outcome": "eingestellt",
    "effort": "sehr-gross",
    "failure_reasons": ["nachfrage/zu-wenig-nachfrage"],
}
REPORT = "Der Versuch lief einen Sommer lang."
WAYS = ("ticket", "mail", "kopf", "csv", "liste", "eingabe", "word", "excel")


def place_of(heading: str) -> Location:
    """Where the value of a field stands in front matter."""
    location = location_of(heading)
    assert location is not None
    is_list = any(question.is_list and question.location == location for question in questions())
    return (*location, 0) if is_list else location


def fields_with(entry: Mapping[str, str]) -> dict[str, Any]:
    """A case with the written value in its place, and with what its group needs besides."""
    fields: dict[str, Any] = json.loads(json.dumps(SHORT))
    needed: dict[str, dict[str, Any]] = {"sources": {"title": "Ein Artikel"}, "contact": {"role": "Citymanagement"}}
    key, *inner = place_of(entry["field"])
    if not inner:
        fields[str(key)] = entry["written"]
    elif inner == [0]:
        fields[str(key)] = [entry["written"]]
    else:
        group = {**needed.get(str(key), {}), str(inner[-1]): entry["written"]}
        fields[str(key)] = [group] if inner[0] == 0 else group
    return fields


def came_by(way: str, fields: Mapping[str, Any]) -> Plan:
    """The same case by one way in."""
    answers = answers_of(fields, REPORT, NAMES)
    if way == "ticket":
        return take_in("ticket.md", as_issue(answers).encode(), SETTING)
    if way == "mail":
        lines = (f"{name}: {text}" for name, text in answers.items() if name != "Bericht")
        return take_in("mail.txt", ("\n".join(lines) + f"\n\n{REPORT}\n").encode(), SETTING)
    if way == "kopf":
        return take_in("fall.md", write(fields, CaseStudy, REPORT).encode(), SETTING)
    if way == "csv":
        cells = [";".join('"' + text.replace('"', '""') + '"' for text in part) for part in (answers, answers.values())]
        return plan_rows(*read_rows("a.csv", "\n".join(cells).encode()), SETTING)
    if way == "liste":
        return plan_rows(*read_rows("a.yml", json.dumps([{**fields, SECTIONS: REPORT}], ensure_ascii=False).encode()), SETTING)
    if way == "eingabe":
        return planned({**dict(leaves(fields)), (SECTIONS,): REPORT}, SETTING)
    content = as_word(answers) if way == "word" else as_excel(answers)
    return take_in("fall.docx" if way == "word" else "fall.xlsx", content, SETTING)


def leaves(value: Any, place: Location = ()) -> Iterator[tuple[Location, str]]:
    """All single values with their places."""
    if isinstance(value, str):
        yield place, value
        return
    for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield from leaves(inner, (*place, step))


def value_in(plan: Plan, entry: Mapping[str, str]) -> Any:
    """The value of the entry's field in the only file."""
    assert [str(finding) for finding in plan.findings if finding.severity is Severity.ERROR] == []
    document, _ = read("fall.md", plan.files[0].text.encode())
    assert document is not None
    return value_at(document.data, place_of(entry["field"]))


def named(plan: Plan, rule: str) -> list[Finding]:
    """The findings of one rule."""
    return [finding for finding in plan.findings if finding.rule == rule]


LARGE = ("word", "excel")
"""Ways whose files take as long to make and read as those of all others."""
of_each_way = pytest.mark.parametrize("way", [pytest.param(way, marks=[pytest.mark.slow] if way in LARGE else []) for way in WAYS])


def every(kind: str) -> Any:
    """A test for each way in: all entries of a part of the table, each that is wrong with what is wrong."""

    def folded(check: Callable[[str, Any], None]) -> Any:
        def test(way: str) -> None:
            assert {f"{entry['field']}: {entry['written']}": told for entry in TABLE[kind] if (told := problem(check, way, entry))} == {}

        test.__name__, test.__doc__ = check.__name__, check.__doc__
        return of_each_way(test)

    assert TABLE[kind]
    return folded


def problem(check: Callable[[str, Any], None], way: str, entry: Any) -> str:
    """What a check says of one entry; empty where all is well."""
    try:
        check(way, entry)
    except (AssertionError, ValueError) as wrong:
        return str(wrong) or repr(wrong)
    return ""


@every("taken")
def test_what_is_clear_is_taken_and_named(way: str, entry: dict[str, str]) -> None:
    """The case holds the value, and one hint names what was written and what was understood."""
    plan = came_by(way, fields_with(entry))
    assert value_in(plan, entry) == entry["value"]
    (hint,) = named(plan, "wert-verstanden")
    assert hint.message.endswith(f"»{entry['written']}« ist verstanden als »{entry.get('name', entry['value'])}«.")
    assert hint.severity is Severity.HINT


@every("in_full")
def test_a_name_in_full_needs_no_hint(way: str, entry: dict[str, str]) -> None:
    """Case, umlauts and signs do not matter."""
    plan = came_by(way, fields_with(entry))
    assert value_in(plan, entry) == entry["value"]
    assert named(plan, "wert-verstanden") == []


@every("into_report")
def test_words_that_a_date_cannot_hold_stand_in_the_report(way: str, entry: dict[str, str]) -> None:
    """Once, below what was written there."""
    plan = came_by(way, fields_with(entry))
    assert value_in(plan, entry) == entry["value"]
    assert plan.files[0].text.endswith(f"{REPORT}\n\n{entry['field'].partition(': ')[2]}: {entry['written']}.\n")
    (hint,) = named(plan, "wert-verstanden")
    assert f"»{entry['written']}«" in hint.message


@every("left_out")
def test_what_stays_unclear_is_left_out_and_named(way: str, entry: dict[str, str]) -> None:
    """It stops nothing, and no word is lost."""
    plan = came_by(way, fields_with(entry))
    assert value_in(plan, entry) is None
    (hint,) = named(plan, "angabe-nicht-uebernommen")
    assert "Nicht übernommen: " in hint.message
    assert f"»{entry['written']}«" in hint.message
    assert hint.remedy
    assert f"»{entry['written']}«" not in hint.public


@of_each_way
@pytest.mark.parametrize("written", ["Quatsch mit Soße", "quatsch"])
def test_an_item_that_nobody_knows_is_left_out_with_its_entry(way: str, written: str) -> None:
    """Also one that could be the id of an item; the other entries stay."""
    known = {"item": written, "state": "vergessen", "note": "Niemand wusste davon."}, {"item": "gema", "state": "erledigt"}
    plan = came_by(way, {**SHORT, "checklist": list(known)})
    assert "checklist:\n  - item: gema\n    state: erledigt\n" in plan.files[0].text
    (hint,) = named(plan, "angabe-nicht-uebernommen")
    assert hint.private.lower() == f"{written} · vergessen · Niemand wusste davon.".lower()
    assert "kein bekannter Prüfpunkt" in hint.message


@of_each_way
def test_signs_that_nobody_sees_stop_nothing(way: str) -> None:
    """They came along when somebody copied. A break that a layout program wrote is one, where a value may have several lines."""
    unseen = "\u00ad\u200b\u200c\u200d\u200e\u2060\u2068\u2069\ufeff".join("Feierabendmarkt")
    (file,) = came_by(way, {**SHORT, "summary": f"{unseen} war{' ' if way == 'mail' else chr(0x2028)}gut."}).files
    assert file.text.partition("summary: ")[2].partition("failure")[0].strip('"\n').split("\\n") == (
        ["Feierabendmarkt war", "gut."] if way in ("ticket", "eingabe", *LARGE) else ["Feierabendmarkt war gut."]
    )


@every("asked")
def test_where_two_fit_it_is_asked(way: str, entry: dict[str, Any]) -> None:
    """One error with the choice; nothing is written."""
    plan = came_by(way, fields_with(entry))
    assert plan.files == ()
    (error,) = (finding for finding in plan.findings if finding.severity is Severity.ERROR)
    assert f"»{entry['written']}«" in error.message
    offered = " oder ".join(", ".join(f"»{name}«" for name in entry["offered"]).rsplit(", ", 1))
    assert (f"Meinten Sie {offered}?" if offered else "") in error.remedy


def test_a_file_in_order_holds_the_value() -> None:
    """With the same hint; what the value cannot hold stays beside it as a comment, so that no word is lost."""
    wrong = {str(entry): told for entry in TABLE["taken"] if (told := problem(kept_in_order, "fmt", entry))}
    assert wrong == {}


def kept_in_order(_: str, entry: Any) -> None:
    text, findings = formatted("fall.md", write(fields_with(entry), CaseStudy, REPORT).encode(), CaseStudy, NAMES, SYNONYMS)
    assert text is not None
    document, _ = read("fall.md", text.encode())
    assert document is not None
    is_taken = entry.get("fmt") != "as written"
    assert value_at(document.data, place_of(entry["field"])) == entry["value" if is_taken else "written"]
    assert [finding.rule for finding in findings] == ["wert-verstanden"] * is_taken
    assert (f"  # wörtlich: {entry['written']}\n" in text) == (entry.get("fmt") == "comment")
    assert formatted("fall.md", text.encode(), CaseStudy, NAMES, SYNONYMS) == (text, [])


def test_a_comment_that_is_there_stays_beside_that_of_a_value() -> None:
    """Both stand above the line then, since one has its place behind a value."""
    head = write(SHORT, CaseStudy, REPORT).replace("\n---\n\n", "\nperiod:\n  start: Herbst 2023 # laut Bote\n---\n\n", 1)
    text, _ = formatted("fall.md", head.encode(), CaseStudy, NAMES, SYNONYMS)
    assert "period:\n  # laut Bote\n  # wörtlich: Herbst 2023\n  start: 2023\n" in (text or "")


def test_no_two_towns_are_offered_by_one_name() -> None:
    """In lists to choose from."""
    offered = KnownWords(NAMES, lands=LANDS).offered()["city"]
    assert offered["friedberg-bayern"] == "Friedberg (Bayern)"
    assert offered["waldenburg-sachsen"] == "Waldenburg (Sachsen)"
    assert offered["musterstadt"] == "Musterstadt"


@pytest.mark.parametrize("nothing", ["None", "none", "_No response_", "Bitte wählen", "– Bitte wählen –"])
def test_nothing_chosen_is_no_answer(nothing: str) -> None:
    """Below a question with choices; what must be answered is asked, and as a word of a text it stays."""
    answers = answers_of(SHORT, REPORT, NAMES)
    plan = take_in("ticket.md", as_issue({**answers, "Belege": nothing, "Träger": nothing}).encode(), SETTING)
    assert plan.findings == ()
    assert "evidence" not in plan.files[0].text
    plan = take_in("ticket.md", as_issue({**answers, "Ergebnis": nothing, "Gründe": nothing}).encode(), SETTING)
    assert [finding.rule for finding in plan.findings] == ["feld-fehlt"]
    plan = take_in("ticket.md", as_issue({**answers, "Zuständige Stelle": "None"}).encode(), SETTING)
    assert "office: None" in plan.files[0].text


def test_what_needs_an_unclear_value_is_named_with_it() -> None:
    """An entry of a list that cannot be without it."""
    fields = {**SHORT, "follow_up": [{"date": "neulich", "note": "Der Markt kam wieder."}]}
    (hint,) = named(came_by("ticket", fields), "angabe-nicht-uebernommen")
    assert "Nicht übernommen: »neulich · Der Markt kam wieder.«. Das ist kein Datum" in hint.message
    long = "in der Zeit, in der auch die Umleitung durch die Bahnhofstraße bestand und alle darüber sprachen"
    (hint,) = named(came_by("ticket", {**SHORT, "evidence": long}), "angabe-nicht-uebernommen")
    assert long in hint.message
    assert long[:40] not in hint.public


def test_choices_with_commas_between_are_taken_in_their_order() -> None:
    """Where all of them are known; the first reason is the most important one."""
    reasons = ["schlechtes Wetter, Zu wenig Nachfrage", "Baustelle"]
    for way in ("csv", "liste", "excel"):
        (file,) = came_by(way, {**SHORT, "failure_reasons": reasons}).files
        assert "failure_reasons:\n  - umfeld/wetter\n  - nachfrage/zu-wenig-nachfrage\n  - umfeld/baustelle\n" in file.text


def test_the_signs_of_a_list_are_no_part_of_its_entries() -> None:
    """In one cell of a table as below a label of a mail; they need no hint."""
    answers = {**answers_of(SHORT, REPORT, NAMES), "Was geholfen hat": "- Strom am Platz\n• Musik\n* fester Termin"}
    cells = [";".join('"' + text + '"' for text in part) for part in (answers, answers.values())]
    plan = plan_rows(*read_rows("a.csv", "\n".join(cells).encode()), SETTING)
    assert "success_factors:\n  - Strom am Platz\n  - Musik\n  - fester Termin\n" in plan.files[0].text
    assert plan.findings == ()


@pytest.mark.parametrize("way", ["mail", "ticket", pytest.param("word", marks=pytest.mark.slow)])
def test_a_source_without_a_title_is_called_by_its_host(way: str) -> None:
    """Whoever answers below »Quellen« with nothing but an address is told so, and need not be asked."""
    plan = came_by(way, {**SHORT, "sources": [{"url": "https://www.bote.example/markt"}]})
    assert 'sources:\n  - title: "bote.example"\n    url: "https://www.bote.example/markt"\n' in plan.files[0].text
    assert [finding.severity for finding in named(plan, "quelle-ohne-titel")] == [Severity.HINT]
