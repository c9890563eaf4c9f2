"""What it costs: bands of effort beside outcomes, quick successes, and one page for each band."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb import pictures
from citynet_kb.indexes import Listing
from citynet_kb.indexes.across_measures import MOST_QUICK_LEVEL
from citynet_kb.model import OUTCOMES, Effort, Outcome, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.list_parts import PartView, part_view

SECTION = addresses.section(addresses.CASES)
QUICK = tuple(band for band in Effort if band.level and band.level <= MOST_QUICK_LEVEL)
"""Bands of effort in which a success is a quick one."""
_ENDS = frozenset(outcome.value for outcome in Outcome if outcome.is_known_end)
_KNOWN = tuple(sign for sign in pictures.SIGN_ORDER if sign in _ENDS)
"""Columns of the matrix, in the order of signs."""
Cell = tuple[str, str]
"""Slugs of an effort and an outcome."""


@dataclass(frozen=True)
class EffortsView:
    """All bands, each with the number of its cases, and how their cases ended.

    `unknown` of the `cases` do not say their effort. `urls` lead from cells of the matrix to the cases, `marked` are its cells of quick
    successes, `left_out` are the cases that do not count. `quick_known` = cases of a quick band with a known outcome.
    """

    cases: int
    unknown: int
    mostly_documented: bool
    matrix: pictures.Matrix
    urls: tuple[tuple[Cell, str], ...]
    marked: tuple[Cell, ...]
    left_out: int
    quick: tuple[CaseLine, ...]
    quick_known: int
    bands: tuple[tuple[Effort, int], ...]
    outcomes: tuple[Outcome, ...] = OUTCOMES


@dataclass(frozen=True)
class EffortView:
    """One band and its cases."""

    label: str
    definition: str
    cases: int
    counted: int
    part: PartView


def effort_pages(context: BuildContext) -> Iterator[Draft]:
    """The overview, and one page a band."""
    meta = PageMeta(description=description(addresses.EFFORTS), section=SECTION, layout="wide")
    yield Draft(addresses.EFFORTS, "efforts.md.j2", _efforts(context), meta)
    for band, listing in context.indexes.efforts.items():
        meta = PageMeta(description=band.definition, section=SECTION, layout="wide")
        yield Draft(addresses.value(addresses.EFFORTS, band.value), "effort.md.j2", _effort(context, band, listing), meta)


def _efforts(context: BuildContext) -> EffortsView:
    indexes, matrix = context.indexes, _matrix(context)
    across, total = indexes.across, indexes.totals.cases
    urls = {band: context.link(addresses.EFFORTS, addresses.value(addresses.EFFORTS, band.value)) for band in Effort}
    return EffortsView(
        cases=total,
        unknown=len(indexes.efforts[Effort.UNKNOWN].cases),
        mostly_documented=indexes.mostly_documented,
        matrix=matrix,
        urls=tuple(((band.value, outcome.value), urls[band]) for band in Effort for outcome in Outcome),
        marked=tuple((band.value, Outcome.SUCCESSFUL.value) for band in QUICK),
        left_out=total - matrix.total - matrix.without_row - matrix.without_column,
        quick=context.lines_of(across.quick_successes),
        quick_known=sum(len(ids) for band in QUICK for ids in across.matrix.counted[band].values()),
        bands=tuple((band, len(listing.cases)) for band, listing in indexes.efforts.items()),
    )


def _effort(context: BuildContext, band: Effort, listing: Listing) -> EffortView:
    part = part_view(context, context.indexes.case_lists[addresses.value(addresses.EFFORTS, band.value)])
    return EffortView(band.label, band.definition, len(listing.cases), listing.counted, part)


def _matrix(context: BuildContext) -> pictures.Matrix:
    """Effort × outcome as a picture; it says itself how many cases lack either."""
    found = context.indexes.across.matrix
    pairs = [(band.value, outcome.value) for band, row in found.counted.items() for outcome, ids in row.items() for _ in ids]
    pairs += [(band.value, Outcome.OPEN.value) for band, ids in found.open.items() for _ in ids]
    return pictures.matrix([band.value for band in Effort if band.level], _KNOWN, pairs)
