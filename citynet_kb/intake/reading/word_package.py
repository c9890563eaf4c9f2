"""The parts of a Word file as XML trees, and the names of parts that hold no text. Opened without any Office library.

Elements are known by their local names, so that files in the strict dialect of the standard are read like all others.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from citynet_kb.intake.reading.archive import Unreadable, refuse_dangerous

MOST_PIECES = 20_000
"""Most paragraphs, runs and cells of a document. The filled template has some hundred."""
_MOST_TAGS = 500_000
"""Most tags, so that no part of another shape takes more memory."""
_PIECE = re.compile(rb"<(?:\w+:)?(?:[pr]|tc)[\s/>]")
_MAIN = "word/document.xml"
_NOTES: Mapping[str, str] = MappingProxyType({"footnotes": "Fußnote", "endnotes": "Endnote", "comments": "Kommentar"})
_BESIDE: Mapping[str, str] = MappingProxyType(
    {
        "header": "Kopfzeile",
        "footer": "Fußzeile",
        "diagramData": "Schaubild",
        "chart": "Diagramm",
        "chartUserShapes": "Diagramm",
    }
)
_FILES: Mapping[str, str] = MappingProxyType(
    {
        "image": "Bild",
        "oleObject": "eingebettete Datei",
        "package": "eingebettete Datei",
        "aFChunk": "eingebettete Datei",
        "subDocument": "eingebettete Datei",
    }
)


@dataclass
class WordFile:
    """What a Word file holds.

    `notes`: footnotes, endnotes and comments by kind and id. `beside`: headers, footers and charts, with their kind. `files`: kind and
    name of pictures and embedded files. `links`: addresses by the id of their relation.
    """

    body: Element
    styles: Element | None = None
    notes: dict[tuple[str, str], Element] = field(default_factory=dict)
    beside: list[tuple[str, Element]] = field(default_factory=list)
    files: list[tuple[str, str]] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)


def opened(content: bytes) -> WordFile:
    """The parts of a Word file. Raises Unreadable, TooLarge."""
    refuse_dangerous(content, "Word-Dokument")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read(archive)
    except Unreadable:
        raise
    except Exception as problem:  # a damaged part raises errors of any kind
        raise Unreadable("es ist beschädigt oder kein Word-Dokument") from problem


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def value(element: Element, name: str = "val") -> str:
    """An attribute, whatever its namespace; empty where there is none."""
    return next((text for key, text in element.attrib.items() if key.rpartition("}")[2] == name), "")


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of that name, and of it the first of the next."""
    for name in names:
        element = next((part for part in element if local(part) == name), None) if element is not None else None
    return element


def _read(archive: zipfile.ZipFile) -> WordFile:
    main = next((target for kind, _, target in _relations(archive, "") if kind == "officeDocument"), _MAIN)
    pieces = _Pieces()
    root = pieces.parsed(archive, main)
    body = child(root, "body")
    if local(root) != "document" or body is None:
        raise Unreadable("es ist beschädigt oder kein Word-Dokument")
    file, names = WordFile(body), set(archive.namelist())
    for kind, name, target in _relations(archive, main):
        if kind == "hyperlink":
            file.links[name] = target
        elif kind in _FILES:
            file.files.append((_FILES[kind], posixpath.basename(target)))
        elif target in names and (kind == "styles" or kind in _BESIDE or kind in _NOTES):
            _add(file, kind, pieces.parsed(archive, target))
    return file


def _add(file: WordFile, kind: str, part: Element) -> None:
    if kind == "styles":
        file.styles = part
    elif kind in _BESIDE:
        file.beside.append((_BESIDE[kind], part))
    else:
        file.notes.update(((_NOTES[kind], value(note, "id")), note) for note in part if "eparator" not in value(note, "type"))


def _relations(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str, str]]:
    """Kind, id and target of what a part refers to; a target within the file as its name there."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in archive.namelist():
        return
    for relation in ElementTree.fromstring(archive.read(path)):
        kind, target = value(relation, "Type").rpartition("/")[2], value(relation, "Target")
        if value(relation, "TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield kind, value(relation, "Id"), target


class _Pieces:
    """Counts paragraphs, runs and tags over all parts, before any of them is parsed."""

    def __init__(self) -> None:
        self.number = self.tags = 0

    def parsed(self, archive: zipfile.ZipFile, name: str) -> Element:
        """The tree of a part. Raises Unreadable where the document is too long."""
        content = archive.read(name)
        for _ in _PIECE.finditer(content):
            self.number += 1
            if self.number > MOST_PIECES:
                raise Unreadable(
                    f"es hat mehr als {MOST_PIECES:,} Absätze, Textstücke und Zellen; ein Fallbericht hat einige hundert".replace(",", ".")
                )
        self.tags += content.count(b"<")
        if self.tags > _MOST_TAGS:
            raise Unreadable("es besteht aus zu vielen Teilen")
        return ElementTree.fromstring(content)
