"""The rule of the backward calendar, on many days."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from citynet_kb.indexes.backward_plan import PlannedWeek, due_day, earliest_start, planned_weeks, step_key
from citynet_kb.indexes.checklist_reports import NO_REPORTS, PlannedItem
from citynet_kb.indexes.public_holidays import free_days, public_holidays
from citynet_kb.model import Need
from citynet_kb.model.regions import LAENDER
from citynet_kb.model.slugs import slug_of
from tests.fictional.checklist_items import checklist_item
from tests.pages.examples import land
from tests.speed import once

WEEKS = st.integers(-999, 999)
DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31)) | st.sampled_from([date(2028, 2, 29), date(2026, 3, 29), date(2026, 10, 25)])
"""Leap day, and the days on which clocks are put forward and back, among them."""
PLACES = st.sampled_from(["", *map(slug_of, LAENDER)])


@once
def free(place: str) -> frozenset[date]:
    return frozenset(free_days(public_holidays(2026, 2030), place))


@given(DAYS, st.lists(WEEKS, min_size=2, unique=True), PLACES)
def test_what_is_due_before_lies_before(start: date, weeks: list[int], place: str) -> None:
    """In its order and on its side of the start, on a working day, and less than a week earlier than reckoned."""
    days = [due_day(start, one, free(place)) for one in sorted([*weeks, 0])]
    assert all(one <= other for one, other in pairwise(days))
    for one in weeks:
        day = due_day(start, one, free(place))
        assert (day < start, day > start) == (one < 0, one > 0)
        assert not one or (day.weekday() < 5 and day not in free(place))
        assert timedelta() <= start + timedelta(weeks=one) - day < timedelta(weeks=1)


@given(DAYS, st.lists(st.integers(-200, 200), max_size=5), PLACES)
def test_the_earliest_start_leaves_time(known: date, weeks: list[int], place: str) -> None:
    """A Monday, with everything after the day on which one begins."""
    start = earliest_start(known, [PlannedWeek(one) for one in weeks])
    assert start.weekday() == 0
    assert all(due_day(start, one, free(place)) > known for one in weeks)


def test_days_that_give_way() -> None:
    """Written by hand: Easter, the Day of German Unity of one Land's holidays, a weekend; the start stays though it is a Sunday."""
    thuringia = free(slug_of("Thüringen"))
    assert due_day(date(2027, 4, 12), -2, thuringia) == date(2027, 3, 25)  # Easter Monday gives way to Thursday before Good Friday
    assert due_day(date(2027, 9, 27), -1, thuringia) == date(2027, 9, 17)  # World Children's Day is a holiday there
    assert due_day(date(2027, 9, 27), -1, free(slug_of("Bayern"))) == date(2027, 9, 20)
    assert due_day(date(2027, 6, 13), 0, thuringia) == date(2027, 6, 13)
    assert due_day(date(2027, 6, 13), 1, thuringia) == date(2027, 6, 18)


def test_a_plan_holds_steps_and_items_by_week() -> None:
    """The start is always there; what may be done at any time has no week; a step is known by its words."""
    procedure = land().content.knowledge_base.practice.procedures["feierabendmarkt"]
    at_any_time = checklist_item("nachmessung")
    at_any_time = at_any_time.model_copy(update={"lead_weeks": at_any_time.lead_weeks.model_copy(update={"default": 0})})
    items = [PlannedItem(one, Need.ALWAYS, "", NO_REPORTS) for one in (checklist_item("gema"), at_any_time)]
    found = [(week.weeks, len(week.steps), [one.item.slug for one in week.items]) for week in planned_weeks(procedure, items)]
    assert found == [(-26, 1, []), (-8, 1, ["gema"]), (0, 1, []), (4, 1, [])]
    assert [week.weeks for week in planned_weeks(procedure.model_copy(update={"steps": ()}), [])] == [0]
    assert len({step_key(step) for step in procedure.steps}) == len(procedure.steps)
