"""Where a page stands among the parts of a long list of measures or towns, and the ways to the others."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Stretch:
    """One part: its page, and from what to what it reaches. `piece` counts parts that reach alike from 1 on; else it is 0."""

    uri: str
    first: str
    last: str
    piece: int = 0


@dataclass(frozen=True)
class IndexPlace:
    """The part that a page shows, counted from 0, and all parts; one where the page holds the whole list."""

    number: int
    parts: tuple[Stretch, ...]

    @property
    def uri(self) -> str:
        return self.parts[self.number].uri


def stretches(reaches: Iterable[tuple[str, str, str]]) -> tuple[Stretch, ...]:
    """Parts from their pages and from what to what they reach."""
    found = tuple(reaches)
    spans = [span for _, *span in found]
    return tuple(
        Stretch(uri, first, last, spans[: place + 1].count(span) if spans.count(span) > 1 else 0)
        for place, ((uri, first, last), span) in enumerate(zip(found, spans, strict=True))
    )
