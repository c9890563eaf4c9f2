"""Costs, working days and bands of effort, counted a second time."""

from collections.abc import Callable
from fractions import Fraction
from math import floor

from tests.indexes.naive import counts
from tests.recount.costs import LEAST, PLANNED, Figure, comparable, deciding, median
from tests.recount.ledger import Case, Ledger
from tests.recount.pages import Place
from tests.recount.registering import beside, counts_of, measure_at
from tests.recount.vocabulary import COMPARABLE

FIGURES = ("kosten", "personentage")
KINDS = (*(f"kosten_{cover}" for cover in COMPARABLE), "personentage")
"""What ranges are of: costs that cover the same, and working days."""
ENDS = ("minimum", "maximum", "median")


def _known(ledger: Ledger, measure: str, kind: str) -> list[Figure]:
    """The figures of one kind, if there are enough of them."""
    cases = ledger.of_measure(measure)
    if kind == "personentage":
        found = _days(cases)
        return found if len(found) >= LEAST else []
    return comparable(cases)[kind.removeprefix("kosten_")]


def _days(cases: list[Case]) -> list[Figure]:
    found = []
    for case in filter(counts, cases):
        for key in ("staff_days", "staff_days_planned"):
            if case["effort_detail"][key] is not None:
                found.append(Figure(case, case["effort_detail"][key], key))
                break
    return found


@counts_of(*(f"{kind}_{end}" for kind in KINDS for end in ENDS))
def _spread(ledger: Ledger, place: Place) -> float:
    kind, _, end = place.what.rpartition("_")
    return _end(end, [one.amount for one in _known(ledger, measure_at(ledger, place), kind)])


@counts_of(*(f"{said}_{kind}" for said in ("figures", "planned") for kind in KINDS))
def _figures(ledger: Ledger, place: Place) -> int:
    said, _, kind = place.what.partition("_")
    found = _known(ledger, measure_at(ledger, place), kind)
    return sum(said == "figures" or one.key in PLANNED for one in found)


@counts_of("costs_more")
def _costs_more(ledger: Ledger, place: Place) -> int:
    cases = ledger.of_measure(measure_at(ledger, place))
    return sum(counts(case) and deciding(case) is not None for case in cases) - len(beside(place))


@counts_of(*(f"kosten_{cover}_inhabitant_{end}" for cover in COMPARABLE for end in ENDS))
def _per_inhabitant(ledger: Ledger, place: Place) -> float:
    """In euros, to the cent, from ten euros on to the euro; of towns of known population, if there are enough of them."""
    kind, end = place.what.split("_inhabitant_")
    shares = []
    for one in _known(ledger, measure_at(ledger, place), kind):
        people = ledger.population(one.case["city"])
        if people:
            shares.append(Fraction(one.amount, people))
    assert len(shares) >= LEAST, "too few for a range per inhabitant"
    cents = round(Fraction(_end(end, shares)), 2)
    return float(cents if cents < 10 else floor(cents + Fraction(1, 2)))


def _end(end: str, amounts: list[int] | list[Fraction]) -> float:
    of: dict[str, Callable[[], float]] = {
        "minimum": lambda: min(amounts),
        "maximum": lambda: max(amounts),
        "median": lambda: median(amounts),
    }
    return of[end]()


@counts_of(*FIGURES)
def _own_figure(ledger: Ledger, place: Place) -> int:
    case = ledger.case[place.linked("faelle")[0]]
    figure = deciding(case) if place.what == "kosten" else _days([case])[0]
    assert figure
    return figure.amount


@counts_of("town_population")
def _town_population(ledger: Ledger, place: Place) -> int:
    return ledger.population(ledger.case[place.linked("faelle")[0]]["city"]) or 0


@counts_of(*(f"{figure}_{kind}" for figure in FIGURES for kind in ("pairs", "above_plan", "within_plan")))
def _pairs(ledger: Ledger, place: Place) -> int:
    figure, _, kind = place.what.partition("_")
    pairs = ledger.pairs(measure_at(ledger, place), figure)
    above = sum(actual > planned for actual, planned in pairs)
    return {"pairs": len(pairs), "above_plan": above, "within_plan": len(pairs) - above}[kind]
