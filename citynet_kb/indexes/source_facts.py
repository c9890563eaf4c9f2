"""How many sources stand behind the cases, and how old the newest of each is."""

from collections.abc import Iterable
from dataclasses import dataclass

from citynet_kb.model import CaseStudy

FRESH, OLD = 3, 10
"""Years: up to FRESH a source is recent, beyond OLD it is old."""


@dataclass(frozen=True)
class SourceFacts:
    """Cases by the number of their sources, and by the age of the newest one with a date."""

    cases: int
    without: int
    single: int
    several: int
    dated: int
    """Cases with a source whose year is known."""
    fresh: int
    middle: int
    old: int
    half_since: int | None
    """The latest year of which holds: at least half of the dated cases have a source from it or later. None without one."""
    entries: int
    """Sources of all cases: one that two cases name counts twice."""
    accessed: int
    """Those of them of which it is known when they were read."""
    dead: int
    """Those whose address was found no more."""
    copied: int
    """Those with the address of a lasting copy."""
    dead_without_copy: int


def source_facts(cases: Iterable[CaseStudy], this_year: int) -> SourceFacts:
    """The facts about these cases, as they are in a year."""
    cases = tuple(cases)
    numbers = [len(case.sources) for case in cases]
    sources = [source for case in cases for source in case.sources]
    years = sorted((year for year in map(_newest_year, cases) if year is not None), reverse=True)
    ages = [this_year - year for year in years]
    fresh, old = sum(age <= FRESH for age in ages), sum(age > OLD for age in ages)
    return SourceFacts(
        cases=len(cases),
        without=numbers.count(0),
        single=numbers.count(1),
        several=sum(number > 1 for number in numbers),
        dated=len(years),
        fresh=fresh,
        middle=len(years) - fresh - old,
        old=old,
        half_since=years[(len(years) - 1) // 2] if years else None,
        entries=len(sources),
        accessed=sum(source.accessed is not None for source in sources),
        dead=sum(source.dead is not None for source in sources),
        copied=sum(source.archived is not None for source in sources),
        dead_without_copy=sum(source.dead is not None and source.archived is None for source in sources),
    )


def _newest_year(case: CaseStudy) -> int | None:
    return max((int(source.date[:4]) for source in case.sources if source.date), default=None)
