"""Of many towns the most similar ones. "Nearest" is meant by `likeness`, not by kilometres."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapreplace
from operator import attrgetter, itemgetter
from types import MappingProxyType
from typing import NamedTuple, Self

from citynet_kb.indexes.similarity import (
    DISTANCE_POINTS,
    POPULATION_POINTS,
    Likeness,
    Position,
    Traits,
    distance_points,
    likeness,
    population_points,
    position,
    score,
    shared_points,
    traits,
)
from citynet_kb.model import CaseStudy, City

SIMILAR_TOWNS = 5
"""Shown beside a town."""


@dataclass(frozen=True)
class SimilarTown:
    """Another town and how alike it is."""

    city: str
    likeness: Likeness


@dataclass(frozen=True)
class NearestCase:
    """A case of the most similar town; without likeness where one of the two towns has no record."""

    case: CaseStudy
    likeness: Likeness | None


class Alike(NamedTuple):
    """Another town and its score alone."""

    score: int
    city: str


def nearest_towns(cities: Iterable[City], most: int = SIMILAR_TOWNS) -> Mapping[str, tuple[SimilarTown, ...]]:
    """Id of a town → its most similar towns, the most similar first, equal ones by id; also for towns without a case."""
    neighbours = Neighbours.of(cities)
    return MappingProxyType({town: neighbours.similar_towns(town, most) for town in neighbours.cities})


def nearest_town(home: City, others: Iterable[City]) -> SimilarTown | None:
    """Of these towns the one most similar to `home`, equal ones by id. None where there is no other."""
    found = min((other for other in others if other.id != home.id), key=lambda other: (-score(home, other), other.id), default=None)
    return SimilarTown(found.id, likeness(home, found)) if found else None


def nearest_case(case: CaseStudy, candidates: Iterable[CaseStudy], cities: Mapping[str, City]) -> NearestCase | None:
    """Of these cases the one whose town is most similar to that of `case`, equal ones by id. Cases of the same town are left out.

    Cases of towns without a record, unnamed ones too, come behind all others; so they do where the town of `case` has none.
    """
    others = sorted((other for other in candidates if other.city != case.city), key=attrgetter("id"))
    home, towns = cities.get(case.city), [cities[other.city] for other in others if other.city in cities]
    nearest = nearest_town(home, towns) if home else None
    if nearest:
        return NearestCase(min((other for other in others if other.city == nearest.city), key=attrgetter("id")), nearest.likeness)
    return NearestCase(others[0], None) if others else None


class _Place(NamedTuple):
    """A town as the search sees it. Population 0 = not known; rank = its place in the order of ids."""

    population: int
    rank: int
    position: Position | None


@dataclass(frozen=True)
class Neighbours:
    """Towns, prepared so that the most similar ones to any of them are found without looking at all.

    Towns of equal traits form a group. Between two groups all but population and distance is settled, so the most alike groups come
    first, and within a group the walk goes outwards from the town's own population; it ends where even a town next door could no longer
    enter the list. So a town is compared with some dozens of others.
    """

    cities: Mapping[str, City]
    """By id, in the order of ids."""
    ids: tuple[str, ...]
    places: Mapping[str, _Place]
    groups: Mapping[Traits, tuple[tuple[int, tuple[_Place, ...]], ...]]
    """Traits of a town → settled points and towns by population, group by group, the most alike first."""

    @classmethod
    def of(cls, cities: Iterable[City]) -> Self:
        """The neighbours among these towns."""
        towns = {city.id: city for city in sorted(cities, key=attrgetter("id"))}
        places = {city.id: _Place(city.population or 0, rank, position(city)) for rank, city in enumerate(towns.values())}
        members: defaultdict[Traits, list[_Place]] = defaultdict(list)
        for city in towns.values():
            members[traits(city)].append(places[city.id])
        by_population = {shared: tuple(sorted(group, key=itemgetter(0, 1))) for shared, group in members.items()}
        return cls(towns, tuple(towns), places, {shared: _settle(shared, by_population) for shared in by_population})

    def most_alike(self, town: str, most: int) -> tuple[Alike, ...]:
        """The towns most similar to this one with their scores, the most similar first, equal ones by id. `most` is at least 1."""
        found = _search(self.places[town], self.groups[traits(self.cities[town])], most)
        return tuple(Alike(points, self.ids[-rank]) for points, rank in found)

    def similar_towns(self, town: str, most: int) -> tuple[SimilarTown, ...]:
        """The same with reasons."""
        home = self.cities[town]
        return tuple(SimilarTown(other.city, likeness(home, self.cities[other.city])) for other in self.most_alike(town, most))


def _settle(shared: Traits, groups: Mapping[Traits, tuple[_Place, ...]]) -> tuple[tuple[int, tuple[_Place, ...]], ...]:
    return tuple(sorted(((shared_points(shared, other), groups[other]) for other in groups), key=itemgetter(0), reverse=True))


def _search(home: _Place, groups: Sequence[tuple[int, Sequence[_Place]]], most: int) -> list[tuple[int, int]]:
    """(score, negative rank) of the most similar towns, the greatest first. `groups`: settled points → towns by population."""
    best = [(-1, 0)] * most
    for settled, places in groups:
        if settled + POPULATION_POINTS + DISTANCE_POINTS < best[0][0]:
            break
        start = bisect_left(places, home)
        for walk in (range(start, len(places)), range(start - 1, -1, -1)):
            for at in walk:
                other = places[at]
                least = settled + population_points(home.population, other.population)
                if least + DISTANCE_POINTS < best[0][0]:
                    break
                found = least + distance_points(home.position, other.position), -other.rank
                if found > best[0] and other is not home:
                    heapreplace(best, found)
    return sorted((found for found in best if found[0] >= 0), reverse=True)
