"""Text → terms of the index: stems, parts of compounds, and words with hyphens also as one piece."""

from collections.abc import Mapping
from functools import lru_cache

from citynet_kb.search.lexicon import Lexicon
from citynet_kb.search.words import STOP_WORDS, components, fold, stem, words

SHORTEST_TERM = 2
BEGINNING, WHOLE = 1, 2
"""Weight of a term at the beginning of a compound, and of one that is the whole word or its end."""


class Analyser:
    """Splits words into terms. Caches the terms of every word."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._seen: dict[str, tuple[tuple[str, int], ...]] = {}
        self.count = lru_cache(maxsize=10_000)(self._count)
        """Weight of each term in a text. Cached, since names of towns, measures and topics recur."""

    def terms(self, word: str) -> tuple[str, ...]:
        """The terms of one word as it is spelt: its stem and its parts, each once. Stop words and single letters have none."""
        return tuple(term for term, _ in self._weighed(word))

    def _weighed(self, word: str) -> tuple[tuple[str, int], ...]:
        """The terms of a word, each with its weight."""
        found = self._seen.get(word)
        if found is None:
            terms = self._terms(word)
            found = self._seen[word] = tuple((term, BEGINNING if term in terms[1:-1] else WHOLE) for term in terms)
        return found

    def _count(self, text: str) -> Mapping[str, int]:
        """A word and what it ends in count more: a Weihnachtsmarkt is a Markt, a Marktplatz is not."""
        found: dict[str, int] = {}
        for word in words(text):
            for term, weight in self._weighed(word):
                found[term] = found.get(term, 0) + weight
        return found

    def _terms(self, word: str) -> tuple[str, ...]:
        folded = [fold(part) for part in components(word)]
        pieces = ["".join(folded), *folded] if len(folded) > 1 else folded
        found = (term for piece in pieces if piece not in STOP_WORDS for term in (stem(piece), *self._lexicon.parts(piece)))
        return tuple(dict.fromkeys(term for term in found if len(term) >= SHORTEST_TERM or term.isdigit()))
