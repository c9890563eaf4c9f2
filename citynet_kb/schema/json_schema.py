"""JSON Schema of the front matter, for editors and the form: derived from the model."""

from collections.abc import Iterator
from typing import Any

from citynet_kb.model import CaseStudy, Part, Record, Term
from citynet_kb.schema.fields import target


def json_schema(model: type[Record] = CaseStudy) -> dict[str, Any]:
    """JSON Schema 2020-12 of a record's front matter."""
    schema = model.model_json_schema(mode="validation")
    for part in _parts(model):
        properties = schema["properties"] if part is model else schema["$defs"][part.__name__]["properties"]
        for key, text in part.helps().items():
            if key in properties:
                properties[key] = dict(sorted({**properties[key], "description": text}.items()))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def editor_schema() -> dict[str, Any]:
    """The schema of a case for programs that read YAML by its own types: a bare 2021 is a number there, and a year for us.

    It holds what an editor shows beside a value: the label and the definition of each term.
    """
    schema: dict[str, Any] = _for_yaml(json_schema())
    for vocabulary in _vocabularies(CaseStudy):
        shown = [f"**{term.label}.** {term.definition}" for term in vocabulary]
        schema["$defs"][vocabulary.__name__]["markdownEnumDescriptions"] = shown
    return schema


def _for_yaml(node: Any) -> Any:
    """Every text may also be a number in YAML. A pattern, if there is one, is checked all the same."""
    if isinstance(node, list):
        return [_for_yaml(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    inner = {key: _for_yaml(value) for key, value in node.items()}
    if inner.get("type") == "string" and "enum" not in inner and inner.get("format") is None:
        inner["type"] = ["string", "number"]
    return inner


def _vocabularies(model: type[Part]) -> Iterator[type[Term]]:
    for part in _parts(model):
        yield from filter(None, (target(part, (key,)).vocabulary for key in part.model_fields))


def _parts(model: type[Part]) -> Iterator[type[Part]]:
    """A model and all that are nested in it."""
    yield model
    for key in model.model_fields:
        inner = target(model, (key,)).part
        if inner:
            yield from _parts(inner)
