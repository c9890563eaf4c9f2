"""Towns on a map of a Land or of Germany: each at its place, or close to it where others are in the way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import floor

from citynet_kb.pictures.names import Name, place_names
from citynet_kb.pictures.outline import UNIT_KM, Box, Outline, around
from citynet_kb.pictures.outlines import OUTLINES
from citynet_kb.pictures.projection import project
from citynet_kb.pictures.signs import NO_CASE, counted
from citynet_kb.pictures.spreading import Spot, nearest, spread

GERMANY = "Deutschland"
WIDTH = 640.0
"""Width of a map in its own units, each about a pixel on a wide screen."""
MARGIN = 12.0
_COVER, _LARGEST_COUNTRY, _LARGEST_LAND, _SMALLEST = 0.16, 7.8, 12.0, 2.5
_DOT, _GAP, _LARGEST_REACH = 0.42, 1.0, 24.0


@dataclass(frozen=True)
class Town:
    """A town as a map needs it. `land` is its Land (or the region abroad), `sign` an outcome, »gemischt« or »kein-fall«, `url` its page.

    `lat` and `lon` are degrees, None where unknown. `weight` (population, for instance) decides whose name is written first.
    """

    id: str
    name: str
    land: str
    lat: float | None
    lon: float | None
    sign: str
    url: str
    cases: int = 0
    setbacks: int = 0
    weight: int = 0


@dataclass(frozen=True)
class MapPoint:
    """A town on a map, in units of the map. `size` is half the width of its sign, `reach` the radius of its pointer target."""

    town: Town
    x: float
    y: float
    size: float
    reach: float


@dataclass(frozen=True)
class TownMap:
    """A map, `width` by `height` units. Outlines are shifted by `left` and `top` (in their own units), then multiplied by `scale`.

    `points` keep the order of the given towns, which is that of links and tables. `names` are those written on wide screens,
    `large_names` the few that a phone has room for.
    `elsewhere`: towns outside this area. `unplaced`: towns within it of which the place is not known. `counts`: how many
    towns are shown with each sign, in the order of signs.
    """

    area: str
    width: float
    height: float
    left: int
    top: int
    scale: float
    outlines: tuple[Outline, ...]
    points: tuple[MapPoint, ...]
    names: tuple[Name, ...]
    large_names: tuple[Name, ...]
    elsewhere: tuple[Town, ...]
    unplaced: tuple[Town, ...]
    counts: tuple[tuple[str, int], ...]


def map_of_germany(towns: Iterable[Town]) -> TownMap:
    """All of Germany. Towns whose `land` is none of the sixteen are in `elsewhere`."""
    return _map(GERMANY, OUTLINES, towns, _LARGEST_COUNTRY)


def map_of_land(land: str, towns: Iterable[Town]) -> TownMap:
    """One Land alone, at a larger scale. Raises LookupError for a name that is none of the sixteen."""
    outlines = tuple(outline for outline in OUTLINES if outline.name == land)
    if not outlines:
        raise LookupError(f"no outline of {land}")
    return _map(land, outlines, towns, _LARGEST_LAND)


def _map(area: str, outlines: tuple[Outline, ...], towns: Iterable[Town], largest: float) -> TownMap:
    frame = _Frame(around(tuple(outline.box for outline in outlines)))
    lands = {outline.name for outline in outlines}
    ordered = list(towns)
    here = [town for town in ordered if town.land in lands]
    places = {town.id: frame.place(town.lat, town.lon) for town in here if town.lat is not None and town.lon is not None}
    placed = [town for town in here if town.id in places]
    sizes = _sizes(placed, frame, largest)
    spots = spread([(town.id, *places[town.id], sizes[town.id]) for town in _by_rank(placed)], (frame.width, frame.height), _GAP)
    rooms = nearest(spots, 2 * _LARGEST_REACH)
    points = tuple(_point(town, spots[town.id], rooms[town.id]) for town in placed)
    texts = [(town.id, town.name) for town in _by_rank(placed)]
    return TownMap(
        area=area,
        width=frame.width,
        height=frame.height,
        left=frame.box.left,
        top=frame.box.top,
        scale=frame.scale,
        outlines=outlines,
        points=points,
        names=place_names(texts, spots, (frame.width, frame.height), letter=14.0),
        large_names=place_names(texts, spots, (frame.width, frame.height), letter=27.0)[:8],
        elsewhere=tuple(town for town in ordered if town.land not in lands),
        unplaced=tuple(town for town in here if town.id not in places),
        counts=tuple(counted(town.sign for town in placed).items()),
    )


class _Frame:
    """From degrees to units of the map."""

    def __init__(self, box: Box) -> None:
        self.scale = round((WIDTH - 2 * MARGIN) / (box.right - box.left), 6)
        margin = round(MARGIN / self.scale)
        self.box = Box(box.left - margin, box.top - margin, box.right + margin, box.bottom + margin)
        self.width = round((self.box.right - self.box.left) * self.scale, 1)
        self.height = round((self.box.bottom - self.box.top) * self.scale, 1)

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        x, y = project(lat, lon)
        return (x / UNIT_KM - self.box.left) * self.scale, (y / UNIT_KM - self.box.top) * self.scale


def _by_rank(towns: list[Town]) -> list[Town]:
    """Towns with cases first, then the larger ones: they keep their place."""
    return sorted(towns, key=lambda town: (town.sign == NO_CASE, -town.weight, town.id))


def _sizes(towns: list[Town], frame: _Frame, largest: float) -> Mapping[str, float]:
    """Half the width of each sign, the smaller the more towns there are; a town without a case is a dot."""
    share = (_COVER * frame.width * frame.height / (4 * max(1, len(towns)))) ** 0.5
    size = max(_SMALLEST, min(largest, share)) if share > _SMALLEST else share
    return {town.id: round(size * _DOT if town.sign == NO_CASE else size, 2) for town in towns}


def _point(town: Town, spot: Spot, room: float) -> MapPoint:
    return MapPoint(town, spot.x, spot.y, spot.size, floor(room / 2 * 10) / 10)
