"""The counting rule, implemented here and nowhere else. Towns are counted, never cases; experiences decide the verdict.

Reported and documented cases are counted; they are no sample. Dates of unequal precision are compared as text, filled up to their last day.

A case counts if its end is known (neither open nor a cancelled edition), its town is named, it is not withdrawn and its sources carry it.
Ever: towns with at least one counting setback. Latest: the newest counting case of each town, which stands for it. Towns hit by one
outside cause, and towns that took part in one joint project, are one experience together. The same rule in German: »Wie wir zählen«.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from types import MappingProxyType

from citynet_kb.indexes.beside_counts import Beside, beside
from citynet_kb.model import CaseStudy, CommonCause, Evidence, Outcome
from citynet_kb.model.endings import counts, effective_outcome, newest, standing_for_town, would_count

MODES = (Outcome.NEVER_REALISED, Outcome.DISCONTINUED, Outcome.NO_EFFECT)
"""How a measure can meet a setback, in the order in which counts are given."""


@dataclass(frozen=True)
class Experiences:
    """Independent observations: a town, or all towns hit by one outside cause or joined in one project together.

    One of several towns is a setback if any of them has one, a success if all of them have, partial if it is neither and any of them
    succeeded at least partly. What ended as planned, and divided towns, are in the total only.
    """

    total: int
    setbacks: int
    successes: int
    partial: int


@dataclass(frozen=True)
class Tally:
    """What is known of one measure. Every tuple of towns is sorted by id; mappings by town are too.

    "Ever" looks at all counting cases of a town, "latest" at the case that stands for it.
    """

    latest: Mapping[str, CaseStudy]
    """Town → the case that stands for it; divided towns are absent."""
    divided: Mapping[str, tuple[CaseStudy, ...]]
    """Town → its newest cases of one and the same date that ended differently: neither setback nor success until an editor dates them."""
    modes: Mapping[Outcome, int]
    """Each of the three modes → towns whose latest case is that setback; zero included."""
    ever_modes: Mapping[Outcome, int]
    """Each of the three modes → towns whose newest setback, ever, is of it; zero included."""
    experiences: Experiences
    setback_experiences: int
    """Experiences among the newest setbacks of the towns of `setback_cities`: the order of "failed elsewhere"."""
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
    beside: Beside
    anonymous: int
    """Cases of unnamed towns that would otherwise count. They are shown beside the counts, never in them."""
    anonymous_setbacks: int
    """Those of them that are setbacks."""
    evidence: Mapping[Evidence, int]
    """How the latest cases are known, weakest first; kinds of evidence that occur."""
    shared_causes: Mapping[CommonCause, tuple[str, ...]]
    """Outside cause → towns whose latest case is a setback by it."""
    joint_projects: Mapping[str, tuple[str, ...]]
    """Joint project → towns whose latest cases name it and count by it."""

    @property
    def m(self) -> int:
        """Towns of which the end is known, divided ones included."""
        return len(self.latest) + len(self.divided)

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


def latest_case(cases: Iterable[CaseStudy]) -> CaseStudy | None:
    """The counting case that stands for its town, whatever the order; None where none counts, or where the newest ones disagree."""
    return standing_for_town(newest(filter(counts, cases)))


def tally(cases: Iterable[CaseStudy]) -> Tally:
    """The tally of the cases of one measure, whatever their order."""
    present = sorted((case for case in cases if not case.withdrawn), key=lambda case: case.id)
    counting = [case for case in present if counts(case)]
    unnamed = [case for case in present if case.is_anonymous and would_count(case)]
    setbacks = [case for case in counting if effective_outcome(case).is_setback]
    last_setbacks = [newest(own)[0] for own in _by_town(setbacks).values()]
    candidates = {town: newest(own) for town, own in _by_town(counting).items()}
    latest = {town: case for town, own in candidates.items() if (case := standing_for_town(own))}
    divided = {town: own for town, own in candidates.items() if town not in latest}
    return Tally(
        latest=MappingProxyType(latest),
        divided=MappingProxyType(divided),
        modes=_modes(latest.values()),
        ever_modes=_modes(last_setbacks),
        experiences=_experiences(latest.values(), len(divided)),
        setback_experiences=len(_joined(last_setbacks)),
        setback_cities=_towns(setbacks),
        setback_cases=tuple(setbacks),
        success_cities=_towns(case for case in counting if effective_outcome(case) is Outcome.SUCCESSFUL),
        counter_cases=tuple(case for case in latest.values() if effective_outcome(case) is Outcome.SUCCESSFUL),
        cities_tried=_towns(case for case in present if not case.is_anonymous),
        beside=beside(present, latest),
        anonymous=len(unnamed),
        anonymous_setbacks=sum(effective_outcome(case).is_setback for case in unnamed),
        evidence=_evidence(latest.values()),
        shared_causes=_shared_causes(latest.values()),
        joint_projects=_joint_projects(latest.values()),
    )


def _towns(cases: Iterable[CaseStudy]) -> tuple[str, ...]:
    return tuple(sorted({case.city for case in cases}))


def _by_town(cases: Iterable[CaseStudy]) -> Mapping[str, list[CaseStudy]]:
    by_town: defaultdict[str, list[CaseStudy]] = defaultdict(list)
    for case in cases:
        by_town[case.city].append(case)
    return {town: by_town[town] for town in sorted(by_town)}


def _modes(latest: Iterable[CaseStudy]) -> Mapping[Outcome, int]:
    towns = Counter(effective_outcome(case) for case in latest)
    return MappingProxyType({mode: towns[mode] for mode in MODES})


def _experience(case: CaseStudy) -> tuple[str, Hashable]:
    """What makes the town of this case one experience with others: a setback's outside cause, else a joint project, else itself."""
    if case.common_cause and effective_outcome(case).is_setback:
        return "cause", case.common_cause
    return ("project", case.joint_project) if case.joint_project else ("town", case.city)


def _joined(cases: Iterable[CaseStudy]) -> Mapping[tuple[str, Hashable], list[CaseStudy]]:
    joined: defaultdict[tuple[str, Hashable], list[CaseStudy]] = defaultdict(list)
    for case in cases:
        joined[_experience(case)].append(case)
    return joined


def _experiences(latest: Iterable[CaseStudy], divided: int) -> Experiences:
    kinds = Counter(_kind(set(map(effective_outcome, cases))) for cases in _joined(latest).values())
    return Experiences(total=kinds.total() + divided, setbacks=kinds["setback"], successes=kinds["success"], partial=kinds["partial"])


def _kind(outcomes: set[Outcome]) -> str:
    if any(outcome.is_setback for outcome in outcomes):
        return "setback"
    if outcomes == {Outcome.SUCCESSFUL}:
        return "success"
    return "partial" if outcomes & {Outcome.SUCCESSFUL, Outcome.PARTLY} else "other"


def _evidence(latest: Iterable[CaseStudy]) -> Mapping[Evidence, int]:
    towns = Counter(case.evidence for case in latest)
    return MappingProxyType({evidence: towns[evidence] for evidence in Evidence if towns[evidence]})


def _shared_causes(latest: Iterable[CaseStudy]) -> Mapping[CommonCause, tuple[str, ...]]:
    joined = _joined(latest)
    return MappingProxyType({cause: _towns(joined["cause", cause]) for cause in CommonCause if ("cause", cause) in joined})


def _joint_projects(latest: Iterable[CaseStudy]) -> Mapping[str, tuple[str, ...]]:
    projects = {str(name): _towns(cases) for (kind, name), cases in _joined(latest).items() if kind == "project"}
    return MappingProxyType(dict(sorted(projects.items(), key=itemgetter(0))))
