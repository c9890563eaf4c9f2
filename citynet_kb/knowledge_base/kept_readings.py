"""Reads many files: some by other processes, and those that an earlier command has read from the store, by the digest of their bytes.

Files are read and kept in groups: few enough that SQLite is soon done, small enough that a changed file has few neighbours to read again.
A group is found by the bytes of all its files and by the program; nothing else has a say in what a file holds.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any
from zlib import crc32

from citynet_kb.findings import Finding
from citynet_kb.forked import aside, joined, spread
from citynet_kb.knowledge_base.file_reading import FileReading, LazyDocuments, Readings, packed, unpacked, without_documents
from citynet_kb.knowledge_base.tree import Entry, ImageFile, RecordFile
from citynet_kb.store import Means, pack

IN_GROUP = 32
"""About as many files of one folder are kept together."""
AT_ONCE = 16
"""Groups whose bytes are in memory at once."""
WORTH_READING, WORTH_OPENING = 100, 4_000
"""From so many files on other processes read some of them, and see which of them are kept."""
LEAD = 1.15
"""How much more this process reads than another one, which has to pack what it hands over."""
_PARTS = 2
"""Of a path that say in which folder of the content it lies."""

Group = tuple[Entry, ...]


@dataclass(frozen=True)
class Reader:
    """How files become readings. `opened` gives its bytes, or a reading that says why there are none; both, whether it is executable."""

    opened: Callable[[Entry], tuple[bytes | FileReading, bool]]
    read: Callable[[Sequence[tuple[Entry, bytes]]], Mapping[str, FileReading]]


@dataclass
class _Part:
    """What came of one group. `key` stands for its bytes, `contents` holds those of records. For `unopened` and `executable` no store may
    answer. The readings come from the store or another process as `data`, from this one as `made`; without both they are still to be made.
    """

    key: str
    contents: dict[str, bytes]
    unopened: dict[str, FileReading]
    executable: tuple[str, ...]
    data: bytes | None = None
    made: Readings | None = None
    is_fresh: bool = False

    def __getstate__(self) -> dict[str, Any]:
        """Another process gets bytes: few values, and of each only one."""
        return {**vars(self), "data": self.packed(), "made": None}

    def packed(self) -> bytes | None:
        """Its readings as bytes."""
        return packed(self.made) if self.made else self.data

    def readings(self) -> Readings | None:
        """Its readings, where they are made."""
        return self.made or (unpacked(self.data) if self.data is not None else None)


def read_all(entries: Sequence[Entry], reader: Reader, means: Means) -> tuple[dict[str, FileReading], LazyDocuments]:
    """The readings of all files by path, without their documents, and these."""
    groups = list(_groups(entries))
    looks_first = means.keeps and len(entries) < WORTH_OPENING  # so few are soon found in the store, most of them
    jobs = means.jobs if len(entries) >= WORTH_READING and not looks_first else 1
    parts = _spread(partial(_parts, reader, means, looks=means.keeps, reads=not looks_first), groups, jobs)
    _keep_fresh(means, parts)  # meanwhile one process alone takes over, links and orders
    known = [part.readings() for part in parts]
    missing = [number for number, readings in enumerate(known) if readings is None]
    left = [groups[number] for number in missing]
    jobs = means.jobs if sum(map(len, left)) >= WORTH_READING else 1
    read = _spread(partial(_parts, reader, means, looks=False, reads=True), left, jobs)
    if not _keep_fresh(means, [*read, *(part for part in parts if not part.is_fresh)]):
        means.store.put({}, (part.key for part in parts))
    for number, part in zip(missing, read, strict=True):
        parts[number], known[number] = part, part.readings()
    return _joined(entries, parts, [readings for readings in known if readings is not None])


def kept_findings(path: str, content: bytes, find: Callable[[], Iterable[Finding]], means: Means) -> list[Finding]:
    """What is wrong with one file by itself: kept, else what `find` says, which depends on its bytes and the program alone."""
    key = f"found {sha256(repr((means.program, path, sha256(content).hexdigest())).encode()).hexdigest()}"
    kept = unpacked(means.store.get([key]).get(key, b""))
    if kept is not None:
        return list(kept.found[path].findings)
    found = list(find())
    if means.keeps:
        means.store.put({key: pack(key, packed(Readings({path: FileReading(tuple(found))}, {})))})
    return found


def _groups(entries: Sequence[Entry]) -> Iterator[Group]:
    """Where a file belongs depends on its path alone, until its folder holds twice as many. An image is a group of its own."""
    folders: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        folders[entry.path if isinstance(entry, ImageFile) else "/".join(entry.path.split("/")[:_PARTS])].append(entry)
    for files in folders.values():
        number = 1 << (len(files) // IN_GROUP).bit_length()
        groups: defaultdict[int, list[Entry]] = defaultdict(list)
        for entry in files:
            groups[crc32(entry.path.encode()) % number].append(entry)
        yield from map(tuple, groups.values())


def _spread(work: Callable[[Sequence[Group]], list[_Part]], groups: Sequence[Group], jobs: int) -> list[_Part]:
    """What comes of each group."""

    def some(numbers: Sequence[int]) -> dict[int, _Part]:
        return dict(zip(numbers, work([groups[number] for number in numbers]), strict=True))

    found = joined(spread(some, range(len(groups)), jobs, 2, LEAD))
    return [found[number] for number in range(len(groups))]


def _parts(reader: Reader, means: Means, groups: Sequence[Group], *, looks: bool, reads: bool) -> list[_Part]:
    """What the store has of these groups, where it is asked; the others are read, or left."""
    found: list[_Part] = []
    for start in range(0, len(groups), AT_ONCE):
        opened = [[(entry, *reader.opened(entry)) for entry in group] for group in groups[start : start + AT_ONCE]]
        parts = [_part(means.program, files) for files in opened]
        kept = means.store.get(part.key for part in parts) if looks else {}
        for part in parts:
            part.data = kept.get(part.key)
        missing = [(part, files) for part, files in zip(parts, opened, strict=True) if part.data is None and reads]
        read = reader.read([(entry, content) for _, files in missing for entry, content, _ in files if isinstance(content, bytes)])
        for part, files in missing:
            part.made = without_documents({entry.path: read[entry.path] for entry, *_ in files if entry.path in read})
            part.is_fresh = True
        found += parts
    return found


def _part(program: str, opened: Sequence[tuple[Entry, bytes | FileReading, bool]]) -> _Part:
    files = [(entry.path, sha256(content).hexdigest()) for entry, content, _ in opened if isinstance(content, bytes)]
    return _Part(
        f"read {sha256(repr((program, files)).encode()).hexdigest()}",
        contents={entry.path: content for entry, content, _ in opened if isinstance(content, bytes) and isinstance(entry, RecordFile)},
        unopened={entry.path: content for entry, content, _ in opened if isinstance(content, FileReading)},
        executable=tuple(entry.path for entry, _, is_executable in opened if is_executable),
    )


def _keep_fresh(means: Means, parts: Sequence[_Part]) -> bool:
    is_due = means.keeps and any(part.is_fresh for part in parts)
    if is_due:
        aside(partial(_keep, means, parts), means.jobs)
    return is_due


def _keep(means: Means, parts: Sequence[_Part]) -> None:
    fresh = ((part.key, part.packed()) for part in parts if part.is_fresh)
    means.store.put({key: pack(key, data) for key, data in fresh if data}, (part.key for part in parts if not part.is_fresh))


def _joined(entries: Sequence[Entry], parts: Sequence[_Part], known: Sequence[Readings]) -> tuple[dict[str, FileReading], LazyDocuments]:
    readings = joined([*(one.found for one in known), *(part.unopened for part in parts)])
    for path in (path for part in parts for path in part.executable):
        readings[path] = readings[path]._replace(is_executable=True)
    outlines = joined(one.outlines for one in known)
    in_order = {entry.path: outlines[entry.path] for entry in entries if entry.path in outlines}
    return readings, LazyDocuments(in_order, joined(part.contents for part in parts))
