"""How a meeting is named."""

from citynet_kb.model import Meeting, OtherMeeting
from citynet_kb.pages import german
from citynet_kb.pages.build_context import BuildContext


def meeting_title(context: BuildContext, meeting: Meeting | OtherMeeting) -> str:
    """Town and date: »Gera, Februar 2024«."""
    city = context.base.cities.get(meeting.city)
    return f"{city.name if city else meeting.city}, {german.day(meeting.date)}"
