"""Paints what a picture beside a link says, in the site's own type and colours."""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from inspect import getsource
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont
from PIL import __version__ as pil_version

from citynet_kb.pictures import drawn_signs
from citynet_kb.pictures.drawn_signs import drawn_sign
from citynet_kb.pictures.link_picture import LinkPicture

WIDTH, HEIGHT = 1200, 630
"""What services that show links ask for."""
_LEFT, _RIGHT, _STRIP = 84, 1130, 22
_REGULAR, _SEMIBOLD, _BOLD = 400, 600, 700
_TITLE_SIZES, _SENTENCE_SIZES = (92, 80, 70, 60, 52), (46, 41, 36, 32)
_SIGN, _SIGNS_IN_ROW, _MOST_SIGNS = 52, 16, 32
_FOOT = HEIGHT - 84
_COLOUR = re.compile(r"--kb-([a-z-]+):\s*#([0-9a-f]{6})\b")
_SHADES = 15
"""Steps between paper and each colour, at the edges of letters."""


def theme_colours(style: str) -> Mapping[str, str]:
    """The colours that a style sheet names `--kb-…`, by the first value of each: the light ones."""
    found: dict[str, str] = {}
    for name, value in _COLOUR.findall(style):
        found.setdefault(name, f"#{value}")
    return found


