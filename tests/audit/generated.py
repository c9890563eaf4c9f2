"""Files made to cost much, for `tests/audit/bounds.py`: little by little, as a program would write them, without a library in between."""

import base64
import io
import zipfile
from collections.abc import Iterable, Mapping

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ANSWERS = {
    "Stadt": "Musterstadt",
    "Thema": "Feste und Märkte",
    "Maßnahme": "Feierabendmarkt",
    "Überschrift": "Musterstadt: Markt am Abend",
    "Ergebnis": "Eingestellt",
    "Aufwand": "Klein",
    "Gründe": "Zu wenig Nachfrage",
    "Bericht": "Der Markt lief.",
}
"""A short case, under the headings that every way in knows."""


def mail(*more: str, **answers: str) -> bytes:
    """A mail with these answers, then what follows."""
    given = {**ANSWERS, **answers}
    report = given.pop("Bericht")
    return ("".join(f"{name}: {text}\n" for name, text in given.items()) + f"\n{report}\n" + "".join(more)).encode()


def ticket(**answers: str) -> bytes:
    """The same as the issue form writes it."""
    return "".join(f"### {name}\n\n{text}\n\n" for name, text in {**ANSWERS, **answers}.items()).encode()


def html_mail(html: str) -> bytes:
    """A mail of HTML alone."""
    return ("From: a@example.org\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" + html).encode()


def mail_of_parts(part: str, times: int) -> bytes:
    """A mail of many parts."""
    return ('MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n' + f"--b\n{part}\n" * times + "--b--\n").encode()


def in_base64(text: bytes) -> bytes:
    """A mail whose text is encoded."""
    head = b"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    return head + base64.encodebytes(text)


def packed(parts: Mapping[str, str]) -> bytes:
    """A ZIP archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def _package(main: str, kind: str, parts: Mapping[str, str]) -> bytes:
    office = "application/vnd.openxmlformats-officedocument"
    types = f'<Override PartName="/{main}" ContentType="{office}.{kind}.main+xml"/>'
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    relation = f'<Relationship Id="r1" Type="{_R}/officeDocument" Target="{main}"/>'
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{default}<Default Extension="xml" '
            f'ContentType="application/xml"/>{types}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relation}</Relationships>',
            **parts,
        }
    )


def paragraphs(*texts: str) -> str:
    """Paragraphs of a Word file, one run each."""
    return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)


def table(*rows: Iterable[str]) -> str:
    """A table of a Word file; each cell holds the XML of its paragraphs."""
    return "<w:tbl>" + "".join("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows) + "</w:tbl>"


def word(more: str = "", **answers: str) -> bytes:
    """A Word file: the answers in a table as in the template (`answers` as the XML of their paragraphs), then more XML."""
    given = {name: paragraphs(text.replace("&", "&amp;")) for name, text in ANSWERS.items()} | answers
    form = table(*((paragraphs(name), text) for name, text in given.items()))
    document = f"<w:document {_W}><w:body>{form}{more}</w:body></w:document>"
    return _package("word/document.xml", "wordprocessingml.document", {"word/document.xml": document})


def cells(*texts: str) -> str:
    """Cells of a row, by their order."""
    return "".join(f'<c t="inlineStr"><is><t>{text.replace("&", "&amp;")}</t></is></c>' for text in texts)


def workbook(*rows: str, after: str = "", shared: str = "", **changes: str) -> bytes:
    """A workbook of one sheet: the columns of a case, the case with changes, then the XML of more rows, and more XML behind them."""
    given = {**ANSWERS, **changes}
    lines = "".join(f"<row>{line}</row>" for line in (cells(*given), cells(*given.values()), *rows))
    relation = f'<Relationship Id="rId1" Type="{_R}/worksheet" Target="worksheets/sheet1.xml"/>'
    relation += f'<Relationship Id="rId2" Type="{_R}/sharedStrings" Target="sharedStrings.xml"/>' if shared else ""
    book = f'<workbook {_S} xmlns:r="{_R}"><sheets><sheet name="Fallbericht" sheetId="1" r:id="rId1"/></sheets></workbook>'
    parts = {
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relation}</Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {_S}><sheetData>{lines}</sheetData>{after}</worksheet>",
    }
    return _package("xl/workbook.xml", "spreadsheetml.sheet", parts | ({"xl/sharedStrings.xml": shared} if shared else {}))


def separated(rows: int, *columns: str) -> bytes:
    """A CSV file of many rows of a case, with more columns of these values."""
    names = ";".join([*ANSWERS, *(f"x{number}" for number in range(len(columns)))])
    line = ";".join([*ANSWERS.values(), *columns])
    return f"{names}\n{f'{line}{chr(10)}' * rows}".encode()


def record(text: str, head: str = "") -> bytes:
    """A case as a file of its own."""
    keys = {"title": "Musterstadt: Markt am Abend", "city": "musterstadt", "topic": "feste-maerkte", "measure": "feierabendmarkt"}
    keys |= {"outcome": "erfolgreich", "effort": "klein", "added": "2026-05-01"}
    lines = "".join(f'{key}: "{value}"\n' for key, value in keys.items())
    return f"---\n{lines}{head}---\n\n{text}\n".encode()
