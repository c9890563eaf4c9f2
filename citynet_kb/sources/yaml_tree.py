"""Front matter YAML → plain text values, from YAML's events alone. Places are computed on demand.

The event parser neither guesses types nor recurses; anchors, aliases, tags, merge keys and duplicate keys are refused.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from sys import intern
from typing import Any, NoReturn

import yaml

from citynet_kb.findings import Finding, Place
from citynet_kb.sources import yaml_rules as rules
from citynet_kb.sources.characters import first_foreign, first_invisible
from citynet_kb.sources.document import Value
from citynet_kb.sources.loss_rules import ENTRY_LIMIT, eintraege_zu_viele, zeilenumbruch_als_zeichen
from citynet_kb.sources.text_rules import schrift_fremd, unsichtbares_zeichen
from citynet_kb.sources.typos import BULLET, explain, first_typo
from citynet_kb.sources.yaml_gaps import is_worth_a_look, lost
from citynet_kb.sources.yaml_places import LOADER, Places

_NULLS = frozenset({"~", "null", "Null", "NULL"})
_NO_COMMENT = re.compile(r"#(?:\S|\s*\d)")
"""A hash that is part of a text: »#1«, »# 1«, »#markt«."""


@dataclass
class Tree:
    """Values by key, and the places of values and keys by location."""

    places: Places
    data: dict[str, Value] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    is_whole: bool = True
    """False where the reading broke off; the last finding then says why."""


def parse(text: str, path: str, first_line: int) -> Tree:
    """The tree of front matter `text`, whose first line is line `first_line` of the file. Never raises: problems are findings."""
    builder = _Builder(text, path, first_line)
    findings = builder.tree.findings
    try:
        builder.build()
    except _Refused:
        builder.tree.is_whole = False
    except yaml.YAMLError as problem:
        builder.tree.is_whole = False
        typo = explain(path, first_line, builder.lines, problem)
        findings[:] = [*(finding for finding in findings if finding != typo), typo]
    if not builder.keys and not findings:
        findings.append(rules.kopf_ohne_felder(Place(path, 1)))
        builder.tree.is_whole = False
    return builder.tree


class _Refused(Exception):
    """Stops the reading; the reason is among the findings."""


class _Frame:
    """A mapping (`keys` holds the events of its keys) or list that is still open. `step` is its own key in the mapping around it.

    `key` is the pending key of a mapping; None where a key is due.
    """

    __slots__ = ("container", "key", "keys", "step")

    def __init__(self, container: dict[str, Value] | list[Value], step: str | None) -> None:
        self.container = container
        self.keys: dict[str, yaml.Event] | None = {} if isinstance(container, dict) else None
        self.key: str | None = None
        self.step = step


