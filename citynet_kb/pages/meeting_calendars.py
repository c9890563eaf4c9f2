"""Calendar files (iCalendar, RFC 5545) of the meetings: one beside each that has a day, and all of them as one calendar to subscribe to."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from html import unescape
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from citynet_kb.model import Meeting, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.environment import environment

ZONE = "Europe/Berlin"
"""Where the times of meetings are told."""


def meeting_calendars(context: BuildContext) -> dict[str, bytes]:
    """Path relative to the site → content. Without a meeting that has a day there are none.

    What identifies an entry follows from its meeting, when it was made from the newest day of the content: builds of one content are alike.
    """
    dated = [meeting for meeting in context.base.meetings.values() if has_day(meeting)]
    if not dated:
        return {}
    files = {addresses.meeting_calendar(meeting.id): _calendar(context, [meeting]) for meeting in dated}
    return {addresses.MEETING_CALENDAR: _calendar(context, dated), **files}


def calendar_title(context: BuildContext) -> str:
    """How the calendar of all meetings is called."""
    words: Any = environment().get_template("meeting_parts.html.j2").module
    return _plain(words.calendar_name(context.configuration.site.name))


def has_day(meeting: Meeting) -> bool:
    """Whether its day is known, not its month alone."""
    return len(meeting.date) == 10


def _calendar(context: BuildContext, meetings: Sequence[Meeting]) -> bytes:
    from icalendar import Calendar  # takes longer to load than the files to make

    words: Any = environment().get_template("meeting_parts.html.j2").module
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _plain(words.product()))
    calendar.add("x-wr-calname", calendar_title(context))
    for meeting in meetings:
        calendar.add_component(_event(context, meeting, words))
    return bytes(calendar.to_ical())


def _event(context: BuildContext, meeting: Meeting, words: Any) -> Any:
    from icalendar import Event

    url, town = context.configuration.site.url or "", context.base.cities.get(meeting.city)
    name = town.name if town else meeting.city
    day = date.fromisoformat(meeting.date)
    event = Event()
    event.add("uid", f"treffen-{meeting.id}@{urlsplit(url).hostname or 'citynet-kb'}")
    event.add("dtstamp", datetime.combine(date.fromisoformat(context.indexes.newest_date or meeting.date), time(), UTC))
    if meeting.starts:
        event.add("dtstart", _instant(day, meeting.starts))
        if meeting.ends and meeting.ends > meeting.starts:
            event.add("dtend", _instant(day, meeting.ends))
    else:
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
    event.add("summary", _plain(words.event_name(name)))
    event.add("location", ", ".join(filter(None, (meeting.place, name))))
    if described := "\n".join((*meeting.agenda, *([context.whole_address(_page(meeting))] if url else []))):
        event.add("description", described)
    if url:
        event.add("url", context.whole_address(_page(meeting)))
    return event


def _instant(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), ZoneInfo(ZONE)).astimezone(UTC)


def _page(meeting: Meeting) -> str:
    return addresses.published(addresses.meeting(meeting.id))


def _plain(markup: object) -> str:
    """Markup of a macro as one line of text."""
    return " ".join(unescape(str(markup)).split())
