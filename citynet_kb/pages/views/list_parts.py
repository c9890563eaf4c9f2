"""What one page shows of a long list of cases, and the ways to its other parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from citynet_kb.indexes import CaseList, ListPart
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.views.case_lines import CaseLine


@dataclass(frozen=True)
class PartLink:
    """One part of a list: its page, and the years in which what is on it last happened.

    Both years are empty where none is known. `is_undated`: there are cases without a date too. `piece` counts the parts of one and the
    same year from 1 on, where one page does not hold it; else it is 0.
    """

    uri: str
    oldest: str
    newest: str
    is_undated: bool
    piece: int


@dataclass(frozen=True)
class PartView:
    """The part that a page shows. `parts` are all of them, this one included."""

    uri: str
    lines: tuple[CaseLine, ...]
    parts: tuple[PartLink, ...]


def part_view(context: BuildContext, found: CaseList, number: int = 0) -> PartView:
    """The part with this number, counted from 0."""
    parts = found.parts
    return PartView(parts[number].uri, context.lines_of(parts[number].cases), _links(parts))


def _links(parts: Sequence[ListPart]) -> tuple[PartLink, ...]:
    years = [part.years for part in parts]
    return tuple(_link(part, years.count(part.years) > 1 and years[: place + 1].count(part.years)) for place, part in enumerate(parts))


def _link(part: ListPart, piece: int) -> PartLink:
    dated = [year for year in part.years if year]
    return PartLink(part.uri, dated[-1] if dated else "", dated[0] if dated else "", "" in part.years, int(piece))
