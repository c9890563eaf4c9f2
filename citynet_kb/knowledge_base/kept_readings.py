"""Reads many files: some by other processes, and those that an earlier command has read from the store, by the digest of their bytes.

Files are read and kept in groups: few enough that SQLite is soon done, small enough that a changed file has few neighbours to read again.
A group is found by the bytes of all its files and by the program; nothing else has a say in what a file holds.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from zlib import crc32

from citynet_kb.findings import Finding
from citynet_kb.forked import spread
from citynet_kb.knowledge_base.file_reading import FileReading, PackedReadings, packed, unpacked
from citynet_kb.knowledge_base.tree import Entry, ImageFile
from citynet_kb.model.remembered import forget
from citynet_kb.store import Means, pack

IN_GROUP = 32
"""About as many files of one folder are kept together."""
AT_ONCE = 16
"""Groups whose bytes are in memory at once."""
WORTH_READING, WORTH_OPENING = 100, 4_000
"""From so many files on other processes read some of them, or see which of them are kept."""
_PARTS = 2
"""Of a path that say in which folder of the content it lies."""

Group = tuple[Entry, ...]


@dataclass(frozen=True)
class Reader:
    """How a file becomes a reading. `opened` gives its bytes, or a reading that says why there are none; both, whether it is executable."""

    opened: Callable[[Entry], tuple[bytes | FileReading, bool]]
    read: Callable[[Entry, bytes], FileReading]


@dataclass(frozen=True)
class _Part:
    """What came of one group. `key` stands for its bytes; `data` holds its readings, as bytes, and is None where they are still to be made;
    `kept` is what the store shall keep. `unopened` and `executable` no store may answer for."""

    key: str
    data: bytes | None = None
    kept: bytes = b""
    unopened: dict[str, FileReading] = field(default_factory=dict)
    executable: tuple[str, ...] = ()


def read_all(entries: Sequence[Entry], reader: Reader, means: Means) -> tuple[dict[str, FileReading], list[PackedReadings]]:
    """The readings of all files by path, without their documents, and these, packed."""
    groups = list(_groups(entries))
    open_jobs = means.jobs if len(entries) >= WORTH_OPENING else 1
    found = _together(partial(_looked_up, reader, means), groups, open_jobs) if means.keeps else [(group, _Part("")) for group in groups]
    readings: dict[str, FileReading] = {}
    documents: list[PackedReadings] = []
    missing = [group for group, part in found if not _added(part, readings, documents)]
    made = _together(partial(_made, reader, means), missing, means.jobs if sum(map(len, missing)) >= WORTH_READING else 1)
    for _, part in made:
        _added(part, readings, documents)
    if made and means.keeps:
        fresh = {part.key: part.kept for _, part in made}
        means.store.put(fresh, (part.key for _, part in found if part.key not in fresh))
    return readings, documents


def kept_findings(path: str, content: bytes, find: Callable[[], Iterable[Finding]], means: Means) -> list[Finding]:
    """What is wrong with one file by itself: kept, else what `find` says, which depends on its bytes and the program alone."""
    key = f"found {sha256(repr((means.program, path, sha256(content).hexdigest())).encode()).hexdigest()}"
    kept = unpacked(means.store.get([key]).get(key, b""))
    if kept is not None:
        return list(kept.readings[path].findings)
    found = list(find())
    if means.keeps:
        means.store.put({key: pack(key, packed({path: FileReading(tuple(found))}))})
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


def _together(work: Callable[[Sequence[Group]], list[_Part]], groups: list[Group], jobs: int) -> list[tuple[Group, _Part]]:
    """Each group with what came of it."""
    parts = spread(work, groups, jobs, 2)
    return [pair for start, part in enumerate(parts) for pair in zip(groups[start :: len(parts)], part, strict=True)]


def _looked_up(reader: Reader, means: Means, groups: Sequence[Group]) -> list[_Part]:
    """What the store has of these groups."""
    found: list[_Part] = []
    for start in range(0, len(groups), AT_ONCE):
        parts = [_part(means.program, _opened(reader, group)) for group in groups[start : start + AT_ONCE]]
        kept = means.store.get(part.key for part in parts)
        found += [replace(part, data=kept.get(part.key)) for part in parts]
    return found


def _made(reader: Reader, means: Means, groups: Sequence[Group]) -> list[_Part]:
    """The same, read anew."""
    parts: list[_Part] = []
    for group in groups:
        opened = _opened(reader, group)
        part = _part(means.program, opened)
        data = packed({entry.path: reader.read(entry, content) for entry, content, _ in opened if isinstance(content, bytes)})
        parts.append(replace(part, data=data, kept=pack(part.key, data) if means.keeps else b""))
    forget()  # the records that were made here: what all go on with comes out of the bytes
    return parts


_Opened = list[tuple[Entry, bytes | FileReading, bool]]


def _opened(reader: Reader, group: Group) -> _Opened:
    return [(entry, *reader.opened(entry)) for entry in group]


def _part(program: str, opened: _Opened) -> _Part:
    files = [(entry.path, sha256(content).hexdigest()) for entry, content, _ in opened if isinstance(content, bytes)]
    return _Part(
        f"read {sha256(repr((program, files)).encode()).hexdigest()}",
        unopened={entry.path: content for entry, content, _ in opened if isinstance(content, FileReading)},
        executable=tuple(entry.path for entry, _, is_executable in opened if is_executable),
    )


def _added(part: _Part, readings: dict[str, FileReading], documents: list[PackedReadings]) -> bool:
    """Whether there is something to add."""
    found = unpacked(part.data) if part.data is not None else None
    if found is None:
        return False
    readings.update(found.readings)
    readings.update(part.unopened)
    for path in part.executable:
        readings[path] = replace(readings[path], is_executable=True)
    documents.append(found)
    return True
