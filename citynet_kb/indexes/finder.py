"""What the finder over all cases can be narrowed by: nine facets, the values that occur in each, and those of every case.

Labels come from the model. A value that no case has is not offered; a facet without values is left out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from types import MappingProxyType
from typing import Self

from citynet_kb.indexes.facets import size_of, state_of
from citynet_kb.indexes.order import german_order
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, City, Effort, Evidence, FailureReason, Measure, Outcome, Period, SizeClass, Term, Topic
from citynet_kb.model.record import Record
from citynet_kb.model.slugs import slug_of
from citynet_kb.model.terms import new_term

SHOWN_AT_ONCE, NEWEST_SHOWN, STEP = 500, 200, 500
"""Up to the first number the page holds all cases; beyond, the newest ones, and the others are loaded in steps of the last number."""
WITH_SUMMARIES = 250
"""Up to as many cases each entry has its summary: beyond, the page would weigh more than 300 kB."""
SPAN = 5
"""Years that the facet »Zeitraum« takes together."""


class FinderFacet(Term):
    """What cases can be told apart by. The slug is the name in the address of the finder, label and definition are the field's own."""

    def __new__(cls, slug: str, model: type[Record], field: str) -> Self:
        described = model.model_fields[field]
        return new_term(cls, slug, described.title or field, described.description or "")

    OUTCOME = ("ergebnis", CaseStudy, "outcome")
    TOPIC = ("thema", CaseStudy, "topic")
    MEASURE = ("massnahme", CaseStudy, "measure")
    EFFORT = ("aufwand", CaseStudy, "effort")
    SIZE_CLASS = ("groesse", CaseStudy, "size_class")
    STATE = ("land", City, "state")
    PERIOD = ("zeit", CaseStudy, "period")
    EVIDENCE = ("belege", CaseStudy, "evidence")
    REASON = ("grund", CaseStudy, "failure_reasons")


@dataclass(frozen=True)
class FacetChoice:
    """One value of a facet. `group` = label of its group of reasons, else empty; `cases` = how many cases have it."""

    slug: str
    label: str
    group: str
    cases: int


@dataclass(frozen=True)
class Finder:
    """All cases that are not withdrawn, the newest first, and their facets."""

    facets: Mapping[FinderFacet, tuple[FacetChoice, ...]]
    """Facets with a value, each with its values in the order in which they are offered."""
    facts: Mapping[str, str]
    """Case id → places of its values in `facets`: facets parted by semicolons, values by commas. So a page of 500 cases stays light."""
    shown: tuple[CaseStudy, ...]
    """Cases that stand on the page."""
    has_summaries: bool
    """Whether there is room for the summaries of all cases."""
    steps: tuple[tuple[CaseStudy, ...], ...]
    """The other ones, as they are loaded."""
    stamp: str
    """Names the order of all values: places hold only for a page and files of the same stamp."""


def finder(newest: Sequence[CaseStudy], outcomes: Mapping[str, Outcome], base: KnowledgeBase) -> Finder:
    """The finder over these cases. Total work: cases, and sorting the values that occur."""
    facts = {case.id: _facts(case, outcomes[case.id], base) for case in newest}
    counted = {facet: Counter(chain.from_iterable(one[facet] for one in facts.values())) for facet in FinderFacet}
    facets = {facet: _choices(count, _labels(facet, newest, base)) for facet, count in counted.items() if count}
    places = {facet: {choice.slug: str(place) for place, choice in enumerate(choices)} for facet, choices in facets.items()}
    shown = len(newest) if len(newest) <= SHOWN_AT_ONCE else NEWEST_SHOWN
    return Finder(
        facets=MappingProxyType(facets),
        facts=MappingProxyType({id: _places(one, places) for id, one in facts.items()}),
        shown=tuple(newest[:shown]),
        has_summaries=len(newest) <= WITH_SUMMARIES,
        steps=tuple(tuple(newest[start : start + STEP]) for start in range(shown, len(newest), STEP)),
        stamp=sha256(repr([*places.values()]).encode()).hexdigest()[:8],
    )


def _places(facts: Mapping[FinderFacet, tuple[str, ...]], places: Mapping[FinderFacet, Mapping[str, str]]) -> str:
    return ";".join(",".join(known[slug] for slug in facts[facet]) for facet, known in places.items())


def spans(period: Period | None) -> tuple[str, ...]:
    """The spans of years that a period touches, as far as it is known: 2017 to 2021 → 2015-2019, 2020-2024; since 2017 → 2015-2019."""
    known = sorted(int(end[:4]) // SPAN for end in (period.start, period.end) if end) if period else []
    return tuple(f"{span * SPAN}-{span * SPAN + SPAN - 1}" for span in range(known[0], known[-1] + 1)) if known else ()


def _facts(case: CaseStudy, outcome: Outcome, base: KnowledgeBase) -> Mapping[FinderFacet, tuple[str, ...]]:
    size, state = size_of(case, base.cities), state_of(case, base.cities)
    return {
        FinderFacet.OUTCOME: (outcome.value,),
        FinderFacet.TOPIC: (case.topic, *(topic for topic in case.topics_more if topic != case.topic)),
        FinderFacet.MEASURE: (case.measure,) if case.measure else (),
        FinderFacet.EFFORT: (case.effort.value,),
        FinderFacet.SIZE_CLASS: (size.value,) if size else (),
        FinderFacet.STATE: (slug_of(state),) if state else (),
        FinderFacet.PERIOD: spans(case.period),
        FinderFacet.EVIDENCE: (case.evidence.value,),
        FinderFacet.REASON: tuple(reason.value for reason in case.failure_reasons),
    }


def _labels(facet: FinderFacet, cases: Iterable[CaseStudy], base: KnowledgeBase) -> Mapping[str, tuple[str, str]]:
    """Slug → label and group, in the order in which the values of a facet are offered."""
    if facet in _VOCABULARIES:
        return {term.value: (term.label, "") for term in _VOCABULARIES[facet]}
    if facet is FinderFacet.REASON:
        return {reason.value: (reason.label, reason.group.label) for reason in FailureReason}
    if facet is FinderFacet.PERIOD:
        found = sorted({span for case in cases for span in spans(case.period)}, reverse=True)
        return {span: (span.replace("-", "–"), "") for span in found}
    if facet is FinderFacet.STATE:
        names = {slug_of(state): state for case in cases if (state := state_of(case, base.cities))}
    else:
        records: Mapping[str, Topic | Measure] = base.topics if facet is FinderFacet.TOPIC else base.measures
        names = {slug: record.name for slug, record in records.items()}
    return {slug: (names[slug], "") for slug in sorted(names, key=lambda slug: (german_order(names[slug]), slug))}


def _choices(counted: Mapping[str, int], labels: Mapping[str, tuple[str, str]]) -> tuple[FacetChoice, ...]:
    """The values that occur; those of missing records come last, under their own id."""
    ordered = (*(slug for slug in labels if slug in counted), *sorted(counted.keys() - labels.keys()))
    return tuple(FacetChoice(slug, *labels.get(slug, (slug, "")), counted[slug]) for slug in ordered)


_VOCABULARIES: Mapping[FinderFacet, type[Term]] = MappingProxyType(
    {FinderFacet.OUTCOME: Outcome, FinderFacet.EFFORT: Effort, FinderFacet.SIZE_CLASS: SizeClass, FinderFacet.EVIDENCE: Evidence}
)
