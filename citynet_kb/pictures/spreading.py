"""Signs that would cover each other stand side by side instead."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil, cos, hypot, pi, sin

_DIRECTIONS, _STEP = 16, 0.75


@dataclass(frozen=True)
class Spot:
    """Where a sign stands, in units of the picture; `size` is half its width."""

    x: float
    y: float
    size: float

    def distance(self, other: "Spot") -> float:
        """Between the centres."""
        return hypot(self.x - other.x, self.y - other.y)


def spread(wanted: Iterable[tuple[str, float, float, float]], frame: tuple[float, float], gap: float) -> Mapping[str, Spot]:
    """A spot for each (id, x, y, size), within (0, 0) and `frame`, at least `gap` from its neighbours.

    Earlier ones keep their place; a later one moves to the nearest free place, always the same for the same input.
    Where the frame has no free place left, it stays where it is.
    """
    taken = _Taken(gap)
    for id, x, y, size in wanted:
        spots = (Spot(round(a, 1), round(b, 1), size) for a, b in _outwards(x, y, size, max(frame)))
        inside = (spot for spot in spots if _within(spot, frame))
        taken.add(id, next((spot for spot in inside if taken.is_free(spot)), Spot(round(x, 1), round(y, 1), size)))
    return dict(sorted(taken.spots.items()))


def _outwards(x: float, y: float, size: float, farthest: float) -> Iterator[tuple[float, float]]:
    """The place itself, then rings around it, each wider by a part of the size."""
    yield x, y
    step = max(size, 0.5) * _STEP
    for ring in range(1, ceil(farthest / step) + 1):
        for turn in range(_DIRECTIONS):
            angle = 2 * pi * (turn + ring % 2 / 2) / _DIRECTIONS
            yield x + ring * step * cos(angle), y + ring * step * sin(angle)


def _within(spot: Spot, frame: tuple[float, float]) -> bool:
    return spot.size <= spot.x <= frame[0] - spot.size and spot.size <= spot.y <= frame[1] - spot.size


class _Taken:
    """Spots in use, by the square of a grid they stand in. Every sign stays within the circle of its size, rounded squares too."""

    def __init__(self, gap: float) -> None:
        self.spots: dict[str, Spot] = {}
        self._gap = gap
        self._cell = 32.0
        self._grid: defaultdict[tuple[int, int], list[Spot]] = defaultdict(list)
        self._largest = 0.0

    def add(self, id: str, spot: Spot) -> None:
        self.spots[id] = spot
        self._grid[int(spot.x // self._cell), int(spot.y // self._cell)].append(spot)
        self._largest = max(self._largest, spot.size)

    def is_free(self, spot: Spot) -> bool:
        return all(spot.distance(other) >= spot.size + other.size + self._gap for other in self._near(spot))

    def _near(self, spot: Spot) -> Iterator[Spot]:
        around = ceil((spot.size + self._largest + self._gap) / self._cell)
        column, row = int(spot.x // self._cell), int(spot.y // self._cell)
        for x in range(column - around, column + around + 1):
            for y in range(row - around, row + around + 1):
                yield from self._grid.get((x, y), ())
