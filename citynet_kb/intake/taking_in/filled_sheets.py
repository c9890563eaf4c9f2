"""A filled sheet of a roll-call → the files that it makes: brief cases, cases with follow-ups, and the survey with who answered what.

All is read by the readers that every other way in uses. Nothing gets lost: what is neither the sheet's own nor part of an answer is in a
finding. Opens and writes nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from citynet_kb.findings import Finding, Place, Severity
from citynet_kb.indexes import RollCall, roll_call
from citynet_kb.intake.asking import roll_call_words as words
from citynet_kb.intake.asking.questions import choice
from citynet_kb.intake.asking.roll_call_sheet import RollCallSheet, own_lines
from citynet_kb.intake.reading.answer_rules import nicht_uebernommen
from citynet_kb.intake.reading.answers import Answer, row_of
from citynet_kb.intake.reading.roll_call_entries import SheetEntry, bare_line
from citynet_kb.intake.reading.rows import Row
from citynet_kb.intake.taking_in.importing import PlannedFile, Setting, plan_rows
from citynet_kb.intake.taking_in.roll_call_answers import FURTHER, NO, YES, reply_of, understood_reply
from citynet_kb.intake.taking_in.roll_call_cases import changed_case
from citynet_kb.intake.taking_in.roll_call_parts import TownPart, filled, head_of, parts_of
from citynet_kb.intake.taking_in.roll_call_rules import rundruf_andere_stadt, rundruf_leer, rundruf_unbekannt
from citynet_kb.knowledge_base import Content
from citynet_kb.model import CaseStudy, Effort, Reply, Survey
from citynet_kb.model.slugs import plain_slug
from citynet_kb.schema.written_numbers import Unit, whole_number
from citynet_kb.sources import comments_of, read, write

MOST_OF_TITLE = 90
_TELLING = frozenset(("Maßnahme", "Überschrift", "Ergebnis"))
"""What something tried needs at least: without any of them its words are only named."""
_FIGURES: tuple[tuple[str, Unit], ...] = (("Kosten in Euro", "eur"), ("Personentage", "days"))


@dataclass(frozen=True)
class RollCallPlan:
    """What a sheet makes: new case files below the folder of the cases (and of new towns), and texts of records that are there, by path.

    All are empty where there is any error. `towns` answered; `cases` were looked at.
    """

    files: tuple[PlannedFile, ...] = ()
    new_towns: tuple[PlannedFile, ...] = ()
    changed: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    towns: tuple[str, ...] = ()
    cases: int = 0


@dataclass
class _Outcomes:
    """What a town told of measures, by its short answers and by what it tried: measure → one of the replies. `has_tried` something since,
    of whatever measure."""

    said: dict[str, str] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)
    has_tried: bool = False


def take_in_sheet(
    path: str,
    entries: Sequence[SheetEntry],
    findings: Sequence[Finding],
    content: Content,
    setting: Setting,
    in_words: Callable[[str], str],
) -> RollCallPlan:
    """The plan for a sheet whose entries were read. `path` names it in findings."""
    date, as_of = head_of(entries)
    survey = content.knowledge_base.surveys.get(date.text)
    if survey is None:
        return RollCallPlan(findings=(*findings, rundruf_unbekannt(date.place, date.text)))
    call = roll_call(content.knowledge_base, survey.date, as_of, survey.towns, survey.measures)
    taking = _Sheet(path, content, setting, survey, call)
    own = own_lines(RollCallSheet(call, content.knowledge_base, in_words))
    parts = parts_of(entries, dict.fromkeys(map(bare_line, own)))
    taking.findings = [*findings, *parts.beside]
    for part in parts.towns:
        taking.town(part)
    return taking.plan(date.place)


class _Sheet:
    """One run over the parts of one sheet."""

    def __init__(self, path: str, content: Content, setting: Setting, survey: Survey, call: RollCall) -> None:
        self._path, self._content, self._setting, self._survey = path, content, setting, survey
        self._base = content.knowledge_base
        self._called = {one.town: one for one in call.towns}
        self._names = {plain_slug(self._base.town_label(town)): town for town in self._called}
        self._measures = {plain_slug(one.name): one.id for one in call.measures}
        self._rows: list[tuple[str, Row]] = []
        self._outcomes: dict[str, _Outcomes] = {}
        self._changed: dict[str, str] = {}
        self.findings: list[Finding] = []

    def town(self, part: TownPart) -> None:
        """Take in what one town answered. A part in which nothing was filled in counts as none."""
        town = self._meant(part.town.text)
        if town not in self._survey.towns:
            self.findings.append(rundruf_andere_stadt(part.town.place, part.town.text))
            return
        outcomes = _Outcomes()
        answered = [self._case(town, id, place, answers, outcomes) for id, (place, answers) in part.cases.items()]
        answered += [self._attempt(town, number, place, answers, outcomes) for number, place, answers in part.attempts]
        answered += [self._reply(town, measure, entry, outcomes) for measure, entry in part.replies.items()]
        if self._says_nothing_else(part.nothing_else):
            rest = (measure for measure in self._survey.measures if measure not in outcomes.said)
            outcomes.said.update(dict.fromkeys(rest, words.UNTRIED))
            answered.append(True)
        if any(answered):
            self._outcomes[town] = outcomes

    def _meant(self, name: str) -> str:
        """The town of this name: of those that were asked, as their sheets call them, else as on every way in; empty for none."""
        meant = self._setting.known.meant(name, ("city",), CaseStudy).only
        return self._names.get(plain_slug(name), meant[0] if meant else "")

    def _case(self, town: str, id: str, place: Place, answers: dict[str, SheetEntry], outcomes: _Outcomes) -> bool:
        case = self._base.cases.get(self._base.present_id(id))
        if case is None:
            said = [f"{label}: {entry.text}" for label, entry in filled(answers)]
            self.findings += [nicht_uebernommen(place, "\n".join(said), f"»{id}« ist kein Vorhaben, das wir kennen")] if said else []
            return bool(said)
        changed = changed_case(self._path, case, place, answers, self._content, self._setting)
        if changed is None:
            return False
        self.findings += changed.findings
        self._changed.update({case.path: changed.text} if changed.text else {})
        if changed.outcome and case.measure:
            outcomes.found[case.measure] = reply_of(changed.outcome)
        return True

    def _attempt(self, town: str, number: str, place: Place, answers: dict[str, SheetEntry], outcomes: _Outcomes) -> bool:
        """A row for what was tried since. A title is made of measure and outcome where none was given; effort is the smallest that
        the figures allow."""
        given = dict(filled(answers))
        if not given.keys() & _TELLING:
            said = "\n".join(f"{label}: {entry.text}" for label, entry in given.items())
            self.findings += [nicht_uebernommen(place, said, f"{words.ATTEMPT} ohne Maßnahme und Ergebnis")] if said else []
            return bool(said)
        name = self._base.town_label(town)
        asked = [Answer(words.ATTEMPT_LABELS[label], entry.text, entry.place) for label, entry in given.items()]
        asked.append(Answer(words.TOWN, name, place))
        if "Überschrift" not in given and "Maßnahme" in given:
            told = " ".join(filter(None, (f"{given['Maßnahme'].text},", given["Ergebnis"].text if "Ergebnis" in given else "")))
            title = f"{name}: {told}".rstrip(", ")
            asked.append(Answer("Überschrift", title[:MOST_OF_TITLE], given["Maßnahme"].place))
        if "Aufwand" not in given:
            asked.append(Answer("Aufwand", choice(_effort(given)), place))
        row, found = row_of(self._path, asked, self._setting.names)
        outcomes.has_tried = True
        self._rows.append((town, replace(row, place=place, name=f"{name}, {words.ATTEMPT} {number}".strip(", "))))
        self.findings += found
        return True

    def _reply(self, town: str, measure: str, entry: SheetEntry, outcomes: _Outcomes) -> bool:
        """A short answer; whether it says more than what stood there already."""
        id = self._measures.get(plain_slug(measure))
        if not entry.text.strip():
            return False
        reply, rest = understood_reply(entry.text)
        if id is None or not reply:
            self.findings.append(nicht_uebernommen(entry.place, entry.text, f"Antwort auf »{entry.label}«"))
            return True
        if rest:
            self.findings.append(nicht_uebernommen(entry.place, rest, f"Antwort auf »{entry.label}«"))
        outcomes.said[id] = reply
        missed = self._called[town].known.get(id)
        stood_there = "" if missed is None else words.MISSED if missed else words.TRIED
        return bool(rest) or reply != stood_there

    def _says_nothing_else(self, entry: SheetEntry | None) -> bool:
        if entry is None or not entry.text.strip():
            return False
        first = plain_slug(FURTHER.split(" ".join(entry.text.split()), maxsplit=1)[0])
        if first not in YES | NO or plain_slug(entry.text) != first:
            self.findings.append(nicht_uebernommen(entry.place, entry.text, f"Antwort auf »{words.NOTHING_ELSE}«"))
        return first in YES

    def plan(self, place: Place) -> RollCallPlan:
        """All files, or none where anything is wrong."""
        looked_at = len(self._rows) + len(self._changed)
        planned = plan_rows([row for _, row in self._rows], self.findings, self._setting)
        if any(finding.severity is Severity.ERROR for finding in planned.findings):
            return RollCallPlan(findings=planned.findings, cases=looked_at)
        for file in planned.files:
            document, _ = read(file.path, file.text.encode())
            measure = str(document.data.get("measure", "")) if document else ""
            if document and measure:
                self._outcomes[str(document.data["city"])].found[measure] = reply_of(str(document.data["outcome"]))
        if not self._outcomes:
            return RollCallPlan(findings=(*planned.findings, rundruf_leer(place)))
        changed = {**self._changed, self._survey.path: self._survey_text()}
        return RollCallPlan(planned.files, planned.towns, changed, planned.findings, tuple(self._outcomes), looked_at)

    def _survey_text(self) -> str:
        document = self._content.documents[self._survey.path]
        data: Mapping[str, Any] = document.data
        before: dict[str, Mapping[str, Any]] = {answer["town"]: answer for answer in data.get("answers", ())}
        for town, outcomes in self._outcomes.items():
            before[town] = _answer(town, before.get(town, {}), outcomes)
        order = [town for town in self._survey.towns if town in before]
        fields = {**data, "answers": [before[town] for town in order]}
        return write(fields, Survey, document.body, comments_of(document.places))


def _effort(given: Mapping[str, SheetEntry]) -> Effort:
    costs, days = (whole_number(given[key].text, unit) if key in given else None for key, unit in _FIGURES)
    return Effort.of(int(costs) if costs else None, int(days) if days else None, None)


def _answer(town: str, before: Mapping[str, Any], outcomes: _Outcomes) -> dict[str, Any]:
    """The entry of a town: what it told now, and of other measures what it told before. What it tried counts for more than a »no«."""
    known = dict.fromkeys(before.get("tried", ()), words.TRIED)
    known |= dict.fromkeys(before.get("missed", ()), words.MISSED) | dict.fromkeys(before.get("untried", ()), words.UNTRIED)
    told = {**known, **outcomes.said, **outcomes.found}
    tried, missed, untried = (list(_those(told, *kinds)) for kinds in ((words.TRIED, words.MISSED), (words.MISSED,), (words.UNTRIED,)))
    has_tried = tried or outcomes.has_tried or before.get("reply") == Reply.TRIED
    reply = Reply.TRIED if has_tried or not untried else Reply.NOTHING
    return {"town": town, "reply": reply.value, "tried": tried, "missed": missed, "untried": untried}


def _those(told: Mapping[str, str], *replies: str) -> Iterator[str]:
    yield from sorted(measure for measure, reply in told.items() if reply in replies)
