"""Calendar files of the meetings, read back by a second library."""

from dataclasses import replace
from datetime import UTC, date, datetime

from citynet_kb.model import addresses
from citynet_kb.pages import BuildContext
from citynet_kb.pages.meeting_calendars import meeting_calendars
from tests.pages.examples import land
from tests.site.building import TODAY


def context(today: str = TODAY) -> BuildContext:
    """The context of Beispielland."""
    return BuildContext(land().content.knowledge_base, land().indexes, land().configuration, today)


def test_a_second_library_reads_all_meetings_with_a_day() -> None:
    """One entry a meeting: its hours in the time of the place, or the whole day; its town, agenda and page."""
    from ical.calendar_stream import IcsCalendarStream  # a second, which no other test shall pay

    read = IcsCalendarStream.calendar_from_ics(meeting_calendars(context())[addresses.MEETING_CALENDAR].decode())
    first, second = read.events
    assert (first.dtstart, first.dtend) == (datetime(2024, 6, 11, 8, 0, tzinfo=UTC), datetime(2024, 6, 11, 13, 30, tzinfo=UTC))
    assert (second.dtstart, second.dtend) == (date(2026, 9, 15), date(2026, 9, 16))
    assert first.location == "Rathaus, Musterstadt"
    assert "Leerstand" in (first.description or "")
    assert str(first.url) == "https://wissen.example.org/treffen/2024-06-11-musterstadt/"


def test_each_meeting_has_the_entry_of_the_subscription() -> None:
    """Ids and all else are the same in both, whatever the day of the build, so that a program shows no meeting twice."""
    from ical.calendar_stream import IcsCalendarStream  # a second, which no other test shall pay

    files = meeting_calendars(context())
    assert files == meeting_calendars(context("2031-01-01"))
    dated = [one for one in land().content.knowledge_base.meetings.values() if len(one.date) == 10]
    assert set(files) == {addresses.MEETING_CALENDAR, *(addresses.meeting_calendar(one.id) for one in dated)}
    whole = IcsCalendarStream.calendar_from_ics(files[addresses.MEETING_CALENDAR].decode()).events
    single = [IcsCalendarStream.calendar_from_ics(files[addresses.meeting_calendar(one.id)].decode()).events[0] for one in dated]
    assert whole == single
    assert len({event.uid for event in whole}) == len(dated)


def test_without_a_day_there_is_no_calendar() -> None:
    """A month alone is no entry."""
    base = land().content.knowledge_base
    months = {id: one for id, one in base.meetings.items() if len(one.date) < 10}
    assert months
    assert meeting_calendars(replace(context(), base=replace(base, meetings=months))) == {}
