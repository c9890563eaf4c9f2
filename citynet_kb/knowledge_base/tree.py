"""The files of `content/`: which are read, and what each one is. Nothing is opened here."""

import os
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from citynet_kb.findings import Finding, Place
from citynet_kb.knowledge_base.file_rules import (
    CODINGS,
    DEVICES,
    IMAGES,
    LIST,
    LONGEST,
    TEXTS,
    ablageort,
    dateiart,
    dateiname,
    kennung_doppelt,
    printable,
    seite_verdeckt,
    unlesbar,
)
from citynet_kb.knowledge_base.practice_records import PRACTICE_FOLDERS
from citynet_kb.model import CaseStudy, City, Measure, Meeting, Network, OtherMeeting, Page, ReadingKind, Record, Survey, Topic, addresses
from citynet_kb.model.generated_pages import is_taken
from citynet_kb.model.slugs import plain_slug
from citynet_kb.model.values import is_slug
from citynet_kb.sources.image_rules import ENDINGS

_FOLDERS: Mapping[str, type[Record]] = MappingProxyType(
    {
        addresses.folder(addresses.MEASURES): Measure,
        addresses.folder(addresses.TOPICS): Topic,
        addresses.folder(addresses.CITIES): City,
        addresses.folder(addresses.MEETINGS): Meeting,
        **{"netze": Network, addresses.SURVEYS: Survey},
        **PRACTICE_FOLDERS,
    }
)
"""Which folder holds which records, one a file; cases lie in a folder for each town, meetings of others in one of their own."""
OTHER_MEETINGS = f"{addresses.section(addresses.MEETINGS)}andere"
CASES, TAKING_PART = addresses.folder(addresses.CASES), addresses.folder(addresses.TAKING_PART)
DEEPEST = 6
"""Most parts of a path, file name included. Deeper folders are not entered."""
_LEFT_BEHIND = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file managers leave in a folder; never read, never published."""


class RecordFile(NamedTuple):
    """One file to read: where it lies (as text, since thousands are opened), how it is named in findings, what it holds."""

    file: str
    path: str
    model: type[Record]
    id: str


class ImageFile(NamedTuple):
    """One image file in the folder of a town: where it lies, how it is named in findings."""

    file: str
    path: str


class CodingFile(NamedTuple):
    """One file of a reading: where it lies, how it is named in findings, its kind and name."""

    file: str
    path: str
    id: str


Entry = RecordFile | ImageFile | CodingFile


def walk(content: Path, shown: str) -> Iterator[Entry | Finding]:
    """Every file to read below `content` in order of path, and a finding for everything that may not lie there.

    `shown` is how the folder is named in findings.
    """
    seen: dict[str, str] = {}
    for entry, parts in _entries(str(content), ()):
        path = printable("/".join((shown, *parts)))
        if isinstance(entry, OSError):
            yield unlesbar(Place(path), entry.strerror or "unbekannter Grund")
            continue
        found = _judge(entry, parts, Place(path))
        if isinstance(found, Finding):
            yield found
        if isinstance(found, RecordFile) or entry.name.lower().endswith(TEXTS):
            folded = path[len(shown) + 1 :].replace(".", "-") if isinstance(found, RecordFile) else "/".join(map(_folded, parts))
            if folded in seen:
                yield kennung_doppelt(Place(path), seen[folded])
            seen.setdefault(folded, path)
        if not isinstance(found, Finding):
            yield found


@lru_cache(maxsize=1024)
def _folded(part: str) -> str:
    """A key that is equal for names that differ only in case, umlauts or ß."""
    return part.replace(".", "-") if is_slug(part.removesuffix(".md")) else plain_slug(unicodedata.normalize("NFC", part))


def _entries(folder: str, parts: tuple[str, ...]) -> Iterator[tuple[os.DirEntry[str] | OSError, tuple[str, ...]]]:
    """All entries that are not proper folders, depth first, in order of name; the error in place of a folder that cannot be opened."""
    try:
        with os.scandir(folder) as entries:
            children = sorted((entry for entry in entries if entry.name not in _LEFT_BEHIND), key=lambda entry: entry.name)
    except OSError as problem:
        yield problem, parts
        return
    for entry in children:
        inside = (*parts, entry.name)
        is_proper = not entry.name.startswith(".") and not entry.name.endswith(".md") and len(inside) < DEEPEST
        if is_proper and entry.is_dir(follow_symlinks=False):
            yield from _entries(entry.path, inside)
        else:
            yield entry, inside


def _judge(entry: os.DirEntry[str], parts: tuple[str, ...], place: Place) -> Entry | Finding:
    if entry.name.startswith(".") or not entry.is_file(follow_symlinks=False):
        return dateiart(place, _what_else(entry))
    names = (*parts[:-1], entry.name.removesuffix(".md"))
    if entry.name.endswith(".md") and all(map(_is_name, names)):
        return _placed(entry.path, names, place)
    if entry.name.lower().endswith(IMAGES) and len(parts) == 3 and parts[0] == CASES:
        return _image(entry, parts, place)
    if entry.name.endswith(LIST) and parts[0] == CODINGS:
        return _coding(entry, parts, place)
    if not entry.name.lower().endswith(TEXTS):
        return dateiart(place, f"Die Datei »{printable(entry.name)}«")
    return dateiname(place, next((part for part, name in zip(parts, names, strict=True) if not _is_name(name)), entry.name))


def _what_else(entry: os.DirEntry[str]) -> str:
    """What an entry is that is no file in plain sight."""
    if entry.is_symlink():
        return "Eine Verknüpfung"
    if entry.is_dir():
        return f"Ein Ordner namens »{printable(entry.name)}«"
    return "Eine versteckte Datei" if entry.name.startswith(".") else "Eine Gerätedatei oder Leitung"


def _image(entry: os.DirEntry[str], parts: tuple[str, ...], place: Place) -> ImageFile | Finding:
    stem, _, ending = entry.name.rpartition(".")
    if not _is_name(parts[1]):
        return dateiname(place, parts[1])
    return ImageFile(entry.path, place.path) if _is_name(stem) and ending in ENDINGS else dateiname(place, entry.name)


def _coding(entry: os.DirEntry[str], parts: tuple[str, ...], place: Place) -> CodingFile | Finding:
    kind, name = parts[1], entry.name.removesuffix(LIST)
    if len(parts) != 3 or kind not in set(ReadingKind):
        return ablageort(place)
    return CodingFile(entry.path, place.path, f"{kind}/{name}") if _is_name(name) else dateiname(place, entry.name)


@lru_cache(maxsize=1024)
def _is_name(name: str) -> bool:
    return is_slug(name) and name not in DEVICES and len(name) <= LONGEST


def _placed(file: str, names: tuple[str, ...], place: Place) -> RecordFile | Finding:
    top, rest = names[0], names[1:]
    if is_taken(names) or (names[-1] == "index" and names not in (("index",), (TAKING_PART, "index"))):
        return seite_verdeckt(place)
    if top == CASES and len(rest) == 2:
        return RecordFile(file, place.path, CaseStudy, "/".join(rest))
    if top in _FOLDERS and len(rest) == 1:
        return RecordFile(file, place.path, _FOLDERS[top], rest[0])
    if "/".join(names[:-1]) == OTHER_MEETINGS:
        return RecordFile(file, place.path, OtherMeeting, names[-1])
    if not rest or top == TAKING_PART:
        return RecordFile(file, place.path, Page, "/".join(names))
    return ablageort(place)
