"""The contributed text of a case as pages and feeds show it."""

import re

from citynet_kb.model import BODY_SECTIONS

_EMPTY_SECTION = re.compile(rf"^## (?:{'|'.join(BODY_SECTIONS)})[^\S\n]*(?:\n\s*(?=## |\Z)|\Z)", re.MULTILINE)


def without_empty_sections(body: str) -> str:
    """A body without those of its usual headings that have no word below them."""
    return _EMPTY_SECTION.sub("", body)
