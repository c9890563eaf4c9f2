"""`fmt` keeps every word, counted in the raw text of the file, without YAML."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citynet_kb.findings import Severity
from citynet_kb.intake.asking.written_names import with_ids
from citynet_kb.intake.taking_in import formatting
from citynet_kb.intake.taking_in.formatting import formatted
from citynet_kb.model import CaseStudy
from citynet_kb.sources import Comments, SourceDocument, read
from citynet_kb.sources.canonical import write
from citynet_kb.sources.words_kept import words
from tests.fixtures import FIXTURES
from tests.sources.test_reader_properties import META, mutated

FILES = sorted(path for path in FIXTURES.rglob("*.md") if path.is_file() and "yaml-test-suite" not in path.parts)
GLUE = [*META, " # ", "#", ", ", ": ", "{a: b, c d}", "[a, 1,5 b]", '"a"#b', "\n  # a b\n", "\n  a: b c\n", "|\n  ", "? ", "\n\n", "'", '"']
WORDS = st.sampled_from(("Markt", "Abend", "title", "note", "tags", "Stände", "5", "12,5", "und", "https://example.org/a#b"))


def in_text(text: str) -> Counter[str]:
    """Words of letters; digits may belong to the sign of a block. What JSON escapes stands for one sign."""
    return Counter(re.findall(r"[^\W\d_]{2,}", re.sub(r"\\(?:u[0-9a-f]{4}|.)", " ", text)))


def keeps_all_words(content: bytes) -> None:
    """A formatted file has the words of the old one, but for keys without value and values that became ids or were understood: a hint
    names each of these."""
    text, findings = formatted("x.md", content, CaseStudy, {})
    document, _ = read("x.md", content)
    if text is None:
        assert findings
        return
    assert document is not None
    assert all(finding.severity is Severity.HINT and finding.rule == "wert-verstanden" for finding in findings)
    if findings or "\\" in document.places.text or with_ids(document.data, (), CaseStudy, {}) != document.data:
        return
    keys = in_text(" ".join(str(step) for location in document.keys for step in location))
    lost = in_text(document.places.text + "\n" + document.body) - in_text(text)
    assert not lost - keys, f"lost: {lost}"
    assert not in_text(text) - in_text(document.places.text + "\n" + document.body)


@pytest.mark.parametrize("part", range(8))
def test_every_fixture_keeps_its_words(part: int) -> None:
    """Whatever is wrong with it, or it is left alone and a finding says why."""
    assert len(FILES) > 200
    for file in FILES[part::8]:
        keeps_all_words(file.read_bytes())


@pytest.mark.slow
@given(mutated())
def test_a_mutated_case_keeps_its_words(text: str) -> None:
    """Cases with characters and lines deleted, doubled or exchanged."""
    keeps_all_words(text.encode("utf-8", "replace"))


@pytest.mark.slow
@given(st.lists(st.tuples(WORDS, st.sampled_from(GLUE)), max_size=14))
def test_words_between_signs_of_yaml_are_kept(parts: list[tuple[str, str]]) -> None:
    """Any words with any signs between them as the value of a field."""
    keeps_all_words(f"---\ntitle: {''.join(word + glue for word, glue in parts)}\ncity: gera\n---\n".encode())


@pytest.mark.parametrize(
    "head", ["note: a # b c", "# a\nnote: b", "tags:\n  - a # b\n  # c\n  - d", "summary:\nnote: x", "note: |2\n    a\n  b"]
)
def test_comments_and_values_are_counted(head: str) -> None:
    """A comment counts, a key without value does not."""
    document, _ = read("x.md", f"---\n{head}\n---\nText hier\n".encode())
    assert document is not None
    counted = words(document)
    assert counted == words(_again(document))
    assert counted["hier"] == 1
    assert counted["summary"] == 0


def _again(document: SourceDocument) -> SourceDocument:
    """What is read from the canonical form."""
    text = write(document.data, CaseStudy, document.body, formatting.comments_of(document.places))
    again, _ = read("x.md", text.encode())
    assert again is not None
    return again


def test_a_file_that_would_lose_a_word_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the writer drop a comment, there is no text to write, and a finding says so."""
    monkeypatch.setattr(formatting, "comments_of", lambda places: Comments())
    text, findings = formatted("x.md", b"---\nnote: a # Anmerkung\n---\n", CaseStudy, {})
    assert text is None
    assert [finding.rule for finding in findings] == ["nicht-umzuschreiben"]
