"""Word files for tests: the filled template with its XML changed as Word or another program would."""

import io
import zipfile
from collections.abc import Callable, Mapping

from lxml import etree

from tests.intake.incoming import answers_of, as_word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
MAIN = "word/document.xml"
SHORT = answers_of(
    {
        "title": "Musterstadt: Feierabendmarkt eingestellt",
        "city": "musterstadt",
        "topic": "feste-maerkte",
        "outcome": "eingestellt",
        "effort": "klein",
        "failure_reasons": ["nachfrage/zu-wenig-nachfrage"],
    },
    "Anfang.",
)
FILLED = as_word(SHORT)
"""The template with the shortest case."""


def element(xml: str) -> etree._Element:
    """One element from XML with the usual prefixes."""
    (found,) = etree.fromstring(f"<x {_NAMESPACES}>{xml}</x>")
    return found


def run(text: str, marks: str = "") -> str:
    """A run, with marks such as `<w:vanish/>`."""
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str) -> str:
    return f"<w:p>{run(text)}</w:p>"


def cell(*paragraphs: str) -> str:
    return f"<w:tc><w:tcPr/>{''.join(paragraphs) or '<w:p/>'}</w:tc>"


def row(*cells: str, marks: str = "") -> str:
    return f"<w:tr><w:trPr>{marks}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def text_box(text: str) -> str:
    """A text box as Word writes it: twice."""
    box = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    drawing = f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
    return f"<w:r><mc:AlternateContent>{drawing}<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"


def row_of_question(root: etree._Element, label: str) -> etree._Element:
    """The row of the template with this question."""
    for found in root.iter(f"{{{W}}}tr"):
        first = "".join(text.text or "" for text in next(found.iter(f"{{{W}}}p")).iter(f"{{{W}}}t"))
        if first.rstrip(" *") == label:
            return found
    raise LookupError(label)


def cells_of(found: etree._Element) -> list[etree._Element]:
    return found.findall(f"{{{W}}}tc")


def edited(
    content: bytes,
    edit: Callable[[etree._Element], None] = lambda root: None,
    parts: Mapping[str, str] | None = None,
    namespace: str = W,
) -> bytes:
    """The file with its body changed, and with parts by their kind (`header`, `footnotes`): the XML inside their root."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    root = etree.fromstring(files[MAIN])
    edit(root)
    files[MAIN] = etree.tostring(root, xml_declaration=True, encoding="UTF-8").replace(W.encode(), namespace.encode())
    roots = {"header": "hdr", "footer": "ftr"}
    for kind, xml in (parts or {}).items():
        name = roots.get(kind, kind)
        files[f"word/{kind}9.xml"] = f"<w:{name} {_NAMESPACES}>{xml}</w:{name}>".encode()
        relation = f'<Relationship Id="rId9{kind}" Type="{R}/{kind}" Target="{kind}9.xml"/></Relationships>'
        rels = "word/_rels/document.xml.rels"
        files[rels] = files[rels].replace(b"</Relationships>", relation.encode())
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in files.items():
            target.writestr(name, part)
    return stream.getvalue()
