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
from citynet_kb.sources.reading_on import read_further
from citynet_kb.sources.text_rules import unsichtbares_zeichen
from citynet_kb.sources.typos import explain
from citynet_kb.sources.yaml_places import Places
from citynet_kb.sources.yaml_rules import DEPTH_LIMIT, yaml_sonderform, zu_tief_verschachtelt
from citynet_kb.sources.yaml_tree import Tree, parse

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOT_YAML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ufffe\uffff]")
"""Signs that YAML refuses, or takes for the end of a line where nobody sees one."""
_OPENING = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_CLOSING = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


ENTRIES_LIMIT, VALUES_LIMIT, TEXT_LIMIT = 1_000, 60_000, 2_000_000
"""Most cases of a list, most keys and values of all of them together, and most characters."""
MOST_BROKEN = 100
"""Entries with errors after which no further one is read on behind its first typo."""
_HYPHEN = re.compile(r"(?P<hyphen> *-)(?: +|$)")

_FIELD = re.compile(r" *- +\W{0,2}\w[^:]{0,60}:")


@dataclass(frozen=True)
class ListEntry:
    """One entry of the list: where it begins, and its keys and values with their places. It can be used where `tree.findings` is empty."""

    place: Place
    tree: Tree


class _NoList(Exception):
    """The file holds something other than one list of entries; the finding says what. `in_entry`: one entry does."""

    def __init__(self, finding: Finding, *, in_entry: bool = False) -> None:
        super().__init__(finding.message)
        self.finding = finding
        self.in_entry = in_entry


@rule()
def liste_von_faellen(place: Place, found: str) -> Problem:
    """Eine YAML-Datei zum Einlesen ist eine Liste: Jeder Fall beginnt mit Strich und Leerzeichen, seine Felder stehen eingerückt darunter.

    Falsch: title: Gera und Jena
    Richtig: - title: Gera und Jena
    """
    remedy = "Schreiben Sie vor das erste Feld jedes Falls »- « und rücken Sie die übrigen Felder um zwei Leerzeichen ein."
    return Problem(place, f"Erwartet wird eine Liste von Fällen, gefunden: {found}.", remedy)


@rule()
def faelle_zu_viele(place: Place, found: str) -> Problem:
    """Eine YAML-Datei zum Einlesen hat höchstens 1.000 Fälle, 30.000 Angaben und 2 MB.

    Falsch: 40.000 Fälle
    Richtig: mehrere Dateien mit je höchstens 1.000 Fällen
    """
    return Problem(place, f"Die Liste ist zu groß: {found}.", "Teilen Sie sie auf mehrere Dateien auf.")


def read_entries(path: str, text: str) -> tuple[list[ListEntry], list[Finding]]:
    """The entries of a YAML list in order. `path` is only named in findings. Never raises: problems are findings.

    Where the file is no list there are no entries, and a finding says why; what is wrong within one entry stands in its tree and
    hides no other entry.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    unresolved = list(conflicts(path, text))
    if unresolved:
        return [], unresolved
    if len(text) > TEXT_LIMIT:
        return [], [faelle_zu_viele(Place(path), f"mehr als {TEXT_LIMIT // 1_000_000} Millionen Zeichen")]
    unwanted = _NOT_YAML.search(text)
    if unwanted:
        refusal = unsichtbares_zeichen(_place_of(path, text, unwanted.start()), unwanted[0])
    else:
        try:
            return [_entry(path, text, *span) for span in _spans(path, text)], []
        except _NoList as reason:
            if not reason.in_entry:
                return [], [reason.finding]
            refusal = reason.finding
        except yaml.YAMLError as problem:
            refusal = explain(path, 1, text.split("\n"), problem)
    return _by_lines(path, text, refusal)


def _by_lines(path: str, text: str, refusal: Finding) -> tuple[list[ListEntry], list[Finding]]:
    """The entries of a list that YAML does not read to its end: each begins with a hyphen as far to the left as the first."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), len(lines))
    opening = _HYPHEN.match(lines[first]) if first < len(lines) else None
    if not opening:
        return [], [refusal]
    starts = [number for number, line in enumerate(lines) if line.startswith(opening["hyphen"]) and _HYPHEN.match(line)]
    if len(starts) > ENTRIES_LIMIT:
        return [], [faelle_zu_viele(Place(path), f"mehr als {ENTRIES_LIMIT} Fälle")]
    entries, broken = list[ListEntry](), 0
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        entries.append(_of_lines(path, lines[start:end], start, reads_on=broken < MOST_BROKEN))
        broken += bool(entries[-1].tree.findings)
    return (entries, []) if broken else ([], [refusal])


