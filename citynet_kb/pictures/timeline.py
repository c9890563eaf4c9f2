"""What began in each year, and what ended with a setback: columns upwards and downwards from one line."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

MOST_YEARS = 24
"""Most columns that can be told apart at 320 px; older years are only counted."""
COLUMN = 100.0
"""Height of the tallest column, in pixels."""
_GAP = 0.26


@dataclass(frozen=True)
class TimelineYear:
    """One year. `x`, `middle` and `width` are per cent of the picture, the two heights pixels."""

    year: int
    started: int
    ended: int
    x: float
    middle: float
    width: float
    up: float
    down: float
    is_marked: bool
    """Whether the axis names this year."""


@dataclass(frozen=True)
class Timeline:
    """Every year from the first to the last, gaps included. The heights of all columns have one scale."""

    years: tuple[TimelineYear, ...]
    started: int
    ended: int
    started_before: int
    ended_before: int
    """Cases older than the first year shown; part of the sums."""
    peak_start: TimelineYear | None
    peak_end: TimelineYear | None
    """The year with most of each kind, the first of several; None where there is none at all."""
    up: float
    down: float
    """Height of the tallest column of each kind, in pixels."""


def timeline(started: Iterable[int], ended: Iterable[int]) -> Timeline:
    """`started`: the year of each case that has one; `ended`: the year in which each setback with a known end ended."""
    starts, ends = Counter(started), Counter(ended)
    known = sorted({*starts, *ends})
    first = max(known[0], known[-1] - MOST_YEARS + 1) if known else 0
    shown = range(first, known[-1] + 1) if known else range(0)
    highest = max((max(starts[year], ends[year]) for year in shown), default=0)
    years = tuple(_year(year, index, len(shown), starts[year], ends[year], highest) for index, year in enumerate(shown))
    return Timeline(
        years=years,
        started=starts.total(),
        ended=ends.total(),
        started_before=sum(number for year, number in starts.items() if year < first),
        ended_before=sum(number for year, number in ends.items() if year < first),
        peak_start=_peak(years, lambda year: year.started),
        peak_end=_peak(years, lambda year: year.ended),
        up=max((year.up for year in years), default=0.0),
        down=max((year.down for year in years), default=0.0),
    )


def _peak(years: tuple[TimelineYear, ...], number: Callable[[TimelineYear], int]) -> TimelineYear | None:
    found = max(years, key=number, default=None)
    return found if found and number(found) else None


def _year(year: int, index: int, number: int, started: int, ended: int, highest: int) -> TimelineYear:
    step = 100 / number
    return TimelineYear(
        year=year,
        started=started,
        ended=ended,
        x=round(step * (index + _GAP / 2), 2),
        middle=round(step * (index + 0.5), 2),
        width=round(step * (1 - _GAP), 2),
        up=_height(started, highest),
        down=_height(ended, highest),
        is_marked=year % 5 == 0 or number <= 6,
    )


def _height(number: int, highest: int) -> float:
    return round(COLUMN * number / highest, 1) if highest else 0.0
