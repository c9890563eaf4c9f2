"""How long something ran, as precise as its dates allow."""

import pytest

from citynet_kb.indexes import UNKNOWN_DURATION, Duration, DurationUnit, duration
from citynet_kb.model import Period

YEARS, MONTHS = DurationUnit.YEARS, DurationUnit.MONTHS


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2014", "2016", Duration(YEARS, 2, approximate=True)),
        ("2014-11", "2016", Duration(YEARS, 2, approximate=True)),
        ("2018", "2018", Duration(YEARS, 0, approximate=True)),
        ("2020-03", "2020-05", Duration(MONTHS, 2)),
        ("2020-03", "2020-03", Duration(MONTHS, 0)),
        ("2020-03-01", "2020-05-31", Duration(MONTHS, 3)),
        ("2020-03-01", "2020-03-05", Duration(MONTHS, 0)),
        ("2020-03-01", "2020-05", Duration(MONTHS, 2)),
        ("2018-01", "2019-12", Duration(MONTHS, 23)),
        ("2018-01", "2020-01", Duration(YEARS, 2)),
        ("2012-01-01", "2020-12-31", Duration(YEARS, 9)),
        ("2020", "2019", UNKNOWN_DURATION),
        ("2020", None, UNKNOWN_DURATION),
        (None, "2020", UNKNOWN_DURATION),
    ],
)
def test_duration(start: str | None, end: str | None, expected: Duration) -> None:
    """Years where a year is all that is known, else months below two years; unknown without both ends or if reversed."""
    assert duration(Period(start=start, end=end)) == expected


def test_no_period() -> None:
    """Without a period nothing is known."""
    assert duration(None) == UNKNOWN_DURATION
