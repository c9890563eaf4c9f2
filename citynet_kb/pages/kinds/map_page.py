"""The map of all towns, and of the Land where the network began."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb import pictures
from citynet_kb.model import Outcome, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.map_towns import map_towns

HOME_LAND = "Thüringen"
"""The Land with a map of its own: where the network began."""


@dataclass(frozen=True)
class MapView:
    """Both maps. `with_case` = towns with a case, of all `cities`."""

    germany: pictures.TownMap
    home: pictures.TownMap
    with_case: int
    cities: int
    outcomes: tuple[Outcome, ...] = tuple(Outcome)


def map_page(context: BuildContext) -> Iterator[Draft]:
    """The one page."""
    towns = map_towns(context, addresses.MAP)
    view = MapView(
        germany=pictures.map_of_germany(towns),
        home=pictures.map_of_land(HOME_LAND, towns),
        with_case=sum(bool(town.cases) for town in towns),
        cities=len(towns),
    )
    meta = PageMeta(description=description(addresses.MAP), section=addresses.section(addresses.CITIES), layout="wide")
    yield Draft(addresses.MAP, "map.md.j2", view, meta)
