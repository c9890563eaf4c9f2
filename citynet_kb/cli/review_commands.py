"""The commands `review` and `due`: what an editor looks at in a case, and whom to ask again."""

import os
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from citynet_kb.cli.output import append, complain, report, say
from citynet_kb.cli.request_links import MOST, request_links
from citynet_kb.findings import Severity
from citynet_kb.model import CaseStudy
from citynet_kb.model.values import is_partial_date
from citynet_kb.project import Project
from citynet_kb.review import (
    addresses,
    due_report,
    past_items,
    questions,
    readability,
    reminders,
    review_report,
    similar_cases,
    without_answer,
)


def review(options: Namespace) -> int:
    """The checklist of each case. Exit code: 0 done, 1 a case holds errors, 2 no such case."""
    project = Project.here(Path.cwd())
    code = 0
    for file in options.files:
        path = os.path.relpath(file, project.root).replace(os.sep, "/")
        if project.content.files.get(path) is not CaseStudy:
            complain(f"{file}: Das ist kein Fallbericht in content/faelle/.")
            return 2
        code = max(code, _review(project, path, options))
    return code


def _review(project: Project, path: str, options: Namespace) -> int:
    findings = [finding for finding in project.findings if finding.place.path == path]
    cases = project.content.knowledge_base.cases.values()
    case = next((case for case in cases if case.path == path), None)
    if case is not None:
        document = project.content.documents[path]
        answers = questions(case, document, similar_cases(case, cases), readability(case.body))
        form = review_report.as_markdown if options.format == "markdown" else review_report.as_text
        say(form(case, answers, _links(case) if options.online else None))
    report(findings, 1, options.format)
    return int(any(finding.severity is Severity.ERROR for finding in findings))


def _links(case: CaseStudy) -> review_report.Links:
    urls = addresses(case)[:MOST]
    return len(urls), list(request_links(urls))


def due(options: Namespace, environment: Mapping[str, str] = os.environ) -> int:
    """The cases to be asked about again, with a letter each. Exit code: 0 done, 1 the content holds errors, 2 misuse."""
    project = Project.here(Path.cwd(), environment)
    today = options.on or project.today
    if len(today) != 10 or not is_partial_date(today):
        complain(f"--on: »{today}« ist kein Tag der Form 2026-03-15.")
        return 2
    if project.has_errors:
        report(project.findings, project.case_files, "text")
        return 1
    base = project.content.knowledge_base
    letters = reminders(base, project.configuration, today, everything=options.all)
    cases = base.cases.values()
    known = (sum(case.next_review is not None for case in cases), len(cases))
    form = due_report.as_markdown if options.format == "markdown" else due_report.as_text
    silent = due_report.silent_text(without_answer(base, today))
    past = due_report.past_items_text(past_items(base, today)) + silent
    say(f"{form(letters, today, known)}{past}".rstrip("\n"))
    if options.summary:
        append(options.summary, due_report.as_markdown(letters, today, known) + past)
    return 0
