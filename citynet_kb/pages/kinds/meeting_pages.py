"""The meetings of the network: one page each, and all of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb.model import Meeting, addresses
from citynet_kb.pages import german
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.meeting_titles import meeting_title
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
class MeetingsView:
    """All meetings, the newest first."""

    meetings: tuple[MeetingCard, ...]


def meeting_pages(context: BuildContext) -> Iterator[Draft]:
    """One page a meeting."""
    return (_page(context, meeting) for meeting in context.base.meetings.values())


def meeting_index(context: BuildContext) -> Iterator[Draft]:
    """The page of all meetings."""
    meetings = sorted(context.base.meetings.values(), key=lambda meeting: meeting.id, reverse=True)
    cards = tuple(MeetingCard(one.id, meeting_title(context, one), one.place or "", one.outcome or "") for one in meetings)
    yield Draft(addresses.MEETINGS, "meetings.md.j2", MeetingsView(cards), PageMeta(section=SECTION, layout="wide"))


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
