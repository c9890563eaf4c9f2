"""A cell of a table → the text or the values that it gives to a case."""

import re
from collections.abc import Iterator, Sequence

from citynet_kb.findings import Finding, Place
from citynet_kb.intake.asking.questions import SECTIONS
from citynet_kb.intake.reading import import_rules as rules
from citynet_kb.intake.reading.answer_rules import nicht_uebernommen
from citynet_kb.intake.reading.case_row import Cell
from citynet_kb.intake.reading.columns import Column, section_headings
from citynet_kb.intake.reading.grid import GridCell, tidy
from citynet_kb.intake.reading.table_rules import formel_ausgerechnet, zelle_verbunden
from citynet_kb.sources import Location

_SUM = re.compile(r"=\d{1,9}(?:[+*-]\d{1,9}){1,20}")
_LIST_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,9}[.)])\s")
_INDENT = re.compile(r"(?: {4}| {0,3}\t)\s*")


def understood_cell(where: Place, column: Column, cell: GridCell) -> tuple[str, Sequence[Finding]]:
    """The text of a cell, and what is to be said about it."""
    text = tidy(cell.seen if cell.seen and not column.is_figure else cell.text)
    if cell.formula and not _SUM.fullmatch(text):
        if column.is_required:
            return "", [rules.formel_ohne_wert(where, column.name, text)]
        return "", [nicht_uebernommen(where, text, f"Formel ohne gespeichertes Ergebnis, Spalte {column.name}")]
    if cell.formula:
        result = str(_result(text))
        return result, [formel_ausgerechnet(where, column.name, text, result)]
    if cell.merged_from:
        return text, [zelle_verbunden(where, column.name, text, cell.merged_from)]
    return (_paragraphs(text, cell.text) if column.is_text else text), ()


def _result(formula: str) -> int:
    """Of a formula of whole numbers, +, - and *."""
    total = 0
    for sign, product in re.findall(r"([+-]?)(\d+(?:\*\d+)*)", formula):
        value = 1
        for factor in product.split("*"):
            value *= int(factor)
        total += -value if sign == "-" else value
    return total


def entries_of(where: Place, column: Column, text: str) -> Iterator[tuple[Location, Cell]]:
    """The values of a list in one cell."""
    values = [value.strip() for value in re.split("[;\n]", text)]
    for index, value in enumerate(filter(None, values)):
        yield (*column.location, index), Cell(value, column.name, where)


def _paragraphs(text: str, whole: str) -> str:
    """A text whose paragraphs are not indented, which would make code of them; below a list they belong to it."""
    blocks = re.split(r"(\n[ \t]*\n)", text if not _INDENT.match(whole) else whole.strip("\n"))
    in_list = False
    for index, block in enumerate(blocks[::2]):
        in_list = bool(_LIST_ITEM.match(block)) or (in_list and bool(re.match(r"\s", block)))
        if _INDENT.match(block) and not in_list:
            blocks[2 * index] = "\n".join(line.strip() if _INDENT.match(line) else line for line in block.split("\n"))
    return "".join(blocks).strip()


def with_one_text(cells: dict[Location, Cell]) -> dict[Location, Cell]:
    """The report and its sections in one text, where both were written."""
    whole = cells.get((SECTIONS,))
    parts = [(name, cells.pop((SECTIONS, key))) for key, name in section_headings().items() if (SECTIONS, key) in cells and whole]
    if whole and parts:
        text = "\n\n".join([whole.text, *(f"## {name}\n\n{part.text}" for name, part in parts)])
        cells[(SECTIONS,)] = whole._replace(text=text, by_line=False)
    return cells
