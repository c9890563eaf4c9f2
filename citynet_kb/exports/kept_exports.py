"""The open data, of which all but the texts of cases is kept from one build to the next: these are set in anew."""

import json
from collections.abc import Mapping
from itertools import accumulate

from citynet_kb.exports.bundle import exports_without_texts, generation_time
from citynet_kb.exports.single_records import with_texts
from citynet_kb.indexes import Indexes
from citynet_kb.model import Configuration
from citynet_kb.store import Means


def kept_exports(
    indexes: Indexes, version: str, epoch: int | None, configuration: Configuration, facts: str, means: Means
) -> dict[str, bytes]:
    """As `build_exports`. `epoch` = SOURCE_DATE_EPOCH; `facts` stands for everything but the texts of cases, or is empty."""

    def make() -> bytes:
        return _joined(exports_without_texts(indexes.base, indexes, version, generation_time(epoch, indexes), configuration))

    kept = means if facts else Means()
    files = kept.remembered({"exports": ((facts, version, epoch), make)})["exports"]
    return with_texts(indexes.base, _taken_apart(files))


def _joined(files: Mapping[str, bytes]) -> bytes:
    """A line that names all files with their lengths, then their contents."""
    return b"\n".join((json.dumps([(path, len(content)) for path, content in files.items()]).encode(), b"".join(files.values())))


def _taken_apart(data: bytes) -> dict[str, bytes]:
    head, _, contents = data.partition(b"\n")
    lengths: list[tuple[str, int]] = json.loads(head)
    ends = accumulate(length for _, length in lengths)
    return {path: contents[end - length : end] for (path, length), end in zip(lengths, ends, strict=True)}
