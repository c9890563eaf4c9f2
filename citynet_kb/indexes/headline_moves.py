"""Headlines of measures that moved: what was known before a day and after it, and which cases made the difference."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from citynet_kb.indexes.counting import Tally, tally
from citynet_kb.indexes.news import known_on, moving_days
from citynet_kb.indexes.order import german_order
from citynet_kb.indexes.verdict import verdict_words
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, Measure, Term
from citynet_kb.model.endings import effective_outcome
from citynet_kb.model.remembered import once_each


class MoveKind(Term):
    """What moved in a headline."""

    WORDS = ("worte", "Die Bilanz ist eine andere", "Die Worte der Überschrift sind andere als zuvor.")
    COUNTS = ("zahlen", "Die Zahlen sind andere", "Die Worte gelten weiter, die Zahlen sind andere.")
    FIRST = ("erstmals", "Erstmals etwas bekannt", "Zuvor war aus keiner Stadt bekannt, wie es ausging.")


@dataclass(frozen=True)
class HeadlineMove:
    """A measure whose headline is another one since a day. `before` and `after` are its counts then and since."""

    measure: Measure
    kind: MoveKind
    day: str
    """The day of the newest of these entries."""
    since: str
    until: str
    """Headlines of the end of these two days are compared."""
    before: Tally
    after: Tally
    by: tuple[CaseStudy, ...]
    """Cases that stand for their town since, and did not before, or ended otherwise; by id."""

    @property
    def key(self) -> str:
        """What names it for good."""
        return f"{(*self.measure.aliases, self.measure.id)[0]}/ueberschrift"


def moves_between(base: KnowledgeBase, since: str, until: str) -> tuple[HeadlineMove, ...]:
    """Headlines at the end of day `until` that are others than at the end of day `since`, most telling first."""
    found = (_move(measure, base.cases_by_measure.get(slug, ()), since, until) for slug, measure in base.measures.items())
    return tuple(sorted((move for move in found if move), key=_most_telling_first))


def newest_moves(base: KnowledgeBase, most: int) -> tuple[HeadlineMove, ...]:
    """The moves of the newest days, day by day, whole days until there are at least so many; of a day the most telling first.

    Each step counts the cases of one measure, so that the work is bounded by `most`, not by the days that there are.
    """
    found: list[HeadlineMove] = []
    for day, slugs in _days(base):
        moved = (_move(base.measures[slug], base.cases_by_measure[slug], _day_before(day), day) for slug in slugs)
        found.extend(sorted((move for move in moved if move), key=_most_telling_first))
        if len(found) >= most:
            break
    return tuple(found)


def _days(base: KnowledgeBase) -> Iterator[tuple[str, list[str]]]:
    """Days on which something could move, the newest first, each with its measures."""
    by_day: defaultdict[str, set[str]] = defaultdict(set)
    for slug in base.measures:
        for case in base.cases_by_measure.get(slug, ()):
            for day in moving_days(case):
                by_day[day].add(slug)
    return ((day, sorted(by_day[day])) for day in sorted(by_day, reverse=True))


def _day_before(day: str) -> str:
    return date.fromordinal(max(date.fromisoformat(day).toordinal() - 1, 1)).isoformat()


def _move(measure: Measure, cases: Iterable[CaseStudy], since: str, until: str) -> HeadlineMove | None:
    every = tuple(cases)
    if not any(since < day <= until for case in every for day in moving_days(case)):
        return None
    earlier, now = _counted(every, since), _counted(every, until)
    if _said(earlier) == _said(now):
        return None
    kind = MoveKind.FIRST if not earlier.m else MoveKind.WORDS if verdict_words(earlier) != verdict_words(now) else MoveKind.COUNTS
    by = _movers(earlier, now)
    days = (day for case in by for day in moving_days(case) if since < day <= until)
    return HeadlineMove(measure, kind, max(days, default=until), since, until, earlier, now, by)


def _known(cases: Iterable[CaseStudy], day: str) -> tuple[CaseStudy, ...]:
    return tuple(known for case in cases if (known := known_on(case, day)))


@once_each(2_000)
def _days_counted(cases: tuple[CaseStudy, ...]) -> dict[str, Tally]:
    """Where the counts of the cases of a measure are kept, by day: each day ends a span and begins another."""
    return {}


def _counted(cases: tuple[CaseStudy, ...], day: str) -> Tally:
    """What the cases of a measure give at the end of a day."""
    days = _days_counted(cases)
    if day not in days:
        days[day] = tally(_known(cases, day))
    return days[day]


def _said(counted: Tally) -> tuple[object, ...]:
    """What a headline tells of the counts."""
    return counted.m, tuple(counted.modes.items()), counted.experiences, verdict_words(counted)


def _movers(earlier: Tally, now: Tally) -> tuple[CaseStudy, ...]:
    before = {case.id: effective_outcome(case) for case in _standing(earlier)}
    return tuple(sorted((case for case in _standing(now) if before.get(case.id) is not effective_outcome(case)), key=lambda case: case.id))


def _standing(counted: Tally) -> Iterator[CaseStudy]:
    yield from counted.latest.values()
    yield from (case for cases in counted.divided.values() for case in cases)


def _most_telling_first(move: HeadlineMove) -> tuple[int, int, tuple[str, str], str]:
    return list(MoveKind).index(move.kind), -move.after.m, german_order(move.measure.name), move.measure.id
