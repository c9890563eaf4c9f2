"""The command `new --call`: what a town looks for, in a case that is there or in a plan that begins with it."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from citynet_kb.checks import Context, check_record
from citynet_kb.cli.interview import Values
from citynet_kb.cli.output import complain, report, say
from citynet_kb.cli.write_files import replace_file
from citynet_kb.findings import Finding, Severity, nearest
from citynet_kb.model import CaseStudy, Effort, LookingFor, Outcome, addresses
from citynet_kb.model.slugs import plain_slug
from citynet_kb.model.values import first_day, is_partial_date
from citynet_kb.project import Project
from citynet_kb.schema import bind
from citynet_kb.sources import comments_of, read, write


@dataclass(frozen=True)
class _Question:
    """What is asked where a flag does not say it; `read` gives the value of an answer, or what is wrong with it as a ValueError."""

    flag: str
    words: str
    read: Callable[[str], str]


def add_call_flags(parser: ArgumentParser) -> None:
    """The flags of a call."""
    group = parser.add_argument_group("Partner suchen")
    kinds = ", ".join(LookingFor)
    group.add_argument("--call", nargs="?", const="", metavar="WAS", help=f"ein Gesuch auf »Gemeinsam ins Ziel«: {kinds}")
    group.add_argument("--until", metavar="TAG", help="Gesuch: der letzte Tag, an dem Antworten nützen")
    group.add_argument("--note", metavar="TEXT", help="Gesuch: worum es geht, in einem Satz")
    group.add_argument("--start", metavar="DATUM", help="Gesuch: wann das Vorhaben beginnt, etwa 2027-05")
    group.add_argument("--case", metavar="STADT/FALL", help="Gesuch: zu einem Fall, den es schon gibt; sonst zu einem neuen Vorhaben")


def asked_call(options: Namespace, today: str) -> dict[str, str] | None:
    """The call by its keys and, of a new plan, its `start`, from flags and answers; None where something is missing or cannot be."""
    asked = [
        _Question("call", f"Was suchen Sie? {', '.join(LookingFor)}", _kind),
        _Question("until", "Bis wann nützen Antworten? (JJJJ-MM-TT)", lambda text: _day(text, today)),
        *([] if options.case else [_Question("start", "Wann beginnt das Vorhaben? (etwa 2027-05)", lambda text: _beginning(text, today))]),
    ]
    found: dict[str, str] = {}
    for question in asked:
        value = _answer(question, getattr(options, question.flag) or "")
        if value is None:
            return None
        found[question.flag] = value
    if options.note is None and sys.stdin.isatty():
        say("Worum geht es, in einem Satz? (leer lassen heißt überspringen)")
        options.note = input("> ").strip()
    return {**found, "note": options.note or ""}


def values_of_plan(call: dict[str, str], given: Values, city: str, measure: str) -> Values:
    """The values of a planned case with this call; those that are given come first. `city` and `measure` are names."""
    entry: Values = {
        ("looking_for", 0, key): call[flag] for key, flag in (("what", "call"), ("until", "until"), ("note", "note")) if call[flag]
    }
    label = next(kind.label for kind in LookingFor if kind.value == call["call"])
    title = f"{city}: {measure} geplant, {label}" if city and measure else ""
    assumed: Values = {("outcome",): Outcome.OPEN.value, ("effort",): Effort.UNKNOWN.value}
    named: Values = {("title",): title[:90]} if title else {}
    return {**named, **assumed, **given, ("period", "start"): call["start"], **entry}


def call_in_case(project: Project, options: Namespace, call: dict[str, str]) -> int:
    """Add the call to the file of a case. Exit code: 0 done, 1 findings of severity error, 2 no such case."""
    cases = project.content.knowledge_base.cases
    case = cases.get(options.case)
    if case is None or case.withdrawn:
        meant = nearest(options.case, {id: id for id in cases})
        complain(f"--case: Den Fall »{options.case}« gibt es nicht.{f' Meinten Sie »{meant}«?' if meant else ''}")
        return 2
    file = project.root / case.path
    document, findings = read(case.path, file.read_bytes())
    if document is None:
        report(findings, 1, "text")
        return 1
    entry = {"what": call["call"], "until": call["until"], **({"note": call["note"]} if call["note"] else {})}
    known = document.data.get("looking_for") or []
    fields = {**document.data, "looking_for": [*known, entry], "updated": project.today}
    text = write(fields, CaseStudy, document.body, comments_of(document.places))
    found = _problems(project, case, text)
    report(found, 1, "text")
    if any(finding.severity is Severity.ERROR for finding in found):
        complain("Nichts geschrieben.")
        return 1
    if options.dry_run:
        say(f"würde ändern: {case.path}")
        return 0
    replace_file(Path(file), text)
    say(f"geändert: {case.path}")
    say(f"Nach dem Bauen steht es auf {addresses.published(addresses.BOARD)}, bis {call['until']}.")
    return 0


def _problems(project: Project, case: CaseStudy, text: str) -> list[Finding]:
    """What the checks say of the changed file."""
    document, findings = read(case.path, text.encode())
    changed, refused = bind(document, CaseStudy, case.id) if document else (None, [])
    context = Context(project.content, project.today)
    return [*findings, *refused, *(check_record(changed, document, context) if changed and document else ())]


def _answer(question: _Question, given: str) -> str | None:
    """The value that a flag gives, else the one that somebody types; None where there is neither."""
    while True:
        if not given:
            if not sys.stdin.isatty():
                complain(f"--{question.flag} fehlt. {question.words}")
                return None
            say(question.words)
            given = input("> ").strip()
        try:
            return question.read(given)
        except ValueError as problem:
            complain(f"--{question.flag}: {problem}")
            if not sys.stdin.isatty():
                return None
            given = ""


def _kind(text: str) -> str:
    kinds: dict[str, str] = {plain_slug(word): str(kind) for kind in LookingFor for word in (kind.value, kind.label)}
    found = kinds.get(plain_slug(text))
    if not found:
        meant = nearest(plain_slug(text), {kind.value: kind.value for kind in LookingFor})
        remedy = f"Meinten Sie »{meant}«?" if meant else f"Erlaubt: {', '.join(LookingFor)}."
        raise ValueError(f"»{text}« ist nicht bekannt. {remedy}")
    return found


def _day(text: str, today: str) -> str:
    if len(text) != 10 or not is_partial_date(text):
        raise ValueError(f"»{text}« ist kein Tag der Form 2027-03-15.")
    if text < today:
        raise ValueError(f"»{text}« ist vorbei; nennen Sie einen Tag, der noch kommt.")
    return text


def _beginning(text: str, today: str) -> str:
    if not is_partial_date(text):
        raise ValueError(f"»{text}« ist kein Datum der Form 2027, 2027-05 oder 2027-05-03.")
    if first_day(text) <= today:
        raise ValueError(f"»{text}« liegt nicht in der Zukunft. Läuft das Vorhaben schon, nennen Sie seinen Fall mit --case.")
    return text
