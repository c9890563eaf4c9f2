"""The Word template `fallbericht.docx`, made from the questions. Equal questions give equal bytes."""

import io
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from citynet_kb.intake.asking.layout import Block, allowed, blocks, hint, long_lists
from citynet_kb.intake.asking.office_files import reproducible
from citynet_kb.intake.asking.questions import Question, choice
from citynet_kb.intake.asking.written_names import Names

PLACEHOLDER = "Bitte wählen"
"""Shown in a drop-down list until somebody chooses."""
TITLE = "Fallbericht"
INTRODUCTION = (
    "Erzählen Sie anderen Städten, was Sie versucht haben und was daraus wurde. Auch was nicht gelang, hilft.",
    "Die mit * bezeichneten Felder und drei Sätze genügen; das dauert etwa zehn Minuten. Alles Weitere ist freiwillig.",
    "Bitte nennen Sie keine Privatpersonen: Funktionen und Funktionspostfächer genügen. Speichern Sie das Dokument als .docx, und schicken "
    "Sie es der Redaktion.",
)
LIST_INTRODUCTION = "Diese Wörter können Sie in die Felder oben übernehmen."
_HELP = "Hilfe"
"""Name and id of the style of hints."""
_LIST_TITLE = "Zur Auswahl: "
_INK, _GREY, _TINT, _RULE = "1D2B2A", "5B6664", "EEF3F2", "B9C6C3"
_LEFT, _RIGHT = 6.2, 10.8
"""Widths of question and answer in cm."""
_ROOM_FOR_TEXT = 5
"""Empty lines of an answer that is a report."""


@lru_cache(maxsize=1)
def prose() -> frozenset[str]:
    """Every paragraph of the template outside its tables, to recognise what somebody has added."""
    return frozenset(text for _, text in _prose())


@lru_cache(maxsize=1)
def own_texts() -> frozenset[str]:
    """Every line of the template, in its tables too."""
    asked = [question for block in blocks() for question in block.questions]
    labels = (label for question in asked for label in (question.heading, f"{question.heading} *", question.label))
    return frozenset((*prose(), *labels, *help_texts(), PLACEHOLDER))


@lru_cache(maxsize=1)
def help_texts() -> Mapping[str, str]:
    """The lines below the questions → the heading of the question, where only one has it and it is no field of an entry. Longest first."""
    asked = [question for block in blocks() for question in block.questions]
    texts: dict[str, list[str]] = {}
    for question in asked:
        for text in filter(None, (hint(question), allowed(question))):
            texts.setdefault(text, []).append("" if question.entry_of else question.heading)
    return {text: names[0] if len(names) == 1 else "" for text, names in sorted(texts.items(), key=lambda item: -len(item[0]))}


def _prose() -> Iterator[tuple[str, str]]:
    yield "Title", TITLE
    yield from (("Normal", text) for text in INTRODUCTION)
    yield from (("Heading 1", block.heading) for block in blocks())
    yield "Heading 1", LIST_INTRODUCTION
    for question in long_lists():
        yield "Heading 2", f"{_LIST_TITLE}{question.heading}"
        yield from (("List", f"{choice(term)}: {term.definition}") for term in question.vocabulary or ())


def word_template(names: Names) -> bytes:
    """The document. `names` are the known towns, topics and measures: short lists of them become drop-down lists."""
    from docx import Document

    document = Document()
    _set_styles(document)
    texts = list(_prose())
    start = 1 + len(INTRODUCTION)
    styles = {style.name: style.style_id for style in document.styles}  # looking up each style every time would take most of the time
    for style, text in texts[:start]:
        document.add_paragraph(text)._p.style = styles[style]
    for block in blocks():
        document.add_paragraph(block.heading)._p.style = styles["Heading 1"]
        _add_block(document, block, names)
    for number, (style, text) in enumerate(texts[start + len(blocks()) :]):
        paragraph = document.add_paragraph(text)
        paragraph._p.style = styles[style]
        paragraph.paragraph_format.page_break_before = not number
    stream = io.BytesIO()
    document.save(stream)
    return reproducible(stream.getvalue())


def _set_styles(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document.core_properties.title, document.core_properties.author = TITLE, ""
    document.core_properties.language, document.core_properties.comments = "de-DE", ""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "de-DE")
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    document.styles.add_style(_HELP, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    sizes = (("Normal", 11, 6), ("Title", 28, 10), ("Heading 1", 15, 6), ("Heading 2", 12, 4), ("List", 10, 2), (_HELP, 9, 0))
    for name, size, after in sizes:
        style = document.styles[name]
        _set_font(style, size, _GREY if name == _HELP else _INK)
        style.paragraph_format.space_after = Pt(after)
    border = document.styles["Title"].element.pPr.find(qn("w:pBdr"))
    document.styles["Title"].element.pPr.remove(border)
    for name, before in (("Heading 1", 18), ("Heading 2", 12)):
        document.styles[name].paragraph_format.space_before = Pt(before)


def _set_font(style: Any, size: int, colour: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), RGBColor.from_string(colour)
    fonts = style.element.rPr.find(qn("w:rFonts"))
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    fonts.set(qn("w:hAnsi"), "Calibri")


def _add_block(document: Any, block: Block, names: Names) -> None:
    if block.entries:
        _add_grid(document, block)
        return
    table = _table(document, len(block.questions), (_LEFT, _RIGHT))
    for row, question in zip(table.rows, block.questions, strict=True):
        left, right = row.cells
        _shade(left)
        _ask(left, question, f"{question.heading}{' *' if question.is_required else ''}")
        _offer(right, _choices(question, names))
        for _ in range(_ROOM_FOR_TEXT if question.is_text else 0):
            right.add_paragraph()


def _add_grid(document: Any, block: Block) -> None:
    """A list of groups: its fields in the first row, an entry in each further one."""
    width = (_LEFT + _RIGHT) / len(block.questions)
    table = _table(document, block.entries + 1, (width,) * len(block.questions))
    for cell, question in zip(table.rows[0].cells, block.questions, strict=True):
        _shade(cell)
        _ask(cell, question, question.label)
    for row in table.rows[1:]:
        for cell, question in zip(row.cells, block.questions, strict=True):
            _offer(cell, {choice(term): term.definition for term in question.vocabulary or ()})


def _choices(question: Question, names: Names) -> Mapping[str, str]:
    """The choices of a drop-down list; empty unless one value is to be chosen, from a fixed list or the topics."""
    if question.is_list:
        return {}
    if question.reference == "topic":
        return dict.fromkeys(sorted(names.get("topic", {}).values()), "")
    return {choice(term): term.definition for term in question.vocabulary or ()}


def _ask(cell: Any, question: Question, label: str) -> None:
    cell.paragraphs[0].add_run(label).bold = True
    for text in (hint(question), allowed(question)):
        if text:
            cell.add_paragraph(text)._p.style = _HELP


def _table(document: Any, rows: int, widths: tuple[float, ...]) -> Any:
    """A table with thin lines and fixed widths (cm); no row is split at the end of a page."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Cm

    table = document.add_table(rows, len(widths))
    table.autofit = False
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_RULE}"/>'
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


def _shade(cell: Any) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_TINT}"/>'))


def _offer(cell: Any, choices: Mapping[str, str]) -> None:
    """A drop-down list in a cell, where there is something to choose from."""
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
    cell.paragraphs[0]._p.append(control)
