"""Sheets of a table → the rows that are cases. What is nobody's answer is named, each word of it.

The columns are named by the first row that does so, wherever it stands: above it may be a title, before it a cover. Every sheet with
such a row is read; in a sheet each further such row begins a new table.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from citynet_kb.findings import Finding, Place
from citynet_kb.intake.asking.excel_form import EXPLANATIONS, LISTS, is_own
from citynet_kb.intake.reading import import_rules as rules
from citynet_kb.intake.reading.answer_rules import nicht_uebernommen
from citynet_kb.intake.reading.case_row import TABLE_PART, Cell, Row
from citynet_kb.intake.reading.columns import Column, columns, names_column
from citynet_kb.intake.reading.grid import COLUMNS_LIMIT, HIDDEN_COLUMN, ROWS_LIMIT, GridCell, Sheet, TooManyCells, tidy
from citynet_kb.intake.reading.head_rows import LEAST_NAMES, head_rows, named_columns, upright
from citynet_kb.intake.reading.table_cells import entries_of, understood_cell
from citynet_kb.intake.reading.table_rules import kopfzeile_fehlt
from citynet_kb.sources import Location

_FEW = 12
"""A first row with no more cells may be meant as names: each unknown one is named."""
_WIDE = 4
"""In a table with this many columns a row with one cell is a remark, no case."""
_COUNTING = re.compile(r"#|№|(?:lfd\.? ?|laufende )?(?:nr|no|nummer)\.?|pos\.?", re.IGNORECASE)
"""Names of columns that only number the rows."""
_TOTAL = re.compile(
    r"(?:zwischen|gesamt)?summen?:?|gesamt:?|insgesamt:?|total:?|(?:gesamt)?anzahl:?|mittelwert:?|durchschnitt:?|∑|Σ", re.IGNORECASE
)


@dataclass
class _Found:
    """What was found so far. `is_turned`: in the sheet that is read now the cases stand in columns."""

    path: str
    is_turned: bool = False
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    counted: dict[int, list[tuple[Place, str]]] = field(default_factory=dict)
    """Columns that only number the rows: the name of each and what stands below it."""

    def at(self, line: int, column: int = 1) -> Place:
        """The place of a cell as a person sees it."""
        return Place(self.path, column, line) if self.is_turned else Place(self.path, line, column)

    def is_counted(self, cell: GridCell) -> bool:
        """Whether a cell only numbers its row; then it is noted."""
        if cell.column in self.counted:
            self.counted[cell.column].append((self.at(cell.line, cell.column), tidy(cell.text)))
        return cell.column in self.counted


@dataclass(frozen=True)
class _Heading:
    """The columns of a table and the names over them."""

    columns: tuple[Column, ...]
    names: dict[int, str]
    misnamed: frozenset[str]


def table_rows(path: str, sheets: Sequence[Sheet], own_words: frozenset[str]) -> tuple[list[Row], list[Finding]]:
    """The cases of all sheets, and what is not one. `own_words` are those of the empty template, which nobody wrote."""
    found = _Found(path)
    sheets = [upright(sheet) for sheet in sheets]
    heads = head_rows(sheets)
    if not heads:
        fallback = next((sheet for sheet in sheets if not sheet.is_hidden and sheet.rows), None)
        if fallback is None:
            return [], _beside(path, sheets, own_words)
        few = LEAST_NAMES <= len(fallback.rows[0]) <= _FEW
        if not few and not any(names_column(tidy(cell.text)) for cell in fallback.rows[0]):
            return [], [kopfzeile_fehlt(Place(path, fallback.rows[0][0].line))]
        heads = {fallback.number: 0}
    for sheet in sheets:
        if sheet.number in heads:
            name = f"Blatt »{sheet.name}«, " if len(heads) > 1 else ""
            found.is_turned = sheet.is_turned
            _read(sheet, heads[sheet.number], name, found)
            found.findings.extend(_remarks(path, sheet, own_words))
    others = [sheet for sheet in sheets if sheet.number not in heads]
    return found.rows, [*found.findings, *_beside(path, others, own_words)]


def _read(sheet: Sheet, head: int, name: str, found: _Found) -> None:
    above = [cell for row in sheet.rows[:head] for cell in row]
    if above:
        found.findings.append(nicht_uebernommen(found.at(above[0].line, above[0].column), _joined(above), "über den Spaltennamen"))
    heading = _heading(sheet.rows[head], found)
    for row in sheet.rows[head + 1 :]:
        if names_column(tidy(row[0].text)) and named_columns([cell.text for cell in row]) > LEAST_NAMES:
            heading = _heading(row, found)
        elif heading.columns:
            _take(row, heading, name, found)
        if len(found.rows) > ROWS_LIMIT:
            raise TooManyCells(f"mehr als {ROWS_LIMIT} Zeilen")
    for entries in found.counted.values():
        found.findings.append(nicht_uebernommen(entries[0][0], " ".join(text for _, text in entries), "laufende Nummern"))
    found.counted.clear()


def _heading(row: Sequence[GridCell], found: _Found) -> _Heading:
    if len(row) > COLUMNS_LIMIT:
        raise TooManyCells(f"mehr als {COLUMNS_LIMIT} Spalten")
    names = {cell.column: tidy(cell.text) for cell in row if not cell.merged_from and cell.hidden != HIDDEN_COLUMN}
    hidden = [cell for cell in row if cell.hidden == HIDDEN_COLUMN and not names_column(tidy(cell.text))]
    if hidden:
        found.findings.append(nicht_uebernommen(found.at(row[0].line), _joined(hidden), HIDDEN_COLUMN))
    counting = {number: name for number, name in names.items() if _COUNTING.fullmatch(name)}
    names = {number: name for number, name in names.items() if number not in counting}
    texts = [names.get(number, "") for number in range(1, row[-1].column + 1)] if row[-1].column <= 20_000 else []
    known, findings, misnamed = columns(found.path, texts)
    found.findings.extend(replace(finding, place=found.at(row[0].line, finding.place.column)) for finding in findings)
    found.counted.update({number: [(found.at(row[0].line, number), name)] for number, name in counting.items()})
    return _Heading(tuple(known), names, misnamed)


def _take(row: Sequence[GridCell], heading: _Heading, name: str, found: _Found) -> None:
    line = row[0].line
    seen = [cell for cell in row if not cell.hidden and not (found.counted and found.is_counted(cell))]
    if len(seen) < len(row) or any(cell.aside for cell in row):
        found.findings.extend(_hidden(found, row))
    own = [cell for cell in seen if not cell.merged_from]
    if not own:
        return
    kind = _beside_cases(own, heading)
    if kind:
        found.findings.append(nicht_uebernommen(found.at(line, own[0].column), _joined(own), kind))
        return
    cells: dict[Location, Cell] = {}
    by_number = {cell.column: cell for cell in seen}
    for number in by_number.keys() - heading.names.keys():
        found.findings.append(rules.spalte_ohne_namen(found.at(line, number), tidy(by_number[number].text)))
    for column in heading.columns:
        cell = by_number.get(column.number)
        if cell is None:
            continue
        where = found.at(line, column.number) if found.is_turned else Place(found.path, line, column.number)
        text = tidy(cell.text)
        if cell.formula or cell.merged_from or cell.seen or column.is_text:
            text, findings = understood_cell(where, column, cell)
            found.findings.extend(findings)
        if column.is_list:
            cells.update(entries_of(where, column, text))
        elif text:
            cells[column.location] = Cell(text, column.name, where)
    label = f"{name}{_column_name(line) if found.is_turned else f'Zeile {line}'}"
    found.rows.append(Row(found.at(line), cells, label[:1].upper() + label[1:], TABLE_PART, misnamed=heading.misnamed))


def _beside_cases(row: Sequence[GridCell], heading: _Heading) -> str:
    """What a row is that is no case, in words for people; else empty."""
    if len(heading.columns) < _WIDE:
        return ""
    if len(row) == 1:
        return "Zeile mit nur einer Angabe"
    if _TOTAL.fullmatch(tidy(row[0].text)):
        return "Zeile mit einer Summe"
    needed = {column.number for column in heading.columns if column.is_required}
    return "Zeile ohne Stadt und Überschrift" if len(needed) > 2 and not needed & {cell.column for cell in row} else ""


def _column_name(number: int) -> str:
    """»Spalte B«."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"Spalte {letters}"


