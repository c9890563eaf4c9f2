"""Size and structure of an image file, read from its chunks. Nothing is decompressed, so a decompression bomb does no harm.

PNG: W3C PNG (Third Edition), chapter 5. JPEG: ITU-T T.81, annex B. WebP: RFC 9649.
"""

import re
from dataclasses import dataclass

SCANS_LIMIT = 24
"""Most scans of a progressive JPEG. Programs write about ten. Each one covers the whole image and may take only three bytes of the file."""
_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
"""What ends the compressed part of a JPEG: neither a stuffed FF 00 nor a restart mark (D0–D7)."""
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


class NoImageError(ValueError):
    """The file is no image of this kind; the message says why, as the end of a German sentence."""


@dataclass(frozen=True)
class ImageSize:
    """Width and height in pixels."""

    width: int
    height: int


def outline(kind: str, data: bytes) -> ImageSize:
    """The size of an image, once its whole structure is found sound. `kind` is its ending: png, jpg or webp. Raises NoImageError."""
    if not data:
        raise NoImageError("sie ist leer")
    signs = {"png": data.startswith(_PNG), "jpg": data.startswith(_JPEG), "webp": data[:4] == b"RIFF" and data[8:12] == b"WEBP"}
    if not signs[kind]:
        actual = next((other for other, fits in signs.items() if fits), None)
        raise NoImageError(f"ihr Inhalt ist {actual}" if actual else f"ihr Inhalt ist kein Bild der Art {kind}")
    try:
        return {"png": _png, "jpg": _jpeg, "webp": _webp}[kind](data)
    except (IndexError, ValueError) as problem:
        raise problem if isinstance(problem, NoImageError) else NoImageError("sie ist unvollständig") from problem


def _png(data: bytes) -> ImageSize:
    at, kind, size = len(_PNG), b"", ImageSize(_number(data, 16, 4), _number(data, 20, 4))
    while kind != b"IEND":
        length, kind = _number(data, at, 4), _part(data, at + 4, 4)
        if kind == b"acTL":
            raise NoImageError("sie enthält ein bewegtes Bild")
        at += 12 + length
    _ends(data, at)
    return size


def _jpeg(data: bytes) -> ImageSize:
    at, scans, size = 2, 0, None
    while True:
        if _part(data, at, 1) != b"\xff":
            raise NoImageError("sie ist beschädigt")
        marker, at = data[at + 1], at + 2
        if marker == 0xFF:  # fill bytes before a marker
            at -= 1
        elif marker == 0xD9:
            break
        elif marker in _FRAMES:
            size, at = ImageSize(_number(data, at + 5, 2), _number(data, at + 3, 2)), at + _number(data, at, 2)
        else:
            at += max(2, _number(data, at, 2))
        if marker == 0xDA:
            found, scans = _MARKER.search(data, at), scans + 1
            at = found.start() if found else len(data)
    if size is None or scans > SCANS_LIMIT:
        raise NoImageError(f"sie hat {scans} Durchgänge, üblich sind etwa zehn" if size else "sie enthält kein Bild")
    _ends(data, at)
    return size


def _webp(data: bytes) -> ImageSize:
    _ends(data, 8 + _number(data, 4, 4, "little"))
    at, size = 12, None
    while at < len(data):
        kind, length, start = _part(data, at, 4), _number(data, at + 4, 4, "little"), at + 8
        if kind in (b"ANIM", b"ANMF"):
            raise NoImageError("sie enthält ein bewegtes Bild")
        if kind == b"VP8X":
            size = ImageSize(1 + _number(data, start + 4, 3, "little"), 1 + _number(data, start + 7, 3, "little"))
        elif kind == b"VP8L":
            bits = _number(data, start + 1, 4, "little")
            size = size or ImageSize(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
        elif kind == b"VP8 ":
            size = size or ImageSize(_number(data, start + 6, 2, "little") & 0x3FFF, _number(data, start + 8, 2, "little") & 0x3FFF)
        at = start + length + length % 2
    _ends(data, at)
    if size is None:
        raise NoImageError("sie enthält kein Bild")
    return size


def _part(data: bytes, at: int, length: int) -> bytes:
    if at + length > len(data):
        raise NoImageError("sie ist unvollständig")
    return data[at : at + length]


def _number(data: bytes, at: int, length: int, order: str = "big") -> int:
    return int.from_bytes(_part(data, at, length), "little" if order == "little" else "big")


def _ends(data: bytes, at: int) -> None:
    """The image ends where the file ends: further bytes could be a second file of another kind."""
    if at > len(data):
        raise NoImageError("sie ist unvollständig")
    if at < len(data):
        raise NoImageError("hinter dem Bild stehen weitere Daten")
