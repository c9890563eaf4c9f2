"""Functions of another program that ours take the place of for a while."""

from collections.abc import Callable
from typing import Any


class Exchanged:
    """Functions of MkDocs that others take the place of for a while. Each of these is given the one whose place it takes."""

    def __init__(self) -> None:
        self._stock: list[tuple[Any, str, Any]] = []

    def __enter__(self) -> "Exchanged":
        return self

    def __exit__(self, *_: object) -> None:
        for owner, name, stock in reversed(self._stock):
            setattr(owner, name, stock)

    def take(self, owner: Any, name: str, other: Callable[..., Any]) -> None:
        """Put the other function in the place of this one."""
        stock = getattr(owner, name)
        self._stock.append((owner, name, stock))
        setattr(owner, name, lambda *arguments, **options: other(stock, *arguments, **options))
