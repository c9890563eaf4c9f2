"""Output of the command line."""

import errno
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import MappingProxyType

from citynet_kb.findings import ANSWERS, LISTS, REPORTS, Finding, Rule, summary, table

DONE, FINDINGS, MISUSE = 0, 1, 2
"""What commands end with."""


def say(text: str) -> None:
    """Print a line."""
    print(text, flush=True)


def complain(text: str) -> None:
    """Print an error."""
    print(text, file=sys.stderr, flush=True)


_REASONS = MappingProxyType(
    {
        errno.ENOENT: "diese Datei oder diesen Ordner gibt es nicht",
        errno.EACCES: "der Zugriff ist nicht erlaubt",
        errno.EPERM: "der Zugriff ist nicht erlaubt",
        errno.EISDIR: "das ist ein Ordner, keine Datei",
        errno.ENOTDIR: "das ist kein Ordner",
        errno.EEXIST: "so heißt schon etwas",
        errno.ENOSPC: "auf dem Datenträger ist kein Platz mehr",
        errno.EROFS: "der Datenträger ist schreibgeschützt",
        errno.ENAMETOOLONG: "der Name ist zu lang",
    }
)


def reason(problem: OSError) -> str:
    """Why a file could not be read or written, in German where we know it."""
    return _REASONS.get(problem.errno or 0) or problem.strerror or str(problem)


def append(file: Path, text: str) -> None:
    """Append a section to a file, such as the summary of a run in CI."""
    with file.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(f"{text}\n\n")


def report(findings: Sequence[Finding], cases: int, form: str) -> None:
    """All findings in one of the formats, then the closing line (beside machine-readable output on the error channel)."""
    if form == "markdown":
        say(table(findings, cases))
        return
    if form in ANSWERS:
        say(ANSWERS[form](findings, cases))
        return
    lines = [REPORTS[form](finding) for finding in findings]
    if form in LISTS:
        say("[\n" + ",\n".join(lines) + "\n]" if lines else "[]")
        complain(summary(findings, cases))
        return
    say("\n".join((*lines, summary(findings, cases))))


def list_rules(rules: Iterable[Rule]) -> None:
    """Every rule with its statement and examples."""
    for rule in rules:
        say(f"{rule.name}\n    {rule.statement}\n    Falsch:  {rule.bad}\n    Richtig: {rule.good}\n")
