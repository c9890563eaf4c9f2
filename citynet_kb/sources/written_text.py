"""The texts of a record by location → its file in canonical form, and the document that reading it gives, without parsing its front matter.

What a file owes to its keys alone is worked out once for all with the same keys, since the rows of a table have few combinations of them.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from citynet_kb.model import Record
from citynet_kb.sources import text_rules as rules
from citynet_kb.sources.canonical import lines_of, text_scalar
from citynet_kb.sources.characters import is_ordinary
from citynet_kb.sources.document import SourceDocument
from citynet_kb.sources.framing import FENCE, conflicts
from citynet_kb.sources.garbled import first_garbled
from citynet_kb.sources.loss_rules import ENTRY_LIMIT
from citynet_kb.sources.yaml_gaps import is_worth_a_look
from citynet_kb.sources.yaml_places import Location, WrittenPlaces

_DEEPEST = 4
"""Steps to a value of a case: an entry of a list of a group in a list."""
_ANY = "x"
"""A text in place of every other."""


@dataclass(frozen=True)
class _Layout:
    """What files with the same keys and entries have in common.

    `lines` = the beginning of each line of front matter and the number of the text that ends it, or -1. `is_plain`: nothing in the keys
    is read in two ways.
    """

    lines: tuple[tuple[str, int], ...]
    is_plain: bool
    places: WrittenPlaces


@dataclass(frozen=True)
class WrittenText:
    """A file in canonical form."""

    text: str
    head: str
    texts: Sequence[str]
    layout: _Layout

    def as_read(self, path: str, fields: Mapping[str, Any]) -> SourceDocument | None:
        """Its document, `fields` being its texts as a tree; None where reading may find anything to say."""
        head, texts = self.head, self.texts
        is_short = len(self.text) * 4 <= rules.FILE_LIMIT and len(head) * 4 <= rules.FRONT_MATTER_LIMIT
        body = self.text[len(head) + 2 * len(FENCE) + 3 :]
        if not is_short or not self.layout.is_plain or not _is_plain(path, self.text, head, body):
            return None
        words = "\n".join(texts)
        if not all(texts) or any(map(str.isspace, texts)) or not unicodedata.is_normalized("NFC", words):
            return None
        return SourceDocument(path, dict(fields), WrittenPlaces(head, 2, self.layout.places), body, len(self.layout.lines) + 3, words)


def written(texts: Mapping[Location, str], model: type[Record], body: str) -> WrittenText:
    """The file of a record, the same as `canonical.write` gives. No text is empty, and lists have no gaps."""
    layout, values = _layout(tuple(texts), model), list(texts.values())
    head = "\n".join([begun + text_scalar(values[number]) if number >= 0 else begun for begun, number in layout.lines])
    text = body.strip("\n")
    whole = f"{FENCE}\n{head}\n{FENCE}\n" + (f"\n{text}\n" if text else "")
    return WrittenText(unicodedata.normalize("NFC", whole), head, values, layout)


@lru_cache(maxsize=256)
def _layout(locations: tuple[Location, ...], model: type[Record]) -> _Layout:
    numbers = {location: number for number, location in enumerate(locations)}
    lines = lines_of(_tree(locations), model)
    texts = [text for _, text in lines]
    begun = ((text.removesuffix(_ANY), numbers[way]) if way in numbers else (text, -1) for way, text in lines)
    return _Layout(tuple(begun), all(map(_is_plain_way, locations)), WrittenPlaces("\n".join(texts), 2))


def _tree(locations: Sequence[Location]) -> dict[str, Any]:
    tree: dict[Any, Any] = {}
    for location in locations:
        branch = tree
        for step in location[:-1]:
            branch = branch.setdefault(step, {})
        branch[location[-1]] = _ANY
    return {key: _listed(branch) for key, branch in tree.items()}


def _listed(branch: Any) -> Any:
    """A branch whose steps are numbers as a list."""
    if not isinstance(branch, dict):
        return branch
    if all(isinstance(step, int) for step in branch):
        return [_listed(branch[step]) for step in sorted(branch)]
    return {step: _listed(inner) for step, inner in branch.items()}


def _is_plain_way(location: Location) -> bool:
    steps = [step < ENTRY_LIMIT if isinstance(step, int) else step.isidentifier() for step in location]
    return len(location) <= _DEEPEST and all(steps)


def _is_plain(path: str, text: str, head: str, body: str) -> bool:
    """Whether the text holds no sign that the reader looks at twice."""
    if not is_ordinary(text) or "\\" in head or is_worth_a_look(head) or "\\r\\n" in body or body.lstrip("\n").startswith(FENCE):
        return False
    return first_garbled(text) is None and next(conflicts(path, text), None) is None
