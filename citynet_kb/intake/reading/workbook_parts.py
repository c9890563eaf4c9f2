"""The parts of an Excel workbook beside its cells: which sheets it has, their styles, shared texts, comments, text boxes, links."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree

from citynet_kb.intake.reading.archive import TooLarge
from citynet_kb.intake.reading.cell_values import BUILT_IN, unescaped
from citynet_kb.intake.reading.grid import Remark, TooManyCells

_MAIN = "_rels/.rels"
_OFF = ("0", "false", "off")
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-Z])')
"""What formats the header of a printed page, within its text."""
_THREAD = re.compile(r"\[(?:Threaded comment|Kommentarthread|Thread-Kommentar|Unterhaltungskommentar)", re.IGNORECASE)
"""How Excel begins the copy of a comment for older versions of itself."""
_PART_LIMIT = 4 * 1024 * 1024
_SHARED_LIMIT = 150_000
INVISIBLE = ";;;"
"""The number format that shows nothing."""


@dataclass(frozen=True)
class Style:
    """How a cell looks, as far as it matters: its number format, whether it is struck out, or white on white."""

    number_format: str = "General"
    is_struck: bool = False
    is_unseen: bool = False


PLAIN_STYLE = Style()


@dataclass(frozen=True)
class SheetPart:
    """A sheet of cells by the name of its part."""

    name: str
    number: int
    is_hidden: bool
    part: str


class Workbook:
    """An opened workbook. Parts that nothing reads are never unpacked."""

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._parts = {name.replace("\\", "/").lstrip("/").lower(): name for name in self._archive.namelist()}
        main = next((part for kind, part in self.related("").values() if kind == "officeDocument"), "xl/workbook.xml")
        self._main = self.xml(main)
        related = self.related(main)
        self.counts_from_1904 = any(is_on(each, "date1904") for each in named(self._main, "workbookPr"))
        self.sheets = tuple(self._sheets(related))
        beside = dict(related.values())
        self.styles = list(self._styles(beside.get("styles", "")))
        self.shared = list(self._shared(beside.get("sharedStrings", "")))

    def has(self, part: str) -> bool:
        return part.lstrip("/").lower() in self._parts

    def bytes_of(self, part: str) -> bytes:
        return self._archive.read(self._parts[part.lstrip("/").lower()])

    def xml(self, part: str) -> ElementTree.Element:
        content = self.bytes_of(part)
        if len(content) > _PART_LIMIT:
            raise TooLarge(len(content))
        return ElementTree.fromstring(content)

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: kind and name of the other part, or its address, by the id of the relation."""
        folder, name = posixpath.split(part)
        file = posixpath.join(folder, "_rels", f"{name}.rels") if part else _MAIN
        if not self.has(file):
            return {}
        found = {}
        for each in self.xml(file):
            target = each.get("Target", "")
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[each.get("Id", "")] = (each.get("Type", "").rpartition("/")[2], target)
        return found

    def remarks(self, part: str) -> Iterator[Remark]:
        """Comments, text boxes, words of charts and printed headers of a sheet."""
        related = sorted(self.related(part).values())
        for kind, other in related:
            if kind in ("comments", "threadedComment") and self.has(other):
                yield from self._comments(other, is_thread=kind == "threadedComment")
            elif kind == "drawing" and self.has(other):
                charts = [chart for inner, chart in self.related(other).values() if inner in ("chart", "chartEx", "diagramData")]
                for each in (other, *sorted(filter(self.has, charts))):
                    words = " ".join(found.text or "" for found in named(self.xml(each), "t", "v") if (found.text or "").strip())
                    if words and each == other:
                        yield Remark(1, 1, "Textfeld", words)
                    elif words:
                        yield Remark(1, 1, "Diagramm", words)

    def _comments(self, part: str, *, is_thread: bool) -> Iterator[Remark]:
        for each in named(self.xml(part), "threadedComment" if is_thread else "comment"):
            words = "".join(found.text or "" for found in named(each, "text" if is_thread else "t"))
            if words.strip() and (is_thread or not _THREAD.match(words)):
                line, column = place_of(each.get("ref", "A1"))
                yield Remark(line, column, f"Kommentar an {each.get('ref', 'A1')}", words)

    def _sheets(self, related: dict[str, tuple[str, str]]) -> Iterator[SheetPart]:
        for number, each in enumerate(named(self._main, "sheet"), start=1):
            relation = next((value for key, value in each.attrib.items() if key.endswith("}id")), "")
            kind, part = related.get(relation, ("", ""))
            if kind == "worksheet" and self.has(part):
                yield SheetPart(each.get("name", ""), number, each.get("state", "visible") != "visible", part)

    def _shared(self, part: str) -> Iterator[tuple[str, str]]:
        """The texts that cells refer to by their number; one after the other, since they may be many."""
        if not self.has(part):
            return
        every = ElementTree.iterparse(io.BytesIO(self.bytes_of(part)), ("start", "end"))
        _, root = next(every)
        for number, each in enumerate(each for event, each in every if event == "end" and tag(each) == "si"):
            if number > _SHARED_LIMIT:
                raise TooManyCells(f"mehr als {_SHARED_LIMIT} Texte")
            yield texts(each)
            root.clear()

    def _styles(self, part: str) -> Iterator[Style]:
        if not self.has(part):
            return
        root = self.xml(part)
        formats = {int(each.get("numFmtId", "0")): each.get("formatCode", "") for each in named(root, "numFmt")}
        fonts, fills = self._children(part, "font", "fonts"), self._children(part, "fill", "fills")
        struck = [any(is_on(mark) for mark in named(font, "strike")) for font in fonts]
        white = [any(_is_white(color) for color in font if tag(color) == "color") for font in fonts]
        bare = [_is_bare(fill) for fill in fills]
        for each in self._children(part, "xf", "cellXfs"):
            number, font, fill = (int(each.get(name, "0")) for name in ("numFmtId", "fontId", "fillId"))
            form = formats.get(number) or BUILT_IN.get(number, "General")
            style = Style(
                form, font < len(fonts) and struck[font], font < len(fonts) and white[font] and (fill >= len(fills) or bare[fill])
            )
            yield PLAIN_STYLE if style == PLAIN_STYLE else style

    def _children(self, part: str, name: str, of: str = "") -> list[ElementTree.Element]:
        if not self.has(part):
            return []
        root = self.xml(part)
        group = next(iter(named(root, of)), None) if of else root
        return [] if group is None else [each for each in group if tag(each) == name]


