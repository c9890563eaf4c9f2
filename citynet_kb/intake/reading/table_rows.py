"""Sheets of a table → the rows that are cases. What is nobody's answer is named, each word of it.

The columns are named by the first row that does so, wherever it stands: above it may be a title, before it a cover. Every sheet with
such a row is read; in a sheet each further such row begins a new table.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from citynet_kb.findings import Finding, Place
from citynet_kb.intake.reading import import_rules as rules
from citynet_kb.intake.reading.answer_rules import nicht_uebernommen
from citynet_kb.intake.reading.aside_columns import AsideColumns
from citynet_kb.intake.reading.beside_tables import beside, joined, remarks
from citynet_kb.intake.reading.case_row import TABLE_PART, Cell, Row
from citynet_kb.intake.reading.columns import Column, Header, header_of, names_column
from citynet_kb.intake.reading.grid import (
    COLUMNS_LIMIT,
    HIDDEN_COLUMN,
    ROWS_LIMIT,
    TABLES_LIMIT,
    GridCell,
    Sheet,
    TooManyCells,
    letters,
    tidy,
)
from citynet_kb.intake.reading.head_rows import LEAST_NAMES, begins_table, head_rows, upright
from citynet_kb.intake.reading.table_cells import entries_of, understood_cell, with_one_text
from citynet_kb.intake.reading.table_rules import kopfzeile_fehlt
from citynet_kb.sources import Location

_FEW = 12
"""A first row with no more cells may be meant as names: each unknown one is named."""
_WIDE = 4
"""In a table with this many columns a row with one cell is a remark, no case."""
_MOST_SOUGHT = 100
"""Unknown names for which the nearest is sought; each costs some milliseconds."""
_FAR = 20_000
"""No table is wider."""
_COUNTING = re.compile(r"#|№|(?:lfd\.? ?|laufende )?(?:nr|no|nummer)\.?|pos\.?", re.IGNORECASE)
"""Names of columns that only number the rows."""
_TOTAL = re.compile(
    r"(?:zwischen|gesamt)?summen?:?|gesamt:?|insgesamt:?|total:?|(?:gesamt)?anzahl:?|mittelwert:?|durchschnitt:?|∑|Σ", re.IGNORECASE
)


@dataclass
class _Found:
    """What was found so far. `is_turned`: in the sheet that is read now the cases stand in columns. `sought`: see _MOST_SOUGHT."""

    path: str
    is_turned: bool = False
    sought: int = 0
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    aside: AsideColumns = field(default_factory=AsideColumns)
    """Columns of the table that is read now."""
    seconds: AsideColumns = field(default_factory=AsideColumns)
    """Columns of it of which only some cells are set aside, because another column has a value for the same field."""

    def at(self, line: int, column: int = 1) -> Place:
        """The place of a cell as a person sees it."""
        return Place(self.path, column, line) if self.is_turned else Place(self.path, line, column)

    def column(self, number: int) -> str:
        """What a person calls a column of the table: »Spalte B«."""
        return f"Zeile {number}" if self.is_turned else f"Spalte {letters(number)}"


@dataclass(frozen=True)
class _Heading:
    """The columns of a table and the names over them. `width`: cells in their row where the file says so, else as many as you like."""

    header: Header
    names: Mapping[int, str]
    width: int

    @property
    def columns(self) -> tuple[Column, ...]:
        """Those that are fields."""
        return self.header.columns

    @cached_property
    def needed(self) -> frozenset[int]:
        """The numbers of those that no case can do without."""
        return frozenset(column.number for column in self.columns if column.is_required)


def table_rows(path: str, sheets: Sequence[Sheet], own_words: frozenset[str]) -> tuple[list[Row], list[Finding]]:
    """The cases of all sheets, and what is not one. `own_words` are those of the empty template, which nobody wrote."""
    found = _Found(path)
    sheets = [upright(sheet) for sheet in sheets]
    heads = head_rows(sheets)
    if not heads:
        fallback = next((sheet for sheet in sheets if not sheet.is_hidden and sheet.rows), None)
        if fallback is None:
            return [], beside(path, sheets, own_words)
        few = LEAST_NAMES <= len(fallback.rows[0]) <= _FEW
        if not few and not any(names_column(tidy(cell.text)) for cell in fallback.rows[0]):
            return [], [kopfzeile_fehlt(Place(path, fallback.rows[0][0].line))]
        heads = {fallback.number: 0}
    for sheet in sheets:
        if sheet.number in heads:
            name = f"Blatt »{sheet.name}«, " if len(heads) > 1 else ""
            found.is_turned = sheet.is_turned
            _read(sheet, heads[sheet.number], name, found)
            found.findings.extend(remarks(path, sheet, own_words))
    others = [sheet for sheet in sheets if sheet.number not in heads]
    return found.rows, [*found.findings, *beside(path, others, own_words)]


def _read(sheet: Sheet, head: int, name: str, found: _Found) -> None:
    above = [cell for row in sheet.rows[:head] for cell in row]
    if above:
        found.findings.append(nicht_uebernommen(found.at(above[0].line, above[0].column), joined(above), "über den Spaltennamen"))
    heading = _heading(sheet, sheet.rows[head], found)
    named = set(heading.names.values())
    tables = 1
    for row in sheet.rows[head + 1 :]:
        if begins_table(row, named):
            if _names(row) == heading.names:
                continue
            tables += 1
            if tables > TABLES_LIMIT:
                raise TooManyCells(f"mehr als {TABLES_LIMIT} Zeilen mit Spaltennamen, die sich unterscheiden")
            heading = _heading(sheet, row, found)
            named = set(heading.names.values())
        elif heading.columns:
            _take(row, heading, name, found)
        if len(found.rows) > ROWS_LIMIT:
            raise TooManyCells(f"mehr als {ROWS_LIMIT} Zeilen")
    found.findings.extend([*found.aside.findings(), *found.seconds.findings()])


def _heading(sheet: Sheet, row: Sequence[GridCell], found: _Found) -> _Heading:
    if len(row) > COLUMNS_LIMIT:
        raise TooManyCells(f"mehr als {COLUMNS_LIMIT} Spalten")
    found.findings.extend([*found.aside.findings(), *found.seconds.findings()])
    line, last = row[0].line, row[-1].column
    names = _names(row)
    hidden = [cell for cell in row if cell.hidden == HIDDEN_COLUMN and not names_column(tidy(cell.text))]
    if hidden:
        found.findings.append(nicht_uebernommen(found.at(line), joined(hidden), HIDDEN_COLUMN))
    counting = {number for number, name in names.items() if _COUNTING.fullmatch(name)}
    texts = ["" if number in counting else names.get(number, "") for number in range(1, last + 1)] if last <= _FAR else []
    header = header_of(found.path, texts, _MOST_SOUGHT - found.sought)
    found.sought += len(header.aside) + len(header.findings)
    found.findings.extend(replace(finding, place=found.at(line, finding.place.column)) for finding in header.findings)
    for number in counting:
        found.aside.add(number, found.at(line, number), "laufende Nummern", names[number], is_sized=False)
    for number, remedy in header.aside.items():
        found.aside.add(number, found.at(line, number), f"{found.column(number)} gehört zu keinem Feld", names[number], remedy)
    return _Heading(header, names, sheet.widths.get(line, _FAR))


def _names(row: Sequence[GridCell]) -> dict[int, str]:
    return {cell.column: tidy(cell.text) for cell in row if not cell.merged_from and cell.hidden != HIDDEN_COLUMN}


def _take(row: Sequence[GridCell], heading: _Heading, name: str, found: _Found) -> None:
    line, aside = row[0].line, found.aside
    seen = [cell for cell in row if not cell.hidden]
    if aside:
        seen = [cell for cell in seen if not aside.takes(cell)]
    if len(seen) < len(row) or any(cell.aside for cell in row):
        found.findings.extend(_hidden(found, row))
    own = [cell for cell in seen if not cell.merged_from]
    if not own:
        return
    kind = _beside_cases(own, heading)
    if kind:
        found.findings.append(nicht_uebernommen(found.at(line, own[0].column), joined(own), kind))
        return
    cells: dict[Location, Cell] = {}
    by_number = {cell.column: cell for cell in seen}
    _set_unnamed_aside(by_number, heading, found)
    path, is_turned, rivals = found.path, found.is_turned, heading.header.rivals
    for column in heading.columns:
        number = column.number
        cell = by_number.get(number)
        if cell is None or (rivals and _is_second(cell, by_number, heading, found)):
            continue
        where = found.at(line, number) if is_turned else Place(path, line, number)
        text = tidy(cell.text)
        if column.is_text or cell.formula or cell.merged_from or cell.seen:
            text, findings = understood_cell(where, column, cell)
            found.findings.extend(findings)
        if not column.is_list:
            if text:
                cells[column.location] = Cell(text, column.name, where)
        elif text and ";" not in text and "\n" not in text:
            cells[column.first] = Cell(text, column.name, where)
        else:
            cells.update(entries_of(where, column, text))
    label = f"{name}{f'Spalte {letters(line)}' if found.is_turned else f'Zeile {line}'}"
    place, label = found.at(line), label[:1].upper() + label[1:]
    found.rows.append(Row(place, with_one_text(cells), label, TABLE_PART, misnamed=heading.header.misnamed))


def _set_unnamed_aside(cells: Mapping[int, GridCell], heading: _Heading, found: _Found) -> None:
    """Cells under no name. Beyond the last cell of the names' row in a text file they are most likely parts of a text that was cut."""
    for number in sorted(cells.keys() - heading.names.keys()):
        cell = cells[number]
        place = found.at(cell.line, number)
        if number > heading.width:
            found.findings.append(rules.spalte_ohne_namen(place, tidy(cell.text)))
        else:
            found.aside.add(number, place, f"{found.column(number)} hat keinen Namen")
            found.aside.take(cell)


