"""Successes by size of town, within one topic."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from citynet_kb.indexes.listings import last_happened_first
from citynet_kb.model import CaseStudy, City, Outcome, SizeClass
from citynet_kb.model.endings import counts, effective_outcome


@dataclass(frozen=True)
class SizeRecord:
    """The counting cases of one size class. All cases of a town are included: they may be about different measures."""

    size: SizeClass
    cities: tuple[str, ...]
    """Towns of that size with a counting case, by id."""
    successes: tuple[CaseStudy, ...]
    """Counting cases that are a success, what happened last first."""

    @property
    def successful_cities(self) -> tuple[str, ...]:
        """Towns with at least one success, by id."""
        return tuple(sorted({case.city for case in self.successes}))


def by_size(cases: Iterable[CaseStudy], cities: Mapping[str, City]) -> tuple[SizeRecord, ...]:
    """One record for each size class that occurs, largest towns first; towns without a known size are left out."""
    groups: defaultdict[SizeClass, list[CaseStudy]] = defaultdict(list)
    for case in cases:
        city = cities.get(case.city)
        if city and city.size_class and counts(case):
            groups[city.size_class].append(case)
    return tuple(_record(size, groups[size]) for size in SizeClass if size in groups)


def _record(size: SizeClass, cases: list[CaseStudy]) -> SizeRecord:
    successes = (case for case in cases if effective_outcome(case) is Outcome.SUCCESSFUL)
    return SizeRecord(size, tuple(sorted({case.city for case in cases})), last_happened_first(successes))
