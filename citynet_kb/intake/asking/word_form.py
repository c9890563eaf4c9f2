"""The Word template `fallbericht.docx` of two pages and the sheet `auswahl.docx` with its lists, made from the questions.

Equal questions give equal bytes.
"""

import io
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from citynet_kb.intake.asking.layout import Block, blocks, hint
from citynet_kb.intake.asking.office_files import reproducible
from citynet_kb.intake.asking.questions import Question, choice
from citynet_kb.intake.asking.template_texts import INTRODUCTION, LISTS_TITLE, PLACEHOLDER, TITLE, list_texts
from citynet_kb.intake.asking.word_styles import HELP, RULE, TINT, set_styles
from citynet_kb.intake.asking.written_names import Names

_LEFT, _RIGHT = 10, 8
"""Widths of question and answer in cm. Most hints fit in one line, which holds some 75 characters."""
_ROOM_FOR_TEXT = 1
"""Empty lines below the first of an answer that is a report; the cell grows."""
_LISTS: Mapping[tuple[str, ...], int] = MappingProxyType({("failure_reasons",): 3, ("funding",): 2, ("topics_more",): 2})
"""Drop-down lists in an answer of several values; one if not named here."""
_FEWER_ENTRIES: Mapping[str, int] = MappingProxyType({"checklist": 1, "follow_up": 1})
"""Empty entries of a list of groups where the sheet has no room for all; more rows can be added."""


def word_template(names: Names) -> bytes:
    """The document. `names` are the known towns, topics and measures: short lists of them become drop-down lists."""
    document, styles = started(TITLE)
    document.add_paragraph(TITLE)._p.style = styles["Title"]
    for text in INTRODUCTION:
        document.add_paragraph(text)._p.style = styles[HELP]
    for block in blocks():
        document.add_paragraph(block.heading)._p.style = styles["Heading 1"]
        _add_block(document, block, names)
    return saved(document)


def word_lists() -> bytes:
    """The sheet with all words to choose from, and what they mean."""
    document, styles = started(LISTS_TITLE)
    for style, text in list_texts():
        document.add_paragraph(text)._p.style = styles[style]
    return saved(document)


def started(title: str) -> tuple[Any, Mapping[str, str]]:
    """A new document and the ids of its styles: looking up each style every time would take most of the time."""
    from docx import Document

    document = Document()
    set_styles(document, title)
    return document, {style.name: style.style_id for style in document.styles}


def saved(document: Any) -> bytes:
    """The bytes of a document, without the time at which it was made."""
    stream = io.BytesIO()
    document.save(stream)
    return reproducible(stream.getvalue())


def _add_block(document: Any, block: Block, names: Names) -> None:
    if block.entries:
        _add_grid(document, block, names)
        return
    table = add_table(document, len(block.questions), (_LEFT, _RIGHT))
    for row, question in zip(table.rows, block.questions, strict=True):
        left, right = row.cells
        shade(left)
        _ask(left, question, f"{question.heading}{' *' if question.is_required else ''}")
        _offer(right.paragraphs[0], _choices(question, names))
        for _ in range(1, _LISTS.get(question.location, 1)):
            _offer(right.add_paragraph(), _choices(question, names))
        for _ in range(_ROOM_FOR_TEXT if question.is_text else 0):
            right.add_paragraph()


def _add_grid(document: Any, block: Block, names: Names) -> None:
    """A list of groups: its fields in the first row, an entry in each further one."""
    width = (_LEFT + _RIGHT) / len(block.questions)
    entries = _FEWER_ENTRIES.get(block.questions[0].entry_of, block.entries)
    table = add_table(document, entries + 1, (width,) * len(block.questions))
    for cell, question in zip(table.rows[0].cells, block.questions, strict=True):
        shade(cell)
        _ask(cell, question, question.label)
    for row in table.rows[1:]:
        for cell, question in zip(row.cells, block.questions, strict=True):
            _offer(cell.paragraphs[0], _choices(question, names))


def _choices(question: Question, names: Names) -> Mapping[str, str]:
    """The choices of a drop-down list; empty unless a value is to be chosen from a fixed list, or one of the topics or checklist items."""
    if question.reference in ("topic", "item"):
        return dict.fromkeys(sorted(names.get(question.reference, {}).values()), "")
    return {choice(term): term.definition for term in question.vocabulary or ()}


def _ask(cell: Any, question: Question, label: str) -> None:
    cell.paragraphs[0].add_run(label).bold = True
    cell.add_paragraph(hint(question))._p.style = HELP


def add_table(document: Any, rows: int, widths: tuple[float, ...]) -> Any:
    """A table with thin lines and fixed widths (cm); no row is split at the end of a page."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Cm

    table = document.add_table(rows, len(widths))
    table.autofit = False
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    properties = table._tbl.tblPr
    following = next(part for part in properties if part.tag.endswith(("}tblLayout", "}tblCellMar", "}tblLook")))
    following.addprevious(parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>"))  # Word insists on the order of the schema
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    return table


def shade(cell: Any) -> None:
    """The ground of a cell that asks."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{TINT}"/>'))


def _offer(paragraph: Any, choices: Mapping[str, str]) -> None:
    """A drop-down list in a paragraph, where there is something to choose from."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if not choices:
        return
    control, properties, content = OxmlElement("w:sdt"), OxmlElement("w:sdtPr"), OxmlElement("w:sdtContent")
    listed = OxmlElement("w:dropDownList")
    for label in (PLACEHOLDER, *choices):
        entry = OxmlElement("w:listItem")
        entry.set(qn("w:displayText"), label)
        entry.set(qn("w:value"), label)
        listed.append(entry)
    properties.append(listed)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = PLACEHOLDER
    run.append(text)
    content.append(run)
    control.extend((properties, content))
    paragraph._p.append(control)
