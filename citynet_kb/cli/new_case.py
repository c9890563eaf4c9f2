"""The command `new`: a case from flags, from questions on the terminal, or a file with comments to fill in."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from citynet_kb.cli.intake_commands import setting_of, write_planned
from citynet_kb.cli.interview import Values, ask_for, ask_more
from citynet_kb.cli.new_call import add_call_flags, asked_call, call_in_case, values_of_plan
from citynet_kb.cli.output import complain, report, say
from citynet_kb.findings import Severity
from citynet_kb.intake import Plan, PlannedFile, Setting, derived_id
from citynet_kb.intake.asking.blank_case import blank_case
from citynet_kb.intake.asking.questions import SECTIONS, questions
from citynet_kb.intake.taking_in.typed_values import ids, notes, planned
from citynet_kb.model import SETBACKS
from citynet_kb.model.values import is_partial_date, is_slug
from citynet_kb.project import Project

FLAGS = (
    ("--city", "city"),
    ("--measure", "measure"),
    ("--topic", "topic"),
    ("--outcome", "outcome"),
    ("--effort", "effort"),
    ("--reason", "failure_reasons"),
    ("--cadence", "cadence"),
    ("--organiser", "organiser"),
    ("--title", "title"),
    ("--text", SECTIONS),
)
"""The flags with their fields, in the order of the questions."""


def add_flags(parser: ArgumentParser) -> None:
    """A flag for each question that makes a case complete, with the model's own help."""
    asked = {question.location: question for question in questions()}
    for flag, key in FLAGS:
        question = asked[(key,)]
        several = " Mehrfach möglich." if question.is_list else ""
        parser.add_argument(
            flag, dest=key, action="append", metavar="WERT", help=f"{question.heading}: {question.help_with_names}{several}"
        )
    add_call_flags(parser)
    parser.add_argument("--template", action="store_true", help="eine Datei mit allen Feldern und Erklärungen zum Ausfüllen")
    parser.add_argument("--to", type=Path, default=Path("content/faelle"), metavar="ORDNER", help="wohin; sonst content/faelle")
    parser.add_argument("--added", metavar="TAG", help="Aufnahmetag; sonst heute")
    parser.add_argument("--dry-run", action="store_true", help="nur zeigen, was geschrieben würde")


def new_case(options: Namespace) -> int:
    """Make one new case file. Exit code: 0 done, 1 findings of severity error, 2 misuse."""
    project = Project.here(Path.cwd())
    added = options.added or project.today
    if len(added) != 10 or not is_partial_date(added):
        complain(f"--added: »{added}« ist kein Tag der Form 2026-03-15.")
        return 2
    setting = setting_of(project, options.to, added)
    call = None
    if options.call is not None:
        try:
            call = asked_call(options, project.today)
        except EOFError:
            complain("Abgebrochen, nichts geschrieben.")
            return 1
        if call is None:
            return 2
        if options.case:
            return call_in_case(project, options, call)

    def complete(values: Values) -> Values:
        """With the topic of the measure, which belongs to exactly one."""
        measure = project.content.knowledge_base.measures.get(values.get(("measure",), ""))
        return {("topic",): measure.topic, **values} if measure else values

    values = complete(_given(options, setting))
    if call:
        names = (setting.names.get(key, {}).get(values.get((key,), ""), "") for key in ("city", "measure"))
        values = values_of_plan(call, values, *names)
    if options.template:
        return _write_template(values, setting, options)
    if sys.stdin.isatty() and not _is_complete(values):
        try:
            values = ask_for([key for _, key in FLAGS], values, setting, complete)
            values = ask_more(values, setting)
        except EOFError:
            complain("Abgebrochen, nichts geschrieben.")
            return 1
    plan = planned(values, setting)
    report(plan.findings, plan.rows, "text")
    if any(finding.severity is Severity.ERROR for finding in plan.findings):
        complain("Nichts geschrieben.")
        return 1
    return write_planned(plan, options.to, dry_run=options.dry_run)


def _given(options: Namespace, setting: Setting) -> Values:
    """The values of the flags by location, with ids in place of names. Of a flag that takes one value the last counts, as is usual."""
    lists = {question.location[0] for question in questions() if question.is_list and len(question.location) == 1}
    values: Values = {}
    for _, key in FLAGS:
        for note in notes(getattr(options, key) or [], key, setting):
            say(note)
        texts = ids(getattr(options, key) or [], key, setting)
        places = [((key, number), text) for number, text in enumerate(texts)] if key in lists else [((key,), text) for text in texts]
        values.update((place, text) for place, text in places if text)
    return values


def _is_complete(values: Values) -> bool:
    required = [question.location for question in questions() if question.is_required and len(question.location) == 1]
    lacks_reason = values.get(("outcome",)) in {outcome.value for outcome in SETBACKS} and ("failure_reasons", 0) not in values
    return all(location in values for location in required) and not lacks_reason


def _write_template(values: Values, setting: Setting, options: Namespace) -> int:
    """Write the template to the folder of the town if town and title are known, else print it."""
    city, title = values.get(("city",), ""), values.get(("title",), "")
    text = blank_case({place: value for place, value in values.items() if place != (SECTIONS,)}, values.get((SECTIONS,), ""))
    case_id = derived_id(city, title) if is_slug(city) else ""
    if not (case_id and title):
        say(text.removesuffix("\n"))
        return 0
    if setting.exists(f"{case_id}.md"):
        complain(f"{options.to / case_id}.md: Diese Datei gibt es schon; sie wird nicht überschrieben.")
        return 1
    return write_planned(Plan((PlannedFile(f"{case_id}.md", text),), (), 1), options.to, dry_run=options.dry_run)
