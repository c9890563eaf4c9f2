"""The formats in which findings are printed."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from citynet_kb.findings.finding import Finding, Severity

_ACTIVE = re.compile(r"([\\`*_\[\]|~!$])")
_CALLING = re.compile(r"([@#]|:(?=//)|www(?=\.))", re.IGNORECASE)


def as_text(finding: Finding) -> str:
    """`path:line:column: Fehler: message [rule]`, the remedy on the next line."""
    place = finding.place
    head = f"{place.path}:{place.line}:{place.column}: {finding.severity.value}: {_one_line(finding.short)} [{finding.rule}]"
    return f"{head}\n    {_one_line(finding.remedy)}" if finding.remedy else head


def as_github(finding: Finding) -> str:
    """A workflow command of GitHub Actions, which shows the finding at its line in the pull request."""
    place = finding.place
    command = "error" if finding.severity is Severity.ERROR else "notice"
    text = f"{finding.public}\n{finding.remedy}" if finding.remedy else finding.public
    properties = f"file={_property(place.path)},line={place.line},col={place.column},title={_property(finding.rule)}"
    return f"::{command} {properties}::{_data(text)}"


def as_json(finding: Finding) -> str:
    """One JSON object a line, with all words: for programs on the machine of who asked."""
    place = finding.place
    fields = {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "remedy": finding.remedy,
        **({"private": finding.private} if finding.private else {}),
    }
    return json.dumps(fields, ensure_ascii=False)


def as_gitlab(finding: Finding) -> str:
    """One object of GitLab's code quality report, which shows the finding at its line in the merge request."""
    place = finding.place
    fields = {
        "description": f"{finding.public} {finding.remedy}".strip(),
        "check_name": finding.rule,
        "fingerprint": hashlib.sha256(repr(finding).encode()).hexdigest(),
        "severity": "major" if finding.severity is Severity.ERROR else "info",
        "location": {"path": place.path, "lines": {"begin": place.line}},
    }
    return json.dumps(fields, ensure_ascii=False)


def as_markdown(finding: Finding) -> str:
    """A row of the table for the summary of a run."""
    place = finding.place
    cells = (finding.severity.value, f"{place.path}:{place.line}", f"{finding.public} [{finding.rule}]", finding.remedy)
    return f"| {' | '.join(map(plain, cells))} |"


TABLE_HEAD = "| Art | Stelle | Befund | Was tun? |\n|---|---|---|---|"
MOST_ROWS = 300
"""Most rows of the table. A summary may be 1 MiB long, and nobody reads more rows."""


REPORTS: Mapping[str, Callable[[Finding], str]] = MappingProxyType(
    {"text": as_text, "github": as_github, "json": as_json, "gitlab": as_gitlab, "markdown": as_markdown}
)
LISTS = frozenset({"json", "gitlab"})
"""Formats whose lines together form one list in JSON."""


def table(findings: Sequence[Finding], cases: int) -> str:
    """All findings as a Markdown section: the counts, then a table that says what to do; errors first."""
    ordered = sorted(findings, key=lambda finding: (finding.severity is not Severity.ERROR, finding))
    rows = [as_markdown(finding) for finding in ordered[:MOST_ROWS]]
    left = len(ordered) - len(rows)
    parts = ["## Prüfung der Inhalte", summary(findings, cases)]
    parts += ["\n".join((TABLE_HEAD, *rows))] if rows else []
    parts += [f"… und {left} weitere; alle zeigt `citynet-kb check`."] if left else []
    return "\n\n".join(parts)


def plain(text: str) -> str:
    """The text on one line, escaped: it opens no tag, makes no link, refers to no issue and mentions no user.

    A forge looks for links, issues and mentions after Markdown is rendered, when escapes are gone. An invisible word joiner breaks them up.
    """
    one_line = _CALLING.sub("\\1\N{WORD JOINER}", " ".join(text.split()))
    return _ACTIVE.sub(r"\\\1", one_line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def summary(findings: Sequence[Finding], cases: int) -> str:
    """The closing line: »1 Fehler, 2 Hinweise in 2 Dateien (124 Fallberichte geprüft)«."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    hints = len(findings) - errors
    files = len({finding.place.path for finding in findings})
    checked = f"({cases} {'Fallbericht' if cases == 1 else 'Fallberichte'} geprüft)"
    if not findings:
        return f"Keine Befunde {checked}"
    return f"{errors} Fehler, {hints} {'Hinweis' if hints == 1 else 'Hinweise'} in {files} {'Datei' if files == 1 else 'Dateien'} {checked}"


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
