"""Pages over many measures: all of them by topic, »Anderswo gescheitert«, those that went both ways, and what is not known yet."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from citynet_kb.indexes import IndexPart, MeasureSummary
from citynet_kb.model import OUTCOMES, Outcome, Topic, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.index_places import IndexPlace, stretches
from citynet_kb.pages.views.measure_facts import MeasureFacts
from citynet_kb.pages.views.named import Named

SECTION = addresses.section(addresses.MEASURES)
TOPICS_SHOWN = 5
"""Topics with fewest counting cases that the page of gaps names."""


@dataclass(frozen=True)
class TopicMeasures:
    """The measures of one topic: those with a case, and those of which nothing is known yet."""

    name: str
    known: tuple[MeasureFacts, ...]
    unknown: tuple[Named, ...]


@dataclass(frozen=True)
class MeasuresView:
    """All measures by topic, or those of one part. `with_case` = how many of all have a case."""

    place: IndexPlace
    measures: int
    with_case: int
    topics: tuple[TopicMeasures, ...]
    outcomes: tuple[Outcome, ...] = OUTCOMES


@dataclass(frozen=True)
class FailedElsewhereView:
    """Measures with a setback in at least one town: in several towns, and in one alone; those of one part of the ranking.

    `failed` = all of them, `with_case` = measures with a case.
    """

    place: IndexPlace
    failed: int
    several: tuple[MeasureFacts, ...]
    single: tuple[MeasureFacts, ...]
    with_case: int
    setbacks: tuple[Outcome, ...]
    """Those that occur in any case."""
    outcomes: tuple[Outcome, ...] = OUTCOMES


@dataclass(frozen=True)
class DividedMeasure:
    """A measure that succeeded in some towns and met a setback in others."""

    facts: MeasureFacts
    towns: int
    successes: int
    setbacks: int


@dataclass(frozen=True)
class SharedView:
    """The divided measures, those with even sides first, or those of one part: `total` of all. `known` = measures with a known outcome."""

    place: IndexPlace
    total: int
    divided: tuple[DividedMeasure, ...]
    known: int
    outcomes: tuple[Outcome, ...] = OUTCOMES


@dataclass(frozen=True)
class MeasureGap:
    """A measure of which no outcome is known. `topic` = name of its topic, `cases` = how many there are all the same."""

    id: str
    name: str
    topic: str
    cases: int


@dataclass(frozen=True)
class TopicCounts:
    """How many cases of a topic there are, and how many of them count."""

    id: str
    name: str
    cases: int
    counted: int


@dataclass(frozen=True)
class GapsView:
    """What the network does not know yet. `topics` = those with fewest counting cases."""

    measures: int
    with_case: int
    without_case: tuple[MeasureGap, ...]
    without_known_outcome: tuple[MeasureGap, ...]
    topics: tuple[TopicCounts, ...]


def measure_overviews(context: BuildContext) -> Iterator[Draft]:
    """All four, each with its parts where it is long."""
    meta = PageMeta(section=SECTION, layout="wide")
    yield from _in_parts(context, addresses.MEASURES, "measures.md.j2", _measures, _topic_reach, meta)
    failed = PageMeta(section=addresses.section(addresses.FAILED_ELSEWHERE), layout="wide")
    yield from _in_parts(context, addresses.FAILED_ELSEWHERE, "failed_elsewhere.md.j2", _failed_elsewhere, _rank_reach, failed)
    shared = replace(meta, description=description(addresses.SHARED))
    yield from _in_parts(context, addresses.SHARED, "shared.md.j2", _shared, _rank_reach, shared)
    gaps = replace(meta, description=description(addresses.GAPS))
    yield Draft(addresses.GAPS, "gaps.md.j2", _gaps(context), gaps)


def _in_parts(
    context: BuildContext,
    uri: str,
    template: str,
    view: Callable[[BuildContext, IndexPart[str], IndexPlace], object],
    reach: Callable[[BuildContext, IndexPart[str]], tuple[str, str]],
    meta: PageMeta,
) -> Iterator[Draft]:
    """The search finds the first part alone."""
    parts = context.indexes.measure_parts[uri]
    ways = stretches((part.uri, *reach(context, part)) for part in parts)
    for number, part in enumerate(parts):
        yield Draft(part.uri, template, view(context, part, IndexPlace(number, ways)), meta)
        meta = replace(meta, description="", is_searched=False)


def _topic_reach(context: BuildContext, part: IndexPart[str]) -> tuple[str, str]:
    """The topics of its first and its last measure."""
    if not part.entries:
        return "", ""
    first, last = (context.base.topics[context.base.measures[part.entries[end]].topic].name for end in (0, -1))
    return first, last


def _rank_reach(context: BuildContext, part: IndexPart[str]) -> tuple[str, str]:
    """The places of its first and its last measure."""
    return str(part.before + 1), str(part.before + len(part.entries))


def topic_measures(context: BuildContext, topic: Topic, measures: Iterable[str]) -> TopicMeasures:
    """These measures of a topic, in their order."""
    found = [context.measures[slug] for slug in measures]
    return TopicMeasures(
        name=topic.name,
        known=tuple(facts for facts in found if facts.cases),
        unknown=tuple(Named(facts.id, facts.name) for facts in found if not facts.cases),
    )


def _measures(context: BuildContext, part: IndexPart[str], place: IndexPlace) -> MeasuresView:
    by_topic = groupby(part.entries, key=lambda slug: context.base.measures[slug].topic)
    return MeasuresView(
        place=place,
        measures=len(context.measures),
        with_case=context.indexes.totals.measures,
        topics=tuple(topic_measures(context, context.base.topics[topic], measures) for topic, measures in by_topic),
    )


def _failed_elsewhere(context: BuildContext, part: IndexPart[str], place: IndexPlace) -> FailedElsewhereView:
    failed = [context.measures[slug] for slug in part.entries]
    occurring = frozenset(context.indexes.outcomes.values())
    return FailedElsewhereView(
        place=place,
        failed=len(context.indexes.failed_elsewhere.ranking),
        several=tuple(facts for facts in failed if facts.setbacks_ever > 1),
        single=tuple(facts for facts in failed if facts.setbacks_ever <= 1),
        with_case=context.indexes.totals.measures,
        setbacks=tuple(outcome for outcome in OUTCOMES if outcome.is_setback and outcome in occurring),
    )


def _shared(context: BuildContext, part: IndexPart[str], place: IndexPlace) -> SharedView:
    divided = context.indexes.across.divided
    return SharedView(
        place=place,
        total=len(divided),
        divided=tuple(
            DividedMeasure(context.measures[one.summary.measure.id], one.towns, one.successes, one.setbacks)
            for one in divided[part.before : part.before + len(part.entries)]
        ),
        known=sum(bool(facts.known) for facts in context.measures.values()),
    )


def _gaps(context: BuildContext) -> GapsView:
    gaps = context.indexes.across.gaps
    counted = ((one.topic, one.listing) for one in gaps.topics[:TOPICS_SHOWN])
    return GapsView(
        measures=len(context.measures),
        with_case=context.indexes.totals.measures,
        without_case=tuple(_gap(context, summary) for summary in gaps.without_case),
        without_known_outcome=tuple(_gap(context, summary) for summary in gaps.without_known_outcome),
        topics=tuple(TopicCounts(topic.id, topic.name, len(listing.cases), listing.counted) for topic, listing in counted),
    )


def _gap(context: BuildContext, summary: MeasureSummary) -> MeasureGap:
    topic = context.base.topics.get(summary.measure.topic)
    return MeasureGap(summary.measure.id, summary.measure.name, topic.name if topic else "", len(summary.listing.cases))
