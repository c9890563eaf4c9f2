"""Text → SourceDocument and back. Front matter is read here only, and written in one canonical form."""

from citynet_kb.sources.canonical import write
from citynet_kb.sources.comments import Comments, comments_of
from citynet_kb.sources.configuration_file import read_configuration
from citynet_kb.sources.document import SourceDocument, Value
from citynet_kb.sources.reader import clean_text, read, read_on
from citynet_kb.sources.yaml_places import Location

__all__ = ["Comments", "Location", "SourceDocument", "Value", "clean_text", "comments_of", "read", "read_configuration", "read_on", "write"]
