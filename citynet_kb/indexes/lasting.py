"""How many towns a measure is known to have lasted in: of those that started it long enough ago, one, three and five years after.

Only what was meant to last is looked at (permanent, or a series), and only where its start and its outcome are known and it took place; a
case about one edition of a series does not tell when the series began. Of each town the case that stands for it speaks; a town whose newest
cases contradict each other is left out. Dates of unequal precision never decide in favour of knowing: it ran that long if even the latest
start lies that long before the earliest last sign of it, it had ended if even the latest end lies before; else it is not known.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from citynet_kb.indexes.counting import latest_case
from citynet_kb.model import Cadence, CaseStudy, Outcome
from citynet_kb.model.endings import effective_outcome, end_date, newest_source
from citynet_kb.model.values import first_day, last_day, months_after

YEARS = (1, 3, 5)
LEAST_TOWNS = 3
"""From so many towns on a measure is told of: of fewer each town's own page says more."""
_ENDED = (Outcome.DISCONTINUED, Outcome.EXPIRED)


@dataclass(frozen=True)
class Lasting:
    """Towns that started a measure at least `years` years ago: it ran that long, it had ended before, neither is known."""

    years: int
    running: int
    ended: int
    unknown: int

    @property
    def started(self) -> int:
        """All of them."""
        return self.running + self.ended + self.unknown


def lasting(cases: Iterable[CaseStudy], today: str) -> tuple[Lasting, ...]:
    """What is known after each of the years, of the cases of one measure."""
    standing = [case for case in _one_a_town(cases) if _was_to_last(case)]
    return tuple(_after(standing, years, today) for years in YEARS)


def _one_a_town(cases: Iterable[CaseStudy]) -> list[CaseStudy]:
    by_town: defaultdict[str, list[CaseStudy]] = defaultdict(list)
    for case in cases:
        by_town[case.city].append(case)
    return [found for town in sorted(by_town) if (found := latest_case(by_town[town]))]


def _was_to_last(case: CaseStudy) -> bool:
    """Something permanent, or a series of which more is told than one edition; its start is known, and it took place."""
    starts = bool(case.period and case.period.start) and effective_outcome(case) is not Outcome.NEVER_REALISED
    return starts and (case.cadence is Cadence.PERMANENT or (case.cadence is Cadence.RECURRING and not _is_edition(case)))


def _is_edition(case: CaseStudy) -> bool:
    """Whether the period of a series is that of one edition: it has an end within a year, and the series did not end with it."""
    start, end = _period(case)
    is_short = bool(end) and last_day(end) < months_after(first_day(start), 12)
    return is_short and (start == end or effective_outcome(case) not in _ENDED)


def _period(case: CaseStudy) -> tuple[str, str]:
    period = case.period
    return (period.start or "", period.end or "") if period else ("", "")


def _after(cases: Iterable[CaseStudy], years: int, today: str) -> Lasting:
    counted = [0, 0, 0]
    for case in cases:
        start = _period(case)[0]
        earliest, latest = (months_after(day, 12 * years) for day in (first_day(start), last_day(start)))
        if latest <= today:
            end = end_date(case) if _has_ended(case, today) else ""
            is_over = bool(end) and last_day(end) < earliest
            counted[0 if _last_sign(case, today) >= latest else 1 if is_over else 2] += 1
    return Lasting(years, *counted)


def _has_ended(case: CaseStudy, today: str) -> bool:
    """A series that took place is not over with its last known edition."""
    end = _period(case)[1]
    return effective_outcome(case) in _ENDED or bool(case.cadence is Cadence.PERMANENT and end and last_day(end) < today)


def _last_sign(case: CaseStudy, today: str) -> str:
    """The earliest day that the newest sign of its running may mean; empty without one. Where it ended, its end is the last."""
    if _has_ended(case, today):
        end = end_date(case)
        return first_day(end) if end else ""
    told = (entry.date for entry in case.follow_up if entry.outcome is not Outcome.CANCELLED)
    end = _period(case)[1]
    signs = (newest_source(case), *told, case.confirmed or "", end if end and last_day(end) < today else "")
    return max((first_day(date) for date in signs if date), default="")
