"""The command `check`."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from citynet_kb.checks import check_release
from citynet_kb.cli.chosen_paths import ChosenPaths, chosen_paths
from citynet_kb.cli.garbage_collection import keep_to_the_end
from citynet_kb.cli.output import DONE, FINDINGS, MISUSE, append, complain, list_rules, report
from citynet_kb.findings import Finding, Severity, table
from citynet_kb.model import CaseStudy
from citynet_kb.project import CONTENT, SETTINGS, Project


def check(options: Namespace) -> int:
    """Check everything, or only what concerns the given paths; cross-file rules always see the whole content."""
    if options.list:
        from citynet_kb.cli.all_rules import RULES

        list_rules(RULES)
        return DONE
    project = Project.here(Path.cwd())
    chosen = chosen_paths(project.root, options.paths, (CONTENT, SETTINGS), "Geprüft")
    if chosen is None:
        return MISUSE
    if options.changed:
        return _check_changed(project, chosen, options)
    shown = _shown(project, chosen, release=options.release)
    looked_at = [model for path, model in project.content.files.items() if chosen.cover(path)]
    cases = looked_at.count(CaseStudy)
    report(shown, cases, options.format)
    keep_to_the_end(project)
    if options.summary:
        append(options.summary, table(shown, cases))
    if not looked_at and chosen.paths != (SETTINGS,):
        complain("Es wurde nichts geprüft. Stimmt der Ordner?")
        return FINDINGS
    return _ended(shown)


def _check_changed(project: Project, chosen: ChosenPaths, options: Namespace) -> int:
    """Only what the change since a state causes or mends, about the chosen files."""
    from citynet_kb.cli.changed_findings import cases_among, since, tell_rest
    from citynet_kb.cli.revisions import NoSuchStateError

    try:
        found, changed = since(project, options.changed)
    except NoSuchStateError as problem:
        complain(str(problem))
        return MISUSE
    found = found.only(chosen.cover)
    shown = [*found.told, *(check_release(project.configuration, SETTINGS) if options.release else ())]
    cases = cases_among(project, filter(chosen.cover, changed))
    report(shown, cases, options.format)
    tell_rest(found, options.format)
    if options.summary:
        append(options.summary, table(shown, cases))
    return _ended(shown)


def _ended(shown: Sequence[Finding]) -> int:
    return FINDINGS if any(finding.severity is Severity.ERROR for finding in shown) else DONE


def _shown(project: Project, chosen: ChosenPaths, *, release: bool) -> list[Finding]:
    """The findings about the chosen files; before a release those about the settings too."""
    if not release:
        return project.findings_about(chosen.cover)
    found = project.findings_about(lambda path: path == SETTINGS or chosen.cover(path))
    return [*found, *check_release(project.configuration, SETTINGS)]
