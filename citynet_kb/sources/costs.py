"""What makes a Markdown text costly to render, and the bounds that keep the time of every text below two seconds.

Python-Markdown takes quadratic time for brackets that stay open in one paragraph and for notes that are referred to again and again, it
calls itself for each level of lists and quotes, and it fills each row of a table up to the width of its head. All bounds lie far above
what a report needs.
"""

import re
from itertools import pairwise

from citynet_kb.sources.scanner.entry_signs import ENTRY_SIGN
from citynet_kb.sources.scanner.prose import fence_lines
from citynet_kb.sources.scanner.tables import Table, tables

LINE_LIMIT = 5000
"""Characters of a line: three pages on paper."""
LEVEL_LIMIT = 6
"""Lists and quotes inside each other."""
BRACKET_LIMIT = 100
"""Opening square brackets in one paragraph."""
TEXT_BRACKET_LIMIT = 1000
"""Opening square brackets in one text: paragraphs below the bound add up, most of all between pieces of code."""
NOTE_LIMIT = 50
"""References to footnotes in one text."""
HEADING_LIMIT = 100
"""Headings and rules of one text."""
COLUMN_LIMIT = 40
"""Columns of one table."""
CELL_LIMIT = 5000
"""Cells, columns times rows, of all tables of one text: each takes some ten microseconds and 400 bytes, however little is typed for it."""
FENCE_LIMIT = 200
"""Lines that open or close a block of code: from each one that stays open the rest of the text is searched."""

_DEEP = re.compile(
    rf"^(?:[ \t]{{0,8}}+(?:>|{ENTRY_SIGN}|[-*+]\t|\d{{1,9}}[.)]\t)){{{LEVEL_LIMIT + 1}}}|^[ \t]{{{4 * LEVEL_LIMIT + 4},}}\S",
    re.MULTILINE,
)
_MARKED = re.compile(r"\n(?:[ \t>*+\d·–—•▪‣◦●○■-]|[A-Za-z]\))")
"""How a line of a list or quote begins, or one that is indented; quick to look for."""
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


def long_lines(body: str) -> list[tuple[int, int]]:
    """Number from 0 and length of each line that is too long."""
    if len(body) <= LINE_LIMIT:
        return []
    return [(number, len(line)) for number, line in enumerate(body.split("\n")) if len(line) > LINE_LIMIT]


def deep_line(body: str) -> int | None:
    """The number of the first line with too many lists or quotes inside each other."""
    found = _DEEP.search(body) if _MARKED.search(f"\n{body}") else None
    return body.count("\n", 0, found.start()) if found else None


def bracketed_paragraphs(body: str) -> list[tuple[int, int]]:
    """Number of the first line, and the brackets, of each paragraph that has too many."""
    if body.count("[") <= BRACKET_LIMIT:
        return []
    starts = [0, *(found.end() for found in _PARAGRAPH.finditer(body)), len(body)]
    counts = ((start, body.count("[", start, end)) for start, end in pairwise(starts))
    return [(body.count("\n", 0, start), count) for start, count in counts if count > BRACKET_LIMIT]


def brackets(body: str) -> int:
    """The opening square brackets of a text."""
    return body.count("[")


def references_to_notes(body: str) -> int:
    """How often a text refers to footnotes, their own beginnings included."""
    return body.count("[^")


def headings(body: str) -> list[int]:
    """The numbers of the lines that are headings or rules; not looked for where there can be only a few."""
    if body.count("#") <= HEADING_LIMIT and body.count("=") + body.count("-") <= HEADING_LIMIT:
        return []
    lines = (line.strip(" \t>") for line in body.split("\n"))
    return [number for number, line in enumerate(lines) if line.startswith("#") or (line and not line.strip("-= \t"))]


def fences(body: str) -> list[int]:
    """The numbers of the lines that open or close a block of code; not looked for where there can be only a few."""
    return [] if body.count("```") + body.count("~~~") <= FENCE_LIMIT else fence_lines(body)


def wide_tables(body: str) -> list[Table]:
    """The tables that have too many columns."""
    return [table for table in tables(body) if table.columns > COLUMN_LIMIT]


def cells(body: str) -> int:
    """The cells of all tables of a text."""
    return sum(table.cells for table in tables(body))


def is_costly(body: str) -> bool:
    """Whether a text goes beyond any of the bounds."""
    return (
        bool(long_lines(body) or bracketed_paragraphs(body))
        or deep_line(body) is not None
        or brackets(body) > TEXT_BRACKET_LIMIT
        or references_to_notes(body) > NOTE_LIMIT
        or len(headings(body)) > HEADING_LIMIT
        or len(fences(body)) > FENCE_LIMIT
        or bool(wide_tables(body))
        or cells(body) > CELL_LIMIT
    )
