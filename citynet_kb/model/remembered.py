"""What is asked often of things that never change is worked out once for each."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

K = TypeVar("K")
T = TypeVar("T")

_KNOWN: list[dict[int, tuple[Any, Any]]] = []


def once_each(most: int) -> Callable[[Callable[[K], T]], Callable[[K], T]]:
    """Decorator: what a function of one argument gives is kept for each object it was given, up to `most` of them, then all is forgotten.

    Objects are told apart by identity, not by comparing: they are large and frozen. They are held, so that none can take another's place.
    """

    def remembering(function: Callable[[K], T]) -> Callable[[K], T]:
        known: dict[int, tuple[K, T]] = {}
        _KNOWN.append(known)

        @wraps(function)
        def remembered(each: K) -> T:
            found = known.get(id(each))
            if found is None:
                if len(known) >= most:
                    known.clear()
                found = known[id(each)] = (each, function(each))
            return found[1]

        return remembered

    return remembering


def forget() -> None:
    """Let go of all objects that something was asked of: those that nobody else holds would stay for as long as the process."""
    for known in _KNOWN:
        known.clear()
