"""The commands `import` (many cases from a table) and `intake` (one case as it arrived): the same way from a file to files."""

import os
from argparse import Namespace
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from citynet_kb.checks import Context, check_record
from citynet_kb.cli.output import complain, reason, report, say
from citynet_kb.cli.write_files import write_all
from citynet_kb.findings import Finding, Severity
from citynet_kb.intake import Plan, Setting, plan_rows, read_rows, take_in
from citynet_kb.intake.asking.further_words import further_words
from citynet_kb.intake.reading.import_rules import INPUT_LIMIT, korrektur_eines_falls
from citynet_kb.intake.reading.roll_call_entries import sheet_entries
from citynet_kb.intake.taking_in.importing import Check
from citynet_kb.model import CaseStudy, addresses
from citynet_kb.model.values import is_partial_date
from citynet_kb.project import Project
from citynet_kb.sources import SourceDocument


def import_cases(options: Namespace) -> int:
    """Many cases from a list or a table. Exit code: 0 done, 1 findings of severity error, 2 misuse."""
    return _carry_out(options, lambda path, content, setting: plan_rows(*read_rows(path, content, setting.names), setting))


def take_in_case(options: Namespace) -> int:
    """A case from a mail, a form or a filled template. Exit codes as `import`."""

    if not options.kind and (taken := _roll_call(options)) is not None:
        return taken

    def planner(path: str, content: bytes, setting: Setting) -> Plan:
        return take_in(path, content, replace(setting, check=_no_second(setting.check)), options.kind or "")

    return _carry_out(options, planner)


def _roll_call(options: Namespace) -> int | None:
    """Take in the sheet of a roll-call; None where the file is none."""
    try:
        with options.file.open("rb") as stream:
            content = stream.read(INPUT_LIMIT + 1)
    except OSError:
        return None
    sheet = sheet_entries(str(options.file), content) if len(content) <= INPUT_LIMIT else None
    added = options.added or Project.here(Path.cwd()).today
    if sheet is None or len(added) != 10 or not is_partial_date(added):
        return None
    from citynet_kb.cli.roll_call_intake import take_in_roll_call  # needs the counts of the whole base, which a check does not

    project = Project.here(Path.cwd())
    setting = setting_of(project, options.to, added)
    return take_in_roll_call(project, str(options.file), sheet, setting, options.to, options.format, dry_run=options.dry_run)


def _no_second(check: Check) -> Check:
    """The same checks, and one that the case is no changed version of a case in the content.

    The form keeps the day of entry of the case that it corrects.
    """
    project = Project.here(Path.cwd())

    def check_all(case: CaseStudy, document: SourceDocument) -> Iterable[Finding]:
        yield from check(case, document)
        known = project.content.knowledge_base.cases.values()
        same = (one for one in known if one.city == case.city and one.added == case.added and one.measure == case.measure)
        for one in same:
            if one.title == case.title or one.body.strip() == case.body.strip():
                yield korrektur_eines_falls(document.at("title"), one.path)

    return check_all


def setting_of(project: Project, folder: Path, added: str) -> Setting:
    """The setting of an import: the content and its rules, the files in the folder, the day of entry."""
    context = Context(project.content, project.today)

    def check(case: CaseStudy, document: SourceDocument) -> Iterable[Finding]:
        return check_record(case, document, context)

    base = project.content.knowledge_base
    measures, towns, words = base.measures.values(), base.cities.values(), further_words(base)
    return Setting(
        added,
        lambda path: os.path.lexists(os.path.join(folder, path)),
        check,
        names=context.names,
        topics={measure.id: measure.topic for measure in measures},
        synonyms=words["measure"],
        further={kind: known for kind, known in words.items() if kind != "measure"},
        lands={town.id: town.state for town in towns if town.state},
        towns=base.municipalities,
    )


def write_planned(planned: Plan, folder: Path, *, dry_run: bool) -> int:
    """Write all or nothing, and print what was written."""
    towns = [(file.path.removeprefix(f"{addresses.CONTENT}/"), file.text) for file in planned.towns]
    towns = [(path, text) for path, text in towns if not os.path.lexists(folder.parent / path)]
    if dry_run:
        paths = [os.path.join(folder, file.path) for file in planned.files] + [os.path.join(folder.parent, path) for path, _ in towns]
        if paths:
            say("\n".join(f"würde schreiben: {path}" for path in paths))
        return 0
    files = [(file.path, file.text) for file in planned.files]
    try:
        if towns:
            beside = write_all(folder.parent, [*((f"{folder.name}/{path}", text) for path, text in files), *towns])
            written, new = beside[: len(files)], beside[len(files) :]
        else:
            written, new = write_all(folder, files), []
    except OSError as problem:
        complain(f"{problem.filename or folder}: {reason(problem)}. Nichts geschrieben.")
        return 1
    for path in [*(written if len(written) == 1 else ()), *new]:
        say(f"geschrieben: {path}")
    say(f"{len(written)} {'Fallbericht steht' if len(written) == 1 else 'Fallberichte stehen'} in {folder}/")
    return 0


def _carry_out(options: Namespace, planner: Callable[[str, bytes, Setting], Plan]) -> int:
    """Plan all files, print every finding, write all or nothing."""
    project = Project.here(Path.cwd())
    added = options.added or project.today
    if len(added) != 10 or not is_partial_date(added):
        complain(f"--added: »{added}« ist kein Tag der Form 2026-03-15.")
        return 2
    try:
        with options.file.open("rb") as stream:
            content = stream.read(INPUT_LIMIT + 1)  # one byte over the limit is enough to refuse it
    except OSError as problem:
        complain(f"{options.file}: Die Datei lässt sich nicht öffnen: {reason(problem)}.")
        return 2
    planned = planner(str(options.file), content, setting_of(project, options.to, added))
    report(planned.findings, planned.rows, options.format)
    if any(finding.severity is Severity.ERROR for finding in planned.findings):
        if planned.files:
            write_planned(planned, options.to, dry_run=options.dry_run)
        left = planned.rows - len(planned.files)
        complain(f"Nicht geschrieben: {left} von {planned.rows} Fällen." if planned.files else "Nichts geschrieben.")
        return 1
    return write_planned(planned, options.to, dry_run=options.dry_run)
