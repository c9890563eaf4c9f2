"""The shared examples of words, and words of any kind, for the tests in both languages."""

from functools import cache
from typing import Any

from hypothesis import strategies as st

from citynet_kb.search import Lexicon, words
from tests.fixtures import FIXTURES, rows_of


@cache
def examples() -> dict[str, Any]:
    """The file of pairs."""
    found: dict[str, Any] = rows_of(FIXTURES / "wortpaare.yml")
    return found


def lexicon() -> Lexicon:
    """Learnt from the text of the examples."""
    return Lexicon.learn([words(examples()["lexicon"])])


LETTERS = "abcdeghiklmnoprstuvwzäöüßÄÖÜAEISéñŁøœıİﬁ²½αЖ-\u2011 09.,'’"
texts = st.text(st.sampled_from(LETTERS), max_size=24) | st.text(st.characters(max_codepoint=0x24F), max_size=12)
"""Words as people write them, and any Latin letters and signs. What is a letter elsewhere depends on the version of Unicode."""
