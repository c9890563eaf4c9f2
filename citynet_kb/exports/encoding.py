"""Reproducible JSON: UTF-8, LF, one final newline, one record or key a line, so that diffs are readable."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def json_list(records: Iterable[Mapping[str, object]]) -> bytes:
    """A list with one record a line."""
    return lines_between(b"[", (_encoded(record).encode() for record in records), b"]")


def json_object(record: Mapping[str, object]) -> bytes:
    """An object with one key a line."""
    return lines_between(b"{", (f"{_encoded(key)}:{_encoded(value)}".encode() for key, value in record.items()), b"}")


def with_key(record: bytes, key: str, value: object) -> bytes:
    """The same object, made by `json_object`, with one key more at its end."""
    more = f"{_encoded(key)}:{_encoded(value)}".encode()
    start = record.removesuffix(b"}\n").removesuffix(b"\n")
    return b"".join((start, b"\n" if start == b"{" else b",\n", more, b"\n}\n"))


def json_line(record: Mapping[str, object]) -> bytes:
    """An object on one line, read by scripts only."""
    return (_encoded(record) + "\n").encode()


def on_one_line(record: bytes) -> bytes:
    """The same object, made by `json_object`, as `json_list` has it. No text holds a line end as such."""
    return b"".join((b"{", record[1:-2].strip(b"\n").replace(b",\n", b","), b"}"))


def lines_between(start: bytes, lines: Iterable[bytes], end: bytes) -> bytes:
    """A list or an object of these lines."""
    body = b",\n".join(lines)
    return b"".join((start, b"\n", body, b"\n", end, b"\n")) if body else b"".join((start, end, b"\n"))


def joined_files(files: Mapping[str, bytes]) -> bytes:
    """A line that names all files with their lengths, then their contents."""
    head = json.dumps([(path, len(content)) for path, content in files.items()]).encode()
    return b"".join((head, b"\n", *files.values()))


def taken_apart(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Each path and its content again."""
    start = data.index(b"\n") + 1
    lengths: list[tuple[str, int]] = json.loads(data[:start])
    ends = accumulate((length for _, length in lengths), initial=start)
    return ((path, data[end : end + length]) for (path, length), end in zip(lengths, ends, strict=False))
