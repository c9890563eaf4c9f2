"""Labels as people and programs decorate them, and reports that only look as if they held labels."""

import unicodedata

import pytest
from test_mail import FRONT, HEAD, TEXT

from citynet_kb.findings import Severity
from tests.intake.incoming import only, taken

LINES = HEAD.strip().split("\n")
PAIRS = [line.split(": ", 1) for line in LINES]
CASE = f"{FRONT}\n{TEXT}\n"


@pytest.mark.parametrize(
    "form",
    [
        *("(1) {}", "o {}", "1.) {}", "1.1 {}", "I. {}", "☐ {}", "✔ {}", "→ {}", "▪ {}", "■ {}", "+ {}", "[x] {}"),
        *("|{}|", "| {} |", "<{}>", "[{}]", "»{}«", "\u200b{}", "Nr. 1 {}", "Punkt 1: {}", "Frage 1: {}"),
    ],
)
def test_signs_around_a_label_and_its_answer(form: str) -> None:
    """Numbers, boxes, brackets, signs that nobody sees."""
    assert only(taken("mail.txt", "\n".join(map(form.format, LINES)) + f"\n\n{TEXT}\n")) == CASE


@pytest.mark.parametrize(
    "form",
    [
        *("{}:{}", "{} - {}", "{} – {}", "{} -> {}", "{} → {}", "{}::{}", "{} | {}", "| {} | {} |", "{};{}", "7 | {} | {}"),
        *('"{}": "{}"', "{} …: {}", "{}........: {}", "{} (Pflichtfeld): {}", "{}.: {}", "{} *: {}", "{}： {}"),
        *("{}\n{}\n", "{}\n\n{}\n", "*{}*\n\n{}\n", "{}?\n{}\n", "{}:\n\n{}\n"),
    ],
)
def test_signs_between_a_label_and_its_answer(form: str) -> None:
    """In place of the colon, beside it, or a line for each."""
    assert only(taken("mail.txt", "\n".join(form.format(*pair) for pair in PAIRS) + f"\n\n{TEXT}\n")) == CASE


def test_tables_and_letters_in_two_parts() -> None:
    """A table with a head of its own, which is named; umlauts as a Mac writes them."""
    rows = "".join(f"| **{label}** | {answer} |\n" for label, answer in PAIRS)
    plan = taken("mail.txt", f"| Frage | Ihre Antwort |\n| :--- | :--- |\n{rows}\n{TEXT}\n")
    assert only(plan) == CASE
    assert "Frage | Ihre Antwort" in plan.findings[0].message
    assert only(taken("mail.txt", unicodedata.normalize("NFD", f"{HEAD}\n{TEXT}\n"))) == CASE


@pytest.mark.parametrize(
    "report",
    [
        "Kosten - 100 Euro\nErgebnis - gut\nAufwand - hoch\nStadt - froh",
        "| Stadt | Gäste |\n|---|---|\n| Gera | 12 |",
        "Stadt | Ergebnis | Aufwand\nGera | gut | klein",
        "Ergebnis\n\nEs lief.\n\nAufwand\n\nViel.",
        "Stadt:Land:Fluss hieß das Spiel.",
        "Stadt → Händler → Gäste: so lief es.",
        "Am Ende:\n\n- Stadt – zufrieden\n- Händler – auch",
    ],
)
def test_a_report_that_looks_alike_stays_as_it_is(report: str) -> None:
    """What is answered above is no label below."""
    plan = taken("mail.txt", f"{HEAD}\n{report}\n\nUnd Schluss.\n")
    assert only(plan) == f"{FRONT}\n{report}\n\nUnd Schluss.\n"
    assert plan.findings == ()


@pytest.mark.parametrize("between", ["* * *", "2. Fallbericht:", "Und noch einer:", "## Zweiter Fall"])
def test_what_parts_two_cases_belongs_to_none(between: str) -> None:
    """Though the first case has no closing words."""
    other = HEAD.replace("Musterstadt stellt", "Bad Königsfeld stellt").replace("Stadt: Musterstadt", "Stadt: Bad Königsfeld")
    plan = taken("mail.txt", f"{HEAD}\n{TEXT}\n\n{between}\n\n{other}\nAnders.\n")
    assert [finding for finding in plan.findings if finding.severity is Severity.ERROR] == []
    assert [file.text.partition("\n---\n\n")[2] for file in plan.files] == ["Anders.\n", f"{TEXT}\n"]


@pytest.mark.parametrize("label", ["> {}:\n{}\n\n", "> {}: {}\n", "> {}: \n\n{}\n\n", "> {}?\n{}\n"])
@pytest.mark.parametrize("opening", ["", "Unten.\n\nAm 02.03.2026 um 08:00 schrieb Redaktion <r@a.example>:\n\n> Guten Tag,\n>\n"])
def test_answers_within_the_quoted_questions(label: str, opening: str) -> None:
    """The older message holds the questions, the person answers below each or beside it."""
    asked = "".join(label.format(*pair) for pair in PAIRS)
    assert only(taken("mail.txt", f"{opening}{asked}> Bericht:\n{TEXT}\n\n> Grüße\n> Redaktion\n")) == CASE
