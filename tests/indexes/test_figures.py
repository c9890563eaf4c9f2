"""What a measure cost: figures one by one, ranges of five that cover the same, planned against actual."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest

from citynet_kb.indexes import ComparableFigures, Figure, Range, planned_against_actual, spread
from citynet_kb.model import CaseStudy, City, CostOf
from tests.indexes.examples import case

WITHDRAWN = {"date": "2024-01-01", "reason": "Irrtum."}


def cost(id: str, actual: int | None = None, planned: int | None = None, running: int | None = None, **front_matter: Any) -> CaseStudy:
    detail = {"cost_eur": actual, "cost_planned_eur": planned, "running_eur_per_year": running}
    return case(id, effort_detail=detail, **front_matter)


def costs(amounts: Sequence[int], of: str | None = "gesamt") -> list[CaseStudy]:
    """One town each."""
    return [cost(f"t{number}/1", amount, cost_of=of) for number, amount in enumerate(amounts)]


def town(slug: str, population: int | None) -> City:
    return City(id=slug, slug=slug, name=slug.title(), state="Thüringen", country="DE", population=population)


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([], None),
        ([5, 9, 7, 6], None),
        ([9, 0, 5, 7, 8], Range(0, 7, 9)),
        ([1, 2, 5, 9, 10, 11], Range(1, 7, 11)),
        ([1, 2, 4, 9, 10, 11], Range(1, 6.5, 11)),
        (list(range(1, 51)), Range(1, 25.5, 50)),
    ],
)
def test_range(amounts: list[int], expected: Range | None) -> None:
    """From five figures on; how many are known stands beside it in any case."""
    found = spread([*costs(amounts), case("ohne/1")], Figure.COST, {})
    assert (found.known, found.cases) == (len(amounts), len(amounts) + 1)
    assert [one.range for one in found.comparable] == ([expected] if expected else [])
    assert [one.known for one in found.comparable] == ([len(amounts)] if expected else [])


@pytest.mark.parametrize("of", ["foerdersumme", "zuschuss-stadt", None])
def test_what_is_no_whole_cost_has_no_range(of: str | None) -> None:
    """A grant and a subsidy are a part of the cost, and what a figure covers may not be known: no number of them makes a range."""
    found = spread(costs([1, 2, 3, 4, 5, 6, 7], of), Figure.COST, {})
    assert (found.known, found.comparable) == (7, ())


def test_only_what_covers_the_same_is_compared() -> None:
    """Four whole costs and four running ones are no eight; each kind has its own range once it has five."""
    mixed = [*costs([1, 2, 3, 4]), *(cost(f"l{number}/1", running=10 * number, cost_of="laufend-jahr") for number in range(1, 5))]
    assert spread(mixed, Figure.COST, {}).comparable == ()
    enough = [*mixed, cost("l5/1", running=50, cost_of="laufend-jahr"), cost("g5/1", planned=5, cost_of="gesamt")]
    found = spread(enough, Figure.COST, {}).comparable
    assert [(one.covers, one.known, one.planned, one.range) for one in found] == [
        (CostOf.TOTAL, 5, 1, Range(1, 3, 5)),
        (CostOf.RUNNING_PER_YEAR, 5, 0, Range(10, 30, 50)),
    ]


def test_per_inhabitant() -> None:
    """In euros and cents; the middle is taken of the shares, not of the costs. Below five towns of known population there is none."""
    cities = {f"t{number}": town(f"t{number}", population) for number, population in enumerate([1000, 100, 10_000, 3000, 700])}
    (found,) = spread(costs([1000, 1000, 2000, 2000, 7000]), Figure.COST, cities).comparable
    assert found.per_inhabitant == Range(0.2, 1.0, 10.0)
    (found,) = spread(costs([1000, 1000, 2000, 2000, 7000]), Figure.COST, cities | {"t4": town("t4", None)}).comparable
    assert found.per_inhabitant is None
    (found,) = spread(costs([1, 1, 2, 2, 7]), Figure.COST, cities).comparable
    assert found.per_inhabitant == Range(0.0, 0.0, 0.01)


def test_the_leading_figure_counts() -> None:
    """Actual goes before planned, planned before running; what is no plan and no yearly cost says so."""
    cases = [cost("a/1", 10, 99, 5), cost("b/1", None, 20, 5), cost("c/1", 0), cost("d/1", running=7, cost_of="laufend-jahr"), case("e/1")]
    found = spread(cases, Figure.COST, {})
    told = [(one.case.id, one.amount, one.planned, one.yearly) for one in found.figures]
    assert told == [("c/1", 0, False, False), ("d/1", 7, False, True), ("a/1", 10, False, False), ("b/1", 20, True, False)]
    assert [one.covers for one in found.figures] == [None, CostOf.RUNNING_PER_YEAR, None, None]
    assert (found.planned, found.known, found.cases) == (1, 4, 5)


def test_staff_days() -> None:
    """Days are a figure of their own, all of one kind, and have no share per inhabitant."""
    days = [case(f"t{number}/1", cost_of="foerdersumme", effort_detail={"staff_days": number, "cost_eur": 1}) for number in range(1, 6)]
    found = spread(days, Figure.STAFF_DAYS, {f"t{number}": town(f"t{number}", 10) for number in range(1, 6)})
    assert found.comparable == (ComparableFigures(None, 5, 0, Range(1, 3, 5), None),)


def test_only_counting_cases_have_figures() -> None:
    """Open, cancelled, weakly sourced, withdrawn and anonymous cases do not."""
    hidden = [
        cost("a/1", 9, 3, outcome="offen"),
        cost("e/1", 9, 3, outcome="ausgefallen", cadence="wiederkehrend"),
        cost("b/1", 9, 3, confidence="low"),
        cost("c/1", 9, 3, withdrawn=WITHDRAWN),
        cost("anonym/1", 9, 3),
    ]
    assert (spread(hidden, Figure.COST, {}).known, spread(hidden, Figure.COST, {}).cases) == (0, 0)
    assert planned_against_actual(hidden, Figure.COST).pairs == 0


def test_planned_against_actual() -> None:
    """Pairs only; a plan of zero has no ratio; a median from five pairs on, no percentage below ten."""
    cases = [cost("c/1", 30, 20), cost("a/1", 10, 10), cost("b/1", 5, 15), cost("d/1", 7), cost("e/1", None, 7), cost("f/1", 7, 0)]
    found = planned_against_actual(cases, Figure.COST)
    assert [one.id for one in found.cases] == ["a/1", "b/1", "c/1"]
    assert (found.pairs, found.above, found.median_ratio, found.allows_percentage) == (3, 1, None, False)
    five = planned_against_actual([*cases, cost("g/1", 4, 2), cost("h/1", 5, 1)], Figure.COST)
    assert (five.pairs, five.above, five.median_ratio) == (5, 3, Fraction(3, 2))
    many = planned_against_actual([cost(f"t{number}/1", number, 3) for number in range(10)], Figure.COST)
    assert (many.above, many.median_ratio, many.allows_percentage) == (6, Fraction(3, 2), True)
