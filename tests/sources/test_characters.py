"""Which characters are ordinary: those that no rule about characters refuses."""

import sys
import unicodedata

import pytest

from citynet_kb.sources.characters import first_foreign, first_invisible, is_ordinary
from tests.speed import once


@once
def ordinary() -> list[str]:
    """All of them."""
    return [sign for sign in map(chr, range(sys.maxunicode + 1)) if is_ordinary(sign)]


def test_nothing_ordinary_is_invisible_foreign_or_a_mark() -> None:
    """So a text of such characters needs no further check."""
    text = "".join(ordinary())
    assert first_invisible(text) is None
    assert first_foreign(text) is None
    assert not any(unicodedata.combining(sign) for sign in ordinary())


def test_ordinary_characters_are_in_nfc_whatever_stands_before_them() -> None:
    """None of them is decomposed, or composed with its neighbour."""
    assert all(unicodedata.normalize("NFC", before + sign) == before + sign for before in "aAe" for sign in ordinary())
    assert "\r" not in ordinary()  # line ends have a rule of their own


@pytest.mark.parametrize("text", ["Märkte – »für alle«, 20 €/m² …", "Łódź, Škoda, „Café“\n\tGaraţ", "it’s 5 × 3 ‰"])
def test_german_texts_are_ordinary(text: str) -> None:
    """With quotes, dashes and letters of neighbouring languages."""
    assert is_ordinary(text)


@pytest.mark.parametrize(
    "sign", ["\u200b", "\u0430", "\u0308", "\x00", "\x85", "\xad", "\u202e", "\ufeff", "\u2028", "\u2066", "\U000e0101"]
)
def test_a_sign_that_a_rule_speaks_of_is_not(sign: str) -> None:
    """Wherever it stands."""
    assert not is_ordinary(f"Markt{sign}platz")
