"""What `intake` and `import` say: with the labels of the form or table, all at once, without wild guesses."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_intake import ANSWERS, FIELDS, SHORT

from citynet_kb.checks import Context, check_record
from citynet_kb.findings import Finding
from citynet_kb.intake import Plan, Setting, plan_rows, read_rows, take_in
from citynet_kb.intake.taking_in.likely import CLOSE, MOST, Spellings, likely
from citynet_kb.knowledge_base import load
from citynet_kb.model import CaseStudy, FailureReason, Outcome, Part, Term
from citynet_kb.model.slugs import plain_slug
from citynet_kb.schema.fields import target
from tests.fixtures import FIXTURES, town
from tests.intake.incoming import EXCEL, answers_of, as_excel, as_issue, taken

"""What is asked about where it is missing."""
KEYS_OF_YAML = ("feld-unbekannt", "gruppe-erwartet", "liste-erwartet", "text-erwartet")
"""Rules that speak of keys to people who wrote them."""
ASKED_FOR = {"Art des Vorhabens": "Wiederkehrend", "Zeitraum: Ende": "2022"}
"""What hints ask for where it is missing."""
CASES = sorted((FIXTURES / "content-errors").glob("*/faelle/**/*.md"))


@pytest.fixture(scope="module")
def setting(tmp_path_factory: pytest.TempPathFactory) -> Setting:
    """Musterland with its rules."""
    content = load(town(tmp_path_factory.mktemp("land")), "content")
    context = Context(content, "2026-11-23")
    topics = {measure.id: measure.topic for measure in content.knowledge_base.measures.values()}
    return Setting(
        "2026-11-23",
        check=lambda case, document: check_record(case, document, context),
        names=context.names,
        topics=topics,
        synonyms={"pop-up-store": ("Zwischennutzung",)},
    )


def _terms(part: type[Part]) -> Iterator[type[Term]]:
    for key in part.model_fields:
        aim = target(part, (key,))
        yield from [aim.vocabulary] if aim.vocabulary else []
        yield from _terms(aim.part) if aim.part else ()


SLUGS = {term.value for terms in _terms(CaseStudy) for term in terms if re.search("[-/]", term.value)}
"""Terms that are no German word as they stand."""
KEYS = set(CaseStudy.front_matter_keys()) - {"stellungnahme", "region"}


def jargon(findings: Sequence[Finding]) -> list[str]:
    """Words of the file format in messages to people: keys in English, ids of terms. What they wrote themselves does not count."""
    found = []
    for finding in findings:
        said = re.sub(r"^(Zeile \d+, )?(Feld|Spalte) »[^«]*«: |content/\S+", "", finding.message) + " " + finding.remedy
        words = set(re.findall(r"[A-Za-zÄÖÜäöüß0-9_/.-]*\w", re.sub("»[^«]*«", "", said)))
        quoted = set(re.findall("»([^«]*)«", finding.remedy))
        found += [f"{finding.rule}: {word}" for word in sorted((words & (KEYS | SLUGS)) | (quoted & SLUGS))]
    return found


@pytest.mark.parametrize("file", CASES, ids=lambda file: "/".join(file.parts[-4:]))
def test_findings_speak_of_labels_and_choices(file: Path, setting: Setting) -> None:
    """Every rule that a single case can break, as `intake` says it."""
    plan = take_in("brief.md", file.read_bytes(), setting)
    assert jargon([finding for finding in plan.findings if finding.rule not in KEYS_OF_YAML]) == []


def remedies(plan: Plan) -> dict[str, str]:
    """Remedy by rule."""
    return {finding.rule: finding.remedy for finding in plan.findings}


def form(setting: Setting, **changes: str) -> Plan:
    """The shortest case of which no hint asks for more, as an issue form, with other answers."""
    return take_in("ticket.md", as_issue({**SHORT, **ASKED_FOR, "Stadt": "Musterstadt", "Thema": "Leerstand", **changes}).encode(), setting)


def test_choices_are_named_as_the_form_shows_them(setting: Setting) -> None:
    """Labels, in the form's order, and what was written, not what we made of it."""
    plan = form(setting, Ergebnis="gescheitert", Stadt="Mußterstadt", Gründe="Die Händler machten nicht mit", Thema="Stände")
    said = remedies(plan)
    assert said["ergebnis-unbekannt"].startswith("Meinten Sie »Ziel verfehlt«, »Eingestellt« oder »Nicht zustande gekommen«? Zur Auswahl: ")
    assert said["ergebnis-unbekannt"].endswith(f"{' · '.join(term.label for term in Outcome)}.")
    assert said["gruende-unbekannt"].startswith("Meinten Sie »Zu wenige Händler, Beschicker oder Gastronomen machten mit«?")
    assert said["stadt-unbekannt"].startswith("Meinten Sie »Musterstadt«")
    assert said["thema-unbekannt"] == "Zur Auswahl: Feste und Märkte · Leerstand."
    assert "»Mußterstadt« ist keine bekannte Stadt." in " ".join(finding.message for finding in plan.findings)


