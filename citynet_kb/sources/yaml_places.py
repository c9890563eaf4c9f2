"""Lines and columns of the keys and values of front matter, computed when first asked for: most files have no finding."""

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any

import yaml

LOADER: Any = getattr(getattr(yaml, "cyaml", None), "CParser", yaml.SafeLoader)
"""Gives events; what would make values of them is left out where it can be."""

Location = tuple[str | int, ...]
"""The way to a value: ("sources", 0, "url")."""
Outer = Mapping[str, tuple[int, int, int, int]]
"""Line and column of each outermost key, and of its value."""


class Places:
    """Line and column in the file, counted from 1, by location. The front matter `text` begins in line `first_line` of the file.

    Of two equal keys the place of the first is kept. If YAML fails, the places before that point are known. `outer` says where the
    outermost keys stand, for which most findings ask; empty where whoever read the text does not know.
    """

    def __init__(self, text: str, first_line: int, outer: Outer = MappingProxyType({})) -> None:
        self.text = text
        self.first_line = first_line
        self.outer = outer

    def value(self, location: Location) -> tuple[int, int] | None:
        """Where a value stands."""
        if len(location) == 1 and location[0] in self.outer:
            return self.outer[str(location[0])][2:]
        return self.values.get(location)

    def key(self, location: Location) -> tuple[int, int] | None:
        """Where a key stands."""
        if len(location) == 1 and location[0] in self.outer:
            return self.outer[str(location[0])][:2]
        return self.keys.get(location)

    def lacks(self, key: str) -> bool:
        """Whether a key surely stands nowhere: its characters do not, nor an escape that could stand for one of them."""
        return key not in self.text and "\\" not in self.text

    @property
    def values(self) -> Mapping[Location, tuple[int, int]]:
        return self._found.values

    @property
    def keys(self) -> Mapping[Location, tuple[int, int]]:
        return self._found.keys

    @cached_property
    def locations(self) -> Mapping[tuple[int, int], Location]:
        """The way to what stands at a place; a group has the place of its first key, and is what is meant."""
        found: dict[tuple[int, int], Location] = {}
        for location, place in (*self.values.items(), *self.keys.items()):
            if place not in found or len(location) < len(found[place]):
                found[place] = location
        return found

    @cached_property
    def _found(self) -> "_Finder":
        finder = _Finder(self.first_line)
        try:
            for event in iter(LOADER(self.text).get_event, None):
                finder.take(event)
        except yaml.YAMLError:
            pass  # `yaml_tree` reports the problem
        return finder


def outer_places(keys: Mapping[str, Any], values: Mapping[str, Any], first_line: int) -> Outer:
    """The places of the outermost keys, of which each has the event of its own and that of its value."""
    found = {}
    for key, event in keys.items():
        at, value = event.start_mark, values[key].start_mark
        found[key] = at.line + first_line, at.column + 1, value.line + first_line, value.column + 1
    return found


class WrittenPlaces(Places):
    """Those of a text in canonical form, found without parsing it: each key and each entry of a list begins a line.

    Nothing in the text is escaped or left empty; `written_text` sees to that. `like` are the places of another text with the same keys
    and entries, which are the same.
    """

    def __init__(self, text: str, first_line: int, like: Places | None = None, outer: Outer = MappingProxyType({})) -> None:
        super().__init__(text, first_line, outer)
        self._like = like

    @cached_property
    def locations(self) -> Mapping[tuple[int, int], Location]:
        return self._like.locations if self._like else super().locations

    @cached_property
    def _found(self) -> "_Finder":
        return self._like._found if self._like else _found_in_lines(self.text, self.first_line)


def _found_in_lines(text: str, first_line: int) -> "_Finder":
    finder = _Finder(first_line)
    values, keys = finder.values, finder.keys
    way: list[str | int] = []
    group: Location | None = None  # whose place is that of the line after its key
    for number, line in enumerate(text.split("\n"), first_line):
        rest = line.lstrip(" ")
        indent = len(line) - len(rest)
        if group:
            values[group] = number, indent + 1
            group = None
        if rest.startswith("- "):
            depth = indent // 2
            before = way[depth] if depth < len(way) else -1
            way[depth:] = [before + 1 if isinstance(before, int) else 0]
            rest, indent = rest[2:], indent + 2
            values[tuple(way)] = number, indent + 1
        key, colon, value = _key_of(rest)
        if colon:
            way[indent // 2 :] = [key.strip('"')]
            location = tuple(way)
            keys[location] = number, indent + 1
            if value:
                values[location] = number, indent + len(key) + 3
            else:
                group = location
    return finder


def _key_of(text: str) -> tuple[str, str, str]:
    """The key of a line, a colon and the value; no colon in a line that is a value. Only in quotes a value holds a colon."""
    if not text.startswith('"'):
        return text.partition(":")
    end = text.index('"', 1) + 1
    return (text[:end], *text[end:].partition(":")[1:])


class _Level:
    """A mapping or list that is still open. `step` is the pending key of a mapping (None: one is due) or the number of the next entry."""

    def __init__(self, location: Location, *, is_mapping: bool) -> None:
        self.location = location
        self.step: str | int | None = None if is_mapping else 0


class _Finder:
    def __init__(self, first_line: int) -> None:
        self.values: dict[Location, tuple[int, int]] = {}
        self.keys: dict[Location, tuple[int, int]] = {}
        self._first_line = first_line
        self._levels: list[_Level] = []

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.CollectionEndEvent):
            self._levels.pop()
        elif isinstance(event, yaml.NodeEvent):
            location = self._note(event, self._levels[-1]) if self._levels else ()
            if isinstance(event, yaml.CollectionStartEvent):
                self._levels.append(_Level(location, is_mapping=isinstance(event, yaml.MappingStartEvent)))

    def _note(self, event: yaml.NodeEvent, level: _Level) -> Location:
        """Note the place of a key or value; its location."""
        places = self.values
        if level.step is None:
            places, level.step = self.keys, str(getattr(event, "value", ""))
            location = (*level.location, level.step)
        else:
            location = (*level.location, level.step)
            level.step = level.step + 1 if isinstance(level.step, int) else None
        mark = event.start_mark
        if mark is not None:
            places.setdefault(location, (mark.line + self._first_line, mark.column + 1))
        return location
