"""Finds the most similar towns among many. "Nearest" means by `likeness`, not by kilometres; only similar towns are found at all."""

from bisect import bisect_left
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapreplace
from operator import attrgetter, itemgetter
from types import MappingProxyType
from typing import NamedTuple, Self

from citynet_kb.indexes.similarity import (
    DISTANCE_POINTS,
    LEAST_SCORE,
    POPULATION_POINTS,
    Likeness,
    Position,
    Traits,
    distance_points,
    is_alike_in_size,
    is_near,
    likeness,
    population_points,
    position,
    possible_points,
    scaled,
    shared_points,
    traits,
)
from citynet_kb.model import CaseStudy, City

SIMILAR_TOWNS = 5
"""Number of similar towns shown beside a town."""


@dataclass(frozen=True)
class SimilarTown:
    """Another town and how alike it is."""

    city: str
    likeness: Likeness


@dataclass(frozen=True)
class NearestCase:
    """A case of the most similar town, or of the least unlike one; the likeness is None where one of the two towns has no record."""

    case: CaseStudy
    likeness: Likeness | None


class TownScore(NamedTuple):
    """Another town and its score alone."""

    score: int
    city: str


def nearest_towns(cities: Iterable[City], most: int = SIMILAR_TOWNS) -> Mapping[str, tuple[SimilarTown, ...]]:
    """Id of a town → the towns similar to it, the most similar first, equal ones by id; also for towns without a case."""
    neighbours = Neighbours.of(cities)
    return MappingProxyType({town: neighbours.similar_towns(town, most) for town in neighbours.cities})


def nearest_case(case: CaseStudy, candidates: Iterable[CaseStudy], neighbours: "Neighbours") -> NearestCase | None:
    """The candidate whose town is most similar to that of `case`; of equal ones the first by id.

    Where no town may be called similar, the one with the greatest score. Cases of the same town are left out. Those of towns without a
    record, unnamed ones too, come last; so do all if the town of `case` has none. None if no candidate is left.
    """
    by_town: dict[str, CaseStudy] = {}
    for other in candidates:
        if other.city != case.city and (other.city not in by_town or other.id < by_town[other.city].id):
            by_town[other.city] = other
    nearest = neighbours.nearest_of(case.city, by_town)
    if nearest:
        return NearestCase(by_town[nearest.city], neighbours.likeness(case.city, nearest.city))
    return NearestCase(min(by_town.values(), key=attrgetter("id")), None) if by_town else None


class _Between(NamedTuple):
    """What can be said of towns of two groups: the greatest possible score, the fixed points, and the points of all known factors.

    `reach` = the points that distance could add.
    """

    most: int
    fixed: int
    possible: int
    reach: int


class _Place(NamedTuple):
    """A town in the search. Population 0 = not known; rank = its position in the order of ids; group = towns of equal traits."""

    population: int
    rank: int
    position: Position | None
    group: int


