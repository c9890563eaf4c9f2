"""Input for tests: workbooks as people fill them in, and the words in them."""

import io
from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook

HEAD = ("Überschrift", "Stadt", "Maßnahme", "Thema", "Ergebnis", "Aufwand", "Bericht")
CASE = ("Musterstadt: Markt am Abend", "Musterstadt", "Feierabendmarkt", "Feste, Märkte & Frequenz", "Offen", "Klein", "Der Markt lief.")


def case(number: int, **changes: str) -> list[str]:
    """A row, told from others by a number in its title; other values by the name of their column."""
    row = dict(zip(HEAD, (f"Musterstadt: Markt Nummer {number}", *CASE[1:]), strict=True)) | changes
    return list(row.values())


def workbook(*rows: Sequence[Any], change: Callable[[Any], None] = lambda book: None) -> bytes:
    """A workbook whose first sheet has these rows; `change` does the rest."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
