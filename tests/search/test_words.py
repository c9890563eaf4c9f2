"""Words are made alike, split into parts and counted as readers expect; the browser does the same (tests/browser/test_search.py)."""

import pytest
from hypothesis import given

from citynet_kb.search import Analyser, Lexicon, fold, joined, stem, words
from citynet_kb.search.words import components
from tests.search.examples import examples, lexicon, texts


@pytest.mark.parametrize(("one", "other"), examples()["same"])
def test_same_word(one: str, other: str) -> None:
    """Spelling, umlauts and inflection make no difference."""
    analyser = Analyser(Lexicon())
    assert analyser.terms(one)[0] == analyser.terms(other)[0]


@pytest.mark.parametrize(("one", "other"), examples()["different"])
def test_different_words(one: str, other: str) -> None:
    """Words that only look alike stay apart."""
    assert stem(fold(one)) != stem(fold(other))


@pytest.mark.parametrize(("word", "parts"), examples()["parts"])
def test_parts_of_compounds(word: str, parts: list[str]) -> None:
    """A compound has the parts that the content knows as words; its last part is a noun."""
    assert list(lexicon().parts(fold(word))) == parts


@given(texts)
def test_folding_leaves_small_letters_and_digits(text: str) -> None:
    """Whatever is typed, terms consist of a–z and 0–9, and folding twice changes nothing that a reader would notice."""
    for part in (part for word in words(text) for part in components(word)):
        assert all(letter.isascii() and (letter.isdigit() or letter.islower()) for letter in fold(part))


@given(texts)
def test_terms_are_never_empty(text: str) -> None:
    """A term is at least two letters or a digit."""
    analyser = Analyser(lexicon())
    assert all(len(term) >= 2 or term.isdigit() for word in words(text) for term in analyser.terms(word))


def test_stop_words_have_no_terms() -> None:
    """Small words, and those that people only ask with, are not in the index."""
    analyser = Analyser(lexicon())
    assert [analyser.terms(word) for word in ("und", "für", "über", "die", "jemand", "bekommen")] == [()] * 6


def test_head_of_a_compound_counts_more() -> None:
    """A Weihnachtsmarkt is a Markt; Marktbeleuchtung is not."""
    counted = Analyser(lexicon()).count("Weihnachtsmarkt")
    other = Analyser(lexicon()).count("Marktbeleuchtung")
    assert counted["markt"] > other["markt"]


def test_phrases_are_one_however_they_are_written() -> None:
    """With hyphens, apart or in one piece of the same words."""
    assert joined("Pop-up-Store") == joined("pop up store") == joined("Pop-Up Stores")


def test_a_word_without_end_is_not_taken_apart() -> None:
    """Time grows with the cube of the letters: one word of four thousand would keep a build for hours."""
    long = "Markt" * 800
    assert Lexicon.learn([["Markt", "Platz", "Marktplatz", long]]).parts(fold(long)) == ()
