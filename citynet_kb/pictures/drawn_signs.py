"""The drawings of signs as pixels: the few shapes of SVG that they are made of, filled or stroked, in one colour.

A template draws the signs, once, for pages; a picture that is no page is given the same drawing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from math import atan2, ceil, cos, dist, hypot, pi, sin, sqrt

from PIL import Image, ImageChops, ImageDraw

FINE = 8
"""Points within a pixel, in each direction."""
_ELEMENT = re.compile(r"<(circle|rect|path)\b([^>]*)/>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_STEP = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_CUT = "#fff"
_Points = list[tuple[float, float]]


def drawn_sign(markup: str, size: int, unit: int = 20) -> Image.Image:
    """How much of each pixel a sign covers, 0 to 255. `markup` stands in a square of `unit`; what is white in it is cut out."""
    scale = size * FINE / unit
    mask = Image.new("L", (size * FINE, size * FINE))
    for element, written in _ELEMENT.findall(markup):
        attributes = dict(_ATTRIBUTE.findall(written))
        outlines = [[(x * scale, y * scale) for x, y in points] for points in _outlines(element, attributes)]
        if attributes.get("fill") != "none":
            mask.paste(0 if attributes.get("fill") == _CUT else 255, mask=_filled(mask.size, outlines))
        if "stroke" in attributes:
            for points in outlines:
                _stroke(ImageDraw.Draw(mask), points, attributes, scale)
    return mask.reduce(FINE)


def _filled(size: tuple[int, int], outlines: Iterable[_Points]) -> Image.Image:
    """What lies within; an outline within another is a hole."""
    filled = Image.new("L", size)
    for points in outlines:
        layer = Image.new("L", size)
        ImageDraw.Draw(layer).polygon(points, fill=255)
        filled = ImageChops.difference(filled, layer)
    return filled


def _stroke(draw: ImageDraw.ImageDraw, points: _Points, attributes: dict[str, str], scale: float) -> None:
    width = float(attributes["stroke-width"]) * scale
    colour = 0 if attributes["stroke"] == _CUT else 255
    is_round = attributes.get("stroke-linecap") == "round"
    for piece in _dashes(points, attributes, scale):
        draw.line(piece, fill=colour, width=round(width), joint="curve")
        for x, y in piece if is_round or piece[0] == piece[-1] else piece[1:-1]:
            draw.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=colour)


def _dashes(points: _Points, attributes: dict[str, str], scale: float) -> Iterator[_Points]:
    """The line in pieces, where it is dashed."""
    if "stroke-dasharray" not in attributes:
        yield points
        return
    drawn, empty = (float(number) * scale for number in _NUMBER.findall(attributes["stroke-dasharray"]))
    begins = -float(attributes.get("stroke-dashoffset", 0)) * scale
    lengths = [0.0, *accumulate(dist(one, other) for one, other in pairwise(points))]
    while begins < lengths[-1]:
        first, last = max(begins, 0.0), min(begins + drawn, lengths[-1])
        between = [point for point, length in zip(points, lengths, strict=True) if first < length < last]
        if first < last:
            yield [_at(points, lengths, first), *between, _at(points, lengths, last)]
        begins += drawn + empty


def _at(points: _Points, lengths: Sequence[float], wanted: float) -> tuple[float, float]:
    """The place on a line so far from its beginning."""
    for (one, other), (before, after) in zip(pairwise(points), pairwise(lengths), strict=True):
        if after > before and wanted <= after:
            share = (wanted - before) / (after - before)
            return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share
    return points[-1]


def _outlines(element: str, attributes: dict[str, str]) -> Iterator[_Points]:
    """The lines of an element, closed ones ending where they begin."""
    if element == "path":
        yield from _path(attributes["d"])
    elif element == "circle":
        x, y, radius = (float(attributes[name]) for name in ("cx", "cy", "r"))
        yield _round((x, y), radius, 0, 2 * pi)
    else:
        x, y, width, height = (float(attributes.get(name, 0)) for name in ("x", "y", "width", "height"))
        r = float(attributes.get("rx", 0))
        corners = ((x + width - r, y + r), (x + width - r, y + height - r), (x + r, y + height - r), (x + r, y + r))
        arcs = [_round(corner, r, (number - 1) * pi / 2, number * pi / 2) for number, corner in enumerate(corners)]
        yield [(x + r, y), *(point for arc in arcs for point in arc)]


def _round(middle: tuple[float, float], radius: float, start: float, end: float) -> _Points:
    """Points on a part of a circle; angles run clockwise, as y grows downwards."""
    steps = max(2, ceil(abs(end - start) * 12))
    angles = (start + (end - start) * number / steps for number in range(steps + 1))
    return [(middle[0] + radius * cos(angle), middle[1] + radius * sin(angle)) for angle in angles]


def _path(written: str) -> Iterator[_Points]:
    """The lines of a path of the steps M, L, H, V, A (of circles) and Z, relative ones too."""
    points: _Points = []
    for letter, arguments in _STEP.findall(written):
        numbers = [float(number) for number in _NUMBER.findall(arguments)]
        if letter in "Zz":
            points.append(points[0])
            continue
        if letter == "M" and points:
            yield points
            points = []
        size = {"H": 1, "V": 1, "A": 7}.get(letter.upper(), 2)
        for place in range(0, len(numbers), size):
            points += _step(letter, points[-1] if points else (0.0, 0.0), numbers[place : place + size])
    yield points


def _step(letter: str, here: tuple[float, float], numbers: list[float]) -> _Points:
    x0, y0 = here if letter.islower() else (0.0, 0.0)
    if letter in "Hh":
        return [(x0 + numbers[0], here[1])]
    if letter in "Vv":
        return [(here[0], y0 + numbers[0])]
    end = (x0 + numbers[-2], y0 + numbers[-1])
    return _arc(here, end, numbers[0], bool(numbers[3]), bool(numbers[4])) if letter in "Aa" else [end]


def _arc(start: tuple[float, float], end: tuple[float, float], radius: float, is_large: bool, is_clockwise: bool) -> _Points:
    """Part of a circle from one point to another."""
    half = dist(start, end) / 2
    away = sqrt(max(radius**2 - half**2, 0)) * (1 if is_large is is_clockwise else -1)
    dx, dy = end[0] - start[0], end[1] - start[1]
    middle = ((start[0] + end[0]) / 2 + dy / hypot(dx, dy) * away, (start[1] + end[1]) / 2 - dx / hypot(dx, dy) * away)
    first, last = (atan2(y - middle[1], x - middle[0]) for x, y in (start, end))
    turn = (last - first) % (2 * pi) if is_clockwise else -((first - last) % (2 * pi))
    return _round(middle, radius, first, first + turn)[1:]
