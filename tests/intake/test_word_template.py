"""The Word template: two pages, each closed question with a list to choose from, the meanings of the words on a sheet apart."""

import io
import math
from typing import Any

from docx import Document
from docx.table import Table

from citynet_kb.intake.asking.layout import blocks
from citynet_kb.intake.asking.questions import choice
from citynet_kb.intake.asking.template_texts import PLACEHOLDER
from citynet_kb.intake.asking.word_form import word_lists
from tests.intake.incoming import NAMES, WORD, rules_of, taken

CM_A_POINT = 2.54 / 72
LINE, SIGN = 1.23, 0.45
"""Height of a line and mean width of a sign, in sizes of the letter. Measured for Calibri."""
HALF_PADDING = 0.19


def height(paragraph: Any, width: float) -> float:
    """The height of a paragraph in cm."""
    style = paragraph.style
    size, format = style.font.size.pt * CM_A_POINT, style.paragraph_format
    lines = max(1, math.ceil(len(paragraph.text) * size * SIGN / width))
    around = sum(each.cm for each in (format.space_before, format.space_after) if each)
    return lines * size * LINE + around


def heights(document: Any) -> list[float]:
    """Of every paragraph and every row of a table; no row is split."""
    width = document.sections[0].page_width.cm - document.sections[0].left_margin.cm - document.sections[0].right_margin.cm
    found: list[float] = []
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                cells = (sum(height(each, cell.width.cm - 2 * HALF_PADDING) for each in cell.paragraphs) for cell in row.cells)
                found.append(max(cells) + 0.02)
        else:
            found.append(height(part, width))
    return found


def test_the_empty_template_is_two_pages() -> None:
    """Filled page by page with what fits."""
    document = Document(io.BytesIO(WORD))
    section = document.sections[0]
    room = section.page_height.cm - section.top_margin.cm - section.bottom_margin.cm
    pages, used = 1, 0.0
    for each in heights(document):
        pages, used = (pages, used + each) if used + each <= room else (pages + 1, each)
    assert (pages - 2) * room + used < room - 1, (
        "a field too many for two pages: keep its help below 75 characters, or find room by the numbers at the top of "
        "citynet_kb/intake/asking/word_form.py"
    )


def test_every_closed_question_has_a_list() -> None:
    """Three for up to three reasons; topics too."""
    closed = [question for block in blocks() for question in block.questions if question.vocabulary or question.reference == "topic"]
    document = Document(io.BytesIO(WORD))
    text = "".join(document.element.xpath("string(.)"))
    assert text.count(PLACEHOLDER) >= len(closed) + 2
    names = {name for item in document.element.iter() if item.tag.endswith("}listItem") for name in item.attrib.values()}
    assert names >= {choice(term) for question in closed for term in question.vocabulary or ()} | set(NAMES["topic"].values())


def test_the_sheet_explains_every_word() -> None:
    """And is no form."""
    lines = {paragraph.text for paragraph in Document(io.BytesIO(word_lists())).paragraphs}
    terms = {term for block in blocks() for question in block.questions for term in question.vocabulary or ()}
    assert lines >= {f"{choice(term)}: {term.definition}" for term in terms}
    assert word_lists() == word_lists()
    assert rules_of(taken("auswahl.docx", word_lists())) == [("dokument-unlesbar", 1)]
