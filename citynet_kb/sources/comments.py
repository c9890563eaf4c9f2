"""Comments in front matter: what they say, and to which key or entry they belong. YAML's parser drops them; `fmt` must not.

A comment on a line of its own belongs to what follows it, one behind a value to that value. The line that tells an editor the schema
(`# yaml-language-server: …`) always comes first. Comments at the beginning, followed by a blank line, belong to the whole file.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from citynet_kb.sources.yaml_gaps import masked
from citynet_kb.sources.yaml_places import LOADER, Location, Places

SCHEMA_LINE = re.compile(r"#\s*yaml-language-server:")
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$")
_MAY_STAND_BESIDE = re.compile(r"#(\s|$)")
"""Behind a value the reader reports »#word« without a space as a typo."""


@dataclass(frozen=True)
class Comments:
    """Comments as written, from their hash on. `order` lists all keys and entries of the front matter as they follow each other.

    `top` stands before everything, `end` after everything, `above` and `beside` go with a key or an entry of a list.
    """

    top: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    above: Mapping[Location, tuple[str, ...]] = field(default_factory=dict)
    beside: Mapping[Location, tuple[str, ...]] = field(default_factory=dict)
    order: tuple[Location, ...] = ()

    def placed(self, lines: Iterable[tuple[Location, str]]) -> list[str]:
        """The lines of front matter, each with its location, and all comments among them, none lost.

        What belongs to a key that is not written (it has no value) goes to the next one that is.
        """
        written = list(lines)
        if not self.order:
            return [*self.top, *[text for _, text in written], *self.end]
        above, beside = self._lines([location for location, _ in written])
        result = list(self.top)
        for number, (_, text) in enumerate(written):
            indent = " " * (len(text) - len(text.lstrip(" ")))
            tails = beside.get(number, [])
            fits = len(tails) == 1 and _MAY_STAND_BESIDE.match(tails[0]) is not None
            result += [indent + comment for comment in (*above.get(number, []), *(() if fits else tails))]
            result.append(f"{text}  {tails[0]}" if fits else text)
        return [*result, *above.get(len(written), []), *self.end]

    def _lines(self, written: Sequence[Location]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
        """The comments above and beside each line by its number; above the number after the last one those that have no line left."""
        first: dict[Location, int] = {}
        for number, location in enumerate(written):
            for end in range(1, len(location) + 1):
                first.setdefault(location[:end], number)
        above: dict[int, list[str]] = {}
        beside: dict[int, list[str]] = {}
        for position, location in enumerate(self.order):
            line = next((first[other] for other in self.order[position:] if other in first), len(written))
            above.setdefault(line, []).extend(self.above.get(location, ()))
            (beside if location in first else above).setdefault(line, []).extend(self.beside.get(location, ()))
        return above, beside


def comments_of(places: Places) -> Comments:
    """The comments of front matter that the reader has accepted."""
    text = places.text
    if "#" not in text:
        return Comments()
    nodes = _nodes(places)
    top: list[str] = []
    end: list[str] = []
    above: dict[Location, tuple[str, ...]] = {}
    beside: dict[Location, tuple[str, ...]] = {}
    start = _end_of_head(text.split("\n"))
    for line, column, comment in _found(text):
        before = [location for *place, location in nodes if place < [line, column]]
        is_alone = not text.split("\n")[line][:column].strip()
        following = next((location for row, _, location in nodes if row > line), None)
        if SCHEMA_LINE.match(comment) or (is_alone and line < start):
            top.append(comment)
        elif not is_alone and before:
            beside[before[-1]] = (*beside.get(before[-1], ()), comment)
        elif following is None:
            end.append(comment)
        else:
            above[following] = (*above.get(following, ()), comment)
    top.sort(key=lambda comment: SCHEMA_LINE.match(comment) is None)
    return Comments(tuple(top), tuple(end), above, beside, tuple(dict.fromkeys(location for *_, location in nodes)))


def _nodes(places: Places) -> list[tuple[int, int, Location]]:
    """Line and column in the front matter, from 0, of each key and each entry of a list, in their order, outer ones first."""
    entries = {location: place for location, place in places.values.items() if location not in places.keys}
    found = ((line - places.first_line, column - 1, location) for location, (line, column) in (*places.keys.items(), *entries.items()))
    return sorted(((line, column, location) for line, column, location in found), key=lambda node: (*node[:2], len(node[2])))


def _end_of_head(lines: list[str]) -> int:
    """The number of lines at the beginning that are comments set off by a blank line from what follows."""
    end = 0
    for number, line in enumerate(lines):
        if line.strip() and not line.lstrip().startswith("#"):
            break
        end = number if not line.strip() else end
    return end


def _found(text: str) -> Iterator[tuple[int, int, str]]:
    """Line and column from 0 of every comment, and its text."""
    for number, (line, left) in enumerate(zip(text.split("\n"), _without_values(text), strict=True)):
        comment = _COMMENT.search(left)
        if comment:
            yield number, comment.start(), line[comment.start() :].rstrip()


def _without_values(text: str) -> list[str]:
    """The lines without keys and values, so that a hash that is left begins a comment."""
    scalars = [event for event in yaml.parse(text, Loader=LOADER) if isinstance(event, yaml.ScalarEvent)]
    return masked(text.split("\n"), scalars)
