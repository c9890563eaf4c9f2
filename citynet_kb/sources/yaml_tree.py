"""Front matter YAML → plain text values, from YAML's events alone. Places are computed on demand.

The event parser neither guesses types nor recurses; anchors, aliases, tags, merge keys and duplicate keys are refused.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from sys import intern
from typing import Any, NoReturn

import yaml
from yaml import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from citynet_kb.findings import Finding, Place
from citynet_kb.sources import yaml_rules as rules
from citynet_kb.sources.characters import first_foreign, first_invisible
from citynet_kb.sources.document import Value
from citynet_kb.sources.loss_rules import ENTRY_LIMIT, eintraege_zu_viele, zeilenumbruch_als_zeichen
from citynet_kb.sources.text_rules import schrift_fremd, unsichtbares_zeichen
from citynet_kb.sources.typos import entries_within, explain, first_typo
from citynet_kb.sources.yaml_gaps import NO_COMMENT, is_worth_a_look, lost
from citynet_kb.sources.yaml_places import LOADER, Places, outer_places

_NULLS = frozenset({"~", "null", "Null", "NULL"})
_Group = dict[str, Value] | list[Value]


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


class _Builder:
    """Takes one event after the other; the calls that wait, four at most, are what is open."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.tree = Tree(Places(text, first_line))
        self.text = text
        self.keys: dict[str, Any] = {}
        """The events of the outermost keys; `values` holds those of their values."""
        self.values: dict[str, Any] = {}
        self._path = path
        self._first_line = first_line
        self._may_be_decorated = "&" in text or "!" in text
        self._has_comment = "#" in text
        self._has_escape = "\\" in text
        self._is_odd = self._may_be_decorated or self._has_comment or self._has_escape
        self._has_ended = False
        self._seen: list[yaml.Event] | None = [] if is_worth_a_look(text) else None
        text = text if text.endswith("\n") else f"{text}\n"  # a block at the end reads as elsewhere
        self._events: Iterator[Any] = iter(LOADER(text).get_event, None)

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def build(self) -> None:
        """Take every event. Raises _Refused, or YAMLError where YAML gives up."""
        if self._seen is not None:
            self._events = _noting(self._events, self._seen)
        for event in self._events:
            kind = type(event)
            if kind is yaml.DocumentStartEvent:
                self._start(event)
            elif kind is yaml.DocumentEndEvent:
                self._has_ended = True
            elif kind is MappingStartEvent:
                self._refuse_decoration(event)
                self._mapping(self.tree.data, 1, self.keys, self.values)
            elif kind not in (yaml.StreamStartEvent, yaml.StreamEndEvent):
                self._refuse_fields_missing(event)
        if self._seen:
            self.tree.findings.extend(lost(self._path, self._first_line, self.lines, self._seen))
        self.tree.places = Places(self.text, self._first_line, outer_places(self.keys, self.values, self._first_line))

    def _start(self, event: yaml.DocumentStartEvent) -> None:
        if event.version or event.tags or event.explicit or self._has_ended:
            self._refuse(rules.kopf_unlesbar(self._place(event), self.lines[_mark(event)[0]]))

    def _refuse_fields_missing(self, event: yaml.NodeEvent) -> NoReturn:
        """There is something else in place of the outermost fields."""
        self._refuse_decoration(event)
        typo = first_typo(self._path, self._first_line, self.lines) if isinstance(event, yaml.ScalarEvent) else None
        self._refuse(typo or rules.kopf_ohne_felder(self._place(event)))

    def _mapping(self, fields: dict[str, Value], depth: int, keys: dict[str, Any], values: dict[str, Any] | None = None) -> None:
        """Fill a mapping that has begun. An empty value of a key counts as absent; of two equal keys the first stands."""
        events, is_odd = self._events, self._is_odd
        for event in events:
            if type(event) is MappingEndEvent:
                return
            if type(event) is not ScalarEvent:
                self._check_open(event, depth)
                self._refuse(rules.feldname_ungueltig(self._place(event), ""))
            if self._may_be_decorated:
                self._refuse_decoration(event)
            key = intern(event.value)  # most files have the same few keys
            if key in keys or not key.isidentifier():
                self._check_key(keys, event)
            keys.setdefault(key, event)
            event = next(events)
            if values is not None:
                values.setdefault(key, event)
            if type(event) is ScalarEvent:
                text = event.value
                if is_odd or text in _NULLS or text.isspace():
                    self._check_text(event)
                if text:
                    fields.setdefault(key, text)
                continue
            self._check_open(event, depth)
            inner: _Group = {} if type(event) is MappingStartEvent else []
            fields.setdefault(key, inner)
            self._fill(inner, depth + 1)
            if not inner:
                fields.pop(key, None)

    def _sequence(self, entries: list[Value], depth: int) -> None:
        """Fill a list that has begun."""
        for event in self._events:
            if type(event) is SequenceEndEvent:
                return
            if type(event) is ScalarEvent:
                entries.append(event.value)
                self._check_text(event, is_entry=True)
                inner: _Group | None = None
            else:
                self._check_open(event, depth)
                inner = {} if type(event) is MappingStartEvent else []
                entries.append(inner)
            if len(entries) > ENTRY_LIMIT:
                self._refuse(eintraege_zu_viele(self._place(event)))
            if inner is not None:
                self._fill(inner, depth + 1)

    def _check_open(self, event: yaml.NodeEvent, depth: int) -> None:
        self._refuse_decoration(event)
        if depth == rules.DEPTH_LIMIT:
            self._refuse(rules.zu_tief_verschachtelt(self._place(event)))

    def _fill(self, group: _Group, depth: int) -> None:
        if isinstance(group, dict):
            self._mapping(group, depth, {})
        else:
            self._sequence(group, depth)

    def _check_text(self, event: Any, *, is_entry: bool = False) -> None:
        """Look at a scalar that is no key."""
        if self._may_be_decorated:
            self._refuse_decoration(event)
        text: str = event.value
        if not event.style:
            if text in _NULLS:
                self.tree.findings.append(rules.leerwert(self._place(event), text))
            if is_entry and event.end_mark.line > event.start_mark.line:
                self.tree.findings.extend(entries_within(self._path, self._first_line, self.lines, event))
        elif text.isspace():
            self.tree.findings.append(rules.leerwert(self._place(event), text))
        if self._has_comment and event.style not in ("|", ">"):
            self._check_comment(event)
        if self._has_escape:
            self._check_escaped(event)

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

    def _check_comment(self, event: yaml.ScalarEvent) -> None:
        line, column = _mark(event, end=True)
        rest = self.lines[line][column:] if line < len(self.lines) else ""
        tail = rest.lstrip(" ")
        if rest[:1] == " " and NO_COMMENT.match(tail):
            self.tree.findings.append(rules.raute_im_wert(Place(self._path, line + self._first_line, column + 1), tail))

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
        if isinstance(event, yaml.AliasEvent):
            self._refuse(rules.yaml_sonderform(self._place(event), "*"))
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


def _noting(events: Iterator[yaml.Event], seen: list[yaml.Event]) -> Iterator[yaml.Event]:
    """The same events, those of keys, values and groups being noted."""
    for event in events:
        if isinstance(event, (yaml.NodeEvent, yaml.CollectionEndEvent)):
            seen.append(event)
        yield event
