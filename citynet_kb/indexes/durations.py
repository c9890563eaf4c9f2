"""How long a measure ran before it was given up, as precise as its dates allow."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from citynet_kb.model import Period
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


def duration(period: Period | None) -> Duration:
    """The span from start to end; unknown where one of them is missing or the period is reversed.

    A date known only to the year gives the difference of the years (2014 to 2016: about 2 years).
    Otherwise months below two years, rounded years from there on.
    """
    if not period or not period.start or not period.end or last_day(period.end) < first_day(period.start):
        return UNKNOWN_DURATION
    if len(period.start) == 4 or len(period.end) == 4:
        return Duration(DurationUnit.YEARS, int(period.end[:4]) - int(period.start[:4]), approximate=True)
    months = _months(period.start, period.end)
    if months < MONTHS_IN_WORDS_UP_TO:
        return Duration(DurationUnit.MONTHS, months)
    return Duration(DurationUnit.YEARS, (months + 6) // 12)


def _months(start: str, end: str) -> int:
    """Rounded months: from day to day where both are known, else the difference of the months."""
    if len(start) == len(end) == 10:
        days = (date.fromisoformat(end) - date.fromisoformat(start)).days + 1
        return round(days / DAYS_PER_MONTH)
    return 12 * (int(end[:4]) - int(start[:4])) + int(end[5:7]) - int(start[5:7])
