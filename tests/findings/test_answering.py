"""Words that were set aside: all in the letter to the sender, the first in the console, in public places none."""

from dataclasses import replace

import pytest

import citynet_kb.checks  # noqa: F401  registers its rules
from citynet_kb.findings import ANSWERS, REPORTS, RULES, Finding, Place, Severity, asked, table
from citynet_kb.findings.finding import ABOUT_PERSONS
from citynet_kb.findings.rules import Problem, Rule
from citynet_kb.intake.reading.answer_rules import nicht_uebernommen
from tests.findings.making import error, hint

WORDS = " ".join(f"wort{number}" for number in range(100))
ASIDE = nicht_uebernommen(Place("mail.txt", 7), f"Erika Muster\n\n{WORDS}", "Signatur")
SHORT = nicht_uebernommen(Place("mail.txt", 7), "Danke!")


@pytest.mark.parametrize("form", ["github", "gitlab", "markdown"])
def test_a_public_report_counts_private_words(form: str) -> None:
    """Kind, place and number."""
    line = REPORTS[form](ASIDE)
    assert "Nicht übernommen (Signatur): 102 Wörter." in line.replace("\\", "")
    assert "7" in line
    assert not any(word in line for word in ("Erika", "wort"))


def test_tables_count_them_too() -> None:
    """In the summary of a run and in a ticket."""
    for text in (table([ASIDE], 1), ANSWERS["ticket"]([ASIDE], 1)):
        assert "102 Wörter" in text
        assert "7" in text
        assert not any(word in text for word in ("Erika", "wort1"))


def test_the_console_shows_the_first_words_and_their_number() -> None:
    """200 letters."""
    line = REPORTS["text"](ASIDE)
    assert f"»Erika Muster {WORDS}"[:201] in line
    assert " …« (102 Wörter). [nicht-uebernommen]" in line
    assert "wort99" not in line
    assert "»Danke!« (1 Wort). " in REPORTS["text"](SHORT)


def test_programs_and_the_sender_get_all_words() -> None:
    """Nothing is lost."""
    assert WORDS in REPORTS["json"](ASIDE)
    assert f"»Erika Muster {WORDS}«" in ANSWERS["letter"]([ASIDE], 1)


def test_a_message_that_was_changed_shows_no_private_word() -> None:
    """Where the words cannot be found in it, the rule stands for it."""
    changed = Finding(Place("a"), "regel", Severity.HINT, "Nicht »Erika  Muster«.", private="Erika Muster")
    assert changed.public == "regel: 2 Wörter."


def test_a_rule_hands_on_what_is_private() -> None:
    """From the problem to the finding."""
    found = Rule("r", "s", "b", "g").finding(Problem(Place("a"), "m »x«", private="x"))
    assert (found.private, found.public) == ("x", "m 1 Wort")


def test_a_ticket_gets_a_table() -> None:
    """Question, answer and what to do; what is missing first, no line numbers, text as text; the end says how many more there are."""
    many = [hint("x", Place("eingang.md", line), f"m{line}") for line in range(1, 400)]
    text = ANSWERS["ticket"]([*many, error("y", Place("eingang.md", 17), "Feld »Stadt«: »@alle <b>« ist keine.", "Tun.")], 0)
    needed, _, advised = text.partition("**Bitte sehen Sie auch hier nach:**")
    row = needed.rstrip().split("\n")[-1].replace("\N{WORD JOINER}", "")
    assert row == "| Stadt | @alle &lt;b&gt; | »@alle &lt;b&gt;« ist keine. Tun. |"
    assert "@alle" not in text
    assert "eingang.md" not in text
    assert "17" not in needed
    assert advised.rstrip().endswith("… und 100 weitere.")
    assert ANSWERS["ticket"]([], 1) == "Es fehlt nichts."


def test_a_public_table_repeats_no_name_and_no_address() -> None:
    """The rules that find them exist; the row says where, and what to write instead."""
    assert {rule.name for rule in RULES} >= ABOUT_PERSONS
    found = error("kontakt-persoenlich", Place("a"), "contact.email: »e.muster@stadt.example« sieht nach einer Person aus.", "Die Stelle.")
    row = asked(replace(found, question="Ansprechstelle: Funktionspostfach", answer="e.muster@stadt.example"))
    assert (row.question, row.answer) == ("Ansprechstelle: Funktionspostfach", "…")
    assert row.please == "contact.email: »…« sieht nach einer Person aus. Die Stelle."


def test_a_letter_says_what_is_missing_what_to_look_at_and_what_was_left_out() -> None:
    """In this order, each with what to do."""
    found = [error("y", Place("a"), "Das Pflichtfeld »Stadt« fehlt.", "Nennen Sie sie."), hint("x", Place("a"), "Ein Hinweis."), SHORT]
    text = ANSWERS["letter"](found, 1)
    order = (
        "vielen Dank",
        "Damit ein Fall",
        "- Das Pflichtfeld »Stadt« fehlt. Nennen Sie sie.",
        "- Ein Hinweis.",
        "Das haben wir",
        "»Danke!«",
    )
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert "Es fehlt nichts." in ANSWERS["letter"]([], 1)
