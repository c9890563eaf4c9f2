"""Front matter YAML → plain text values with their places, from YAML's events alone.

The event parser neither guesses types nor recurses; anchors, aliases, tags, merge keys and duplicate keys are refused.
"""

from dataclasses import dataclass, field
from typing import NoReturn

import yaml

from citynet_kb.findings import Finding, Place
from citynet_kb.sources import yaml_rules as rules
from citynet_kb.sources.document import Location, Value
from citynet_kb.sources.slips import BULLET, explain, first_slip
from citynet_kb.sources.text_rules import INVISIBLE, unsichtbares_zeichen

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset({"~", "null", "Null", "NULL"})


@dataclass
class Tree:
    """Values by key, and the places of values and keys by location."""

    data: dict[str, Value] = field(default_factory=dict)
    values: dict[Location, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Location, tuple[int, int]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def parse(text: str, path: str, first_line: int) -> Tree:
    """The tree of front matter `text`, whose first line is line `first_line` of the file. Never raises: problems are findings."""
    builder = _Builder(text, path, first_line)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except _Refused:
        pass
    except yaml.YAMLError as problem:
        slip = explain(path, first_line, builder.lines, problem)
        if slip not in builder.tree.findings:
            builder.tree.findings.append(slip)
    if not builder.tree.keys and not builder.tree.findings:
        builder.tree.findings.append(rules.kopf_ohne_felder(Place(path, 1)))
    return builder.tree


class _Refused(Exception):
    """Reading on makes no sense; the reason is among the findings."""


class _Frame:
    """A mapping or list that is still open. `key` is the pending key of a mapping; None where a key is due."""

    __slots__ = ("container", "key", "location")

    def __init__(self, container: dict[str, Value] | list[Value], location: Location) -> None:
        self.container = container
        self.location = location
        self.key: str | None = None


class _Builder:
    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.tree = Tree()
        self.text = text
        self.lines = text.split("\n")
        self._path = path
        self._first_line = first_line
        self._stack: list[_Frame] = []
        self._has_comment = "#" in text
        self._has_ended = False

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._open(event, {} if isinstance(event, yaml.MappingStartEvent) else [])
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close()
        elif isinstance(event, yaml.AliasEvent):
            self._refuse(rules.yaml_sonderform(self._place(event), "*"))
        elif isinstance(event, yaml.DocumentStartEvent) and (event.version or event.tags or event.explicit or self._has_ended):
            self._refuse(rules.kopf_unlesbar(self._place(event), self.lines[_mark(event)[0]]))
        elif isinstance(event, yaml.DocumentEndEvent):
            self._has_ended = True

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._refuse_decoration(event)
        if not self._stack:
            self._refuse(first_slip(self._path, self._first_line, self.lines) or rules.kopf_ohne_felder(self._place(event)))
        frame = self._stack[-1]
        if isinstance(frame.container, dict) and frame.key is None:
            self._key(frame, event)
            return
        if not event.style:
            self._check_plain(event)
            if isinstance(frame.container, list):
                self._check_bullets(event)
        elif "\\" in self.text:
            self._check_escaped(event)
        self._attach(frame, event, event.value)

    def _key(self, frame: _Frame, event: yaml.ScalarEvent) -> None:
        key, location, (line, column) = event.value, (*frame.location, event.value), _mark(event)
        if not key.strip():
            self._refuse(rules.feldname_ungueltig(self._place(event), ""))
        if key.strip() != key and not event.style:
            self.tree.findings.append(rules.leerzeichen_geschuetzt(self._place(event)))
        if key == "<<":
            self._refuse(rules.yaml_sonderform(self._place(event), "<<"))
        if location in self.tree.keys:
            self.tree.findings.append(rules.feld_doppelt(self._place(event), key, self.tree.keys[location][0]))
        self.tree.keys.setdefault(location, (line + self._first_line, column + 1))
        frame.key = key

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent, container: dict[str, Value] | list[Value]) -> None:
        self._refuse_decoration(event)
        if len(self._stack) == rules.DEPTH_LIMIT:
            self._refuse(rules.zu_tief_verschachtelt(self._place(event)))
        if not self._stack:
            if isinstance(container, list):
                self._refuse(rules.kopf_ohne_felder(self._place(event)))
            else:
                self.tree.data = container
            self._stack.append(_Frame(container, ()))
            return
        frame = self._stack[-1]
        if isinstance(frame.container, dict) and frame.key is None:
            self._refuse(rules.feldname_ungueltig(self._place(event), ""))
        self._stack.append(_Frame(container, self._attach(frame, event, container)))

    def _close(self) -> None:
        closed = self._stack.pop()
        if not self._stack or closed.container:
            return
        parent = self._stack[-1].container
        if isinstance(parent, dict):
            parent.pop(str(closed.location[-1]), None)

    def _attach(self, frame: _Frame, event: yaml.NodeEvent, value: Value) -> Location:
        """Put a value where it belongs. An empty value of a key counts as absent; of two equal keys the first stands."""
        line, column = _mark(event)
        if isinstance(frame.container, list):
            location: Location = (*frame.location, len(frame.container))
            frame.container.append(value)
        else:
            key, frame.key = frame.key or "", None
            location = (*frame.location, key)
            if value != "":
                frame.container.setdefault(key, value)
        self.tree.values.setdefault(location, (line + self._first_line, column + 1))
        return location

    def _check_plain(self, event: yaml.ScalarEvent) -> None:
        if event.value in _NULLS:
            self.tree.findings.append(rules.leerwert(self._place(event), event.value))
        if self._has_comment:
            line, column = _mark(event, end=True)
            rest = self.lines[line][column:] if line < len(self.lines) else ""
            tail = rest.lstrip(" ")
            if tail.startswith("#") and tail[1:2].strip():
                self.tree.findings.append(rules.raute_im_wert(Place(self._path, line + self._first_line, column + 1), tail))

    def _check_bullets(self, event: yaml.ScalarEvent) -> None:
        """An entry that runs on over a line that looks like the next entry has swallowed it."""
        for line in range(_mark(event)[0] + 1, min(_mark(event, end=True)[0] + 1, len(self.lines))):
            text = self.lines[line].lstrip()
            if BULLET.match(text):
                column = len(self.lines[line]) - len(text) + 1
                self.tree.findings.append(rules.aufzaehlungszeichen(Place(self._path, line + self._first_line, column), text))

    def _check_escaped(self, event: yaml.ScalarEvent) -> None:
        """An escape may write what the text itself may not hold."""
        invisible = INVISIBLE.search(event.value)
        if invisible:
            self._refuse(unsichtbares_zeichen(self._place(event), invisible[0]))

    def _refuse_decoration(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            self._refuse(rules.yaml_sonderform(self._place(event), "&"))
        if getattr(event, "tag", None) is not None:
            self._refuse(rules.yaml_sonderform(self._place(event), "!"))

    def _refuse(self, finding: Finding) -> NoReturn:
        self.tree.findings.append(finding)
        raise _Refused

    def _place(self, event: yaml.Event) -> Place:
        line, column = _mark(event)
        return Place(self._path, line + self._first_line, column + 1)


def _mark(event: yaml.Event, *, end: bool = False) -> tuple[int, int]:
    """Line and column of an event in the front matter, counted from 0."""
    mark = event.end_mark if end else event.start_mark
    return (mark.line, mark.column) if mark is not None else (0, 0)
