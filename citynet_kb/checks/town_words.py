"""Names of towns in texts and addresses."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache

_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[a-z]+")
_ENDINGS = ("er", "s")
"""What may follow a name: Geraer, Geras."""


class TownWords:
    """Finds the names of these towns, and their slugs.

    A pattern of a thousand names takes long at every word, so only those are looked for of which the first word stands in the text.
    """

    def __init__(self, names: Iterable[str], slugs: Iterable[str]) -> None:
        self._names = frozenset(names)
        self._slugs = _longest_first(spelling for slug in slugs for spelling in (slug, slug.replace("-", "")))

    def in_text(self, text: str) -> str | None:
        """The first name in a text, as it stands there."""
        words = _WORD.findall(text)
        if self._beginning.keys().isdisjoint(words):
            return None
        found = _pattern_of_names(frozenset(name for word in words for name in self._beginning.get(word, ()))).search(text)
        return found[0] if found else None

    def in_address(self, text: str) -> str | None:
        """The first slug in an address, with or without its hyphens: bad-musterstadt.de, stadt-badmusterstadt.de."""
        if self._slugs and not (text.isascii() and self._begun_slugs.isdisjoint(_LETTERS.findall(text.lower()))):
            found = self._pattern_of_slugs.search(text)
            return found[0] if found else None
        return None

    @cached_property
    def _beginning(self) -> dict[str, list[str]]:
        """Names by the words with which they may begin, in a text."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in self._names:
            first = _WORD.match(name)
            for ending in ("", *_ENDINGS) if first else ():
                found[f"{first[0]}{ending}"].append(name)  # type: ignore[index]
        return dict(found)

    @cached_property
    def _begun_slugs(self) -> frozenset[str]:
        return frozenset(found[0] for slug in self._slugs if (found := _LETTERS.match(slug)))

    @cached_property
    def _pattern_of_slugs(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![a-z])(?:{'|'.join(self._slugs)})(?![a-z])", re.IGNORECASE)


@lru_cache(maxsize=256)
def _pattern_of_names(names: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _longest_first(names)))})(?:{'|'.join(_ENDINGS)})?\b")


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))
