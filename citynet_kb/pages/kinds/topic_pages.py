"""The page of a topic: its measures, what succeeded in towns of which size, and all its cases; and the index of all topics."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb.indexes import UNKNOWN, CaseList, TopicSummary, by_size, german_order
from citynet_kb.indexes.hurdles import frequent_hurdles
from citynet_kb.model import OUTCOMES, Outcome, SizeClass, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.kinds.measure_overviews import TopicMeasures, topic_measures
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.hurdle_lines import HurdleLine, hurdle_lines
from citynet_kb.pages.views.list_parts import PartView, part_view

SECTION = addresses.section(addresses.MEASURES)


@dataclass(frozen=True)
class SizeSuccesses:
    """Towns of one size with a counting case, how many of them had a success, and these cases."""

    size: SizeClass
    towns: int
    successful_towns: int
    successes: tuple[CaseLine, ...]


@dataclass(frozen=True)
class SizeRow:
    """The cases from towns of one size. `label` is empty for an unknown size; `numbers`: one for each column of the table.

    `uri` is the page that lists them; where that page holds all of them, each outcome has a heading there.
    """

    uri: str
    label: str
    numbers: tuple[int, ...]
    total: int
    is_whole: bool


@dataclass(frozen=True)
class SizeTable:
    """All cases of a topic by size of town and outcome. `setbacks` is the page of its setbacks; empty where there is none."""

    columns: tuple[Outcome, ...]
    rows: tuple[SizeRow, ...]
    numbers: tuple[int, ...]
    total: int
    setbacks: str
    are_setbacks_whole: bool


@dataclass(frozen=True)
class TopicView:
    """All that the page of a topic says."""

    id: str
    name: str
    description: str
    cases: int
    counted: int
    setback_towns: int
    """Towns with a setback, ever."""
    measures: TopicMeasures
    sizes: tuple[SizeSuccesses, ...]
    table: SizeTable
    part: PartView
    hurdles: tuple[HurdleLine, ...]
    """What several towns stumbled over; at most five."""
    only_tagged: tuple[CaseLine, ...]
    """Cases that bear its name as a free tag only."""
    edit_link: str
    outcomes: tuple[Outcome, ...] = OUTCOMES


@dataclass(frozen=True)
class TopicCard:
    """A topic in the index."""

    id: str
    name: str
    description: str
    cases: int
    setback_towns: int


@dataclass(frozen=True)
class TopicsView:
    """All topics in German order. `cases` = all cases there are."""

    topics: tuple[TopicCard, ...]
    cases: int


def topic_index(context: BuildContext) -> Iterator[Draft]:
    """The index of all topics."""
    yield Draft(addresses.TOPICS, "topics.md.j2", _index(context), PageMeta(section=SECTION, layout="wide"))


def topic_pages(context: BuildContext) -> Iterator[Draft]:
    """One page a topic."""
    for slug, summary in context.indexes.topics.items():
        picture = addresses.link_picture(addresses.topic(slug))
        meta = PageMeta(description=summary.topic.description or "", section=SECTION, layout="wide", picture=picture)
        yield Draft(addresses.topic(slug), "topic.md.j2", _view(context, summary), meta, summary.topic.body)


def _index(context: BuildContext) -> TopicsView:
    ordered = sorted(context.indexes.topics.values(), key=lambda summary: (german_order(summary.topic.name), summary.topic.id))
    cards = (
        TopicCard(one.topic.id, one.topic.name, one.topic.description or "", len(one.listing.cases), len(one.setback_cities))
        for one in ordered
    )
    return TopicsView(tuple(cards), context.indexes.totals.cases)


def _view(context: BuildContext, summary: TopicSummary) -> TopicView:
    topic, uri = summary.topic, addresses.topic(summary.topic.id)
    whole = context.indexes.case_lists[uri]
    return TopicView(
        id=topic.id,
        name=topic.name,
        description=topic.description or "",
        cases=len(summary.listing.cases),
        counted=summary.listing.counted,
        setback_towns=len(summary.setback_cities),
        measures=topic_measures(context, topic, summary.measures),
        sizes=_sizes(context, summary),
        table=_table(context, topic.id, whole),
        part=part_view(context, whole),
        hurdles=hurdle_lines(context, frequent_hurdles(summary.listing.cases)),
        only_tagged=context.lines_of(context.indexes.only_tagged.get(uri, ())),
        edit_link=context.edit_link(topic.path),
    )


def _sizes(context: BuildContext, summary: TopicSummary) -> tuple[SizeSuccesses, ...]:
    return tuple(
        SizeSuccesses(one.size, len(one.cities), len(one.successful_cities), context.lines_of(one.successes))
        for one in by_size(summary.listing.cases, context.base.cities)
    )


def _table(context: BuildContext, topic: str, whole: CaseList) -> SizeTable:
    lists = context.indexes.case_lists
    columns = tuple(outcome for outcome, _ in whole.groups)
    uris = (addresses.topic_size(topic, size) for size in (*(size.value for size in SizeClass), UNKNOWN))
    setbacks = lists.get(addresses.topic_setbacks(topic))
    return SizeTable(
        columns=columns,
        rows=tuple(_row(lists[uri], columns) for uri in uris if uri in lists),
        numbers=_numbers(whole, columns),
        total=len(whole.listing.cases),
        setbacks=setbacks.uri if setbacks else "",
        are_setbacks_whole=setbacks is not None and setbacks.is_whole,
    )


def _row(found: CaseList, columns: tuple[Outcome, ...]) -> SizeRow:
    return SizeRow(found.uri, found.label, _numbers(found, columns), len(found.listing.cases), found.is_whole)


def _numbers(found: CaseList, columns: tuple[Outcome, ...]) -> tuple[int, ...]:
    numbers = {outcome: len(cases) for outcome, cases in found.groups}
    return tuple(numbers.get(outcome, 0) for outcome in columns)
