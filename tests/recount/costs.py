"""What things cost, a second time: figures stand singly; a median and a range only from five that cover the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.indexes.naive import counts
from tests.recount.vocabulary import COMPARABLE

LEAST = 5
COSTS = ("cost_eur", "cost_planned_eur", "running_eur_per_year")
"""The first that is known decides the band."""
PLANNED = ("cost_planned_eur", "staff_days_planned")


@dataclass(frozen=True)
class Figure:
    """An amount of a case, and the key that it stands under."""

    case: dict[str, Any]
    amount: int
    key: str


def deciding(case: dict[str, Any]) -> Figure | None:
    """The figure that decides the band."""
    detail = case["effort_detail"]
    return next((Figure(case, detail[key], key) for key in COSTS if detail[key] is not None), None)


def comparable(cases: Iterable[dict[str, Any]]) -> dict[str, list[Figure]]:
    """What five or more figures of counting cases cover → these figures. A grant and a subsidy are parts of a cost, and never there."""
    found: dict[str, list[Figure]] = {}
    for case in filter(counts, cases):
        figure = deciding(case)
        if figure and case["cost_of"] in COMPARABLE:
            found.setdefault(case["cost_of"], []).append(figure)
    return {cover: figures for cover, figures in sorted(found.items()) if len(figures) >= LEAST}


def median(numbers: Sequence[int] | Sequence[Fraction]) -> float | Fraction:
    """The middle one, or the middle between the two."""
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
