"""What each year brought, for the yearly reports: which cases began in it, which did not succeed in it, which were entered.

Only cases of named towns with sources that carry them are told of. A year has a report from ten towns on: of fewer, their own pages tell
more than a report could, and nobody should read a trend into them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from citynet_kb.model import CaseStudy, Outcome
from citynet_kb.model.endings import counts, effective_outcome, end_date, is_trusted

LEAST_TOWNS = 10


@dataclass(frozen=True)
class YearOfCases:
    """The cases of a year, each by id. `begun`: tried in it, or meant to begin in it; `failed`: setbacks that came to their end in it;
    `entered`: written down here in it, whenever they happened."""

    year: str
    begun: tuple[CaseStudy, ...]
    failed: tuple[CaseStudy, ...]
    entered: tuple[CaseStudy, ...]

    @property
    def happened(self) -> tuple[CaseStudy, ...]:
        """What began or ended in it, each once."""
        return tuple({case.id: case for case in (*self.begun, *self.failed)}.values())

    @property
    def is_enough(self) -> bool:
        """Whether there is enough for a report: from ten towns on, in what happened or in what was entered."""
        return any(len({case.city for case in cases}) >= LEAST_TOWNS for cases in (self.happened, self.entered))


def years_of_cases(cases: Iterable[CaseStudy], today: str) -> Mapping[str, YearOfCases]:
    """Year → its cases, the newest first; years with too few towns and years to come are left out."""
    begun: defaultdict[str, list[CaseStudy]] = defaultdict(list)
    failed: defaultdict[str, list[CaseStudy]] = defaultdict(list)
    entered: defaultdict[str, list[CaseStudy]] = defaultdict(list)
    for case in sorted(filter(is_trusted, cases), key=lambda case: case.id):
        begun[_start(case)].append(case)
        entered[(case.added or "")[:4]].append(case)
        if counts(case) and effective_outcome(case).is_setback:
            failed[_failed_in(case)].append(case)
    years = sorted({year for year in (*begun, *failed, *entered) if year and year <= today[:4]}, reverse=True)
    found = (YearOfCases(year, tuple(begun.get(year, ())), tuple(failed.get(year, ())), tuple(entered.get(year, ()))) for year in years)
    return MappingProxyType({one.year: one for one in found if one.is_enough})


def _start(case: CaseStudy) -> str:
    return ((case.period.start if case.period else None) or "")[:4]


def _failed_in(case: CaseStudy) -> str:
    """The year of the end; of what was planned and never took place, without one, that of its planned start."""
    return end_date(case)[:4] or (_start(case) if effective_outcome(case) is Outcome.NEVER_REALISED else "")
