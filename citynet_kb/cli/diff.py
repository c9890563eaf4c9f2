"""The command `diff`: what a change does to cases, verdicts and pages."""

import os
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from citynet_kb.cli.output import complain, report, say
from citynet_kb.cli.revisions import NoSuchStateError, beside_content, meant_to_go, state
from citynet_kb.findings import Severity
from citynet_kb.project import Project
from citynet_kb.review import State, change_report, changes

FORMATS = MappingProxyType({"text": change_report.as_text, "markdown": change_report.as_markdown, "json": change_report.as_json})


def diff(options: Namespace, environment: Mapping[str, str] = os.environ) -> int:
    """Compare two states. Exit code: 0 compared, 1 the later one holds errors, 2 there is no such state.

    Errors in the earlier one are shown too, but do not count against the change, which may correct them.
    """
    try:
        with state(options.base, Path.cwd()) as base, state(options.head, Path.cwd()) as head:
            projects = [Project.here(folder.absolute(), environment) for folder in (base, head)]
            broken_base, broken_head = _is_broken(projects[0], options.base, options), _is_broken(projects[1], options.head, options)
            if broken_base or broken_head:
                complain("Ein Vergleich ist erst möglich, wenn beide Stände fehlerfrei sind.")
                return int(broken_head)
            before, after = map(compared, projects)
            beside = beside_content(options.base, options.head, Path.cwd())
            meant = meant_to_go(options.base, options.head, Path.cwd())
    except NoSuchStateError as problem:
        complain(str(problem))
        return 2
    found = changes(before, after, beside, meant)
    say(FORMATS[options.format](found).rstrip("\n"))
    return 0


def _is_broken(project: Project, name: str, options: Namespace) -> bool:
    """Print the errors of a state, if it has any."""
    errors = [finding for finding in project.findings if finding.severity is Severity.ERROR]
    if errors:
        complain(f"Fehler im Stand {name}:")
        report(errors, project.case_files, options.format)
    return bool(errors)


def compared(project: Project) -> State:
    """What of a project is compared."""
    return State(project.content.knowledge_base, project.indexes, {uri: page.markdown for uri, page in project.site.pages.items()})
