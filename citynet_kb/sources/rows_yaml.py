"""A YAML file that holds a list of records: each entry is read as strictly as the front matter of one file.

A first pass over YAML's events, which never recurse, finds where each entry begins and ends; `yaml_tree.parse` then reads the entry from
its own stretch of text. So places, typos and errors are found by the same code as in front matter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import yaml

from citynet_kb.findings import Finding, Place, Problem, rule
from citynet_kb.sources.framing import conflicts
from citynet_kb.sources.text_rules import unsichtbares_zeichen
from citynet_kb.sources.typos import explain
from citynet_kb.sources.yaml_rules import DEPTH_LIMIT, yaml_sonderform, zu_tief_verschachtelt
from citynet_kb.sources.yaml_tree import Tree, parse

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOT_YAML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_OPENING = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_CLOSING = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


@dataclass(frozen=True)
class ListEntry:
    """One entry of the list: where it begins, and its keys and values with their places. It can be used where `tree.findings` is empty."""

    place: Place
    tree: Tree


class _NoList(Exception):
    """The file holds something other than one list of entries; the finding says what."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


@rule()
def liste_von_faellen(place: Place, found: str) -> Problem:
    """Eine YAML-Datei zum Einlesen ist eine Liste: Jeder Fall beginnt mit Strich und Leerzeichen, seine Felder stehen eingerückt darunter.

    Falsch: title: Gera und Jena
    Richtig: - title: Gera und Jena
    """
    remedy = "Schreiben Sie vor das erste Feld jedes Falls »- « und rücken Sie die übrigen Felder um zwei Leerzeichen ein."
    return Problem(place, f"Erwartet wird eine Liste von Fällen, gefunden: {found}.", remedy)


def read_entries(path: str, text: str) -> tuple[list[ListEntry], list[Finding]]:
    """The entries of a YAML list in order. `path` is only named in findings. Never raises: problems are findings.

    Where the file is no readable list there are no entries, and a finding says why; what is wrong within one entry stands in its tree.
    """
    unwanted = _NOT_YAML.search(text)
    if unwanted:
        return [], [unsichtbares_zeichen(_place_of(path, text, unwanted.start()), unwanted[0])]
    unresolved = list(conflicts(path, text))
    if unresolved:
        return [], unresolved
    try:
        return [_entry(path, text, *span) for span in _spans(path, text)], []
    except _NoList as refusal:
        return [], [refusal.finding]
    except yaml.YAMLError as problem:
        return [], [explain(path, 1, text.split("\n"), problem)]


def _spans(path: str, text: str) -> Iterator[tuple[Any, Any]]:
    """The marks of begin and end of each mapping directly inside the one list of the file."""
    depth, begin, has_list = 0, None, False
    for event in yaml.parse(text, Loader=_LOADER):
        if depth < 2:
            _expect(path, event, depth, has_list)
        if isinstance(event, _OPENING):
            if depth > DEPTH_LIMIT:  # the list, and below it as many levels as a file may have; deeper ones would take quadratic time
                raise _NoList(zu_tief_verschachtelt(_place(path, event)))
            begin = event.start_mark if depth == 1 else begin
            has_list, depth = True, depth + 1
        elif isinstance(event, _CLOSING):
            depth -= 1
            if depth == 1 and begin is not None:
                yield begin, event.end_mark


def _expect(path: str, event: yaml.Event, depth: int, has_list: bool) -> None:
    """At the top one list, within it mappings. Raises _NoList."""
    place = _place(path, event)
    if isinstance(event, yaml.AliasEvent):
        raise _NoList(yaml_sonderform(place, "*"))
    if isinstance(event, yaml.ScalarEvent):
        raise _NoList(liste_von_faellen(place, f"»{event.value[:60]}«" if event.value else "ein leerer Eintrag"))
    if isinstance(event, yaml.DocumentStartEvent) and has_list:
        raise _NoList(liste_von_faellen(place, "eine zweite Liste nach der Zeile ---"))
    wanted = yaml.SequenceStartEvent if depth == 0 else yaml.MappingStartEvent
    if isinstance(event, _OPENING) and not isinstance(event, wanted):
        raise _NoList(liste_von_faellen(place, "einzelne Felder ohne Strich davor" if depth == 0 else "eine Liste in der Liste"))


def _entry(path: str, text: str, begin: Any, end: Any) -> ListEntry:
    """Read one entry from its own stretch of the text. Blanks replace what precedes it in its first line, so that columns stay right."""
    place = Place(path, begin.line + 1, begin.column + 1)
    tree = parse(" " * begin.column + text[begin.index : end.index], path, place.line)
    tree.findings[:] = [replace(finding, place=max(finding.place, place)) for finding in tree.findings]
    return ListEntry(place, tree)


def _place(path: str, event: yaml.Event) -> Place:
    mark: Any = event.start_mark
    return Place(path, mark.line + 1, mark.column + 1)


def _place_of(path: str, text: str, index: int) -> Place:
    return Place(path, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
