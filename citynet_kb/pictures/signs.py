"""The sign of a town, and the order of signs in every picture."""

from collections.abc import Iterable, Mapping

from citynet_kb.model import Outcome
from citynet_kb.model.vocabulary import OUTCOMES, SETBACKS

MIXED = "gemischt"
NO_CASE = "kein-fall"
"""Signs beside the outcomes: several cases that ended differently; a town without a case."""

SIGN_ORDER = (*(outcome.value for outcome in SETBACKS), MIXED, *(outcome.value for outcome in OUTCOMES[len(SETBACKS) :]), NO_CASE)
"""The one order of outcomes, with the signs beside them."""


def town_sign(ends: Iterable[str], others: Iterable[str] = ()) -> str:
    """The sign of a town with these known ends: the one that all share, else MIXED.

    Only where no end is known the `others` decide: a cancelled edition if nothing else is known, else open; NO_CASE without any.
    """
    known, unknown = set(ends), set(others)
    if known:
        return MIXED if len(known) > 1 else next(iter(known))
    if unknown:
        return str(Outcome.CANCELLED if unknown == {Outcome.CANCELLED} else Outcome.OPEN)
    return NO_CASE


def rank(sign: str) -> tuple[int, str]:
    """The sort key of a sign; unknown ones come last, by name."""
    return SIGN_ORDER.index(sign) if sign in SIGN_ORDER else len(SIGN_ORDER), sign


def counted(signs: Iterable[str]) -> Mapping[str, int]:
    """Sign → how often it occurs, in the order of signs."""
    every = list(signs)
    return {sign: every.count(sign) for sign in sorted(set(every), key=rank)}
