"""Markup of a page → a Word document with the styles that Word itself offers: headings, lists and tables that a clerk can work with.

Only what our own templates write is understood: headings, paragraphs, lists, tables, links. Equal markup gives equal bytes.
"""

import re
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from types import MappingProxyType
from urllib.parse import urljoin
from xml.sax.saxutils import escape, quoteattr

from citynet_kb.pages.word_skeleton import CELL, LINK, QUIET, SMALL, TABLE, assembled, style_ids
from citynet_kb.pictures import qr_picture

_PARAGRAPHS: Mapping[str, str] = MappingProxyType(
    {
        "kb-sheet__note": SMALL,
        "kb-sheet__last": SMALL,
        "kb-verdict__line": SMALL,
        "kb-verdict__heading": "Subtitle",
    }
)
_LEFT_OUT = ("kb-crumbs", "kb-actions", "kb-passing", "kb-signs")
"""What only leads on, and signs whose words stand beside them."""
_BLOCKS = ("p", "h2", "h3", "li", "th", "td")
_EMPTY = ("br", "wbr", "path", "rect", "circle", "img")
_COLUMNS = (2600, 7300)
"""Of a table, in twentieths of a point: together the width of the text."""
_CODE_SIZE = 792_000
"""2.2 cm in the units of drawings."""
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""


def word_document(title: str, markup: str, address: str) -> bytes:
    """`address` = where the page is published, to which its links are relative; empty where that is not known, then they are words."""
    writer = _Writer(address)
    writer.feed(markup)
    writer.close()
    head = _paragraph("Title", _run(title))
    return assembled(title, "".join((head, *writer.done)), writer.links, qr_picture(address) if address else b"")


class _Writer(HTMLParser):
    """Goes through the markup once. What it is within stands in `_around`: tag, and whether it is left out."""

    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[str] = []
        self.links: dict[str, str] = {}
        self._address = address
        self._around: list[tuple[str, bool]] = []
        self._style = ""
        self._runs: list[str] = []
        self._cells: list[str] = []
        self._rows: list[str] = []
        self._bold = self._quiet = 0
        self._link = ""
        self._is_new_page = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        if "kb-sheet__code" in classes:
            self.done.append(_code(given["aria-label"]))
        if tag in _EMPTY:
            return
        self._around.append((tag, self._is_left_out or tag == "svg" or any(name in _LEFT_OUT for name in classes)))
        if self._is_left_out:
            return
        self._is_new_page = self._is_new_page or "kb-sheet__next" in classes
        if tag in _BLOCKS:
            self._runs, self._style = [], self._style_of(tag, classes)
        self._bold += tag in ("strong", "th")
        self._quiet = self._quiet + 1 if tag == "span" and (self._quiet or "kb-quiet" in classes) else self._quiet
        self._link = urljoin(self._address, given["href"]) if tag == "a" else self._link

    def handle_endtag(self, tag: str) -> None:
        if tag in _EMPTY:
            return
        _, was_left_out = self._around.pop()
        if was_left_out:
            return
        self._bold -= tag in ("strong", "th")
        self._quiet = max(0, self._quiet - 1) if tag == "span" else self._quiet
        self._link = "" if tag == "a" else self._link
        if tag in ("th", "td"):
            self._cells.append(_paragraph(CELL, *self._runs))
        elif tag in _BLOCKS:
            self._end_paragraph()
        elif tag == "tr":
            self._rows.append(_row(self._cells, is_head=not self._rows))
            self._cells = []
        elif tag == "table":
            self.done.append(_table(self._rows, _COLUMNS))
            self._rows = []

    def handle_data(self, data: str) -> None:
        if self._is_left_out or not any(tag in _BLOCKS for tag, _ in self._around):
            return
        text = re.sub(r"\s+", " ", data)
        text = text if self._runs else text.lstrip()
        if text and self._link.startswith(("http://", "https://", "mailto:")):
            id = self.links.setdefault(self._link, f"link{len(self.links) + 1}")
            self._runs.append(f'<w:hyperlink r:id="{id}">{_run(text, LINK, is_bold=self._is_bold)}</w:hyperlink>')
        elif text:
            self._runs.append(_run(text, QUIET if self._quiet else "", is_bold=self._is_bold))

    @property
    def _is_left_out(self) -> bool:
        return bool(self._around) and self._around[-1][1]

    @property
    def _is_bold(self) -> bool:
        return self._bold > 0 and not self._quiet

    def _style_of(self, tag: str, classes: Sequence[str]) -> str:
        if tag == "li":
            return "List Number" if self._around[-2][0] == "ol" else "List Bullet"
        if tag in ("h2", "h3"):
            return "Heading 1" if tag == "h2" else "Heading 2"
        if "kb-sheet__ours" in classes:
            return TABLE
        return next((_PARAGRAPHS[name] for name in classes if name in _PARAGRAPHS), "Normal")

    def _end_paragraph(self) -> None:
        if self._style == TABLE:  # the box to fill in
            room = _paragraph("Normal")
            self.done.append(_table([_row([_paragraph("Normal", *self._runs) + room * 2], is_head=False)], (sum(_COLUMNS),)) + room)
        elif self._runs:
            self.done.append(_paragraph(self._style, *self._runs, on_new_page=self._is_new_page))
            self._is_new_page = False


def _paragraph(style: str, *runs: str, on_new_page: bool = False) -> str:
    page = "<w:pageBreakBefore/>" if on_new_page else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_ids()[style]}"/>{page}</w:pPr>{"".join(runs)}</w:p>'


def _run(text: str, style: str = "", *, is_bold: bool = False) -> str:
    look = (f'<w:rStyle w:val="{style_ids()[style]}"/>' if style else "") + ("<w:b/>" if is_bold else "")
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(_ILLEGAL.sub("", text))}</w:t></w:r>'


def _row(cells: Sequence[str], *, is_head: bool) -> str:
    """Not split at the end of a page; the first one of a table stands again on each page."""
    head = "<w:tblHeader/>" if is_head else ""
    inner = "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{inner}</w:tr>"


def _table(rows: Sequence[str], widths: Sequence[int]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style_ids()[TABLE]}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _code(label: str) -> str:
    """The code for telephones, with its words for those who do not see it."""
    main, drawing = "http://schemas.openxmlformats.org/drawingml/2006/main", "http://schemas.openxmlformats.org/drawingml/2006"
    extent = f'cx="{_CODE_SIZE}" cy="{_CODE_SIZE}"'
    return (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing"><wp:extent {extent}/>'
        f'<wp:docPr id="1" name="Code" descr={quoteattr(label)}/><a:graphic xmlns:a="{main}"><a:graphicData uri="{drawing}/picture">'
        f'<pic:pic xmlns:pic="{drawing}/picture"><pic:nvPicPr><pic:cNvPr id="1" name="code.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:embed="picture"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
