"""What is new (`/neu/`): since the last meeting, month by month, and the headlines that moved."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from citynet_kb.indexes import HeadlineMove, MoveKind, News, NewsKind, NewsOfPeriod, after, moves_between, newest_moves
from citynet_kb.indexes.news import MOST_NEWS_ON_A_PAGE
from citynet_kb.model import Meeting, addresses
from citynet_kb.model.values import last_day
from citynet_kb.pages import german
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.meeting_titles import last_meeting, meeting_title
from citynet_kb.pages.views.move_lines import MoveCounts, MoveLine, move_line
from citynet_kb.pages.views.named import Named
from citynet_kb.pages.views.news_lines import (
    MeasureNews,
    NewsCounts,
    NewsLine,
    TopicNews,
    by_measure,
    by_topic,
    in_order_of_measures,
    news_counts,
    news_line,
    topic_of,
)

SECTION = addresses.section(addresses.MEETINGS)
CASES_OF_A_MEASURE, LINES_OF_A_KIND, MOVES_SHOWN = 3, 6, 8
"""What `/neu/` shows of a measure, of follow-ups and withdrawals, of headlines."""
MOVES_ON_THEIR_PAGE = 60


@dataclass(frozen=True)
class MonthLink:
    """A month, its page and its numbers."""

    uri: str
    name: str
    counts: NewsCounts


@dataclass(frozen=True)
class NewsView:
    """What is new since a meeting, else at all. `since` is its last day, empty without one."""

    meeting: Named | None
    since: str
    counts: NewsCounts
    topics: tuple[TopicNews, ...]
    followed: tuple[NewsLine, ...]
    withdrawn: tuple[NewsLine, ...]
    moved: MoveCounts
    moves: tuple[MoveLine, ...]
    years: tuple[tuple[str, tuple[MonthLink, ...]], ...]
    """All months by year, the newest first."""
    has_feeds: bool


@dataclass(frozen=True)
class MonthPart:
    """One page of a month, with kind and topic of the first and of the last news on it."""

    uri: str
    first: tuple[NewsKind, str]
    last: tuple[NewsKind, str]


@dataclass(frozen=True)
class NewsMonthView:
    """The news of a month; `number` counts its pages from 0. `kinds`: what this page shows, by kind and measure."""

    name: str
    number: int
    parts: tuple[MonthPart, ...]
    counts: NewsCounts
    days: tuple[tuple[str, str, NewsCounts], ...]
    """Day as YYYY-MM-DD and in words, with its numbers."""
    kinds: tuple[tuple[NewsKind, tuple[MeasureNews, ...]], ...]
    later: MonthLink | None
    earlier: MonthLink | None


@dataclass(frozen=True)
class DayOfMoves:
    """The headlines that moved on one day: those that are told, and the measures of the others."""

    day: str
    moved: MoveCounts
    moves: tuple[MoveLine, ...]
    first: tuple[Named, ...]
    others: tuple[Named, ...]


@dataclass(frozen=True)
class HeadlinesView:
    """The newest days on which a headline moved."""

    days: tuple[DayOfMoves, ...]


def news_pages(context: BuildContext) -> Iterator[Draft]:
    """What is new, one page a month or more, and the headlines."""
    yield Draft(addresses.NEWS, "news.md.j2", _view(context), _meta(addresses.NEWS))
    yield Draft(addresses.HEADLINES, "headlines.md.j2", HeadlinesView(tuple(_days_of_moves(context))), _meta(addresses.HEADLINES))
    months = context.indexes.news_by_month
    links = {month: _month_link(month, period) for month, period in months.items()}
    around = [None, *links.values(), None]
    for place, (month, period) in enumerate(months.items()):
        yield from _month(context, month, period, (around[place], around[place + 2]))


def _month(context: BuildContext, month: str, period: NewsOfPeriod, around: tuple[MonthLink | None, MonthLink | None]) -> Iterator[Draft]:
    ordered, step = in_order_of_measures(context, period.news), MOST_NEWS_ON_A_PAGE
    pieces = [ordered[start : start + step] for start in range(0, len(ordered), step)]
    parts = tuple(
        MonthPart(uri, _place(context, piece[0]), _place(context, piece[-1]))
        for uri, piece in zip(period.parts(month), pieces, strict=True)
    )
    counts, days = news_counts(period), tuple(_days(period))
    for number, piece in enumerate(pieces):
        kinds = ((kind, tuple(by_measure(context, ones, step))) for kind, ones in groupby(piece, key=lambda one: one.kind))
        view = NewsMonthView(german.day(month), number, parts, counts, days, tuple(kinds), *around)
        yield Draft(parts[number].uri, "news_month.md.j2", view, PageMeta(section=SECTION, layout="wide", is_searched=False))


def _place(context: BuildContext, news: News) -> tuple[NewsKind, str]:
    return news.kind, topic_of(context, news).name


def _meta(uri: str) -> PageMeta:
    return PageMeta(description=description(uri), section=SECTION, layout="wide")


def _view(context: BuildContext) -> NewsView:
    meeting = last_meeting(context)
    since = last_day(meeting.date) if meeting else ""
    period = after(context.indexes.news, since)
    moves = moves_between(context.base, since, context.indexes.news[0].day) if period.news else ()
    months = context.indexes.news_by_month.items()
    return NewsView(
        meeting=_named(context, meeting),
        since=since,
        counts=news_counts(period),
        topics=tuple(by_topic(context, period.of_kind(NewsKind.ADDED), CASES_OF_A_MEASURE)),
        followed=_first(context, period, NewsKind.FOLLOWED),
        withdrawn=_first(context, period, NewsKind.WITHDRAWN),
        moved=MoveCounts.of(moves),
        moves=tuple(move_line(context, move) for move in moves[:MOVES_SHOWN]),
        years=tuple(
            (year, tuple(_month_link(month, period) for month, period in ones))
            for year, ones in groupby(months, key=lambda one: one[0][:4])
        ),
        has_feeds=context.has_feeds,
    )


def _named(context: BuildContext, meeting: Meeting | None) -> Named | None:
    return Named(meeting.id, meeting_title(context, meeting)) if meeting else None


def _first(context: BuildContext, period: NewsOfPeriod, kind: NewsKind) -> tuple[NewsLine, ...]:
    return tuple(news_line(context, news) for news in period.of_kind(kind)[:LINES_OF_A_KIND])


def _month_link(month: str, period: NewsOfPeriod) -> MonthLink:
    return MonthLink(addresses.news_month(month), german.day(month), news_counts(period))


def _days(period: NewsOfPeriod) -> Iterator[tuple[str, str, NewsCounts]]:
    for day, ones in groupby(period.news, key=lambda one: one.day):
        yield day, german.day(day), news_counts(NewsOfPeriod.of(ones))


def _days_of_moves(context: BuildContext) -> Iterator[DayOfMoves]:
    """Judgements and numbers are told as long as there is room; of what is known for the first time the measures are named."""
    room = MOVES_ON_THEIR_PAGE
    for day, ones in groupby(newest_moves(context.base, MOVES_ON_THEIR_PAGE), key=lambda move: move.until):
        moves = tuple(ones)
        told = [move for move in moves if move.kind is not MoveKind.FIRST]
        yield DayOfMoves(
            day=german.day(day),
            moved=MoveCounts.of(moves),
            moves=tuple(move_line(context, move) for move in told[:room]),
            first=_measures(move for move in moves if move.kind is MoveKind.FIRST),
            others=_measures(told[room:]),
        )
        room = max(room - len(told), 0)


def _measures(moves: Iterator[HeadlineMove] | list[HeadlineMove]) -> tuple[Named, ...]:
    return tuple(Named(move.measure.id, move.measure.name) for move in moves)
