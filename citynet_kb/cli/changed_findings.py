"""`check --changed`: what the files that differ from an earlier state have to do with findings, in them and elsewhere."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from citynet_kb.cli.output import complain, say
from citynet_kb.cli.revisions import branched_off, state
from citynet_kb.findings import LISTS, Finding, Severity
from citynet_kb.findings.compared import ComparedFindings, compared
from citynet_kb.findings.report import as_text
from citynet_kb.model import CaseStudy
from citynet_kb.project import SETTINGS, Project


def since(project: Project, name: str) -> tuple[ComparedFindings, frozenset[str]]:
    """What has changed in findings since a folder or a state of git, and the paths of the files that were changed and are there.

    Of a branch the state counts from which this one branched off. Rules across files see the whole content both times. Raises
    NoSuchStateError.
    """
    with state(branched_off(name, project.root), project.root) as folder:
        earlier = replace(project, root=folder.absolute())
        before, now = earlier.findings, project.findings
        paths = _paths(earlier, before) | _paths(project, now)
        changed = frozenset(path for path in paths if _held(earlier, path) != _held(project, path))
    there = frozenset(path for path in changed if os.path.lexists(project.root / path))
    broken = {finding.place.path for finding in now if finding.severity is Severity.ERROR}  # not all rules look at such a file
    return compared(before, now, changed, changed - (there - broken)), there


def cases_among(project: Project, paths: Iterable[str]) -> int:
    """How many of these files are cases."""
    return sum(project.content.files.get(path) is CaseStudy for path in paths)


def tell_rest(found: ComparedFindings, form: str) -> None:
    """After the findings: what the change mends, and how much is left out. Beside what programs read, on the error channel."""
    tell = complain if form in LISTS else say
    for finding in found.mended:
        tell(f"Behoben: {as_text(finding).splitlines()[0]}")
    if found.passed_over:
        tell(f"Nicht gezeigt, weil schon vorher da und nicht durch die Änderung: {_counted(found.passed_over)}.")


def _counted(findings: Sequence[Finding]) -> str:
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    hints = len(findings) - errors
    return f"{errors} Fehler, {hints} {'Hinweis' if hints == 1 else 'Hinweise'}"


def _paths(project: Project, findings: Sequence[Finding]) -> set[str]:
    """All files that are looked at, or that a finding names."""
    return {*project.content.files, *project.content.pictures, *(finding.place.path for finding in findings), SETTINGS}


def _held(project: Project, path: str) -> str | bytes | None:
    """What stands in a file: its digest if it was read, else its bytes; None if it is none."""
    file = Path(project.root / path)
    known = project.content.versions.get(path)
    if known:
        return known
    return file.read_bytes() if file.is_file() and not file.is_symlink() else None
