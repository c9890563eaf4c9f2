"""The open data without the texts of cases, as it is kept from one build to the next: only they are set in anew."""

import json
from collections.abc import Callable, Mapping
from itertools import accumulate

from citynet_kb.store import Means


def kept_files(name: str, source: str, make: Callable[[], Mapping[str, bytes]], means: Means) -> dict[str, bytes]:
    """What the function makes, path → content; its source stands for all that it depends on, the program aside. Without one it is made."""
    if not source:
        return dict(make())
    return _taken_apart(means.remembered({name: (source, lambda: _joined(make()))})[name])


def _joined(files: Mapping[str, bytes]) -> bytes:
    """A line that names all files with their lengths, then their contents."""
    return b"\n".join((json.dumps([(path, len(content)) for path, content in files.items()]).encode(), b"".join(files.values())))


def _taken_apart(data: bytes) -> dict[str, bytes]:
    head, _, contents = data.partition(b"\n")
    lengths: list[tuple[str, int]] = json.loads(head)
    ends = accumulate(length for _, length in lengths)
    return {path: contents[end - length : end] for (path, length), end in zip(lengths, ends, strict=True)}
