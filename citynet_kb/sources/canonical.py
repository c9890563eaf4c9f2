"""The canonical form of a file. Whichever way a case comes in, its file has the same bytes.

Keys in model order; block style, two spaces; a scalar is plain if it is made of ordinary letters, digits and a few signs, else
double-quoted with JSON escapes, never folded; empty keys omitted; LF, NFC, one final newline.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import lru_cache
from types import MappingProxyType
from typing import Any, get_args

from citynet_kb.model import Part, Record
from citynet_kb.sources.comments import Comments
from citynet_kb.sources.yaml_places import Location

Line = tuple[Location, str]
"""One line of front matter and what it holds."""
NO_COMMENTS = Comments()
PLAIN = r"[A-Za-zÄÖÜäöüß0-9][A-Za-zÄÖÜäöüß0-9 ,()/%€²–-]*"
"""A scalar that matches needs no quotes."""
_PLAIN = re.compile(PLAIN)
_MODEL_KEY = re.compile(r"[a-z]+(_[a-z]+)*")
_quoted = json.JSONEncoder(ensure_ascii=False).encode
NOT_PLAIN = frozenset({"null", "Null", "NULL"})
"""Words that match but need quotes all the same."""


def write(record: Mapping[str, Any] | Record, model: type[Record], body: str = "", comments: Comments = NO_COMMENTS) -> str:
    """The file of a record. `record` maps front matter keys to text, numbers, lists and mappings, or is the record itself.

    Unknown keys follow the known ones in alphabetical order, so that a check can name them. `comments` stay with their keys and entries.
    """
    fields = front_matter(record) if isinstance(record, Record) else record
    text = body.strip("\n")
    content = "\n".join(("---", *comments.placed(lines_of(fields, model)), "---")) + "\n" + (f"\n{text}\n" if text else "")
    return unicodedata.normalize("NFC", content)


def lines_of(fields: Mapping[str, Any], model: type[Record]) -> list[Line]:
    """The lines of front matter between its fences."""
    lines: list[Line] = []
    _add_mapping(lines, fields, model, "", ())
    return lines


def front_matter(record: Record) -> dict[str, Any]:
    """The front matter of a record: what was set in it, in model order."""
    dumped = record.model_dump(mode="json", exclude_unset=True, exclude=set(record.file_keys))
    return {key: dumped[key] for key in record.front_matter_keys() if key in dumped}


def scalar(value: object) -> str:
    """One scalar as it is written to the file."""
    if type(value) is str:
        return text_scalar(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return text_scalar(str(value.value if isinstance(value, Enum) else value))


@lru_cache(maxsize=4096)
def text_scalar(value: str) -> str:
    """As `scalar`. Most values of many cases are the same: ids, terms, dates."""
    text = unicodedata.normalize("NFC", value)
    if _PLAIN.fullmatch(text) and text[-1] != " " and text not in NOT_PLAIN:
        return text
    return _quoted(text)


@lru_cache(maxsize=1024)
def _key(key: str) -> str:
    """A key of the model stands as it is; anything else is treated like a value."""
    return key if _MODEL_KEY.fullmatch(key) else scalar(key)


def _add_mapping(lines: list[Line], fields: Mapping[str, Any], model: type[Part] | None, indent: str, way: Location) -> None:
    for key in _ordered(fields, model):
        value, location = fields[key], (*way, key)
        if isinstance(value, str):
            if value:
                lines.append((location, f"{indent}{_key(key)}: {scalar(value)}"))
        elif value is not None:
            _add_value(lines, value, _nested_model(model, key) if model else None, indent, location)


def _add_value(lines: list[Line], value: object, model: type[Part] | None, indent: str, location: Location) -> None:
    """A key with its value, which is no plain text; nothing where a group or list holds nothing."""
    key, first = _key(str(location[-1])), len(lines)
    if isinstance(value, dict | Mapping):
        lines.append((location, f"{indent}{key}:"))
        _add_mapping(lines, value, model, f"{indent}  ", location)
    elif isinstance(value, list | Sequence):
        lines.append((location, f"{indent}{key}:"))
        _add_sequence(lines, value, model, f"{indent}  ", location)
    else:
        lines.append((location, f"{indent}{key}: {scalar(value)}"))
        return
    if len(lines) == first + 1:
        lines.pop()


def _add_sequence(lines: list[Line], items: Sequence[Any], model: type[Part] | None, indent: str, way: Location) -> None:
    for number, item in enumerate(items):
        location = (*way, number)
        if isinstance(item, str):
            if item:
                lines.append((location, f"{indent}- {scalar(item)}"))
        elif isinstance(item, dict | Mapping):
            first = len(lines)
            _add_mapping(lines, item, model, f"{indent}  ", location)
            if len(lines) > first:
                lines[first] = (lines[first][0], f"{indent}- {lines[first][1].lstrip(' ')}")
        elif not _is_empty(item):
            lines.append((location, f"{indent}- {scalar(item)}"))


def _ordered(fields: Mapping[str, Any], model: type[Part] | None) -> Sequence[str]:
    return _in_order(tuple(fields), model)


@lru_cache(maxsize=512)
def _in_order(keys: tuple[str, ...], model: type[Part] | None) -> Sequence[str]:
    places = _places(model)
    known = sorted([key for key in keys if key in places], key=places.__getitem__)
    return known if len(known) == len(keys) else [*known, *sorted(set(keys) - places.keys())]


@lru_cache(maxsize=64)
def _places(model: type[Part] | None) -> Mapping[str, int]:
    """The keys of a model with their place in its order."""
    return MappingProxyType({key: number for number, key in enumerate(model.model_fields)} if model else {})


@lru_cache(maxsize=1024)
def _nested_model(model: type[Part], key: str) -> type[Part] | None:
    """The model of a nested mapping, or of the mappings in a list."""
    return _part_in(model.model_fields[key].annotation) if key in model.model_fields else None


def _part_in(annotation: object) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next(filter(None, map(_part_in, get_args(annotation))), None)


def _is_empty(value: object) -> bool:
    """Nothing, an empty text, or a group or list that holds only such."""
    if isinstance(value, str):
        return not value
    if isinstance(value, Mapping):
        return all(map(_is_empty, value.values()))
    if isinstance(value, Sequence):
        return all(map(_is_empty, value))
    return value is None
