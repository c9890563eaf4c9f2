"""The counting rule, implemented here and nowhere else. Towns are counted, never cases.

Reported and documented cases are counted; they are no sample.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from types import MappingProxyType

from citynet_kb.model import CaseStudy, CommonCause, Confidence, Evidence, Outcome
from citynet_kb.model.values import first_day, last_day

MODES = (Outcome.NEVER_REALISED, Outcome.DISCONTINUED, Outcome.NO_EFFECT)
"""How a measure can meet a setback, in the order in which counts are given."""


@dataclass(frozen=True)
class Observations:
    """Towns as independent observations: towns hit by one and the same outside cause are one observation together.

    An observation of several towns is a setback if any of them has one, a success only if all of them have.
    """

    total: int
    setbacks: int
    successes: int


@dataclass(frozen=True)
class Tally:
    """What is known of one measure. Every tuple of towns is sorted by id; mappings by town are too.

    "Ever" looks at all counting cases of a town, "latest" at one case a town.
    """

    latest: Mapping[str, CaseStudy]
    """Town → its latest counting case."""
    modes: Mapping[Outcome, int]
    """Each of the three modes → towns whose latest case is that setback; zero included."""
    observations: Observations
    setback_cities: tuple[str, ...]
    """Towns with at least one counting setback, ever: the index "failed elsewhere"."""
    setback_cases: tuple[CaseStudy, ...]
    """All counting setbacks, ever, by id."""
    success_cities: tuple[str, ...]
    """Towns with at least one counting success, ever."""
    counter_cases: tuple[CaseStudy, ...]
    """Latest cases that are a success, by id."""
    cities_tried: tuple[str, ...]
    """Towns with any case that is not withdrawn, whether or not it counts."""
    anonymous: int
    """Cases of unnamed towns that would otherwise count. They are shown beside the counts, never in them."""
    anonymous_setbacks: int
    """Those of them that are setbacks."""
    evidence: Mapping[Evidence, int]
    """How the latest cases are known, weakest first; kinds of evidence that occur."""
    shared_causes: Mapping[CommonCause, tuple[str, ...]]
    """Outside cause → towns whose latest case is a setback by it."""

    @property
    def m(self) -> int:
        """Towns of which the end is known."""
        return len(self.latest)

    @property
    def f(self) -> int:
        """Towns whose latest case is a setback."""
        return sum(self.modes.values())

    @property
    def sole_mode(self) -> Outcome | None:
        """The one mode that covers all setbacks, if there is one."""
        present = [mode for mode, towns in self.modes.items() if towns]
        return present[0] if len(present) == 1 else None

    @property
    def allows_percentage(self) -> bool:
        """Below ten towns no percentage is computed."""
        return self.m >= 10


def effective_outcome(case: CaseStudy) -> Outcome:
    """The outcome of the newest follow-up that has one, else the outcome of the case itself."""
    turn = _newest_turn(case)
    return turn[1] if turn else case.outcome


def counts(case: CaseStudy) -> bool:
    """Whether the case counts: its end is known, its town is named, it is not withdrawn and its sources carry it."""
    return not case.is_anonymous and _would_count(case)


def recency(case: CaseStudy) -> tuple[str, str, str, str, str]:
    """The sort key for the cases of a town: (date, start, updated, added, id), compared as text, absent = empty.

    date = last day of the end of the period, else date of the newest follow-up with an outcome, else the start;
    start = first day of the start of the period.
    """
    start = first_day(case.period.start) if case.period and case.period.start else ""
    turn = _newest_turn(case)
    date = last_day(case.period.end) if case.period and case.period.end else turn[0] if turn else start
    return date, start, case.updated or "", case.added or "", case.id


def latest_case(cases: Iterable[CaseStudy]) -> CaseStudy | None:
    """The counting case with the greatest `recency`, whatever the order; None where none counts."""
    return max(filter(counts, cases), key=recency, default=None)


def tally(cases: Iterable[CaseStudy]) -> Tally:
    """The tally of the cases of one measure, whatever their order."""
    present = sorted((case for case in cases if not case.withdrawn), key=lambda case: case.id)
    counting = [case for case in present if counts(case)]
    unnamed = [case for case in present if case.is_anonymous and _would_count(case)]
    setbacks = [case for case in counting if effective_outcome(case).is_setback]
    latest = _latest_by_town(counting)
    return Tally(
        latest=latest,
        modes=_modes(latest.values()),
        observations=_observe(latest.values()),
        setback_cities=_towns(setbacks),
        setback_cases=tuple(setbacks),
        success_cities=_towns(case for case in counting if effective_outcome(case) is Outcome.SUCCESSFUL),
        counter_cases=tuple(case for case in latest.values() if effective_outcome(case) is Outcome.SUCCESSFUL),
        cities_tried=_towns(case for case in present if not case.is_anonymous),
        anonymous=len(unnamed),
        anonymous_setbacks=sum(effective_outcome(case).is_setback for case in unnamed),
        evidence=_evidence(latest.values()),
        shared_causes=_shared_causes(latest.values()),
    )


def _newest_turn(case: CaseStudy) -> tuple[str, Outcome] | None:
    """Date and outcome of the newest follow-up with an outcome: the greatest date, of equal dates the later in the list."""
    if not case.follow_up:
        return None
    turns = [(entry.date, entry.outcome) for entry in case.follow_up if entry.outcome is not None]
    return max(reversed(turns), key=itemgetter(0), default=None)


def _would_count(case: CaseStudy) -> bool:
    return not case.withdrawn and case.confidence is not Confidence.LOW and effective_outcome(case) is not Outcome.OPEN


def _towns(cases: Iterable[CaseStudy]) -> tuple[str, ...]:
    return tuple(sorted({case.city for case in cases}))


def _latest_by_town(counting: Iterable[CaseStudy]) -> Mapping[str, CaseStudy]:
    by_town: defaultdict[str, list[CaseStudy]] = defaultdict(list)
    for case in counting:
        by_town[case.city].append(case)
    return MappingProxyType({town: max(by_town[town], key=recency) for town in sorted(by_town)})


def _modes(latest: Iterable[CaseStudy]) -> Mapping[Outcome, int]:
    towns = Counter(effective_outcome(case) for case in latest)
    return MappingProxyType({mode: towns[mode] for mode in MODES})


def _observe(latest: Iterable[CaseStudy]) -> Observations:
    observed: defaultdict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for case in latest:
        observed[("cause", case.common_cause) if case.common_cause else ("town", case.city)].append(effective_outcome(case))
    return Observations(
        total=len(observed),
        setbacks=sum(any(outcome.is_setback for outcome in outcomes) for outcomes in observed.values()),
        successes=sum(all(outcome is Outcome.SUCCESSFUL for outcome in outcomes) for outcomes in observed.values()),
    )


def _evidence(latest: Iterable[CaseStudy]) -> Mapping[Evidence, int]:
    towns = Counter(case.evidence for case in latest)
    return MappingProxyType({evidence: towns[evidence] for evidence in Evidence if towns[evidence]})


def _shared_causes(latest: Iterable[CaseStudy]) -> Mapping[CommonCause, tuple[str, ...]]:
    hit: defaultdict[CommonCause, list[CaseStudy]] = defaultdict(list)
    for case in latest:
        if case.common_cause and effective_outcome(case).is_setback:
            hit[case.common_cause].append(case)
    return MappingProxyType({cause: _towns(hit[cause]) for cause in CommonCause if cause in hit})
