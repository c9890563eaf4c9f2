"""Office files are ZIP archives of XML. They are checked here before any library opens them."""

import io
import zipfile

from citynet_kb.intake.reading.import_rules import INPUT_LIMIT

_PARTS_LIMIT = 2_000
"""Most files within an archive; a document of ours has two dozen."""
_UNREAD = "customXml/"
"""Data of other programs within a document, which nothing reads: Excel keeps queries there in UTF-16."""


class Unreadable(Exception):
    """The bytes are no Office file. The message says in German what is wrong."""


class TooLarge(Exception):
    """Unpacked, the file is larger than INPUT_LIMIT; `size` in bytes."""

    def __init__(self, size: int) -> None:
        super().__init__(str(size))
        self.size = size


def refuse_dangerous(content: bytes, kind: str) -> None:
    """Raise Unreadable or TooLarge for what is no archive, unpacks to too much, or declares entities. `kind` names the kind in German.

    The stated sizes can be relied on: reading stops there. No Office program declares document types, so no honest file is refused.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            size = sum(entry.file_size for entry in entries)
            if size > INPUT_LIMIT:
                raise TooLarge(size)
            if len(entries) > _PARTS_LIMIT:
                raise Unreadable(f"kein {kind}: es besteht aus zu vielen Teilen")
            parts = [entry for entry in entries if entry.filename.endswith((".xml", ".rels")) and not entry.filename.startswith(_UNREAD)]
            if any(_declares_entities(archive.read(entry)) for entry in parts):
                raise Unreadable(f"kein {kind}: es enthält eine Dokumenttyp-Deklaration")
    except (TooLarge, Unreadable):
        raise
    except Exception as problem:  # a damaged archive raises errors of any kind
        raise Unreadable(f"kein {kind}, oder es ist beschädigt") from problem


def _declares_entities(part: bytes) -> bool:
    """A part in an encoding that would hide the declaration counts as well."""
    return b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"\0" in part[:4] or part.startswith((b"\xff\xfe", b"\xfe\xff"))
