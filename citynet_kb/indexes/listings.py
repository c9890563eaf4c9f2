"""Lists of cases by what they name: effort, outcome, evidence; and the newest ones.

A list holds every case that is not withdrawn, and says how many of them count.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from operator import attrgetter
from types import MappingProxyType
from typing import TypeVar

from citynet_kb.model import OUTCOMES, CaseStudy, Effort, Evidence, Outcome
from citynet_kb.model.endings import counts, effective_outcome, happened, last_happened, newest_source
from citynet_kb.model.values import last_day

ONE_A_TOWN_AMONG = 3
"""So many of the newest entries are of different towns."""

E = TypeVar("E", bound=Enum)
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Listing:
    """Cases to show, what happened last first, and how many of them count."""

    cases: tuple[CaseStudy, ...] = ()
    counted: int = 0


def listing(cases: Iterable[CaseStudy]) -> Listing:
    """The cases that are not withdrawn, in the order of every list of cases."""
    present = last_happened_first(cases)
    return Listing(present, sum(map(counts, present)))


def grouped(cases: Iterable[CaseStudy], keys_of: Callable[[CaseStudy], Iterable[K]], are_in_order: bool = False) -> Mapping[K, Listing]:
    """The cases under each of their keys; keys without a case are absent. Cases that are in the order of lists are not ordered again."""
    groups: defaultdict[K, list[CaseStudy]] = defaultdict(list)
    for case in cases if are_in_order else last_happened_first(cases):
        for key in keys_of(case):
            groups[key].append(case)
    return {key: Listing(tuple(members), sum(map(counts, members))) for key, members in groups.items()}


def by_effort(cases: Iterable[CaseStudy]) -> Mapping[Effort, Listing]:
    """Every band of effort, smallest first."""
    return _by_term(tuple(Effort), cases, lambda case: case.effort)


def by_outcome(cases: Iterable[CaseStudy]) -> Mapping[Outcome, Listing]:
    """Every effective outcome, in the one order of outcomes."""
    return _by_term(OUTCOMES, cases, effective_outcome)


def by_evidence(cases: Iterable[CaseStudy]) -> Mapping[Evidence, Listing]:
    """Every kind of evidence, weakest first."""
    return _by_term(tuple(Evidence), cases, lambda case: case.evidence)


def newest_first(cases: Iterable[CaseStudy]) -> tuple[CaseStudy, ...]:
    """Cases that are not withdrawn by what was entered or changed last, then by what happened last, the newest first; equal ones by id.

    Among the first three each town stands once at most: one town's series would otherwise fill the start page.
    """
    present = sorted(sorted((case for case in cases if not case.withdrawn), key=lambda case: case.id), key=_news, reverse=True)
    first: list[CaseStudy] = []
    for case in present:
        if len(first) < ONE_A_TOWN_AMONG and case.city not in {other.city for other in first}:
            first.append(case)
    chosen = {case.id for case in first}
    return (*first, *(case for case in present if case.id not in chosen))


def last_happened_first(cases: Iterable[CaseStudy]) -> tuple[CaseStudy, ...]:
    """The one order of lists of cases: by the date of the counting rule, the newest first, then by start, then by id. No withdrawn ones."""
    present = sorted((case for case in cases if not case.withdrawn), key=attrgetter("id"))
    return tuple(sorted(present, key=happened, reverse=True))


def year_of(case: CaseStudy) -> str:
    """The year of what happened last, by which long lists are cut; empty where no date is known."""
    return last_happened(case)[:4]


def _news(case: CaseStudy) -> tuple[str, str]:
    """Newest of entry and change, what happened last."""
    period = case.period
    happened = (newest_source(case), period.end if period else None, period.start if period else None)
    return max(case.added or "", case.updated or ""), max(last_day(date) if date else "" for date in happened)


def newest_date(cases: Iterable[CaseStudy]) -> str:
    """The newest of all days of entry and change; empty where none is known."""
    return max((day for case in cases for day in (case.added, case.updated) if day), default="")


def _by_term(terms: Sequence[E], cases: Iterable[CaseStudy], term_of: Callable[[CaseStudy], E]) -> Mapping[E, Listing]:
    groups = grouped(cases, lambda case: (term_of(case),))
    return MappingProxyType({term: groups.get(term, Listing()) for term in terms})
