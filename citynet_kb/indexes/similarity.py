"""How similar two towns are, and why: one small function.

The score says how far the experience of one town may hold for the other, from 0 to 100 points. It is a rule of thumb that anybody can
check with pencil and paper, not the result of a study. It adds up six factors, each with a maximum of points.

- Population, 50: smaller divided by larger. Size decides most: the staff of a town hall, the budget, how many people pass a shop.
- Central function, 15: the same entry, such as Mittelzentrum. It says whom a town centre serves beyond its own inhabitants.
- Land, 15: the same rules (shop opening, municipal budgets) and the same funding programmes.
- Distance, 10: from 10 points at the same place down to none at 100 km, as the crow flies. Who is near can be visited.
- Size class, 5: mostly repeats population; what it adds are the limits that statistics and programmes set.
- Country, 5: the same law and the same public sources.

The points of each factor are whole numbers. A factor unknown on one side is left out, and the sum of the others is scaled to 100. Two
towns are called similar from 40 points on, and only with a similar population or at most 50 km apart: the same Land or country alone is
no reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from operator import attrgetter
from typing import NamedTuple

from citynet_kb.model import City, SizeClass, Term

POPULATION_POINTS = 50
CENTRAL_FUNCTION_POINTS = 15
LAND_POINTS = 15
DISTANCE_POINTS = 10
SIZE_CLASS_POINTS = 5
COUNTRY_POINTS = 5

SIMILAR_POPULATION = 2 / 3
"""Ratio (smaller by larger) from which two towns are called similar in size. Below it the points count, but are no reason."""
LEAST_SCORE = 40
"""Points from which two towns may be called similar."""
NEAR_KM = 50
"""Distance up to which towns of different size may be called similar."""
FAR_KM = 100
"""Distance from which there are no points: there and back takes more than half a working day."""
EARTH_RADIUS_KM = 6371

Position = tuple[float, float, float]
"""Latitude and longitude in radians, and the cosine of the latitude."""


class Resemblance(Term):
    """What makes two towns alike (Ähnlichkeit), in the order in which reasons of equal weight are named."""

    POPULATION = ("aehnlich-gross", "Ähnlich groß", "Die kleinere Stadt hat mindestens zwei Drittel der Einwohner der größeren.")
    DISTANCE = ("nah", "Nah", "Die Städte liegen weniger als 100 Kilometer Luftlinie auseinander.")
    CENTRAL_FUNCTION = ("gleiche-zentralfunktion", "Gleiche zentralörtliche Funktion", "Beide Städte sind etwa Mittelzentrum.")
    LAND = ("gleiches-land", "Gleiches Land", "Beide Städte liegen im selben Land.")
    SIZE_CLASS = ("gleiche-groessenklasse", "Gleiche Größenklasse", "Beide Städte gehören zur selben Größenklasse.")
    COUNTRY = ("gleicher-staat", "Gleicher Staat", "Beide Städte liegen im selben Staat.")


@dataclass(frozen=True)
class LikenessReason:
    """One reason with its points and the value that a sentence needs.

    `value`: name of the central function, name of the Land, slug of the size class, code of the country, kilometres rounded to 10 (at
    least 10); None for a similar population. The same country follows from the same Land: a sentence may leave it out.
    """

    kind: Resemblance
    points: int
    value: str | int | None = None


@dataclass(frozen=True)
class Likeness:
    """How similar two towns are: 0 to 100 points, and the reasons, the strongest first.

    The score is the sum of the points of all reasons, and of the points for a population that is not similar enough to be a reason, as a
    share of the points that the known factors could give.
    """

    score: int
    reasons: tuple[LikenessReason, ...]
    is_similar: bool
    """Whether the towns may be called similar; if not, no reason is shown to readers."""


class Traits(NamedTuple):
    """The properties that two towns either share or do not, and whether the other factors can be compared at all."""

    country: str
    land: str
    central_function: str | None
    size_class: SizeClass | None
    has_population: bool
    has_position: bool


def likeness(one: City, other: City) -> Likeness:
    """How similar two different towns are. Symmetric. Reasons of equal weight are in the order of `Resemblance`."""
    here, there, ours, theirs = position(one), position(other), traits(one), traits(other)
    size, near = population_points(one.population, other.population), distance_points(here, there)
    shared = [LikenessReason(*found) for found in _shared(ours, theirs)]
    reasons = [*_size_reason(one.population, other.population, size), *_distance_reason(here, there, near), *shared]
    score = scaled(size + near + sum(reason.points for reason in shared), possible_points(ours, theirs))
    return Likeness(
        score=score,
        reasons=tuple(sorted(reasons, key=attrgetter("points"), reverse=True)),
        is_similar=score >= LEAST_SCORE and (is_alike_in_size(one.population, other.population) or is_near(here, there)),
    )


def traits(city: City) -> Traits:
    """The traits of a town."""
    return Traits(city.country, city.state, city.central_function, city.size_class, bool(city.population), position(city) is not None)


def scaled(points: int, possible: int) -> int:
    """Points as a share of those that were possible, from 0 to 100; halves go to the even neighbour."""
    return round(100 * points / possible)


def possible_points(one: Traits, other: Traits) -> int:
    """The points of all factors that are known of both towns; Land and country always are."""
    return (
        LAND_POINTS
        + COUNTRY_POINTS
        + POPULATION_POINTS * (one.has_population and other.has_population)
        + DISTANCE_POINTS * (one.has_position and other.has_position)
        + CENTRAL_FUNCTION_POINTS * bool(one.central_function and other.central_function)
        + SIZE_CLASS_POINTS * bool(one.size_class and other.size_class)
    )


def is_alike_in_size(one: int | None, other: int | None) -> bool:
    """Whether the smaller town has at least two thirds of the inhabitants of the larger one."""
    return bool(one and other and min(one, other) / max(one, other) >= SIMILAR_POPULATION)


def is_near(one: Position | None, other: Position | None) -> bool:
    """Whether two towns are at most 50 km apart."""
    return bool(one and other and abs(one[0] - other[0]) * EARTH_RADIUS_KM <= NEAR_KM and kilometres(one, other) <= NEAR_KM)


def position(city: City) -> Position | None:
    """Where a town lies, if that is known."""
    if city.lat is None or city.lon is None:
        return None
    latitude = radians(city.lat)
    return latitude, radians(city.lon), cos(latitude)


def population_points(one: int | None, other: int | None) -> int:
    """Points for the ratio of two populations: the further apart, the fewer."""
    if not one or not other:
        return 0
    return round(POPULATION_POINTS * (one / other if one < other else other / one))


def distance_points(one: Position | None, other: Position | None) -> int:
    """Points for the distance. No trigonometry where the latitudes alone are too far apart."""
    if one is None or other is None or abs(one[0] - other[0]) * EARTH_RADIUS_KM > FAR_KM:
        return 0
    return max(0, round(DISTANCE_POINTS * (1 - kilometres(one, other) / FAR_KM)))


def shared_points(one: Traits, other: Traits) -> int:
    """Points for all traits that both have."""
    return sum(points for _, points, _ in _shared(one, other))


def kilometres(one: Position, other: Position) -> float:
    """Great-circle distance by the haversine formula on a sphere."""
    north, west, shrink = one
    south, east, shrink_too = other
    chord = sin((north - south) / 2) ** 2 + shrink * shrink_too * sin((west - east) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, max(0.0, chord))))


def _size_reason(one: int | None, other: int | None, points: int) -> Iterator[LikenessReason]:
    if is_alike_in_size(one, other):
        yield LikenessReason(Resemblance.POPULATION, points)


def _distance_reason(one: Position | None, other: Position | None, points: int) -> Iterator[LikenessReason]:
    if one and other and points:
        yield LikenessReason(Resemblance.DISTANCE, points, max(10, 10 * round(kilometres(one, other) / 10)))


def _shared(one: Traits, other: Traits) -> Iterator[tuple[Resemblance, int, str]]:
    if one.central_function and one.central_function == other.central_function:
        yield Resemblance.CENTRAL_FUNCTION, CENTRAL_FUNCTION_POINTS, one.central_function
    if one.country == other.country and one.land == other.land:
        yield Resemblance.LAND, LAND_POINTS, one.land
    if one.size_class and one.size_class == other.size_class:
        yield Resemblance.SIZE_CLASS, SIZE_CLASS_POINTS, one.size_class.value
    if one.country == other.country:
        yield Resemblance.COUNTRY, COUNTRY_POINTS, one.country
