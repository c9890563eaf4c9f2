"""The meetings of the network: one page each, and all of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb.model import Meeting, OtherMeeting, addresses
from citynet_kb.pages import german
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.meeting_titles import meeting_title
from citynet_kb.pages.views.offices import NetworkToAsk, networks_to_ask
from citynet_kb.pages.views.source_lines import SourceLine, source_lines

SECTION = addresses.section(addresses.MEETINGS)


@dataclass(frozen=True)
class MeetingView:
    """One meeting. What is not known is empty or None; `date` is in words, `city` the id of the town if it has a record."""

    title: str
    date: str
    town: str
    city: str
    place: str
    participants: int | None
    participants_note: str
    topics: tuple[str, ...]
    questions: tuple[str, ...]
    outcome: str
    sources: tuple[SourceLine, ...]
    edit_link: str


@dataclass(frozen=True)
class MeetingCard:
    """One meeting among all."""

    id: str
    title: str
    place: str
    outcome: str


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
    """All meetings, the newest first; those of other networks likewise; and networks to ask."""

    meetings: tuple[MeetingCard, ...]
    others: tuple[OtherMeetingItem, ...]
    networks: tuple[NetworkToAsk, ...]


def meeting_pages(context: BuildContext) -> Iterator[Draft]:
    """One page a meeting."""
    return (_page(context, meeting) for meeting in context.base.meetings.values())


def meeting_index(context: BuildContext) -> Iterator[Draft]:
    """The page of all meetings."""
    meetings = sorted(context.base.meetings.values(), key=lambda meeting: meeting.id, reverse=True)
    others = sorted(context.base.other_meetings.values(), key=lambda meeting: meeting.id, reverse=True)
    view = MeetingsView(
        meetings=tuple(MeetingCard(one.id, meeting_title(context, one), one.place or "", one.outcome or "") for one in meetings),
        others=tuple(_other(context, one) for one in others),
        networks=networks_to_ask(context.base.networks.values()),
    )
    yield Draft(addresses.MEETINGS, "meetings.md.j2", view, PageMeta(section=SECTION, layout="wide"))


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
        town=city.name if city else meeting.city,
        city=city.id if city else "",
        place=meeting.place or "",
        participants=meeting.participants,
        participants_note=meeting.participants_note or "",
        topics=meeting.topics,
        questions=meeting.questions,
        outcome=meeting.outcome or "",
        sources=source_lines(meeting.sources),
        edit_link=context.edit_link(meeting.path),
    )
    meta = PageMeta(description=view.outcome, section=SECTION, layout="record")
    return Draft(addresses.meeting(meeting.id), "meeting.md.j2", view, meta, meeting.body)
