"""What a town answered about a case that we have → the case with a follow-up and the figures that were missing. Nothing is overwritten."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from citynet_kb.findings import Finding, Place
from citynet_kb.intake.asking.questions import heading
from citynet_kb.intake.reading.answer_rules import nicht_uebernommen
from citynet_kb.intake.reading.answers import Answer, row_of
from citynet_kb.intake.taking_in.importing import Setting
from citynet_kb.intake.taking_in.roll_call_parts import Answers, filled
from citynet_kb.intake.taking_in.understanding import understood
from citynet_kb.knowledge_base import Content
from citynet_kb.model import CaseStudy, Outcome
from citynet_kb.schema import bind
from citynet_kb.sources import Location, SourceDocument, comments_of, read, write

_PLACES: Mapping[str, Location] = MappingProxyType(
    {
        "Ergebnis heute": ("follow_up", 0, "outcome"),
        "Was daraus wurde": ("follow_up", 0, "note"),
        "Gründe": ("failure_reasons",),
        "Kosten in Euro": ("effort_detail", "cost_eur"),
        "Personentage": ("effort_detail", "staff_days"),
    }
)
"""Label on the sheet → the field of the case."""
WITHOUT_WORDS = "Antwort auf den Rundruf: {outcome}."
"""The note of a follow-up of which only the outcome was told."""


@dataclass(frozen=True)
class ChangedCase:
    """A case as it is after the answer: its path and canonical text, its outcome today; and what is to be said about it."""

    case: CaseStudy
    text: str
    outcome: str
    findings: tuple[Finding, ...]


def changed_case(path: str, case: CaseStudy, place: Place, answers: Answers, content: Content, setting: Setting) -> ChangedCase | None:
    """The case with what a town answered; None where nothing was. `path` names the sheet."""
    given = dict(filled(answers))
    if not given:
        return None
    if case.withdrawn:
        words = "\n".join(f"{label}: {entry.text}" for label, entry in given.items())
        return ChangedCase(case, "", "", (nicht_uebernommen(place, words, f"»{case.title}« ist zurückgezogen"),))
    asked = [Answer(heading(_PLACES[label]), entry.text, entry.place) for label, entry in given.items()]
    row, found = row_of(path, asked, setting.names)
    draft, problems = understood(replace(row, place=place, name=f"»{case.title}«"), setting.known, setting.words, lambda one: one)
    document = content.documents[case.path]
    fields, beside = _merged(dict(document.data), draft.fields, setting.added, place)
    outcome = (draft.fields.get("follow_up") or [{}])[0].get("outcome", "")
    findings = [*found, *problems, *beside]
    if fields == document.data:
        return ChangedCase(case, "", outcome, tuple(findings))
    fields["updated"] = setting.added
    text = write(fields, CaseStudy, document.body, comments_of(document.places))
    return ChangedCase(case, text, outcome, (*findings, *_new_findings(case, text, document, place, setting)))


def _merged(fields: dict[str, Any], given: Mapping[str, Any], added: str, place: Place) -> tuple[dict[str, Any], list[Finding]]:
    """The front matter with what is new; and a finding for each value that the case has otherwise."""
    beside = list[Finding]()
    for entry in given.get("follow_up", ()):
        told = {key: entry[key] for key in ("note", "outcome") if entry.get(key)}
        known = [{key: one.get(key) for key in told} for one in fields.get("follow_up", ())]
        if told and told not in known:
            note = told.get("note") or WITHOUT_WORDS.format(outcome=_label(told["outcome"]))
            fields["follow_up"] = [*fields.get("follow_up", ()), {"date": added, **told, "note": note, "added": added}]
    reasons = list(given.get("failure_reasons", ()))
    if reasons and not fields.get("failure_reasons"):
        fields["failure_reasons"] = reasons
    elif reasons and reasons != list(fields["failure_reasons"]):
        beside.append(nicht_uebernommen(place, ", ".join(reasons), "der Fall nennt schon Gründe"))
    detail = dict(fields.get("effort_detail") or {})
    for key, value in given.get("effort_detail", {}).items():
        if key not in detail:
            detail[key] = value
        elif detail[key] != value:
            beside.append(nicht_uebernommen(place, f"{heading(('effort_detail', key))}: {value}", f"im Fall steht {detail[key]}"))
    return {**fields, **({"effort_detail": detail} if detail else {})}, beside


def _label(outcome: str) -> str:
    return next((term.label for term in Outcome if term.value == outcome), outcome)


def _new_findings(case: CaseStudy, text: str, before: SourceDocument, place: Place, setting: Setting) -> Iterator[Finding]:
    """What is wrong with the case now and was not before."""
    known = {(one.rule, one.message) for one in setting.check(case, before)}
    document, found = read(case.path, text.encode())
    bound = None
    if document is not None:
        bound, refused = bind(document, CaseStudy, case.id)
        found = [*found, *refused, *(setting.check(bound, document) if bound else ())]
    yield from _said_of(case, (one for one in found if (one.rule, one.message) not in known), place)


def _said_of(case: CaseStudy, findings: Iterable[Finding], place: Place) -> Iterator[Finding]:
    for finding in findings:
        yield replace(finding, place=place, message=f"»{case.title}«: {finding.message}")
