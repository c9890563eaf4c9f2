"""Placement of town names on a map, so that they cover no sign and no other name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from citynet_kb.pictures.spreading import Spot

_ADVANCE, _HEIGHT, _GAP, _MOST_TRIED = 0.52, 1.05, 3.0, 150
"""Mean width of a letter and height of a line, in heights of a letter (Source Sans 3, measured); distance from the sign in units."""


@dataclass(frozen=True)
class Name:
    """A name and where it begins: `anchor` is start, middle or end, `y` the base line."""

    text: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class _Field:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Field") -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


def place_names(texts: Sequence[tuple[str, str]], spots: Mapping[str, Spot], frame: tuple[float, float], letter: float) -> tuple[Name, ...]:
    """Names for as many of the (id, name) as there is room, the first ones first. `letter` is the size of the letters in units.

    What stands behind a stroke is left out, a river or the name in another language: for its letters every reader would load a font more.
    """
    taken = [_Field(spot.x - spot.size, spot.y - spot.size, spot.x + spot.size, spot.y + spot.size) for spot in spots.values()]
    written: list[Name] = []
    for id, text in texts[:_MOST_TRIED]:
        short = text.partition("/")[0]
        found = next(((name, field) for name, field in _candidates(short, spots[id], letter) if _is_free(field, taken, frame)), None)
        if found:
            written.append(found[0])
            taken.append(found[1])
    return tuple(written)


def _candidates(text: str, spot: Spot, letter: float) -> Iterator[tuple[Name, _Field]]:
    """To the right, to the left, above, below."""
    width, height, away = len(text) * _ADVANCE * letter, _HEIGHT * letter, spot.size + _GAP
    base = 0.34 * letter
    lines = (
        ("start", spot.x + away, spot.y),
        ("end", spot.x - away, spot.y),
        ("middle", spot.x, spot.y - away - height / 2),
        ("middle", spot.x, spot.y + away + height / 2),
    )
    for anchor, x, middle in lines:
        left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        field = _Field(left, middle - height / 2, left + width, middle + height / 2)
        yield Name(text, round(x, 1), round(middle + base, 1), anchor), field


def _is_free(field: _Field, taken: Iterable[_Field], frame: tuple[float, float]) -> bool:
    inside = field.left >= 0 and field.top >= 0 and field.right <= frame[0] and field.bottom <= frame[1]
    return inside and not any(field.meets(other) for other in taken)
