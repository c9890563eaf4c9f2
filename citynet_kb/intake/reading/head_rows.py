"""Where the names of columns stand in the sheets of a table."""

from collections.abc import Sequence, Set

from citynet_kb.intake.asking.excel_form import EXPLANATIONS, LISTS
from citynet_kb.intake.reading.columns import names_column
from citynet_kb.intake.reading.grid import COLUMNS_LIMIT, GridCell, Sheet, tidy
from citynet_kb.intake.reading.turned import turned

LEAST_NAMES = 2
"""Fewest names of columns in a row that is there for them."""
_MANY_NAMES = 4
"""So many names are no chance, whatever else stands in the row."""
_NEAR = 100
"""Rows in which each cell may be a name; below only those that begin with one, perhaps after a number and the like."""
_BEGIN = 3


def named_columns(texts: Sequence[str]) -> int:
    """How many columns a row names, 0 where that is not what the row is for."""
    filled = [text for text in map(tidy, texts) if text]
    known = sum(map(names_column, filled))
    return known if known >= LEAST_NAMES and (known * 2 >= len(filled) or known >= _MANY_NAMES) else 0


def upright(sheet: Sheet) -> Sheet:
    """The sheet with the names of columns in a row, though they stand in a column."""
    head = _first_head(sheet)
    known = named_columns([cell.text for cell in sheet.rows[head]]) if head is not None else 0
    return sheet if known > LEAST_NAMES or sheet.name in (EXPLANATIONS, LISTS) else turned(sheet, named_columns, LEAST_NAMES + 1) or sheet


def head_rows(sheets: Sequence[Sheet]) -> dict[int, int]:
    """The sheets that hold cases, with the index of the row that names columns. Lists to choose from have no title of a case."""
    found = {sheet.number: head for sheet in sheets if not sheet.is_hidden and (head := _first_head(sheet)) is not None}
    titled = {sheet.number for sheet in sheets if sheet.number in found and _has_title(sheet.rows[found[sheet.number]])}
    lists = {sheet.number for sheet in sheets if sheet.name in (EXPLANATIONS, LISTS)}
    return {number: head for number, head in found.items() if number in (titled or found.keys() - lists)}


def _has_title(row: Sequence[GridCell]) -> bool:
    return any(names_column(tidy(cell.text), ("title",)) for cell in row)


def _first_head(sheet: Sheet) -> int | None:
    """The index of the first row that names columns."""
    for index, row in enumerate(sheet.rows):
        if index >= _NEAR and not any(names_column(tidy(cell.text)) for cell in row[:_BEGIN]):
            continue
        if named_columns([cell.text for cell in row[: COLUMNS_LIMIT * 2]]):
            return index
    return None


def begins_table(row: Sequence[GridCell], names: Set[str]) -> bool:
    """Whether a row below the first one with names has some, too. `names` are those of the columns above, known or not."""
    begin = tidy(row[0].text)
    if not (begin in names or names_column(begin) or (len(row) > 1 and names_column(tidy(row[1].text)))):
        return False
    return named_columns([cell.text for cell in row]) > LEAST_NAMES
