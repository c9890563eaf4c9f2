"""The meetings of the network: one page each, and all of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb.model import CaseStudy, Meeting, OtherMeeting, addresses
from citynet_kb.model.values import last_day
from citynet_kb.pages import german
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.meeting_calendars import calendar_title, has_day
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.meeting_titles import meeting_title, named_towns
from citynet_kb.pages.views.named import Named
from citynet_kb.pages.views.offices import NetworkToAsk, networks_to_ask
from citynet_kb.pages.views.source_lines import SourceLine, source_lines

SECTION = addresses.section(addresses.MEETINGS)


@dataclass(frozen=True)
class MeetingView:
    """One meeting. What is not known is empty or None; `date` is in words, `city` the id of the town if it has a record.

    `is_ahead`: it is yet to come. `towns` were there besides the host; `calendar` = the way to the calendar file; `survey` = the day of the
    roll-call before it, empty without one.
    """

    title: str
    date: str
    starts: str
    ends: str
    is_ahead: bool
    town: str
    city: str
    place: str
    participants: int | None
    participants_note: str
    agenda: tuple[str, ...]
    towns: tuple[Named, ...]
    topics: tuple[str, ...]
    cases: tuple[CaseLine, ...]
    questions: tuple[str, ...]
    outcome: str
    sources: tuple[SourceLine, ...]
    calendar: str
    survey: str
    edit_link: str


@dataclass(frozen=True)
class MeetingCard:
    """One meeting among all. `text`: what came of it; of one that is yet to come what it is about."""

    id: str
    title: str
    place: str
    text: str


@dataclass(frozen=True)
class OtherMeetingItem:
    """A meeting of another network. What is not known is empty."""

    title: str
    network: str
    place: str
    participants_note: str
    topics: tuple[str, ...]
    outcome: str
    note: str
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True)
class MeetingsView:
    """The meetings ahead, the next first, and those that were, the newest first; those of other networks likewise; and networks to ask.

    `calendar` = the way to the calendar of all, `subscription` = its whole address, for programs; empty where there is
    none.
    """

    ahead: tuple[MeetingCard, ...]
    meetings: tuple[MeetingCard, ...]
    others: tuple[OtherMeetingItem, ...]
    networks: tuple[NetworkToAsk, ...]
    calendar: str
    subscription: str


def meeting_pages(context: BuildContext) -> Iterator[Draft]:
    """One page a meeting."""
    return (_page(context, meeting) for meeting in context.base.meetings.values())


def meeting_index(context: BuildContext) -> Iterator[Draft]:
    """The page of all meetings."""
    meetings = sorted(context.base.meetings.values(), key=lambda meeting: meeting.id, reverse=True)
    others = sorted(context.base.other_meetings.values(), key=lambda meeting: meeting.id, reverse=True)
    is_dated = any(map(has_day, meetings))
    view = MeetingsView(
        ahead=tuple(_card(context, one) for one in reversed(meetings) if _is_ahead(context, one)),
        meetings=tuple(_card(context, one) for one in meetings if not _is_ahead(context, one)),
        others=tuple(_other(context, one) for one in others),
        networks=networks_to_ask(context.base.networks.values()),
        calendar=context.site_map.file(addresses.MEETINGS, addresses.MEETING_CALENDAR) if is_dated else "",
        subscription=context.whole_address(addresses.MEETING_CALENDAR) if is_dated and context.has_feeds else "",
    )
    calendars = ((addresses.MEETING_CALENDAR, calendar_title(context)),) if is_dated else ()
    yield Draft(addresses.MEETINGS, "meetings.md.j2", view, PageMeta(section=SECTION, layout="wide", feeds=calendars))


def _is_ahead(context: BuildContext, meeting: Meeting) -> bool:
    return last_day(meeting.date) >= context.today


def _card(context: BuildContext, meeting: Meeting) -> MeetingCard:
    text = meeting.outcome or " · ".join(meeting.agenda or meeting.topics if _is_ahead(context, meeting) else ())
    return MeetingCard(meeting.id, meeting_title(context, meeting), meeting.place or "", text)


def _other(context: BuildContext, meeting: OtherMeeting) -> OtherMeetingItem:
    return OtherMeetingItem(
        title=meeting_title(context, meeting),
        network=meeting.network,
        place=meeting.place or "",
        participants_note=meeting.participants_note or "",
        topics=meeting.topics,
        outcome=meeting.outcome or "",
        note=meeting.note or "",
        sources=source_lines(meeting.sources),
    )


def _page(context: BuildContext, meeting: Meeting) -> Draft:
    city = context.base.cities.get(meeting.city)
    view = MeetingView(
        title=meeting_title(context, meeting),
        date=german.day(meeting.date),
        starts=meeting.starts or "",
        ends=meeting.ends or "",
        is_ahead=_is_ahead(context, meeting),
        town=city.name if city else meeting.city,
        city=city.id if city else "",
        place=meeting.place or "",
        participants=meeting.participants,
        participants_note=meeting.participants_note or "",
        agenda=meeting.agenda,
        towns=named_towns(context, meeting.towns),
        topics=meeting.topics,
        cases=context.lines_of(_presented(context, meeting)),
        questions=meeting.questions,
        outcome=meeting.outcome or "",
        sources=source_lines(meeting.sources),
        calendar=context.site_map.file(addresses.meeting(meeting.id), addresses.meeting_calendar(meeting.id)) if has_day(meeting) else "",
        survey=meeting.date if meeting.date in context.base.surveys else "",
        edit_link=context.edit_link(meeting.path),
    )
    about = view.outcome or " · ".join(view.agenda or view.topics)
    meta = PageMeta(description=about, section=SECTION, layout="record")
    return Draft(addresses.meeting(meeting.id), "meeting.md.j2", view, meta, meeting.body)


def _presented(context: BuildContext, meeting: Meeting) -> Iterator[CaseStudy]:
    """The cases that were presented and are not withdrawn."""
    base = context.base
    known = (base.cases.get(base.present_id(id)) for id in meeting.cases)
    return (case for case in known if case and not case.withdrawn)
