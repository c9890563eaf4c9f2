"""The sheet for a roll-call as a Word document to fill in: one row a case, empty rows for what was tried since.

Equal sheets give equal bytes.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from citynet_kb.indexes import CalledTown
from citynet_kb.intake.asking import roll_call_words as words
from citynet_kb.intake.asking.roll_call_sheet import RollCallSheet, introduction
from citynet_kb.intake.asking.word_form import add_table, saved, shade, started
from citynet_kb.intake.asking.word_styles import HELP

_WIDTH = 26.2
"""Of the text on a page that lies across, in cm."""
_CASE_WIDTHS = (7.9, 3.2, 6.2, 3.4, 2.6, 2.9)
_ATTEMPT_WIDTHS = (1.8, 3.0, 3.7, 2.4, 2.7, 1.9, 2.1, 2.2, 2.8, 3.6)


def sheet_document(sheet: RollCallSheet, towns: Sequence[CalledTown], *, with_told: bool) -> bytes:
    """The same sheet as `sheet_text` writes."""
    document, styles = started(sheet.title)
    _lay_across(document)

    def paragraph(text: str, style: str = "Normal") -> None:
        document.add_paragraph(text)._p.style = styles[style]

    paragraph(sheet.title, "Title")
    for label, day in ((words.DATE, sheet.call.date), (words.AS_OF, sheet.call.as_of)):
        paragraph(f"{label}: {day}")
    for text in introduction():
        paragraph(text, HELP)
    for number, town in enumerate(towns):
        if number:
            document.add_page_break()
        paragraph(sheet.town_name(town.town), "Heading 1")
        paragraph(f"{words.TOWN}: {sheet.town_name(town.town)}")
        _add_town(document, styles, sheet, town)
    paragraph(f"{words.END}.", HELP)
    for heading, told in sheet.told() if with_told else ():
        paragraph(heading, "Heading 1")
        for line in told:
            paragraph(line, "List")
    return saved(document)


def _add_town(document: Any, styles: Mapping[str, str], sheet: RollCallSheet, town: CalledTown) -> None:
    document.add_paragraph(words.KNOWN)._p.style = styles["Heading 2"]
    if town.cases:
        rows = [[sheet.case_line(case), *[""] * len(words.CASE_LABELS)] for case in town.cases]
        _add_grid(document, (words.CASE, *words.CASE_LABELS), rows, _CASE_WIDTHS)
    else:
        document.add_paragraph(words.NOTHING_KNOWN)
    if sheet.call.measures:
        document.add_paragraph(words.MEASURES)._p.style = styles["Heading 2"]
        document.add_paragraph(words.MEASURES_HELP)._p.style = styles[HELP]
        asked = [[words.ASKED.format(measure=one.name), sheet.reply(town, one.id)] for one in sheet.call.measures]
        _add_pairs(document, asked)
    document.add_paragraph(words.SINCE)._p.style = styles["Heading 2"]
    _add_pairs(document, [[words.NOTHING_ELSE, ""]])
    document.add_paragraph()._p.style = styles[HELP]
    numbers = [[str(number), *[""] * len(words.ATTEMPT_LABELS)] for number in range(1, words.ATTEMPTS + 1)]
    _add_grid(document, (words.ATTEMPT, *words.ATTEMPT_LABELS), numbers, _ATTEMPT_WIDTHS)


def _add_grid(document: Any, head: Sequence[str], rows: Sequence[Sequence[str]], widths: tuple[float, ...]) -> None:
    table = add_table(document, len(rows) + 1, widths)
    for cell, label in zip(table.rows[0].cells, head, strict=True):
        shade(cell)
        cell.paragraphs[0].add_run(label).bold = True
    for row, texts in zip(table.rows[1:], rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.paragraphs[0].add_run(text)


def _add_pairs(document: Any, rows: Sequence[Sequence[str]]) -> None:
    """Questions on the left, answers on the right."""
    table = add_table(document, len(rows), (_WIDTH / 2, _WIDTH / 2))
    for row, texts in zip(table.rows, rows, strict=True):
        shade(row.cells[0])
        for cell, text in zip(row.cells, texts, strict=True):
            cell.paragraphs[0].add_run(text)


def _lay_across(document: Any) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
