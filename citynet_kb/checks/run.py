"""Runs every rule over the content that could be read."""

from collections import defaultdict
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
AT_ONCE = 64
"""Records about which one rule is asked before the next."""
Pair = tuple[Record, SourceDocument]
_Subject = tuple[Record | RecordText, SourceDocument, list[Finding]]
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

    def some(records: Sequence[Record]) -> list[Finding]:
        fine = {path: found for path, (record, found) in (known or {}).items() if all(one.severity is not Severity.ERROR for one in found)}
        left = [record for record in records if record.path not in fine or known is None or known[record.path][0] is not record]
        found = {record.path: fine.get(record.path, []) for record in records} | dict(_about(left, context))
        if known is not None:
            known.update({record.path: (record, found[record.path]) for record in records})
        return list(chain.from_iterable(found.values()))

    def across() -> list[Finding]:
        found = (rule.finding(problem) for rule in rules(ContentRule) for problem in rule.problems(context))
        return [*_check_refused(context, concern), *found]

    records = [record for record in content.knowledge_base.records if concern(record.path)]
    jobs = jobs if known is None and len(records) >= (MANY_READ if content.alone else MANY) else 1
    works: list[Callable[[], list[Finding]]] = [across, *(partial(some, part) for part in _slices(records, jobs * 2))]
    return sorted(chain(content.findings, *in_turns(lambda work: work(), works, jobs)))


def _slices(records: Sequence[Record], number: int) -> list[Sequence[Record]]:
    """Records beside each other lie near each other in memory: of a forked process less has to be copied then."""
    size = -(-len(records) // number)
    return [records[start : start + size] for start in range(0, len(records), size or 1)]


def _about(records: Sequence[Record], context: Context) -> Iterator[tuple[str, list[Finding]]]:
    """The findings about each record by its path, of which reading has brought some already, or none."""
    content = context.content
    for start in range(0, len(records), AT_ONCE):
        part = records[start : start + AT_ONCE]
        pairs = [(one, content.document(one.path) if one.path in content.alone else content.documents[one.path]) for one in part]
        left = [pair for pair in pairs if pair[0].path not in content.alone]
        fresh = {record.path: found for (record, _), found in zip(left, check_alone(left), strict=True)}
        for (record, _), found in zip(pairs, _found(pairs, context), strict=True):
            yield record.path, [*(fresh[record.path] if record.path in fresh else content.alone[record.path]), *found]


def check_record(record: Record, document: SourceDocument, context: Context) -> list[Finding]:
    """The findings about one record, given the rest of the content."""
    pairs = [(record, document)]
    return [*check_alone(pairs)[0], *_found(pairs, context)[0]]


def check_alone(pairs: Sequence[Pair]) -> list[list[Finding]]:
    """Those findings about each record that follow from its file and the program alone, whatever else there is and whichever day it is."""
    return _found(pairs, None)


def _found(pairs: Sequence[Pair], context: Context | None) -> list[list[Finding]]:
    """What the rules say of each record that look further; without a context, those that do not.

    One rule is asked about many records before the next: the processor has its code at hand then.
    """
    found: list[list[Finding]] = [[] for _ in pairs]
    looks_further = context is not None
    of_records: defaultdict[tuple[type, bool], list[_Subject]] = defaultdict(list)
    of_texts: defaultdict[frozenset[str], list[_Subject]] = defaultdict(list)
    for (record, document), findings in zip(pairs, found, strict=True):
        of_records[type(record), _is_withdrawn(record)].append((record, document, findings))
        if record.body.strip():
            text = RecordText(record)
            of_texts[text.signs].append((text, document, findings))
    asked = [(_rules_for(*which, looks_further), subjects) for which, subjects in of_records.items()]
    asked += [(_rules_for_text(signs, looks_further), subjects) for signs, subjects in of_texts.items()]
    for some, subjects in asked:
        for rule in some:
            for subject, document, findings in subjects:
                for problem in rule.problems(subject, document, context) if looks_further else rule.problems(subject, document):
                    findings.append(rule.finding(problem))  # most say nothing, and this is quicker then
    return found


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
