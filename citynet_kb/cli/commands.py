"""The commands. Every function returns the exit code: 0 done, 1 findings of severity error, 2 misuse."""

import json
import os
import shutil
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from citynet_kb.checks import check_release
from citynet_kb.cli import publish
from citynet_kb.cli.chosen_paths import ChosenPaths, chosen_paths
from citynet_kb.cli.file_tree import write_tree
from citynet_kb.cli.output import append, complain, list_rules, report, say
from citynet_kb.cli.unchanged import BuiltState
from citynet_kb.findings import RULES, Finding, Severity, table
from citynet_kb.model import CaseStudy
from citynet_kb.project import CONTENT, SETTINGS, Project
from citynet_kb.schema import json_schema

DONE, FINDINGS, MISUSE = 0, 1, 2
MARK = ".citynet-kb"
"""A file that marks a folder which `render` made and may replace."""


def check(options: Namespace) -> int:
    """Check everything, or only what concerns the given paths; cross-file rules always see the whole content."""
    if options.list:
        list_rules(RULES)
        return DONE
    project = Project.here(Path.cwd())
    chosen = chosen_paths(project.root, options.paths, (CONTENT, SETTINGS), "Geprüft")
    if chosen is None:
        return MISUSE
    shown = _shown(project, chosen, release=options.release)
    looked_at = [model for path, model in project.content.files.items() if chosen.cover(path)]
    cases = looked_at.count(CaseStudy)
    report(shown, cases, options.format)
    if options.summary:
        append(options.summary, table(shown, cases))
    if not looked_at and chosen.paths != (SETTINGS,):
        complain("Es wurde nichts geprüft. Stimmt der Ordner?")
        return FINDINGS
    return FINDINGS if any(finding.severity is Severity.ERROR for finding in shown) else DONE


def _shown(project: Project, chosen: ChosenPaths, *, release: bool) -> list[Finding]:
    """The findings about the chosen files; before a release those about the settings too."""
    if not release:
        return [finding for finding in project.findings if chosen.cover(finding.place.path)]
    findings = [*project.findings, *check_release(project.configuration, SETTINGS)]
    return [finding for finding in findings if finding.place.path == SETTINGS or chosen.cover(finding.place.path)]


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
    project.check_for_build()
    if _stopped(project):
        complain(f"Nichts veröffentlicht; {named}/ bleibt, wie es war.")
        return FINDINGS
    if publish.build_into_place(project, site, environment) != 0:
        complain(f"Der Bau ist misslungen, siehe oben; {named}/ bleibt, wie es war.")
        return FINDINGS
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
