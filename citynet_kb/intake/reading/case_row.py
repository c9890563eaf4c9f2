"""One case as it stands in the input, before it becomes a file: its values with their places."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from citynet_kb.findings import Finding, Place
from citynet_kb.sources import Location

TABLE_PART = "Spalte"
"""What a value of a table is called."""


class Cell(NamedTuple):
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
    something with an unknown name most likely meant, so that they are not reported as missing too. `is_listed`: one of a list or a table,
    in which a bad one stops no good one. `faults` are what the reader found wrong with it: nothing is written, and the values serve only
    to find what else is wrong.
    """

    place: Place
    cells: Mapping[Location, Cell]
    name: str = ""
    part: str = "Feld"
    unanswered: Mapping[str, Cell] = field(default_factory=dict)
    misnamed: frozenset[str] = frozenset()
    is_listed: bool = False
    faults: tuple[Finding, ...] = ()


Rows = tuple[list[Row], list[Finding]]