def test_another_word_for_a_measure_is_taken_or_asked_about(setting: Setting) -> None:
    """A synonym of one measure is that measure, and both are named; one of two is a question."""
    (found,) = form(setting, Maßnahme="Zwischennutzung").findings
    assert found.message == "Feld »Maßnahme«: »Zwischennutzung« ist verstanden als »Pop-up-Store«."
    both = {"pop-up-store": ("Zwischennutzung",), "feierabendmarkt": ("Zwischennutzung",)}
    said = remedies(form(replace(setting, synonyms=both), Maßnahme="Zwischennutzung"))
    assert said["name-mehrdeutig"] == "Meinten Sie »Feierabendmarkt« oder »Pop-up-Store«?"


def test_all_that_can_be_known_is_said_at_once(setting: Setting) -> None:
    """Missing fields do not hide what is wrong with the others, and cause no findings of their own."""
    answers = {
        "Stadt": "Nirgendwo",
        "Maßnahme": "Feierabendmarkd",
        "Ergebnis": "Eingestellt",
        "Zeitraum: Beginn": "2022",
        "Zeitraum: Ende": "2021",
        "Aufwand im Einzelnen: Kosten in Euro": "4.000 €",
        "Ansprechstelle: Funktionspostfach": "erika.muster@musterstadt.example",
        "Bericht": "# Oben\n\nText.",
    }
    assert sorted({finding.rule for finding in take_in("ticket.md", as_issue(answers).encode(), setting).findings}) == sorted(
        (
            *("feld-fehlt", "wert-verstanden", "betrag-ohne-umfang"),
            *("stadt-unbekannt", "massnahme-unbekannt", "rueckschlag-ohne-grund", "zeitraum-verkehrt"),
            *("kontakt-persoenlich", "ueberschrift-ebene", "ohne-art"),
        )
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"Gründe": "Nirgends gelistet"}, ["gruende-unbekannt"]),
        ({"Ergebnis": "Ging so"}, ["ergebnis-unbekannt"]),
        ({"Stadt": "☃"}, ["kennung-ungueltig"]),
        ({"Thema": "☃", "Weitere Themen": "Leerstand"}, ["kennung-ungueltig"]),
        ({"Überschrift": "Kurz"}, ["text-zu-kurz"]),
        ({"Überschrift": "☃☃☃☃☃☃☃☃"}, ["importkennung-fehlt"]),
        ({"Art des Berichts": "Öffentlich dokumentiert", "Quellen": "Ein Bericht\nAdresse: im Archiv"}, ["angabe-nicht-uebernommen"]),
        ({"Maßnahme": "☃"}, ["ohne-massnahme", "angabe-nicht-uebernommen"]),
    ],
)
def test_one_typo_is_one_finding(setting: Setting, changes: dict[str, str], expected: list[str]) -> None:
    """The placeholder of a wrong value causes no finding of its own."""
    found = [finding.rule for finding in form(setting, **{"Maßnahme": "Pop-up-Store", **changes}).findings]
    assert found == expected


def test_the_topic_follows_from_the_measure(setting: Setting) -> None:
    """A measure belongs to exactly one topic, so nobody has to write it; one that is written must fit."""
    answers = {
        key: value for key, value in {**SHORT, **ASKED_FOR, "Maßnahme": "Pop-up-Store", "Stadt": "Musterstadt"}.items() if key != "Thema"
    }
    (file,) = take_in("ticket.md", as_issue(answers).encode(), setting).files
    assert "\ntopic: leerstand\nmeasure: pop-up-store\n" in file.text
    plan = form(setting, Maßnahme="Feierabendmarkt")
    assert [finding.rule for finding in plan.findings] == ["massnahme-anderes-thema"]
    assert plan.findings[0].message == (
        "Feld »Thema«: Die Maßnahme »Feierabendmarkt« gehört zum Thema »Feste und Märkte«, nicht zu »Leerstand«."
    )


def test_findings_of_a_table_name_row_and_column(setting: Setting) -> None:
    """In the same words."""
    answers = {**answers_of({"title": "Ein Markt am Abend", "city": "musterstadt"}), "Ergebnis": "4", "Aufwand": "riesig"}
    plan = take_in("fall.xlsx", as_excel(answers, EXCEL), setting)
    assert jargon(plan.findings) == []
    (outcome,) = (finding for finding in plan.findings if finding.rule == "ergebnis-unbekannt")
    assert outcome.message == "Zeile 2, Spalte »Ergebnis *«: »4« ist kein bekannter Wert für »Ergebnis«."
    assert outcome.place.line == 2


