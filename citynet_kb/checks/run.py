"""Runs every rule over the content that could be read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import chain
from typing import TypeVar

from citynet_kb.checks import (
    across,
    anonymity,
    body,
    body_limits,
    call_rules,
    case_references,
    case_rules,
    case_words,
    coding_rules,
    contact_data,
    contact_rules,
    cost_rules,
    link_rules,
    measure_rules,
    meeting_rules,
    practice_rules,
    prose_rules,
    record_rules,
    release,
    shown_otherwise,
    text_images,
    town_rules,
)
from citynet_kb.checks.context import Context
from citynet_kb.checks.record_text import RecordText
from citynet_kb.checks.registering import ContentRule, RecordRule, ReleaseRule
from citynet_kb.findings import RULES, Finding, Place, Rule, Severity
from citynet_kb.forked import in_turns
from citynet_kb.knowledge_base import Content
from citynet_kb.model import CaseStudy, Configuration, Record
from citynet_kb.schema import bind
from citynet_kb.schema.placeholders import is_about, with_placeholders
from citynet_kb.sources import SourceDocument

MODULES = (
    case_rules,
    case_words,
    cost_rules,
    prose_rules,
    contact_rules,
    call_rules,
    case_references,
    anonymity,
    body_limits,
    body,
    link_rules,
    shown_otherwise,
    text_images,
    contact_data,
    record_rules,
    town_rules,
    measure_rules,
    practice_rules,
    meeting_rules,
    across,
    coding_rules,
    release,
)
"""The modules with rules, in the order in which people read about them."""
MANY = 100
"""From so many records on another process checks some of them."""
MANY_READ = 3_000
"""The same where those rules are done that look at one record alone."""
_Kind = TypeVar("_Kind", bound=Rule)


Known = dict[str, tuple[Record, list[Finding]]]
"""Path of a record → the record, and what was found about it alone."""


def check(
    content: Content, today: str, known: Known | None = None, jobs: int = 1, concern: Callable[[str], bool] = lambda _: True
) -> list[Finding]:
    """All findings about the content, those of reading included, in order of place. `today` is YYYY-MM-DD; so many processes may check.

    With `known`, records without an error in an earlier round are not looked at again while they are the same. That is the first answer
    after an edit: what a change of one file breaks in others, only a round without it says.

    Only files that `concern` anybody need be looked at; findings about others may still be among those that are told.
    """
    context = Context(content, today)

    def found_about(record: Record) -> list[Finding]:
        last = known.get(record.path) if known is not None else None
        is_fine = last is not None and last[0] is record and all(finding.severity is not Severity.ERROR for finding in last[1])
        found = last[1] if last and is_fine else _about(record, context)
        if known is not None:
            known[record.path] = record, found
        return found

    def some(records: Sequence[Record]) -> list[Finding]:
        return [finding for record in records for finding in found_about(record)]

    def across() -> list[Finding]:
        found = (rule.finding(problem) for rule in rules(ContentRule) for problem in rule.problems(context))
        return [*_check_refused(context, concern), *found]

    records = [record for record in content.knowledge_base.records if concern(record.path)]
    jobs = jobs if known is None and len(records) >= (MANY_READ if content.alone else MANY) else 1
    works: list[Callable[[], list[Finding]]] = [across, *(partial(some, records[start :: jobs * 2]) for start in range(jobs * 2))]
    return sorted(chain(content.findings, *in_turns(lambda work: work(), works, jobs)))


def _about(record: Record, context: Context) -> list[Finding]:
    """The findings about one record, of which reading has brought some already, or none."""
    alone = context.content.alone.get(record.path)
    if alone is None:
        return check_record(record, context.content.documents[record.path], context)
    return [*alone, *_found(record, context.content.document(record.path), context)]


def check_record(record: Record, document: SourceDocument, context: Context) -> list[Finding]:
    """The findings about one record, given the rest of the content."""
    return [*check_alone(record, document), *_found(record, document, context)]


def check_alone(record: Record, document: SourceDocument) -> list[Finding]:
    """Those of its findings that follow from its file and the program alone, whatever else there is and whichever day it is."""
    return _found(record, document, None)


def _found(record: Record, document: SourceDocument, context: Context | None) -> list[Finding]:
    """What the rules say that look further; without a context, those that do not."""
    looks_further = context is not None
    subjects: list[tuple[Record | RecordText, tuple[RecordRule, ...]]]
    subjects = [(record, _rules_for(type(record), _is_withdrawn(record), looks_further))]
    if record.body.strip():
        text = RecordText(record)
        subjects.append((text, _rules_for_text(text.signs, looks_further)))
    findings: list[Finding] = []
    for subject, asked in subjects:
        for rule in asked:
            for problem in rule.problems(subject, document, context) if looks_further else rule.problems(subject, document):
                findings.append(rule.finding(problem))  # most say nothing, and this is quicker then
    return findings


def check_release(configuration: Configuration, path: str) -> Iterator[Finding]:
    """What is missing before the site may be published. `path` is the file with the settings."""
    for rule in rules(ReleaseRule):
        yield from map(rule.finding, rule.problems(configuration, Place(path)))


def rules(kind: type[_Kind]) -> list[_Kind]:
    """All rules of one way of registering, in the order of `MODULES`."""
    return [rule for module in MODULES for rule in RULES.of(module.__name__) if isinstance(rule, kind)]


@cache
def _rules_for(kind: type, is_withdrawn: bool, looks_further: bool) -> tuple[RecordRule, ...]:
    asked = (rule for rule in rules(RecordRule) if kind in rule.kinds and rule.looks_further is looks_further)
    return tuple(rule for rule in asked if rule.of_withdrawn or not is_withdrawn)


@cache
def _rules_for_text(signs: frozenset[str], looks_further: bool) -> tuple[RecordRule, ...]:
    """Those that can have something to say of a text with these signs."""
    return tuple(rule for rule in _rules_for(RecordText, False, looks_further) if not rule.signs or rule.signs & signs)


def _is_withdrawn(record: Record) -> bool:
    return isinstance(record, CaseStudy) and record.withdrawn is not None


def _check_refused(context: Context, concern: Callable[[str], bool]) -> Iterator[Finding]:
    """The findings about the other fields of cases that the model refuses, so that all can be corrected at once."""
    content = context.content
    bound = {study.path for study in content.knowledge_base.cases.values()}
    for path, model in content.files.items():
        if model is CaseStudy and path in content.documents and path not in bound and concern(path):
            yield from _check_rest(content.documents[path], context)


def _check_rest(document: SourceDocument, context: Context) -> Iterator[Finding]:
    fields, touched = with_placeholders(
        {key: value for key, value in document.data.items() if key not in CaseStudy.file_keys}, context.names
    )
    whole = replace(document, data=fields)
    study, _ = bind(whole, CaseStudy, "/".join(document.path.removesuffix(".md").split("/")[-2:]))
    if study is not None:
        yield from (finding for finding in check_record(study, whole, context) if not is_about(finding, whole, touched))
