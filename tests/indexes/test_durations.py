"""How long something ran, as precise as its dates allow."""

from typing import Any

import pytest

from citynet_kb.indexes import UNKNOWN_DURATION, Duration, DurationUnit, duration, duration_of
from tests.indexes.examples import case, turn

YEARS, MONTHS = DurationUnit.YEARS, DurationUnit.MONTHS


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2014", "2016", Duration(YEARS, 2, approximate=True)),
        ("2014-11", "2016", Duration(YEARS, 2, approximate=True)),
        ("2016", "2020-01", Duration(YEARS, 4, approximate=True)),
        ("2016-12", "2020", Duration(YEARS, 4, approximate=True)),
        ("2016-12", "2019-12", Duration(YEARS, 3)),
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
    """A bare year stands for its middle and gives years, else months below two years; unknown without both ends or if reversed."""
    assert duration(start, end) == expected


@pytest.mark.parametrize(
    ("front_matter", "expected"),
    [
        ({"period": {"start": "2014-01", "end": "2016-01"}}, Duration(YEARS, 2)),
        ({"period": {"start": "2014-01"}, "outcome": "offen", "follow_up": [turn("2017-01", "eingestellt")]}, Duration(YEARS, 3)),
        ({"period": {"start": "2014-01", "end": "2016-01"}, "follow_up": [turn("2020-01", None)]}, Duration(YEARS, 2)),
        ({"period": {"start": "2014-01", "end": "2016-01"}, "outcome": "nicht-zustande"}, UNKNOWN_DURATION),
        ({"period": {"start": "2014-01"}, "outcome": "ausgefallen", "follow_up": [turn("2017-01", "eingestellt")]}, UNKNOWN_DURATION),
        ({}, UNKNOWN_DURATION),
    ],
)
def test_duration_of_a_case(front_matter: dict[str, Any], expected: Duration) -> None:
    """To the end of the period, else to the follow-up that made the outcome effective; not said of what did not take place."""
    assert duration_of(case(**front_matter)) == expected