def _of_lines(path: str, lines: list[str], start: int, *, reads_on: bool) -> ListEntry:
    """The entry in these lines."""
    begin = _HYPHEN.match(lines[0])
    column = begin.end() if begin else 0
    place, text = Place(path, start + 1, column + 1), "\n".join((" " * column + lines[0][column:], *lines[1:]))
    unwanted = _NOT_YAML.search(text)
    if unwanted:
        at = _place_of(path, text, unwanted.start())
        return _unreadable(unsichtbares_zeichen(at._replace(line=at.line + start), unwanted[0]), place)
    entry = _read(place, text, reads_on=reads_on)
    if entry.tree.data or _FIELD.match(lines[0]):
        return entry
    found = lines[0][column:].strip()
    return _unreadable(liste_von_faellen(place, f"»{found[:60]}«" if found else "ein leerer Eintrag"), place)


def _unreadable(finding: Finding, place: Place) -> ListEntry:
    return ListEntry(place, Tree(Places("", place.line), findings=[finding], is_whole=False))


def _spans(path: str, text: str) -> Iterator[tuple[Any, Any]]:
    """The marks of begin and end of each mapping directly inside the one list of the file."""
    depth, begin, has_list, entries = 0, None, False, 0
    for values, event in enumerate(yaml.parse(text, Loader=_LOADER)):
        if depth < 2:
            _expect(path, event, depth, has_list)
        if isinstance(event, _OPENING):
            if depth > DEPTH_LIMIT:  # the list, and below it as many levels as a file may have; deeper ones would take quadratic time
                raise _NoList(zu_tief_verschachtelt(_place(path, event)), in_entry=True)
            begin = event.start_mark if depth == 1 else begin
            entries += depth == 1
            has_list, depth = True, depth + 1
        elif isinstance(event, _CLOSING):
            depth -= 1
            if depth == 1 and begin is not None:
                yield begin, event.end_mark
        if entries > ENTRIES_LIMIT or values > VALUES_LIMIT:
            raise _NoList(faelle_zu_viele(Place(path), f"mehr als {ENTRIES_LIMIT} Fälle oder {VALUES_LIMIT // 2} Angaben"))


def _expect(path: str, event: yaml.Event, depth: int, has_list: bool) -> None:
    """At the top one list, within it mappings. Raises _NoList."""
    place, inside = _place(path, event), depth == 1
    if isinstance(event, yaml.AliasEvent):
        raise _NoList(yaml_sonderform(place, "*"), in_entry=inside)
    if isinstance(event, yaml.ScalarEvent):
        raise _NoList(liste_von_faellen(place, f"»{event.value[:60]}«" if event.value else "ein leerer Eintrag"), in_entry=inside)
    if isinstance(event, yaml.DocumentStartEvent) and has_list:
        raise _NoList(liste_von_faellen(place, "eine zweite Liste nach der Zeile ---"))
    wanted = yaml.SequenceStartEvent if depth == 0 else yaml.MappingStartEvent
    if isinstance(event, _OPENING) and not isinstance(event, wanted):
        found = "eine Liste in der Liste" if inside else "einzelne Felder ohne Strich davor"
        raise _NoList(liste_von_faellen(place, found), in_entry=inside)


def _entry(path: str, text: str, begin: Any, end: Any) -> ListEntry:
    """Read one entry from its own stretch of the text. Blanks replace what precedes it in its first line, so that columns stay right."""
    place = Place(path, begin.line + 1, begin.column + 1)
    return _read(place, " " * begin.column + text[begin.index : end.index])


def _read(place: Place, text: str, *, reads_on: bool = True) -> ListEntry:
    """An entry, with all that is wrong with it, and the values that can be read where its typos are mended."""
    tree = parse(text, place.path, place.line)
    tree = read_further(tree, text, place.path, place.line) if reads_on else tree
    return ListEntry(place, replace(tree, findings=[replace(finding, place=max(finding.place, place)) for finding in tree.findings]))


def _place(path: str, event: yaml.Event) -> Place:
    mark: Any = event.start_mark
    return Place(path, mark.line + 1, mark.column + 1)


def _place_of(path: str, text: str, index: int) -> Place:
    return Place(path, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
