"""News in plain values: how many there are, of which measures, and each as a line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from citynet_kb.indexes import News, NewsKind, NewsOfPeriod, german_order
from citynet_kb.pages import german
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.named import Named

NOTHING = Named("", "")
"""In place of a measure or topic that a case does not name, or that has no record."""


@dataclass(frozen=True)
class NewsCounts:
    """Numbers of cases that are new, of their towns and measures; and of news of each other kind."""

    added: int
    towns: int
    measures: int
    followed: int
    changed: int
    withdrawn: int


@dataclass(frozen=True)
class NewsLine:
    """One thing that happened to a case. `notes` = pairs of date and text of follow-ups; `reason` of a withdrawal."""

    line: CaseLine
    kind: NewsKind
    notes: tuple[tuple[str, str], ...]
    reason: str


@dataclass(frozen=True)
class MeasureNews:
    """News of one measure. `total` counts those that are not shown here, too; `measure` is empty for cases that name none."""

    measure: Named
    topic: Named
    total: int
    lines: tuple[NewsLine, ...]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.lines)


@dataclass(frozen=True)
class TopicNews:
    """New cases of one topic, by measure."""

    topic: Named
    total: int
    measures: tuple[MeasureNews, ...]


def news_counts(period: NewsOfPeriod) -> NewsCounts:
    """The numbers of a period."""
    added, *others = (len(period.of_kind(kind)) for kind in NewsKind)
    return NewsCounts(added, period.towns, period.measures, *others)


def news_line(context: BuildContext, news: News) -> NewsLine:
    """One of them."""
    notes = tuple((german.day(entry.date), entry.note) for entry in news.follow_ups)
    return NewsLine(context.lines[news.case.id], news.kind, notes, news.case.withdrawn.reason if news.case.withdrawn else "")


def in_order_of_measures(context: BuildContext, news: Iterable[News]) -> list[News]:
    """By kind, topic and measure, each in German order; of a measure in the order in which they come."""
    kinds = {kind: place for place, kind in enumerate(NewsKind)}

    def place(one: News) -> tuple[object, ...]:
        measure, topic = _measure(context, one), topic_of(context, one)
        return kinds[one.kind], german_order(topic.name), topic.id, not measure.id, german_order(measure.name), measure.id

    return sorted(news, key=place)


def by_measure(context: BuildContext, news: Iterable[News], most: int) -> Iterator[MeasureNews]:
    """Neighbours of one measure together, with at most so many lines of each."""
    for (topic, measure), ones in groupby(news, key=lambda one: (topic_of(context, one), _measure(context, one))):
        every = tuple(ones)
        yield MeasureNews(measure, topic, len(every), tuple(news_line(context, one) for one in every[:most]))


def by_topic(context: BuildContext, news: Iterable[News], most: int) -> Iterator[TopicNews]:
    """News of one kind by topic and measure."""
    for topic, ones in groupby(by_measure(context, in_order_of_measures(context, news), most), key=lambda one: one.topic):
        measures = tuple(ones)
        yield TopicNews(topic, sum(one.total for one in measures), measures)


def _measure(context: BuildContext, news: News) -> Named:
    found = None if news.case.withdrawn else context.base.measures.get(news.case.measure or "")
    return Named(found.id, found.name) if found else NOTHING


def topic_of(context: BuildContext, news: News) -> Named:
    """Its topic: that of the measure; of a case without one its own. Of a withdrawn case nothing is told but day and reason."""
    if news.case.withdrawn:
        return NOTHING
    measure = context.base.measures.get(news.case.measure or "")
    found = context.base.topics.get(measure.topic if measure else news.case.topic)
    return Named(found.id, found.name) if found else NOTHING
