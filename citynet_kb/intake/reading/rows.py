"""Bytes of an input file → rows: every value as text, with the place where a person finds it."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from citynet_kb.findings import Finding, Place
from citynet_kb.intake.reading import import_rules as rules
from citynet_kb.intake.reading.archive import TooLarge, Unreadable
from citynet_kb.intake.reading.columns import Column, columns
from citynet_kb.intake.reading.spreadsheet import Formula, sheet_rows
from citynet_kb.sources import Location, Value
from citynet_kb.sources.rows_yaml import ListEntry, read_entries
from citynet_kb.sources.text_rules import datei_leer


@dataclass(frozen=True)
class Cell:
    """One value. `name` is its column, its field in YAML (`sources.0.url`) or its question.

    `by_line`: each line of the text is a line of the file, from the place on. `written` is the text as it was before an id replaced it,
    else empty.
    """

    text: str
    name: str
    place: Place
    by_line: bool = False
    written: str = ""


@dataclass(frozen=True)
class Row:
    """One case as it stands in the input: its values by location, none empty, without blanks around them.

    `place.line` is the row's number as a person sees it: the line in which it begins in YAML, the row of a table. The column of a place
    is the position in that line, or the number of the table's column. `name` says which of many cases it is, empty where the file holds
    one; `part` is what a value is called. `unanswered`: questions without an answer, by the key of their field. `misnamed`: fields that
    something with an unknown name most likely meant, so that they are not reported as missing too.
    """

    place: Place
    cells: Mapping[Location, Cell]
    name: str = ""
    part: str = "Feld"
    unanswered: Mapping[str, Cell] = field(default_factory=dict)
    misnamed: frozenset[str] = frozenset()


Rows = tuple[list[Row], list[Finding]]


def read_rows(path: str, content: bytes) -> Rows:
    """The rows of a file and what is wrong with it as a whole. The ending of `path` decides how it is read. Never raises."""
    place = Place(path)
    ending = re.search(r"\.[^./\\]*$", path.lower())
    if not ending or ending[0] not in rules.FORMATS:
        return [], [rules.dateityp_unbekannt(place, ending[0] if ending else "")]
    if len(content) > rules.INPUT_LIMIT:
        return [], [rules.importdatei_zu_gross(place, len(content))]
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        return [], [datei_leer(place)]
    rows, findings = _xlsx(path, content) if ending[0] == ".xlsx" else _text_file(path, content, ending[0])
    return rows, findings if rows or findings else [rules.keine_faelle(place)]


def _text_file(path: str, content: bytes, ending: str) -> Rows:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        return [], [rules.importdatei_zeichensatz(Place(path, content.count(b"\n", 0, problem.start) + 1))]
    return _csv(path, text) if ending == ".csv" else _yaml(path, text)


def _yaml(path: str, text: str) -> Rows:
    entries, findings = read_entries(path, text)
    findings.extend(chain.from_iterable(entry.tree.findings for entry in entries))
    return [_yaml_row(path, entry) for entry in entries if not entry.tree.findings], findings


def _yaml_row(path: str, entry: ListEntry) -> Row:
    cells = {
        location: Cell(text, ".".join(map(str, location)), Place(path, *entry.tree.places.values[location]))
        for location, text in leaves(dict(entry.tree.data))
    }
    return Row(entry.place, cells, f"Fall ab Zeile {entry.place.line}")


def leaves(value: Value, location: Location = ()) -> Iterator[tuple[Location, str]]:
    """All texts of a tree, tidied, none empty; its depth is limited by the reader."""
    if isinstance(value, str):
        if tidy(value):
            yield location, tidy(value)
        return
    children: Iterable[tuple[str | int, Value]] = value.items() if isinstance(value, dict) else enumerate(value)
    for step, child in children:
        yield from leaves(child, (*location, step))


def _csv(path: str, text: str) -> Rows:
    """Comma, semicolon or tab, whichever the header has most of: German Excel writes semicolons, and tabs where one copies cells."""
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return _table(path, reader)
    except csv.Error:
        problem = "Hier steht ein Anführungszeichen an falscher Stelle, oder eines wird nicht geschlossen"
        return [], [rules.tabelle_unlesbar(Place(path, max(reader.line_num, 1)), problem)]


def _xlsx(path: str, content: bytes) -> Rows:
    try:
        return _table(path, sheet_rows(content))
    except TooLarge as refusal:
        return [], [rules.importdatei_zu_gross(Place(path), refusal.size)]
    except Unreadable as refusal:
        return [], [rules.tabelle_unlesbar(Place(path), str(refusal))]


def _table(path: str, lines: Iterable[list[str]]) -> Rows:
    """Rows below a header. Empty rows are passed over but counted."""
    numbered = enumerate(lines, start=1)
    _, header = next(numbered, (1, []))
    known, findings, misnamed = columns(path, [tidy(name) for name in header])
    if not known:
        return [], findings
    named = {number for number, name in enumerate(header, start=1) if tidy(name)}
    rows: list[Row] = []
    for number, texts in numbered:
        place = Place(path, number)
        if any(map(tidy, texts)):
            findings.extend(_misplaced(place, texts, named, header))
            rows.append(Row(place, dict(_cells(place, texts, known)), f"Zeile {number}", "Spalte", misnamed=misnamed))
    return rows, findings


def _misplaced(place: Place, texts: list[str], named: set[int], header: list[str]) -> Iterator[Finding]:
    for number, text in enumerate(texts, start=1):
        where = Place(place.path, place.line, number)
        if tidy(text) and number not in named:
            yield rules.spalte_ohne_namen(where, tidy(text))
        elif isinstance(text, Formula):
            yield rules.formel_ohne_wert(where, tidy(header[number - 1]), text)


def _cells(place: Place, texts: list[str], known: list[Column]) -> Iterator[tuple[Location, Cell]]:
    for column in known:
        text = tidy(texts[column.number - 1]) if column.number <= len(texts) else ""
        where = Place(place.path, place.line, column.number)
        if column.is_list:
            values = [value.strip() for value in re.split("[;\n]", text)]
            for index, value in enumerate(filter(None, values)):
                yield (*column.location, index), Cell(value, column.name, where)
        elif text:
            yield column.location, Cell(text, column.name, where)


def tidy(text: str) -> str:
    """A value without blanks around it and with plain line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
