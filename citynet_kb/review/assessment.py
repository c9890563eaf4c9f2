"""What a proposal needs and does, as data for the comment that a forge shows: no words of persons, bounded, without any markup.

Whoever shows it (`tools/forge`) trusts none of it, since it is made where a proposal's own code may run.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from citynet_kb.findings import Asked, Finding, Severity, in_order
from citynet_kb.intake.asking.questions import SECTIONS
from citynet_kb.intake.taking_in.assemble import location_of
from citynet_kb.intake.taking_in.plain_findings import Words
from citynet_kb.knowledge_base import Content
from citynet_kb.model import ANONYMOUS, CaseStudy, Record, addresses
from citynet_kb.model.values import is_slug
from citynet_kb.review.changes import CaseChange, Changes
from citynet_kb.review.file_words import in_file
from citynet_kb.review.likeness import similar_cases
from citynet_kb.review.moves import named
from citynet_kb.review.readability import readability
from citynet_kb.review.review_questions import ReviewQuestion, questions
from citynet_kb.schema.fields import target
from citynet_kb.sources import Location, SourceDocument, Value

VERSION = 1
MOST = 60
"""Most entries of a list; nobody reads more."""
MOST_REVIEWED = 6
"""Most cases whose questions are shown."""
_KEY = re.compile(r"(?P<key>[a-z_]+)(?::| fehlt)")
"""How a message begins that is about a field which is not there."""
LONGEST = 300
"""Most characters of a text."""


@dataclass(frozen=True)
class AssessedState:
    """One state of the content: what was read, what is wrong with it, and what its pages say in a sentence, by id of the measure."""

    content: Content
    findings: Sequence[Finding]
    sentences: Mapping[str, str] = field(default_factory=dict)


def assessment(before: AssessedState, after: AssessedState, found: Changes | None, words: Words) -> dict[str, object]:
    """The data. `found` is None where a state holds errors, so that they cannot be compared."""
    rows = in_order([_in_questions(finding, after.content, words) for finding in _of_interest(before, after)])
    changed = _changed_cases(before.content, after.content)
    return {
        "version": VERSION,
        "needed": sum(row.is_needed for row in rows),
        "findings": [_row(row) for row in rows[:MOST]],
        "more": max(0, len(rows) - MOST),
        "towns": list(_new_towns(after.content))[:MOST],
        "compared": found is not None,
        "cases": [_case(change) for change in found.cases[:MOST]] if found else [],
        "headlines": list(_headlines(before.sentences, after))[:MOST] if found else [],
        "moves": [_move(move.before, move.after, move.is_merged, move.cases) for move in found.moves[:MOST]] if found else [],
        "lost": [{"name": _cut(one.name), "path": one.path} for one in found.lost[:MOST]] if found else [],
        "meant": [{"name": _cut(one.name), "path": one.path} for one in found.gone if one.is_meant][:MOST] if found else [],
        "beside": list(found.beside[:MOST]) if found else [],
        "review": [_review(case, before.content, after.content) for case in changed[:MOST_REVIEWED]],
        "pages": list(_pages(changed, after.content))[:MOST],
    }


def _of_interest(before: AssessedState, after: AssessedState) -> Iterator[Finding]:
    """Every error, and the hints about files that the proposal touches."""
    for finding in after.findings:
        path = finding.place.path
        if finding.severity is Severity.ERROR or _differs(path, before.content, after.content):
            yield finding


def _differs(path: str, before: Content, after: Content) -> bool:
    one, other = before.documents.get(path), after.documents.get(path)
    return (one and (one.data, one.body)) != (other and (other.data, other.body))


def _in_questions(finding: Finding, content: Content, words: Words) -> Finding:
    """The finding with question and answer, as a form shows them; without either where it is about a file as a whole."""
    model, document = content.files.get(finding.place.path), content.documents.get(finding.place.path)
    location = location_of(document, finding) if document else None
    if location is None and (named_key := _KEY.match(finding.message)) and model is not None:
        location = (named_key["key"],) if named_key["key"] in model.model_fields else None
    if model is None or document is None or location is None:
        return in_file(finding, None, "", words)
    answer = _value(document, location)
    if model is not CaseStudy:
        return replace(finding, question=target(model, location).label or str(location[0]), answer=answer)
    return replace(in_file(finding, location, answer, words), answer=answer)


def _new_towns(content: Content) -> Iterator[str]:
    """The towns of cases that are no municipality and have no file; none that several municipalities are called."""
    base = content.knowledge_base
    former = {alias for city in base.cities.values() for alias in city.aliases}
    cases = (content.documents[path] for path, model in content.files.items() if model is CaseStudy and path in content.documents)
    named = {str(case.data.get("city", ANONYMOUS)) for case in cases} - former
    for slug in sorted(named - {ANONYMOUS}):
        if is_slug(slug) and not base.knows_town(slug) and len(base.municipalities.called(slug)) < 2:
            yield slug


def _value(document: SourceDocument, location: Location) -> str:
    """What stands there, empty for a text and for a group of values."""
    if location[0] == SECTIONS:
        return ""
    value: Value = dict(document.data)
    for step in location:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step, "")
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return ""
    return value if isinstance(value, str) else ", ".join(one for one in value if isinstance(one, str)) if isinstance(value, list) else ""


def _row(row: Asked) -> dict[str, object]:
    return {"needed": row.is_needed, "question": _cut(row.question), "answer": row.answer, "please": row.please, "path": row.path}


def _changed_cases(before: Content, after: Content) -> list[CaseStudy]:
    cases = after.knowledge_base.cases.values()
    return [case for case in cases if _differs(case.path, before, after) and not case.withdrawn]


def _case(change: CaseChange) -> dict[str, object]:
    kind = "new" if change.before is None else "gone" if change.after is None else "changed"
    return {"kind": kind, "title": _cut(change.case.title), "id": change.case.id, "fields": list(map(_cut, change.fields[:MOST]))}


def _headlines(before: Mapping[str, str], after: AssessedState) -> Iterator[dict[str, str]]:
    """The sentences of measures that read otherwise."""
    for measure in after.content.knowledge_base.measures.values():
        old, new = before.get(measure.id, ""), after.sentences.get(measure.id, "")
        if old != new:
            yield {"measure": _cut(measure.name), "before": _cut(old), "after": _cut(new)}


def _move(before: Record, after: Record, is_merged: bool, cases: int) -> dict[str, object]:
    return {"from": _cut(named(before)), "to": _cut(named(after)), "merged": is_merged, "cases": cases}


def _review(case: CaseStudy, before: Content, after: Content) -> dict[str, object]:
    """What the editors are asked about a case, where anything was noticed."""
    others = after.knowledge_base.cases.values()
    answers = questions(case, after.documents[case.path], similar_cases(case, others), readability(case.body))
    first = _first_of_measure(case, before, after)
    points = [
        {"question": answer.question.label, "noticed": [_cut(said) for said in (*own, *answer.public)[:MOST]]}
        for answer in answers
        if (own := first if answer.question is ReviewQuestion.DOUBLE else ()) or answer.public
    ]
    return {"title": _cut(case.title), "path": case.path, "points": points}


def _first_of_measure(case: CaseStudy, before: Content, after: Content) -> tuple[str, ...]:
    measure = after.knowledge_base.measures.get(case.measure or "")
    others = before.knowledge_base.cases_by_measure.get(case.measure or "", ())
    if measure is None or any(other.id != case.id for other in others):
        return ()
    return (f"Erster Fall der Maßnahme »{measure.name}«",)


def _pages(changed: Iterable[CaseStudy], content: Content) -> Iterator[dict[str, str]]:
    """The pages on which a changed case shows most, by their addresses."""
    seen = set()
    for case in changed:
        measure = content.knowledge_base.measures.get(case.measure or "")
        pages = [(addresses.case(case.id), case.title), *([(addresses.measure(measure.id), measure.name)] if measure else [])]
        for uri, title in pages:
            if uri not in seen:
                seen.add(uri)
                yield {"title": _cut(title), "address": addresses.published(uri)}


def _cut(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= LONGEST else f"{one_line[:LONGEST]} …"
