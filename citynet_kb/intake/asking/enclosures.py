"""What people put around a value and do not mean: the sign of a list before it, brackets or quotation marks around it."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from citynet_kb.sources import Location

LIST_SIGN = r"(?:[*•·‣◦▪■●○–—-]|\[[ xX]\]|[☐☑☒✓✔→➢])\s+(?=\S)"
"""Pattern, also of the form: the sign of a list, or a box to tick, with the space behind it: »-5« has none."""
_ENTRY = re.compile(LIST_SIGN)
_PAIRS: Mapping[str, str] = MappingProxyType(
    {
        "„": '“”„"',
        "“": "”“",
        "»": "«",
        "«": "»",
        "›": "‹",
        "‹": "›",
        "‚": "‘’'",
        "‘": "’‘",
        '"': '"',
        "'": "'",
        "[": "]",
        "(": ")",
        "{": "}",
        "<": ">",
    }
)
"""What opens, with all that may close it."""
OPENING = frozenset((*_PAIRS, *"*•·‣◦▪■●○–—-☐☑☒✓✔→➢"))
_MOST_TYPED = 100
"""Letters of a value that may be wrapped."""
_NAMES = frozenset(("title", "office", "tags", "partners", "role", "publisher", "contributed_by", "goal", "indicator"))
_SENTENCES = frozenset(("summary", "note", "success_factors", "works_if", "fails_if", "figures", "stellungnahme"))
"""Fields in free words. Quotation marks around all of a name say nothing; around a sentence they may say that it is a quotation."""


def bare(text: str) -> str:
    """The value without what stands around it; empty where nothing does, or where nothing is left."""
    if not text or text[0] not in OPENING or len(text) > _MOST_TYPED or "\n" in text:
        return ""
    inner = without_sign(text)
    while len(inner) > 2 and inner[-1] in _PAIRS.get(inner[0], "") and _is_around(inner):
        inner = without_sign(inner[1:-1].strip())
    return inner if inner != text else ""


def bare_text(text: str, location: Location) -> str:
    """The same of a value in free words: of a sentence only without the sign of a list, of a figure nothing, since it may be a minus."""
    if not text or text[0] not in OPENING or "\n" in text:
        return ""
    inner = bare(text) if _key(location) in _NAMES else without_sign(text)
    return inner if inner != text and len(inner) > 1 and inner[0].isalpha() else ""


def is_free(location: Location) -> bool:
    """Whether a value is in free words, the report excepted."""
    return _key(location) in _NAMES | _SENTENCES


def _key(location: Location) -> str:
    return next((step for step in reversed(location) if isinstance(step, str)), "")


def without_sign(text: str) -> str:
    """The text without the sign of a list before it."""
    found = _ENTRY.match(text)
    return text[found.end() :] if found else text


def _is_around(text: str) -> bool:
    """Whether the last sign closes the first: not so in »(alt) und (neu)« and »„A“ und „B“«."""
    opening, closing, depth = text[0], text[-1], 0
    if opening in closing or closing not in "])}>":
        return not any(sign in text[1:-1] for sign in (opening, closing))
    for number, sign in enumerate(text):
        depth += (sign == opening) - (sign == closing)
        if not depth:
            return number == len(text) - 1
    return False
