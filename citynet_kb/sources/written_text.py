"""A text that `canonical.write` has just made → the document that reading it gives, without parsing its front matter again.

Only where nothing in the text can be read in two ways; whoever gets None reads it as any other file.
"""

import unicodedata
from collections.abc import Mapping
from typing import Any

from citynet_kb.sources import text_rules as rules
from citynet_kb.sources.characters import is_ordinary
from citynet_kb.sources.document import SourceDocument
from citynet_kb.sources.framing import FENCE, conflicts, split
from citynet_kb.sources.garbled import first_garbled
from citynet_kb.sources.loss_rules import ENTRY_LIMIT
from citynet_kb.sources.yaml_gaps import is_worth_a_look
from citynet_kb.sources.yaml_places import WrittenPlaces

_DEEPEST = 3
"""Levels of a case: a list of groups of lists."""


def as_read(path: str, text: str, fields: Mapping[str, Any]) -> SourceDocument | None:
    """The document of a written text, `fields` being what was written; None where reading may find anything to say."""
    head, body = split(text[len(FENCE) + 1 :])
    is_short = len(text) * 4 <= rules.FILE_LIMIT and len(head or "") * 4 <= rules.FRONT_MATTER_LIMIT
    if head is None or not is_short or not _is_plain(path, text, head, body):
        return None
    texts: list[str] = []
    if not _gather(fields, texts, _DEEPEST) or not texts or not all(texts) or any(map(str.isspace, texts)):
        return None
    if not unicodedata.is_normalized("NFC", "\n".join(texts)):
        return None
    return SourceDocument(path, dict(fields), WrittenPlaces(head, 2), body, head.count("\n") + 4)


def _is_plain(path: str, text: str, head: str, body: str) -> bool:
    """Whether the text holds no sign that the reader looks at twice."""
    if not is_ordinary(text) or "\\" in head or is_worth_a_look(head) or "\\r\\n" in body or body.lstrip("\n").startswith(FENCE):
        return False
    return first_garbled(text) is None and next(conflicts(path, text), None) is None


def _gather(value: Any, texts: list[str], depth: int) -> bool:
    """Whether a group or list holds but texts, groups and lists, none of them empty, with keys of a case. All texts are added."""
    if isinstance(value, Mapping):
        if not all(map(str.isidentifier, value)):
            return False
        value = value.values()
    elif not isinstance(value, list) or len(value) > ENTRY_LIMIT:
        return False
    for entry in value:
        if type(entry) is str:
            texts.append(entry)
        elif not depth or not entry or not _gather(entry, texts, depth - 1):
            return False
    return True
