"""A Word document around a body: the parts that all our documents share are made once, by python-docx, and a body of XML is set in.

Building each document with python-docx takes 80 ms, which a hundred sheets make eight seconds of every build.
"""

import re
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from citynet_kb.intake.asking.office_files import reproducible
from citynet_kb.intake.asking.word_styles import GREY, INK, set_styles

SMALL, QUIET, LINK, TABLE, CELL = "Klein", "Nebensache", "Hyperlink", "Table Grid", "Tabellentext"
"""Styles by name: small print; what stands in brackets; links; tables and their cells. All but that of tables are ours."""
_SIZES = (("Normal", 10, 4), ("Title", 18, 2), ("Subtitle", 12, 2), ("Heading 1", 12, 2), ("List Bullet", 10, 1), ("List Number", 9, 1))
"""Letters and the room below a paragraph, in points."""
_BODY, _RELATIONS, _PROPERTIES, _TYPES = "word/document.xml", "word/_rels/document.xml.rels", "docProps/core.xml", "[Content_Types].xml"
_PICTURE = "media/code.png"
_UNUSED = re.compile(r"thumbnail|stylesWithEffects")
"""Parts of the library's template that a document does not need: a preview picture, and styles for Word 2007."""
_NAMING_UNUSED = re.compile(rf"<(?:Relationship|Override) [^>]*(?:{_UNUSED.pattern})[^>]*/>")
_TITLE, _CONTENT = "TITLE-OF-THE-DOCUMENT", "CONTENT-OF-THE-DOCUMENT"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can hold."""


def style_ids() -> Mapping[str, str]:
    """Name of each style → its id, which paragraphs and runs name."""
    return _skeleton()[1]


def assembled(title: str, body: str, links: Mapping[str, str], picture: bytes) -> bytes:
    """The document. `links` = address → id by which the body names it; `picture` = a PNG that the body names `picture`, or nothing."""
    parts = dict(_skeleton()[0])
    parts[_BODY] = parts[_BODY].replace(f"<w:p><w:r><w:t>{_CONTENT}</w:t></w:r></w:p>", body)
    parts[_PROPERTIES] = parts[_PROPERTIES].replace(_TITLE, escape(title))
    known = [
        f'<Relationship Id="{id}" Type="{_RELATION}/hyperlink" Target={quoteattr(address)} TargetMode="External"/>'
        for address, id in links.items()
    ]
    if picture:
        known.append(f'<Relationship Id="picture" Type="{_RELATION}/image" Target="{_PICTURE}"/>')
        parts[_TYPES] = parts[_TYPES].replace("<Default ", '<Default Extension="png" ContentType="image/png"/><Default ', 1)
    parts[_RELATIONS] = parts[_RELATIONS].replace("</Relationships>", f"{''.join(known)}</Relationships>")
    files = {name: part.encode() for name, part in parts.items()} | ({f"word/{_PICTURE}": picture} if picture else {})
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, content)
    return stream.getvalue()


@lru_cache(maxsize=1)
def _skeleton() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The parts as text, with words that stand for title and content; and the ids of the styles."""
    from docx import Document

    document = Document()
    _set_styles(document)
    document.add_paragraph(_CONTENT)
    stream = BytesIO()
    document.save(stream)
    with zipfile.ZipFile(BytesIO(reproducible(stream.getvalue()))) as archive:
        kept = (name for name in archive.namelist() if not _UNUSED.search(name))
        parts = {name: _NAMING_UNUSED.sub("", archive.read(name).decode()) for name in kept}
    return MappingProxyType(parts), MappingProxyType({style.name: style.style_id for style in document.styles})


def _set_styles(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    set_styles(document, _TITLE)
    styles, section = document.styles, document.sections[0]
    section.left_margin = section.right_margin = Cm(1.7)
    section.top_margin = section.bottom_margin = Cm(1.5)
    for style in [style for style in styles if style.type == WD_STYLE_TYPE.TABLE and style.name not in (TABLE, "Normal Table")]:
        style.delete()  # a hundred of them are in the library's template, and Word has its own
    small = styles.add_style(SMALL, WD_STYLE_TYPE.PARAGRAPH)
    small.base_style, small.font.size, small.font.color.rgb = styles["Normal"], Pt(8.5), RGBColor.from_string(GREY)
    small.paragraph_format.space_after = Pt(2)
    cell = styles.add_style(CELL, WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style, cell.paragraph_format.space_after = styles["Normal"], Pt(0)
    for name in (QUIET, LINK):
        styles.add_style(name, WD_STYLE_TYPE.CHARACTER).font.color.rgb = RGBColor.from_string(GREY if name == QUIET else INK)
    styles[LINK].font.underline = True
    for name, size, after in _SIZES:
        styles[name].font.size, styles[name].paragraph_format.space_after = Pt(size), Pt(after)
    for name in ("Title", "Subtitle"):
        look = styles[name].element.rPr
        look.remove(look.find(qn("w:spacing")))
    styles["Subtitle"].font.italic, styles["Subtitle"].font.color.rgb = False, RGBColor.from_string(INK)
