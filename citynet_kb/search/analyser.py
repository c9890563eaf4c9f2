"""From a text to the terms that stand in the index: stems, parts of compounds, and words with hyphens in one piece too."""

from collections.abc import Mapping
from functools import lru_cache

from citynet_kb.search.lexicon import Lexicon
from citynet_kb.search.words import STOP_WORDS, components, fold, stem, words

SHORTEST_TERM = 2
BEGINNING, WHOLE = 1, 2
"""How much a term counts that a compound begins with, and one that is the word or what it ends in."""


class Analyser:
    """Knows the parts of compounds; remembers the terms of every word that it has seen."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._seen: dict[str, tuple[str, ...]] = {}
        self.count = lru_cache(maxsize=10_000)(self._count)
        """How much each term occurs in a text; names of towns, measures and topics are asked for again and again."""

    def terms(self, word: str) -> tuple[str, ...]:
        """The terms of one word as it is spelt: its stem, its parts, without doubles. Stop words and single letters have none."""
        found = self._seen.get(word)
        if found is None:
            found = self._seen[word] = self._terms(word)
        return found

    def _count(self, text: str) -> Mapping[str, int]:
        """A word and what it ends in count more: a Weihnachtsmarkt is a Markt, a Marktplatz is not."""
        found: dict[str, int] = {}
        for word in words(text):
            terms = self.terms(word)
            for term in terms:
                found[term] = found.get(term, 0) + (BEGINNING if term in terms[1:-1] else WHOLE)
        return found

    def _terms(self, word: str) -> tuple[str, ...]:
        folded = [fold(part) for part in components(word)]
        pieces = ["".join(folded), *folded] if len(folded) > 1 else folded
        found = (term for piece in pieces if piece not in STOP_WORDS for term in (stem(piece), *self._lexicon.parts(piece)))
        return tuple(dict.fromkeys(term for term in found if len(term) >= SHORTEST_TERM or term.isdigit()))
