"""Money and working days in the cases of one measure: known figures, ranges of comparable ones, planned against actual.

Figures stand singly. A range and a median need five figures that cover the same: a festival's whole cost and a yearly subsidy
have no middle.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from citynet_kb.model import CaseStudy, City, CostOf, Term
from citynet_kb.model.endings import counts

FEWEST_FIGURES = 5
"""Least number of comparable figures for a range and a median."""
FEWEST_FOR_PERCENTAGE = 10


class Figure(Term):
    """A figure of the effort that can be compared."""

    COST = ("kosten", "Kosten in Euro", "Was es kostete; wo das nicht bekannt ist, der Plan, sonst die laufenden Kosten im Jahr.")
    STAFF_DAYS = ("personentage", "Personentage", "Tatsächliche Arbeitstage in der Verwaltung, sonst die geplanten.")


@dataclass(frozen=True)
class KnownFigure:
    """One figure of one case. `planned`: the actual one is not known; `yearly`: a running cost a year.

    `covers` is what the case says that its costs cover; None where it does not say, and for working days.
    """

    amount: int
    case: CaseStudy
    planned: bool = False
    yearly: bool = False
    covers: CostOf | None = None


@dataclass(frozen=True)
class Range:
    """Least, middle and greatest of at least five figures. The median of an even number may end in a half."""

    minimum: int | float
    median: int | float
    maximum: int | float


@dataclass(frozen=True)
class ComparableFigures:
    """At least five figures that cover the same."""

    covers: CostOf | None
    """None for working days, which are all of one kind."""
    known: int
    planned: int
    """Figures that are plans."""
    range: Range
    per_inhabitant: Range | None
    """The same per inhabitant, in euros rounded to cents; None for working days, and below five towns of known population."""


@dataclass(frozen=True)
class Spread:
    """The known figures of the counting cases."""

    figure: Figure
    figures: tuple[KnownFigure, ...]
    """By amount, then by id of the case."""
    cases: int
    """Counting cases, with or without the figure."""
    comparable: tuple[ComparableFigures, ...]
    """In the order of the vocabulary; none where fewer than five figures cover the same."""

    @property
    def known(self) -> int:
        return len(self.figures)

    @property
    def planned(self) -> int:
        """Figures that are plans."""
        return sum(known.planned for known in self.figures)


@dataclass(frozen=True)
class PlanAgainstActual:
    """Counting cases whose planned and actual figures are known, the planned one above zero."""

    figure: Figure
    cases: tuple[CaseStudy, ...]
    above: int
    """Cases that took more than planned."""
    median_ratio: Fraction | None
    """Median of actual divided by planned; None below five pairs."""

    @property
    def pairs(self) -> int:
        return len(self.cases)

    @property
    def allows_percentage(self) -> bool:
        """Below ten pairs no percentage is computed."""
        return self.pairs >= FEWEST_FOR_PERCENTAGE


def spread(cases: Iterable[CaseStudy], figure: Figure, cities: Mapping[str, City]) -> Spread:
    """The figure over counting cases, and the ranges of those that cover the same. `cities` know the population."""
    counting = [case for case in cases if counts(case)]
    known = (_known(case, figure) for case in counting)
    figures = sorted((one for one in known if one), key=lambda one: (one.amount, one.case.id))
    return Spread(figure, tuple(figures), len(counting), _comparable(figures, figure, cities))


def planned_against_actual(cases: Iterable[CaseStudy], figure: Figure) -> PlanAgainstActual:
    """Planned against actual, over counting cases where both are known. A plan of zero has no ratio and is left out."""
    ratios: dict[str, Fraction] = {}
    pairs: dict[str, CaseStudy] = {}
    for case in cases:
        actual, planned = _amounts(case, figure)
        if actual is not None and planned and counts(case):
            ratios[case.id], pairs[case.id] = Fraction(actual, planned), case
    return PlanAgainstActual(
        figure=figure,
        cases=tuple(pairs[slug] for slug in sorted(pairs)),
        above=sum(ratio > 1 for ratio in ratios.values()),
        median_ratio=_median_ratio(sorted(ratios.values())) if len(ratios) >= FEWEST_FIGURES else None,
    )


def _comparable(figures: Iterable[KnownFigure], figure: Figure, cities: Mapping[str, City]) -> tuple[ComparableFigures, ...]:
    groups: defaultdict[CostOf | None, list[KnownFigure]] = defaultdict(list)
    for one in figures:
        if figure is not Figure.COST or (one.covers and one.covers.is_whole_cost):
            groups[one.covers].append(one)
    kinds: tuple[CostOf | None, ...] = (*CostOf, None)
    return tuple(_range_of(kind, groups[kind], cities) for kind in kinds if len(groups[kind]) >= FEWEST_FIGURES)


def _range_of(kind: CostOf | None, figures: Sequence[KnownFigure], cities: Mapping[str, City]) -> ComparableFigures:
    shares = sorted(share for one in figures if (share := _per_inhabitant(one, cities)) is not None) if kind else []
    return ComparableFigures(
        covers=kind,
        known=len(figures),
        planned=sum(one.planned for one in figures),
        range=_range([one.amount for one in figures]),
        per_inhabitant=_range_in_cents(shares) if len(shares) >= FEWEST_FIGURES else None,
    )


def _per_inhabitant(known: KnownFigure, cities: Mapping[str, City]) -> Fraction | None:
    city = cities.get(known.case.city)
    return Fraction(known.amount, city.population) if city and city.population else None


def _amounts(case: CaseStudy, figure: Figure) -> tuple[int | None, int | None]:
    """Actual and planned."""
    detail = case.effort_detail
    if detail is None:
        return None, None
    if figure is Figure.COST:
        return detail.cost_eur, detail.cost_planned_eur
    return detail.staff_days, detail.staff_days_planned


def _known(case: CaseStudy, figure: Figure) -> KnownFigure | None:
    """The leading figure: actual, else planned, else of costs the running one."""
    actual, planned = _amounts(case, figure)
    covers = case.cost_of if figure is Figure.COST else None
    if actual is not None or planned is not None:
        amount = planned if actual is None else actual
        return KnownFigure(amount or 0, case, planned=actual is None, covers=covers)
    leading = case.effort_detail.cost if case.effort_detail and figure is Figure.COST else None
    return None if leading is None else KnownFigure(leading, case, yearly=True, covers=covers)


def _range(ordered: Sequence[int]) -> Range:
    both = ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]
    return Range(ordered[0], both / 2 if both % 2 else both // 2, ordered[-1])


def _range_in_cents(ordered: Sequence[Fraction]) -> Range:
    """The middle is taken before rounding."""
    cents = (round(100 * share) for share in (ordered[0], _median_ratio(ordered), ordered[-1]))
    return Range(*(amount / 100 if amount % 100 else amount // 100 for amount in cents))


def _median_ratio(ordered: Sequence[Fraction]) -> Fraction:
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
