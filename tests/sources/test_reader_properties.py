"""What the reader promises for any input at all."""

import string
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citynet_kb.findings import Severity
from citynet_kb.sources import Location, Value, read
from tests.fixtures import FIXTURES
from tests.sources.test_hostile_input import GOOD, SECONDS, judge
from tests.speed import in_time

EXAMPLES = sorted((FIXTURES / "typos").glob("*.md"))
"""Cases with one typo each, as seeds for mutations."""
META = [
    *"-:?,[]{}#&*!|>'\"%@`~=<\\\t \n\0",
    "---",
    "\n---\n",
    "...",
    "\n  ",
    "\n- ",
    ": ",
    "<<: ",
    "\r\n",
    "\u200b",
    "\u00a0",
    "\u0308",
    "\ufeff",
    "🎄",
    "ß",
]


@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda text: b"---\n" + text + b"\n---\n"))
@example(b"---\n---")
@example(b"---\n- \xff")
@example(b"\xff\xfe-\0-\0-\0")
def test_arbitrary_bytes_end_in_a_document_or_an_error(content: bytes) -> None:
    """`read` never raises; there is a document exactly when no finding is an error."""
    document, findings = read("x.md", content)
    assert (document is None) == any(finding.severity is Severity.ERROR for finding in findings)
    assert all(1 <= finding.place.line <= content.count(b"\n") + 2 and finding.place.column >= 1 for finding in findings)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A case after up to six changes: characters or lines deleted, doubled, exchanged or put in, YAML's own signs preferred."""
    text = draw(st.sampled_from([GOOD, GOOD, *(path.read_bytes().decode("utf-8", "replace") for path in EXAMPLES)]))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.sampled_from([start, start, start + 1, text.find("\n", start) + 1 or len(text)]))
        text = text[:start] + draw(st.sampled_from(["", *META, text[start:end] * 2]) | st.text(max_size=3)) + text[end:]
    return text


@pytest.mark.slow
@given(mutated())
def test_a_mutated_case_ends_quickly_in_a_case_or_an_error(text: str) -> None:
    """Reading, binding and checking never raise and never take more than two seconds."""
    case, findings = in_time(SECONDS, lambda: judge(text.encode("utf-8", "replace")))
    assert case or any(finding.severity is Severity.ERROR for finding in findings)
    assert all(finding.message and finding.remedy for finding in findings)


NASTY = (
    *(
        "yes",
        "no",
        "on",
        "off",
        "y",
        "n",
        "True",
        "FALSE",
        "ja",
        "07545",
        "0o17",
        "0x1f",
        "1e3",
        "1_000",
        "-0",
        "+1",
        ".5",
        "1:30",
        "12:30:45",
    ),
    *(
        "2024-01-01",
        "2024-01-01T10:00:00Z",
        ".inf",
        "-.INF",
        ".nan",
        "=",
        "a:b",
        "http://x.de/#a",
        "C#",
        "a, b",
        "-a",
        "null-wert",
        "ja?",
        "a[0]",
    ),
    *("it's", 'a "b" c', "100 %", "§ 5", "a & b", "a * b", "ä€😀", "x\u00a0y", "..."[:2], "1.200,50 €"),
)


@pytest.mark.parametrize("text", NASTY)
def test_a_plain_value_is_the_text_as_written(text: str) -> None:
    """YAML's guesses (no → False, 07545 → 3941, 1:30 → 90) never apply: as a value, in a list, in a flow."""
    document, findings = read("x.md", f"---\nnote: {text}\ntags:\n  - {text}\n---\n".encode())
    assert findings == []
    assert document
    assert document.data == {"note": text, "tags": [text]}


KEYS = st.text(string.ascii_lowercase, min_size=1, max_size=6)
PLAIN = st.text(string.ascii_letters + string.digits + "äöüß€😀", min_size=1, max_size=8).filter(lambda text: text.lower() != "null")
QUOTED = st.text(string.ascii_letters + "äß😀:#-[]{}', ", min_size=1, max_size=12).map(lambda text: f'"{text}"')
SCALARS = PLAIN | QUOTED
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    max_leaves=6,
)


def depth(value: object) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(depth, inner)) if inner else 0


def lines(value: object, indent: str) -> Iterator[str]:
    """Block style, two spaces a level."""
    items = value.items() if isinstance(value, dict) else (("-", inner) for inner in value) if isinstance(value, list) else ()
    for key, inner in items:
        head = f"{indent}{key}" if key == "-" else f"{indent}{key}:"
        if isinstance(inner, str):
            yield f"{head} {inner}"
        else:
            yield head
            yield from lines(inner, f"{indent}  ")


def scalars(value: Value, location: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        yield location, value
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from scalars(inner, (*location, key))


@pytest.mark.slow
@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=4).filter(lambda tree: depth(tree) <= 4), st.integers(0, 2))
def test_every_place_points_at_its_text(tree: dict[str, Value], blank_lines: int) -> None:
    """Line and column of a value are where its text starts in the file, those of a key where the key starts; nothing is lost."""
    text = "\n".join(["---", *[""] * blank_lines, *lines(tree, ""), "---", "", "Text.", ""])
    document, findings = read("x.md", text.encode())
    assert findings == []
    assert document
    rows = text.split("\n")
    assert [value for _, value in scalars(document.data, ())] == [value.strip('"') for _, value in scalars(tree, ())]
    for location, written in scalars(tree, ()):
        place = document.at(*location)
        assert rows[place.line - 1][place.column - 1 :] == written
        if isinstance(location[-1], str):
            place = document.at_key(*location)
            assert rows[place.line - 1][place.column - 1 :].startswith(f"{location[-1]}:")
    assert rows[document.at_body(1).line - 1] == "Text."
