"""Values that stand in many views, told once for the digests of all of them."""

from typing import Any, TypeVar

C = TypeVar("C")


def told_once(of: type[C]) -> type[C]:
    """A frozen dataclass whose `repr` is remembered: a case stands on dozens of pages, and each digest tells it again."""
    tell: Any = of.__repr__

    def told(value: Any) -> str:
        known: str | None = vars(value).get("_told")
        if known is None:
            known = tell(value)
            object.__setattr__(value, "_told", known)
        return known or ""

    of.__repr__ = told  # type: ignore[method-assign]
    return of
