"""The text of a CSV file → one table: Excel and others write commas, semicolons, tabs or bars, and a first line »sep=;«."""

import re
from collections.abc import Callable, Iterator, Sequence

from citynet_kb.intake.reading.grid import CELLS_LIMIT, ROWS_LIMIT, GridCell, Sheet, TooManyCells, tidy

_DELIMITERS = ",;\t|"
_STATED = re.compile(r'"?sep=(.)"?(?:\r\n?|\n)|"?sep=(.)"?\Z', re.IGNORECASE)
_KEPT_AS_TEXT = re.compile(r'="((?:[^"]|"")*)"')
"""How Excel keeps the zero of ="07545"."""
_SAMPLE = 30
"""Rows in which the names of columns are sought."""


class OpenQuote(Exception):
    """A quotation mark is not closed; `line` is that of the row of the table."""

    def __init__(self, line: int) -> None:
        super().__init__(str(line))
        self.line = line


def separated(text: str, is_head: Callable[[Sequence[str]], int]) -> Sheet:
    """The table. Of the delimiters that one is taken with which a row near the top names most columns, as `is_head` counts them.

    A quotation mark in the middle of a cell, or at its beginning without another before the delimiter, is a sign like any other. Raises
    OpenQuote, TooManyCells.
    """
    stated = _STATED.match(text)
    skipped = 1 if stated else 0
    body = text[stated.end() :] if stated else text
    delimiter = (stated[1] or stated[2]) if stated else max(_DELIMITERS, key=lambda one: _named(body, one, is_head))
    sheet, cells = Sheet(), 0
    for line, row in enumerate(_rows(body, delimiter), start=1 + skipped):
        found = [GridCell(line, column, _value(cell)) for column, cell in enumerate(row, start=1) if tidy(cell)]
        if found:
            sheet.rows.append(found)
            sheet.widths[line] = len(row)
            cells += len(found)
        if len(sheet.rows) > ROWS_LIMIT + _SAMPLE or cells > CELLS_LIMIT:
            raise TooManyCells(f"mehr als {ROWS_LIMIT} Zeilen" if cells <= CELLS_LIMIT else f"mehr als {CELLS_LIMIT} gefüllte Zellen")
    return sheet


def _named(text: str, delimiter: str, is_head: Callable[[Sequence[str]], int]) -> tuple[int, int]:
    """How many columns a row near the top names; where that is nobody's table, how often its first line has the sign."""
    most = 0
    try:
        for number, row in enumerate(_rows(text, delimiter)):
            most = max(most, is_head(row[:500]))
            if number == _SAMPLE or most > 2:
                break
    except OpenQuote:
        pass
    return most, text.partition("\n")[0].count(delimiter)


def _value(cell: str) -> str:
    kept = _KEPT_AS_TEXT.fullmatch(cell.strip())
    return kept[1].replace('""', '"') if kept else cell


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    mark = re.escape(delimiter)
    cell_at = re.compile(rf'[ ]*"((?:[^"]|"")*+)"[ \t]*(?={mark}|[\r\n]|\Z)|([^{mark}\r\n]*)')
    position, line, row = 0, 1, list[str]()
    while position <= len(text):
        found = cell_at.match(text, position)
        assert found  # the second form may be empty
        quoted, plain = found[1], found[2]
        if quoted is None and plain.lstrip(" ").startswith('"') and plain.count('"') == 1:
            raise OpenQuote(line)
        row.append(quoted.replace('""', '"') if quoted is not None else plain)
        position = found.end()
        if text.startswith(delimiter, position):
            position += 1
            continue
        yield row
        if position >= len(text):
            return
        position += 2 if text.startswith("\r\n", position) else 1
        line, row = line + 1, []
        if position == len(text):
            return
