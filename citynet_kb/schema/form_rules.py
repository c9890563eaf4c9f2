"""The fields of a record as plain data, derived from the model, for the form in the browser."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Any, get_args, get_origin

from pydantic.fields import FieldInfo

from citynet_kb.model import Part, Record
from citynet_kb.model.values import PATTERNS, CaseId, Day, Email, Flag, Latitude, Longitude, PartialDate, Slug, Url, Weeks, Whole
from citynet_kb.schema.fields import Target, target
from citynet_kb.schema.wording import WORDING
from citynet_kb.schema.written_dates import date_forms
from citynet_kb.schema.written_numbers import number_forms

_KINDS: tuple[tuple[Any, str], ...] = (
    (Slug, "kennung"),
    (CaseId, "fallkennung"),
    (PartialDate, "datum"),
    (Day, "tag"),
    (Url, "adresse"),
    (Email, "mailadresse"),
    (Whole, "ganzzahl"),
    (Weeks, "wochen"),
    (Latitude, "breite"),
    (Longitude, "laenge"),
    (Flag, "wahrheitswert"),
)
RULES_OF_KINDS: Mapping[str, str] = MappingProxyType(
    {
        **{kind: kind for kind in ("ganzzahl", "wochen", "wahrheitswert")},
        **dict.fromkeys(("breite", "laenge"), "kommazahl"),
        **{kind: f"{kind}-ungueltig" for kind in ("kennung", "fallkennung", "datum", "tag", "adresse", "mailadresse")},
    }
)
"""The rule that is broken when a value does not match the pattern of its kind."""


def form_fields(model: type[Part]) -> list[dict[str, Any]]:
    """The keys of a model in canonical order. False flags and absent limits are left out.

    `kind` names a pattern, `terms` are the allowed values, `many` marks a list, `fields` are the keys of a group.
    """
    keys = model.front_matter_keys() if issubclass(model, Record) else tuple(model.model_fields)
    return [_field(key, model.model_fields[key], target(model, (key,))) for key in keys]


def value_rules() -> dict[str, Any]:
    """Patterns by kind, the rule that each stands for, and what the rules say."""
    return {
        "patterns": dict(PATTERNS),
        "dates": date_forms(),
        "numbers": number_forms(),
        "rules": dict(RULES_OF_KINDS),
        "wording": {rule: [wording.fault, wording.remedy] for rule, wording in WORDING.items()},
    }


def _field(key: str, info: FieldInfo, aim: Target) -> dict[str, Any]:
    parts = list(_unfolded(info.rebuild_annotation()))
    many = any(get_origin(part) is tuple or part is tuple for part in parts)
    limits = _limits(parts)
    known = {
        "key": key,
        "label": aim.label,
        "help": aim.help,
        "required": info.is_required(),
        "kind": next((kind for alias, kind in _KINDS if alias.__metadata__[0] in parts), None),
        "terms": [term.value for term in aim.vocabulary] if aim.vocabulary else None,
        "unknown": f"{aim.label_slug}-unbekannt" if aim.vocabulary else None,
        "many": many,
        "most": limits.get("max") if many else None,
        "min": None if many else limits.get("min"),
        "max": None if many else limits.get("max"),
        "fields": form_fields(aim.part) if aim.part else None,
    }
    return {name: value for name, value in known.items() if value not in (None, False)}


def _limits(parts: list[Any]) -> dict[str, int]:
    known = (("min", "min_length"), ("max", "max_length"))
    return {name: limit for name, key in known for part in parts if (limit := getattr(part, key, None)) is not None}


def _unfolded(annotation: Any) -> Iterator[Any]:
    """An annotation, its inner types, and its constraints."""
    yield annotation
    if get_origin(annotation) is Annotated:
        for constraint in annotation.__metadata__:
            yield from _constraints(constraint)
        yield from _unfolded(get_args(annotation)[0])
    else:
        for argument in get_args(annotation):
            yield from _unfolded(argument)


def _constraints(constraint: Any) -> Iterator[Any]:
    yield constraint
    if hasattr(constraint, "__iter__"):
        yield from constraint  # a group such as StringConstraints
