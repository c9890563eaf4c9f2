"""The cases of one measure for a town of a given size (Erfahrungsblatt), and what others forgot when they tried it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from citynet_kb.indexes.measures import MeasureSummary, summarise
from citynet_kb.indexes.order import german_order
from citynet_kb.model import CaseStudy, ChecklistState, City, Confidence, Outcome, SizeClass
from citynet_kb.model.endings import effective_outcome

MISSED = (ChecklistState.FORGOTTEN, ChecklistState.TOO_LATE)


@dataclass(frozen=True)
class SizeExperience:
    """What is known of one measure from towns of one size class. Cases are latest ones of named towns, in German order of the towns."""

    size: SizeClass
    summary: MeasureSummary
    """Of the cases of this class alone."""
    latest: tuple[CaseStudy, ...]
    undecided: tuple[CaseStudy, ...]
    """One case of each town of this class that has tried it, but has no case that counts."""
    nearest: tuple[CaseStudy, ...]
    """Where this class has no latest case: those of the nearest classes that have one, both neighbours where they are equally far.

    Where no class has one, those of towns of unknown size.
    """
    nearest_sizes: tuple[SizeClass, ...]
    """Those classes, the largest first."""
    counter_case: CaseStudy | None
    """The counter-case: a success or a setback from the nearest class, opposite to most cases of this class (of all classes, if it has
    none)."""
    leans_to_setback: bool
    """Whether at least half of those towns have a setback, so that the counter-case is a success."""


@dataclass(frozen=True)
class Missed:
    """One item of the checklist that towns forgot or began too late."""

    item: str
    """Its id."""
    cities: tuple[str, ...]


@dataclass(frozen=True)
class Checklists:
    """What towns report about their checklists."""

    cities: tuple[str, ...]
    """Towns that reported one."""
    missed: tuple[Missed, ...]
    """Most towns first, then by id."""


def size_of(case: CaseStudy, cities: Mapping[str, City]) -> SizeClass | None:
    """Size class of a case's town; of an unnamed town that of the case itself."""
    if case.is_anonymous:
        return case.size_class
    return cities[case.city].size_class if case.city in cities else None


def tried_by_size(summary: MeasureSummary, cities: Mapping[str, City]) -> Mapping[SizeClass | None, int]:
    """How many towns of each class have tried the measure; None = towns of unknown size. Every class, zero included."""
    sizes = [cities[town].size_class if town in cities else None for town in summary.tally.cities_tried]
    return MappingProxyType({size: sizes.count(size) for size in (*SizeClass, None)})


def size_experiences(summary: MeasureSummary, cities: Mapping[str, City]) -> Mapping[SizeClass, SizeExperience]:
    """What is known of a measure from towns of each class."""
    groups: defaultdict[SizeClass | None, list[CaseStudy]] = defaultdict(list)
    for case in summary.listing.cases:
        groups[size_of(case, cities)].append(case)
    parts = {size: summarise(summary.measure, groups[size]) for size in SizeClass}
    latest = {size: _in_order(part.tally.latest.values(), cities) for size, part in parts.items()}
    unsized = _in_order((case for case in summary.tally.latest.values() if size_of(case, cities) is None), cities)
    return MappingProxyType({size: _experience(size, summary, parts, latest, unsized, cities) for size in SizeClass})


def checklists(cases: Iterable[CaseStudy]) -> Checklists:
    """What was forgotten or begun too late, counted in towns, over cases that are not withdrawn, named and not weakly sourced.

    Open cases count too: what was forgotten before the start is known long before the end.
    """
    told: set[str] = set()
    missed: defaultdict[str, set[str]] = defaultdict(set)
    for case in cases:
        if case.checklist and not case.withdrawn and not case.is_anonymous and case.confidence is not Confidence.LOW:
            told.add(case.city)
            for entry in case.checklist:
                if entry.state in MISSED:
                    missed[entry.item].add(case.city)
    found = (Missed(item, tuple(sorted(towns))) for item, towns in sorted(missed.items()))
    return Checklists(tuple(sorted(told)), tuple(sorted(found, key=lambda one: -len(one.cities))))


def _experience(
    size: SizeClass,
    summary: MeasureSummary,
    parts: Mapping[SizeClass, MeasureSummary],
    latest: Mapping[SizeClass, tuple[CaseStudy, ...]],
    unsized: tuple[CaseStudy, ...],
    cities: Mapping[str, City],
) -> SizeExperience:
    sizes = _nearest_first(size)
    near = () if latest[size] else _first_distance(size, [other for other in sizes if latest[other]])
    looked_at = parts[size].tally if latest[size] else summary.tally
    leans = 2 * looked_at.f >= looked_at.m
    ranked = (*(case for other in sizes for case in latest[other]), *unsized)
    tally = parts[size].tally
    undecided = {case.city: case for case in reversed(parts[size].listing.cases) if not case.is_anonymous and case.city not in tally.latest}
    return SizeExperience(
        size=size,
        summary=parts[size],
        latest=latest[size],
        undecided=_in_order(undecided.values(), cities),
        nearest=() if latest[size] else _in_order((case for other in near for case in latest[other]), cities) or unsized,
        nearest_sizes=near,
        counter_case=next((case for case in ranked if _speaks_against(case, leans)), None),
        leans_to_setback=leans,
    )


def _speaks_against(case: CaseStudy, leans_to_setback: bool) -> bool:
    outcome = effective_outcome(case)
    return outcome is Outcome.SUCCESSFUL if leans_to_setback else outcome.is_setback


def _nearest_first(size: SizeClass) -> list[SizeClass]:
    """All classes by their distance from this one, the larger of two neighbours first."""
    sizes = list(SizeClass)
    return sorted(sizes, key=lambda other: abs(sizes.index(other) - sizes.index(size)))


def _first_distance(size: SizeClass, others: list[SizeClass]) -> tuple[SizeClass, ...]:
    """Of classes ordered by distance, those that are as near as the first."""
    sizes = list(SizeClass)
    return tuple(
        other for other in others if abs(sizes.index(other) - sizes.index(size)) == abs(sizes.index(others[0]) - sizes.index(size))
    )


def _in_order(cases: Iterable[CaseStudy], cities: Mapping[str, City]) -> tuple[CaseStudy, ...]:
    """By name of the town."""

    def key(case: CaseStudy) -> tuple[tuple[str, str], str]:
        return german_order(cities[case.city].name if case.city in cities else case.city), case.id

    return tuple(sorted(cases, key=key))
