"""The known value that is nearest to an unknown one."""

import difflib
from collections.abc import Iterable, Mapping
from functools import lru_cache

from citynet_kb.model.slugs import plain_slug

LONGEST = 300
"""Letters of a word that may be a known one misspelt; comparing takes quadratic time."""


def nearest(value: str, known: Mapping[str, str] | Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known id that was most likely meant, or None.

    `known` are ids, or ids with their German labels: »Bad Langensalza« finds `bad-langensalza`, »zu wenig Nachfrage« finds its reason.
    `cutoff` (0 to 1) is the least similarity. Of equally near ones the first in alphabetical order is taken.
    """
    return _nearest(plain_slug(value), tuple(known.items()) if isinstance(known, Mapping) else tuple((key, key) for key in known), cutoff)


@lru_cache(maxsize=1024)
def _nearest(wanted: str, labels: tuple[tuple[str, str], ...], cutoff: float) -> str | None:
    """As `nearest`. A value is looked at several times, and people repeat their mistakes."""
    spellings = _spellings(labels)
    if wanted in spellings:
        return spellings[wanted]
    if not 3 <= len(wanted) <= LONGEST:
        return None
    found = (
        _closest(wanted, labels, max(cutoff, 0.8))
        or [spelling for spelling in spellings if spelling.startswith(f"{wanted}-") or wanted.startswith(f"{spelling}-")]
        or _closest(wanted, labels, cutoff if len(wanted) > 3 else 1)
        or [spelling for spelling in spellings if len(wanted) > 3 and wanted in spelling]
    )
    return spellings[found[0]] if found else None


def _closest(wanted: str, labels: tuple[tuple[str, str], ...], cutoff: float) -> list[str]:
    """The closest spelling, if one is close enough: as `difflib.get_close_matches`, but quick."""
    matcher, letters, size = difflib.SequenceMatcher(), letters_of(wanted), len(wanted)
    matcher.set_seq2(wanted)
    best, least = list[str](), cutoff
    for spelling, own in reversed(_lettered(labels)):
        most = 2 * len(own & letters) / (size + len(spelling))
        if most < least or (best and most <= least):
            continue
        matcher.set_seq1(spelling)
        ratio = matcher.ratio()
        if ratio > least or (ratio == least and not best):
            best, least = [spelling], ratio
    return best


@lru_cache(maxsize=32)
def _lettered(labels: tuple[tuple[str, str], ...]) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((spelling, letters_of(spelling)) for spelling in _spellings(labels))


def letters_of(word: str) -> frozenset[str]:
    """The letters of a word, each with its count so far: as many as two words share, they can at most have in the same order."""
    count: dict[str, int] = {}
    found = set()
    for letter in word:
        count[letter] = count.get(letter, 0) + 1
        found.add(f"{letter}{count[letter]}")
    return frozenset(found)


@lru_cache(maxsize=32)
def _spellings(labels: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """How an id may be written: its label, its last part, itself."""
    spellings: dict[str, str] = {}
    for key, label in sorted(labels, reverse=True):
        for spelling in (plain_slug(label), plain_slug(key.rpartition("/")[2]), plain_slug(key)):
            spellings[spelling] = key
    return {spelling: spellings[spelling] for spelling in sorted(spellings) if spelling}
