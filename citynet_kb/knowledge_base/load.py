"""Reads `content/`: the one place where content files are opened."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from citynet_kb.findings import Finding, Place, Problem, Severity, rule
from citynet_kb.knowledge_base.file_reading import FileReading, LazyDocuments
from citynet_kb.knowledge_base.file_rules import dateiart, unlesbar
from citynet_kb.knowledge_base.kept_readings import Reader, read_all
from citynet_kb.knowledge_base.knowledge_base import KnowledgeBase, link
from citynet_kb.knowledge_base.practice_records import PRACTICE_FOLDERS, practice_of
from citynet_kb.knowledge_base.town_files import completed
from citynet_kb.knowledge_base.tree import CodingFile, Entry, ImageFile, RecordFile, walk
from citynet_kb.model import CaseStudy, City, Coding, Measure, Meeting, Network, OtherMeeting, Page, Record, Survey, Topic, addresses
from citynet_kb.model.municipalities import Municipalities
from citynet_kb.schema import bind, read_coding
from citynet_kb.sources import SourceDocument, read_on
from citynet_kb.sources.image_rules import SIZE_LIMIT, PublishedImage, bild_zu_gross
from citynet_kb.sources.text_rules import FILE_LIMIT, datei_zu_gross
from citynet_kb.store import ALONE, Means

R = TypeVar("R", bound=Record)
REGISTER = Path(__file__).with_name("municipalities.bin")
"""The register of German municipalities that ships with the program; `citynet-kb register` renews it."""


@dataclass(frozen=True)
class Content:
    """What was read: the linked records, the documents behind them by path, what is wrong, how many files of each kind were looked at, and
    the pictures made of the image files.

    A file with an error has no record, so `knowledge_base` is complete only where `findings` holds no error. The document of a file with
    a typo is a copy with the typo mended, in which the checks find what else is wrong.
    """

    knowledge_base: KnowledgeBase
    documents: Mapping[str, SourceDocument]
    findings: tuple[Finding, ...]
    files: Mapping[str, type[Record]]
    pictures: Mapping[str, PublishedImage | None] = field(default_factory=dict)
    """By path of the image file; None for a file with a finding."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """By path of a record or coding: the digest of its bytes (SHA-256)."""
    alone: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """By path of a record: what rules say of it that look at nothing else, where they were asked while it was read."""

    def document(self, path: str) -> SourceDocument:
        """The document of a path; it is read when somebody looks into it, and not to say where an outermost key stands."""
        return self.documents.waiting(path) if isinstance(self.documents, LazyDocuments) else self.documents[path]


@rule()
def ordner_fehlt(place: Place, message: str = "Diesen Ordner gibt es nicht.") -> Problem:
    """Der Ordner mit den Inhalten ist da und enthält Themen; Fallberichte dürfen noch fehlen.

    Falsch: ein Aufruf in einem anderen Ordner
    Richtig: ein Aufruf im Ordner, der content/ mit content/themen/ enthält
    """
    remedy = "Ist es der falsche Ordner? Rufen Sie den Befehl dort auf, wo der Ordner content/ mit seinen Themen liegt."
    return Problem(place, message, remedy)


@cache
def municipalities() -> Municipalities:
    """All German municipalities. The file is opened when the first one is looked up."""
    return Municipalities(REGISTER.read_bytes)


Alone = Callable[[Sequence[tuple[Record, SourceDocument]]], Sequence[Iterable[Finding]]]
Read = Callable[[Sequence[tuple[Entry, bytes]]], Mapping[str, FileReading]]
Kept = dict[str, tuple[tuple[int, ...], FileReading]]
"""Path → the state of the file, and what was read of it then: who loads again and again hands in the same one, and only what changed since
is opened."""


def load(content: Path, shown: str = "content", kept: Kept | None = None, means: Means = ALONE, alone: Alone | None = None) -> Content:
    """All records below `content`. `shown` is how the folder is named in findings. Never raises for what a file holds.

    With `means` that keep something, files are read once; `alone` says what is wrong with a record by itself, and is kept with it.
    """
    if not content.is_dir():
        return Content(link(), {}, (ordner_fehlt(Place(shown)),), {})
    found = list(walk(content, shown))
    entries = [entry for entry in found if not isinstance(entry, Finding)]
    readings, documents = _readings(entries, kept, means, alone)
    findings = [dateiart(Place(shown), "Ein eingebundenes Repositorium (.gitmodules)")] if content.with_name(".gitmodules").exists() else []
    for one in found:
        findings.extend((one,) if isinstance(one, Finding) else readings[one.path].findings)
    executable = [entry.path for entry in entries if readings[entry.path].is_executable]
    if len(executable) < len(readings):  # all files executable: a Windows disk under Linux
        findings.extend(dateiart(Place(path), "Eine ausführbare Datei") for path in executable)
    files = {entry.path: _model(entry) for entry in entries if not isinstance(entry, ImageFile)}
    if Topic not in files.values():
        findings.append(ordner_fehlt(Place(f"{shown}/{addresses.folder(addresses.TOPICS)}"), "Hier liegt kein einziges Thema."))
    in_order = [(entry.path, readings[entry.path]) for entry in entries]
    return Content(
        _linked([reading.record for _, reading in in_order if reading.record is not None]),
        documents,
        tuple(findings),
        files,
        pictures={entry.path: readings[entry.path].picture for entry in entries if isinstance(entry, ImageFile)},
        versions={path: reading.version for path, reading in in_order if reading.version},
        alone={path: reading.alone for path, reading in in_order if reading.alone is not None},
    )


def _readings(
    entries: Sequence[Entry], kept: Kept | None, means: Means, alone: Alone | None
) -> tuple[Mapping[str, FileReading], Mapping[str, SourceDocument]]:
    """What each file holds, and the documents of those that have one."""
    read = partial(_held, alone=alone)
    if means.keeps or means.jobs > 1:
        return read_all(entries, Reader(_opened, read), means)
    readings = {entry.path: _read(entry, read) if kept is None else _read_again(entry, kept, read) for entry in entries}
    if kept is not None:
        for gone in kept.keys() - readings.keys():
            del kept[gone]
    return readings, {path: reading.document for path, reading in readings.items() if reading.document is not None}


def _model(entry: Entry) -> type[Record]:
    return entry.model if isinstance(entry, RecordFile) else Coding


def _read_again(entry: Entry, kept: Kept, read: Read) -> FileReading:
    """The file as it was read last, if it is still the same."""
    try:
        status = os.lstat(entry.file)
        state = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino, status.st_mode)
    except OSError:
        return _read(entry, read)
    known = kept.get(entry.path)
    if known is None or known[0] != state:
        known = kept[entry.path] = (state, _read(entry, read))
    return known[1]


def _read(entry: Entry, read: Read) -> FileReading:
    content, is_executable = _opened(entry)
    reading = read([(entry, content)])[entry.path] if isinstance(content, bytes) else content
    return reading._replace(is_executable=is_executable)


def _opened(entry: Entry) -> tuple[bytes | FileReading, bool]:
    """The bytes of a file, or what is wrong with it; and whether it is executable."""
    limit = SIZE_LIMIT if isinstance(entry, ImageFile) else FILE_LIMIT
    try:
        with open(entry.file, "rb", buffering=0) as file:
            status = os.fstat(file.fileno())
            is_executable = bool(status.st_mode & 0o111)
            if status.st_size > limit:
                return FileReading((_too_large(entry, status.st_size),)), is_executable
            return file.read(), is_executable
    except OSError as problem:
        return FileReading((unlesbar(Place(entry.path), problem.strerror or "unbekannter Grund"),)), False


def _too_large(entry: Entry, size: int) -> Finding:
    if isinstance(entry, ImageFile):
        return bild_zu_gross(Place(entry.path), f"{size / 1024**2:.1f} MB".replace(".", ","))
    return datei_zu_gross(Place(entry.path), size)


def _held(files: Sequence[tuple[Entry, bytes]], alone: Alone | None = None) -> dict[str, FileReading]:
    """What the bytes of files say, by path; nothing but them and the program has a say in it.

    All are read, then all are bound, then all are checked: the processor has the code of each step at hand then.
    """
    documents = [(entry, content, read_on(entry.path, content)) for entry, content in files if isinstance(entry, RecordFile)]
    readings = {entry.path: _bound(entry, content, *read) for entry, content, read in documents}
    pairs = [(one.record, one.document) for one in readings.values() if one.record is not None and one.document is not None]
    for (record, _), found in zip(pairs, alone(pairs) if alone else (), strict=alone is not None):
        readings[record.path] = readings[record.path]._replace(alone=tuple(found))
    return readings | {entry.path: _beside(entry, content) for entry, content in files if not isinstance(entry, RecordFile)}


def _bound(entry: RecordFile, content: bytes, document: SourceDocument | None, found: Sequence[Finding]) -> FileReading:
    version = sha256(content).hexdigest()
    if document is None:
        return FileReading(tuple(found), version=version)
    is_refused = any(finding.severity is Severity.ERROR for finding in found)
    whole = completed(document, entry.id, municipalities()) if entry.model is City else document
    record, more = bind(whole, entry.model, entry.id)
    return FileReading((*found, *more), document, None if is_refused else record, version=version)


def _beside(entry: ImageFile | CodingFile, content: bytes) -> FileReading:
    """What a file holds that is no record."""
    if isinstance(entry, CodingFile):
        coding, found = read_coding(entry.path, content, entry.id)
        return FileReading(tuple(found), record=coding, version=sha256(content).hexdigest())
    from citynet_kb.sources.images import read_image  # only for an image: loading takes half the start of a check

    picture, found = read_image(entry.path, content)
    return FileReading(tuple(found), picture=picture)


def _linked(records: list[Record]) -> KnowledgeBase:
    by_kind: defaultdict[type[Record], list[Any]] = defaultdict(list)
    for record in records:
        by_kind[type(record)].append(record)

    def of(kind: type[R]) -> list[R]:
        return by_kind[kind]

    return link(
        cases=of(CaseStudy),
        cities=of(City),
        measures=of(Measure),
        topics=of(Topic),
        meetings=of(Meeting),
        pages=of(Page),
        networks=of(Network),
        other_meetings=of(OtherMeeting),
        surveys=of(Survey),
        codings=of(Coding),
        practice=practice_of(record for kind in PRACTICE_FOLDERS.values() for record in by_kind[kind]),
        municipalities=municipalities(),
    )
