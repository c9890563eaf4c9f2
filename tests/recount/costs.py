"""What things cost, a second time: figures stand singly; a median and a range only from five that cover the same."""

from collections.abc import Iterable
from typing import Any

from tests.indexes.naive import counts
from tests.recount.vocabulary import COMPARABLE

Case = dict[str, Any]
LEAST = 5
COSTS = ("cost_eur", "cost_planned_eur", "running_eur_per_year")
"""The first that is known decides the band."""


def deciding(case: Case) -> tuple[str, int] | None:
    """The figure that decides the band, with its key."""
    return next(((name, case["effort_detail"][name]) for name in COSTS if case["effort_detail"][name] is not None), None)


def by_cover(cases: Iterable[Case]) -> dict[str, list[int]]:
    """What the figures cover → amounts in the order of size, of counting cases."""
    found: dict[str, list[int]] = {}
    for case in cases:
        figure = deciding(case)
        if counts(case) and figure and case["cost_of"] in COMPARABLE:
            found.setdefault(case["cost_of"], []).append(figure[1])
    return {cover: sorted(amounts) for cover, amounts in sorted(found.items())}


def comparable(cases: Iterable[Case]) -> dict[str, list[int]]:
    """Those of which a median and a range may be said."""
    return {cover: amounts for cover, amounts in by_cover(cases).items() if len(amounts) >= LEAST}


def median(numbers: list[int]) -> float:
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
