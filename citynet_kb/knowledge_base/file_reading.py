"""What was read of a file, also as bytes: to be kept for the next command, or handed over by another process.

The bytes are pickled, and a store may be anybody's. So only values of our own kinds come out of them, whatever they say, and no function is
ever called: what else they name is refused.
"""

import io
import pickle
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from citynet_kb.findings import Finding
from citynet_kb.model import Record
from citynet_kb.sources import SourceDocument
from citynet_kb.sources.image_rules import PublishedImage

_OURS = ("citynet_kb.model.", "citynet_kb.findings.", "citynet_kb.sources.", "citynet_kb.knowledge_base.file_reading")


@dataclass(frozen=True)
class FileReading:
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
class PackedReadings:
    """Readings by path, without their documents: these stay packed, one by one, since few are needed."""

    readings: Mapping[str, FileReading]
    documents: Mapping[str, bytes]


def packed(readings: Mapping[str, FileReading]) -> bytes:
    """The readings as bytes."""
    documents = {path: _dumped(reading.document) for path, reading in readings.items() if reading.document is not None}
    bare = {path: replace(reading, document=None) for path, reading in readings.items()}
    return _dumped((bare, documents))


def unpacked(data: bytes) -> PackedReadings | None:
    """The readings again; None where the bytes are no such thing."""
    try:
        return PackedReadings(*_loaded(data))
    except Exception:  # there is no telling what odd bytes lead to
        return None


class LazyDocuments(Mapping[str, SourceDocument]):
    """Documents by path, in this order, each unpacked when somebody looks into it."""

    def __init__(self, paths: Iterable[str], packed: Iterable[PackedReadings]) -> None:
        held = {path: data for one in packed for path, data in one.documents.items()}
        self._packed = {path: held[path] for path in paths if path in held}
        self._found: dict[str, SourceDocument] = {}

    def __getitem__(self, path: str) -> SourceDocument:
        if path not in self._found:
            self._found[path] = _loaded(self._packed[path])
        return self._found[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def __contains__(self, path: object) -> bool:
        return path in self._packed


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        found = getattr(sys.modules.get(module), name, None) if module.startswith(_OURS) else None
        if isinstance(found, type) and found.__module__ == module:
            return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def _dumped(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _loaded(data: bytes) -> Any:
    return _Unpickler(io.BytesIO(data)).load()
