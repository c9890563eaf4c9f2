"""What no text may cost: each sign that the renderer takes for a list counts as a level, else one line of them stops every build."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from citynet_kb.sources.costs import LEVEL_LIMIT, LINE_LIMIT, deep_line, is_costly

SIGNS = ("- ", "* ", "+ ", "-\t", "-\xa0", "1. ", "12) ", "1.) ", "a) ", "• ", "•", "▪", "‣ ", "◦ ", "●", "○ ", "■ ", "· ", "– ", "> ", ">")


@pytest.mark.parametrize("sign", SIGNS)
def test_a_line_of_signs_is_too_deep(sign: str) -> None:
    """Wherever it stands; one level less is not."""
    line = sign * (LEVEL_LIMIT + 1) + "Markt"
    assert deep_line(line) == 0
    assert deep_line(f"Text.\n\n  {line}") == 2
    assert is_costly(line)
    assert deep_line(sign * (LEVEL_LIMIT - 1) + "Markt") is None


@given(st.lists(st.sampled_from((*SIGNS, " ", "  ", "    ", "x")), min_size=20, max_size=200).map("".join))
def test_what_is_not_too_deep_is_rendered_flat(line: str) -> None:
    """Twice, since a second entry makes a list of signs that are none alone. No deeper than the bound, and a slip of indentation."""
    text = f"{line}x\n{line}y"[: 2 * LINE_LIMIT]
    if not is_costly(text):
        html = Markdown(extensions=["citynet_kb.fragments", "sane_lists"]).convert(text)
        depth = deepest = 0
        for tag in re.findall(r"<(/?)(?:ul|ol|blockquote)\b", html):
            depth += -1 if tag else 1
            deepest = max(deepest, depth)
        assert deepest <= 2 * LEVEL_LIMIT
