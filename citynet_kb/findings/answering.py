"""What is sent back to somebody who handed in a case: the answer in a public ticket, and the letter to the sender alone."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from citynet_kb.findings.asked import Asked, in_order
from citynet_kb.findings.finding import Finding, Severity
from citynet_kb.findings.report import MOST_ROWS, plain

TABLE_OF_ANSWERS = "| Frage | Ihre Antwort | bitte so |\n|---|---|---|"
NEEDED, ADVISED = "**Das fehlt noch:**", "**Bitte sehen Sie auch hier nach:**"
NOTHING = "Es fehlt nichts."


def ticket(findings: Sequence[Finding], cases: int) -> str:
    """Tables for a public ticket, what is missing first. Of set-aside words they say only kind, place and number."""
    rows = in_order(findings)
    shown, left = rows[:MOST_ROWS], len(rows) - MOST_ROWS
    parts = [_table(NEEDED, [row for row in shown if row.is_needed]), _table(ADVISED, [row for row in shown if not row.is_needed])]
    parts += [f"… und {left} weitere."] if left > 0 else []
    return "\n\n".join(filter(None, parts)) or NOTHING


def _table(opening: str, rows: Sequence[Asked]) -> str:
    """A ticket has no line numbers that its author could see: a row names the question."""
    cells = (f"| {' | '.join(plain(text or '–') for text in (row.question, row.answer, row.please))} |" for row in rows)
    return "\n\n".join((opening, "\n".join((TABLE_OF_ANSWERS, *cells)))) if rows else ""


def letter(findings: Sequence[Finding], cases: int) -> str:
    """A letter to the sender, in which every word that was set aside stands: what is missing, what to look at, what was left out."""
    missing = [finding for finding in findings if finding.severity is Severity.ERROR]
    aside = [finding for finding in findings if finding.private and finding.severity is not Severity.ERROR]
    others = [finding for finding in findings if finding not in missing and finding not in aside]
    parts = [
        "Guten Tag,",
        "vielen Dank für Ihren Bericht." if cases else "vielen Dank für Ihre Nachricht.",
        _listed("Damit ein Fall daraus wird, fehlt noch etwas:", missing),
        _listed("Bitte sehen Sie auch hier nach:", others),
        _listed("Das haben wir nicht übernommen. Gehört etwas davon zum Fall, schreiben Sie es uns bitte:", aside),
        "" if findings else NOTHING,
        "Mit freundlichen Grüßen",
    ]
    return "\n\n".join(filter(None, parts))


def _listed(opening: str, findings: Sequence[Finding]) -> str:
    entries = (f"- {_one_line(f'{finding.message} {finding.remedy}')}" for finding in findings)
    return "\n".join((opening, *entries)) if findings else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


ANSWERS: Mapping[str, Callable[[Sequence[Finding], int], str]] = MappingProxyType({"ticket": ticket, "letter": letter})
"""Answers by the name of their format."""
