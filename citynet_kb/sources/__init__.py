"""Text → SourceDocument and back: the only place where front matter is read, and the one canonical form in which it is written."""

from citynet_kb.sources import text_rules, yaml_rules
from citynet_kb.sources.canonical import write
from citynet_kb.sources.document import Location, SourceDocument, Value
from citynet_kb.sources.reader import read

RULES = (*text_rules.RULES, *yaml_rules.RULES)

__all__ = ["RULES", "Location", "SourceDocument", "Value", "read", "write"]
