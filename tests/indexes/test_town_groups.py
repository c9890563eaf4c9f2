"""What others tried of which a town reports nothing: the three groups, their order, and the similar town behind each measure."""

from typing import Any

import pytest

from citynet_kb.indexes import Elsewhere, Indexes, TownSummary, case_behind, likeness
from citynet_kb.indexes.towns import COMPARED, MOST_RANKED
from citynet_kb.knowledge_base import KnowledgeBase, link
from citynet_kb.model import City, Measure
from tests.fictional.records import generate_knowledge_base
from tests.indexes import naive
from tests.indexes.examples import case
from tests.indexes.test_similarity import town

FAILED, MIXED, SUCCEEDED = Elsewhere
SLUGS = ("eisbahn", "parken", "stadtfest", "stadtstrand", "parklets", "wochenmarkt", "citylauf")


def small_network() -> Indexes:
    """Town a is like b, less like c, unlike d; e has no record and f no case."""
    cities = [town("a", 20_000), town("b", 21_000), town("c", 30_000), town("d", 900_000, state="Bern", country="CH"), town("f", 31_000)]
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
        case("d/4", "erfolgreich", measure="wochenmarkt"),
        case("b/4", "teilweise", measure="citylauf"),
    ]
    return of(cities, cases)


def of(cities: list[City], cases: list[Any]) -> Indexes:
    """The indexes of these cases."""
    return Indexes(link(cases, cities, [Measure(id=slug, slug=slug, name=slug, topic="x") for slug in SLUGS]))


def pointers(found: TownSummary, group: Elsewhere) -> list[tuple[str, str | None]]:
    return [(one.measure, one.city) for one in found.nearest[group]]


def test_three_groups() -> None:
    """What failed and succeeded nowhere, what did both, what succeeded alone; a partial success alone is in none of them."""
    found = small_network().towns["a"]
    assert found.tried == ("parklets",)
    assert found.elsewhere == {FAILED: ("eisbahn", "stadtstrand"), MIXED: ("parken", "stadtfest"), SUCCEEDED: ("wochenmarkt",)}


def test_similar_towns_come_first() -> None:
    """The measure of the most similar town leads and names it, with what makes it similar; an unlike town is not named."""
    found = small_network().towns["a"]
    assert pointers(found, FAILED) == [("eisbahn", "c"), ("stadtstrand", None)]
    assert pointers(found, MIXED) == [("parken", "b"), ("stadtfest", "c")]
    assert pointers(found, SUCCEEDED) == [("wochenmarkt", None)]
    assert found.nearest[MIXED][0].likeness == likeness(town("a", 20_000), town("b", 21_000))


def test_towns_without_a_case_or_record() -> None:
    """A town without a case has groups too; of one without a record they are ordered by number of towns, without a similar one."""
    found = small_network().towns
    assert found["f"].nearest[FAILED][0].city == "c"
    assert [other.city for other in found["f"].similar] == ["c", "b"]
    assert list(found["e"].elsewhere[FAILED]) == ["eisbahn", "parklets"]
    assert {(pointer.city, pointer.likeness) for group in found["e"].nearest.values() for pointer in group} == {(None, None)}
    assert found["e"].similar == ()


def test_a_later_success_makes_it_mixed() -> None:
    """A town in Ever whose latest case succeeded; an earlier success followed by a setback does not."""
    cities = [town("a", 20_000), town("b", 21_000)]
    again = [case("b/1", period={"end": "2015"}), case("b/2", "erfolgreich", period={"end": "2020"})]
    assert of(cities, again).towns["a"].elsewhere == {FAILED: (), MIXED: ("eisbahn",), SUCCEEDED: ()}
    given_up = [case("b/1", period={"end": "2025"}), case("b/2", "erfolgreich", period={"end": "2020"})]
    assert of(cities, given_up).towns["a"].elsewhere == {FAILED: ("eisbahn",), MIXED: (), SUCCEEDED: ()}


@pytest.mark.parametrize(
    "silent",
    [
        {"outcome": "ausgefallen", "cadence": "wiederkehrend"},
        {"outcome": "offen"},
        {"confidence": "low"},
        {"withdrawn": {"date": "2024-01-01", "reason": "Irrtum."}},
        {"id": "anonym/1"},
    ],
)
def test_what_does_not_count_stands_in_no_group(silent: dict[str, Any]) -> None:
    """Cancelled editions, open, thinly sourced, withdrawn and anonymous cases."""
    found = of([town("a", 20_000), town("b", 21_000)], [case(**{"id": "b/1", **silent})]).towns["a"]
    assert not any(found.elsewhere.values())


