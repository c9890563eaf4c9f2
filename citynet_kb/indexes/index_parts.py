"""The pages over all measures and over all towns: long ones are cut into parts, so that the size of a page is bounded."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, groupby
from types import MappingProxyType
from typing import Generic, TypeVar

from citynet_kb.indexes.across_measures import DividedOpinion
from citynet_kb.indexes.measures import FailedElsewhere, MeasureSummary
from citynet_kb.indexes.order import german_order
from citynet_kb.indexes.page_parts import cut
from citynet_kb.indexes.topics import TopicSummary
from citynet_kb.model import City, addresses
from citynet_kb.model.regions import LAENDER
from citynet_kb.model.slugs import slug_of

MOST_ELEMENTS = 2_100
"""Elements that the entries of one page may have; 2,500 are too many for a whole page. Fewer than 200 kB."""
A_ROW = MappingProxyType({addresses.MEASURES: 11, addresses.FAILED_ELSEWHERE: 13, addresses.SHARED: 17})
"""Elements of a row of a measure without its signs, on each of the pages."""
A_SIGN, A_BAR, A_TOWN, A_PLACE = 2, 50, 5, 14
"""Elements of a sign, of the bar that stands for many, of the entry of a town, of its sign and row with the map of a Land."""
MOST_SIGNS = 40
"""Towns beyond which a bar stands for their signs, as in `town_signs`."""

T = TypeVar("T")


@dataclass(frozen=True)
class IndexPart(Generic[T]):
    """What one page of such a list shows, and how many entries stand on the pages before it."""

    uri: str
    entries: tuple[T, ...]
    before: int


def in_parts(uri: str, groups: Iterable[Sequence[T]], weight: Callable[[T], int]) -> tuple[IndexPart[T], ...]:
    """The pages of a list, the first at its own address; at least one. Groups stay together where a page holds them."""
    pages = tuple(cut(groups, MOST_ELEMENTS, weight)) or ((),)
    before = (0, *accumulate(map(len, pages)))
    return tuple(IndexPart(addresses.further_part(uri, number + 1), page, before[number]) for number, page in enumerate(pages))


def measure_parts(
    topics: Mapping[str, TopicSummary], measures: Mapping[str, MeasureSummary], failed: FailedElsewhere, divided: Iterable[DividedOpinion]
) -> Mapping[str, tuple[IndexPart[str], ...]]:
    """Page → its parts, with the ids of measures: all of them by topic, those that met a setback, those that went both ways."""
    ordered = sorted(topics.values(), key=lambda one: (german_order(one.topic.name), one.topic.id))
    groups: Mapping[str, Sequence[tuple[str, ...]]] = {
        addresses.MEASURES: [one.measures for one in ordered],
        addresses.FAILED_ELSEWHERE: [(one.measure.id,) for one in failed.ranking],
        addresses.SHARED: [(one.summary.measure.id,) for one in divided],
    }

    def weight(row: int, id: str) -> int:
        return row + _signs(measures[id].tally.m) if measures[id].listing.cases else 1

    return MappingProxyType({uri: in_parts(uri, of_page, partial(weight, A_ROW[uri])) for uri, of_page in groups.items()})


def town_parts(cities: Mapping[str, City]) -> tuple[IndexPart[City], ...]:
    """All towns by name, cut between letters."""
    ordered = sorted(cities.values(), key=lambda city: (german_order(city.name), city.id))
    return in_parts(addresses.CITIES, (tuple(group) for _, group in groupby(ordered, key=letter_of)), lambda city: A_TOWN)


def land_parts(cities: Iterable[City]) -> Mapping[str, tuple[IndexPart[City], ...]]:
    """Land → the pages of its map: the first with the map, all with towns in the order in which they are given."""
    of_land: dict[str, list[tuple[City]]] = {name: [] for name in LAENDER}
    for city in cities:
        if city.state in of_land:
            of_land[city.state].append((city,))
    pages = {name: addresses.value(addresses.MAP, slug_of(name)) for name, here in of_land.items() if here}
    return MappingProxyType({name: in_parts(uri, of_land[name], lambda city: A_PLACE) for name, uri in pages.items()})


def letter_of(city: City) -> str:
    """The letter under which a town stands."""
    return german_order(city.name)[0][:1].upper()


def _signs(towns: int) -> int:
    return A_SIGN * towns if towns <= MOST_SIGNS else A_BAR
