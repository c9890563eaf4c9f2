"""Joins signs of a map that would stand too close to each other: one of them stays, with the number of all."""

from collections.abc import Mapping, Sequence
from math import hypot

APART = 40.0
"""Least distance between two signs of a map, in its units: room for a sign with a number, and for a finger."""
MOST_ENLARGED = 12.0
"""How far a map is enlarged at most. Towns that are still too close then stay together."""
Spots = Sequence[tuple[str, float, float]]
"""Id, x and y, the most important first."""


def stands_alone_from(spots: Spots) -> Mapping[str, float]:
    """Id → from which enlargement on its sign has room beside all that are more important; 1 from the beginning.

    At any enlargement the signs that have room are at least `APART` from each other, since each was compared with all before it.
    """
    found: dict[str, float] = {}
    for number, (id, x, y) in enumerate(spots):
        nearest = min((hypot(x - other_x, y - other_y) for _, other_x, other_y in spots[:number]), default=APART)
        found[id] = round(max(1.0, APART / nearest), 2) if nearest * MOST_ENLARGED >= APART else MOST_ENLARGED + 1
    return found


def joined(spots: Spots, alone_from: Mapping[str, float], of: Mapping[str, str], enlarged: float = 1.0) -> Mapping[str, tuple[str, ...]]:
    """Id of each sign that stays → the ids that it stands for, its own first.

    A sign without room joins the nearest one that stays of the same Land (`of`), so that numbers of a Land add up; where its Land has
    none, the nearest of all.
    """
    staying = [spot for spot in spots if alone_from[spot[0]] <= enlarged]
    found: dict[str, list[str]] = {id: [id] for id, _, _ in staying}
    for id, x, y in spots:
        if id not in found:
            own = [spot for spot in staying if of[spot[0]] == of[id]] or staying
            found[min(own, key=lambda spot: hypot(x - spot[1], y - spot[2]))[0]].append(id)
    return {id: tuple(ids) for id, ids in found.items()}
