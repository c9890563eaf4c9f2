"""A finding as a row of the table »Frage | Ihre Antwort | bitte so«: for whoever filled in a form, in places that everybody can read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from citynet_kb.findings.finding import ABOUT_PERSONS, Finding, Severity

MOST_OF_ANSWER, MOST_OF_ADVICE = 160, 1_200
"""Most characters of a cell."""
_PLACED = re.compile(r"(?:.*, )?\w+ »(?P<question>[^«]*)«: (?P<said>.*)", re.DOTALL)
_MISSING = re.compile(r"»(?P<question>[^«]+)« fehlt\b")
_QUOTED = re.compile(r"»(?P<words>[^«]*)«")


@dataclass(frozen=True)
class Asked:
    """The question, the answer as it was given, and what is asked for. `is_needed`: without it there is no case. `path` of the file."""

    question: str
    answer: str
    please: str
    is_needed: bool
    path: str


def asked(finding: Finding) -> Asked:
    """The row of a finding. Private words, names and addresses of persons are counted or left out."""
    placed = _PLACED.fullmatch(finding.public)
    question, said = finding.question or (placed["question"] if placed else ""), placed["said"] if placed else finding.public
    missing = None if question else _MISSING.match(said)
    question = missing["question"] if missing else question
    if finding.private:
        said = said.replace(f"{finding.count} ist kein", "Das ist kein")
        question, answer = question or f"Zeile {finding.place.line}", finding.count
    elif finding.rule in ABOUT_PERSONS:
        answer = "…"
    else:
        quoted = _QUOTED.match(said)
        answer = finding.answer or (quoted["words"] if quoted and not question.startswith(quoted["words"]) else "")
    please = f"{said.removeprefix(f'{question}: ')} {finding.remedy}".strip()
    needed = finding.severity is Severity.ERROR
    return Asked(question, _cut(answer, MOST_OF_ANSWER), _cut(please, MOST_OF_ADVICE), needed, finding.place.path)


def in_order(findings: Sequence[Finding]) -> list[Asked]:
    """The rows, what is needed first, each once: two findings about one answer may ask for the same."""
    ordered = sorted(findings, key=lambda finding: (finding.severity is not Severity.ERROR, finding))
    return list(dict.fromkeys(map(asked, ordered)))


def _cut(text: str, most: int) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= most else f"{one_line[:most]} …"
