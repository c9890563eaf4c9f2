"""A mail with lines »Stadt: Gera«: the same rules as the issue form; what is no known label stays text; nothing is lost."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_intake import ANSWERS, BODY, EXPECTED, MINIMAL

from citynet_kb.intake import take_in
from tests.intake.incoming import SETTING, only, rules_of, taken

HEAD = """Stadt: Musterstadt
Maßnahme: Feierabendmarkt
Thema: Feste, Märkte & Frequenz
Ergebnis: eingestellt
Aufwand: klein
Gründe: zu wenig Nachfrage, Wetter
Überschrift: Musterstadt stellt den Markt ein
"""
FRONT = """---
title: Musterstadt stellt den Markt ein
city: musterstadt
topic: feste-maerkte
measure: feierabendmarkt
outcome: eingestellt
effort: klein
added: 2026-11-23
failure_reasons:
  - nachfrage/zu-wenig-nachfrage
  - umfeld/wetter
next_review: 2027-11-23
---
"""
TEXT = "Wir begannen im Mai 2021.\nEs kamen viele.\n\nIm zweiten Jahr: kaum noch jemand."


def test_labels_above_and_text_below() -> None:
    """What people send. The rest of the mail is named with its line."""
    mail = f"Hallo zusammen,\n\nanbei unser Fall.\n\n{HEAD}\n{TEXT}\n\nViele Grüße aus Musterstadt\nErika Muster\nTel.: 03999 12345\n"
    plan = taken("mail.txt", mail)
    assert only(plan) == f"{FRONT}\n{TEXT}\n"
    assert rules_of(plan) == [("nicht-uebernommen", 1), ("nicht-uebernommen", 18)]
    assert "»Hallo zusammen, anbei unser Fall.«" in plan.findings[0].message
    assert "»Viele Grüße aus Musterstadt Erika Muster Tel.: 03999 12345«" in plan.findings[1].message


def test_text_above_the_labels_is_the_report_where_none_stands_below() -> None:
    """The greeting apart."""
    plan = taken("mail.txt", f"Guten Tag Frau Muster,\n\n{TEXT}\n\n{HEAD}\nMfG\nE. M.\n")
    assert only(plan) == f"{FRONT}\n{TEXT}\n"
    assert rules_of(plan) == [("nicht-uebernommen", 1), ("nicht-uebernommen", 16)]


def test_every_answer_of_the_form_can_be_written_so() -> None:
    """All questions with their answers, lists below their label: the same bytes as by any other way."""
    listed = {"Weitere Themen", "Gründe", "Finanzierung", "Was geholfen hat", "Schlagworte", "Zahlen"}
    lines = []
    for label, answer in ANSWERS.items():
        is_list = label in listed or "\n" in answer
        lines.append(f"{label}:\n" + "\n".join(f"- {part}" for part in answer.split("\n")) + "\n" if is_list else f"{label}: {answer}")
    lines = [line for line in lines if not line.startswith("Bericht:")]
    assert only(taken("mail.txt", "\n".join(lines) + f"\nBericht:\n\n{BODY}\n")) == EXPECTED


@pytest.mark.parametrize(
    "line",
    [
        "* Ergebnis: eingestellt",
        "- **Ergebnis:** eingestellt",
        "**Ergebnis**: eingestellt",
        "• Ergebnis :  Eingestellt",
        "ERGEBNIS: EINGESTELLT",
        "Ergebnis = eingestellt",
        "Ergebnis:\u00a0eingestellt",
        "Ergebnis:\neingestellt",
        "Ergebnis:\n- eingestellt",
        "Ergebnis:\teingestellt   ",
    ],
)
def test_labels_as_people_and_mail_programs_write_them(line: str) -> None:
    """Bullets, bold, blanks, the value in the next line."""
    assert only(taken("mail.txt", HEAD.replace("Ergebnis: eingestellt", line) + f"\n{TEXT}\n")) == f"{FRONT}\n{TEXT}\n"


def test_labels_without_umlauts() -> None:
    """Not every keyboard has them."""
    mail = HEAD.replace("Gründe", "Gruende").replace("Maßnahme", "Massnahme").replace("Überschrift", "Ueberschrift")
    assert only(taken("mail.txt", f"{mail}\n{TEXT}\n")) == f"{FRONT}\n{TEXT}\n"


@pytest.mark.parametrize("quoted", [True, False])
def test_a_forwarded_mail(quoted: bool) -> None:
    """With > in front of each line, or only below some words of who forwards it."""
    mail = "".join(f"> {line}\n" for line in f"{HEAD}\n{TEXT}".split("\n"))
    plan = taken("mail.txt", mail if quoted else f"Bitte aufnehmen!\n\n{mail}")
    assert only(plan) == f"{FRONT}\n{TEXT}\n"
    assert [rule for rule, _ in rules_of(plan)] == ([] if quoted else ["nicht-uebernommen"])


def test_everyday_labels() -> None:
    """»Titel« and »Grund« are what people write; among the lines of a source »Titel« is the source's."""
    mail = HEAD.replace("Überschrift:", "Titel:").replace("Gründe: zu wenig Nachfrage, Wetter", "Grund: Wetter")
    front = FRONT.replace("  - nachfrage/zu-wenig-nachfrage\n", "").removesuffix("next_review: 2027-11-23\n---\n")
    written = only(taken("mail.txt", f"{mail}Quellen:\nTitel: Markt endet\nHerausgeber: Zeitung\n\n{TEXT}\n"))
    assert written == f"{front}sources:\n  - title: Markt endet\n    publisher: Zeitung\nnext_review: 2027-11-23\n---\n\n{TEXT}\n"


