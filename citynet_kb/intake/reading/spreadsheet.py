"""An Excel workbook → its sheets: the texts that a person sees in their cells, and those that somebody hid.

The XML is read in one pass, row by row: a far cell costs nothing, and a library that builds every cell between would need seconds.
"""

import io
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from xml.etree.ElementTree import Element

from lxml import etree

from citynet_kb.intake.reading.archive import TooLarge, Unreadable, refuse_dangerous
from citynet_kb.intake.reading.cell_values import dated, shown, unescaped, with_words
from citynet_kb.intake.reading.grid import (
    CELLS_LIMIT,
    COLUMNS_LIMIT,
    HIDDEN_COLUMN,
    REMARKS_LIMIT,
    ROWS_LIMIT,
    WIDEST,
    GridCell,
    Remark,
    Sheet,
    TooManyCells,
)
from citynet_kb.intake.reading.workbook_parts import (
    INVISIBLE,
    PLAIN_STYLE,
    Style,
    Workbook,
    column_of,
    is_on,
    local,
    place_of,
    printed,
    texts,
)

_COMPOUND = b"\xd0\xcf\x11\xe0"
"""How files begin that older versions of Excel write, and every one that is locked by a password."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_DIGITS = "0123456789"
_PRINTED = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_MERGED_LIMIT = 10_000
"""Most merged areas that are looked at."""


def sheets_of(content: bytes) -> list[Sheet]:
    """The sheets that hold cells, hidden ones too; sheets of charts hold none. Raises Unreadable, TooLarge, TooManyCells."""
    if content.startswith(_COMPOUND):
        locked = "die Arbeitsmappe ist mit einem Kennwort geschützt; speichern Sie sie ohne Kennwort"
        old = "es ist eine Arbeitsmappe einer alten Version; speichern Sie sie als »Excel-Arbeitsmappe (.xlsx)«"
        raise Unreadable(locked if _LOCKED in content else old)
    refuse_dangerous(content, "Excel-Dokument")
    try:
        return list(_sheets(Workbook(content)))
    except (Unreadable, TooLarge, TooManyCells):
        raise
    except Exception as problem:  # a damaged part raises errors of any kind
        raise Unreadable("keine Excel-Arbeitsmappe, oder sie ist beschädigt") from problem


def _sheets(book: Workbook) -> Iterator[Sheet]:
    if not book.sheets:
        raise Unreadable("die Arbeitsmappe hat kein Tabellenblatt")
    cells = 0
    for part in book.sheets:
        reader = _Reader(book, Sheet(part.name, part.number, part.is_hidden), CELLS_LIMIT - cells)
        reader.read(part.part)
        cells += sum(map(len, reader.sheet.rows))
        yield reader.sheet


class _Reader:
    """Reads one sheet."""

    def __init__(self, book: Workbook, sheet: Sheet, room: int) -> None:
        self.book, self.sheet, self._room = book, sheet, room
        self._plain = {None, *(str(number) for number, style in enumerate(book.styles) if style is PLAIN_STYLE)}
        self._hidden_columns: list[tuple[int, int]] = []
        self._merged: list[tuple[int, int, int]] = []
        self._links: list[tuple[str, str]] = []
        self._line = 0

    def read(self, part: str) -> None:
        take = {"row": self._row, "col": self._column, "mergeCell": self._merge, "hyperlink": self._link}
        take |= dict.fromkeys(_PRINTED, self._printed)
        wanted, content = [f"{{*}}{name}" for name in take], io.BytesIO(self.book.bytes_of(part))
        for _, each in etree.iterparse(content, tag=wanted, resolve_entities=False, remove_comments=True, remove_pis=True):
            take[local(each.tag)](each)
        self.sheet.remarks.extend(islice(self.book.remarks(part), REMARKS_LIMIT + 1))
        if len(self.sheet.remarks) > REMARKS_LIMIT:
            raise TooManyCells(f"mehr als {REMARKS_LIMIT} Kommentare")
        self._fill_down()
        self._name_links(part)

    def _column(self, each: Element) -> None:
        if is_on(each, "hidden") or _is_zero(each.get("width")):
            self._hidden_columns.append((int(each.get("min", "1")), int(each.get("max", "1"))))
            self._plain = set()

    def _link(self, each: Element) -> None:
        relation = next((value for key, value in each.attrib.items() if key.endswith("}id")), "")
        self._links.append((each.get("ref", ""), relation))

    def _printed(self, each: Element) -> None:
        if printed(each.text or ""):
            self.sheet.remarks.append(Remark(1, 1, "Kopf- oder Fußzeile", printed(each.text or "")))

    def _row(self, row: Element) -> None:
        self._line = int(row.get("r", self._line + 1))
        if not len(row):
            return
        is_hidden = is_on(row, "hidden") or _is_zero(row.get("ht"))
        hidden = "ausgeblendete Zeile" if is_hidden else ""
        found, column = list[GridCell](), 0
        if len(row) > WIDEST and sum(map(len, row)) > WIDEST:
            raise TooManyCells(f"mehr als {COLUMNS_LIMIT} Spalten")
        line, plain, plain_text, take = self._line, self._plain, self._plain_text, found.append
        for each in row:
            reference = each.get("r")
            column = column_of(reference.rstrip(_DIGITS)) if reference else column + 1
            text = plain_text(each) if each.get("s") in plain else ""
            if text and not text.isspace():
                take(GridCell(line, column, text, hidden))
            elif len(each) and (cell := self._cell(each, column)):
                take(cell._replace(hidden=hidden) if is_hidden else cell)
        row.clear()
        if not found:
            return
        self.sheet.rows.append(found)
        self._room -= len(found)
        if len(self.sheet.rows) > ROWS_LIMIT + 50 or self._room < 0:
            raise TooManyCells(f"mehr als {ROWS_LIMIT} Zeilen" if self._room >= 0 else f"mehr als {CELLS_LIMIT} gefüllte Zellen")

    def _plain_text(self, each: Element) -> str:
        """The text of one of the many cells that hold a text and nothing special; empty of all others."""
        if len(each) != 1:
            return ""
        kind, inner = each.get("t"), each[0]
        if kind == "inlineStr":
            if len(inner) != 1:
                return ""
            part = inner[0]
            return unescaped(part.text or "") if not len(part) else ""  # parts of a text have parts
        text, struck = self.book.shared[int(inner.text)] if kind == "s" and inner.text else ("", "")
        return "" if struck else text

    def _cell(self, each: Element, column: int) -> GridCell | None:
        number = each.get("s")
        style = self._style(int(number)) if number else PLAIN_STYLE
        text, struck, is_formula = self._text(each, style)
        hidden = HIDDEN_COLUMN if self._hidden_columns and self._is_hidden(column) else ""
        if style is PLAIN_STYLE and not struck:
            return GridCell(self._line, column, text, hidden, "", is_formula) if text and not text.isspace() else None
        if not text.strip() and not struck.strip():
            return None
        if style.is_struck or style.is_unseen or style.number_format == INVISIBLE:
            hidden = hidden or ("durchgestrichen" if style.is_struck else "unsichtbar geschrieben")
            return GridCell(self._line, column, f"{text} {struck}".strip(), hidden)
        if not text.strip():
            return GridCell(self._line, column, struck, hidden or "durchgestrichen")
        seen = with_words(text, style.number_format) if each.get("t", "n") == "n" and style.number_format != "General" else ""
        return GridCell(self._line, column, text, hidden, struck, is_formula, seen=seen)

    def _style(self, number: int) -> Style:
        return self.book.styles[number] if number < len(self.book.styles) else PLAIN_STYLE

    def _is_hidden(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self._hidden_columns[:COLUMNS_LIMIT])

    def _text(self, each: Element, style: Style) -> tuple[str, str, bool]:
        """The text of a cell, what is struck out in it, and whether it is a formula without a result."""
        kind, value, formula, inline = each.get("t", "n"), "", "", ("", "")
        if kind == "s" and len(each) == 1 and each[0].text:
            return (*self.book.shared[int(each[0].text)], False)
        for part in each:
            name = local(part.tag)
            if name == "v":
                value = part.text or ""
            elif name == "f":
                formula = part.text or ""
            elif name == "is":
                inline = texts(part)
        if kind == "s":
            return (*self.book.shared[int(value)], False) if value else ("", "", False)
        if kind == "inlineStr":
            return (*inline, False)
        if kind == "e":
            return value, "", True
        if not value:
            return (f"={formula}" if formula else ""), "", bool(formula)
        return self._shown(kind, value, style), "", False

    def _shown(self, kind: str, value: str, style: Style) -> str:
        """A value as the cell shows it."""
        match kind:
            case "str":
                return unescaped(value)
            case "b":
                return "WAHR" if value == "1" else "FALSCH"
            case "d":
                return dated(value, style.number_format)
            case _:
                return shown(value, style.number_format, counts_from_1904=self.book.counts_from_1904)

    def _merge(self, each: Element) -> None:
        first, _, last = each.get("ref", "").partition(":")
        (top, left), (bottom, _) = place_of(first), place_of(last or first)
        if top < bottom and len(self._merged) < _MERGED_LIMIT:
            self._merged.append((top, min(bottom, top + ROWS_LIMIT), left))

    def _fill_down(self) -> None:
        """A cell that is merged over several rows shows its value in each of them that holds anything else."""
        rows = {row[0].line: row for row in self.sheet.rows}
        lines = sorted(rows)
        for top, bottom, column in self._merged:
            value = next((cell for cell in rows.get(top, ()) if cell.column == column), None)
            below = lines[bisect_right(lines, top) : bisect_right(lines, bottom)] if value else []
            self._room -= len(below)
            for line in below if self._room > 0 else ():
                if all(cell.column != column for cell in rows[line]) and value:
                    rows[line].append(value._replace(line=line, merged_from=top, aside=""))
                    rows[line].sort(key=lambda cell: cell.column)

    def _name_links(self, part: str) -> None:
        """Addresses that stand behind a text and not in it."""
        if not self._links:
            return
        related, shown_at = self.book.related(part), {(cell.line, cell.column): cell.text for cell in self.sheet.texts()}
        for reference, relation in self._links:
            kind, target = related.get(relation, ("", ""))
            address = target.removeprefix("mailto:").removesuffix("/")
            if kind == "hyperlink" and address and address not in shown_at.get(place_of(reference), "").replace("mailto:", ""):
                line, column = place_of(reference)
                self.sheet.remarks.append(Remark(line, column, f"Link hinter {reference}", address))


def _is_zero(size: str | None) -> bool:
    """Whether a width or height says that nothing is seen."""
    return size is not None and not size.strip("0.") and bool(size)
