"""The similarity of towns, the most similar ones, and what follows for warnings and counter-cases."""

import random
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citynet_kb.indexes import (
    LikenessReason,
    Neighbours,
    Resemblance,
    SimilarTown,
    likeness,
    nearest_case,
    nearest_towns,
)
from citynet_kb.indexes.similar_towns import TownScore
from citynet_kb.model import City, SizeClass
from tests.fictional.records import generate_cities
from tests.indexes.examples import case

EXAMPLES = settings(max_examples=100, derandomize=True, deadline=None)
FUNCTIONS = (None, "Mittelzentrum", "Oberzentrum")


def town(slug: str = "musterstadt", population: int | None = None, **facts: Any) -> City:
    """A town that does not exist."""
    size_class = SizeClass.of(population) if population is not None else None
    known = {"name": slug.title(), "state": "Thüringen", "country": "DE", "population": population, "size_class": size_class, **facts}
    return City.model_validate({"id": slug, "slug": slug, **known})


def towns() -> st.SearchStrategy[City]:
    """Towns of which anything may be unknown; few values, so that equal scores are frequent."""
    return st.builds(
        town,
        population=st.none() | st.sampled_from([0, 1, 4_000, 9_999, 10_000, 24_000, 25_000]) | st.integers(1, 4_000_000),
        state=st.sampled_from(["Thüringen", "Sachsen", "Bern"]),
        country=st.sampled_from(["DE", "CH"]),
        central_function=st.sampled_from(FUNCTIONS),
        lat=st.none() | st.floats(47, 55),
        lon=st.none() | st.floats(6, 15),
    )


def named(cities: list[City]) -> list[City]:
    """The same towns with ids of their own."""
    return [city.model_copy(update={"id": f"stadt-{number}"}) for number, city in enumerate(cities)]


def plain_order(home: City, others: Mapping[str, City]) -> list[tuple[int, str]]:
    """Every other town that may be called similar, by score and id: the search done as plainly as possible."""
    found = {slug: likeness(home, other) for slug, other in others.items() if slug != home.id}
    return sorted((-alike.score, slug) for slug, alike in found.items() if alike.is_similar)


def share(points: int, *known: int) -> int:
    """The score of so many points where factors of these greatest points are known; Land and country, 20 points, always are."""
    exact = Fraction(100 * points, 20 + sum(known))
    return round(exact)


def test_reasons_can_be_told() -> None:
    """Strongest first, each with what a sentence needs: »ähnlich groß, ebenfalls Mittelzentrum, ebenfalls in Thüringen, 40 km entfernt«."""
    one = town("a", 20_000, central_function="Mittelzentrum", lat=50.8, lon=11.0)
    other = town("b", 25_000, central_function="Mittelzentrum", lat=50.8, lon=11.55)
    found = likeness(one, other)
    assert found.reasons == (
        LikenessReason(Resemblance.POPULATION, 40),
        LikenessReason(Resemblance.CENTRAL_FUNCTION, 15, "Mittelzentrum"),
        LikenessReason(Resemblance.LAND, 15, "Thüringen"),
        LikenessReason(Resemblance.DISTANCE, 6, 40),
        LikenessReason(Resemblance.SIZE_CLASS, 5, "kleinere-mittelstadt"),
        LikenessReason(Resemblance.COUNTRY, 5, "DE"),
    )
    assert found.score == 86


def test_what_is_not_known_is_left_out() -> None:
    """A factor that one of the two lacks is no reason and counts neither way; no population is as good as none known."""
    known = town("a", 20_000, central_function="Mittelzentrum", lat=50.8, lon=11.0)
    for other in (town("b"), town("b", 0, size_class=None)):
        found = likeness(known, other)
        assert [reason.kind for reason in found.reasons] == [Resemblance.LAND, Resemblance.COUNTRY]
        assert found.score == 100
        assert not found.is_similar, "the same Land alone is no reason"


def test_the_rest_is_scaled() -> None:
    """Half as large in the same Land: 25 of 50 points and 20 of 20 make 64 of 100; a place known of one alone changes nothing."""
    one, other = town("a", 20_000, size_class=None), town("b", 40_000, size_class=None)
    assert likeness(one, other).score == 64
    assert likeness(one.model_copy(update={"lat": 50.0, "lon": 11.0}), other).score == 64
    assert likeness(one.model_copy(update={"central_function": "Mittelzentrum"}), other).score == 64


