"""What the reader returns: text with positions, nothing interpreted."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from citynet_kb.findings import Place
from citynet_kb.sources.yaml_places import Location, Places

Value = str | list["Value"] | dict[str, "Value"]
"""Front matter as written: every scalar is text."""


@dataclass(frozen=True)
class SourceDocument:
    """One file, split into front matter and body.

    `data` holds the keys with a value; a key whose value is empty is left out of it, but `keys` knows its place.
    """

    path: str
    data: Mapping[str, Value]
    places: Places
    body: str
    body_line: int
    words: str = field(default="", compare=False)
    """All values, each in a line, where whoever made the document had them at hand; else empty."""

    @property
    def values(self) -> Mapping[Location, tuple[int, int]]:
        """Line and column of each value in the file, counted from 1."""
        return self.places.values

    @property
    def keys(self) -> Mapping[Location, tuple[int, int]]:
        """Line and column of each key in the file, counted from 1."""
        return self.places.keys

    def at(self, *location: str | int) -> Place:
        """The place of a value; of the nearest enclosing one where it is missing, else the file's first line."""
        while location and not self._lacks(location):
            found = self.places.value(location) or self.places.key(location)
            if found:
                return Place(self.path, *found)
            location = location[:-1]
        return Place(self.path)

    def at_key(self, *location: str | int) -> Place:
        """The place of a key; else as `at`."""
        found = None if self._lacks(location) else self.places.key(location)
        return Place(self.path, *found) if found else self.at(*location)

    def at_body(self, line: int, column: int = 1) -> Place:
        """The place of a line of the body, counted from 0."""
        return Place(self.path, self.body_line + line, column)

    def _lacks(self, location: Location) -> bool:
        """Whether not even the outermost key is there, so that nothing need be looked for."""
        return bool(location) and isinstance(location[0], str) and self.places.lacks(location[0])
