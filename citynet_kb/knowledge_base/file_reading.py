"""What was read of a file, also as bytes: to be kept for the next command, or handed over by another process.

The bytes are pickled, and a store may be anybody's. So only values of our own kinds come out of them, whatever they say, and no function is
ever called: what else they name is refused.
"""

import io
import pickle
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, cast

from citynet_kb.findings import Finding, Place
from citynet_kb.model import Record
from citynet_kb.sources import SourceDocument, read_on
from citynet_kb.sources.image_rules import PublishedImage
from citynet_kb.sources.yaml_places import Outer

_OURS = ("citynet_kb.model.", "citynet_kb.findings.", "citynet_kb.sources.", "citynet_kb.knowledge_base.file_reading")


class FileReading(NamedTuple):
    """What one file holds. `record` is None where an error stands in its way, `version` empty where the file could not be opened.

    `alone` is what rules say of the record that look at nothing else; None where they were not asked.
    """

    findings: tuple[Finding, ...]
    document: SourceDocument | None = None
    record: Record | None = None
    picture: PublishedImage | None = None
    version: str = ""
    is_executable: bool = False
    alone: tuple[Finding, ...] | None = None


@dataclass(frozen=True)
class Readings:
    """Readings by path, without their documents, of which is left where their outermost keys stand: as bytes, since few are asked."""

    found: Mapping[str, FileReading]
    outlines: Mapping[str, bytes]


def without_documents(readings: Mapping[str, FileReading]) -> Readings:
    """The same readings, to be kept or handed over: a document can be read again from its file."""
    documents = ((path, reading.document) for path, reading in readings.items())
    outlines = {path: _dumped(document.places.outer) for path, document in documents if document is not None}
    return Readings({path: reading._replace(document=None) for path, reading in readings.items()}, outlines)


def packed(readings: Readings) -> bytes:
    """The readings as bytes."""
    return _dumped((readings.found, readings.outlines))


def unpacked(data: bytes) -> Readings | None:
    """The readings again; None where the bytes are no such thing."""
    try:
        return Readings(*_loaded(data))
    except Exception:  # there is no telling what odd bytes lead to
        return None


class LazyDocuments(Mapping[str, SourceDocument]):
    """Documents by path, each read once more from the bytes of its file when somebody looks into it."""

    def __init__(self, outlines: Mapping[str, bytes], contents: Mapping[str, bytes]) -> None:
        self._outlines, self._contents = outlines, contents
        self._found: dict[str, SourceDocument] = {}

    def __getitem__(self, path: str) -> SourceDocument:
        if path not in self._found:
            document, _ = read_on(path, self._contents[path])
            if document is None:
                raise KeyError(path)
            self._found[path] = document
        return self._found[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._outlines)

    def __len__(self) -> int:
        return len(self._outlines)

    def __contains__(self, path: object) -> bool:
        return path in self._outlines

    def content(self, path: str) -> bytes:
        """The bytes of a file."""
        return self._contents[path]

    def waiting(self, path: str) -> SourceDocument:
        """What stands for a document until somebody looks into it, which few rules do: most only ask for the place of an outermost key."""
        return cast(SourceDocument, _WaitingDocument(path, self))

    def outline(self, path: str) -> Outer:
        """Where the outermost keys of a document stand."""
        outline: Outer = _loaded(self._outlines[path])
        return outline


class _WaitingDocument:
    def __init__(self, path: str, documents: LazyDocuments) -> None:
        self.path = path
        self._documents = documents

    def at(self, *location: str | int) -> Place:
        if len(location) != 1:
            return self._documents[self.path].at(*location)
        return Place(self.path, *self._outer(location[0])[2:])

    def at_key(self, *location: str | int) -> Place:
        if len(location) != 1:
            return self._documents[self.path].at_key(*location)
        return Place(self.path, *self._outer(location[0])[:2])

    def _outer(self, key: str | int) -> tuple[int, int, int, int]:
        return self._documents.outline(self.path).get(str(key), (1, 1, 1, 1))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._documents[self.path], name)


@cache
def _our_class(module: str, name: str) -> type:
    found = getattr(sys.modules.get(module), name, None) if module.startswith(_OURS) else None
    if isinstance(found, type) and found.__module__ == module:
        return found
    raise pickle.UnpicklingError(f"{module}.{name}")


class _Unpickler(pickle.Unpickler):
    find_class = staticmethod(_our_class)  # asked for some thirty classes by each group of files


def _dumped(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _loaded(data: bytes) -> Any:
    return _Unpickler(io.BytesIO(data)).load()
