"""What one page shows of a long list of cases, and the ways to its other parts."""

from dataclasses import dataclass

from citynet_kb.indexes import CaseList
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.views.case_lines import CaseLine


@dataclass(frozen=True)
class PartLink:
    """One part of a list: its page, and the first and the last case on it. Lists without a case have neither."""

    uri: str
    first: CaseLine | None
    last: CaseLine | None


@dataclass(frozen=True)
class PartView:
    """The part that a page shows. `parts` are all of them, this one included."""

    uri: str
    lines: tuple[CaseLine, ...]
    parts: tuple[PartLink, ...]


def part_view(context: BuildContext, found: CaseList, number: int = 0) -> PartView:
    """The part with this number, counted from 0."""
    parts = [(part.uri, context.lines_of(part.cases)) for part in found.parts]
    links = (PartLink(uri, lines[0], lines[-1]) if lines else PartLink(uri, None, None) for uri, lines in parts)
    return PartView(*parts[number], tuple(links))