@dataclass(frozen=True)
class Neighbours:
    """Towns, indexed so that the most similar ones to any of them are found without comparing all.

    Towns of equal traits form a group. The points between two groups are fixed, except for population and distance. So the most similar
    groups are searched first, and each group from the town's own population outwards. The search ends when even a town at distance zero
    could no longer be called similar, or enter the list. A town is thus compared with some dozens of others.
    """

    cities: Mapping[str, City]
    """By id, in the order of ids."""
    ids: tuple[str, ...]
    places: Mapping[str, _Place]
    between: tuple[tuple[_Between, ...], ...]
    """For each two groups what can be said of their towns."""
    groups: tuple[tuple[tuple[_Between, tuple[_Place, ...]], ...], ...]
    """For each group: every group and its towns by population, the most similar first."""

    @classmethod
    def of(cls, cities: Iterable[City], among: Container[str] | None = None) -> Self:
        """The neighbours of each of these towns: all others, or those of the others whose ids are `among`."""
        towns = {city.id: city for city in sorted(cities, key=attrgetter("id"))}
        numbers = {shared: number for number, shared in enumerate(dict.fromkeys(map(traits, towns.values())))}
        places = {
            city.id: _Place(city.population or 0, rank, position(city), numbers[traits(city)]) for rank, city in enumerate(towns.values())
        }
        members: list[list[_Place]] = [[] for _ in numbers]
        for town, place in places.items():
            if among is None or town in among:
                members[place.group].append(place)
        by_population = tuple(tuple(sorted(group, key=itemgetter(0, 1))) for group in members)
        between = tuple(tuple(_between(one, other) for other in numbers) for one in numbers)
        groups = tuple(tuple(sorted(zip(known, by_population, strict=True), key=itemgetter(0), reverse=True)) for known in between)
        return cls(towns, tuple(towns), places, between, groups)

    def likeness(self, town: str, other: str) -> Likeness:
        """How alike two of these towns are."""
        return likeness(self.cities[town], self.cities[other])

    def most_similar(self, town: str, most: int) -> tuple[TownScore, ...]:
        """The towns that may be called similar to this one with their scores, the most similar first, equal ones by id.

        `most` is at least 1. None where the town has no record.
        """
        home = self.places.get(town)
        if home is None:
            return ()
        return tuple(TownScore(points, self.ids[-rank]) for points, rank in _search(home, self.groups[home.group], most))

    def similar_towns(self, town: str, most: int) -> tuple[SimilarTown, ...]:
        """The same with reasons."""
        return tuple(SimilarTown(other.city, self.likeness(town, other.city)) for other in self.most_similar(town, most))

    def nearest_of(self, town: str, others: Iterable[str]) -> TownScore | None:
        """Of these other towns the most similar one, equal ones by id; None where none of them, or not the town itself, has a record.

        Where none may be called similar, the one with the greatest score.
        """
        home = self.places.get(town)
        if home is None:
            return None
        between = self.between[home.group]
        known = ((place, _score(home, place, between[place.group])) for place in filter(None, map(self.places.get, others)))
        best = max(((_is_similar(home, place, score), score, -place.rank) for place, score in known), default=None)
        return TownScore(best[1], self.ids[-best[2]]) if best else None


def _between(one: Traits, other: Traits) -> _Between:
    fixed, possible = shared_points(one, other), possible_points(one, other)
    reach = DISTANCE_POINTS * (one.has_position and other.has_position)
    size = POPULATION_POINTS * (one.has_population and other.has_population)
    return _Between(scaled(fixed + reach + size, possible), fixed, possible, reach)


def _score(home: _Place, other: _Place, known: _Between) -> int:
    points = known.fixed + population_points(home.population, other.population) + distance_points(home.position, other.position)
    return scaled(points, known.possible)


def _is_similar(home: _Place, other: _Place, score: int) -> bool:
    is_close = is_alike_in_size(home.population, other.population) or is_near(home.position, other.position)
    return score >= LEAST_SCORE and is_close


def _search(home: _Place, groups: Sequence[tuple[_Between, Sequence[_Place]]], most: int) -> list[tuple[int, int]]:
    """(score, negative rank) of the most similar towns, the greatest first. `groups`: towns by population."""
    best = [(LEAST_SCORE - 1, 0)] * most
    for known, places in groups:
        if known.most < max(LEAST_SCORE, best[0][0]):
            break
        start = bisect_left(places, home)
        for walk in (range(start, len(places)), range(start - 1, -1, -1)):
            for at in walk:
                other = places[at]
                nearest = known.fixed + known.reach + population_points(home.population, other.population)
                if scaled(nearest, known.possible) < max(LEAST_SCORE, best[0][0]):
                    break
                found = _score(home, other, known), -other.rank
                if found > best[0] and other is not home and _is_similar(home, other, found[0]):
                    heapreplace(best, found)
    return sorted((found for found in best if found[0] >= LEAST_SCORE), reverse=True)
