"""What a measure cost, in plain values: figures one by one, ranges of comparable ones, plan beside reality."""

from dataclasses import dataclass

from citynet_kb.indexes import ComparableFigures, Comparison, Figure, KnownFigure, PlanAgainstActual, Spread, shown_period
from citynet_kb.model import CostOf
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.views.case_lines import CaseLine


@dataclass(frozen=True)
class KnownAmount:
    """One figure of one case. `is_planned`: the actual one is not known; `is_yearly`: a running cost a year.

    `inhabitants` and the first and last year are empty where they are not known; `covers` too.
    """

    line: CaseLine
    inhabitants: int | None
    first_year: str
    last_year: str
    amount: int
    is_planned: bool
    is_yearly: bool
    covers: CostOf | None
    note: str


@dataclass(frozen=True)
class FigureSpread:
    """The known amounts of one figure, the ranges of those that cover the same, and plan beside reality."""

    figure: Figure
    amounts: tuple[KnownAmount, ...]
    comparable: tuple[ComparableFigures, ...]
    cases: int
    """Counting cases, with or without the figure."""
    pairs: int
    """Cases of which plan and actual figure are known."""
    above_plan: int


def figure_spreads(context: BuildContext, comparison: Comparison) -> tuple[FigureSpread, ...]:
    """One for each figure."""
    pairs = zip(comparison.spreads, comparison.planned_against_actual, strict=True)
    return tuple(_spread(context, spread, plan) for spread, plan in pairs)


def _spread(context: BuildContext, spread: Spread, plan: PlanAgainstActual) -> FigureSpread:
    amounts = tuple(_amount(context, known) for known in spread.figures)
    return FigureSpread(spread.figure, amounts, spread.comparable, spread.cases, plan.pairs, plan.above)


def _amount(context: BuildContext, known: KnownFigure) -> KnownAmount:
    case = known.case
    city, span = context.base.cities.get(case.city), shown_period(case)
    first, last = span.start or "", span.end or ""
    return KnownAmount(
        line=context.lines[case.id],
        inhabitants=city.population if city else None,
        first_year=first[:4],
        last_year=last[:4],
        amount=known.amount,
        is_planned=known.planned,
        is_yearly=known.yearly,
        covers=known.covers,
        note=(case.effort_detail.note or "") if case.effort_detail else "",
    )
