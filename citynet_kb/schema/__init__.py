"""SourceDocument → model objects, with a finding for every value that does not fit, at its place."""

from citynet_kb.schema.bind import bind, refusals
from citynet_kb.schema.coding_rows import read_coding
from citynet_kb.schema.json_schema import editor_schema, json_schema

__all__ = ["bind", "editor_schema", "json_schema", "read_coding", "refusals"]
