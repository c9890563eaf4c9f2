"""What cases stumbled over: reasons that they name, and items of the checklist that came too late or were forgotten. Counted in towns."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from citynet_kb.indexes.listings import last_happened_first
from citynet_kb.indexes.reason_counts import is_cancelled, is_difficult
from citynet_kb.model import CaseStudy, ChecklistState, FailureReason
from citynet_kb.model.endings import counts, effective_outcome, is_trusted

FEWEST_TOWNS = 2
"""Least number of towns that must stumble over the same before it is called frequent."""
MOST_SHOWN = 5
MISSED = (ChecklistState.TOO_LATE, ChecklistState.FORGOTTEN)


@dataclass(frozen=True)
class Hurdle:
    """A reason, or else the id of an item of the checklist, with the towns that stumbled over it and their cases, the newest first."""

    reason: FailureReason | None
    item: str
    cities: tuple[str, ...]
    cases: tuple[CaseStudy, ...]


def hurdles(cases: Iterable[CaseStudy]) -> tuple[Hurdle, ...]:
    """Most towns first, then reasons in the order of the vocabulary, then items by id. The order of the cases does not matter."""
    found: defaultdict[tuple[FailureReason | None, str], dict[str, CaseStudy]] = defaultdict(dict)
    for case in cases:
        for key in _keys(case):
            found[key][case.id] = case
    made = (
        Hurdle(reason, item, tuple(sorted({case.city for case in by_id.values()})), last_happened_first(by_id.values()))
        for (reason, item), by_id in found.items()
    )
    places = list(FailureReason)
    return tuple(sorted(made, key=lambda one: (-len(one.cities), places.index(one.reason) if one.reason else len(places), one.item)))


def frequent_hurdles(cases: Iterable[CaseStudy]) -> tuple[Hurdle, ...]:
    """The first of them, as far as several towns share them."""
    return tuple(one for one in hurdles(cases) if len(one.cities) >= FEWEST_TOWNS)[:MOST_SHOWN]


def _keys(case: CaseStudy) -> Iterator[tuple[FailureReason | None, str]]:
    is_setback = counts(case) and effective_outcome(case).is_setback
    if is_setback or is_difficult(case) or is_cancelled(case):
        yield from ((reason, "") for reason in case.failure_reasons if reason.is_specific)
    if is_trusted(case):
        yield from ((None, entry.item) for entry in case.checklist if entry.state in MISSED)
