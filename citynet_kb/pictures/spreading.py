"""Moves signs apart that would cover each other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import ceil, cos, hypot, pi, sin

_ROUNDS, _SLACK, _SAME_PLACE, _GOLDEN_ANGLE = 60, 0.2, 1e-6, 2.399963
_DIRECTIONS, _STEP = 16, 0.75
_ROUNDING = 0.1
"""More than a place is moved by rounding."""
_MOST_PUSHED = 300
"""Most signs that are pushed apart; for more it would take seconds."""


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

    Crowded signs push each other apart. If two still touch, the later one moves to the nearest free place. Very many signs are placed
    on a lattice instead. Deterministic. If the frame has no free place left, a sign stays where it was.
    """
    ordered = list(wanted)
    places = [Spot(x, y, size) for _, x, y, size in ordered]
    made = _apart(places, frame, gap) if len(places) <= _MOST_PUSHED else _on_lattice(places, frame, gap)
    return dict(sorted(zip((id for id, *_ in ordered), made, strict=True)))


def nearest(spots: Mapping[str, Spot], limit: float) -> Mapping[str, float]:
    """Id → distance to the nearest other spot, `limit` where none is nearer."""
    found = dict.fromkeys(spots, limit)
    ids = list(spots)
    for first, second in _close_pairs(list(spots.values()), limit):
        distance = spots[ids[first]].distance(spots[ids[second]])
        for id in (ids[first], ids[second]):
            found[id] = min(found[id], distance)
    return found


def _apart(places: list[Spot], frame: tuple[float, float], gap: float) -> list[Spot]:
    taken = _Taken(gap)
    for pushed in _pushed_apart(places, frame, gap):
        places_around = ((round(x, 1), round(y, 1)) for x, y in _outwards(pushed, frame))
        inside = (Spot(x, y, pushed.size) for x, y in places_around if _within(x, y, pushed.size, frame))
        taken.add(next((spot for spot in inside if taken.is_free(spot)), Spot(round(pushed.x, 1), round(pushed.y, 1), pushed.size)))
    return taken.spots


def _on_lattice(places: list[Spot], frame: tuple[float, float], gap: float) -> list[Spot]:
    """Each in the middle of the nearest free field of a square lattice."""
    step = 2 * max(spot.size for spot in places) + gap
    columns, rows = int(frame[0] // step), int(frame[1] // step)
    taken: set[tuple[int, int]] = set()
    made = []
    for spot in places:
        home = (max(0, min(columns - 1, int(spot.x // step))), max(0, min(rows - 1, int(spot.y // step))))
        fields = (field for ring in range(max(columns, rows)) for field in _ring(home, ring))
        free = (field for field in fields if field not in taken and 0 <= field[0] < columns and 0 <= field[1] < rows)
        field = next(free, None) if len(taken) < columns * rows else None
        if field:
            taken.add(field)
        made.append(Spot(round((field[0] + 0.5) * step, 1), round((field[1] + 0.5) * step, 1), spot.size) if field else spot)
    return made


def _ring(home: tuple[int, int], ring: int) -> list[tuple[int, int]]:
    """The fields at this many steps from the start, the nearest first."""
    steps = range(-ring, ring + 1)
    fields = [(dx, dy) for dx in steps for dy in ((-ring, ring) if abs(dx) < ring else steps)] if ring else [(0, 0)]
    return [(home[0] + dx, home[1] + dy) for dx, dy in sorted(fields, key=lambda field: (field[0] ** 2 + field[1] ** 2, field))]


def _pushed_apart(spots: list[Spot], frame: tuple[float, float], gap: float) -> list[Spot]:
    """Several rounds, in each of which two signs that are too close move apart, each by half."""
    for _ in range(_ROUNDS):
        moves = [(0.0, 0.0)] * len(spots)
        for first, second in _close_pairs(spots, gap):
            dx, dy = _push(spots[first], spots[second], gap + _SLACK, first)
            moves[first] = (moves[first][0] - dx, moves[first][1] - dy)
            moves[second] = (moves[second][0] + dx, moves[second][1] + dy)
        if not any(dx or dy for dx, dy in moves):
            break
        spots = [_moved(spot, move, frame) for spot, move in zip(spots, moves, strict=True)]
    return spots


def _close_pairs(spots: list[Spot], gap: float) -> Iterator[tuple[int, int]]:
    """Pairs of indexes that may be too close; a superset."""
    cell = 2 * max((spot.size for spot in spots), default=0.0) + gap + _SLACK
    grid: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for index, spot in enumerate(spots):
        column, row = int(spot.x // cell), int(spot.y // cell)
        for x, y in product((column - 1, column, column + 1), (row - 1, row, row + 1)):
            yield from ((other, index) for other in grid.get((x, y), ()))
        grid[column, row].append(index)


def _push(first: Spot, second: Spot, gap: float, index: int) -> tuple[float, float]:
    """Half of the missing distance, in the direction of the second; a fixed direction if both are at the same place."""
    distance = first.distance(second)
    missing = max(0.0, first.size + second.size + gap - distance) / 2
    if distance < _SAME_PLACE:
        return missing * cos(index * _GOLDEN_ANGLE), missing * sin(index * _GOLDEN_ANGLE)
    return missing * (second.x - first.x) / distance, missing * (second.y - first.y) / distance


def _moved(spot: Spot, move: tuple[float, float], frame: tuple[float, float]) -> Spot:
    """Moved, by no more than its size a round, and kept within the frame."""
    length = hypot(*move)
    part = min(1.0, spot.size / length) if length else 0.0
    x, y = spot.x + part * move[0], spot.y + part * move[1]
    return Spot(max(spot.size, min(frame[0] - spot.size, x)), max(spot.size, min(frame[1] - spot.size, y)), spot.size)


def _outwards(spot: Spot, frame: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """The place itself, then rings around it, each wider by a part of the size. Rings that end before the frame begins are left out."""
    yield spot.x, spot.y
    step = max(spot.size, 0.5) * _STEP
    for ring in range(max(1, int((_outside(spot, frame) - _ROUNDING) / step)), ceil(max(frame) / step) + 1):
        away = ring * step
        for right, up in _TURNS[ring % 2]:
            yield spot.x + away * right, spot.y + away * up


def _outside(spot: Spot, frame: tuple[float, float]) -> float:
    """How far it is to the nearest place within the frame."""
    right = max(0.0, spot.size - spot.x, spot.x - frame[0] + spot.size)
    return hypot(right, max(0.0, spot.size - spot.y, spot.y - frame[1] + spot.size))


def _turns(first: float) -> list[tuple[float, float]]:
    angles = (2 * pi * (turn + first) / _DIRECTIONS for turn in range(_DIRECTIONS))
    return [(cos(angle), sin(angle)) for angle in angles]


_TURNS = (_turns(0.0), _turns(0.5))
"""Directions within a ring; those of every second lie between."""


def _within(x: float, y: float, size: float, frame: tuple[float, float]) -> bool:
    return size <= x <= frame[0] - size and size <= y <= frame[1] - size


class _Taken:
    """Spots in use, by the square of a grid. Every sign stays within the circle of its size, rounded squares too."""

    def __init__(self, gap: float) -> None:
        self.spots: list[Spot] = []
        self._gap = gap
        self._cell = 32.0
        self._grid: defaultdict[tuple[int, int], list[Spot]] = defaultdict(list)
        self._largest = 0.0

    def add(self, spot: Spot) -> None:
        self.spots.append(spot)
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
