"""The similarity of towns, the most similar ones, and what follows for warnings and counter-cases."""

import random
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citynet_kb.indexes import (
    Indexes,
    LikenessReason,
    Neighbours,
    Resemblance,
    SimilarTown,
    Verdict,
    build_indexes,
    likeness,
    nearest_case,
    nearest_towns,
)
from citynet_kb.indexes.similar_towns import TownScore
from citynet_kb.indexes.similarity import kilometres, position
from citynet_kb.indexes.towns import COMPARED, MOST_RANKED
from citynet_kb.knowledge_base import KnowledgeBase, link
from citynet_kb.model import City, Measure, SizeClass
from tests.fictional.records import generate_cities, generate_knowledge_base
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
    """Every other town by score and id: the search done as plainly as possible."""
    return sorted((-likeness(home, other).score, slug) for slug, other in others.items() if slug != home.id)


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


def test_what_is_not_known_gives_no_reason() -> None:
    """A factor that one of the two lacks adds nothing; no population is as good as none known."""
    known = town("a", 20_000, central_function="Mittelzentrum", lat=50.8, lon=11.0)
    for other in (town("b"), town("b", 0, size_class=None)):
        found = likeness(known, other)
        assert [reason.kind for reason in found.reasons] == [Resemblance.LAND, Resemblance.COUNTRY]
        assert found.score == 20


@pytest.mark.parametrize(
    ("population", "points", "told"), [(30_000, 33, True), (30_001, 33, False), (40_000, 25, False), (200_000, 5, False)]
)
def test_population_counts_by_its_ratio(population: int, points: int, told: bool) -> None:
    """Half as large is worth half the points; a reason from two thirds on."""
    found = likeness(town("a", 20_000), town("b", population, state="Bern", country="CH", size_class=None))
    assert found.score == points
    assert [reason.kind for reason in found.reasons] == ([Resemblance.POPULATION] if told else [])


@pytest.mark.parametrize(
    ("degrees", "points", "value"), [(0.0, 10, 10), (0.1, 9, 10), (0.5, 4, 60), (0.8, 1, 90), (0.9, 0, None), (5.0, 0, None)]
)
def test_distance(degrees: float, points: int, value: int | None) -> None:
    """From ten points at the same place down to none at 100 km; told in tens of kilometres, never as none at all."""
    found = likeness(town("a", lat=50.0, lon=11.0), town("b", lat=50.0 + degrees, lon=11.0, state="Bern", country="CH"))
    assert found.score == points
    assert [(reason.points, reason.value) for reason in found.reasons] == [(points, value)] * (value is not None)


def test_known_distance() -> None:
    """Gera and Erfurt lie 74 km apart, as the crow flies."""
    gera, erfurt = position(town(lat=50.8803, lon=12.0819)), position(town(lat=50.9787, lon=11.0328))
    assert gera
    assert erfurt
    assert round(kilometres(gera, erfurt)) == 74


def test_same_name_of_land_in_another_country() -> None:
    """Two Länder of one name are one Land only within one country."""
    assert likeness(town("a", state="Limburg", country="NL"), town("b", state="Limburg", country="BE")).score == 0


@EXAMPLES
@given(towns(), towns())
def test_likeness_of_any_two_towns(one: City, other: City) -> None:
    """Symmetric, from 0 to 100, reasons by weight and each once; what the reasons lack is population alone."""
    found = likeness(one, other)
    assert found == likeness(other, one)
    assert 0 <= found.score <= 100
    assert [reason.points for reason in found.reasons] == sorted((reason.points for reason in found.reasons), reverse=True)
    kinds = [reason.kind for reason in found.reasons]
    assert len(set(kinds)) == len(kinds)
    silent = found.score - sum(reason.points for reason in found.reasons)
    assert silent == 0 or (0 < silent <= 33 and Resemblance.POPULATION not in kinds)


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
            Neighbours(neighbours.cities, neighbours.ids, neighbours.places, neighbours.fixed, tuple(watched)).most_similar(city.id, 5)
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


