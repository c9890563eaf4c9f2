"""The Excel template `fallbericht.xlsx`, made from the questions: one case a row, in columns that `import` and `intake` know."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from citynet_kb.intake.asking.earlier_items import EARLIER_WORDS
from citynet_kb.intake.asking.layout import allowed, blocks, hint
from citynet_kb.intake.asking.office_files import reproducible
from citynet_kb.intake.asking.questions import SECTIONS, Question, choice, heading
from citynet_kb.intake.asking.template_texts import EARLIER
from citynet_kb.intake.asking.written_names import Names

CASES, EXPLANATIONS, LISTS = "Fallbericht", "Erklärungen", "Listen"
"""The sheets: the first is for the cases, the others explain it."""
ROWS = 100
"""Number of rows that have drop-down lists."""
_INK, _GREY, _TINT, _FIRST_TINT, _RULE = "FF1D2B2A", "FF5B6664", "FFEEF3F2", "FFD5E5E2", "FFB9C6C3"
_WIDTH, _WIDE = 22, 48


@dataclass(frozen=True)
class _Column:
    """One column. `is_first`: among the questions that make a case complete."""

    heading: str
    question: Question
    is_first: bool


def excel_template(names: Names) -> bytes:
    """The workbook. `names` are the known towns, topics and measures, for the drop-down lists."""
    from openpyxl import Workbook

    book = Workbook()
    columns = list(_columns())
    lists = _lists(columns, names)
    _fill_cases(book.active, columns, lists)
    _fill_explanations(book.create_sheet(EXPLANATIONS), columns)
    sheet = book.create_sheet(LISTS)
    titles = {_list_of(column.question): column.question.label for column in reversed(columns)}
    for number, (key, values) in enumerate(lists.items(), start=1):
        for row, value in enumerate((titles[key], *values), start=1):
            sheet.cell(row, number, value)
        sheet.column_dimensions[sheet.cell(1, number).column_letter].width = _WIDE
    book.properties.title, book.properties.creator = "Fallbericht", ""
    stream = io.BytesIO()
    book.save(stream)
    return reproducible(stream.getvalue())


def own_words(names: Names) -> frozenset[str]:
    """All words that stand in the empty template: nobody who sends it in wrote them."""
    columns = list(_columns())
    texts = [text for row in _explanations(columns) for text in row]
    texts += [
        *EARLIER,
        *EARLIER_WORDS,
        CASES,
        EXPLANATIONS,
        LISTS,
        *(f"{column.heading} * {_explained(column.question)}" for column in columns),
    ]
    texts += [text for values in _lists(columns, names).values() for text in values]
    texts += [term.value.replace("/", " ") for column in columns for term in column.question.vocabulary or ()]
    return frozenset(_words(" ".join(texts)))


def is_own(text: str, own: frozenset[str], *, share: float = 0.15) -> bool:
    """Whether a text is the template's. It may be an older template, in which some words were others; not more than the share."""
    words = _words(text)
    return sum(word not in own for word in words) <= len(words) * share


def _words(text: str) -> list[str]:
    return [word.strip(".,:;()»«–·*").casefold() for word in text.split()]


def _columns() -> Iterator[_Column]:
    """Each question once, the fields of a list as often as there are entries; the report in one column."""
    for number, block in enumerate(blocks()):
        for entry in range(block.entries):
            for question in block.questions:
                yield _Column(heading((question.location[0], entry, *question.location[1:])), question, False)
        for question in block.questions if not block.entries else ():
            if not question.is_text or question.location == (SECTIONS,):
                yield _Column(question.heading, question, number == 0)


def _lists(columns: list[_Column], names: Names) -> dict[str, list[str]]:
    """The lists to choose from, by their key."""
    found: dict[str, list[str]] = {}
    for column in columns:
        question = column.question
        if question.vocabulary:
            found[_list_of(question)] = [choice(term) for term in question.vocabulary]
        elif question.reference:
            known: Mapping[str, str] = names.get(question.reference, {})
            found[_list_of(question)] = sorted(known.values(), key=str.casefold)
    return {key: values for key, values in found.items() if values}


def _list_of(question: Question) -> str:
    """Fields that share their values share a list."""
    return question.vocabulary.__name__ if question.vocabulary else question.reference


def _fill_cases(sheet: Any, columns: list[_Column], lists: Mapping[str, list[str]]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    sheet.title = CASES
    line = Side(style="thin", color=_RULE)
    for number, column in enumerate(columns, start=1):
        letter, is_wide = get_column_letter(number), column.question.is_text or column.question.location in (("title",), ("summary",))
        sheet.column_dimensions[letter].width = _WIDE if is_wide else _WIDTH
        sheet.column_dimensions[letter].alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[letter].number_format = "@"  # as text: Excel turns 2021-03 into a day and drops the zero of 07545
        head = sheet.cell(1, number, f"{column.heading}{' *' if column.question.is_required and column.is_first else ''}")
        head.font, head.fill = Font(bold=True, color=_INK), PatternFill("solid", fgColor=_FIRST_TINT if column.is_first else _TINT)
        head.alignment, head.border = Alignment(wrap_text=True, vertical="top"), Border(bottom=line, right=line)
        head.comment = Comment(_explained(column.question), "CityNetz", width=320, height=140)
        _offer(sheet, letter, column.question, lists)
    sheet.row_dimensions[1].height = 48
    sheet.freeze_panes = "B2"


def _offer(sheet: Any, letter: str, question: Question, lists: Mapping[str, list[str]]) -> None:
    """A drop-down list for a column. Where several values or new ones are allowed, others can be typed."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    key = _list_of(question)
    if key not in lists:
        return
    source = get_column_letter(list(lists).index(key) + 1)
    rule = DataValidation("list", formula1=f"{LISTS}!${source}$2:${source}${len(lists[key]) + 1}", allow_blank=True)
    rule.showErrorMessage = bool(question.vocabulary) and not question.is_list
    rule.errorTitle, rule.error = question.label, "Bitte wählen Sie einen Wert aus der Liste."
    rule.add(f"{letter}2:{letter}{ROWS + 1}")
    sheet.add_data_validation(rule)


def _explained(question: Question) -> str:
    several = " Mehrere trennen Sie mit Semikolon." if question.is_list else ""
    offered = allowed(question).replace("am Ende", f"im Blatt {LISTS}")
    return f"{question.help_with_names}{several} {offered}".strip()


def _fill_explanations(sheet: Any, columns: list[_Column]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    rows = _explanations(columns)
    for number, texts in enumerate(rows, start=1):
        for place, text in enumerate(texts, start=1):
            cell = sheet.cell(number, place, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1 or place == 1, color=_INK if place < 3 or number == 1 else _GREY)
            if number == 1:
                cell.fill = PatternFill("solid", fgColor=_FIRST_TINT)
    for letter, width in zip("ABCD", (36, 9, 60, 80), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"


def _explanations(columns: list[_Column]) -> list[tuple[str, str, str, str]]:
    """The rows of the second sheet."""
    rows = [("Feld", "Pflicht", "Erklärung", "Zur Auswahl")]
    for column in dict.fromkeys(_Column(column.question.heading, column.question, column.is_first) for column in columns):
        terms = "\n".join(f"{choice(term)}: {term.definition}" for term in column.question.vocabulary or ())
        is_required = column.question.is_required and column.is_first
        rows.append(
            (
                column.heading,
                "ja" if is_required else "",
                hint(column.question).replace("Je Zeile einen Eintrag.", "Mehrere trennen Sie mit Semikolon."),
                terms,
            )
        )
    return rows
