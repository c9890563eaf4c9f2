"""What stands for values that views are made of: the same in every process for values that are equal and of one kind.

Objects are told as lists of their class and their fields, which no view holds, and all of it is written in C, without minding which texts
are one in memory.
"""

import marshal
from collections.abc import Callable, Hashable, Iterable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from hashlib import sha256
from operator import attrgetter
from typing import Any

from pydantic import BaseModel

_PLAIN = frozenset({str, int, float, bool, bytes, type(None)})
_FORM = 0
"""Of marshal: the one that never says that something was written before."""


class ValueDigests:
    """Digests of values. Those that are part of many others are told once: `shared`."""

    def __init__(self, shared: Iterable[object] = ()) -> None:
        self._shared: dict[int, tuple[object, object]] = {}
        for value in shared:
            self._shared[id(value)] = (value, self._digest(value))

    def of(self, *values: object) -> str:
        """What stands for these values. Raises ValueError for one that is not plain."""
        return self._digest(values).hex()

    def _digest(self, value: object) -> bytes:
        return sha256(marshal.dumps(self._told(value), _FORM)).digest()

    def _told(self, value: Any) -> Any:
        if shared := self._shared.get(id(value)):
            return shared[1]
        kind: Any = type(value)
        if kind is tuple:
            return tuple([one if type(one) in _PLAIN else self._told(one) for one in value])
        if isinstance(value, Enum):
            self._shared[id(value)] = (value, [kind.__qualname__, value.name])
            return self._shared[id(value)][1]
        parts = _parts(kind)
        return [kind.__qualname__, *[one if type(one) in _PLAIN else self._told(one) for one in parts(value)]] if parts else value


@cache
def _parts(kind: Hashable) -> Callable[[Any], tuple[Any, ...]] | None:
    """What gives the fields of an object of this class; None for what is not told by fields."""
    if not isinstance(kind, type) or kind in _PLAIN:
        return None
    if issubclass(kind, str):
        return lambda value: (str(value),)
    names = [one.name for one in fields(kind)] if is_dataclass(kind) else list(kind.model_fields) if issubclass(kind, BaseModel) else []
    if len(names) == 1:
        return lambda value: (getattr(value, names[0]),)
    return attrgetter(*names) if names else None