def small_network() -> Indexes:
    """Town a is like b, less like c, unlike d; e has no record and f no case."""
    cities = [town("a", 20_000), town("b", 21_000), town("c", 30_000), town("d", 900_000, state="Bern", country="CH"), town("f", 31_000)]
    measures = [Measure(id=slug, slug=slug, name=slug, topic="x") for slug in ("eisbahn", "parken", "stadtfest", "stadtstrand", "parklets")]
    cases = [
        case("a/1", "offen", measure="parklets"),
        case("b/1", measure="parken"),
        case("c/1", measure="eisbahn"),
        case("d/1", measure="eisbahn"),
        case("c/2", measure="stadtfest"),
        case("d/2", measure="stadtstrand"),
        case("e/1", measure="stadtstrand"),
        case("b/2", measure="parklets"),
        case("d/3", "erfolgreich", measure="stadtfest"),
        case("c/3", "erfolgreich", measure="parken"),
    ]
    return build_indexes(link(cases, cities, measures))


def test_warnings_by_likeness() -> None:
    """What failed in the town most like this one comes first, then what failed in more towns; that town is named."""
    found = small_network().towns["a"]
    assert found.warned == ("parken", "eisbahn", "stadtfest", "stadtstrand")
    assert [(pointer.measure, pointer.city) for pointer in found.warned_by] == list(zip(found.warned, "bccd", strict=True))
    assert [pointer.likeness for pointer in found.warned_by if pointer.city == "b"] == [likeness(town("a", 20_000), town("b", 21_000))]
    assert [(pointer.measure, pointer.city) for pointer in found.encouraged_by] == [("parken", "c"), ("stadtfest", "d")]


def test_towns_without_a_case_or_record() -> None:
    """A town without a case is warned as well; one without a record is warned by number of towns, without a nearest town."""
    found = small_network().towns
    assert found["f"].warned_by[0].city == "c"
    assert [other.city for other in found["f"].similar] == ["c", "b", "a", "d"]
    assert found["e"].warned == ("eisbahn", "parken", "parklets", "stadtfest")
    assert {(pointer.city, pointer.likeness) for pointer in found["e"].warned_by} == {(None, None)}
    assert found["e"].similar == ()


def plain_ranking(knowledge_base: KnowledgeBase, home: City, behind: dict[str, tuple[str, ...]]) -> list[tuple[int, int, str, str]]:
    """(score, towns, measure, nearest town) of every measure that `home` has not tried, best first: compared with all towns."""
    tried = {case.measure for case in knowledge_base.cases_by_city[home.id] if not case.withdrawn}
    ranked = []
    for measure, slugs in behind.items():
        if slugs and measure not in tried:
            points, nearest = min((-likeness(home, knowledge_base.cities[slug]).score, slug) for slug in slugs)
            ranked.append((points, -len(slugs), measure, nearest))
    return sorted(ranked)


@pytest.mark.slow
@pytest.mark.parametrize(("cases", "seed"), [(40, 1), (300, 2), (900, 3)])
def test_first_places_agree_with_comparing_all_towns(cases: int, seed: int) -> None:
    """The first eight warnings and encouragements, and their nearest towns, are those that a comparison with every town gives."""
    knowledge_base = generate_knowledge_base(cases, seed)
    indexes = build_indexes(knowledge_base)
    setbacks = {slug: summary.tally.setback_cities for slug, summary in indexes.measures.items()}
    successes = {
        slug: summary.tally.success_cities for slug, summary in indexes.measures.items() if summary.verdict is not Verdict.MOSTLY_FAILS
    }
    for slug, home in knowledge_base.cities.items():
        found = indexes.towns[slug]
        for behind, measures, pointers in ((setbacks, found.warned, found.warned_by), (successes, found.encouraged, found.encouraged_by)):
            expected = plain_ranking(knowledge_base, home, behind)
            assert sorted(measures) == sorted(measure for _, _, measure, _ in expected)
            assert [pointer.measure for pointer in pointers] == list(measures[:MOST_RANKED])
            assert [(pointer.measure, pointer.city) for pointer in pointers] == [place[2:] for place in expected[:MOST_RANKED]]


def test_search_is_bounded() -> None:
    """A measure known only from distant, unlike towns comes last, without a nearest town."""
    like = [town(f"stadt-{number}", 20_000 + number) for number in range(COMPARED[-1] + 5)]
    far = [town(f"weit-{number}", 2_000_000, state="Bern", country="CH") for number in range(3)]
    measures = [Measure(id=slug, slug=slug, name=slug, topic="x") for slug in ("eisbahn", "parken")]
    cases = [*(case(f"{city.id}/x", measure="parken") for city in like[1:]), *(case(f"{city.id}/x") for city in far)]
    found = build_indexes(link(cases, [*like, *far], measures)).towns["stadt-0"]
    assert found.warned == ("parken", "eisbahn")
    assert [pointer.city for pointer in found.warned_by] == ["stadt-1", None]


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
