"""Binding: the model decides about types. Each of its errors becomes a German finding at its line and column."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import ValidationError

from citynet_kb.findings import Finding
from citynet_kb.model import Part, Record
from citynet_kb.schema import key_rules, value_rules
from citynet_kb.schema.fields import Target, target
from citynet_kb.sources import Location, SourceDocument

R = TypeVar("R", bound=Record)
P = TypeVar("P", bound=Part)


def bind(document: SourceDocument, model: type[R], record_id: str) -> tuple[R | None, list[Finding]]:
    """The record of a document, or the findings that say why there is none."""
    findings = [key_rules.feld_unbekannt(document, (key,), model) for key in model.file_keys if key in document.data]
    try:
        bound = model.model_validate({**document.data, "id": record_id, "path": document.path, "body": document.body})
    except ValidationError as refusal:
        findings.extend(_findings(document, model, refusal))
        return None, findings
    return (None if findings else bound), findings


def bind_part(document: SourceDocument, model: type[P]) -> tuple[P | None, list[Finding]]:
    """The same for an entry of a list, all of whose keys are written."""
    try:
        return model.model_validate(dict(document.data)), []
    except ValidationError as refusal:
        return None, list(_findings(document, model, refusal))


def accepted(fields: Mapping[str, Any], model: type[R]) -> R | None:
    """The record of these fields, None where the model refuses any of them."""
    try:
        return model.model_validate(fields)
    except ValidationError:
        return None


def refusals(fields: Mapping[str, Any], model: type[Record]) -> list[tuple[Location, bool]]:
    """The places that the model refuses, each with whether a value is missing there. List entries from the end, so that removing one
    does not move the others."""
    try:
        model.model_validate(fields)
    except ValidationError as refusal:
        places = [(tuple(problem["loc"]), problem["type"] == "missing") for problem in refusal.errors(include_url=False)]
        return places[::-1]
    return []


def _findings(document: SourceDocument, model: type[Part], refusal: ValidationError) -> Iterator[Finding]:
    problems = refusal.errors(include_url=False)
    meant = {_meant(model, tuple(problem["loc"])) for problem in problems if problem["type"] == "extra_forbidden"}
    for problem in problems:
        location: Location = tuple(problem["loc"])
        if problem["type"] == "missing" and location in meant and location not in document.keys:
            continue  # the value is there, under a key that is reported as unknown
        rule: Callable[..., Finding] = _BY_TYPE.get(problem["type"], _other)
        if problem["type"] == "extra_forbidden":
            yield key_rules.feld_unbekannt(document, location, model)
        else:
            yield rule(document, location, target(model, location), problem)


def _meant(model: type[Part], location: Location) -> Location:
    """Where the key at a location would be, if it were spelled right."""
    parent = target(model, location[:-1]).part if len(location) > 1 else model
    return (*location[:-1], (parent and key_rules.meant_key(str(location[-1]), parent)) or "")


def _other(document: SourceDocument, location: Location, aim: Target, problem: Mapping[str, Any]) -> Finding:
    return value_rules.wert_ungueltig(document, location, aim, str(problem["type"]))


def _of(rule: Callable[[SourceDocument, Location, Target], Finding]) -> Callable[..., Finding]:
    return lambda document, location, aim, problem: rule(document, location, aim)


_BY_TYPE: Mapping[str, Callable[..., Finding]] = MappingProxyType(
    {
        "missing": _of(key_rules.feld_fehlt),
        "enum": _of(key_rules.wert_unbekannt),
        "model_type": _of(key_rules.gruppe_erwartet),
        "model_attributes_type": _of(key_rules.gruppe_erwartet),
        "tuple_type": _of(key_rules.liste_erwartet),
        "string_type": _of(key_rules.text_erwartet),
        "ganzzahl": _of(value_rules.ganzzahl),
        "wochen": _of(value_rules.wochen),
        "int_type": _of(key_rules.text_erwartet),
        "breite": _of(value_rules.kommazahl),
        "laenge": _of(value_rules.kommazahl),
        "float_type": _of(key_rules.text_erwartet),
        "wahrheitswert": _of(value_rules.wahrheitswert),
        "bool_type": _of(key_rules.text_erwartet),
        "datum": _of(value_rules.datum_ungueltig),
        "tag": _of(value_rules.tag_ungueltig),
        "adresse": _of(value_rules.adresse_ungueltig),
        "mailadresse": _of(value_rules.mailadresse_ungueltig),
        "kennung": _of(value_rules.kennung_ungueltig),
        "fallkennung": _of(value_rules.fallkennung_ungueltig),
        "string_pattern_mismatch": _of(value_rules.muster),
        "string_too_short": lambda document, location, aim, problem: value_rules.text_zu_kurz(
            document, location, aim, problem["ctx"]["min_length"]
        ),
        "string_too_long": lambda document, location, aim, problem: value_rules.text_zu_lang(
            document, location, aim, problem["ctx"]["max_length"]
        ),
        "too_long": lambda document, location, aim, problem: value_rules.liste_zu_lang(
            document, location, aim, problem["ctx"]["max_length"]
        ),
    }
)
