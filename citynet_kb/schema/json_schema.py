"""JSON Schema of the front matter, for editors and the form: derived from the model."""

from typing import Any

from citynet_kb.model import CaseStudy, Record


def json_schema(model: type[Record] = CaseStudy) -> dict[str, Any]:
    """JSON Schema 2020-12 of a record's front matter."""
    schema = model.model_json_schema(mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
