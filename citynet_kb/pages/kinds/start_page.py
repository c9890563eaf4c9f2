"""The start page: the question, key figures, what failed elsewhere, a map, topics, newest cases, meetings."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb import pictures
from citynet_kb.indexes import german_order
from citynet_kb.model import OUTCOMES, Outcome, addresses
from citynet_kb.model.values import last_day
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.map_towns import map_towns
from citynet_kb.pages.views.measure_facts import MeasureFacts
from citynet_kb.pages.views.meeting_titles import meeting_title

FAILED_SHOWN, NEWEST_SHOWN = 5, 3


@dataclass(frozen=True)
class TopicLink:
    """A topic with its cases."""

    id: str
    name: str
    cases: int


@dataclass(frozen=True)
class MeetingLink:
    """A meeting by town and date. `place` is empty where it is not known."""

    id: str
    title: str
    place: str


@dataclass(frozen=True)
class StartView:
    """All that the start page says. `options` = names and addresses of all measures, for the field that asks for one."""

    title: str
    lead: str
    cases: int
    cities: int
    measures: int
    """Measures with a case."""
    setback_cases: int
    is_mostly_documented: bool
    options: tuple[tuple[str, str], ...]
    failed: tuple[MeasureFacts, ...]
    germany: pictures.CountryMap
    topics: tuple[TopicLink, ...]
    newest: tuple[CaseLine, ...]
    next_meeting: MeetingLink | None
    last_meeting: MeetingLink | None
    outcomes: tuple[Outcome, ...] = OUTCOMES


def start_page(context: BuildContext) -> Iterator[Draft]:
    """The one page."""
    page = context.base.pages.get("index")
    view = _view(context, page.title if page else context.configuration.site.name, (page.description or "") if page else "")
    meta = PageMeta(title=view.title, description=view.lead, layout="start")
    yield Draft(addresses.START, "start.md.j2", view, meta, page.body if page else "")


def _view(context: BuildContext, title: str, lead: str) -> StartView:
    indexes, totals = context.indexes, context.indexes.totals
    upcoming, past = _meetings(context)
    return StartView(
        title=title,
        lead=lead,
        cases=totals.cases,
        cities=totals.cities,
        measures=totals.measures,
        setback_cases=sum(outcome.is_setback for id, outcome in indexes.outcomes.items() if indexes.counting[id]),
        is_mostly_documented=indexes.mostly_documented,
        options=_options(context),
        failed=tuple(context.measures[summary.measure.id] for summary in indexes.failed_elsewhere.ranking[:FAILED_SHOWN]),
        germany=pictures.map_of_germany(town for town in map_towns(context, addresses.START) if town.cases),
        topics=_topics(context),
        newest=context.lines_of(indexes.newest[:NEWEST_SHOWN]),
        next_meeting=upcoming[0] if upcoming else None,
        last_meeting=past[-1] if past else None,
    )


def _options(context: BuildContext) -> tuple[tuple[str, str], ...]:
    ordered = sorted(context.measures.values(), key=lambda facts: (german_order(facts.name), facts.id))
    return tuple((facts.name, context.link(addresses.START, addresses.measure(facts.id))) for facts in ordered)


def _topics(context: BuildContext) -> tuple[TopicLink, ...]:
    """Topics with a case, in German order; all of them as long as there is no case."""
    every = [TopicLink(one.topic.id, one.topic.name, len(one.listing.cases)) for one in context.indexes.topics.values()]
    ordered = sorted(every, key=lambda topic: (german_order(topic.name), topic.id))
    return tuple(topic for topic in ordered if topic.cases) or tuple(ordered)


def _meetings(context: BuildContext) -> tuple[list[MeetingLink], list[MeetingLink]]:
    """Meetings that are still to come and those that were, each in the order of time."""
    around: tuple[list[MeetingLink], list[MeetingLink]] = ([], [])
    for meeting in sorted(context.base.meetings.values(), key=lambda meeting: meeting.id):
        is_past = last_day(meeting.date) < context.today
        around[is_past].append(MeetingLink(meeting.id, meeting_title(context, meeting), meeting.place or ""))
    return around
