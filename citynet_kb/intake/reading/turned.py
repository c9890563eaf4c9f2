"""A sheet whose first column names the fields, one case in each column beside it → the same with the names in a row."""

from collections.abc import Callable, Sequence, Set

from citynet_kb.intake.reading.grid import GridCell, Sheet

_FIRST_COLUMNS = 2
"""The names stand in one of the first columns that hold anything."""


def turned(sheet: Sheet, count: Callable[[Sequence[str]], int], at_least: int) -> Sheet | None:
    """The sheet with rows and columns changed; None where no column names so many fields, as `count` counts them.

    `line` and `column` of its cells are changed too. What stands above the names, left of them or alone is in a row before all others.
    """
    by_column: dict[int, list[GridCell]] = {}
    for cell in sheet.texts():
        by_column.setdefault(cell.column, []).append(cell)
    for number in sorted(by_column)[:_FIRST_COLUMNS]:
        names = [cell for cell in by_column[number] if not cell.merged_from]
        if count([cell.text for cell in names]) >= at_least:
            known = {cell.line for cell in names if count([cell.text] * at_least)}
            beside = {row[0].line for row in sheet.rows if len(row) == 1 and row[0].line not in known} | set(range(min(known)))
            return _changed(sheet, number, beside)
    return None


def _changed(sheet: Sheet, names: int, beside: Set[int]) -> Sheet:
    rows: dict[int, list[GridCell]] = {}
    for cell in sheet.texts():
        place = cell.column if cell.column >= names and cell.line not in beside else 0
        rows.setdefault(place, []).append(cell._replace(line=cell.column, column=cell.line))
    return Sheet(sheet.name, sheet.number, sheet.is_hidden, [rows[place] for place in sorted(rows)], sheet.remarks, is_turned=True)
