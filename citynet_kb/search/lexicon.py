"""Parts of compound words, learnt from the words of the content: Ladenleerstand → laden, leerstand.

A word is split where its end is a noun of the content and what stands before it is a known word too, with or without a linking element
(Vereins-meile, Weihnachts-markt). Among several ways the one with the most frequent parts wins (P. Koehn, K. Knight: Empirical methods for
compound splitting, 2003). The same steps run in the browser (theme/assets/js/search/words.js).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Self

from citynet_kb.search.words import PREFIXES, STOP_WORDS, components, fold, stem

LINKS = ("", "s", "es", "n", "en", "er", "e", "ens", "ns")
"""The linking elements between two parts."""
SHORTEST, SHORTEST_OFTEN = 4, 3
"""Least number of letters of a part; one of three letters must be frequent."""
OFTEN = 3
LONGEST = 80
"""Most letters of a word that is split: the time grows with their cube, and the longest words in laws have about as many."""
_NO_PART = frozenset({*map(stem, STOP_WORDS), *PREFIXES})


@dataclass(frozen=True)
class Lexicon:
    """Stems that can be part of a compound, with their rank (0 = most frequent). `nouns` can stand at its end."""

    ranks: Mapping[str, int] = field(default_factory=dict)
    nouns: frozenset[str] = frozenset()
    _known: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def learn(cls, texts: Iterable[Iterable[str]]) -> Self:
        """Learn from the words of texts in their original spelling, where nouns have a capital letter."""
        seen: Counter[str] = Counter(chain.from_iterable(texts))
        times: Counter[str] = Counter()
        capitals: Counter[str] = Counter()
        longest: Counter[str] = Counter()
        for word, number in seen.items():
            for part in components(word):
                folded = fold(part)
                if len(folded) >= SHORTEST_OFTEN and folded.isalpha():
                    root = stem(folded)
                    times[root] += number
                    capitals[root] += number if part[0].isupper() and not part.isupper() else 0
                    longest[root] = max(longest[root], len(folded))
        fit = [root for root in times if longest[root] >= SHORTEST or times[root] >= OFTEN]
        ordered = sorted(fit, key=lambda root: (-times[root], root))
        nouns = frozenset(root for root in ordered if 2 * capitals[root] > times[root])
        alone = cls({root: rank for rank, root in enumerate(ordered)}, nouns)
        more = sorted(alone._beginnings(seen) - alone.ranks.keys())
        return cls({root: rank for rank, root in enumerate((*ordered, *more))}, nouns)

    def _beginnings(self, seen: Iterable[str]) -> set[str]:
        """What several compounds begin with, though it never stands alone: Lastenrad and Lastenvelo teach »Lasten«."""
        heads: defaultdict[str, set[str]] = defaultdict(set)
        nouns = {fold(part) for word in seen for part in components(word) if part[0].isupper()}
        for noun in (noun for noun in nouns if len(noun) <= LONGEST and not self.parts(noun)):
            for at in range(SHORTEST, len(noun) - SHORTEST_OFTEN + 1):
                if (head := stem(noun[at:])) in self.nouns:
                    heads[stem(noun[:at])].add(head)
        return {start for start, of in heads.items() if len(of) > 1 and len(start) >= SHORTEST and start not in _NO_PART}

    def parts(self, word: str) -> tuple[str, ...]:
        """The stems of the parts of a folded word, in their order, down to the smallest; empty where it has none."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._split(word)
        return found

    def _split(self, word: str) -> tuple[str, ...]:
        if len(word) > LONGEST:
            return ()
        best: tuple[int, int, str, str] | None = None
        for at in range(SHORTEST_OFTEN, len(word) - SHORTEST_OFTEN + 1):
            head = stem(word[at:])
            if head not in self.nouns or max(at, len(word) - at) < SHORTEST:
                continue
            if first := self._first(word[:at]):
                rank = self.ranks[head] + self.ranks.get(first, len(self.ranks))
                if best is None or (rank, at) < best[:2]:
                    best = rank, at, first, word[at:]
        if best is None:
            return ()
        _, _, first, end = best
        return (*self._whole(first, first), *self._whole(stem(end), end))

    def _first(self, start: str) -> str:
        """The stem that a compound begins with, without its linking element; empty for none."""
        for link in LINKS:
            if start.endswith(link):
                bare = start[: len(start) - len(link)]
                if len(bare) >= SHORTEST_OFTEN and (root := stem(bare)) in self.ranks:
                    return root
        return start if len(start) > 2 * SHORTEST_OFTEN and self.parts(start) else ""

    def _whole(self, part: str, spelt: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys((part, *self.parts(spelt))))
