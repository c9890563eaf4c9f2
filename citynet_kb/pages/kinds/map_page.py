"""The map of all towns, and a larger one of each Land with a town."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from citynet_kb import pictures
from citynet_kb.indexes import IndexPart
from citynet_kb.model import OUTCOMES, City, Outcome, addresses
from citynet_kb.model.facets import FACETS
from citynet_kb.model.slugs import slug_of
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.index_places import IndexPlace, stretches
from citynet_kb.pages.views.map_towns import map_towns

_META = PageMeta(section=addresses.section(addresses.CITIES), layout="wide", scripts=("assets/js/map.js",))


@dataclass(frozen=True)
class LandTowns:
    """A Land with a map of its own: its page, how many towns it has, how many of them with a case, and their cases."""

    name: str
    page: str
    cities: int
    with_case: int
    cases: int


@dataclass(frozen=True)
class MapView:
    """Germany. `with_case` = towns with a case, of all `cities`."""

    germany: pictures.CountryMap
    lands: tuple[LandTowns, ...]
    with_case: int
    cities: int
    outcomes: tuple[Outcome, ...] = OUTCOMES


@dataclass(frozen=True)
class LandMapView:
    """One Land, or the further towns of one with very many, without the map. `listed` and `unplaced` are the towns of the table.

    `cases_page` = where its cases are listed, a uri; empty where there are none.
    """

    place: IndexPlace
    land: pictures.TownMap | None
    listed: tuple[pictures.Town, ...]
    unplaced: tuple[pictures.Town, ...]
    towns: LandTowns
    cases_page: str
    outcomes: tuple[Outcome, ...] = OUTCOMES


def map_page(context: BuildContext) -> Iterator[Draft]:
    """The page of Germany."""
    towns = map_towns(context, addresses.MAP)
    view = MapView(
        germany=pictures.map_of_germany(towns),
        lands=tuple(_land(name, towns) for name in _lands(context)),
        with_case=sum(bool(town.cases) for town in towns),
        cities=len(towns),
    )
    meta = replace(_META, description=description(addresses.MAP))
    yield Draft(addresses.MAP, "map.md.j2", view, meta)


def land_maps(context: BuildContext) -> Iterator[Draft]:
    """One page a Land with a town, more where the towns are very many."""
    for name, parts in context.indexes.land_parts.items():
        ways = stretches((part.uri, part.entries[0].name, part.entries[-1].name) for part in parts)
        for number, part in enumerate(parts):
            meta = replace(_META, is_searched=not number)
            yield Draft(part.uri, "land_map.md.j2", _land_map(context, name, part, IndexPlace(number, ways)), meta)


def _land_map(context: BuildContext, name: str, part: IndexPart[City], place: IndexPlace) -> LandMapView:
    towns, cases_page = map_towns(context, part.uri, name), addresses.of_value(FACETS["land"], slug_of(name))
    here = {city.id for city in part.entries}
    land = pictures.map_of_land(name, towns)
    return LandMapView(
        place=place,
        land=land if not place.number else None,
        listed=tuple(point.town for point in land.points if point.town.id in here),
        unplaced=tuple(town for town in land.unplaced if town.id in here),
        towns=_land(name, towns),
        cases_page=cases_page if context.site_map.has(cases_page) else "",
    )


def _lands(context: BuildContext) -> Iterable[str]:
    return context.indexes.land_parts


def _land(name: str, towns: Sequence[pictures.Town]) -> LandTowns:
    here = [town for town in towns if town.land == name]
    return LandTowns(
        name=name,
        page=_page(name),
        cities=len(here),
        with_case=sum(bool(town.cases) for town in here),
        cases=sum(town.cases for town in here),
    )


def _page(land: str) -> str:
    return addresses.value(addresses.MAP, slug_of(land))
