"""Names of towns in texts and addresses."""

import re
from collections.abc import Iterable
from functools import cached_property

_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[a-z]+")
_ENDINGS = ("er", "s")
"""What may follow a name: Geraer, Geras."""


class TownWords:
    """Finds the names of these towns, and their slugs.

    A pattern of a thousand names takes long at every word, so it is asked only of texts with a word that begins one.
    """

    def __init__(self, names: Iterable[str], slugs: Iterable[str]) -> None:
        self._names = _longest_first(names)
        self._slugs = _longest_first(spelling for slug in slugs for spelling in (slug, slug.replace("-", "")))

    def in_text(self, text: str) -> str | None:
        """The first name in a text, as it stands there."""
        if self._names and not self._begun.isdisjoint(_WORD.findall(text)):
            found = self._pattern_of_names.search(text)
            return found[0] if found else None
        return None

    def in_address(self, text: str) -> str | None:
        """The first slug in an address, with or without its hyphens: bad-musterstadt.de, stadt-badmusterstadt.de."""
        if self._slugs and not (text.isascii() and self._begun_slugs.isdisjoint(_LETTERS.findall(text.lower()))):
            found = self._pattern_of_slugs.search(text)
            return found[0] if found else None
        return None

    @cached_property
    def _begun(self) -> frozenset[str]:
        """Words with which a name may begin, in a text."""
        begun = {found[0] for name in self._names if (found := _WORD.match(name))}
        return frozenset(begun | {f"{name}{ending}" for name in begun for ending in _ENDINGS})

    @cached_property
    def _begun_slugs(self) -> frozenset[str]:
        return frozenset(found[0] for slug in self._slugs if (found := _LETTERS.match(slug)))

    @cached_property
    def _pattern_of_names(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, self._names))})(?:{'|'.join(_ENDINGS)})?\b")

    @cached_property
    def _pattern_of_slugs(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![a-z])(?:{'|'.join(self._slugs)})(?![a-z])", re.IGNORECASE)


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))
