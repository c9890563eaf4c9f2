"""Lists of cases by what they name: effort, outcome, evidence, tag; and the newest ones.

A list shows every case that is not withdrawn. How many of them count stands beside it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import TypeVar

from citynet_kb.indexes.counting import counts, effective_outcome
from citynet_kb.indexes.order import german_order
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, Effort, Evidence, Outcome

E = TypeVar("E", bound=Enum)


@dataclass(frozen=True)
class Listing:
    """Cases to show, by id, and how many of them count."""

    cases: tuple[CaseStudy, ...] = ()
    counted: int = 0


def listing(cases: Iterable[CaseStudy]) -> Listing:
    """The cases that are not withdrawn, sorted by id."""
    present = tuple(sorted((case for case in cases if not case.withdrawn), key=lambda case: case.id))
    return Listing(present, sum(map(counts, present)))


def by_effort(cases: Iterable[CaseStudy]) -> Mapping[Effort, Listing]:
    """Every band of effort, smallest first."""
    return _by_term(Effort, cases, lambda case: case.effort)


def by_outcome(cases: Iterable[CaseStudy]) -> Mapping[Outcome, Listing]:
    """Every effective outcome."""
    return _by_term(Outcome, cases, effective_outcome)


def by_evidence(cases: Iterable[CaseStudy]) -> Mapping[Evidence, Listing]:
    """Every kind of evidence, weakest first."""
    return _by_term(Evidence, cases, lambda case: case.evidence)


def newest_first(cases: Iterable[CaseStudy]) -> tuple[CaseStudy, ...]:
    """Cases that are not withdrawn, by (added, updated, id), greatest first."""
    present = (case for case in cases if not case.withdrawn)
    return tuple(sorted(present, key=lambda case: (case.added or "", case.updated or "", case.id), reverse=True))


def newest_date(cases: Iterable[CaseStudy]) -> str:
    """The newest of all days of entry and change; empty where none is known."""
    return max((day for case in cases for day in (case.added, case.updated) if day), default="")


def by_tag(knowledge_base: KnowledgeBase) -> Mapping[str, Listing]:
    """Label of a tag → its cases, in German order: topics, measure, effective outcome and free tags of every case.

    Labels that differ in case or spaces only are one tag; a name from the vocabularies gives the spelling, else the first in order.
    """
    names = _vocabulary_names(knowledge_base)
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    tagged: defaultdict[str, dict[str, CaseStudy]] = defaultdict(dict)
    for case in knowledge_base.cases.values():
        for label in () if case.withdrawn else _labels(case, knowledge_base):
            spellings[_folded(label)].add(label)
            tagged[_folded(label)][case.id] = case
    labels = {names.get(folded, min(found)): folded for folded, found in spellings.items()}
    return MappingProxyType({label: listing(tagged[labels[label]].values()) for label in sorted(labels, key=german_order)})


def tags_of_cases(tags: Mapping[str, Listing]) -> Mapping[str, tuple[str, ...]]:
    """Case id → labels of its tags, in German order."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for label, tagged in tags.items():
        for case in tagged.cases:
            found[case.id].append(label)
    return MappingProxyType({case_id: tuple(found[case_id]) for case_id in sorted(found)})


def _by_term(terms: type[E], cases: Iterable[CaseStudy], term_of: Callable[[CaseStudy], E]) -> Mapping[E, Listing]:
    groups: defaultdict[E, list[CaseStudy]] = defaultdict(list)
    for case in cases:
        groups[term_of(case)].append(case)
    return MappingProxyType({term: listing(groups[term]) for term in terms})


def _labels(case: CaseStudy, knowledge_base: KnowledgeBase) -> Iterable[str]:
    for topic in (case.topic, *case.topics_more):
        yield knowledge_base.topics[topic].name if topic in knowledge_base.topics else topic
    if case.measure:
        yield knowledge_base.measures[case.measure].name if case.measure in knowledge_base.measures else case.measure
    yield effective_outcome(case).label
    yield from case.tags


def _vocabulary_names(knowledge_base: KnowledgeBase) -> dict[str, str]:
    topics = (topic.name for topic in knowledge_base.topics.values())
    measures = (measure.name for measure in knowledge_base.measures.values())
    return {_folded(name): name for name in (*topics, *measures, *(outcome.label for outcome in Outcome))}


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()
