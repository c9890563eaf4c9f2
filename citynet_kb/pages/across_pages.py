"""Pages that look across all measures: map, effort, gaps, shared experience, years, and how all of it is counted."""

from collections.abc import Iterator

from citynet_kb import pictures
from citynet_kb.indexes import MODES, Resemblance, Verdict, german_order, similarity
from citynet_kb.indexes.across_measures import MOST_QUICK_LEVEL
from citynet_kb.model import Effort, Evidence, Kind, Outcome, addresses
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.page import GeneratedPage
from citynet_kb.pages.renderer import Renderer
from citynet_kb.pages.views import MeasureView
from citynet_kb.pages.views.map_towns import map_towns

HOME_LAND = "Thüringen"
"""The Land with a map of its own: where the network began."""
LEAST_OF_EACH_SIDE = 2
"""So many towns with a setback, and so many without, make a measure fit for the worked example."""
QUICK = tuple(band for band in Effort if band.level and band.level <= MOST_QUICK_LEVEL)
"""Bands of effort in which a success is a quick one."""
SIMILARITY_POINTS = (
    (Resemblance.POPULATION, similarity.POPULATION_POINTS),
    (Resemblance.CENTRAL_FUNCTION, similarity.CENTRAL_FUNCTION_POINTS),
    (Resemblance.LAND, similarity.LAND_POINTS),
    (Resemblance.DISTANCE, similarity.DISTANCE_POINTS),
    (Resemblance.SIZE_CLASS, similarity.SIZE_CLASS_POINTS),
    (Resemblance.COUNTRY, similarity.COUNTRY_POINTS),
)
_KNOWN = (Outcome.DISCONTINUED, Outcome.NO_EFFECT, Outcome.NEVER_REALISED, Outcome.PARTLY, Outcome.SUCCESSFUL)
"""Columns of the matrix, in the order of signs."""


def across_pages(renderer: Renderer) -> Iterator[GeneratedPage]:
    """All of them."""
    yield _map(renderer)
    yield from _efforts(renderer)
    yield _timeline(renderer)
    yield _counting(renderer)


def _meta(uri: str, index: str) -> dict[str, str]:
    return {"description": description(uri), "section": addresses.section(index), "layout": "wide"}


def _map(renderer: Renderer) -> GeneratedPage:
    towns = map_towns(renderer.context, addresses.MAP)
    return renderer.page(
        addresses.MAP,
        "map.md.j2",
        _meta(addresses.MAP, addresses.CITIES),
        germany=pictures.map_of_germany(towns),
        home=pictures.map_of_land(HOME_LAND, towns),
        with_case=sum(bool(town.cases) for town in towns),
        outcomes=tuple(Outcome),
    )


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


def _timeline(renderer: Renderer) -> GeneratedPage:
    across = renderer.indexes.across
    years = across.timeline.years
    modes = pictures.stack((mode.value, across.modes.modes[mode]) for mode in MODES)
    return renderer.page(
        addresses.TIMELINE,
        "timeline.md.j2",
        _meta(addresses.TIMELINE, addresses.CASES),
        timeline=pictures.timeline(
            (one.year for one in years for _ in one.started), (one.year for one in years for _ in one.ended_with_setback)
        ),
        without_start=len(across.timeline.without_start),
        without_end=len(across.timeline.without_end),
        modes=modes,
        latest=across.modes.latest,
        outcomes=tuple(Outcome),
    )


def _counting(renderer: Renderer) -> GeneratedPage:
    indexes = renderer.indexes
    return renderer.page(
        addresses.COUNTING,
        "counting.md.j2",
        _meta(addresses.COUNTING, addresses.CASES),
        documented=sum(case.kind is Kind.DOCUMENTED for case in indexes.newest),
        anonymous=sum(case.is_anonymous for case in indexes.newest),
        outcomes=tuple(Outcome),
        verdicts=tuple(Verdict),
        evidence=[(kind, indexes.evidence[kind].counted) for kind in Evidence],
        points=SIMILARITY_POINTS,
        most_points=sum(points for _, points in SIMILARITY_POINTS),
        far=similarity.FAR_KM,
        example=worked_example(renderer),
    )


def worked_example(renderer: Renderer) -> MeasureView | None:
    """The measure with most towns of which at least two met a setback and two did not; of equal ones the first by name."""
    fit = (view for view in renderer.measures.values() if min(view.tally.f, view.tally.m - view.tally.f) >= LEAST_OF_EACH_SIDE)
    return min(fit, key=lambda view: (-view.tally.m, german_order(view.summary.measure.name), view.summary.measure.id), default=None)
