"""How a meeting is named, and which was the last one."""

from collections.abc import Iterable

from citynet_kb.model import Meeting, OtherMeeting
from citynet_kb.model.values import last_day
from citynet_kb.pages import german
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.views.named import Named


def meeting_title(context: BuildContext, meeting: Meeting | OtherMeeting) -> str:
    """Town and date: »Gera, Februar 2024«."""
    city = context.base.cities.get(meeting.city)
    return f"{city.name if city else meeting.city}, {german.day(meeting.date)}"


def last_meeting(context: BuildContext) -> Meeting | None:
    """The newest meeting of this network that is over."""
    past = (meeting for meeting in context.base.meetings.values() if last_day(meeting.date) < context.today)
    return max(past, key=lambda meeting: meeting.id, default=None)


def named_towns(context: BuildContext, towns: Iterable[str]) -> tuple[Named, ...]:
    """These towns by name, as long as they are known."""
    return tuple(Named(town, context.base.town_label(town)) for town in towns if town in context.base.cities)
