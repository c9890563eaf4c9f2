"""What people write for a German municipality → those of the register that it may name: old spellings, abbreviations, additions.

»Rothenburg o.d.T.«, »Halle/Saale«, »St. Ingbert«, »Neustadt (Sachsen)«, »Münster, Kreis Donau-Ries«. Nothing is picked here: whoever asks
gets all of them, each with how well the words fit.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache

from citynet_kb.model.municipalities import Municipalities, Municipality
from citynet_kb.model.slugs import plain_slug

ADDITION = re.compile(r" ?[(/,]| (?:am|an|auf|bei|im|in|ob|unter|vor|v\.|a\.|i\.|b\.|o\.) ")
"""Where the addition to the name of a town begins."""
_TITLES = ("hansestadt", "lutherstadt", "stadt", "markt")
"""What is part of a few names, and often left out."""
_SAINTS = frozenset(("st", "skt"))
_JOINING = frozenset(
    (
        *("am", "an", "auf", "bei", "der", "dem", "den", "im", "in", "ob"),
        *("vor", "unter", "und", "a", "b", "d", "i", "o", "u", "v", "z"),
    )
)
"""Words inside a name that are often left out or abbreviated to a letter."""
_AROUND = frozenset(
    (
        *("in", "im", "bei", "kreis", "landkreis", "lk", "lkr"),
        *("region", "staedteregion", "regionalverband", "gemeinde", "kreisfreie", "stadt", "stadtkreis"),
    )
)
"""Words around the name of a Land or a district."""
_SHORT = 5
"""Most letters of an abbreviation that leaves out letters in between: »OPf.«, »Rbge.«, »NRW«."""


class Fit(IntEnum):
    """How well words fit a town: its name, with Land or district, abbreviated, or without its addition; the best first."""

    NAME = 0
    PLACED = 1
    SHORTENED = 2
    IN_PART = 3


@lru_cache(maxsize=4096)
def fitting(text: str, register: Municipalities) -> Mapping[str, Fit]:
    """The slugs of all municipalities that a text may name. A table names the same town in many rows."""
    words = _words(text)
    if not words or len(words[0]) < 2:
        return {}
    starts = ("sankt-", "st-") if words[0] == "sankt" else (words[0],)
    fits = [(one.slug, _fit(words, one)) for start in starts for one in register.starting(start)]
    titled = ((one.slug, _words(one.name)) for title in _TITLES for one in register.starting(f"{title}-{words[0]}"))
    fits += [(slug, Fit.IN_PART) for slug, name in titled if name[1:] == words]
    return {slug: fit for slug, fit in fits if fit is not None}


def _fit(words: Sequence[str], town: Municipality) -> Fit | None:
    name = _words(town.name)
    if words[0] != name[0]:
        return None
    if words == name:
        return Fit.NAME
    ways = (_words(town.state), _inner(_words(town.district)))
    if words[: len(name)] == name and _is_place(_inner(words[len(name) :]), *ways):
        return Fit.PLACED
    own, full = _content(words), _content(name)
    if _stands_for(own, full) or (_stands_for(own[: len(full)], full) and _is_place(_inner(own[len(full) :]), *ways)):
        return Fit.SHORTENED
    short = _words(ADDITION.split(town.name, maxsplit=1)[0])
    if words == short:
        return Fit.IN_PART
    is_placed = words[: len(short)] == short and _is_place(_inner(words[len(short) :]), *ways)
    return Fit.SHORTENED if is_placed else None


def _is_place(words: Sequence[str], state: Sequence[str], district: Sequence[str]) -> bool:
    """Whether words name the Land, the district, or both."""
    if not words:
        return False
    ways = (state, district, [*state, *district], [*district, *state])
    return any(way and (_stand_for(words, way) or (len(words) == 1 and _is_short(words[0], "".join(way)))) for way in ways)


def _stands_for(words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether words are those of a name, all but the first perhaps abbreviated."""
    return bool(words) and words[0] == name[0] and _stand_for(words[1:], name[1:])


def _stand_for(words: Sequence[str], name: Sequence[str]) -> bool:
    return len(words) == len(name) and all(one == other or _is_short(one, other) for one, other in zip(words, name, strict=True))


def _is_short(word: str, whole: str) -> bool:
    """Whether a word abbreviates another: its beginning, or a few of its letters in their order."""
    if whole.startswith(word):
        return True
    letters = iter(whole)
    return len(word) <= _SHORT and word[:1] == whole[:1] and all(letter in letters for letter in word)


def _words(text: str) -> list[str]:
    """The words of a name as they are compared."""
    words = plain_slug(text).split("-")
    return ["sankt" if word in _SAINTS else word for word in words] if words != [""] else []


def _content(words: Sequence[str]) -> list[str]:
    """Without joining words, which the last one never is."""
    return [word for number, word in enumerate(words) if number in (0, len(words) - 1) or word not in _JOINING]


def _inner(words: Iterable[str]) -> list[str]:
    return [word for word in words if word not in _AROUND]