class _Builder:
    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.tree = Tree(Places(text, first_line))
        self.text = text
        self.keys: Mapping[str, yaml.Event] = {}
        """The events of the outermost keys."""
        self._path = path
        self._first_line = first_line
        self._stack: list[_Frame] = []
        self._has_comment = "#" in text
        self._has_escape = "\\" in text
        self._has_ended = False
        self._seen: list[yaml.Event] | None = [] if is_worth_a_look(text) else None

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def build(self) -> None:
        """Take every event. Raises _Refused, or YAMLError where YAML gives up."""
        take: Mapping[type[yaml.Event], Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: lambda event: self._open(event, {}),
            yaml.SequenceStartEvent: lambda event: self._open(event, []),
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._start,
            yaml.DocumentEndEvent: self._end,
            yaml.StreamStartEvent: _pass_over,
            yaml.StreamEndEvent: _pass_over,
        }
        text = self.text if self.text.endswith("\n") else f"{self.text}\n"  # a block at the end reads as elsewhere
        for event in iter(LOADER(text).get_event, None):
            if self._seen is not None and isinstance(event, (yaml.NodeEvent, yaml.CollectionEndEvent)):
                self._seen.append(event)
            take[type(event)](event)
        if self._seen:
            self.tree.findings.extend(lost(self._path, self._first_line, self.lines, self._seen))

    def _start(self, event: yaml.DocumentStartEvent) -> None:
        if event.version or event.tags or event.explicit or self._has_ended:
            self._refuse(rules.kopf_unlesbar(self._place(event), self.lines[_mark(event)[0]]))

    def _end(self, event: yaml.DocumentEndEvent) -> None:
        self._has_ended = True

    def _alias(self, event: yaml.AliasEvent) -> None:
        self._refuse(rules.yaml_sonderform(self._place(event), "*"))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_decoration(event)
        if not self._stack:
            self._refuse(first_typo(self._path, self._first_line, self.lines) or rules.kopf_ohne_felder(self._place(event)))
        frame = self._stack[-1]
        value, keys = event.value, frame.keys
        if keys is not None and frame.key is None:
            if value in keys or not value.isidentifier():
                self._check_key(keys, event)
            frame.key = intern(value)  # most files have the same few keys
            keys.setdefault(frame.key, event)
            return
        if not event.style:
            if value in _NULLS:
                self.tree.findings.append(rules.leerwert(self._place(event), value))
            if keys is None:
                self._check_bullets(event)
        elif value.isspace():
            self.tree.findings.append(rules.leerwert(self._place(event), value))
        if self._has_comment and event.style not in ("|", ">"):
            self._check_comment(event)
        if self._has_escape:
            self._check_escaped(event)
        self._attach(frame, value, event)

    def _check_key(self, keys: Mapping[str, yaml.Event], event: yaml.ScalarEvent) -> None:
        """Check a key that is no ordinary word, or is repeated."""
        key = event.value
        if not key.strip():
            self._refuse(rules.feldname_ungueltig(self._place(event), ""))
        if key.strip() != key and not event.style:
            self._refuse(rules.leerzeichen_geschuetzt(self._place(event)))
        if key == "<<":
            self._refuse(rules.yaml_sonderform(self._place(event), "<<"))
        if key in keys:
            self.tree.findings.append(rules.feld_doppelt(self._place(event), key, self._place(keys[key]).line))

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent, container: dict[str, Value] | list[Value]) -> None:
        self._refuse_decoration(event)
        if len(self._stack) == rules.DEPTH_LIMIT:
            self._refuse(rules.zu_tief_verschachtelt(self._place(event)))
        if not self._stack:
            if isinstance(container, list):
                self._refuse(rules.kopf_ohne_felder(self._place(event)))
            else:
                self.tree.data = container
            self._stack.append(_Frame(container, None))
            self.keys = self._stack[0].keys if self._stack[0].keys is not None else self.keys
            return
        frame = self._stack[-1]
        if frame.key is None and frame.keys is not None:
            self._refuse(rules.feldname_ungueltig(self._place(event), ""))
        self._stack.append(_Frame(container, frame.key))
        self._attach(frame, container, event)

    def _close(self, event: yaml.CollectionEndEvent) -> None:
        """Take an empty group or list out of the mapping around it, as if its key had no value."""
        closed = self._stack.pop()
        if not closed.container and self._stack and isinstance(self._stack[-1].container, dict):
            self._stack[-1].container.pop(closed.step or "", None)

    def _attach(self, frame: _Frame, value: Value, event: yaml.NodeEvent) -> None:
        """Put a value where it belongs. An empty value of a key counts as absent; of two equal keys the first stands."""
        if isinstance(frame.container, list):
            frame.container.append(value)
            if len(frame.container) > ENTRY_LIMIT:
                self._refuse(eintraege_zu_viele(self._place(event)))
        else:
            if value != "":
                frame.container.setdefault(frame.key or "", value)
            frame.key = None

    def _check_comment(self, event: yaml.ScalarEvent) -> None:
        line, column = _mark(event, end=True)
        rest = self.lines[line][column:] if line < len(self.lines) else ""
        tail = rest.lstrip(" ")
        if rest[:1] == " " and _NO_COMMENT.match(tail):
            self.tree.findings.append(rules.raute_im_wert(Place(self._path, line + self._first_line, column + 1), tail))

    def _check_bullets(self, event: yaml.ScalarEvent) -> None:
        """Report a line that was meant as the next entry but was read as part of this one."""
        first, last = _mark(event)[0], _mark(event, end=True)[0]
        for line in range(first + 1, min(last + 1, len(self.lines))) if last > first else ():
            text = self.lines[line].lstrip()
            if BULLET.match(text):
                column = len(self.lines[line]) - len(text) + 1
                self.tree.findings.append(rules.aufzaehlungszeichen(Place(self._path, line + self._first_line, column), text))

    def _check_escaped(self, event: yaml.ScalarEvent) -> None:
        """An escape sequence may stand for a character that is not allowed."""
        invisible, foreign = first_invisible(event.value), first_foreign(event.value)
        if "\\r\\n" in event.value or (invisible is not None and event.value[invisible] == "\r"):
            self._refuse(zeilenumbruch_als_zeichen(self._place(event)))
        if invisible is not None:
            self._refuse(unsichtbares_zeichen(self._place(event), event.value[invisible]))
        if foreign is not None:
            self._refuse(schrift_fremd(self._place(event), event.value[foreign]))

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


def _pass_over(event: yaml.Event) -> None:
    """Begin and end of the stream say nothing."""
