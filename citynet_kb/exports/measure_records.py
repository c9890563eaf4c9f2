"""Measures as records: everything that a measure's page shows, as numbers and ids. Lists of ids are sorted."""

from collections.abc import Iterable
from typing import TypedDict

from citynet_kb.indexes import (
    ComparableFigures,
    Comparison,
    Difference,
    Group,
    Indexes,
    MeasureSummary,
    NamedReason,
    Range,
    Spread,
    TownStanding,
    standings,
)
from citynet_kb.model import addresses


class ObservationsRecord(TypedDict):
    """Independent experiences (M, F, S, T of the rule); towns with a shared outside cause or a joint project are one together."""

    m: int
    f: int
    s: int
    t: int


class ReasonRecord(TypedDict):
    """A reason, the towns that name it and their cases."""

    reason: str
    cities: list[str]
    cases: list[str]


class GroupRecord(TypedDict):
    """Towns that are alike in one factor."""

    group: str
    cities: int
    successes: int
    setbacks: int


class DifferenceRecord(TypedDict):
    """The towns grouped by one factor; `apart` are the groups left out of the comparison."""

    factor: str
    groups: list[GroupRecord]
    apart: list[GroupRecord]


class ExtentRecord(TypedDict):
    """Least, middle and greatest."""

    minimum: int | float
    median: int | float
    maximum: int | float


class RangeRecord(ExtentRecord):
    """The range of at least five figures that cover the same (`cost_of`; null for working days), and the same per inhabitant."""

    cost_of: str | None
    known: int
    planned: int
    per_inhabitant: ExtentRecord | None


class FigureRecord(TypedDict):
    """A figure over `cases` counting cases, known from `known` of them, `planned` of these being plans.

    Of costs the leading figure: actual, else planned, else running. `ranges` is empty where fewer than five figures cover the same.
    """

    figure: str
    cases: int
    known: int
    planned: int
    ranges: list[RangeRecord]
    pairs: int
    above_plan: int


class StandingRecord(TypedDict):
    """What was last known in one town."""

    city: str
    case: str
    standing: str
    date: str
    is_old: bool


class UncountedRecord(TypedDict):
    """Towns without a counting case, each under the first reason that fits."""

    weak: list[str]
    open: list[str]
    cancelled: list[str]


class MeasureRecord(TypedDict):
    """`m` towns of which the end is known, `f` of them with a setback as latest case, split by `modes`. `aliases` = former ids."""

    id: str
    url: str
    topic: str
    name: str
    aliases: list[str]
    m: int
    f: int
    modes: dict[str, int]
    observations: ObservationsRecord
    verdict: str
    words: str
    leading_modes: list[str]
    latest: dict[str, str]
    divided: dict[str, list[str]]
    uncounted: UncountedRecord
    cancelled_editions: dict[str, list[str]]
    anonymous: int
    anonymous_setbacks: int
    evidence: dict[str, int]
    shared_causes: dict[str, list[str]]
    joint_projects: dict[str, list[str]]
    reasons: list[ReasonRecord]
    reasons_partly: list[ReasonRecord]
    reasons_cancelled: list[ReasonRecord]
    differences: list[DifferenceRecord] | None
    figures: list[FigureRecord]
    would_repeat: dict[str, int]
    standings: list[StandingRecord]
    counter_cases: dict[str, str]
    cities_tried: list[str]
    cities_setback_ever: list[str]
    cities_success_ever: list[str]
    cases: list[str]


def measure_records(indexes: Indexes, as_of: str) -> list[MeasureRecord]:
    """Every measure, by id, those without a case too. Standings hold for the day `as_of` (YYYY-MM-DD)."""
    return [_measure(summary, indexes, as_of) for summary in indexes.measures.values()]


