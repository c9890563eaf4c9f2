"""The text of a Word document as a reader sees it, and apart from it what no reader sees: deleted, hidden, struck out, in the margin.

Nothing is dropped but what a program wrote: field codes, placeholders of a content control, the older copy of a drawing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from xml.etree.ElementTree import Element

from citynet_kb.intake.reading.text_marks import HIDDEN, TextMarks, form_field, is_stated, symbol
from citynet_kb.intake.reading.unseen_signs import without_unseen
from citynet_kb.intake.reading.word_package import WordFile, child, local, value

DELETED, MOVED = "gelöschter Text", "verschobener Text"
"""What is set aside within an answer, in words for people."""
DELETED_ROW = "gelöschte Tabellenzeile"
_PROMPT = "Platzhalter"
_MARKED = MappingProxyType({"del": DELETED, "moveFrom": MOVED, "rt": "Lesehilfe"})
_REFERENCES = MappingProxyType({"footnoteReference": "Fußnote", "endnoteReference": "Endnote", "commentReference": "Kommentar"})
_BESIDE_TEXT = frozenset(("sym", "ddList", "checkBox", "txbxContent", "textpath", "docPr", *_REFERENCES))
_SIGNS = MappingProxyType({"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"})
_ADDRESS = re.compile(r'(?:https?://|mailto:)[^\s"]+', re.IGNORECASE)


@dataclass(frozen=True)
class WrittenBlock:
    """A line of text, an entry of a list, or a table inside a cell with the texts of its rows."""

    text: str
    is_entry: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass
class Text:
    """What a cell or a paragraph holds. `aside`: kind and words of what is no part of it. `goes_on`: its last line is not ended;
    `has_gap`: a blank stands at its end."""

    blocks: list[WrittenBlock] = field(default_factory=list)
    aside: list[tuple[str, str]] = field(default_factory=list)
    goes_on: bool = False
    has_gap: bool = False

    @property
    def words(self) -> str:
        """All visible words in one line."""
        return " ".join(" ".join((block.text, *(cell for row in block.rows for cell in row))) for block in self.blocks)


@dataclass
class CellText:
    """A cell of a table, with the column of its left side."""

    text: Text
    column: int


@dataclass
class _Line:
    """One paragraph while it is read: its pieces by kind, and what hangs on it."""

    pieces: dict[str, list[str]] = field(default_factory=dict)
    hanging: list[tuple[str, Element]] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    def add(self, kind: str, text: str) -> None:
        self.pieces.setdefault(kind, []).append(without_unseen(text))

    def take(self, kind: str) -> str:
        return "".join(self.pieces.pop(kind, []))


class WordText:
    """Reads the parts of one document. `unread` are the notes that no text refers to; `tab` is what a tab becomes."""

    def __init__(self, file: WordFile, tab: str = " ") -> None:
        self.file = file
        self._signs = {**_SIGNS, "tab": tab}
        self.unread = dict(file.notes)
        self._marks = TextMarks(file.styles)
        arrived = [text.text or "" for moved in file.body.iter() if local(moved) == "moveTo" for text in moved.iter() if local(text) == "t"]
        self._arrived = "".join("".join(arrived).split())

    def text(self, element: Element, kind: str = "") -> Text:
        """The text of a cell, a note or a paragraph. With a kind all of it is set aside as such."""
        found = Text()
        if local(element) == "p":
            self._paragraph(element, kind, found)
        else:
            self._container(element, kind, found)
        found.aside = [
            (kind, " ".join(words.split()))
            for kind, words in found.aside
            if words.strip() and not self._stands(kind, words) and kind != _PROMPT
        ]
        return found

    def rows(self, table: Element, outer: str = "") -> Iterator[list[CellText]]:
        """The rows of a table, those within a content control too."""
        for row, kind in unwrapped(table, "tr", kind=outer):
            properties = child(row, "trPr")
            kind = kind or (
                DELETED_ROW if child(properties, "del") is not None else HIDDEN if child(properties, "hidden") is not None else ""
            )
            before = child(properties, "gridBefore")
            column, cells = int(value(before) or 0) if before is not None else 0, list[CellText]()
            for cell, cell_kind in unwrapped(row, "tc"):
                deleted = DELETED if child(cell, "tcPr", "cellDel") is not None else ""
                cells.append(CellText(self.text(cell, kind or cell_kind or deleted), column))
                span = child(cell, "tcPr", "gridSpan")
                column += int(value(span) or 1) if span is not None else 1
            yield cells

    def _stands(self, kind: str, words: str) -> bool:
        """Whether text that was moved away stands at its new place."""
        return kind == MOVED and "".join(words.split()) in self._arrived

    def _container(self, element: Element, kind: str, text: Text) -> None:
        for part in element:
            name = local(part)
            if name == "p":
                self._paragraph(part, kind, text)
            elif name == "tbl":
                self._table(part, kind, text)
            elif name == "AlternateContent":
                self._container(_newer(part), kind, text)
            elif name == "v":
                _add_lines(text, part.text or "", False)
            elif not name.endswith("Pr"):
                self._container(part, kind or _kind_of_part(part), text)

    def _paragraph(self, paragraph: Element, kind: str, text: Text) -> None:
        line = _Line()
        properties = child(paragraph, "pPr")
        style = child(properties, "pStyle")
        name = value(style) if style is not None else ""
        self._inline(paragraph, kind, line, name)
        shown = line.take("")
        _add_lines(text, shown, self._marks.is_entry(properties, name))
        text.goes_on, text.has_gap = child(properties, "rPr", "del") is not None, shown.endswith(" ")
        text.aside += [(kind, line.take(kind)) for kind in list(line.pieces)]
        bare = "".join(shown.split()) if line.addresses else ""
        text.aside += [("Adresse eines Links", address) for address in dict.fromkeys(line.addresses) if _bare(address) not in bare]
        for hanging_kind, element in line.hanging:
            self._container(element, hanging_kind, text)

    def _inline(self, element: Element, kind: str, line: _Line, style: str) -> None:
        for part in element:
            name = local(part)
            if name in ("t", "delText"):
                line.add(kind or (DELETED if name == "delText" else ""), part.text or "")
            elif name in self._signs:
                line.add(kind, self._signs[name])
            elif name == "r":
                self._inline(part, kind or self._marks.kind_of(part, style), line, style)
            elif name in ("instrText", "fldSimple", "hyperlink"):
                line.addresses += _ADDRESS.findall(f"{part.text or ''} {value(part, 'instr')} {self.file.links.get(value(part, 'id'), '')}")
                self._inline(part, kind, line, style)
            elif name == "AlternateContent":
                self._inline(_newer(part), kind, line, style)
            elif name in _BESIDE_TEXT:
                self._beside_text(part, kind, line)
            elif not name.endswith("Pr"):
                self._inline(part, kind or _kind_of_part(part), line, style)

    def _beside_text(self, part: Element, kind: str, line: _Line) -> None:
        """A part that holds words in a way of its own: a note, a symbol, a form field, a text box, a drawing."""
        match local(part):
            case "sym":
                sign, unknown = symbol(part)
                line.add(kind, sign)
                line.add("Zeichen einer Symbolschrift", f" {unknown}" if unknown else "")
            case "ddList" | "checkBox":
                line.add(kind, f"{form_field(part)} ")
            case "txbxContent":
                line.hanging.append((kind, part))
            case "textpath":
                line.add(kind, f"\n{value(part, 'string')}\n")
            case "docPr":
                line.add("Beschreibung eines Bildes", f" {value(part, 'title')} {value(part, 'descr')}")
            case reference:
                note = self.unread.pop((_REFERENCES[reference], value(part, "id")), None)
                line.hanging += [(_REFERENCES[reference], note)] if note is not None else []

    def _table(self, table: Element, kind: str, text: Text) -> None:
        """A table inside a cell."""
        rows: list[tuple[str, ...]] = []
        for cells in self.rows(table, kind):
            rows.append(tuple(" ".join(cell.text.words.split()) for cell in cells))
            text.aside += [aside for cell in cells for aside in cell.text.aside]
        filled = tuple(row for row in rows if any(row))
        text.blocks += [WrittenBlock("", rows=filled)] if filled else []


def unwrapped(element: Element, *names: str, kind: str = "") -> Iterator[tuple[Element, str]]:
    """The parts of these names, those within content controls and tracked changes too, with the kind under which they are set aside."""
    for part in element:
        if local(part) in names:
            yield part, kind
        elif local(part) in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", *_MARKED):
            yield from unwrapped(part, *names, kind=kind or _kind_of_part(part))


def _kind_of_part(part: Element) -> str:
    """Under what all text in a part is set aside. A content control that shows only its own »Klicken Sie hier« has none of a person."""
    if local(part) == "sdt" and is_stated(child(part, "sdtPr", "showingPlcHdr")):
        return _PROMPT
    return _MARKED.get(local(part), "")


def _newer(alternatives: Element) -> Element:
    """Of a drawing that is written twice the first form with text, else the last."""
    parts = list(alternatives)
    with_text = (part for part in parts if any(local(inner) in ("t", "textpath") for inner in part.iter()))
    return next(with_text, parts[0] if parts else alternatives)


def _add_lines(text: Text, shown: str, is_entry: bool) -> None:
    """The lines of a paragraph; an entry of a list is one. After a deleted paragraph mark the text of the line before goes on."""
    lines = [" ".join(shown.split("\n"))] if is_entry else shown.split("\n")
    if text.goes_on and text.blocks and not text.blocks[-1].rows:
        last = text.blocks.pop()
        text.blocks.append(replace(last, text=f"{last.text}{' ' if text.has_gap else ''}{lines.pop(0)}"))
    text.blocks += [WrittenBlock(line.strip(" "), is_entry and bool(line.strip())) for line in lines]


def _bare(address: str) -> str:
    """An address as people write it."""
    return re.sub(r"^(?:https?://|mailto:)", "", address, flags=re.IGNORECASE).rstrip("/")