def test_what_is_no_label_stays_text() -> None:
    """Unknown labels, and known ones that were answered already, are words of the report."""
    text = "Kosten: 3000 Euro\nErgebnis: Es kamen wenige.\n\n- Stadt: war dafür\n\nFazit: nie wieder"
    assert only(taken("mail.txt", f"{HEAD}\n{text}\n")) == f"{FRONT}\n{text}\n"


def test_a_line_that_the_mail_program_broke_goes_on() -> None:
    """Only a long one; below a short one the report may begin at once."""
    long = "Kurzfassung: Donnerstags von 16 bis 20 Uhr trafen sich alle am\nRathaus, bis der Regen kam."
    text = only(taken("mail.txt", f"{HEAD}{long}\n{TEXT}\n"))
    assert "\nsummary: Donnerstags von 16 bis 20 Uhr trafen sich alle am Rathaus, bis der Regen kam.\n" not in text
    assert '\nsummary: "Donnerstags von 16 bis 20 Uhr trafen sich alle am Rathaus, bis der Regen kam."\n' in text
    assert text.endswith(f"---\n\n{TEXT}\n")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Zeitraum: 2021 bis 2022", "period:\n  start: 2021\n  end: 2022\n"),
        ("Zeitraum: 2021-05 – 2022", "period:\n  start: 2021-05\n  end: 2022\n"),
        ("Zeitraum: 2019-2021", "period:\n  start: 2019\n  end: 2021\n"),
        ("Zeitraum: Mai bis Oktober 2022", "period:\n  start: 2022-05\n  end: 2022-10\n"),
        ("Zeitraum: seit 2020", "period:\n  start: 2020\n"),
        ("Zeitraum: Beginn: 2021-05", "period:\n  start: 2021-05\n"),
        ("Würden Sie es wieder tun? Ja, aber anders", "would_repeat: ja-anders\n"),
        ("Übertragbarkeit: Gelingt, wenn:\n- Musik\n- Sonne", "transfer:\n  works_if:\n    - Musik\n    - Sonne\n"),
        (
            "Quellen:\nTitel: Ein Bericht\nAdresse: https://example.org/a\n\nTitel: Ratsvorlage",
            'sources:\n  - title: Ein Bericht\n    url: "https://example.org/a"\n  - title: Ratsvorlage\n',
        ),
        ("Quellen: Ein Bericht, https://example.org/a", 'sources:\n  - title: Ein Bericht\n    url: "https://example.org/a"\n'),
    ],
)
def test_answers_with_parts(line: str, expected: str) -> None:
    """Groups, lists of groups, questions with a question mark."""
    assert f"\n{expected}" in only(taken("mail.txt", f"{HEAD}{line}\n\n{TEXT}\n"))


