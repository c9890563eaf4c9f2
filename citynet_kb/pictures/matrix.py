"""How often two properties go together, as squares (or circles) whose area is the number."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

FIELD = 40.0
"""Width and height of the drawing in one cell, in units."""
_LARGEST, _LEAST = 36.0, 5.0


@dataclass(frozen=True)
class MatrixCell:
    """`side` is the width of the square (or the diameter of the circle) in units; 0 where `number` is 0."""

    column: str
    number: int
    side: float


@dataclass(frozen=True)
class MatrixRow:
    """One row and the sum of its cells."""

    key: str
    cells: tuple[MatrixCell, ...]
    total: int


@dataclass(frozen=True)
class Matrix:
    """Rows from the top, columns from the left. `column_totals` are in the order of `columns`.

    `total` counts the pairs shown; `without_row` those whose row is not shown, `without_column` those that lack their column only.
    """

    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    column_totals: tuple[int, ...]
    total: int
    maximum: int
    without_row: int
    without_column: int


def matrix(rows: Sequence[str], columns: Sequence[str], pairs: Iterable[tuple[str, str]]) -> Matrix:
    """Counts how often each (row, column) occurs in `pairs`."""
    every = Counter(pairs)
    maximum = max((every[row, column] for row in rows for column in columns), default=0)
    made = tuple(_row(row, columns, every, maximum) for row in rows)
    totals = tuple(sum(every[row, column] for row in rows) for column in columns)
    without_row = sum(number for (row, _), number in every.items() if row not in rows)
    return Matrix(
        columns=tuple(columns),
        rows=made,
        column_totals=totals,
        total=sum(totals),
        maximum=maximum,
        without_row=without_row,
        without_column=every.total() - without_row - sum(totals),
    )


def _row(row: str, columns: Sequence[str], every: Mapping[tuple[str, str], int], maximum: int) -> MatrixRow:
    cells = tuple(MatrixCell(column, every[row, column], _side(every[row, column], maximum)) for column in columns)
    return MatrixRow(row, cells, sum(cell.number for cell in cells))


def _side(number: int, maximum: int) -> float:
    """The area is proportional to the number, with a minimum so that a single case stays visible."""
    return round(max(_LEAST, _LARGEST * (number / maximum) ** 0.5), 1) if number else 0.0
