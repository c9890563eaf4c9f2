"""Lists of fixed choices that somebody wrote into one cell → one cell each."""

from collections.abc import Mapping
from functools import lru_cache

from citynet_kb.intake.asking.everyday_terms import other_words
from citynet_kb.intake.asking.questions import choice
from citynet_kb.intake.reading.answers import split
from citynet_kb.intake.reading.rows import Cell
from citynet_kb.model import CaseStudy
from citynet_kb.schema.fields import target
from citynet_kb.sources import Location

Cells = Mapping[Location, Cell]


def separated(cells: Cells) -> Cells:
    """The cells with a list of fixed choices that stand in one cell as one cell each, in their order, where every one of them is known."""
    parts = {location: _choices_in(location, cells[location].text) for location in _entries(tuple(cells))}
    if all(len(texts) < 2 for texts in parts.values()):
        return cells
    lists = {location[:-1] for location, texts in parts.items() if len(texts) > 1}
    found = {location: cell for location, cell in cells.items() if location[:-1] not in lists}
    for way in lists:
        inside = sorted((int(location[-1]), location) for location in cells if location[:-1] == way)
        entries = [cells[location]._replace(text=text) for _, location in inside for text in parts[location]]
        found.update(((*way, number), cell) for number, cell in enumerate(entries))
    return found


@lru_cache(maxsize=256)
def _entries(locations: tuple[Location, ...]) -> tuple[Location, ...]:
    """Those of entries of a list."""
    return tuple(location for location in locations if isinstance(location[-1], int))


def _choices_in(location: Location, text: str) -> list[str]:
    vocabulary = target(CaseStudy, location).vocabulary if "," in text else None
    known = [word for term in vocabulary or () for word in (choice(term), term.value)]
    return split(text, [*known, *other_words(vocabulary)]) if vocabulary else [text]