REASONS = [(term.label, term.label) for term in FailureReason]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Nachfrage", "Zu wenig Nachfrage"),
        ("Zu wenig Nachfage", "Zu wenig Nachfrage"),
        ("Genehmigung fehlte", "Genehmigung versagt, widerrufen oder zu spät"),
        ("Haushalt gekürzt", "Haushalt nicht beschlossen oder gekürzt"),
        ("Das Wetter spielte im zweiten Sommer nicht mit", "Wetter"),
    ],
)
def test_what_was_meant_comes_first(written: str, meant: str) -> None:
    """Typos, and some of the words."""
    assert likely(written, REASONS)[:1] == [meant]


def test_a_sentence_that_holds_a_choice_means_it() -> None:
    """An answer in sentences is answered with the word to use."""
    outcomes = [(term.label, term.label) for term in Outcome]
    assert likely("Der Markt wurde nach zwei Sommern wieder eingestellt.", outcomes, Outcome) == ["Eingestellt"]


@pytest.mark.parametrize("written", ["zu teuer", "keine Lust", "x", "4", "", "☃", "und oder nicht"])
def test_no_wild_guess(written: str) -> None:
    """Words that say nothing mean nothing."""
    assert likely(written, REASONS) == []


def test_a_date_as_people_write_it_is_taken_as_it_counts() -> None:
    """With its month in words, too."""
    for written, meant in (("März 2021", "2021-03"), ("5. Mai 2021", "2021-05-05"), ("3.4.2021", "2021-04-03"), ("09/2021", "2021-09")):
        (found,) = taken("ticket.md", as_issue({**ANSWERS, "Zeitraum: Beginn": written})).findings
        assert found.message == f"Feld »Zeitraum: Beginn«: »{written}« ist verstanden als »{meant}«."
    assert FIELDS["period"]["start"] == "2021-05"


def test_a_typo_in_a_heading_is_reported_once(setting: Setting) -> None:
    """The column or question is named with the one that was meant; its field is not reported as missing as well."""
    head = "Überschrift;Städte;Themen;Ergebnis;Aufwand;Gründe;Maßname;Art des Vorhabens;Zeitraum: Ende;Bericht"
    row = "Markt am Abend;Musterstadt;Leerstand;eingestellt;klein;;Pop-up-Store;Wiederkehrend;2022;Ein Satz."
    plan = plan_rows(*read_rows("a.csv", f"{head}\n{row}\n".encode()), setting)
    found = [finding for finding in plan.findings if finding.rule in ("spalte-unbekannt", "wert-verstanden", "feld-fehlt")]
    assert [finding.remedy for finding in found[:1]] == ["Meinten Sie »Stadt« (city)?"]
    assert found[-1].message == "Spalte »Maßname«: verstanden als »Maßnahme«."
    assert "rueckschlag-ohne-grund" in [finding.rule for finding in plan.findings]
    answers = as_issue({**SHORT, **ASKED_FOR, "Maßnahme": "Pop-up-Store", "Thema": "Leerstand"}).replace("### Stadt\n", "### Stadtt\n")
    (found_in_form,) = take_in("ticket.md", answers.encode(), setting).findings
    assert (found_in_form.rule, found_in_form.remedy) == ("frage-unbekannt", "Meinten Sie »Stadt«?")


def test_a_table_without_any_known_column_is_one_finding(setting: Setting) -> None:
    """Its rows are not judged."""
    plan = plan_rows(*read_rows("a.csv", b"x,y\n1,2\n3,4\n"), setting)
    assert [finding.rule for finding in plan.findings] == ["spalte-unbekannt"] * 2


def test_cells_copied_from_a_spreadsheet_have_tabs(setting: Setting) -> None:
    """They are columns like any others; commas stand between choices in a cell as semicolons do, where all of them are known."""
    head = "Überschrift\tStadt\tThema\tErgebnis\tAufwand\tGründe\tMaßnahme\tArt des Vorhabens\tZeitraum: Ende\tBericht"
    row = "Markt am Abend, später\tMusterstadt\tLeerstand\teingestellt\tklein\tWetter, Baustelle\tPop-up-Store\tWiederkehrend\t2022"
    row += "\tEin Satz."
    table = f"{head}\n{row}\n"
    for separator in (",", ";"):
        (file,) = plan_rows(*read_rows("a.csv", table.replace("Wetter,", f"Wetter{separator}").encode()), setting).files
        assert "  - umfeld/wetter\n  - umfeld/baustelle\n" in file.text


@settings(max_examples=200, deadline=None)
@given(st.text("abn-", max_size=9), st.lists(st.text("abn-", min_size=1, max_size=9), max_size=12))
def test_typos_are_those_that_difflib_finds(wanted: str, known: list[str]) -> None:
    """Only sooner."""
    slugs = {plain_slug(word) for word in known}
    expected = difflib.get_close_matches(wanted, sorted(slugs), n=MOST, cutoff=CLOSE)
    assert Spellings.of((word, word) for word in known).typos(wanted) == expected
