"""A source as pages show it, in plain values."""

from collections.abc import Iterable
from dataclasses import dataclass

from citynet_kb.model import Source
from citynet_kb.pages import german


@dataclass(frozen=True)
class SourceLine:
    """One source. Dates are in words; what is not known is empty."""

    title: str
    url: str = ""
    publisher: str = ""
    date: str = ""
    accessed: str = ""
    archived: str = ""
    dead: str = ""
    """The day on which its address was found no more."""


def source_lines(sources: Iterable[Source]) -> tuple[SourceLine, ...]:
    """These sources in their order."""
    return tuple(
        SourceLine(
            title=source.title,
            url=source.url or "",
            publisher=source.publisher or "",
            date=german.day(source.date) if source.date else "",
            accessed=german.day(source.accessed) if source.accessed else "",
            archived=source.archived or "",
            dead=german.day(source.dead) if source.dead else "",
        )
        for source in sources
    )
