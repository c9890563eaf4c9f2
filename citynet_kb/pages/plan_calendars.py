"""Calendar files (iCalendar, RFC 5545): each backward calendar for the first possible start, as its page makes them for any day."""

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time
from functools import partial
from html import unescape
from typing import Any

from citynet_kb.indexes.backward_plan import due_day
from citynet_kb.indexes.public_holidays import free_days, holiday_years, public_holidays
from citynet_kb.model import addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.environment import environment
from citynet_kb.pages.views.plan_lines import START, PlanLine, PlanView, plan_view
from citynet_kb.store import ALONE, Means


def plan_calendars(context: BuildContext, means: Means = ALONE) -> dict[str, bytes]:
    """Path relative to the site → content, for every measure with a procedure."""
    procedures = [one for slug, one in context.base.practice.procedures.items() if slug in context.base.measures]
    if not procedures:
        return {}
    years = holiday_years(context.today)
    plans = [plan_view(context, procedure) for procedure in procedures]
    return means.remembered({addresses.calendar_file(plan.id): ((plan, years), partial(_for_first_start, plan, years)) for plan in plans})


def _for_first_start(plan: PlanView, years: tuple[int, int]) -> bytes:
    return plan_calendar(plan, plan.start, free_days(public_holidays(*years), plan.land))


def plan_calendar(plan: PlanView, start: str, free: Collection[date]) -> bytes:
    """The plan for a start on this day, YYYY-MM-DD. Everything is an entry for a whole day that blocks no time; what identifies it and
    when it was made follow from the content alone."""
    from icalendar import Calendar, Event  # takes longer to load than any other page or file to make

    words: Any = environment().get_template("backward_parts.html.j2").module
    begins = date.fromisoformat(start)
    address = f"{plan.address}?datum={start}" if plan.address else ""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _plain(words.product()))
    calendar.add("x-wr-calname", _plain(words.calendar_name(plan, start)))
    for week in plan.weeks:
        day = due_day(begins, week.weeks, free)
        for line in week.lines:
            event = Event()
            event.add("uid", f"{plan.id}-{start}-{line.key}@{plan.host}")
            event.add("dtstamp", datetime.combine(date.fromisoformat(plan.stamp), time(), UTC))
            event.add("dtstart", day)
            event.add("summary", f"{plan.name}: {_plain(words.what(line))}")
            if described := "\n".join(_described(line, words, address)):
                event.add("description", described)
            event.add("transp", "TRANSPARENT")
            if address:
                event.add("url", address)
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _described(line: PlanLine, words: Any, address: str) -> Iterator[str]:
    texts = (words.note(line), words.advice() if line.key == START else "", address)
    yield from (text for text in map(_plain, texts) if text)


def _plain(markup: object) -> str:
    """Markup of a macro as one line of text."""
    return " ".join(unescape(str(markup)).split())
