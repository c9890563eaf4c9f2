"""The sign of a town, and the order of signs in every picture."""

from collections.abc import Iterable, Mapping

from citynet_kb.model import Outcome
from citynet_kb.model.vocabulary import SETBACKS

MIXED = "gemischt"
NO_CASE = "kein-fall"
"""Signs beside the outcomes: several cases that ended differently; a town without a case."""

_OTHERS = (Outcome.PARTLY, Outcome.SUCCESSFUL, Outcome.EXPIRED, Outcome.CANCELLED, Outcome.OPEN)
SIGN_ORDER = (*(outcome.value for outcome in SETBACKS), MIXED, *(outcome.value for outcome in _OTHERS), NO_CASE)
"""Setbacks first, as in the rows of signs on every page."""


def town_sign(outcomes: Iterable[str]) -> str:
    """The sign of a town with these outcomes: the one that all share, MIXED, or NO_CASE."""
    different = set(outcomes)
    return MIXED if len(different) > 1 else next(iter(different), NO_CASE)


def rank(sign: str) -> tuple[int, str]:
    """The sort key of a sign; unknown ones come last, by name."""
    return SIGN_ORDER.index(sign) if sign in SIGN_ORDER else len(SIGN_ORDER), sign


def counted(signs: Iterable[str]) -> Mapping[str, int]:
    """Sign → how often it occurs, in the order of signs."""
    every = list(signs)
    return {sign: every.count(sign) for sign in sorted(set(every), key=rank)}
