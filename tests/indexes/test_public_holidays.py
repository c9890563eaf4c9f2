"""Public holidays of all Länder, as a second library knows them."""

from datetime import date

import pytest
from holidays.countries.germany import Germany

from citynet_kb.indexes.public_holidays import YEARS, free_days, holiday_years, public_holidays
from citynet_kb.model.regions import LAENDER
from citynet_kb.model.slugs import slug_of

YEARS_KNOWN = range(2026, 2026 + YEARS)
WHIT_SUNDAYS = ((5, 24), (5, 16), (6, 4), (5, 20), (6, 9))
MORE = {
    "Berlin": [date(2028, 6, 17)],  # § 1 Feiertagsgesetz Berlin, for 2028 alone
    "Brandenburg": [date(year, *day) for year, day in zip(YEARS_KNOWN, WHIT_SUNDAYS, strict=True)],  # § 2 FTG: Whit Sunday by name
    "Mecklenburg-Vorpommern": [date(year, 3, 8) for year in YEARS_KNOWN],  # § 2 FTG M-V, since 2023
    "Thüringen": [date(year, 9, 20) for year in YEARS_KNOWN],  # § 2 ThürFGtG, since 2019
}
"""What the second library does not know yet, by the law of the Land."""
LESS = {"Bayern": [date(year, 8, 15) for year in YEARS_KNOWN]}
"""What it takes for a holiday of the whole Land: in Bavaria Assumption Day is one of some municipalities (Art. 1 FTG)."""


@pytest.mark.slow
def test_a_second_library_knows_the_same_days() -> None:
    """For every Land and five years, but for differences that a law explains."""
    from workalendar.registry import registry  # a second, which no other test shall pay

    assert holiday_years("2026-11-30") == (YEARS_KNOWN[0], YEARS_KNOWN[-1])
    ours = public_holidays(*holiday_years("2026-11-30"))
    for land in LAENDER:
        calendar = registry.get(f"DE-{Germany.subdivisions_aliases[land]}")()
        theirs = {day for year in YEARS_KNOWN for day, _ in calendar.holidays(year)}
        free = set(free_days(ours, slug_of(land)))
        assert (sorted(free - theirs), sorted(theirs - free)) == (MORE.get(land, []), LESS.get(land, [])), land


def test_without_a_land_those_of_all_count() -> None:
    """Nine days a year that every Land has, and no other."""
    everywhere = free_days(public_holidays(2027, 2027), "")
    days = ["01-01", "03-26", "03-29", "05-01", "05-06", "05-17", "10-03", "12-25", "12-26"]
    assert sorted(day.isoformat() for day in everywhere) == [f"2027-{day}" for day in days]
