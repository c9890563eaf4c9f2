"""A report of the cases that are due for review, with a letter each."""

from collections.abc import Iterable

from citynet_kb.findings import plain
from citynet_kb.model import ChecklistItem
from citynet_kb.review.due import Reminder

Known = tuple[int, int]
"""The number of cases with a day of review, and of all cases."""


def as_text(letters: Iterable[Reminder], today: str, known: Known) -> str:
    """The list, then each letter, for a terminal or a mail program."""
    letters = tuple(letters)
    if not letters:
        return _nothing(today, known)
    listed = [f"{letter.day}  {letter.case.id}  {letter.role}" for letter in letters]
    return "\n".join((f"Fällige Nachfragen am {today}: {len(letters)}", "", *listed, "", *map(_letter, letters)))


def as_markdown(letters: Iterable[Reminder], today: str, known: Known) -> str:
    """The same for the summary of a run, or one issue: a task list, and the letters as blocks to be copied."""
    letters = tuple(letters)
    if not letters:
        return f"## Fällige Nachfragen\n\n{_nothing(today, known)}"
    tasks = [f"- [ ] {letter.day}: {plain(letter.case.title)} ({plain(letter.role)})" for letter in letters]
    blocks = [f"### {plain(letter.case.title)}\n\n{_fenced(_letter(letter))}" for letter in letters]
    return "\n".join((f"## Fällige Nachfragen am {today}: {len(letters)}", "", *tasks, "", *blocks))


def past_items_text(items: Iterable[ChecklistItem]) -> str:
    """Items of the checklist to be read again, one a line; empty without any."""
    lines = [f"- {plain(item.label)}: galt bis {item.valid_for[-4:]} ({item.path})" for item in items]
    return "\n".join(("", "Prüfpunkte, deren Zeit vorbei ist:", "", *lines, "")) if lines else ""


def silent_text(cases: int) -> str:
    """How many cases nothing was heard of for long; empty without any."""
    words = "6 Monaten oder länger war nichts zu hören; `citynet-kb due --all` schreibt zu jedem eine Mail."
    return (
        f"\nVon {cases} {'Fall, der noch laufen kann' if cases == 1 else 'Fällen, die noch laufen können'}: seit {words}\n" if cases else ""
    )


def _nothing(today: str, known: Known) -> str:
    dated, cases = known
    return f"Am {today} ist keine Nachfrage fällig; {dated} von {cases} Fällen nennen einen Tag (next_review).\n"


def _letter(letter: Reminder) -> str:
    to = letter.to or f"{letter.role} (Postfach nicht bekannt; bitte das der Stelle heraussuchen, nicht das einer Person)"
    return f"An: {to}\nBetreff: {letter.subject}\n\n{letter.text}"


def _fenced(text: str) -> str:
    """A code block that its text cannot close: titles have one line, and no line of the letter is a fence."""
    return f"````text\n{text}````\n"
