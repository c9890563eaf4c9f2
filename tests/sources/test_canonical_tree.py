"""Front matter that is read line by line is read as YAML reads it; what could be read otherwise is left to YAML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citynet_kb.model import CaseStudy
from citynet_kb.sources import write
from citynet_kb.sources.canonical_tree import canonical_tree
from citynet_kb.sources.yaml_tree import parse

KEYS = st.sampled_from(("title", "city", "period", "start", "note", "null", "a_b", "x"))
TEXTS = st.sampled_from(
    ("Gera", "2019-07", "80 %", "a - b", "Nullrunde", "so: »nein«", "a #b", "&a", "? ja", "[a], {b}", "Maß\u00a0zwei", "null", 'a "b"')
)
TREES = st.recursive(TEXTS, lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3))
SIGNS = (
    "",
    "\n",
    " ",
    "  ",
    "\n  ",
    "- ",
    ": ",
    ":",
    '"',
    "#",
    " #",
    "\\",
    "~",
    "\t",
    "\u00a0",
    "\u0085",
    "\u2028",
    "---",
    "x: y\n",
    "|",
    "'",
    "null",
)
LEFT_TO_YAML = {
    "a text in two lines": "title: Gera\n  und Jena",
    "a list as far left as its key": "tags:\n- Markt",
    "a key without value": "title:\ncity: gera",
    "a key without value at the end": "title: Gera\ncity:",
    "a key twice": "city: gera\ncity: jena",
    "an odd indentation": "period:\n   start: 2019",
    "an empty line": "title: Gera\n\ncity: gera",
    "a comment": "title: Gera # Thüringen",
    "a blank at the end": "title: Gera ",
    "no blank behind the colon": "title:Gera",
    "a value that means nothing": "title: null",
    "an escape": r'title: "a\tb"',
    "a quotation mark in quotes": "title: 'Gera'",
    "a sign that could break the line": 'title: "a\u2028b"',
    "a list of lists": "tags:\n  - - Markt",
    "five levels": "a:\n  b:\n    c:\n      d:\n        e: f",
    "a list with too many entries": "tags:" + "\n  - Markt" * 201,
    "nothing": "",
}


def head(fields: dict[str, object]) -> str:
    """Front matter in canonical form, without its fences."""
    return write(fields, CaseStudy).split("\n---\n")[0].removeprefix("---\n")


@st.composite
def heads(draw: st.DrawFn) -> str:
    """Front matter in canonical form after up to three changes."""
    text = head(draw(st.dictionaries(KEYS, TREES, min_size=1, max_size=4)))
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(text)))
        text = text[:start] + draw(st.sampled_from(SIGNS)) + text[start + draw(st.integers(0, 3)) :]
    return text


@given(heads())
def test_what_is_read_by_lines_is_what_yaml_reads(text: str) -> None:
    """Values, their order and all places are the same, and YAML has nothing to say."""
    found, expected = canonical_tree(text, 2), parse(text, "x.md", 2)
    if found is not None:
        assert expected.is_whole
        assert expected.findings == []
        assert repr(found.data) == repr(expected.data)
        assert repr(found.places.outer) == repr(expected.places.outer)
        assert (found.places.keys, found.places.values) == (expected.places.keys, expected.places.values)


def test_what_is_written_in_canonical_form_is_read_by_lines() -> None:
    """Groups in lists and lists in groups, texts with and without quotes."""
    fields: dict[str, object] = {
        "title": "Gera: »ja« #1",
        "city": "gera",
        "sources": [{"title": "A & B", "seen": ["2019", "2020"]}, {"url": "https://x.de/?a#b"}],
    }
    found = canonical_tree(head(fields), 2)
    assert found is not None
    assert found.data == fields


@pytest.mark.parametrize("text", LEFT_TO_YAML.values(), ids=LEFT_TO_YAML.keys())
def test_the_least_deviation_is_left_to_yaml(text: str) -> None:
    """A mistake, or a form of writing in which a line does not stand for itself."""
    assert canonical_tree(text, 2) is None
