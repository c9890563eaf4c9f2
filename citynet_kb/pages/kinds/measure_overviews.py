"""Pages over many measures: all of them by topic, »Anderswo gescheitert«, those that went both ways, and what is not known yet."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb.indexes import MeasureSummary, TopicSummary, german_order
from citynet_kb.model import OUTCOMES, Outcome, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta
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
    """All measures by topic. `with_case` = how many of them have a case."""

    measures: int
    with_case: int
    topics: tuple[TopicMeasures, ...]
    outcomes: tuple[Outcome, ...] = OUTCOMES


@dataclass(frozen=True)
class FailedElsewhereView:
    """Measures with a setback in at least one town: in several towns, and in one alone. `with_case` = measures with a case."""

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
    """The divided measures, those with even sides first. `known` = measures with a known outcome."""

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
    """All four pages."""
    meta = PageMeta(section=SECTION, layout="wide")
    yield Draft(addresses.MEASURES, "measures.md.j2", _measures(context), meta)
    failed = PageMeta(section=addresses.section(addresses.FAILED_ELSEWHERE), layout="wide")
    yield Draft(addresses.FAILED_ELSEWHERE, "failed_elsewhere.md.j2", _failed_elsewhere(context), failed)
    shared = PageMeta(description=description(addresses.SHARED), section=SECTION, layout="wide")
    yield Draft(addresses.SHARED, "shared.md.j2", _shared(context), shared)
    gaps = PageMeta(description=description(addresses.GAPS), section=SECTION, layout="wide")
    yield Draft(addresses.GAPS, "gaps.md.j2", _gaps(context), gaps)


def topic_measures(context: BuildContext, summary: TopicSummary) -> TopicMeasures:
    """The measures of a topic in German order."""
    measures = [context.measures[slug] for slug in summary.measures]
    return TopicMeasures(
        name=summary.topic.name,
        known=tuple(facts for facts in measures if facts.cases),
        unknown=tuple(Named(facts.id, facts.name) for facts in measures if not facts.cases),
    )


def _measures(context: BuildContext) -> MeasuresView:
    topics = sorted(context.indexes.topics.values(), key=lambda summary: (german_order(summary.topic.name), summary.topic.id))
    return MeasuresView(
        measures=len(context.measures),
        with_case=context.indexes.totals.measures,
        topics=tuple(topic_measures(context, summary) for summary in topics if summary.measures),
    )


def _failed_elsewhere(context: BuildContext) -> FailedElsewhereView:
    failed = [context.measures[summary.measure.id] for summary in context.indexes.failed_elsewhere.ranking]
    occurring = frozenset(context.indexes.outcomes.values())
    return FailedElsewhereView(
        several=tuple(facts for facts in failed if facts.setbacks_ever > 1),
        single=tuple(facts for facts in failed if facts.setbacks_ever <= 1),
        with_case=context.indexes.totals.measures,
        setbacks=tuple(outcome for outcome in OUTCOMES if outcome.is_setback and outcome in occurring),
    )


def _shared(context: BuildContext) -> SharedView:
    return SharedView(
        divided=tuple(
            DividedMeasure(context.measures[one.summary.measure.id], one.towns, one.successes, one.setbacks)
            for one in context.indexes.across.divided
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
