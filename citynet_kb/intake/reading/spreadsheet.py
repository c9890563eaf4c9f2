"""An Excel workbook → the texts that a person sees in the cells of its first sheet."""

import datetime
import io
import re
from collections.abc import Iterator
from typing import Any

from citynet_kb.intake.reading.archive import TooLarge, Unreadable, refuse_dangerous

_HIDDEN_IN_FORMAT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_CARRIAGE_RETURN = "_x000D_"
"""How Excel writes the CR of a line break that was pasted into a cell."""


class Formula(str):
    """The text of a formula whose result was never stored."""


def sheet_rows(content: bytes) -> Iterator[list[str]]:
    """The rows of the first sheet, empty ones included, so that the nth is row n on screen; further sheets are not read.

    Numbers lose ».0«; dates become ISO text, no more exact than the cell shows them (»Mrz 21« → 2021-03). Raises Unreadable, TooLarge.
    """
    refuse_dangerous(content, "Excel-Dokument")
    try:
        values, formulas = _sheet(content, data_only=True), _sheet(content, data_only=False)
        for row, source in zip(values, formulas, strict=True):
            yield [_text(cell, origin) for cell, origin in zip(row, source, strict=True)]
    except (Unreadable, TooLarge):
        raise
    except Exception as problem:  # openpyxl raises errors of any kind for a damaged part
        raise Unreadable("keine Excel-Arbeitsmappe, oder sie ist beschädigt") from problem


def _sheet(content: bytes, data_only: bool) -> Iterator[tuple[Any, ...]]:
    from openpyxl import load_workbook  # imported here, since loading it takes longer than checking a hundred cases

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)
    if not book.worksheets:
        raise Unreadable("die Arbeitsmappe hat kein Tabellenblatt")
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # the size that is stated in the file may be wrong
    return iter(sheet.iter_rows())


def _text(cell: Any, origin: Any) -> str:
    """What a cell shows; `origin` is the same cell with its formula, if it has one."""
    value = cell.value
    if value is None:
        return Formula(origin.value) if getattr(origin, "data_type", "") == "f" else ""
    if isinstance(value, bool):
        return "WAHR" if value else "FALSCH"
    if isinstance(value, datetime.date):
        return _date(value, cell.number_format)
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    return str(value).replace(_CARRIAGE_RETURN, "")


def _date(value: datetime.date, number_format: str) -> str:
    """A date, or a month or year where the cell shows no more: Excel turns a typed 2021-03 into the first of March."""
    shown = _HIDDEN_IN_FORMAT.sub("", number_format).lower()
    if isinstance(value, datetime.datetime) and value.time() != datetime.time():
        return value.isoformat(sep=" ", timespec="minutes")
    if "d" in shown or "y" not in shown:
        return value.strftime("%Y-%m-%d")
    return value.strftime("%Y-%m") if "m" in shown else value.strftime("%Y")


def _number(value: int | float, number_format: str) -> str:
    if value != int(value):
        return repr(value)
    is_padded = re.fullmatch("0{2,}", number_format) is not None  # »00000« shows the postcode 07545 with its zero
    return str(int(value)).zfill(len(number_format) if is_padded else 0)
