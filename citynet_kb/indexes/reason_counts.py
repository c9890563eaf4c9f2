"""Why measures met setbacks, counted in towns. What was difficult elsewhere, and why editions were cancelled, is kept apart."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from citynet_kb.indexes.listings import last_happened_first
from citynet_kb.model import CaseStudy, FailureReason, Outcome, ReasonGroup
from citynet_kb.model.endings import counts, effective_outcome, is_trusted

FEWEST_TOWNS_FOR_MAIN_REASON = 2
"""Least number of towns that must name a main reason."""
_DIFFICULT = (Outcome.PARTLY, Outcome.EXPIRED)


@dataclass(frozen=True)
class NamedReason:
    """One reason or group of reasons, with the towns and cases that name it. A town counts once, however many cases it has."""

    reason: FailureReason | ReasonGroup
    cities: tuple[str, ...] = ()
    cases: tuple[CaseStudy, ...] = ()

    @property
    def measures(self) -> tuple[str, ...]:
        """Ids of the measures of these cases."""
        return tuple(sorted({case.measure for case in self.cases if case.measure}))


@dataclass(frozen=True)
class Reasons:
    """The reasons of some cases, most towns first, then in the order of the vocabulary."""

    setbacks: tuple[NamedReason, ...]
    """Named by counting setbacks."""
    partly: tuple[NamedReason, ...]
    """Named by counting partial successes, and by what ended as planned: what was difficult elsewhere."""
    cancelled: tuple[NamedReason, ...]
    """Named by cancelled editions of named towns, thin sources left out. Such cases count nowhere else."""

    @property
    def main(self) -> tuple[NamedReason, ...]:
        """Reasons of setbacks that at least two towns share. "Unknown" and "other" are never shared."""
        shared = (named for named in self.setbacks if len(named.cities) >= FEWEST_TOWNS_FOR_MAIN_REASON)
        return tuple(named for named in shared if isinstance(named.reason, FailureReason) and named.reason.is_specific)


def reasons(cases: Iterable[CaseStudy]) -> Reasons:
    """The reasons that these cases name. The order of the cases does not matter."""
    known = list(cases)
    return Reasons(
        setbacks=_ranked(_setbacks(known)),
        partly=_ranked(case for case in known if is_difficult(case)),
        cancelled=_ranked(case for case in known if is_cancelled(case)),
    )


def is_difficult(case: CaseStudy) -> bool:
    """Whether its reasons tell what was difficult where it was no setback."""
    return counts(case) and effective_outcome(case) in _DIFFICULT


def is_cancelled(case: CaseStudy) -> bool:
    """Whether its reasons tell why an edition was cancelled."""
    is_hidden = not is_trusted(case)
    return not is_hidden and effective_outcome(case) is Outcome.CANCELLED


def by_reason(cases: Iterable[CaseStudy]) -> Mapping[FailureReason, NamedReason]:
    """Every reason of the vocabulary, in its order, with the counting setbacks that name it."""
    named = _named((reason, case) for case in _setbacks(cases) for reason in case.failure_reasons)
    return MappingProxyType({reason: named.get(reason, NamedReason(reason)) for reason in FailureReason})


def by_reason_group(cases: Iterable[CaseStudy]) -> Mapping[ReasonGroup, NamedReason]:
    """Every group of reasons, in its order, with the counting setbacks that name one of its reasons."""
    named = _named((group, case) for case in _setbacks(cases) for group in {reason.group for reason in case.failure_reasons})
    return MappingProxyType({group: named.get(group, NamedReason(group)) for group in ReasonGroup})


def _setbacks(cases: Iterable[CaseStudy]) -> Iterable[CaseStudy]:
    return (case for case in cases if counts(case) and effective_outcome(case).is_setback)


def _ranked(cases: Iterable[CaseStudy]) -> tuple[NamedReason, ...]:
    named = _named((reason, case) for case in cases for reason in case.failure_reasons)
    in_order = (named[reason] for reason in FailureReason if reason in named)
    return tuple(sorted(in_order, key=lambda one: -len(one.cities)))


def _named(pairs: Iterable[tuple[FailureReason | ReasonGroup, CaseStudy]]) -> dict[FailureReason | ReasonGroup, NamedReason]:
    found: defaultdict[FailureReason | ReasonGroup, dict[str, CaseStudy]] = defaultdict(dict)
    for reason, case in pairs:
        found[reason][case.id] = case
    return {
        reason: NamedReason(reason, tuple(sorted({case.city for case in by_id.values()})), last_happened_first(by_id.values()))
        for reason, by_id in found.items()
    }
