"""Reads `content/`: the one place where content files are opened."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from citynet_kb.findings import Finding, Place, Problem, Severity, rule
from citynet_kb.knowledge_base.knowledge_base import KnowledgeBase, link
from citynet_kb.knowledge_base.practice_records import practice_of
from citynet_kb.knowledge_base.town_files import completed
from citynet_kb.knowledge_base.tree import CodingFile, Entry, ImageFile, dateiart, unlesbar, walk
from citynet_kb.model import CaseStudy, City, Coding, Measure, Meeting, Network, OtherMeeting, Page, Record, Survey, Topic, addresses
from citynet_kb.model.municipalities import Municipalities
from citynet_kb.schema import bind, read_coding
from citynet_kb.sources import SourceDocument, read_on
from citynet_kb.sources.image_rules import SIZE_LIMIT, PublishedImage, bild_zu_gross
from citynet_kb.sources.text_rules import FILE_LIMIT, datei_zu_gross

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
    """By path of a record: the digest of its bytes (SHA-256)."""


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


@dataclass(frozen=True)
class FileReading:
    """What one file holds. `record` is None where an error stands in its way, `version` empty where the file could not be opened."""

    findings: tuple[Finding, ...]
    document: SourceDocument | None = None
    record: Record | None = None
    picture: PublishedImage | None = None
    version: str = ""
    is_executable: bool = False


Kept = dict[str, tuple[tuple[int, ...], FileReading]]
"""Path → the state of the file, and what was read of it then: who loads again and again hands in the same one, and only what changed since
is opened."""


def load(content: Path, shown: str = "content", kept: Kept | None = None) -> Content:
    """All records below `content`. `shown` is how the folder is named in findings. Never raises for what a file holds."""
    if not content.is_dir():
        return Content(link(), {}, (ordner_fehlt(Place(shown)),), {})
    readings: dict[str, FileReading] = {}
    findings: list[Finding] = []
    files: dict[str, type[Record]] = {}
    pictures: dict[str, PublishedImage | None] = {}
    if content.with_name(".gitmodules").exists():
        findings.append(dateiart(Place(shown), "Ein eingebundenes Repositorium (.gitmodules)"))
    for entry in walk(content, shown):
        if isinstance(entry, Finding):
            findings.append(entry)
            continue
        reading = readings[entry.path] = _read(entry) if kept is None else _read_again(entry, kept)
        findings.extend(reading.findings)
        if isinstance(entry, ImageFile):
            pictures[entry.path] = reading.picture
        else:
            files[entry.path] = Coding if isinstance(entry, CodingFile) else entry.model
    if kept is not None:
        for gone in kept.keys() - readings.keys():
            del kept[gone]
    executable = [path for path, reading in readings.items() if reading.is_executable]
    if len(executable) < len(readings):  # all files executable: a Windows disk under Linux
        findings.extend(dateiart(Place(path), "Eine ausführbare Datei") for path in executable)
    if Topic not in files.values():
        findings.append(ordner_fehlt(Place(f"{shown}/{addresses.folder(addresses.TOPICS)}"), "Hier liegt kein einziges Thema."))
    records = [reading.record for reading in readings.values() if reading.record is not None]
    documents = {path: reading.document for path, reading in readings.items() if reading.document is not None}
    versions = {path: reading.version for path, reading in readings.items() if reading.version}
    return Content(_linked(records), documents, tuple(findings), files, pictures, versions)


def _read_again(entry: Entry, kept: Kept) -> FileReading:
    """The file as it was read last, if it is still the same."""
    try:
        status = os.lstat(entry.file)
        state = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino, status.st_mode)
    except OSError:
        return _read(entry)
    known = kept.get(entry.path)
    if known is None or known[0] != state:
        known = kept[entry.path] = (state, _read(entry))
    return known[1]


def _read(entry: Entry) -> FileReading:
    limit = SIZE_LIMIT if isinstance(entry, ImageFile) else FILE_LIMIT
    try:
        with open(entry.file, "rb", buffering=0) as file:
            status = os.fstat(file.fileno())
            is_executable = bool(status.st_mode & 0o111)
            if status.st_size > limit:
                return FileReading((_too_large(entry, status.st_size),), is_executable=is_executable)
            content = file.read()
    except OSError as problem:
        return FileReading((unlesbar(Place(entry.path), problem.strerror or "unbekannter Grund"),))
    return replace(_held(entry, content), is_executable=is_executable)


def _too_large(entry: Entry, size: int) -> Finding:
    if isinstance(entry, ImageFile):
        return bild_zu_gross(Place(entry.path), f"{size / 1024**2:.1f} MB".replace(".", ","))
    return datei_zu_gross(Place(entry.path), size)


def _held(entry: Entry, content: bytes) -> FileReading:
    """What the bytes of a file say."""
    if isinstance(entry, ImageFile):
        from citynet_kb.sources.images import read_image  # only for an image: loading takes half the start of a check

        picture, found = read_image(entry.path, content)
        return FileReading(tuple(found), picture=picture)
    if isinstance(entry, CodingFile):
        coding, found = read_coding(entry.path, content, entry.id)
        return FileReading(tuple(found), record=coding)
    version = sha256(content).hexdigest()
    document, found = read_on(entry.path, content)
    if document is None:
        return FileReading(tuple(found), version=version)
    is_refused = any(finding.severity is Severity.ERROR for finding in found)
    whole = completed(document, entry.id, municipalities()) if entry.model is City else document
    record, more = bind(whole, entry.model, entry.id)
    return FileReading((*found, *more), document, None if is_refused else record, version=version)


def _linked(records: list[Record]) -> KnowledgeBase:
    def of(kind: type[R]) -> list[R]:
        return [record for record in records if isinstance(record, kind)]

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
        practice=practice_of(records),
        municipalities=municipalities(),
    )
