"""An address as a code for telephones: modules of a square, as one path of horizontal strokes."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import segno

# Loaded where a code is drawn: most builds draw none, and it brings half of the standard library's network code.

QUIET = 4
"""Free modules around a code: the standard asks for them."""
PIXELS = 8
"""Of a module in a picture."""


@dataclass(frozen=True)
class QrCode:
    """`size` = modules of a side, the free ones included; `path` strokes the dark ones, one unit wide."""

    size: int
    path: str


@lru_cache(maxsize=1_000)
def qr_code(text: str) -> QrCode:
    """Still read where an eighth of it is smudged: what hangs in a town hall has been copied before.

    Kept, since it takes longer than the sheet that it stands on, and is the same each time that a preview is made anew.
    """
    rows = [[bool(module) for module in row] for row in _made(text).matrix_iter(border=QUIET)]
    strokes = (f"M{place} {number + 0.5}h{length}" for number, row in enumerate(rows) for is_dark, place, length in _runs(row) if is_dark)
    return QrCode(len(rows), "".join(strokes))


def qr_picture(text: str) -> bytes:
    """The same as PNG."""
    stream = BytesIO()
    _made(text).save(stream, kind="png", scale=PIXELS, border=QUIET)
    return stream.getvalue()


def _made(text: str) -> "segno.QRCode":
    import segno

    return segno.make_qr(text, error="m")


def _runs(row: list[bool]) -> list[tuple[bool, int, int]]:
    """(dark, first place, length) of modules that are alike."""
    runs, place = [], 0
    for is_dark, group in groupby(row):
        length = len(list(group))
        runs.append((is_dark, place, length))
        place += length
    return runs
