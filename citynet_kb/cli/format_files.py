"""The command `fmt`: files of `content/` in canonical form."""

from argparse import Namespace
from pathlib import Path

from citynet_kb.checks import Context
from citynet_kb.cli.chosen_paths import chosen_paths
from citynet_kb.cli.output import report, say
from citynet_kb.cli.write_files import replace_file
from citynet_kb.findings import Finding, Severity
from citynet_kb.intake.asking.further_words import further_words
from citynet_kb.intake.taking_in.formatting import formatted
from citynet_kb.knowledge_base.tree import RecordFile, walk
from citynet_kb.model import CaseStudy
from citynet_kb.project import CONTENT, Project
from citynet_kb.sources.text_rules import FILE_LIMIT


def format_files(options: Namespace) -> int:
    """Bring files into canonical form, or with --check only name those that are not. A file that cannot be read stays untouched.

    Exit code: 0 done, 1 a file could not be read (or, with --check, is not in canonical form), 2 misuse.
    """
    project = Project.here(Path.cwd())
    chosen = chosen_paths(project.root, options.paths, (CONTENT,), "Geordnet")
    if chosen is None:
        return 2
    files = [entry for entry in walk(project.root / CONTENT, CONTENT) if isinstance(entry, RecordFile) and chosen.cover(entry.path)]
    findings, changed = _format(project, files, only_check=options.check)
    if findings:
        report(findings, sum(entry.model is CaseStudy for entry in files), "text")
    say(_summary(len(files), changed, only_check=options.check))
    has_error = any(finding.severity is Severity.ERROR for finding in findings)
    return 1 if has_error or (options.check and changed) or not files else 0


def _format(project: Project, files: list[RecordFile], *, only_check: bool) -> tuple[list[Finding], int]:
    """What is wrong with the files, and how many of them changed or would."""
    names = Context(project.content, project.today).names
    synonyms = further_words(project.content.knowledge_base)
    findings: list[Finding] = []
    changed = 0
    for entry in files:
        with open(entry.file, "rb") as stream:
            content = stream.read(FILE_LIMIT + 1)  # one byte more than allowed is enough to refuse it
        text, found = formatted(entry.path, content, entry.model, names, synonyms)
        findings.extend(found)
        if text is None or text.encode() == content:
            continue
        changed += 1
        say(f"{'nicht geordnet' if only_check else 'geordnet'}: {entry.path}")
        if not only_check:
            replace_file(Path(entry.file), text)
    return findings, changed


def _summary(files: int, changed: int, *, only_check: bool) -> str:
    if not files:
        return "Es wurde keine einzige Datei angesehen. Stimmt der Ordner?"
    looked_at = f"{files} {'Datei' if files == 1 else 'Dateien'} angesehen"
    return f"{looked_at}, {changed} {'nicht in geordneter Form' if only_check else 'geordnet'}."
