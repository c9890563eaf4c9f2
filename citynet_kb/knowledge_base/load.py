"""Reads `content/`: the one place where content files are opened."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from citynet_kb.findings import Finding, Place, Problem, Severity, rule
from citynet_kb.knowledge_base.knowledge_base import KnowledgeBase, link
from citynet_kb.knowledge_base.practice_records import practice_of
from citynet_kb.knowledge_base.town_files import completed
from citynet_kb.knowledge_base.tree import CodingFile, ImageFile, RecordFile, dateiart, unlesbar, walk
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


def load(content: Path, shown: str = "content") -> Content:
    """All records below `content`. `shown` is how the folder is named in findings. Never raises for what a file holds."""
    if not content.is_dir():
        return Content(link(), {}, (ordner_fehlt(Place(shown)),), {})
    records: list[Record] = []
    documents: dict[str, SourceDocument] = {}
    findings: list[Finding] = []
    files: dict[str, type[Record]] = {}
    pictures: dict[str, PublishedImage | None] = {}
    versions: dict[str, str] = {}
    executable: list[str] = []
    if content.with_name(".gitmodules").exists():
        findings.append(dateiart(Place(shown), "Ein eingebundenes Repositorium (.gitmodules)"))
    for entry in walk(content, shown):
        if isinstance(entry, Finding):
            findings.append(entry)
            continue
        if isinstance(entry, ImageFile):
            pictures[entry.path], found = _picture(entry, executable)
            findings.extend(found)
            continue
        if isinstance(entry, CodingFile):
            files[entry.path] = Coding
            coding, found = _coding(entry, executable)
            findings.extend(found)
            records.extend([coding] if coding else [])
            continue
        files[entry.path] = entry.model
        document, found = _document(entry, executable, versions)
        findings.extend(found)
        if document is None:
            continue
        documents[entry.path] = document
        is_refused = any(finding.severity is Severity.ERROR for finding in found)
        whole = completed(document, entry.id, municipalities()) if entry.model is City else document
        record, found = bind(whole, entry.model, entry.id)
        findings.extend(found)
        if record is not None and not is_refused:
            records.append(record)
    if len(executable) < len(files) + len(pictures):  # all files executable: a Windows disk under Linux
        findings.extend(dateiart(Place(path), "Eine ausführbare Datei") for path in executable)
    if Topic not in files.values():
        findings.append(ordner_fehlt(Place(f"{shown}/{addresses.folder(addresses.TOPICS)}"), "Hier liegt kein einziges Thema."))
    return Content(_linked(records), documents, tuple(findings), files, pictures, versions)


def _document(entry: RecordFile, executable: list[str], versions: dict[str, str]) -> tuple[SourceDocument | None, list[Finding]]:
    content = _content(entry, executable)
    if isinstance(content, Finding):
        return None, [content]
    versions[entry.path] = sha256(content).hexdigest()
    return read_on(entry.path, content)


def _coding(entry: CodingFile, executable: list[str]) -> tuple[Coding | None, list[Finding]]:
    content = _content(entry, executable)
    return (None, [content]) if isinstance(content, Finding) else read_coding(entry.path, content, entry.id)


def _content(entry: RecordFile | CodingFile, executable: list[str]) -> bytes | Finding:
    try:
        with open(entry.file, "rb", buffering=0) as file:
            status = os.fstat(file.fileno())
            if status.st_mode & 0o111:
                executable.append(entry.path)
            if status.st_size > FILE_LIMIT:
                return datei_zu_gross(Place(entry.path), status.st_size)
            return file.read()
    except OSError as problem:
        return unlesbar(Place(entry.path), problem.strerror or "unbekannter Grund")


def _picture(entry: ImageFile, executable: list[str]) -> tuple[PublishedImage | None, list[Finding]]:
    from citynet_kb.sources.images import (
        read_image,
    )  # only for an image: loading takes half the start of a check

    try:
        with open(entry.file, "rb", buffering=0) as file:
            status = os.fstat(file.fileno())
            if status.st_mode & 0o111:
                executable.append(entry.path)
            if status.st_size > SIZE_LIMIT:
                return None, [bild_zu_gross(Place(entry.path), f"{status.st_size / 1024**2:.1f} MB".replace(".", ","))]
            return read_image(entry.path, file.read())
    except OSError as problem:
        return None, [unlesbar(Place(entry.path), problem.strerror or "unbekannter Grund")]


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
