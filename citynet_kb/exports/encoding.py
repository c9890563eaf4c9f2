"""Reproducible JSON: UTF-8, LF, one final newline, one record or key a line, so that diffs are readable."""

import json
from collections.abc import Iterable, Mapping

_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def json_list(records: Iterable[Mapping[str, object]]) -> bytes:
    """A list with one record a line."""
    return _lines("[", (_encoded(record) for record in records), "]")


def json_object(record: Mapping[str, object]) -> bytes:
    """An object with one key a line."""
    return _lines("{", (f"{_encoded(key)}:{_encoded(value)}" for key, value in record.items()), "}")


def with_key(record: bytes, key: str, value: object) -> bytes:
    """The same object, made by `json_object`, with one key more at its end."""
    more = f"{_encoded(key)}:{_encoded(value)}".encode()
    start = record.removesuffix(b"}\n").removesuffix(b"\n")
    return b"".join((start, b"\n" if start == b"{" else b",\n", more, b"\n}\n"))


def json_line(record: Mapping[str, object]) -> bytes:
    """An object on one line, read by scripts only."""
    return (_encoded(record) + "\n").encode()


def _lines(start: str, lines: Iterable[str], end: str) -> bytes:
    body = b",\n".join(line.encode() for line in lines)
    return b"".join((start.encode(), b"\n", body, b"\n", end.encode(), b"\n")) if body else f"{start}{end}\n".encode()
