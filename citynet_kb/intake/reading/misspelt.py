"""Names of columns with a typo: what a few letters away can only mean one field is understood, all else is asked or set aside."""

import re
from collections.abc import Iterable, Mapping

from citynet_kb.model.slugs import plain_slug

_SHORTEST = 4
_LONG = 9
"""Letters of a name from which two may be wrong."""
_SURE = 7
"""Letters from which one may stand for another: »Staat« is no »Stadt«, though »Statd« is."""
_LETTERS = 60
"""A longer text is no name."""


def spellings(names: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    """From names with the key that each stands for: spelling as a slug → keys."""
    found: dict[str, set[str]] = {}
    for name, key in names:
        found.setdefault(plain_slug(name), set()).add(key)
    return {spelling: frozenset(keys) for spelling, keys in found.items() if len(spelling) >= _SHORTEST}


def misspelt(name: str, known: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The keys whose names are at most a typo away: one letter too many, too few, or changed for its neighbour; in long names two."""
    wanted = plain_slug(re.sub(r" [1-9][0-9]?(?=: )", "", name))
    if not _SHORTEST <= len(wanted) <= _LETTERS:
        return frozenset()
    most = 2 if len(wanted) >= _LONG else 1
    near: dict[int, set[str]] = {}
    for spelling, keys in known.items():
        if spelling[:1] == wanted[:1] and abs(len(spelling) - len(wanted)) <= most:
            steps = _steps(wanted, spelling, most)
            if steps <= most and (len(wanted) >= _SURE or len(spelling) != len(wanted) or sorted(spelling) == sorted(wanted)):
                near.setdefault(steps, set()).update(keys)
    return frozenset(near[min(near)]) if near else frozenset()


def _steps(one: str, other: str, most: int) -> int:
    """How many letters are added, left out, replaced, or changed for their neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for line, letter in enumerate(one, start=1):
        before, last, row = row, before, [line]
        for number, wanted in enumerate(other, start=1):
            step = min(before[number] + 1, row[-1] + 1, before[number - 1] + (letter != wanted))
            if last and number > 1 and letter == other[number - 2] and one[line - 2] == wanted:
                step = min(step, last[number - 2] + 1)
            row.append(step)
        if min(row) > most + 1:
            return most + 1
    return row[-1]
