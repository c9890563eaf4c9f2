"""Facts across all measures: effort against outcome, quick successes, gaps, divided opinion, years, modes.

Only counting cases are used, unless a docstring says otherwise. Mappings hold ids of cases, sorted.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from citynet_kb.indexes.counting import MODES
from citynet_kb.indexes.listings import last_happened_first
from citynet_kb.indexes.measures import MeasureSummary
from citynet_kb.indexes.order import german_order
from citynet_kb.indexes.topics import TopicSummary
from citynet_kb.model import OUTCOMES, CaseStudy, Effort, Outcome
from citynet_kb.model.endings import counts, effective_outcome, is_trusted

MOST_QUICK_LEVEL = 2
"""The greatest level of effort of a quick success: small."""
KNOWN_OUTCOMES = tuple(outcome for outcome in OUTCOMES if outcome.is_known_end)


@dataclass(frozen=True)
class EffortMatrix:
    """Effort × effective outcome, every pair present."""

    counted: Mapping[Effort, Mapping[Outcome, tuple[str, ...]]]
    """The known outcomes; counting cases only."""
    open: Mapping[Effort, tuple[str, ...]]
    """Cases that would count if their end were known."""


@dataclass(frozen=True)
class EvidenceGaps:
    """What the network does not know yet. Equal entries are in German order of names."""

    without_case: tuple[MeasureSummary, ...]
    """Measures without any case that is not withdrawn."""
    without_known_outcome: tuple[MeasureSummary, ...]
    """Measures whose cases do not count."""
    topics: tuple[TopicSummary, ...]
    """All topics, those with fewest counting cases first."""


@dataclass(frozen=True)
class DividedOpinion:
    """A measure that succeeded in some towns and met a setback in others, by their latest cases."""

    summary: MeasureSummary
    successes: int
    setbacks: int

    @property
    def towns(self) -> int:
        """All towns with a latest case, partial successes included."""
        return self.summary.tally.m

    @property
    def evenness(self) -> Fraction:
        """The smaller side divided by the greater: 1 where both are equal."""
        return Fraction(min(self.successes, self.setbacks), max(self.successes, self.setbacks))


@dataclass(frozen=True)
class Year:
    """What began, and what ended with a setback, in one calendar year. A plan that was given up has an end but no beginning."""

    year: int
    started: tuple[str, ...] = ()
    ended_with_setback: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaseYears:
    """The years in which something began or ended with a setback, oldest first; years without either are absent."""

    years: tuple[Year, ...]
    without_start: tuple[str, ...]
    """Cases that began at an unknown time."""
    without_end: tuple[str, ...]
    """Setbacks that ended at an unknown time."""


@dataclass(frozen=True)
class ModeShares:
    """The latest cases of all measures by mode of setback. A town counts once for each measure that it tried."""

    modes: Mapping[Outcome, int]
    latest: int
    """Latest cases of all measures, setbacks or not."""

    @property
    def setbacks(self) -> int:
        return sum(self.modes.values())


@dataclass(frozen=True)
class AcrossMeasures:
    """All of it."""

    matrix: EffortMatrix
    quick_successes: tuple[CaseStudy, ...]
    gaps: EvidenceGaps
    divided: tuple[DividedOpinion, ...]
    timeline: CaseYears
    modes: ModeShares


def across_measures(
    cases: Iterable[CaseStudy], measures: Mapping[str, MeasureSummary], topics: Mapping[str, TopicSummary]
) -> AcrossMeasures:
    """All facts across all measures. The order of the cases does not matter."""
    ordered = sorted(cases, key=lambda case: case.id)
    return AcrossMeasures(
        matrix=effort_matrix(ordered),
        quick_successes=quick_successes(ordered),
        gaps=evidence_gaps(measures, topics),
        divided=divided_opinion(measures),
        timeline=timeline(ordered),
        modes=mode_shares(measures),
    )


def effort_matrix(cases: Iterable[CaseStudy]) -> EffortMatrix:
    """Each band of effort with each known outcome; open cases are listed apart."""
    cells: defaultdict[tuple[Effort, Outcome], list[str]] = defaultdict(list)
    for case in cases:
        if counts(case) or _is_open(case):
            cells[case.effort, effective_outcome(case)].append(case.id)
    return EffortMatrix(
        counted=MappingProxyType(
            {band: MappingProxyType({outcome: _ids(cells[band, outcome]) for outcome in KNOWN_OUTCOMES}) for band in Effort}
        ),
        open=MappingProxyType({band: _ids(cells[band, Outcome.OPEN]) for band in Effort}),
    )


def quick_successes(cases: Iterable[CaseStudy]) -> tuple[CaseStudy, ...]:
    """Counting successes of very small or small effort, smallest first, then what happened last ("Schnelle Erfolge")."""
    quick = (case for case in cases if case.effort.level and case.effort.level <= MOST_QUICK_LEVEL and counts(case))
    successes = (case for case in quick if effective_outcome(case) is Outcome.SUCCESSFUL)
    return tuple(sorted(last_happened_first(successes), key=lambda case: case.effort.level or 0))


def evidence_gaps(measures: Mapping[str, MeasureSummary], topics: Mapping[str, TopicSummary]) -> EvidenceGaps:
    """Measures without a case or without a known outcome, and topics by how little is known."""
    named = sorted(measures.values(), key=_by_name)
    return EvidenceGaps(
        without_case=tuple(summary for summary in named if not summary.listing.cases),
        without_known_outcome=tuple(summary for summary in named if summary.listing.cases and not summary.listing.counted),
        topics=tuple(sorted(topics.values(), key=lambda one: (one.listing.counted, german_order(one.topic.name), one.topic.id))),
    )


def divided_opinion(measures: Mapping[str, MeasureSummary]) -> tuple[DividedOpinion, ...]:
    """Measures with at least one success and one setback among the latest cases: most even first, then most towns, then by name."""
    all_sides = (DividedOpinion(summary, len(summary.tally.counter_cases), summary.tally.f) for summary in measures.values())
    divided = (one for one in all_sides if one.successes and one.setbacks)
    return tuple(sorted(divided, key=lambda one: (-one.evenness, -one.towns, _by_name(one.summary))))


def timeline(cases: Iterable[CaseStudy]) -> CaseYears:
    """Years of the counting cases. A measure that never came about has no start."""
    counting = [case for case in cases if counts(case)]
    began = [case for case in counting if effective_outcome(case) is not Outcome.NEVER_REALISED]
    setbacks = [case for case in counting if effective_outcome(case).is_setback]
    started = _by_year((case.period.start if case.period else None, case.id) for case in began)
    ended = _by_year((case.period.end if case.period else None, case.id) for case in setbacks)
    years = sorted({*started, *ended} - {None}, key=lambda year: year or 0)
    return CaseYears(
        years=tuple(Year(year, started.get(year, ()), ended.get(year, ())) for year in years if year is not None),
        without_start=started.get(None, ()),
        without_end=ended.get(None, ()),
    )


def mode_shares(measures: Mapping[str, MeasureSummary]) -> ModeShares:
    """The three modes, summed over the latest cases of all measures. Cases without a measure are left out."""
    tallies = [summary.tally for summary in measures.values()]
    modes = {mode: sum(tally.modes[mode] for tally in tallies) for mode in MODES}
    return ModeShares(MappingProxyType(modes), sum(tally.m for tally in tallies))


def _is_open(case: CaseStudy) -> bool:
    hidden = not is_trusted(case)
    return not hidden and effective_outcome(case) is Outcome.OPEN


def _ids(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(found))


def _by_name(summary: MeasureSummary) -> tuple[tuple[str, str], str]:
    return german_order(summary.measure.name), summary.measure.id


def _by_year(dated: Iterable[tuple[str | None, str]]) -> dict[int | None, tuple[str, ...]]:
    """Year of a partial date → ids; None → ids without a date."""
    years: defaultdict[int | None, list[str]] = defaultdict(list)
    for date, slug in dated:
        years[int(date[:4]) if date else None].append(slug)
    return {year: _ids(slugs) for year, slugs in years.items()}