@lru_cache(maxsize=4096)
def local(name: str) -> str:
    """The name of an element without its namespace, which differs between two forms of the format."""
    return name.rpartition("}")[2]


def tag(element: ElementTree.Element) -> str:
    """The same of an element."""
    return local(element.tag)


def _is_white(color: ElementTree.Element) -> bool:
    """The first colour of a theme is that of its paper; a tint makes it grey."""
    is_paper = color.get("theme") == "0" and color.get("tint") in (None, "0")
    return color.get("rgb", "").upper()[-6:] == "FFFFFF" or color.get("indexed") in ("1", "9") or is_paper


def _is_bare(fill: ElementTree.Element) -> bool:
    """Whether what is white cannot be seen on it."""
    kinds = [each.get("patternType", "none") for each in named(fill, "patternFill")]
    colors = list(named(fill, "fgColor"))
    return kinds == ["none"] or (kinds == ["solid"] and bool(colors) and _is_white(colors[0]))


def named(root: ElementTree.Element, *names: str) -> Iterator[ElementTree.Element]:
    """All elements of some names, in their order."""
    return (each for each in root.iter() if tag(each) in names)


def is_on(element: ElementTree.Element, name: str = "val") -> bool:
    """A mark without a value is on; a named attribute must be there."""
    return element.get(name, "" if name == "val" else "0").lower() not in _OFF


def texts(item: ElementTree.Element) -> tuple[str, str]:
    """The text of a cell, and what is struck out within it. Readings of Japanese signs do not belong to it."""
    if len(item) == 1 and local(item[0].tag) == "t":
        return unescaped(item[0].text or ""), ""
    kept, struck = list[str](), list[str]()
    for each in item:
        name = local(each.tag)
        if name == "t":
            kept.append(each.text or "")
        elif name == "r":
            words = "".join(part.text or "" for part in each if tag(part) == "t")
            (struck if any(is_on(mark) for mark in named(each, "strike")) else kept).append(words)
    return unescaped("".join(kept)), unescaped(" ".join(struck))


def printed(words: str) -> str:
    """The text of a page's header or footer without its codes."""
    return " ".join(_CODE.sub(" ", words).split())


def place_of(reference: str) -> tuple[int, int]:
    """Row and column of »B2«; of a range the first cell."""
    found = re.match(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})", reference)
    return (int(found[2]), column_of(found[1])) if found else (1, 1)


@lru_cache(maxsize=4096)
def column_of(letters: str) -> int:
    """The number of the column »B«; 1 for what names none."""
    found = re.match(r"\$?([A-Za-z]{1,3})\$?", letters)
    column = 0
    for letter in found[1].upper() if found else "A":
        column = column * 26 + ord(letter) - 64
    return column
