"""Long lists cut into parts of one page each, so that no page grows with all records."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def cut(groups: Iterable[Sequence[T]], most: int, weight: Callable[[T], int] = lambda entry: 1) -> Iterator[tuple[T, ...]]:
    """The entries of all groups in their order, as many whole groups on a page as fit.

    A group that does not fit on one page has pages of its own. A page holds at least one entry, and no more than weigh `most`.
    """
    page: list[T] = []
    held = 0
    for group in groups:
        weights = [weight(entry) for entry in group]
        fits = held + sum(weights) <= most
        for number, (entry, one) in enumerate(zip(group, weights, strict=True)):
            if page and (held + one > most or (number == 0 and not fits)):
                yield tuple(page)
                page, held = [], 0
            page.append(entry)
            held += one
    if page:
        yield tuple(page)
