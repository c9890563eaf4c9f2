"""Only what every renderer takes for code is code; all else is prose, and is checked."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citynet_kb.sources.scanner.prose import prose
from tests.site.test_fragments import html


def passed_over(text: str) -> list[str]:
    """The lines that no rule looks at, empty ones aside."""
    looked_at = {number for number, _ in prose(text)}
    return [line for number, line in enumerate(text.split("\n")) if number not in looked_at and line.strip()]


CODE = {
    "a block": ("```\nx\n```\ny", ["```", "x", "```"]),
    "with a language": ("~~~python\nx\n~~~\ny", ["~~~python", "x", "~~~"]),
    "two blocks": ("```\nx\n```\ny\n```\nz\n```", ["```", "x", "```", "```", "z", "```"]),
    "other signs inside": ("````\n```\nx\n```\n````", ["````", "```", "x", "```", "````"]),
}
PROSE = {
    "never closed": "```\nx",
    "indented": "  ```\nx\n  ```",
    "an indented one before a plain one": "  ```\nx\n```\ny\n```",
    "a blank before the language": "``` python\nx\n```\ny\n```\n",
    "attributes": "```{.python}\nx\n```\ny\n```",
    "a line that may end the block": "```\nx\n  ```\ny\n```",
    "longer signs that may end the block": "```\nx\n````\ny\n```",
    "in a quote before a plain one": "> ```\nx\n```\ny\n```",
    "in a list before a plain one": "- ```\nx\n```\ny\n```",
}


@pytest.mark.parametrize(("text", "code"), CODE.values(), ids=CODE)
def test_a_plain_block_is_code(text: str, code: list[str]) -> None:
    """Its fences too."""
    assert passed_over(text) == code


@pytest.mark.parametrize("text", PROSE.values(), ids=PROSE)
def test_what_can_be_read_in_two_ways_is_prose(text: str) -> None:
    """From the first such fence on nothing is code, since renderers disagree on what it opens or closes."""
    assert passed_over(text) == []


@pytest.mark.parametrize(
    ("text", "seen"),
    [("a `<b>` c", "a       c"), ("a ``<b>`` `c`", "a            "), ("a `<b> c", "a `<b> c"), ("a \\`<b>` c", "a \\`<b>` c")],
)
def test_spans_are_blanked_where_they_pair_up(text: str, seen: str) -> None:
    """Places stay what they were; with a backtick left over or escaped the whole paragraph is prose."""
    assert list(prose(text)) == [(0, seen)]


LINES = ("```", "~~~", "````", "```python", "``` python", "  ```", "``` ", "> ```", "- a", "    ", "", "", "x", "y", "\t```", "```\t", "``")


@given(st.lists(st.sampled_from(LINES), max_size=14))
def test_the_renderer_shows_as_code_what_rules_pass_over(lines: list[str]) -> None:
    """In Python-Markdown, for any fences in any order."""
    marked = [f"{line}{number}end" if line in ("x", "y") else line for number, line in enumerate(lines)]
    code = "".join(re.findall(r"<pre>.*?</pre>", html("\n".join(marked)), re.DOTALL))
    assert all(line in code for line in passed_over("\n".join(marked)) if line.endswith("end"))
