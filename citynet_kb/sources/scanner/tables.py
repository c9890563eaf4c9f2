"""Tables in a Markdown text, and how many cells they come to.

Python-Markdown takes a block for a table whose second line holds nothing but bars, colons, dashes and blanks, with as many cells as the
first. The table then runs to the next empty line, and each row is filled up to the width of the head, whatever stands in it. Inside of
lists, quotes, boxes and notes the same holds for what is left of the lines. Nothing here counts too little: where the reading is not
certain, a line may count as a row of a table that is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from citynet_kb.sources.scanner.prose import fenced

_BAR_AT_END = re.compile(r"(?<!\\)(?:\\\\)*\|$")
_HIDDEN_BARS = re.compile(r"\\.|(`+)[^`]*\1")
_IGNORED = str.maketrans({"\t": " ", "\x02": None, "\x03": None})
"""What Python-Markdown makes of tabs and of the two signs by which it marks its own places."""


@dataclass(frozen=True)
class Table:
    """A table, or several that no empty line separates. `line` is that of the widest head, from 0; head and rows count as rows."""

    line: int
    columns: int
    cells: int


def tables(body: str) -> list[Table]:
    """The tables of a text, in order."""
    return [table for start, lines in _blocks(body) if (table := _table(start, lines))] if "|" in body else []


def surplus(body: str) -> list[tuple[int, int, int]]:
    """The rows that have more cells than their table has columns: number of the line, cells, columns. Code in a row is left aside."""
    found = []
    for start, lines in _blocks(body) if "|" in body else ():
        width = 0
        for number, (line, below) in enumerate(zip(lines, [*lines[1:], ""], strict=True)):
            head = columns(line, below)
            width = head or width
            count = _count(line)
            if width and not head and count > width and line.strip("|:- "):
                found.append((start + number, count, width))
    return found


def _count(row: str) -> int:
    """The cells of a row. A bar within code or behind a backslash is none."""
    plain = _HIDDEN_BARS.sub("", row.lstrip("> "))
    return len(_BAR_AT_END.sub("", plain.removeprefix("|")).split("|"))


def _blocks(body: str) -> Iterator[tuple[int, list[str]]]:
    """Lines between empty ones and blocks of code, with the number of the first, where there are bars at all."""
    block: list[str] = []
    lines = [*body.translate(_IGNORED).split("\n"), ""]
    code = fenced(lines)
    for number, line in enumerate(lines):
        if number not in code and line.strip(" "):
            block.append(line.strip(" "))
            continue
        if len(block) > 1 and any("|" in line for line in block):
            yield number - len(block), block
        block = []


def _table(start: int, lines: list[str]) -> Table | None:
    """What one block holds: each line from the first head on counts as a row, as wide as the widest head so far."""
    heads = {number: width for number, (head, below) in enumerate(pairwise(lines)) if (width := columns(head, below))}
    if not heads:
        return None
    first, widest = min(heads), max(heads, key=heads.__getitem__)
    cells = sum(accumulate((heads.get(number, 0) for number in range(first, len(lines))), max))
    if len(heads) == 1 and len(lines) > first + 2:
        cells -= heads[first]  # the line below the head is no row; it stands for one where a head has none, and between several tables
    return Table(start + widest, heads[widest], cells)


def columns(head: str, separator: str) -> int:
    """How many columns a table with these first two lines has; 0 for none."""
    bars = separator.lstrip("> ")
    if "|" not in bars or bars.strip("|:- "):
        return 0
    inner = bars.count("|") - bars.startswith("|") - (len(bars) > 1 and bars.endswith("|"))
    has_border = head.startswith("|") or _BAR_AT_END.search(head) is not None
    columns = [inner + 1] if has_border else [bars.count("|") + 1, inner + 1]
    return next((width for width in columns if width <= head.count("|") + 1), 0)
