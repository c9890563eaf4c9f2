"""SourceDocument → model objects, with a finding at its place for every value that does not fit."""

from citynet_kb.schema.bind import bind
from citynet_kb.schema.json_schema import json_schema
from citynet_kb.schema.rules import RULES

__all__ = ["RULES", "bind", "json_schema"]
