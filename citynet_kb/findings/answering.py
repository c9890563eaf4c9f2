"""What is sent back to somebody who handed in a case: the answer in a public ticket, and the letter to the sender alone."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from citynet_kb.findings.finding import Finding, Severity
from citynet_kb.findings.report import MOST_ROWS, plain, summary

TICKET_HEAD = "| Art | Befund | Was tun? |\n|---|---|---|"


def ticket(findings: Sequence[Finding], cases: int) -> str:
    """A table for a public ticket, errors first. Of set-aside words it says only kind, place and number."""
    ordered = sorted(findings, key=lambda finding: (finding.severity is not Severity.ERROR, finding))
    rows = [_row(finding) for finding in ordered[:MOST_ROWS]]
    left = len(ordered) - len(rows)
    parts = ["\n".join((TICKET_HEAD, *rows))] if rows else []
    parts += [f"… und {left} weitere."] if left else []
    return "\n\n".join((*parts, summary(findings, cases)))


def _row(finding: Finding) -> str:
    """A ticket has no line numbers that its author could see: only what no question names is placed by its line."""
    place = f"Zeile {finding.place.line}: " if finding.private else ""
    return f"| {' | '.join(map(plain, (finding.severity.value, place + finding.public, finding.remedy)))} |"


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
        "" if findings else "Es fehlt nichts.",
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