@pytest.mark.parametrize(
    ("population", "points", "told"), [(30_000, 33, True), (30_001, 33, False), (40_000, 25, False), (200_000, 5, False)]
)
def test_population_counts_by_its_ratio(population: int, points: int, told: bool) -> None:
    """Half as large is worth half the points; a reason from two thirds on."""
    found = likeness(town("a", 20_000), town("b", population, state="Bern", country="CH", size_class=None))
    assert found.score == share(points, 50)
    assert [reason.kind for reason in found.reasons] == ([Resemblance.POPULATION] if told else [])


@pytest.mark.parametrize(
    ("degrees", "points", "value"), [(0.0, 10, 10), (0.1, 9, 10), (0.5, 4, 60), (0.8, 1, 90), (0.9, 0, None), (5.0, 0, None)]
)
def test_distance(degrees: float, points: int, value: int | None) -> None:
    """From ten points at the same place down to none at 100 km; told in tens of kilometres, never as none at all."""
    found = likeness(town("a", lat=50.0, lon=11.0), town("b", lat=50.0 + degrees, lon=11.0, state="Bern", country="CH"))
    assert found.score == share(points, 10)
    assert [(reason.points, reason.value) for reason in found.reasons] == [(points, value)] * (value is not None)


@pytest.mark.parametrize(
    ("population", "degrees", "state", "similar"),
    [
        (30_000, 5.0, "Thüringen", True),
        (30_001, 5.0, "Thüringen", False),
        (30_001, 0.449, "Thüringen", True),
        (30_001, 0.451, "Thüringen", False),
        (2_000_000, 0.1, "Thüringen", False),
        (40_000, 0.1, "Thüringen", True),
    ],
)
def test_when_towns_may_be_called_similar(population: int, degrees: float, state: str, similar: bool) -> None:
    """From two thirds of the population or at most 50 km (0.4497 degrees of latitude), and not below 40 points."""
    found = likeness(town("a", 20_000, lat=50.0, lon=11.0), town("b", population, state=state, lat=50.0 + degrees, lon=11.0))
    assert found.is_similar is similar


@pytest.mark.parametrize(("population", "points", "score", "similar"), [(15_200, 38, 40, True), (14_800, 37, 39, False)])
def test_forty_points_are_enough(population: int, points: int, score: int, similar: bool) -> None:
    """A town of similar size that shares nothing else: 38 of the 95 points that are known make 40 of 100, 37 make 39."""
    home = town("a", 20_000, central_function="Oberzentrum", size_class=None, lat=50.0, lon=11.0)
    far = town("b", population, state="Bern", country="CH", central_function="Mittelzentrum", size_class=None, lat=54.0, lon=11.0)
    found = likeness(home, far)
    assert [(reason.kind, reason.points) for reason in found.reasons] == [(Resemblance.POPULATION, points)]
    assert (found.score, found.is_similar) == (score, similar)


@EXAMPLES
@given(towns(), towns())
def test_likeness_of_any_two_towns(one: City, other: City) -> None:
    """Symmetric, from 0 to 100, reasons by weight, each once; similar by population or nearness only; what reasons lack is population."""
    found = likeness(one, other)
    assert found == likeness(other, one)
    assert 0 <= found.score <= 100
    assert [reason.points for reason in found.reasons] == sorted((reason.points for reason in found.reasons), reverse=True)
    kinds = [reason.kind for reason in found.reasons]
    assert len(set(kinds)) == len(kinds)
    silent = round(50 * min(one.population, other.population) / max(one.population, other.population)) if both_known(one, other) else 0
    told = sum(reason.points for reason in found.reasons) + (0 if Resemblance.POPULATION in kinds else silent)
    assert found.score == share(told, *known_factors(one, other))
    if found.is_similar:
        near = [reason for reason in found.reasons if reason.kind is Resemblance.DISTANCE]
        assert found.score >= 40
        assert Resemblance.POPULATION in kinds or near[0].points >= 5


def both_known(one: City, other: City) -> bool:
    return bool(one.population and other.population)


