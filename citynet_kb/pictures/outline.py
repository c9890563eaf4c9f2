"""The type of an outline. The outlines themselves are in the generated module `outlines`."""

from dataclasses import dataclass

UNIT_KM = 0.1
"""One unit of an outline in kilometres; the origin is that of the projection."""


@dataclass(frozen=True)
class Box:
    """A rectangle in units of outlines, y downwards."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True)
class Outline:
    """The shape of one Land. `d` is the path data of SVG in whole units."""

    name: str
    d: str
    box: Box


def around(boxes: tuple[Box, ...]) -> Box:
    """The smallest box that holds all of them; at least one is needed."""
    return Box(
        min(box.left for box in boxes), min(box.top for box in boxes), max(box.right for box in boxes), max(box.bottom for box in boxes)
    )
