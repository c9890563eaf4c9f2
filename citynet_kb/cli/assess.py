"""The command `assess`: what a proposal needs and does, as data for the forge's comment, and in words for the summary of the run."""

import json
import os
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from citynet_kb.checks import Context
from citynet_kb.cli.diff import compared
from citynet_kb.cli.output import append, complain, say
from citynet_kb.cli.revisions import NoSuchStateError, beside_content, meant_to_go, state
from citynet_kb.findings import table
from citynet_kb.intake.taking_in.plain_findings import Words
from citynet_kb.project import Project
from citynet_kb.review import Changes, change_report, changes
from citynet_kb.review.assessment import AssessedState, assessment


def assess(options: Namespace, environment: Mapping[str, str] = os.environ) -> int:
    """Write the data, whatever is wrong with the proposal. Exit code: 0 written, 2 there is no such state."""
    try:
        with state(options.base, Path.cwd()) as base, state(options.head, Path.cwd()) as head:
            before, after = (Project.here(folder.absolute(), environment) for folder in (base, head))
            found: Changes | None = None
            if not (before.has_errors or after.has_errors):
                beside = beside_content(options.base, options.head, Path.cwd())
                found = changes(compared(before), compared(after), beside, meant_to_go(options.base, options.head, Path.cwd()))
            data = assessment(_side(before, found), _side(after, found), found, _words(after))
            summary = table(after.findings, after.case_files)
    except NoSuchStateError as problem:
        complain(str(problem))
        return 2
    options.to.parent.mkdir(parents=True, exist_ok=True)
    options.to.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if options.summary:
        append(options.summary, summary)
        append(options.summary, change_report.as_markdown(found) if found else change_report.NOT_COMPARED)
    say(f"geschrieben: {options.to}")
    return 0


def _side(project: Project, found: Changes | None) -> AssessedState:
    return AssessedState(project.content, project.findings, project.site.sentences if found else {})


def _words(project: Project) -> Words:
    base = project.content.knowledge_base
    synonyms = {measure.id: measure.synonyms for measure in base.measures.values()}
    return Words(Context(project.content, project.today).names, {"measure": synonyms}, base.municipalities)