def known_factors(one: City, other: City) -> list[int]:
    """The greatest points of each further factor that is known of both."""
    greatest = {"population": 50, "central_function": 15, "lat": 10, "size_class": 5}
    pairs = {name: (getattr(one, name), getattr(other, name)) for name in greatest}
    pairs["lat"] = tuple(None if city.lat is None or city.lon is None else 1 for city in (one, other))
    return [greatest[name] for name, (left, right) in pairs.items() if left and right]


@pytest.mark.slow
@EXAMPLES
@given(st.lists(towns(), max_size=25), st.integers(1, 7), st.randoms(use_true_random=False))
def test_search_finds_what_comparing_all_finds(cities: list[City], most: int, chance: random.Random) -> None:
    """The most similar towns are those that a comparison with every other town gives, whatever the order of the records."""
    known = {city.id: city for city in named(cities)}
    found = nearest_towns(chance.sample(list(known.values()), len(known)), most)
    assert list(found) == sorted(known)
    for slug, home in known.items():
        best = [other for _, other in plain_order(home, known)][:most]
        assert found[slug] == tuple(SimilarTown(other, likeness(home, known[other])) for other in best)


def test_search_among_many_towns() -> None:
    """So it does among hundreds, and among those of them that have some experience, of which the town itself need not be one."""
    chance = random.Random(1)
    cities = {city.id: city.model_copy(update={"central_function": chance.choice(FUNCTIONS)}) for city in generate_cities(400)}
    some = set(chance.sample(sorted(cities), 150))
    for among, others in ((None, cities), (some, {slug: cities[slug] for slug in some})):
        neighbours = Neighbours.of(cities.values(), among)
        for slug in list(cities)[::20]:
            best = plain_order(cities[slug], others)[:20]
            assert neighbours.most_similar(slug, 20) == tuple(TownScore(-points, other) for points, other in best)


def test_search_looks_at_few() -> None:
    """Ten times as many towns do not mean ten times the comparisons for each."""
    compared = {}
    for number in (200, 2_000):
        looked_at: list[object] = []
        cities = generate_cities(number)
        neighbours = Neighbours.of(cities)
        watched = [tuple((points, _Watched(group, looked_at)) for points, group in groups) for groups in neighbours.groups]
        for city in cities:
            Neighbours(neighbours.cities, neighbours.ids, neighbours.places, neighbours.between, tuple(watched)).most_similar(city.id, 5)
        compared[number] = len(looked_at) / number
    assert compared[2_000] < 2 * compared[200] < 400


class _Watched(tuple[Any, ...]):
    """A group of towns that records which of them are read."""

    looked_at: list[object]

    def __new__(cls, group: tuple[Any, ...], looked_at: list[object]) -> "_Watched":
        watched = super().__new__(cls, group)
        watched.looked_at = looked_at
        return watched

    def __getitem__(self, at: Any) -> Any:
        self.looked_at.append(at)
        return super().__getitem__(at)


def test_towns_without_others() -> None:
    """No town, one town, a town without a record: nothing is similar, nothing breaks."""
    assert nearest_towns([]) == {}
    assert nearest_towns([town("a")]) == {"a": ()}
    assert Neighbours.of([town("a")]).similar_towns("b", 5) == ()


def test_nearest_case() -> None:
    """The case of the most similar other town; of several cases of that town the first by id."""
    neighbours = Neighbours.of([town("a", 20_000), town("b", 21_000), town("c", 90_000)])
    found = nearest_case(case("a/1"), [case("c/1"), case("b/2"), case("b/1"), case("a/2"), case("ohne/1")], neighbours)
    assert found
    assert (found.case.id, found.likeness) == ("b/1", likeness(town("a", 20_000), town("b", 21_000)))


def test_nearest_case_of_towns_without_record() -> None:
    """Where likeness cannot be told, the first case by id stands, without likeness; without candidates there is none."""
    neighbours = Neighbours.of([town("a"), town("b")])
    lonely = nearest_case(case("ohne/1"), [case("b/1"), case("a/1")], neighbours)
    unnamed = nearest_case(case("a/1"), [case("ohne/1")], neighbours)
    assert lonely
    assert unnamed
    assert (lonely.case.id, lonely.likeness) == ("a/1", None)
    assert (unnamed.case.id, unnamed.likeness) == ("ohne/1", None)
    assert nearest_case(case("a/1"), [case("a/2")], neighbours) is None