def _hidden(found: _Found, row: Sequence[GridCell]) -> Iterator[Finding]:
    """The words of a row that somebody hid or struck out, by the way in which they did."""
    for kind in dict.fromkeys(cell.hidden for cell in row if cell.hidden):
        cells = [cell for cell in row if cell.hidden == kind and not cell.merged_from]
        if cells:
            yield nicht_uebernommen(found.at(cells[0].line, cells[0].column), _joined(cells), kind)
    for cell in row:
        if cell.aside and not cell.hidden:
            yield nicht_uebernommen(found.at(cell.line, cell.column), cell.aside, "durchgestrichen")


def _remarks(path: str, sheet: Sheet, own_words: frozenset[str]) -> Iterator[Finding]:
    """Comments and the like. Those of the template stand at the names of its columns."""
    rows = [row for row in sheet.rows if sheet.remarks and len(row) > 1]
    named = {row[0].line for row in rows if named_columns([cell.text for cell in row[: COLUMNS_LIMIT * 2]])}
    for remark in sheet.remarks:
        if remark.line not in named or not is_own(remark.words, own_words):
            yield nicht_uebernommen(Place(path, remark.line, remark.column), remark.words, remark.kind)


def _beside(path: str, sheets: Sequence[Sheet], own_words: frozenset[str]) -> list[Finding]:
    """The words of sheets that hold no case, without those of the template in its own sheets."""
    findings = []
    for sheet in sheets:
        is_template = sheet.name in (EXPLANATIONS, LISTS)
        written = [cell for cell in sheet.texts() if not is_template or not is_own(f"{cell.text} {cell.aside}", own_words, share=0.4)]
        if written:
            kind = "ausgeblendetes Blatt" if sheet.is_hidden else "weiteres Blatt"
            findings.append(nicht_uebernommen(Place(path), f"{sheet.name}: {_joined(written)}", kind))
        findings.extend(_remarks(path, sheet, own_words))
    return findings


def _joined(cells: Sequence[GridCell]) -> str:
    return " ".join(filter(None, (word for cell in cells for word in (tidy(cell.text), cell.aside) if not cell.merged_from)))
