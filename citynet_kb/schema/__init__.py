"""SourceDocument → model objects, with a finding for every value that does not fit, at its place."""

from citynet_kb.schema import key_rules, value_rules
from citynet_kb.schema.bind import bind, refusals
from citynet_kb.schema.json_schema import editor_schema, json_schema

RULES = (*key_rules.RULES, *value_rules.RULES)

__all__ = ["RULES", "bind", "editor_schema", "json_schema", "refusals"]
