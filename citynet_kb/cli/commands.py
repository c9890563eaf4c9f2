"""The commands that make things. Every function returns the exit code: 0 done, 1 findings of severity error, 2 misuse."""

import json
import os
import shutil
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from citynet_kb.cli import publish
from citynet_kb.cli.file_tree import write_tree
from citynet_kb.cli.output import DONE, FINDINGS, MISUSE, complain, report, say
from citynet_kb.cli.unchanged import BuiltState
from citynet_kb.forked import settle
from citynet_kb.project import SETTINGS, Project
from citynet_kb.schema import json_schema

MARK = ".citynet-kb"
"""A file that marks a folder which `render` made and may replace."""


def render(options: Namespace) -> int:
    """Write the complete Markdown tree, without MkDocs."""
    folder: Path = options.to
    if folder.exists() and not (folder / MARK).exists() and (not folder.is_dir() or any(folder.iterdir())):
        complain(f"{folder}: Der Ordner ist nicht leer. Nennen Sie einen neuen oder leeren Ordner.")
        return MISUSE
    project = Project.here(Path.cwd())
    if _stopped(project):
        return FINDINGS
    tree = project.tree()
    shutil.rmtree(folder, ignore_errors=True)
    write_tree(folder, {**tree, MARK: b""})
    say(f"{len(project.site.pages)} Seiten stehen in {folder}/")
    return DONE


def export(options: Namespace) -> int:
    """Write the files for machines."""
    project = Project.here(Path.cwd())
    if _stopped(project):
        return FINDINGS
    files = project.exports()
    write_tree(options.to, files)
    say(f"{len(files)} Dateien stehen in {options.to}/")
    return DONE


def build(options: Namespace, environment: Mapping[str, str] = os.environ) -> int:
    """Check, build in a temporary folder, then put the site in place; nothing of it where that very site lies there already."""
    if not publish.may_replace(options.site_dir):
        complain(f"{options.site_dir}: Hier liegt etwas, das keine gebauten Seiten sind. Nennen Sie einen neuen oder leeren Ordner.")
        return MISUSE
    project, site = Project.here(Path.cwd(), environment), options.site_dir.resolve()
    publish.recover(site)
    state = BuiltState.of(project)
    cases = state.cases_in(site)
    if cases is None and (code := _built(project, site, options.site_dir, environment)):
        return code
    if cases is None:
        state.remember(site)
        cases = project.case_files
    say(f"{cases} {'Fallbericht' if cases == 1 else 'Fallberichte'}, die Seiten stehen in {options.site_dir}/")
    _warn_of_placeholders(project)
    return DONE


def _built(project: Project, site: Path, named: Path, environment: Mapping[str, str]) -> int:
    """Check, build and exchange; the exit code."""
    with project.means.store.build() as ended, project.made_ahead():
        if _stopped(project):
            complain(f"Nichts veröffentlicht; {named}/ bleibt, wie es war.")
            return FINDINGS
        if publish.build_into_place(project, site, environment) != 0:
            complain(f"Der Bau ist misslungen, siehe oben; {named}/ bleibt, wie es war.")
            return FINDINGS
        settle()
        ended()
    return DONE


def _warn_of_placeholders(project: Project) -> None:
    """A site with placeholders may be built, but not published."""
    missing = "; ".join(f"[{section}] {', '.join(keys)}" for section, keys in project.configuration.missing.items())
    if missing:
        complain(f"Hinweis: So darf die Seite nicht veröffentlicht werden. In {SETTINGS} fehlt: {missing}.")
        complain("    Was jeweils einzutragen ist, sagt »citynet-kb check --release«.")


def schema_(options: Namespace) -> int:
    """Print the JSON Schema of a case's front matter."""
    say(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return DONE


def _stopped(project: Project) -> bool:
    """Print what is wrong; whether it stops the work. Hints alone are only counted."""
    if project.has_errors:
        report(project.findings, project.case_files, "text")
    return project.has_errors
