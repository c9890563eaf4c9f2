"""The command `move`: a topic, measure or town under another id."""

import os
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from pathlib import Path

from citynet_kb.cli.output import complain, report, say
from citynet_kb.cli.write_files import replace_file, write_all
from citynet_kb.intake.taking_in.moving import CannotMove, Moving, changed_paths, moving
from citynet_kb.project import Project

KINDS = ("measure", "topic", "town")


def add_move_flags(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("kind", choices=KINDS, metavar="ART", help="measure (Maßnahme), topic (Thema) oder town (Stadt)")
    parser.add_argument("old", metavar="ALT", help="die Kennung bisher")
    parser.add_argument("new", metavar="NEU", help="die neue Kennung; gibt es sie schon, wird zusammengelegt")
    parser.add_argument("--dry-run", action="store_true", help="nur zeigen, was sich ändern würde")


def move(options: Namespace) -> int:
    """Rename or merge a record, and rewrite all that names it. Exit code: 0 done, 1 the content holds errors, 2 it cannot be."""
    project = Project.here(Path.cwd())
    if project.has_errors:
        report(project.findings, project.case_files, "text")
        complain("Nichts geändert: Beheben Sie zuerst die Fehler.")
        return 1
    try:
        plan = moving(options.kind, options.old, options.new, project.content)
    except CannotMove as refusal:
        complain(f"{refusal} Nichts geändert.")
        return 2
    if options.dry_run:
        for path in changed_paths(plan):
            say(f"würde ändern: {path}")
        return 0
    _carry_out(project.root, plan)
    done = "zusammengelegt mit" if plan.is_merged else "heißt jetzt"
    files = f"{len(plan.texts)} {'Datei' if len(plan.texts) == 1 else 'Dateien'}"
    cases = f"{plan.cases} {'Fallbericht' if plan.cases == 1 else 'Fallberichte'}"
    say(f"»{options.old}« {done} »{options.new}«, {files} geschrieben, davon {cases}.")
    again = Project.here(project.root)
    if again.has_errors:
        report(again.findings, again.case_files, "text")
        return 1
    return 0


def _carry_out(root: Path, plan: Moving) -> None:
    """New files first, so that nothing is lost where one cannot be written; what is left goes last."""
    fresh = [(path, text) for path, text in sorted(plan.texts.items()) if not os.path.lexists(root / path)]
    write_all(root, fresh)
    for path, text in sorted(plan.texts.items()):
        if (path, text) not in fresh:
            replace_file(root / path, text)
    for path, before in sorted(plan.pictures.items()):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        os.rename(root / before, root / path)
    for path in sorted(plan.left):
        (root / path).unlink()
    for folder in sorted({(root / path).parent for path in (*plan.left, *plan.pictures.values())}):
        with suppress(OSError):
            folder.rmdir()  # only if nothing is left in it
