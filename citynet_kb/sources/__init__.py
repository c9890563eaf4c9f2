"""Text → SourceDocument and back. Front matter is read here only, and written in one canonical form."""

from citynet_kb.sources import configuration_file, image_rules, text_rules, yaml_rules
from citynet_kb.sources.canonical import write
from citynet_kb.sources.comments import Comments, comments_of
from citynet_kb.sources.configuration_file import read_configuration
from citynet_kb.sources.document import SourceDocument, Value
from citynet_kb.sources.reader import read
from citynet_kb.sources.yaml_places import Location

RULES = (*text_rules.RULES, *yaml_rules.RULES, *configuration_file.RULES, *image_rules.RULES)

__all__ = ["RULES", "Comments", "Location", "SourceDocument", "Value", "comments_of", "read", "read_configuration", "write"]
