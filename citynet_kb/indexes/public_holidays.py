"""Public holidays of the German Länder. Days that are free in some municipalities alone are no public holidays of a Land here."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from citynet_kb.model.regions import LAENDER
from citynet_kb.model.slugs import slug_of

YEARS = 5
"""So many years of holidays go along with the site, the year of the build first."""


@dataclass(frozen=True)
class PublicHoliday:
    """A day by the name that it bears in some Länder, by their slugs; of all of them none is named."""

    day: date
    name: str
    laender: tuple[str, ...]


def holiday_years(today: str) -> tuple[int, int]:
    """The first and the last year of which holidays are known."""
    return int(today[:4]), int(today[:4]) + YEARS - 1


@lru_cache(maxsize=4)
def public_holidays(first: int, last: int) -> tuple[PublicHoliday, ...]:
    """All of these years, by day and name."""
    from holidays.countries.germany import Germany  # takes half a second to load, and only files of calendars need it

    found: dict[tuple[date, str], list[str]] = {}
    for land in LAENDER:
        code = Germany.subdivisions_aliases[land]
        for day, name in Germany(subdiv=code, years=range(first, last + 1), language="de").items():
            found.setdefault((day, name), []).append(slug_of(land))
    return tuple(
        PublicHoliday(day, name, () if len(laender) == len(LAENDER) else tuple(laender)) for (day, name), laender in sorted(found.items())
    )


def free_days(holidays: Iterable[PublicHoliday], land: str) -> Collection[date]:
    """The holidays of a Land, by its slug; without one those of all Länder."""
    return frozenset(one.day for one in holidays if not one.laender or land in one.laender)
