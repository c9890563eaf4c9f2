"""The open data, of which all but the texts of cases is kept from one build to the next: these are set in anew."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, partial
from itertools import accumulate
from zlib import crc32

from citynet_kb.exports.bundle import exports_without_texts, generation_time
from citynet_kb.exports.single_records import texts_of_cases, with_text
from citynet_kb.indexes import Indexes
from citynet_kb.model import Configuration
from citynet_kb.store import Means

PIECES = 16
"""So many parts are kept, by a digest of the paths: a site with thousands of cases would not fit into memory twice."""


def kept_exports(
    indexes: Indexes, version: str, epoch: int | None, configuration: Configuration, facts: str, means: Means
) -> dict[str, bytes]:
    """As `build_exports`. `epoch` = SOURCE_DATE_EPOCH; `facts` stands for everything but the texts of cases, or is empty."""

    @cache
    def made() -> Mapping[int, dict[str, bytes]]:
        pieces: defaultdict[int, dict[str, bytes]] = defaultdict(dict)
        for path, content in exports_without_texts(base, indexes, version, generation_time(epoch, indexes), configuration).items():
            pieces[crc32(path.encode()) % PIECES][path] = content
        return pieces

    def piece(number: int) -> bytes:
        files = made()[number]
        data = _joined(files)
        files.clear()
        return data

    base = indexes.base
    kept = means if facts else Means()
    texts = texts_of_cases(base)
    files: dict[str, bytes] = {}
    for number in range(PIECES):
        name = f"exports {number}"
        data = kept.remembered({name: ((facts, version, epoch), partial(piece, number))})[name]
        files.update((path, with_text(content, texts.get(path))) for path, content in _taken_apart(data))
    return {path: files[path] for path in sorted(files)}


def _joined(files: Mapping[str, bytes]) -> bytes:
    """A line that names all files with their lengths, then their contents."""
    head = json.dumps([(path, len(content)) for path, content in files.items()]).encode()
    return b"".join((head, b"\n", *files.values()))


def _taken_apart(data: bytes) -> Iterator[tuple[str, bytes]]:
    start = data.index(b"\n") + 1
    lengths: list[tuple[str, int]] = json.loads(data[:start])
    ends = accumulate((length for _, length in lengths), initial=start)
    return ((path, data[end : end + length]) for (path, length), end in zip(lengths, ends, strict=False))
