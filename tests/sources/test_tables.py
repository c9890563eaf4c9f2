"""Tables are counted as Python-Markdown makes them: never too little, and exactly where they are plain."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citynet_kb.sources.costs import CELL_LIMIT, COLUMN_LIMIT, is_costly
from citynet_kb.sources.scanner.tables import tables
from tests.site.test_fragments import html


def made(text: str) -> int:
    """The cells that Python-Markdown makes of a text."""
    page = html(text)
    return page.count("<td") + page.count("<th ") + page.count("<th>")


def counted(text: str) -> int:
    """The cells that we count."""
    return sum(table.cells for table in tables(text))


def table(columns: int, rows: int, *, row: str = "x|") -> str:
    """A table of so many columns and rows, its head included; the rows below it are as short as can be."""
    return "\n".join(["a|" * columns, "-|" * columns, *[row] * (rows - 1)])


PLAIN = {
    "bars at both ends": "| a | b |\n| --- | :-: |\n| c | d |\n| e | f |",
    "no bars at the ends": "a | b | c\n--|--|--\nx\ny | z",
    "a bar on the left": "|a|b\n|-|-\nx",
    "one column": "|a|\n|-|\n|x|",
    "a head alone": "a|b\n-|-",
    "an escaped bar": "a \\| b | c\n---|---\nx | y",
    "a bar in code": "`a|b` | c\n---|---\nx | y",
    "an escaped backslash before the last bar": "a | b \\\\|\n---|---|\nx",
    "only colons and blanks below the head": "a|b\n :| \nx",
    "two tables": "a|b\n-|-\nx\n\nText.\n\n|c|\n|-|\n|y|",
    "tabs": "\ta\t|b\n-\t|-\nx".lstrip("\t"),
    "no table: in a block of code": "```\na|b\n-|-\nx\n```",
    "a block of code between the rows": "a|b\n-|-\nx\n```\ny\n```\nz",
    "no table: a line between": "a|b\n\n-|-",
    "no table: letters below": "a|b\nc|d",
    "no table: a heading": "Text\n----",
}


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
def test_plain_tables_are_counted_exactly(text: str) -> None:
    """Head and rows, each as wide as the head."""
    assert counted(text) == made(text)


NESTED = {
    "in a quote": "> a|b\n> -|-\n> x\n> y",
    "in a quote, on lazy lines": "> a|b\n-|-\nx\ny",
    "in a list": "- text\n\n    a|b\n    -|-\n    x",
    "right behind the sign of a list": "- text\n- a|b\n-|-\nx\n- c|d|e\n  -|-|-",
    "in a list in a quote": "> - text\n>\n>     a|b\n>     -|-\n>     x",
    "in a box": "!!! note\n    a|b\n    -|-\n    x",
    "in a note": "Text.[^1]\n\n[^1]:\n    a|b\n    -|-\n    x",
    "below a heading without a line between": "## Titel\na|b\n-|-\nx",
    "two heads without rows, the first in a box": "!!! note\n    a|b\n    -|-\n|a|b\n|-|-",
    "with rows that look like quotes": "a|b\n-|-\n>\nx\n> y",
    "with signs that Python-Markdown takes away": "a|b\n-\x02|-\nx",
}


@pytest.mark.parametrize("text", NESTED.values(), ids=NESTED)
def test_tables_inside_of_something_are_counted(text: str) -> None:
    """At least as many cells as are made, and a table at all."""
    assert counted(text) >= made(text) > 0


PARTS = (
    "a",
    "|",
    "|-",
    "-|-",
    "-",
    "|a|b|",
    "a|b|c",
    "|-|-|",
    " ",
    "    ",
    "> ",
    "- ",
    "1. ",
    "\\",
    "`",
    "\n",
    "\n",
    "\n\n",
    "## ",
    "!!! note\n",
)


@given(st.lists(st.sampled_from(PARTS), max_size=40).map("".join))
@example("- a|b\n-|-\n- c|d|e\n  -|-|-")
def test_nothing_makes_more_cells_than_are_counted(text: str) -> None:
    """For any nesting."""
    assert counted(text) >= made(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (table(COLUMN_LIMIT, 2), False),
        (table(COLUMN_LIMIT + 1, 2), True),
        (table(COLUMN_LIMIT, CELL_LIMIT // COLUMN_LIMIT), False),
        (table(COLUMN_LIMIT, CELL_LIMIT // COLUMN_LIMIT + 1), True),
        ("\n\n".join([table(10, 50)] * 10), False),
        ("\n\n".join([table(10, 50)] * 10 + [table(1, 2)]), True),
        (table(2400, 2), True),
    ],
)
def test_columns_and_cells_are_bounded(text: str, expected: bool) -> None:
    """Both sides of each limit: a text beyond one is shown as it was typed."""
    assert is_costly(text) is expected