def test_what_is_reported_in_any_way_is_not_listed() -> None:
    """An open or weak case of the town itself is a report; a withdrawn one is none."""
    cities = [town("a", 20_000), town("b", 21_000)]
    for own in (case("a/1", "offen"), case("a/1", confidence="low")):
        assert of(cities, [own, case("b/1")]).towns["a"].elsewhere[FAILED] == ()
    gone = case("a/1", withdrawn={"date": "2024-01-01", "reason": "Irrtum."})
    assert of(cities, [gone, case("b/1")]).towns["a"].elsewhere[FAILED] == ("eisbahn",)


def test_the_case_behind() -> None:
    """What tells how it went in a town: the case that stands for it if that is a success or a setback, else its newest setback."""
    old, partly = case("b/alt", period={"end": "2015"}), case("b/neu", "teilweise", period={"end": "2020"})
    tally = of([town("b", 21_000)], [old, partly]).measures["eisbahn"].tally
    assert case_behind(tally, "b").id == "b/alt"
    success = case("b/neu", "erfolgreich", period={"end": "2020"})
    assert case_behind(of([], [old, success]).measures["eisbahn"].tally, "b").id == "b/neu"


def test_search_is_bounded() -> None:
    """A measure known only from a town beyond those compared comes last, and still names its similar town."""
    like = [town(f"stadt-{number:02}", 20_000 + 10 * number) for number in range(COMPARED[-1] + 5)]
    far = town("weit", 29_000)
    cases = [*(case(f"{city.id}/x", measure="parken") for city in like[1:]), case("weit/x")]
    found = of([*like, far], cases).towns["stadt-00"]
    assert pointers(found, FAILED) == [("parken", "stadt-01"), ("eisbahn", "weit")]


def plain_groups(base: KnowledgeBase) -> dict[Elsewhere, dict[str, set[str]]]:
    """Group → measure → the towns behind it: those that ever met a setback, and those whose latest case succeeded."""
    cases = [one.model_dump(mode="json") for one in base.cases.values()]
    groups: dict[Elsewhere, dict[str, set[str]]] = {group: {} for group in Elsewhere}
    for measure in base.measures:
        counting = naive.by_town([one for one in cases if one["measure"] == measure and naive.counts(one)])
        ever = {slug for slug, own in counting.items() if any(map(naive.is_setback, own))}
        latest = {slug: naive.stands_for(own) for slug, own in counting.items()}
        won = {slug for slug, one in latest.items() if one and naive.outcome(one) == "erfolgreich"}
        if ever or won:
            groups[FAILED if not won else MIXED if ever else SUCCEEDED][measure] = ever | won
    return groups


def plain_ranking(base: KnowledgeBase, home: City, behind: dict[str, set[str]]) -> list[tuple[int, int, str, str | None]]:
    """(score, towns, measure, similar town) of every measure that `home` has not tried, best first: compared with all towns."""
    tried = {one.measure for one in base.cases_by_city[home.id] if not one.withdrawn}
    ranked: list[tuple[int, int, str, str | None]] = []
    for measure, slugs in behind.items():
        if measure not in tried:
            alike = {slug: likeness(home, base.cities[slug]) for slug in slugs}
            near = sorted((-one.score, slug) for slug, one in alike.items() if one.is_similar)
            ranked.append((near[0][0] if near else 1, -len(slugs), measure, near[0][1] if near else None))
    return sorted(ranked, key=lambda place: place[:3])


@pytest.mark.slow
@pytest.mark.parametrize(("cases", "seed"), [(40, 1), (300, 2), (900, 3)])
def test_first_places_agree_with_comparing_all_towns(cases: int, seed: int) -> None:
    """The first eight of each group, and their similar towns, are those that a comparison with every town gives."""
    base = generate_knowledge_base(cases, seed)
    indexes, groups = Indexes(base), plain_groups(base)
    for slug, home in base.cities.items():
        found = indexes.towns[slug]
        for group, behind in groups.items():
            expected = plain_ranking(base, home, behind)
            assert sorted(found.elsewhere[group]) == sorted(measure for _, _, measure, _ in expected)
            assert [one.measure for one in found.nearest[group]] == list(found.elsewhere[group][:MOST_RANKED])
            assert pointers(found, group) == [place[2:] for place in expected[:MOST_RANKED]]