class Painter:
    """Paints with one typeface and the colours of one theme. Signs by name: how each is drawn as SVG, and the name of its colour."""

    def __init__(self, typeface: bytes, colours: Mapping[str, str], signs: Mapping[str, tuple[str, str]]) -> None:
        self._typeface = typeface
        self._colours = colours
        self._signs = signs
        what_paints = (drawn_signs, sys.modules[__name__])
        self._made_by = sha256(typeface + repr((pil_version, sorted(colours.items()), sorted(signs.items()))).encode())
        self._made_by.update("".join(map(getsource, what_paints)).encode())
        self._fonts: dict[tuple[int, int], ImageFont.FreeTypeFont] = {}
        self._masks: dict[str, Image.Image] = {}

    def digest(self, picture: LinkPicture) -> str:
        """What stands for the bytes of a picture: what it shows, and all that paints it."""
        all_of_it = self._made_by.copy()
        all_of_it.update(repr(picture).encode())
        return all_of_it.hexdigest()

    def painted(self, picture: LinkPicture) -> bytes:
        """A PNG, the same for the same picture, typeface and versions of what draws it."""
        image = Image.new("RGB", (WIDTH, HEIGHT), self._colours["paper"])
        draw = ImageDraw.Draw(image)
        draw.rectangle((0, 0, _STRIP, HEIGHT), fill=self._colours["petrol"])
        self._brand(image, draw, picture.site)
        draw.text((_LEFT, 58), picture.kind, self._colours["petrol"], self._font(34, _SEMIBOLD))
        y = self._block(draw, 104, picture.title, "ink", _BOLD, _TITLE_SIZES, 2)
        y = self._block(draw, y + 20, picture.sentence, "soft", _REGULAR, _SENTENCE_SIZES, 3)
        self._towns(image, draw, y + 32, picture.signs)
        written = BytesIO()
        image.quantize(palette=self._palette, dither=Image.Dither.NONE).save(written, "PNG", compress_level=6)
        return written.getvalue()

    def _font(self, size: int, weight: int) -> ImageFont.FreeTypeFont:
        if (size, weight) not in self._fonts:
            font = ImageFont.truetype(BytesIO(self._typeface), size, layout_engine=ImageFont.Layout.BASIC)
            font.set_variation_by_axes([weight])
            self._fonts[size, weight] = font
        return self._fonts[size, weight]

    @cached_property
    def _palette(self) -> Image.Image:
        """All that can occur: paper, each colour, and the steps between them."""
        named = ("ink", "soft", "petrol", "on-petrol", *(colour for _, colour in self._signs.values()))
        paper, *others = (_channels(self._colours[name]) for name in ("paper", *dict.fromkeys(named)))
        shades = [_between(paper, other, step / _SHADES) for other in others for step in range(1, _SHADES + 1)]
        palette = Image.new("P", (1, 1))
        palette.putpalette([channel for colour in (paper, *shades) for channel in colour])
        return palette

    def _block(self, draw: ImageDraw.ImageDraw, y: int, text: str, colour: str, weight: int, sizes: Sequence[int], most: int) -> int:
        """A text in at most so many lines, in the largest size in which it fits, else cut off; where it ends."""
        for size in sizes:
            font = self._font(size, weight)
            lines = list(_lines(font, text))
            if len(lines) <= most and all(font.getlength(line) <= _RIGHT - _LEFT for line in lines):
                break
        else:
            rest = " ".join(lines[most - 1 :])
            lines = [_cut(font, line, _RIGHT - _LEFT) for line in (*lines[: most - 1], rest)]
        for line in lines:
            draw.text((_LEFT, y), line, self._colours[colour], font)
            y += round(size * 1.14)
        return y

    def _towns(self, image: Image.Image, draw: ImageDraw.ImageDraw, y: int, signs: Sequence[tuple[str, int]]) -> None:
        """One sign a town, in two rows at most; with more towns a bar in proportion."""
        total = sum(number for _, number in signs)
        if total > _MOST_SIGNS:
            x = float(_LEFT)
            for name, number in signs:
                end = x + (_RIGHT - _LEFT) * number / total
                draw.rectangle((round(x), y, max(round(x), round(end) - 3), y + 40), fill=self._colour(name))
                x = end
            return
        for place, name in enumerate(name for name, number in signs for _ in range(number)):
            row, column = divmod(place, _SIGNS_IN_ROW)
            corner = (_LEFT + column * (_SIGN + 12), y + row * (_SIGN + 12))
            if corner[1] + _SIGN <= _FOOT - 10:
                image.paste(self._colour(name), corner, self._mask(name))

    def _colour(self, sign: str) -> str:
        return self._colours[self._signs[sign][1]]

    def _mask(self, name: str) -> Image.Image:
        if name not in self._masks:
            self._masks[name] = drawn_sign(self._signs[name][0], _SIGN)
        return self._masks[name]

    def _brand(self, image: Image.Image, draw: ImageDraw.ImageDraw, site: str) -> None:
        """Mark and name of the site."""
        image.paste(self._colours["petrol"], (_LEFT, _FOOT), drawn_sign(_MARK, 44, 40))
        font = self._font(30, _SEMIBOLD)
        draw.text((_LEFT + 60, _FOOT + 3), _cut(font, site, _RIGHT - _LEFT - 60), self._colours["petrol"], font)


_MARK = (
    '<rect width="40" height="40" rx="9"/>'
    '<circle cx="13" cy="13" r="5" fill="#fff"/><circle cx="27" cy="13" r="5" fill="#fff"/><circle cx="13" cy="27" r="5" fill="#fff"/>'
    '<rect x="22.9" y="22.9" width="8.2" height="8.2" rx="1.6" fill="#fff"/>'
)
"""The mark of the site, cut out of its ground."""


def _lines(font: ImageFont.FreeTypeFont, text: str) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > _RIGHT - _LEFT:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def _cut(font: ImageFont.FreeTypeFont, line: str, room: int) -> str:
    """A line that ends where there is no more room, with a sign of it."""
    if font.getlength(line) <= room:
        return line
    end = bisect_right(range(len(line)), float(room), key=lambda end: font.getlength(f"{line[:end]}…"))
    return f"{line[: end - 1].rstrip()}…"


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def _between(one: Sequence[int], other: Sequence[int], share: float) -> tuple[int, ...]:
    return tuple(round(first + (second - first) * share) for first, second in zip(one, other, strict=True))
