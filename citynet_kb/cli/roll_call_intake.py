"""The part of `intake` that takes in filled sheets of a roll-call: new cases, follow-ups, and who answered what."""

import os
from pathlib import Path

from citynet_kb.cli.output import complain, reason, report, say
from citynet_kb.cli.write_files import replace_file, write_all
from citynet_kb.findings import Severity
from citynet_kb.intake.reading.roll_call_entries import Sheet
from citynet_kb.intake.taking_in.filled_sheets import RollCallPlan, take_in_sheet
from citynet_kb.intake.taking_in.importing import Setting
from citynet_kb.model import addresses
from citynet_kb.pages import german
from citynet_kb.project import Project


def take_in_roll_call(project: Project, path: str, sheet: Sheet, setting: Setting, folder: Path, form: str, *, dry_run: bool) -> int:
    """Write all that a sheet says, or nothing. Exit codes as `intake`."""
    planned = take_in_sheet(path, *sheet, project.content, setting, german.day)
    report(planned.findings, planned.cases, form)
    if any(finding.severity is Severity.ERROR for finding in planned.findings):
        complain("Nichts geschrieben.")
        return 1
    if dry_run:
        paths = [os.path.join(folder, file.path) for file in planned.files] + [file.path for file in planned.new_towns] + [*planned.changed]
        say("\n".join(f"würde schreiben: {one}" for one in paths))
        return 0
    try:
        _write(project.root, folder, planned)
    except OSError as problem:
        complain(f"{problem.filename or folder}: {reason(problem)}. Nicht alles ist geschrieben.")
        return 1
    for changed in planned.changed:
        say(f"geändert: {changed}")
    new = len(planned.files)
    answered = len(planned.towns)
    say(
        f"{answered} {'Stadt hat' if answered == 1 else 'Städte haben'} geantwortet: {new} "
        f"{'neuer Fall' if new == 1 else 'neue Fälle'}, {max(len(planned.changed) - 1, 0)} ergänzt."
    )
    return 0


def _write(root: Path, folder: Path, planned: RollCallPlan) -> None:
    """New files first, all of them or none: they alone can meet something in their place."""
    inside = [(f"{folder.name}/{file.path}", file.text) for file in planned.files]
    towns = [(file.path.removeprefix(f"{addresses.CONTENT}/"), file.text) for file in planned.new_towns]
    if inside or towns:
        for path in write_all(folder.parent, [*inside, *towns]):
            say(f"geschrieben: {path}")
    for name, text in planned.changed.items():
        replace_file(root / name, text)
