"""JSON Schema of the front matter: derived, so it cannot go stale; here its form."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from citynet_kb.model import CaseStudy, City, Measure, Meeting, Page, Record, Topic
from citynet_kb.schema import json_schema
from tests.schema.test_bind import VOCABULARIES

RECORDS = (CaseStudy, City, Measure, Meeting, Page, Topic)
TYPES = {"object", "array", "string", "integer", "number", "boolean", "null"}
KEYWORDS = {
    *(
        "$schema",
        "$defs",
        "$ref",
        "title",
        "description",
        "default",
        "examples",
        "type",
        "enum",
        "const",
        "anyOf",
        "items",
        "properties",
        "required",
    ),
    *("additionalProperties", "pattern", "format", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "prefixItems"),
}


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema inside a schema."""
    if isinstance(schema, dict):
        yield schema
        for key, inner in schema.items():
            if key in ("properties", "$defs"):
                for named in inner.values():
                    yield from nodes(named)
            elif key in ("items", "additionalProperties"):
                yield from nodes(inner)
            elif key == "anyOf":
                for option in inner:
                    yield from nodes(option)


@pytest.mark.parametrize("model", RECORDS)
def test_the_schema_is_one_of_2020_12_in_form(model: type[Record]) -> None:
    """It names its dialect, uses its keywords as they are meant, and every reference leads somewhere."""
    schema = json_schema(model)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(json.dumps(schema)) == schema
    for node in nodes(schema):
        assert set(node) <= KEYWORDS
        assert node.get("type", "object") in TYPES
        assert node.get("$ref", "#/$defs/").removeprefix("#/$defs/") in {"", *schema.get("$defs", {})}
        assert set(node.get("required", ())) <= set(node.get("properties", ()))
        re.compile(node.get("pattern", ""))


@pytest.mark.parametrize("model", RECORDS)
def test_the_schema_has_the_keys_of_front_matter_and_no_others(model: type[Record]) -> None:
    """Id, path and body come from the file; unknown keys are refused, nested ones too."""
    schema = json_schema(model)
    assert tuple(schema["properties"]) == model.front_matter_keys()
    assert not set(schema["properties"]) & set(model.file_keys)
    assert all(node["additionalProperties"] is False for node in nodes(schema) if "properties" in node)


def test_the_schema_lists_every_vocabulary() -> None:
    """Each value of each closed vocabulary of a case."""
    listed = [node["enum"] for node in nodes(json_schema()) if "enum" in node]
    for way, _, vocabulary in VOCABULARIES:
        assert [term.value for term in vocabulary] in listed or len(vocabulary) == 1, way


def test_a_key_is_explained_to_the_person_who_fills_it_in() -> None:
    """Each key of a case has its German label and its help."""
    fields = {key: info for key, info in CaseStudy.model_fields.items() if key not in CaseStudy.file_keys}
    missing = [key for key, info in fields.items() if not (info.title and CaseStudy.helps().get(key))]
    assert not missing, f"add title=… and a docstring to {missing} in citynet_kb/model/case.py"
