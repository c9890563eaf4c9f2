"""How often two properties go together, as squares (or circles) whose area is the number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

FIELD = 40.0
"""Width and height of the drawing in one cell, in units."""
_LEAST = 5.0


@dataclass(frozen=True)
class Cell:
    """`side` is the width of the square (or the diameter of the circle) in units; 0 where `number` is 0."""

    column: str
    number: int
    side: float


@dataclass(frozen=True)
class MatrixRow:
    """One row and the sum of its cells."""

    key: str
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True)
class Matrix:
    """Rows from the top, columns from the left. `column_totals` stand in the order of `columns`."""

    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    column_totals: tuple[int, ...]
    total: int
    maximum: int


def matrix(rows: Sequence[str], columns: Sequence[str], pairs: Iterable[tuple[str, str]]) -> Matrix:
    """Counts how often each (row, column) occurs in `pairs`. Raises KeyError for a pair that has no place in the matrix."""
    counts = {(row, column): 0 for row in rows for column in columns}
    for pair in pairs:
        counts[pair] += 1
    maximum = max(counts.values(), default=0)
    made = tuple(_row(row, columns, counts, maximum) for row in rows)
    totals = tuple(sum(counts[row, column] for row in rows) for column in columns)
    return Matrix(tuple(columns), made, totals, sum(totals), maximum)


def _row(row: str, columns: Sequence[str], counts: Mapping[tuple[str, str], int], maximum: int) -> MatrixRow:
    cells = tuple(Cell(column, counts[row, column], _side(counts[row, column], maximum)) for column in columns)
    return MatrixRow(row, cells, sum(cell.number for cell in cells))


def _side(number: int, maximum: int) -> float:
    """The area follows the number; a single case among many stays visible."""
    return round(max(_LEAST, FIELD * (number / maximum) ** 0.5), 1) if number else 0.0
