"""Suggestions for words that are no known name: a typo, some of its words, or an everyday word for it."""

import difflib
import heapq
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from citynet_kb.findings.suggestions import LONGEST, letters_of
from citynet_kb.intake.asking.everyday_terms import meant_terms, offered_terms
from citynet_kb.model import Term
from citynet_kb.model.slugs import plain_slug

CLOSE = 0.78
"""Similarity of two spellings (Ratcliff and Obershelp), 0 to 1, from which one counts as a typo of the other."""
SHARED = 0.33
"""Share of common words (Dice) from which one name is offered for the other."""
MOST = 3
_COMMON = frozenset(
    (
        *("aber", "auch", "beim", "eine", "einen", "einer", "fehlte", "fehlten", "fuer", "hoch", "kein", "keine", "mehr", "nicht"),
        *("noch", "oder", "sehr", "teuer", "unserer", "viel", "wenig", "wenige"),
    )
)
"""Words that say nothing about which name was meant."""
_STEM = 6
"""Number of common first letters from which two words count as forms of one."""


@dataclass(frozen=True)
class Spellings:
    """Known spellings as slugs, each with its words and the label that it stands for."""

    all: tuple[tuple[str, str, frozenset[str]], ...] = ()

    @classmethod
    def of(cls, known: Iterable[tuple[str, str]]) -> "Spellings":
        """From spellings with the label that each stands for."""
        slugs = ((plain_slug(spelling), label) for spelling, label in known)
        return cls(tuple((slug, label, _words(slug)) for slug, label in dict.fromkeys(slugs)))

    def typos(self, wanted: str) -> list[str]:
        """The spellings of which a word may be a typo, the nearest first, at most MOST: as `difflib.get_close_matches`, but quick."""
        matcher, letters, size = difflib.SequenceMatcher(), letters_of(wanted), len(wanted)
        matcher.set_seq2(wanted)
        found = []
        for length in range(math.ceil(size * CLOSE / (2 - CLOSE)), math.floor(size * (2 - CLOSE) / CLOSE) + 1):
            least = CLOSE * (size + length) / 2
            for slug, own in self._by_length.get(length, ()):
                if len(own & letters) >= least:
                    matcher.set_seq1(slug)
                    found.append((matcher.ratio(), slug))
        return [slug for _, slug in heapq.nlargest(MOST, (pair for pair in found if pair[0] >= CLOSE))]

    @cached_property
    def _by_length(self) -> Mapping[int, list[tuple[str, frozenset[str]]]]:
        found: dict[int, list[tuple[str, frozenset[str]]]] = {}
        for slug in {slug for slug, _, _ in self.all}:
            found.setdefault(len(slug), []).append((slug, letters_of(slug)))
        return found


NO_SPELLINGS = Spellings()


def likely(written: str, known: Spellings | Sequence[tuple[str, str]], vocabulary: type[Term] | None = None) -> list[str]:
    """The labels that may have been meant, the likeliest first, at most MOST; empty if none is likely.

    `known` are spellings with the label that each stands for; whoever asks more than once has them made ready once. Everyday words are
    known: »gescheitert« may be any of three outcomes.
    """
    wanted = plain_slug(written[: 2 * LONGEST])
    if not 3 <= len(wanted) <= LONGEST:
        return _everyday(wanted, vocabulary)
    known = known if isinstance(known, Spellings) else Spellings.of(known)
    found = [label for typo in known.typos(wanted) for spelling, label, _ in known.all if spelling == typo]
    return list(dict.fromkeys(found or _everyday(wanted, vocabulary) or _by_words(wanted, known)))[:MOST]


def _everyday(wanted: str, vocabulary: type[Term] | None) -> list[str]:
    """Labels of the terms that an everyday word may mean; where it is clear to nobody, of those that the form would offer."""
    terms = (meant_terms(wanted, vocabulary) or offered_terms(wanted, vocabulary)) if vocabulary else ()
    return [term.label for term in terms]


def _by_words(wanted: str, known: Spellings) -> list[str]:
    own = _words(wanted)
    shares = {(spelling, label): _share(own, words) for spelling, label, words in known.all}
    likeliest = sorted((pair for pair, share in shares.items() if share >= SHARED), key=lambda pair: (-shares[pair], pair))
    return [label for _, label in likeliest]


def _words(slug: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in slug.split("-") if len(word) > 3 and word not in _COMMON)


def _share(own: frozenset[str], other: frozenset[str]) -> float:
    """Dice's coefficient; 1 for a name whose words all occur in a longer sentence."""
    if other and other <= own:
        return 1.0
    return 2 * len(own & other) / (len(own) + len(other)) if own and other else 0.0
