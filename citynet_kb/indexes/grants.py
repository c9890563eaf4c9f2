"""Cases that name a kind of grant, by what became of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from citynet_kb.model import CaseStudy, Funding, Outcome
from citynet_kb.model.endings import effective_outcome, is_trusted

GRANTS = (
    Funding.ZIZ,
    Funding.FEDERAL,
    Funding.URBAN_DEVELOPMENT,
    Funding.LIVING_CENTRES,
    Funding.SOCIAL_COHESION,
    Funding.RENEWAL,
    Funding.DISPOSITION_FUND,
    Funding.STATE,
    Funding.EU,
    Funding.DONATIONS,
)
"""Money that others give on application: what is no income, fee or money of the town itself."""
MOST_NAMED = 40
"""So many cases of one grant and one end are named beside each other; where there are more, a list of its own has all of that grant."""


@dataclass(frozen=True)
class FundedCases:
    """The cases that name one kind of grant."""

    grant: Funding
    successes: tuple[CaseStudy, ...]
    partly: tuple[CaseStudy, ...]
    setbacks: tuple[CaseStudy, ...]
    others: tuple[CaseStudy, ...]

    @property
    def cases(self) -> tuple[CaseStudy, ...]:
        """All of them."""
        return *self.successes, *self.partly, *self.setbacks, *self.others

    @property
    def has_list(self) -> bool:
        """Whether they are too many to name."""
        return max(map(len, (self.successes, self.partly, self.setbacks, self.others))) > MOST_NAMED


def funded_cases(cases: Iterable[CaseStudy]) -> Iterator[FundedCases]:
    """Each kind of grant that a case names."""
    trusted = [case for case in cases if case.funding and is_trusted(case)]
    for grant in GRANTS:
        found = [(case, effective_outcome(case)) for case in trusted if grant in case.funding]
        if found:
            yield FundedCases(
                grant,
                successes=tuple(case for case, outcome in found if outcome is Outcome.SUCCESSFUL),
                partly=tuple(case for case, outcome in found if outcome is Outcome.PARTLY),
                setbacks=tuple(case for case, outcome in found if outcome.is_setback),
                others=tuple(case for case, outcome in found if outcome in (Outcome.EXPIRED, Outcome.OPEN, Outcome.CANCELLED)),
            )