def _measure(summary: MeasureSummary, indexes: Indexes, as_of: str) -> MeasureRecord:
    measure, tally, seen = summary.measure, summary.tally, summary.tally.experiences
    compared = indexes.comparisons[measure.id]
    cases = sorted(case.id for case in summary.listing.cases)
    return MeasureRecord(
        id=measure.id,
        url=addresses.published(addresses.measure(measure.id)),
        topic=measure.topic,
        name=measure.name,
        aliases=list(measure.aliases),
        m=tally.m,
        f=tally.f,
        modes={mode.value: towns for mode, towns in tally.modes.items()},
        observations=ObservationsRecord(m=seen.total, f=seen.setbacks, s=seen.successes, t=seen.partial),
        verdict=summary.verdict.value,
        words=summary.words,
        leading_modes=sorted(mode.value for mode in summary.leading_modes),
        latest={city: case.id for city, case in tally.latest.items()},
        divided={city: [case.id for case in cases] for city, cases in tally.divided.items()},
        uncounted=UncountedRecord(weak=list(tally.beside.weak), open=list(tally.beside.open), cancelled=list(tally.beside.cancelled)),
        cancelled_editions={city: list(years) for city, years in tally.beside.cancelled_editions.items()},
        anonymous=tally.anonymous,
        anonymous_setbacks=tally.anonymous_setbacks,
        evidence={evidence.value: towns for evidence, towns in tally.evidence.items()},
        shared_causes={cause.value: list(towns) for cause, towns in tally.shared_causes.items()},
        joint_projects={project: list(towns) for project, towns in tally.joint_projects.items()},
        reasons=[_reason(named) for named in summary.reasons.setbacks],
        reasons_partly=[_reason(named) for named in summary.reasons.partly],
        reasons_cancelled=[_reason(named) for named in summary.reasons.cancelled],
        differences=None if compared.differences is None else [_difference(one) for one in compared.differences],
        figures=_figures(compared),
        would_repeat={answer.value: towns for answer, towns in compared.would_repeat.towns.items()},
        standings=_standings(standings(summary.listing.cases, as_of)),
        counter_cases={case: indexes.counter_cases[case].case.id for case in cases if case in indexes.counter_cases},
        cities_tried=list(tally.cities_tried),
        cities_setback_ever=list(tally.setback_cities),
        cities_success_ever=list(tally.success_cities),
        cases=cases,
    )


def _reason(named: NamedReason) -> ReasonRecord:
    return ReasonRecord(reason=named.reason.value, cities=list(named.cities), cases=sorted(case.id for case in named.cases))


def _difference(difference: Difference) -> DifferenceRecord:
    return DifferenceRecord(
        factor=difference.factor.value,
        groups=[_group(group) for group in difference.groups],
        apart=[_group(group) for group in difference.apart],
    )


def _group(group: Group) -> GroupRecord:
    return GroupRecord(group=group.term.value, cities=group.towns, successes=group.successes, setbacks=group.setbacks)


def _figures(compared: Comparison) -> list[FigureRecord]:
    pairs = zip(compared.spreads, compared.planned_against_actual, strict=True)
    return [_figure(spread, plan.pairs, plan.above) for spread, plan in pairs]


def _figure(spread: Spread, pairs: int, above: int) -> FigureRecord:
    return FigureRecord(
        figure=spread.figure.value,
        cases=spread.cases,
        known=spread.known,
        planned=spread.planned,
        ranges=[_range(one) for one in spread.comparable],
        pairs=pairs,
        above_plan=above,
    )


def _range(figures: ComparableFigures) -> RangeRecord:
    return RangeRecord(
        cost_of=figures.covers.value if figures.covers else None,
        known=figures.known,
        planned=figures.planned,
        per_inhabitant=_extent(figures.per_inhabitant) if figures.per_inhabitant else None,
        **_extent(figures.range),
    )


def _extent(range: Range) -> ExtentRecord:
    return ExtentRecord(minimum=range.minimum, median=range.median, maximum=range.maximum)


def _standings(found: Iterable[TownStanding]) -> list[StandingRecord]:
    return [
        StandingRecord(
            city=one.case.city,
            case=one.case.id,
            standing=one.standing.value,
            date=one.date,
            is_old=one.is_old,
        )
        for one in found
    ]
