"""The command `import`: many cases at once from a YAML list, a CSV or an Excel table."""

import os
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from citynet_kb.checks import Context, check_case
from citynet_kb.cli.output import complain, report, say
from citynet_kb.cli.project import Project
from citynet_kb.cli.write_files import write_all
from citynet_kb.findings import Finding, Severity
from citynet_kb.intake import Plan, plan
from citynet_kb.model import CaseStudy
from citynet_kb.model.values import is_partial_date
from citynet_kb.sources import SourceDocument


def import_cases(options: Namespace) -> int:
    """Plan all files, print every finding, write all or nothing. Exit code: 0 done, 1 findings of severity error, 2 misuse."""
    project = Project.here(Path.cwd())
    added = options.added or project.today
    if len(added) != 10 or not is_partial_date(added):
        complain(f"--added: »{added}« ist kein Tag der Form 2026-03-15.")
        return 2
    try:
        content = options.file.read_bytes()
    except OSError as problem:
        complain(f"{options.file}: Die Datei lässt sich nicht öffnen ({problem.strerror}).")
        return 2
    planned = _plan(project, options, content, added)
    report(planned.findings, planned.rows, "text")
    if any(finding.severity is Severity.ERROR for finding in planned.findings):
        complain("Nichts geschrieben.")
        return 1
    return _write(planned, options)


def _plan(project: Project, options: Namespace, content: bytes, added: str) -> Plan:
    context = Context(project.content, project.today)

    def check(case: CaseStudy, document: SourceDocument) -> Iterable[Finding]:
        return check_case(case, document, context)

    return plan(str(options.file), content, added=added, exists=lambda path: os.path.lexists(options.to / path), check=check)


def _write(planned: Plan, options: Namespace) -> int:
    if options.dry_run:
        for file in planned.files:
            say(f"würde schreiben: {options.to / file.path}")
        return 0
    try:
        write_all(options.to, [(file.path, file.text) for file in planned.files])
    except OSError as problem:
        complain(f"{problem.filename or options.to}: {problem.strerror or problem}. Nichts geschrieben.")
        return 1
    say(f"{len(planned.files)} {'Fallbericht steht' if len(planned.files) == 1 else 'Fallberichte stehen'} in {options.to}/")
    return 0
