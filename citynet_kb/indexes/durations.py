"""How long a measure ran before it was given up, as precise as its dates allow."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from citynet_kb.model import CaseStudy, Outcome
from citynet_kb.model.endings import end_date
from citynet_kb.model.values import first_day, last_day

DAYS_PER_MONTH = 365.2425 / 12
MONTHS_IN_WORDS_UP_TO = 24
"""From this many months on a duration is given in years."""


class DurationUnit(Enum):
    YEARS = "years"
    MONTHS = "months"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Duration:
    """A rounded span. An `amount` of 0 means: at most one of the unit. `approximate` where only a year is known at one end."""

    unit: DurationUnit
    amount: int = 0
    approximate: bool = False


UNKNOWN_DURATION = Duration(DurationUnit.UNKNOWN)


def duration(start: str | None, end: str | None) -> Duration:
    """The span between two partial dates; unknown where one of them is missing or they are reversed.

    A year stands for its middle, a month too: 2014 to 2016 is about two years, 2017-05 to 2021 about four. In months below two years where
    both ends are known to the month, else in rounded years.
    """
    if not start or not end or last_day(end) < first_day(start):
        return UNKNOWN_DURATION
    months = _months(start, end)
    if len(start) == 4 or len(end) == 4:
        return Duration(DurationUnit.YEARS, (months + 6) // 12, approximate=True)
    if months < MONTHS_IN_WORDS_UP_TO:
        return Duration(DurationUnit.MONTHS, months)
    return Duration(DurationUnit.YEARS, (months + 6) // 12)


def duration_of(case: CaseStudy) -> Duration:
    """From the start of the period to the date that made the outcome effective; not said of what did not take place."""
    if case.outcome in (Outcome.CANCELLED, Outcome.NEVER_REALISED) or not case.period:
        return UNKNOWN_DURATION
    return duration(case.period.start, end_date(case))


def _months(start: str, end: str) -> int:
    """Rounded months: from day to day where both are known, else between the middles of what is known."""
    if len(start) == len(end) == 10:
        days = (date.fromisoformat(end) - date.fromisoformat(start)).days + 1
        return round(days / DAYS_PER_MONTH)
    return max(0, _middle(end) - _middle(start))


def _middle(partial: str) -> int:
    """Months since year 0; July for a year without a month."""
    return 12 * int(partial[:4]) + (int(partial[5:7]) if len(partial) > 4 else 7)
