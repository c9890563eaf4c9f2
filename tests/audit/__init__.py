"""What is measured weekly and before a release, since it takes longer than a test may: `make audit` prints one table.

A part is a function that yields rows. To add one, write it in a module of this package and name it in `tests/audit/__main__.py`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, what came out, what is allowed, and whether that holds. `details` are printed below."""

    measure: str
    value: str
    bound: str
    holds: bool
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Setting:
    """What parts may use: an empty folder of their own, and how many minutes the search for new failures may take."""

    folder: Path
    minutes: float


Part = Callable[[Setting], Iterator[Row]]


def none_of(measure: str, found: list[str], total: int) -> Row:
    """A row for things of which there must be none among `total`."""
    return Row(measure, f"{len(found)} of {total}", "0", not found and total > 0, tuple(found))
