"""What each town has tried, what it is warned of and what may encourage it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from citynet_kb.indexes.listings import Listing, listing
from citynet_kb.indexes.measures import MeasureSummary
from citynet_kb.indexes.verdict import Verdict
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import ANONYMOUS, CaseStudy


@dataclass(frozen=True)
class TownSummary:
    """One town. The tuples hold ids of measures."""

    id: str
    listing: Listing
    tried: tuple[str, ...]
    """Measures of which it has any case that is not withdrawn, by id."""
    warned: tuple[str, ...]
    """Measures with a setback ever in another town which this one has not tried; those of most towns first."""
    encouraged: tuple[str, ...]
    """Measures with a success in another town, not mostly failing, which this one has not tried; those of most towns first."""


def by_town(
    knowledge_base: KnowledgeBase, summaries: Mapping[str, MeasureSummary], failed: tuple[MeasureSummary, ...]
) -> Mapping[str, TownSummary]:
    """Every town with a record or a case, the unnamed ones excepted. `failed` = the ranking of "failed elsewhere".

    A town with a setback or success of its own has tried the measure, so one list of each kind serves all towns.
    """
    warnings = tuple(summary.measure.id for summary in failed)
    encouragements = _encouragements(summaries)
    return MappingProxyType(
        {
            town: _summarise(town, cases, warnings, encouragements)
            for town, cases in knowledge_base.cases_by_city.items()
            if town != ANONYMOUS
        }
    )


def _summarise(town: str, cases: tuple[CaseStudy, ...], warnings: tuple[str, ...], encouragements: tuple[str, ...]) -> TownSummary:
    tried = {case.measure for case in cases if case.measure and not case.withdrawn}
    return TownSummary(
        id=town,
        listing=listing(cases),
        tried=tuple(sorted(tried)),
        warned=tuple(measure for measure in warnings if measure not in tried),
        encouraged=tuple(measure for measure in encouragements if measure not in tried),
    )


def _encouragements(summaries: Mapping[str, MeasureSummary]) -> tuple[str, ...]:
    promising = (
        (-len(summary.tally.success_cities), slug)
        for slug, summary in summaries.items()
        if summary.tally.success_cities and summary.verdict is not Verdict.MOSTLY_FAILS
    )
    return tuple(slug for _, slug in sorted(promising))
