"""Towns on a map of a Land, each at its place or close to it where others are in the way, or of Germany, where close ones are joined."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import floor
from typing import Any

from citynet_kb.pictures.joining import joined, stands_alone_from
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
_COVER, _LARGEST, _SMALLEST = 0.16, 12.0, 2.5
_DOT, _GAP, _LARGEST_REACH = 0.42, 1.0, 24.0
_SIGN, _LEAST_GROUP, _OF_GROUP, _LARGEST_GROUP, _LAND = 9.0, 10.0, 1.3, 18.0, 34.0
_MOST_NAMES = 40


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
class JoinedTowns:
    """Towns that one sign stands for, `towns[0]` where it stands. `size` is its radius; `parts` = how many towns bear each sign."""

    towns: tuple[Town, ...]
    x: float
    y: float
    size: float
    parts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class PlacedTown:
    """A town at its place, and from which enlargement of the map on its sign has room of its own."""

    town: Town
    x: float
    y: float
    alone_from: float


@dataclass(frozen=True)
class MapGround:
    """A map, `width` by `height` units. Outlines are shifted by `left` and `top` (in their own units), then multiplied by `scale`.

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
    elsewhere: tuple[Town, ...]
    unplaced: tuple[Town, ...]
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class TownMap(MapGround):
    """One Land. `points` keep the order of the given towns, which is that of links and tables. `names` are those written on wide
    screens, `large_names` the few that a phone has room for."""

    points: tuple[MapPoint, ...]
    names: tuple[Name, ...]
    large_names: tuple[Name, ...]


@dataclass(frozen=True)
class CountryMap(MapGround):
    """Germany. `points` are all towns in the order of importance, `groups` what is drawn of them before the map is enlarged, `lands`
    what a phone has room for: one sign a Land. `names` stand beside the largest of the groups."""

    points: tuple[PlacedTown, ...]
    groups: tuple[JoinedTowns, ...]
    lands: tuple[JoinedTowns, ...]
    names: tuple[Name, ...]


def map_of_germany(towns: Iterable[Town]) -> CountryMap:
    """All of Germany. Towns whose `land` is none of the sixteen are in `elsewhere`."""
    ground = _Ground(GERMANY, OUTLINES, towns)
    ordered = _by_rank(ground.placed)
    spots = [(town.id, *ground.places[town.id]) for town in ordered]
    alone, lands = stands_alone_from(spots), {town.id: town.land for town in ordered}
    by_id = {town.id: town for town in ordered}
    groups = [_group([by_id[id] for id in ids], *ground.places[lead]) for lead, ids in joined(spots, alone, lands).items()]
    middles = [(group.towns[0].id, group.towns[0].name) for group in groups]
    drawn = {group.towns[0].id: Spot(group.x, group.y, group.size) for group in groups}
    return CountryMap(
        **ground.fields(),
        points=tuple(PlacedTown(town, round(x, 1), round(y, 1), alone[id]) for town, (id, x, y) in zip(ordered, spots, strict=True)),
        groups=tuple(groups),
        lands=_lands(ordered, ground),
        names=place_names(middles[:_MOST_NAMES], drawn, ground.frame.size, letter=13.0),
    )


def map_of_land(land: str, towns: Iterable[Town]) -> TownMap:
    """One Land alone, at a larger scale. Raises LookupError for a name that is none of the sixteen."""
    outlines = tuple(outline for outline in OUTLINES if outline.name == land)
    if not outlines:
        raise LookupError(f"no outline of {land}")
    ground = _Ground(land, outlines, towns)
    frame, ordered = ground.frame, _by_rank(ground.placed)
    sizes = _sizes(ordered, frame)
    spots = spread([(town.id, *ground.places[town.id], sizes[town.id]) for town in ordered], frame.size, _GAP)
    rooms = nearest(spots, 2 * _LARGEST_REACH)
    texts = [(town.id, town.name) for town in ordered]
    return TownMap(
        **ground.fields(),
        points=tuple(_point(town, spots[town.id], rooms[town.id]) for town in ground.placed),
        names=place_names(texts, spots, frame.size, letter=14.0),
        large_names=place_names(texts, spots, frame.size, letter=27.0)[:8],
    )


