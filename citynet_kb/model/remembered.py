"""What is asked often of things that never change is worked out once for each."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

K = TypeVar("K")
T = TypeVar("T")


def once_each(most: int) -> Callable[[Callable[[K], T]], Callable[[K], T]]:
    """Decorator: what a function of one argument gives is kept for each object it was given, up to `most` of them, then all is forgotten.

    Objects are told apart by identity, not by comparing: they are large and frozen. They are held, so that none can take another's place.
    """

    def remembering(function: Callable[[K], T]) -> Callable[[K], T]:
        known: dict[int, tuple[K, T]] = {}

        @wraps(function)
        def remembered(each: K) -> T:
            found = known.get(id(each))
            if found is None:
                if len(known) >= most:
                    known.clear()
                found = known[id(each)] = (each, function(each))
            return found[1]

        vars(remembered)["forget"] = known.clear
        return remembered

    return remembering