def _is_second(cell: GridCell, cells: Mapping[int, GridCell], heading: _Heading, found: _Found) -> bool:
    """Whether the same row has a value for the field of a cell in another column. Then the cell is set aside, unless both say the same."""
    number = next((other for other in heading.header.rivals.get(cell.column, ()) if other in cells), None)
    if number is None:
        return False
    if tidy(cells[number].text) != tidy(cell.text):
        kind = f"{found.column(cell.column)}, weitere Spalte für »{heading.names[number]}«"
        found.seconds.add(cell.column, found.at(cell.line, cell.column), kind)
        found.seconds.take(cell)
    return True


def _beside_cases(row: Sequence[GridCell], heading: _Heading) -> str:
    """What a row is that is no case, in words for people; else empty."""
    if len(heading.columns) < _WIDE:
        return ""
    if len(row) == 1:
        return "Zeile mit nur einer Angabe"
    if _TOTAL.fullmatch(tidy(row[0].text)):
        return "Zeile mit einer Summe"
    needed = heading.needed
    return "Zeile ohne Stadt und Überschrift" if len(needed) > 2 and not any(cell.column in needed for cell in row) else ""


def _hidden(found: _Found, row: Sequence[GridCell]) -> Iterator[Finding]:
    """The words of a row that somebody hid or struck out, by the way in which they did."""
    for kind in dict.fromkeys(cell.hidden for cell in row if cell.hidden):
        cells = [cell for cell in row if cell.hidden == kind and not cell.merged_from]
        if cells:
            yield nicht_uebernommen(found.at(cells[0].line, cells[0].column), joined(cells), kind)
    for cell in row:
        if cell.aside and not cell.hidden:
            yield nicht_uebernommen(found.at(cell.line, cell.column), cell.aside, "durchgestrichen")
