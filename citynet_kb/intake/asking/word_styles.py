"""The look of our Word documents."""

from typing import Any

HELP = "Hilfe"
"""Name and id of the style of hints."""
INK, GREY, TINT, RULE = "1D2B2A", "5B6664", "EEF3F2", "B9C6C3"
_SIZES = (("Normal", 9, 0), ("Title", 17, 0), ("Heading 1", 11.5, 1), ("Heading 2", 11, 2), ("List", 9.5, 1), (HELP, 8, 0))
"""Letters and the room below a paragraph, in points."""


def set_styles(document: Any, title: str) -> None:
    """An A4 page with small margins, in German."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document.core_properties.title, document.core_properties.author = title, ""
    document.core_properties.language, document.core_properties.comments = "de-DE", ""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "de-DE")
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(1)
    section.header_distance = section.footer_distance = Cm(0.6)
    document.styles.add_style(HELP, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    for name, size, after in _SIZES:
        style = document.styles[name]
        _set_font(style, size, GREY if name == HELP else INK)
        style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(after), 1.0
    border = document.styles["Title"].element.pPr.find(qn("w:pBdr"))
    document.styles["Title"].element.pPr.remove(border)
    for name, before in (("Heading 1", 6), ("Heading 2", 10)):
        document.styles[name].paragraph_format.space_before = Pt(before)


def _set_font(style: Any, size: float, colour: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), RGBColor.from_string(colour)
    fonts = style.element.rPr.find(qn("w:rFonts"))
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    fonts.set(qn("w:hAnsi"), "Calibri")
