"""Pages that look across all measures: map, effort, gaps, shared experience, years, and how all of it is counted."""

from collections.abc import Iterator

from citynet_kb import pictures
from citynet_kb.indexes.across_measures import MOST_QUICK_LEVEL
from citynet_kb.model import Effort, Outcome, addresses
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.page import GeneratedPage
from citynet_kb.pages.renderer import Renderer

QUICK = tuple(band for band in Effort if band.level and band.level <= MOST_QUICK_LEVEL)
"""Bands of effort in which a success is a quick one."""
_KNOWN = (Outcome.DISCONTINUED, Outcome.NO_EFFECT, Outcome.NEVER_REALISED, Outcome.PARTLY, Outcome.SUCCESSFUL)
"""Columns of the matrix, in the order of signs."""


def across_pages(renderer: Renderer) -> Iterator[GeneratedPage]:
    """All of them."""
    yield from _efforts(renderer)


def _meta(uri: str, index: str) -> dict[str, str]:
    return {"description": description(uri), "section": addresses.section(index), "layout": "wide"}


def _efforts(renderer: Renderer) -> Iterator[GeneratedPage]:
    indexes, link = renderer.indexes, renderer.site_map.link
    counted, matrix = indexes.across.matrix.counted, _matrix(renderer)
    urls = {(band.value, one.value): link(addresses.EFFORTS, addresses.effort(band.value)) for band in Effort for one in Outcome}
    yield renderer.page(
        addresses.EFFORTS,
        "efforts.md.j2",
        _meta(addresses.EFFORTS, addresses.CASES),
        bands=list(indexes.efforts.items()),
        unknown=len(indexes.efforts[Effort.UNKNOWN].cases),
        matrix=matrix,
        left_out=indexes.totals.cases - matrix.total - matrix.without_row - matrix.without_column,
        urls=urls,
        marked=[(band.value, Outcome.SUCCESSFUL.value) for band in QUICK],
        quick=indexes.across.quick_successes,
        quick_base=sum(len(ids) for band in QUICK for ids in counted[band].values()),
        outcomes=tuple(Outcome),
        efforts=tuple(Effort),
    )
    for band, listing in indexes.efforts.items():
        meta = {"description": band.definition, "section": addresses.section(addresses.CASES), "layout": "wide"}
        yield renderer.page(addresses.effort(band.value), "effort.md.j2", meta, band=band, listing=listing)


def _matrix(renderer: Renderer) -> pictures.Matrix:
    """Effort × outcome as a picture; it says itself how many cases lack either."""
    found = renderer.indexes.across.matrix
    pairs = [(band.value, outcome.value) for band, row in found.counted.items() for outcome, ids in row.items() for _ in ids]
    pairs += [(band.value, Outcome.OPEN.value) for band, ids in found.open.items() for _ in ids]
    return pictures.matrix([band.value for band in Effort if band.level], [outcome.value for outcome in _KNOWN], pairs)