@pytest.mark.parametrize(
    ("change", "rule", "line"),
    [
        (("Ergebnis: eingestellt", "Ergebnis: Ging schief"), "ergebnis-unbekannt", 4),
        (("Aufwand: klein\n", ""), "feld-fehlt", 1),
        (("Aufwand: klein", "Aufwand:\n"), "feld-fehlt", 5),
        (("Aufwand: klein", "Aufwand: klein\nStadt: Bad Königsfeld"), "antwort-doppelt", 6),
        (("Gründe: zu wenig Nachfrage, Wetter", "Gründe: zu wenig Nachfrage, Frust"), "gruende-unbekannt", 6),
        (("Gründe: zu wenig Nachfrage, Wetter", "Gründe:\n- Wetter\n- Frust"), "gruende-unbekannt", 8),
    ],
)
def test_what_is_wrong_is_said_at_its_line(change: tuple[str, str], rule: str, line: int) -> None:
    """As for the form."""
    assert rules_of(taken("mail.txt", f"{HEAD}\n{TEXT}\n".replace(*change))) == [(rule, line)]


def test_a_finding_in_the_report_stands_at_its_line() -> None:
    """HTML in the text below."""
    assert rules_of(taken("mail.txt", f"{HEAD}\nErst.\n\n<b>dann\n")) == [("html-als-text", 11)]


def test_front_matter_is_no_mail() -> None:
    """German labels inside it, or a signature with a colon below a line of hyphens, change nothing."""
    labelled = MINIMAL.replace("title:", "Überschrift:").replace("outcome:", "Ergebnis:")
    assert "outcome: offen" in only(taken("mail.txt", f"---\n{labelled}---\nText."))
    assert only(taken("mail.txt", f"{HEAD}\n{TEXT}\n\n--\nTelefon: 03999 12345\n")) == f"{FRONT}\n{TEXT}\n"


def test_a_letter_without_labels_says_how_to_write_them() -> None:
    """One sentence, with the labels to use."""
    (found,) = taken("mail.txt", "Hallo, wir hatten einen Markt. Ergebnis: gut.").findings
    assert found.rule == "eingang-ohne-fall"
    assert "»Stadt: …«" in found.remedy


LINES = (
    *("Stadt: Musterstadt", "Ergebnis: offen", "Gründe:", "- Wetter", "", "", "Kosten: 3", "Quellen:", "Titel: Ein Blatt", "**fett**"),
    *("Bericht:", "Es lief gut.", "Viele Grüße", "> Zitat", "Finanzierung:", "Schlagworte: Abend", "Kurzfassung: Kurz", "-- "),
)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=14), st.booleans())
def test_no_word_is_lost(lines: list[str], below: bool) -> None:
    """Where a file comes of a mail, every word of it is in the file or in a finding."""
    marked = "\n".join(
        f"{line} wort{number}" if line.strip("-* ") and not line.endswith(":") else line for number, line in enumerate(lines)
    )
    plan = take_in("mail.txt", f"{HEAD}\n{marked}".encode() if below else f"{marked}\n\n{HEAD}".encode(), SETTING)
    assert plan.findings or plan.files
    said = " ".join([*(file.text for file in plan.files), *(finding.message for finding in plan.findings)])
    if plan.files:
        assert [word for word in re.findall(r"wort\d+|Zitat|Blatt", marked) if word not in said] == []


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("Kosten: 4.200 €", "cost_eur: 4200"),
        ("- Gesamtkosten = 4200 Euro", "cost_eur: 4200"),
        ("Laufende Kosten pro Jahr: rund 500 €", "running_eur_per_year: 500"),
        ("Personalaufwand: 8 Tage", "staff_days: 8"),
        ("Vorlaufzeit: acht Wochen", "lead_weeks: 8"),
    ],
)
def test_a_figure_by_another_name_among_the_labels_is_understood(line: str, key: str) -> None:
    """Whoever wrote it is told what it was taken for; it is no part of the report."""
    plan = taken("mail.txt", f"{HEAD}{line}\n\n{TEXT}\n")
    text = only(plan)
    assert f"effort_detail:\n  {key}\n" in text
    assert text.endswith(f"---\n\n{TEXT}\n")
    (hint,) = (finding for finding in plan.findings if finding.rule == "wert-verstanden")
    assert f"»{line}« ist verstanden als »Aufwand im Einzelnen: " in hint.message


@pytest.mark.parametrize("line", ["Kosten: über 50", "Kosten: die waren hoch", "Vorlauf: 8", "Personal: zwei Leute"])
def test_what_is_no_clear_figure_stays_text(line: str) -> None:
    """The page shows it as it was written."""
    assert only(taken("mail.txt", f"{HEAD}{line}\n\n{TEXT}\n")).endswith(f"---\n\n{line}\n\n{TEXT}\n")
