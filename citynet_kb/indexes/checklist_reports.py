"""What towns report of the items of a checklist, and the order in which a measure's items must start."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from citynet_kb.indexes.order import german_order
from citynet_kb.model import CaseStudy, ChecklistItem, ChecklistState, Need, Procedure
from citynet_kb.model.endings import is_trusted

LEAST_FOR_MEDIAN = 5
"""From so many reports on their median is said; below that each stands singly."""


@dataclass(frozen=True)
class ItemReports:
    """What towns report of one item. `states`: the towns by what became of it; `weeks`: what was really needed, with the town, least
    first; `typical` is their median, None below `LEAST_FOR_MEDIAN`."""

    states: tuple[tuple[ChecklistState, tuple[str, ...]], ...] = ()
    weeks: tuple[tuple[int, str], ...] = ()

    @property
    def typical(self) -> int | None:
        if len(self.weeks) < LEAST_FOR_MEDIAN:
            return None
        return round(median(weeks for weeks, _ in self.weeks))


NO_REPORTS = ItemReports()


@dataclass(frozen=True)
class PlannedItem:
    """An item that a measure needs: whether always or under a condition, and what towns report of it."""

    item: ChecklistItem
    need: Need
    condition: str
    reports: ItemReports


def planned_items(procedure: Procedure, items: Mapping[str, ChecklistItem], cases: Iterable[CaseStudy]) -> tuple[PlannedItem, ...]:
    """The items of a measure, what must start first before the rest. Of equally early ones those that are always needed first."""
    reports = item_reports(cases)
    known = (
        PlannedItem(items[needed.item], needed.when, needed.condition or "", reports.get(needed.item, NO_REPORTS))
        for needed in procedure.items
        if needed.item in items
    )
    needs = list(Need)
    return tuple(sorted(known, key=lambda one: (-one.item.lead_weeks.default, needs.index(one.need), german_order(one.item.label))))


def item_reports(cases: Iterable[CaseStudy]) -> Mapping[str, ItemReports]:
    """By id of the item: what cases tell that are not withdrawn, named and not weakly sourced. Open ones tell it too: what was forgotten
    before the start is known long before the end. A town counts once for each state, with the fewest weeks that it needed."""
    states: defaultdict[str, defaultdict[ChecklistState, set[str]]] = defaultdict(lambda: defaultdict(set))
    weeks: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for case in cases:
        if not is_trusted(case):
            continue
        for entry in case.checklist:
            states[entry.item][entry.state].add(case.city)
            if entry.weeks_needed is not None:
                known = weeks[entry.item].get(case.city)
                weeks[entry.item][case.city] = entry.weeks_needed if known is None else min(known, entry.weeks_needed)
    return {
        item: ItemReports(
            states=tuple((state, tuple(sorted(by_state[state]))) for state in ChecklistState if by_state.get(state)),
            weeks=tuple(sorted((needed, town) for town, needed in weeks[item].items())),
        )
        for item, by_state in states.items()
    }
