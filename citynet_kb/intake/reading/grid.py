"""What a table holds before anybody knows its columns: cells with their places, and what is not meant to be read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

ROWS_LIMIT = 2_000
COLUMNS_LIMIT = 200
CELLS_LIMIT = 60 * ROWS_LIMIT + 10_000
WIDEST = 1_000
REMARKS_LIMIT = 2_000
TABLES_LIMIT = 50
"""Most rows with text, named columns, cells with text in all and in a row, remarks, and tables below each other in a sheet: so that a
verdict takes two seconds."""
HIDDEN_COLUMN = "ausgeblendete Spalte"


class TooManyCells(Exception):
    """A table has more rows, columns or cells than anybody fills in by hand. The message says of what in German."""


class GridCell(NamedTuple):
    """One cell with text. `line` and `column` count from 1, as on screen.

    `hidden` says in German why it is not to be read (a hidden row, struck out), else empty; `aside` are struck-out words within it.
    `formula`: the text is a formula whose result was not stored, or an error.
    """

    line: int
    column: int
    text: str
    hidden: str = ""
    aside: str = ""
    formula: bool = False
    merged_from: int = 0
    """The row in which the value is written, if the cell shows that of a merged one above; else 0."""
    seen: str = ""
    """A number with the words that the cell shows beside it (»120 Gäste«); empty where it shows none."""


@dataclass(frozen=True)
class Remark:
    """Words that stand beside the cells: comments, text boxes, headers. `kind` says in German what it is."""

    line: int
    column: int
    kind: str
    words: str


@dataclass
class Sheet:
    """A table: its rows from above, only those that hold text. `number` counts the sheets from 1; a CSV file has one without a name.

    `is_turned`: rows and columns are changed, so that the names of fields stand in a row.
    """

    name: str = ""
    number: int = 1
    is_hidden: bool = False
    rows: list[list[GridCell]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    is_turned: bool = False
    widths: dict[int, int] = field(default_factory=dict)
    """Of the rows of a text file: how many cells each has, empty ones too."""

    def texts(self) -> Iterator[GridCell]:
        """All cells, row by row."""
        for row in self.rows:
            yield from row


def tidy(text: str) -> str:
    """A value without blanks around it and with plain line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip() if "\r" in text else text.strip()


def letters(number: int) -> str:
    """What a spreadsheet calls a column: »B«, »AA«."""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found