class _Ground:
    """The area of a map, and which towns are on it."""

    def __init__(self, area: str, outlines: tuple[Outline, ...], towns: Iterable[Town]) -> None:
        self.area, self.outlines = area, outlines
        self.frame = _Frame(around(tuple(outline.box for outline in outlines)))
        lands, ordered = {outline.name for outline in outlines}, list(towns)
        here = [town for town in ordered if town.land in lands]
        self.elsewhere = tuple(town for town in ordered if town.land not in lands)
        self.places = {town.id: self.frame.place(town.lat, town.lon) for town in here if town.lat is not None and town.lon is not None}
        self.placed = [town for town in here if town.id in self.places]
        self.unplaced = tuple(town for town in here if town.id not in self.places)

    def fields(self) -> dict[str, Any]:
        """What every map has."""
        frame = self.frame
        return {
            "area": self.area,
            "width": frame.width,
            "height": frame.height,
            "left": frame.box.left,
            "top": frame.box.top,
            "scale": frame.scale,
            "outlines": self.outlines,
            "elsewhere": self.elsewhere,
            "unplaced": self.unplaced,
            "counts": tuple(counted(town.sign for town in self.placed).items()),
        }


class _Frame:
    """From degrees to units of the map."""

    def __init__(self, box: Box) -> None:
        self.scale = round((WIDTH - 2 * MARGIN) / (box.right - box.left), 6)
        margin = round(MARGIN / self.scale)
        self.box = Box(box.left - margin, box.top - margin, box.right + margin, box.bottom + margin)
        self.width = round((self.box.right - self.box.left) * self.scale, 1)
        self.height = round((self.box.bottom - self.box.top) * self.scale, 1)

    @property
    def size(self) -> tuple[float, float]:
        return self.width, self.height

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        x, y = project(lat, lon)
        return (x / UNIT_KM - self.box.left) * self.scale, (y / UNIT_KM - self.box.top) * self.scale


def _by_rank(towns: list[Town]) -> list[Town]:
    """Towns with cases first, then the larger ones: they keep their place."""
    return sorted(towns, key=lambda town: (town.sign == NO_CASE, -town.weight, town.id))


def _sizes(towns: list[Town], frame: _Frame) -> Mapping[str, float]:
    """Half the width of each sign, the smaller the more towns there are; a town without a case is a dot."""
    share = (_COVER * frame.width * frame.height / (4 * max(1, len(towns)))) ** 0.5
    size = max(_SMALLEST, min(_LARGEST, share)) if share > _SMALLEST else share
    return {town.id: round(size * _DOT if town.sign == NO_CASE else size, 2) for town in towns}


def _point(town: Town, spot: Spot, room: float) -> MapPoint:
    return MapPoint(town, spot.x, spot.y, spot.size, floor(room / 2 * 10) / 10)


def _group(towns: list[Town], x: float, y: float) -> JoinedTowns:
    """The sign of these towns: that of the only one, else a ring, the larger the more they are."""
    number = len(towns)
    size = _SIGN if number == 1 else min(_LARGEST_GROUP, _LEAST_GROUP + _OF_GROUP * number**0.5)
    return JoinedTowns(tuple(towns), round(x, 1), round(y, 1), round(size, 1), tuple(counted(town.sign for town in towns).items()))


def _lands(ordered: list[Town], ground: _Ground) -> tuple[JoinedTowns, ...]:
    """One sign a Land, in the middle of its towns, pushed apart where two would touch."""
    towns = {outline.name: [town for town in ordered if town.land == outline.name] for outline in ground.outlines}
    wanted = [(land, *_middle([ground.places[town.id] for town in here]), _LAND) for land, here in towns.items() if here]
    spots = spread(wanted, ground.frame.size, _GAP)
    return tuple(replace(_group(towns[land], spot.x, spot.y), size=_LAND) for land, spot in spots.items())


def _middle(places: list[tuple[float, float]]) -> tuple[float, float]:
    return sum(x for x, _ in places) / len(places), sum(y for _, y in places) / len(places)
