"""What a measure cost, in plain values: figures one by one, ranges of comparable ones, plan beside reality."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from citynet_kb.indexes import ComparableFigures, Comparison, Figure, KnownFigure, PlanAgainstActual, Spread, shown_period
from citynet_kb.indexes.figures import spread
from citynet_kb.model import CaseStudy, CostOf
from citynet_kb.model.endings import is_trusted
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


@dataclass(frozen=True)
class Outlay:
    """What one case took. Without a known `amount`, `note` is all that is told of money and work; it may be empty."""

    line: CaseLine
    inhabitants: int | None
    first_year: str
    last_year: str
    amount: KnownAmount | None
    note: str


def outlays(context: BuildContext, cases: Iterable[CaseStudy]) -> tuple[Outlay, ...]:
    """One a case that may speak of its town, in their order."""
    return tuple(_outlay(context, case) for case in cases if is_trusted(case))


def efforts_told(context: BuildContext, cases: Iterable[CaseStudy]) -> tuple[Outlay, ...]:
    """Those of which no amount and no working days are known, but something else: items, rates, who paid."""
    told = (case for case in cases if case.effort_detail and not case.effort_detail.has_figure)
    return tuple(one for one in outlays(context, told) if one.note)


def figure_spreads(context: BuildContext, comparison: Comparison) -> tuple[FigureSpread, ...]:
    """One for each figure."""
    pairs = zip(comparison.spreads, comparison.planned_against_actual, strict=True)
    return tuple(_spread(context, spread, plan) for spread, plan in pairs)


def _spread(context: BuildContext, spread: Spread, plan: PlanAgainstActual) -> FigureSpread:
    amounts = tuple(_amount(context, known) for known in spread.figures)
    return FigureSpread(spread.figure, amounts, spread.comparable, spread.cases, plan.pairs, plan.above)


def _amount(context: BuildContext, known: KnownFigure) -> KnownAmount:
    return KnownAmount(
        **_about(context, known.case),
        amount=known.amount,
        is_planned=known.planned,
        is_yearly=known.yearly,
        covers=known.covers,
    )


def _outlay(context: BuildContext, case: CaseStudy) -> Outlay:
    known = spread((case,), Figure.COST, context.base.cities).figures
    return Outlay(**_about(context, case), amount=_amount(context, known[0]) if known else None)


def _about(context: BuildContext, case: CaseStudy) -> dict[str, Any]:
    """Its line, how large its town is, its years, and the note on what it took."""
    city, span = context.base.cities.get(case.city), shown_period(case)
    return {
        "line": context.lines[case.id],
        "inhabitants": city.population if city else None,
        "first_year": (span.start or "")[:4],
        "last_year": (span.end or "")[:4],
        "note": (case.effort_detail.note or "") if case.effort_detail else "",
    }
