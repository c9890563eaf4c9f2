"""Calendar files of the backward calendars, read back by a second library."""

from datetime import date, timedelta

import pytest

from citynet_kb.indexes.backward_plan import due_day
from citynet_kb.model import addresses
from citynet_kb.pages import BuildContext
from citynet_kb.pages.plan_calendars import plan_calendar, plan_calendars
from citynet_kb.pages.views.plan_lines import PlanLine, PlanView, PlanWeek, plan_view
from tests.pages.examples import land
from tests.site.building import TODAY

ODD = 'Fest, Markt; "Bühne" \\ Zelt: ' + "Ö" * 80


def context(today: str = TODAY) -> BuildContext:
    """The context of Beispielland."""
    return BuildContext(land().content.knowledge_base, land().indexes, land().configuration, today)


def plan() -> PlanView:
    """The only plan of Beispielland."""
    return plan_view(context(), land().content.knowledge_base.practice.procedures["feierabendmarkt"])


@pytest.mark.slow
def test_a_second_library_reads_what_the_page_says() -> None:
    """Every line of the plan once, on its day; nothing blocks the day."""
    from ical.calendar_stream import IcsCalendarStream  # a second, which no other test shall pay

    made = plan()
    made = PlanView(**{**vars(made), "name": ODD, "weeks": (*made.weeks, PlanWeek(60, (PlanLine("odd", ODD, ODD),)))})
    read = IcsCalendarStream.calendar_from_ics(plan_calendar(made, "2028-02-29", ()).decode())
    lines = [(week.weeks, line) for week in made.weeks for line in week.lines]
    assert len(read.events) == len({event.uid for event in read.events}) == len(lines)
    for event, (weeks, line) in zip(read.events, lines, strict=True):
        assert event.dtstart == due_day(date(2028, 2, 29), weeks, ())
        assert event.summary == f"{ODD}: {line.what or 'Beginn'}"
        assert (line.who in (event.description or ""), event.transparency) == (True, "TRANSPARENT")
        assert str(event.url) == "https://wissen.example.org/rueckwaerts/feierabendmarkt/?datum=2028-02-29"
        assert event.uid == f"feierabendmarkt-2028-02-29-{line.key}@wissen.example.org"


def test_files_follow_from_the_content() -> None:
    """The same on every day of a year; the day of making is the newest of the content; the next year begins anew."""
    files = plan_calendars(context())
    assert list(files) == [addresses.calendar_file("feierabendmarkt")]
    assert files == plan_calendars(context("2026-12-31"))
    assert b"DTSTAMP:20250502T000000Z" in files[addresses.calendar_file("feierabendmarkt")]
    assert plan_view(context("2027-01-01"), land().content.knowledge_base.practice.procedures["feierabendmarkt"]).start == "2027-07-12"
    assert date.fromisoformat(plan().start) - timedelta(weeks=26) > date(2026, 1, 1)
    assert max(map(len, files[addresses.calendar_file("feierabendmarkt")].split(b"\r\n"))) <= 75
