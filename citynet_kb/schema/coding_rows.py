"""A file of a reading → the coded cases, or findings: a YAML list, each entry as strict as front matter."""

from dataclasses import replace

from citynet_kb.findings import Finding, Place, Problem, rule
from citynet_kb.model import CodedCase, Coding
from citynet_kb.schema.bind import bind_part
from citynet_kb.sources import SourceDocument, clean_text
from citynet_kb.sources.rows_yaml import ListEntry, read_entries


@rule()
def lesung_fall_doppelt(place: Place, id: str, line: int) -> Problem:
    """Eine Lesung nennt jeden Fall einmal.

    Falsch: zwei Einträge mit id: gera/markt
    Richtig: ein Eintrag mit id: gera/markt
    """
    return Problem(place, f"id: »{id}« steht schon in Zeile {line}.", "Löschen Sie einen der beiden Einträge.")


def read_coding(path: str, content: bytes, id: str = "") -> tuple[Coding, list[Finding]]:
    """The reading in a file, and what is wrong with it; entries that cannot be read are left out. `path` is only named in findings."""
    text, findings = clean_text(path, content)
    entries, found = ([], []) if text is None else read_entries(path, text)
    findings.extend(found)
    cases: list[CodedCase] = []
    lines: dict[str, int] = {}
    for entry in entries:
        case, found = _case(path, entry)
        findings.extend(found)
        if case is not None and case.id in lines:
            findings.append(lesung_fall_doppelt(entry.place, case.id, lines[case.id]))
        elif case is not None:
            cases.append(case)
            lines[case.id] = entry.place.line
    return Coding(id=id, path=path, cases=tuple(cases), lines=tuple(lines.values())), findings


def _case(path: str, entry: ListEntry) -> tuple[CodedCase | None, list[Finding]]:
    if entry.tree.findings:
        return None, entry.tree.findings
    case, findings = bind_part(SourceDocument(path, entry.tree.data, entry.tree.places, "", entry.place.line), CodedCase)
    return case, [
        replace(finding, place=max(finding.place, entry.place)) for finding in findings
    ]  # what is missing has no place of its own
