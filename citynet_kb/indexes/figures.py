"""Money and working days in the cases of one measure: known figures, their range, planned against actual."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from citynet_kb.indexes.case_ends import counts
from citynet_kb.model import CaseStudy, Term

FEWEST_FIGURES = 3
"""Least number of figures for a range and a median."""
FEWEST_FOR_PERCENTAGE = 10


class Figure(Term):
    """A figure of the effort that can be compared."""

    COST = ("kosten", "Kosten in Euro", "Einmalige Kosten; wo die tatsächlichen nicht bekannt sind, die geplanten.")
    STAFF_DAYS = ("personentage", "Personentage", "Tatsächliche Arbeitstage in der Verwaltung, sonst die geplanten.")


@dataclass(frozen=True)
class KnownFigure:
    """One figure of one case. `planned`: the actual one is not known."""

    amount: int
    case: CaseStudy
    planned: bool


@dataclass(frozen=True)
class Range:
    """Least, middle and greatest of at least three figures. The median of an even number may end in a half."""

    minimum: int
    median: int | float
    maximum: int


@dataclass(frozen=True)
class Spread:
    """The known figures of the counting cases."""

    figure: Figure
    figures: tuple[KnownFigure, ...]
    """By amount, then by id of the case."""
    cases: int
    """Counting cases, with or without the figure."""
    range: Range | None
    """None where fewer than three figures are known."""

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
    """Median of actual divided by planned; None below three pairs."""

    @property
    def pairs(self) -> int:
        return len(self.cases)

    @property
    def allows_percentage(self) -> bool:
        """Below ten pairs no percentage is computed."""
        return self.pairs >= FEWEST_FOR_PERCENTAGE


def spread(cases: Iterable[CaseStudy], figure: Figure) -> Spread:
    """The figure over counting cases, actual else planned; its range where at least three are known."""
    counting = [case for case in cases if counts(case)]
    known = (_known(case, figure) for case in counting)
    figures = sorted((one for one in known if one), key=lambda one: (one.amount, one.case.id))
    amounts = [one.amount for one in figures]
    extent = Range(amounts[0], _median(amounts), amounts[-1]) if len(amounts) >= FEWEST_FIGURES else None
    return Spread(figure, tuple(figures), len(counting), extent)


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


def _amounts(case: CaseStudy, figure: Figure) -> tuple[int | None, int | None]:
    """Actual and planned."""
    detail = case.effort_detail
    if detail is None:
        return None, None
    if figure is Figure.COST:
        return detail.cost_eur, detail.cost_planned_eur
    return detail.staff_days, detail.staff_days_planned


def _known(case: CaseStudy, figure: Figure) -> KnownFigure | None:
    actual, planned = _amounts(case, figure)
    amount = planned if actual is None else actual
    return None if amount is None else KnownFigure(amount, case, planned=actual is None)


def _median(ordered: Sequence[int]) -> int | float:
    both = ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]
    return both / 2 if both % 2 else both // 2


def _median_ratio(ordered: Sequence[Fraction]) -> Fraction:
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
