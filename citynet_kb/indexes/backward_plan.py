"""The backward calendar of a measure: what is due how many weeks before or after its start, and on which day that is.

`theme/assets/js/backward/plan.js` follows the same rule; a test compares both.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from citynet_kb.indexes.checklist_reports import PlannedItem
from citynet_kb.model import Procedure
from citynet_kb.model.practice import Step

SATURDAY = 5
"""From this day of the week on nobody works."""


@dataclass(frozen=True)
class PlannedWeek:
    """All that is due at one time. `weeks` from the start, negative before it; steps first, then items of the checklist."""

    weeks: int
    steps: tuple[Step, ...] = ()
    items: tuple[PlannedItem, ...] = ()


def planned_weeks(procedure: Procedure, items: Iterable[PlannedItem]) -> tuple[PlannedWeek, ...]:
    """The earliest first; the week of the start is always there. Items that may be done at any time are left out."""
    dated = [one for one in items if one.item.lead_weeks.default]
    times = {0, *(step.weeks for step in procedure.steps), *(-one.item.lead_weeks.default for one in dated)}
    return tuple(
        PlannedWeek(
            weeks,
            tuple(step for step in procedure.steps if step.weeks == weeks),
            tuple(one for one in dated if -one.item.lead_weeks.default == weeks),
        )
        for weeks in sorted(times)
    )


def due_day(start: date, weeks: int, free: Collection[date]) -> date:
    """The day so many weeks from the start. A weekend or a day of `free` gives way to the working day before; the start itself stays."""
    day = start + timedelta(weeks=weeks)
    while weeks and (day.weekday() >= SATURDAY or day in free):
        day -= timedelta(days=1)
    return day


def earliest_start(known: date, weeks: Iterable[PlannedWeek]) -> date:
    """The first Monday that leaves time for everything, and a week more, to whoever begins on the day `known`."""
    longest = max((-one.weeks for one in weeks), default=0)
    day = known + timedelta(weeks=longest + 1)
    return day + timedelta(days=-day.weekday() % 7)


def step_key(step: Step) -> str:
    """What stands for a step, wherever among the others it stands."""
    return f"schritt-{sha256(step.do.encode()).hexdigest()[:12]}"
