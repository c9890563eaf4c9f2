"""The index in pieces says what the whole one says."""

import json
from bisect import bisect_right

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citynet_kb.exports.search_files import search_files
from citynet_kb.model import addresses
from citynet_kb.pages import search_words
from citynet_kb.project import Project
from citynet_kb.search import SearchIndex, shards
from tests.site.building import LAND


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    return Project.here(LAND).search


def unpacked(letters: str) -> list[int]:
    """What the browser does with packed numbers, done once more."""
    found, last, distance, shift = [], 0, 0, 0
    for value in map(shards.ALPHABET.index, letters):
        distance += value % 32 << shift
        shift += 5
        if value < 32:
            last += distance
            found.append(last)
            distance = shift = 0
    return found


@given(st.lists(st.tuples(st.integers(0, 9_000), st.integers(1, 900), st.integers(0, 900)), max_size=40, unique_by=lambda hit: hit[0]))
def test_packed_hits_come_back(hits: list[shards.Hit]) -> None:
    """What the browser does with the hits of a term, done once more."""
    term, *numbers = shards.packed_term("markt", sorted(hits))
    found, entry = [], 0
    while numbers:
        distance, weight = int(numbers.pop(0)), int(numbers.pop(0))
        short = int(numbers.pop(0)) if distance < 0 else 0
        entry += -1 - distance if distance < 0 else distance
        found.append((entry, weight, short))
    assert (term, found) == ("markt", sorted(hits))


@given(st.sets(st.integers(0, 5_000_000), max_size=60))
def test_packed_numbers_come_back(numbers: set[int]) -> None:
    """Any rising numbers survive the packing."""
    assert unpacked(shards.packed(sorted(numbers))) == sorted(numbers)


def test_every_term_lies_in_its_piece(index: SearchIndex) -> None:
    """Each term of the index stands in exactly the piece where the browser looks for it."""
    runs = list(shards.pieces(index.postings, 300))
    starts = [run.start for run in runs]
    places = {str(term): number for number, run in enumerate(runs) for term, *_ in run.terms}
    assert len(runs) > 1
    assert sorted(places) == [term for term in index.postings.terms if term.isalnum()]
    assert all(max(bisect_right(starts, term) - 1, 0) == number for term, number in places.items())


def test_every_entry_has_its_line(index: SearchIndex) -> None:
    """Lines of results lie where their number says."""
    rows = list(index.rows())
    found = shards.row_pieces(index)
    assert [found[number // shards.ROWS_A_PIECE][number % shards.ROWS_A_PIECE] for number in range(len(rows))] == rows


def test_facts_are_complete(index: SearchIndex) -> None:
    """Each mark leads to every entry that bears it."""
    marks = shards.facts(index.entries)["marks"]
    assert isinstance(marks, dict)
    for mark in sorted({mark for entry in index.entries for mark in entry.facts}):
        assert unpacked(marks[mark]) == [number for number, entry in enumerate(index.entries) if mark in entry.facts]


def test_small_sites_have_the_index_in_one_piece(index: SearchIndex) -> None:
    """Up to the limit there are two files; beyond it no file is large."""
    small = search_files(index, search_words())
    assert set(small) == {addresses.SEARCH, addresses.SEARCH_OF_THEME}
    assert [term for run in shards.pieces(index.postings) for term in run.terms] == json.loads(small[addresses.SEARCH])["terms"]
    files = search_files(index, search_words(), many=0)
    assert {path.split("/")[1] for path in files if path.count("/") > 1} == {"w", "v", "z"}
    assert "terms" not in json.loads(files[addresses.SEARCH])
