"""A text that `canonical.write` has just made → the document that reading it gives, without parsing its front matter again.

Only where nothing in the text can be read in two ways; whoever gets None reads it as any other file.
"""

import unicodedata
from collections.abc import Mapping
from typing import Any

from citynet_kb.sources import text_rules as rules
from citynet_kb.sources.characters import is_ordinary
from citynet_kb.sources.document import SourceDocument, Value
from citynet_kb.sources.framing import FENCE, conflicts, split
from citynet_kb.sources.garbled import first_garbled
from citynet_kb.sources.loss_rules import ENTRY_LIMIT
from citynet_kb.sources.yaml_gaps import is_worth_a_look
from citynet_kb.sources.yaml_places import Places

_DEEPEST = 3
"""Levels of a case: a list of groups of lists."""


class _Unsure(Exception):
    """A value or key of another kind than those of a case."""


def as_read(path: str, text: str, fields: Mapping[str, Any]) -> SourceDocument | None:
    """The document of a written text, `fields` being what was written; None where reading may find anything to say."""
    head, body = split(text[len(FENCE) + 1 :])
    is_short = len(text) * 4 <= rules.FILE_LIMIT and len(head or "") * 4 <= rules.FRONT_MATTER_LIMIT
    if head is None or not is_short or not _is_plain(path, text, head, body):
        return None
    try:
        data = _mapping(fields, _DEEPEST)
    except _Unsure:
        return None
    return SourceDocument(path, data, Places(head, 2), body, head.count("\n") + 4) if data else None


def _is_plain(path: str, text: str, head: str, body: str) -> bool:
    """Whether the text holds no sign that the reader looks at twice."""
    if not is_ordinary(text) or "\\" in head or is_worth_a_look(head) or "\\r\\n" in body or body.lstrip("\n").startswith(FENCE):
        return False
    return first_garbled(text) is None and next(conflicts(path, text), None) is None


def _mapping(fields: Mapping[str, Any], depth: int) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for key, value in fields.items():
        read = _text(value) if type(value) is str else _inner(value, depth)
        if not key.isidentifier():
            raise _Unsure
        if read:
            found[key] = read
    return found


def _inner(value: Any, depth: int) -> Value:
    if depth and isinstance(value, Mapping):
        return _mapping(value, depth - 1)
    if not depth or not isinstance(value, list) or len(value) > ENTRY_LIMIT:
        raise _Unsure
    entries = [_text(entry) if type(entry) is str else _inner(entry, depth - 1) for entry in value]
    return [entry for entry in entries if entry]


def _text(value: str) -> str:
    if value.isspace() or not (value.isascii() or unicodedata.is_normalized("NFC", value)):
        raise _Unsure
    return value
