"""One bar of several parts, in proportion."""

from collections.abc import Iterable
from dataclasses import dataclass

from citynet_kb.pictures.signs import rank

LEAST_FOR_SIGN = 8.0
"""Least width in per cent at which a part has room for its sign on a phone."""


@dataclass(frozen=True)
class Segment:
    """A part of a bar. `start` and `width` are per cent of the bar."""

    key: str
    number: int
    start: float
    width: float

    @property
    def middle(self) -> float:
        """Where its sign stands, in per cent of the bar."""
        return round(self.start + self.width / 2, 2)

    @property
    def has_room(self) -> bool:
        """Whether a sign fits."""
        return self.width >= LEAST_FOR_SIGN


@dataclass(frozen=True)
class Stack:
    """A stacked bar; the widths of its segments add up to 100, their numbers to `total`. Empty parts have no segment."""

    total: int
    segments: tuple[Segment, ...]


def stack(parts: Iterable[tuple[str, int]]) -> Stack:
    """The bar of (key, number), in the order of signs. Raises ValueError for a negative number."""
    present = sorted(((key, number) for key, number in parts if number), key=lambda part: rank(part[0]))
    if any(number < 0 for _, number in present):
        raise ValueError("a part of a bar cannot be negative")
    total = sum(number for _, number in present)
    segments, before = [], 0
    for key, number in present:
        start, end = _percent(before, total), _percent(before + number, total)
        segments.append(Segment(key, number, start, round(end - start, 2)))
        before += number
    return Stack(total, tuple(segments))


def _percent(part: int, total: int) -> float:
    return round(100 * part / total, 2)
