"""Bytes of an input file → rows: every value as text, with the place where a person finds it."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from citynet_kb.findings import Finding, Place, Severity
from citynet_kb.intake.asking.excel_form import own_words
from citynet_kb.intake.asking.written_names import Names
from citynet_kb.intake.reading import import_rules as rules
from citynet_kb.intake.reading.archive import TooLarge, Unreadable
from citynet_kb.intake.reading.case_row import Cell, Row, Rows
from citynet_kb.intake.reading.decoding import decoded
from citynet_kb.intake.reading.grid import Sheet, TooManyCells, tidy
from citynet_kb.intake.reading.head_rows import named_columns
from citynet_kb.intake.reading.separated_text import OpenQuote, separated
from citynet_kb.intake.reading.spreadsheet import sheets_of
from citynet_kb.intake.reading.table_rows import table_rows
from citynet_kb.intake.reading.table_rules import tabelle_zu_gross
from citynet_kb.intake.reading.uncollected import uncollected
from citynet_kb.intake.reading.unseen_signs import without_unseen
from citynet_kb.sources import Location, Value
from citynet_kb.sources.garbled import first_garbled
from citynet_kb.sources.rows_yaml import ListEntry, read_entries
from citynet_kb.sources.text_rules import datei_leer, zeichensalat

__all__ = ["Cell", "Row", "Rows", "leaves", "read_rows", "tidy"]


def read_rows(path: str, content: bytes, names: Names | None = None) -> Rows:
    """The rows of a file and what is wrong with it as a whole. The ending of `path` decides how it is read. Never raises.

    `names` are the known towns, topics and measures, which stand in the lists of the Excel template.
    """
    place = Place(path)
    ending = re.search(r"\.[^./\\]*$", path.lower())
    if not ending or ending[0] not in rules.FORMATS:
        return [], [rules.dateityp_unbekannt(place, ending[0] if ending else "")]
    if len(content) > rules.INPUT_LIMIT:
        return [], [rules.importdatei_zu_gross(place, len(content))]
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        return [], [datei_leer(place)]
    if ending[0] in rules.WORKBOOKS:
        rows, findings = _table(path, lambda: (sheets_of(content), []), names or {})
        findings += rules.makros(path)
    else:
        rows, findings = _table(path, lambda: _csv(path, content), {}) if ending[0] in rules.TABLES else _yaml_file(path, content)
    return rows, findings if rows or any(each.severity is Severity.ERROR for each in findings) else [*findings, rules.keine_faelle(place)]


def _yaml_file(path: str, content: bytes) -> Rows:
    try:
        return _yaml(path, without_unseen(content.decode("utf-8-sig"), " "))
    except UnicodeDecodeError as problem:
        return [], [rules.importdatei_zeichensatz(Place(path, content.count(b"\n", 0, problem.start) + 1))]


def _yaml(path: str, text: str) -> Rows:
    entries, findings = read_entries(path, text)
    hints = chain.from_iterable(entry.tree.findings for entry in entries)
    findings += [finding for finding in hints if finding.severity is not Severity.ERROR]
    return [_yaml_row(path, entry) for entry in entries], findings


def _yaml_row(path: str, entry: ListEntry) -> Row:
    faults = tuple(finding for finding in entry.tree.findings if finding.severity is Severity.ERROR)
    cells = {
        location: Cell(text, ".".join(map(str, location)), Place(path, *entry.tree.places.values.get(location, (entry.place.line, 1))))
        for location, text in leaves(dict(entry.tree.data) if entry.tree.is_whole else {})
    }
    return Row(entry.place, cells, f"Fall ab Zeile {entry.place.line}", is_listed=True, faults=faults)


def leaves(value: Value, location: Location = ()) -> Iterator[tuple[Location, str]]:
    """All texts of a tree, tidied, none empty; its depth is limited by the reader."""
    if isinstance(value, str):
        if tidy(value):
            yield location, tidy(value)
        return
    children: Iterable[tuple[str | int, Value]] = value.items() if isinstance(value, dict) else enumerate(value)
    for step, child in children:
        yield from leaves(child, (*location, step))


def _csv(path: str, content: bytes) -> tuple[list[Sheet], list[Finding]]:
    text, findings = decoded(path, content)
    if text is None:
        return [], findings
    text = without_unseen(text, " ")  # a line end would begin a row
    garbled = first_garbled(text)
    if garbled:
        start, word = garbled
        return [], [zeichensalat(Place(path, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)), word)]
    return [separated(text, named_columns)], findings


@uncollected()
def _table(path: str, sheets: Callable[[], tuple[list[Sheet], list[Finding]]], names: Names) -> Rows:
    place = Place(path)
    try:
        found, findings = sheets()
        if not found:
            return [], findings
        words = own_words(names) if len(found) > 1 or any(sheet.remarks for sheet in found) else frozenset[str]()
        rows, more = table_rows(path, found, words)
        return rows, [*findings, *more]
    except OpenQuote as refusal:
        problem = "Hier steht ein Anführungszeichen an falscher Stelle, oder eines wird nicht geschlossen"
        return [], [rules.tabelle_unlesbar(Place(path, refusal.line), problem)]
    except TooManyCells as refusal:
        return [], [tabelle_zu_gross(place, str(refusal))]
    except TooLarge as refusal:
        return [], [rules.importdatei_zu_gross(place, refusal.size)]
    except Unreadable as refusal:
        return [], [rules.tabelle_unlesbar(place, str(refusal))]
