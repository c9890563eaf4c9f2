"""How findings are printed: one value, several formats."""

import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from citynet_kb.findings.finding import Finding, Severity


def as_text(finding: Finding) -> str:
    """`path:line:column: Fehler: message [rule]`, the remedy on the next line."""
    place = finding.place
    head = f"{place.path}:{place.line}:{place.column}: {finding.severity.value}: {_one_line(finding.message)} [{finding.rule}]"
    return f"{head}\n    {_one_line(finding.remedy)}" if finding.remedy else head


def as_github(finding: Finding) -> str:
    """A workflow command of GitHub Actions, which shows the finding at its line in the pull request."""
    place = finding.place
    command = "error" if finding.severity is Severity.ERROR else "notice"
    text = f"{finding.message}\n{finding.remedy}" if finding.remedy else finding.message
    properties = f"file={_property(place.path)},line={place.line},col={place.column},title={_property(finding.rule)}"
    return f"::{command} {properties}::{_data(text)}"


def as_json(finding: Finding) -> str:
    """One JSON object a line."""
    place = finding.place
    fields = {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "remedy": finding.remedy,
    }
    return json.dumps(fields, ensure_ascii=False)


REPORTS: Mapping[str, Callable[[Finding], str]] = MappingProxyType({"text": as_text, "github": as_github, "json": as_json})


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
