"""What is known of each measure, and the index "failed elsewhere" over all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from citynet_kb.indexes.counting import Tally, tally
from citynet_kb.indexes.listings import Listing, listing
from citynet_kb.indexes.order import german_order
from citynet_kb.indexes.reason_counts import Reasons, reasons
from citynet_kb.indexes.verdict import Verdict, leading_modes, verdict, verdict_words
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, Measure, Outcome


@dataclass(frozen=True)
class MeasureSummary:
    """One measure and the facts from its cases."""

    measure: Measure
    listing: Listing
    tally: Tally
    verdict: Verdict
    words: str
    """The judging words for a reader; empty below five experiences."""
    leading_modes: tuple[Outcome, ...]
    reasons: Reasons


@dataclass(frozen=True)
class FailedElsewhere:
    """Measures that met a setback in at least one town."""

    cities: Mapping[str, tuple[str, ...]]
    """Measure id → sorted ids of the towns, ever."""
    ranking: tuple[MeasureSummary, ...]
    """Most independent setback experiences first, then most towns, then by name."""


def summarise(measure: Measure, cases: Iterable[CaseStudy]) -> MeasureSummary:
    """The summary of a measure from all its cases."""
    cases = tuple(cases)
    return summary_of(measure, tally(cases), cases)


def summary_of(measure: Measure, counted: Tally, cases: tuple[CaseStudy, ...] = ()) -> MeasureSummary:
    """The summary of a measure that was counted already; lists and reasons are those of the cases that are given."""
    return MeasureSummary(
        measure=measure,
        listing=listing(cases),
        tally=counted,
        verdict=verdict(counted),
        words=verdict_words(counted),
        leading_modes=leading_modes(counted),
        reasons=reasons(cases),
    )


def by_measure(knowledge_base: KnowledgeBase) -> Mapping[str, MeasureSummary]:
    """Every measure that has a record, also those without a case."""
    measures, cases = knowledge_base.measures, knowledge_base.cases_by_measure
    return MappingProxyType({slug: summarise(measure, cases.get(slug, ())) for slug, measure in measures.items()})


def failed_elsewhere(summaries: Mapping[str, MeasureSummary]) -> FailedElsewhere:
    """The index over all measures."""
    failed = {slug: summary for slug, summary in summaries.items() if summary.tally.setback_cities}
    return FailedElsewhere(
        cities=MappingProxyType({slug: failed[slug].tally.setback_cities for slug in sorted(failed)}),
        ranking=tuple(sorted(failed.values(), key=_rank)),
    )


def _rank(summary: MeasureSummary) -> tuple[int, int, tuple[str, str], str]:
    counted = summary.tally
    return -counted.setback_experiences, -len(counted.setback_cities), german_order(summary.measure.name), summary.measure.id
