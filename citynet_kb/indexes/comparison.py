"""The cases of one measure compared: differences, figures, answers, whom to ask, counter-cases, and what still exists."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from citynet_kb.indexes.contacts import Contacts, contacts
from citynet_kb.indexes.counting import Tally
from citynet_kb.indexes.differences import Difference, differences
from citynet_kb.indexes.figures import Figure, PlanAgainstActual, Spread, planned_against_actual, spread
from citynet_kb.indexes.measures import MeasureSummary
from citynet_kb.model import CaseStudy, City, Outcome, WouldRepeat
from citynet_kb.model.endings import counts, effective_outcome

N = TypeVar("N")


@dataclass(frozen=True)
class Answers:
    """What towns say when asked whether they would do it again, one answer a town."""

    towns: Mapping[WouldRepeat, int]
    """Every answer, zero included."""
    asked: int
    """Towns with a latest counting case, with or without an answer."""

    @property
    def given(self) -> int:
        return sum(self.towns.values())


@dataclass(frozen=True)
class Comparison:
    """The comparison of one measure's cases."""

    differences: tuple[Difference, ...] | None
    spreads: tuple[Spread, ...]
    """One for each figure."""
    planned_against_actual: tuple[PlanAgainstActual, ...]
    """One for each figure."""
    contacts: Contacts
    would_repeat: Answers


def compare(summary: MeasureSummary, cities: Mapping[str, City]) -> Comparison:
    """The comparison of one measure, without counter-cases, which need the similarity of towns."""
    cases = summary.listing.cases
    return Comparison(
        differences=differences(summary, cities),
        spreads=tuple(spread(cases, figure, cities) for figure in Figure),
        planned_against_actual=tuple(planned_against_actual(cases, figure) for figure in Figure),
        contacts=contacts(cases, cities),
        would_repeat=would_repeat(summary.tally),
    )


def counter_cases(summary: MeasureSummary, nearer: Callable[[CaseStudy, Sequence[CaseStudy]], N | None]) -> Mapping[str, N]:
    """Id of each counting setback or success, latest or earlier → the nearest latest case of the other kind in another town.

    `nearer` picks one of the candidates, which are sorted by town; a case without candidates is absent.
    """
    latest = summary.tally.latest.values()
    successes = tuple(case for case in latest if effective_outcome(case) is Outcome.SUCCESSFUL)
    setbacks = tuple(case for case in latest if effective_outcome(case).is_setback)
    found: dict[str, N] = {}
    for case in filter(counts, summary.listing.cases):
        outcome = effective_outcome(case)
        others = successes if outcome.is_setback else setbacks if outcome is Outcome.SUCCESSFUL else ()
        candidates = tuple(other for other in others if other.city != case.city)
        nearest = nearer(case, candidates) if candidates else None
        if nearest is not None:
            found[case.id] = nearest
    return MappingProxyType(found)


def would_repeat(tally: Tally) -> Answers:
    """What the towns answered, each in its latest counting case."""
    towns = Counter(case.would_repeat for case in tally.latest.values())
    return Answers(MappingProxyType({answer: towns[answer] for answer in WouldRepeat}), tally.m)
