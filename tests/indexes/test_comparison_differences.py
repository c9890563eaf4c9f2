"""What the towns of a measure differ in."""

from typing import Any

import pytest

from citynet_kb.indexes import Difference, Factor, MoneyFrom, RunningTime, TownSize, differences
from citynet_kb.indexes.measures import summarise
from citynet_kb.model import CaseStudy, City, Effort, Evidence, Measure
from tests.indexes.examples import case, turn

EISBAHN = Measure(id="eisbahn", slug="eisbahn", name="Eisbahn", topic="feste-maerkte")
WITHDRAWN = {"date": "2024-01-01", "reason": "Irrtum."}


def city(slug: str, **front_matter: Any) -> City:
    return City(id=slug, slug=slug, name=slug.title(), state="Thüringen", country="DE", **front_matter)


FAILED, OTHERS = "abmno", "cdpqr"
"""Five towns with a setback and five without: just enough for a comparison."""
SMALL = {slug: city(slug, population=8_000) for slug in FAILED + OTHERS}
MIXED = SMALL | {slug: city(slug, population=50_000) for slug in OTHERS}


def differ(*cases: CaseStudy, cities: dict[str, City] = MIXED) -> tuple[Difference, ...] | None:
    return differences(summarise(EISBAHN, cases), cities)


def ten(**context: Any) -> tuple[CaseStudy, ...]:
    """Setbacks in the given context, and successes."""
    return (*(case(f"{town}/1", **context) for town in FAILED), *(case(f"{town}/1", "erfolgreich") for town in OTHERS))


def told(found: tuple[Difference, ...] | None) -> dict[str, list[tuple[str, int, int, int]]]:
    """Factor → (group, towns, successes, setbacks), those that are compared."""
    return {
        one.factor.value: [(group.term.value, group.towns, group.successes, group.setbacks) for group in one.groups] for one in found or ()
    }


@pytest.mark.parametrize(
    "outcomes",
    [
        [],
        ["eingestellt"],
        ["eingestellt", "erfolgreich"],
        ["eingestellt", "erfolgreich", "erfolgreich"],
        ["eingestellt", "wirkungslos", "erfolgreich"],
        ["erfolgreich"] * 50,
        ["eingestellt"] * 50,
        ["eingestellt"] * 5 + ["erfolgreich"] * 4,
        ["eingestellt"] * 5 + ["erfolgreich"] * 4 + ["offen"] * 3,
        ["eingestellt"] + ["erfolgreich"] * 20,
        ["eingestellt"] * 20 + ["erfolgreich"],
    ],
)
def test_too_little_to_compare(outcomes: list[str]) -> None:
    """Fewer than ten towns with a known end, fewer than two with a setback, or fewer than two without, allow no comparison."""
    assert differ(*(case(f"t{number}/1", outcome) for number, outcome in enumerate(outcomes))) is None


def test_ten_towns_are_compared() -> None:
    """A group says how many towns it has, and how many of them succeeded or met a setback."""
    assert told(differ(*ten())) == {"groesse": [("20000-bis-100000", 5, 5, 0), ("unter-20000", 5, 0, 5)]}


def test_where_all_towns_are_alike_nothing_differs() -> None:
    """A factor with one group only is not given; that is another thing than too few towns."""
    assert differ(*ten(), cities=SMALL) == ()


def test_equal_shares_do_not_differ() -> None:
    """Two groups with the same share of successes and setbacks are told apart from those that differ."""
    cities = {town: city(town, population=50_000 if town in "abcd" else 8_000) for town in "abmncdpq"}
    even = [one for one in ten() if one.city not in "or"]
    more = [case("s/1"), case("t/1", "erfolgreich")]
    assert [one.differs for one in differ(*even, *more, cities=cities) or ()] == [False]
    assert [one.differs for one in differ(*ten()) or ()] == [True]


def test_partial_success_is_neither() -> None:
    """It is without a setback, yet no success."""
    found = told(differ(*(case(f"{town}/1") for town in FAILED), *(case(f"{town}/1", "teilweise") for town in OTHERS)))
    assert found["groesse"] == [("20000-bis-100000", 5, 0, 0), ("unter-20000", 5, 0, 5)]


def test_a_town_stands_with_its_latest_case() -> None:
    """Earlier cases, and an outcome that a follow-up turned, do not count."""
    older = case("c/0", period={"end": "2001"}, effort="klein")
    turned = case("d/2", "eingestellt", period={"start": "2020"}, follow_up=[turn("2024", "erfolgreich")])
    plain = (one for one in ten() if one.city not in "cd")
    assert told(differ(older, turned, case("c/1", "erfolgreich", period={"end": "2010"}), *plain)) == {
        "groesse": [("20000-bis-100000", 5, 5, 0), ("unter-20000", 5, 0, 5)]
    }


def test_what_does_not_count_is_in_no_group() -> None:
    """Open, weakly sourced, withdrawn and anonymous cases change nothing."""
    more = (
        case("e/1", "offen", effort="klein"),
        case("f/1", confidence="low", effort="klein"),
        case("g/1", withdrawn=WITHDRAWN, effort="klein"),
        case("anonym/1", effort="klein"),
    )
    assert differ(*ten(), *more) == differ(*ten())


def test_unknown_groups_stand_apart() -> None:
    """Together with the known ones they hold every town; alone they make no factor."""
    found = differ(*ten(effort="klein"), case("e/1", effort="unbekannt"), case("f/1", funding=["land"]))
    assert found is not None
    assert {one.factor: one.towns + sum(group.towns for group in one.apart) for one in found} == {Factor.SIZE: 12, Factor.EFFORT: 12}
    size, effort = found
    assert [(group.term, group.towns) for group in size.apart] == [(TownSize.UNKNOWN, 2)]
    assert [(group.term, group.towns) for group in effort.groups] == [(Effort.SMALL, 5), (Effort.MEDIUM, 6)]
    assert [(group.term, group.towns) for group in effort.apart] == [(Effort.UNKNOWN, 1)]


def test_groups_stand_in_the_order_of_their_vocabulary() -> None:
    """Largest towns, smallest effort and weakest evidence first, whatever the cases' order."""
    found = differ(*ten(effort="gross", evidence="extern", funding=["eigenmittel"]), case("e/1", funding=["land"], evidence="zaehlung"))
    assert found is not None
    assert [one.factor for one in found] == [Factor.SIZE, Factor.EFFORT, Factor.FUNDING, Factor.EVIDENCE]
    assert [group.term for group in found[3].groups] == [Evidence.IMPRESSION, Evidence.COUNT, Evidence.EXTERNAL_EVALUATION]


def test_fifty_towns() -> None:
    """Every town is in exactly one group of each factor."""
    cases = [
        case(f"t{number}/1", ("eingestellt", "erfolgreich")[number % 2], effort=("klein", "gross")[number % 3 == 0]) for number in range(50)
    ]
    assert told(differ(*cases)) == {"aufwand": [("klein", 33, 17, 16), ("gross", 17, 8, 9)]}


@pytest.mark.parametrize(
    ("front_matter", "expected"),
    [
        ({"population": 100_000}, TownSize.LARGE),
        ({"population": 99_999}, TownSize.MEDIUM),
        ({"population": 20_000}, TownSize.MEDIUM),
        ({"population": 19_999}, TownSize.SMALL),
        ({"population": 0}, TownSize.SMALL),
        ({"size_class": "groessere-kleinstadt"}, TownSize.SMALL),
        ({"size_class": "kleinere-mittelstadt"}, TownSize.MEDIUM),
        ({"size_class": "kleinere-grossstadt"}, TownSize.LARGE),
        ({"population": 5_000, "size_class": "grosse-grossstadt"}, TownSize.SMALL),
        ({}, TownSize.UNKNOWN),
    ],
)
def test_size_of_a_town(front_matter: dict[str, Any], expected: TownSize) -> None:
    """By population, else by size class."""
    assert TownSize.of(city("a", **front_matter)) is expected


def test_size_of_a_town_without_record() -> None:
    """It is unknown."""
    assert TownSize.of(None) is TownSize.UNKNOWN


@pytest.mark.parametrize(
    ("outcome", "period", "expected"),
    [
        ("eingestellt", {"start": "2020-01", "end": "2020-12"}, RunningTime.UNDER_ONE_YEAR),
        ("eingestellt", {"start": "2020", "end": "2020"}, RunningTime.UNDER_ONE_YEAR),
        ("eingestellt", {"start": "2020-01", "end": "2021-01"}, RunningTime.ONE_TO_THREE_YEARS),
        ("eingestellt", {"start": "2020", "end": "2021"}, RunningTime.ONE_TO_THREE_YEARS),
        ("erfolgreich", {"start": "2020", "end": "2023"}, RunningTime.ONE_TO_THREE_YEARS),
        ("erfolgreich", {"start": "2020", "end": "2024"}, RunningTime.OVER_THREE_YEARS),
        ("erfolgreich", {"start": "2020"}, RunningTime.STILL_RUNNING),
        ("teilweise", {"start": "2020"}, RunningTime.STILL_RUNNING),
        ("eingestellt", {"start": "2020"}, RunningTime.UNKNOWN),
        ("erfolgreich", {"end": "2020"}, RunningTime.UNKNOWN),
        ("erfolgreich", {"start": "2021", "end": "2020"}, RunningTime.UNKNOWN),
        ("erfolgreich", None, RunningTime.UNKNOWN),
        ("nicht-zustande", {"start": "2019", "end": "2023"}, RunningTime.NEVER_RAN),
    ],
)
def test_running_time(outcome: str, period: dict[str, str] | None, expected: RunningTime) -> None:
    """What never came about did not run, however long it was planned; without an end only what is no setback still runs."""
    assert RunningTime.of(case("a/1", outcome, period=period)) is expected


@pytest.mark.parametrize(
    ("funding", "expected"),
    [
        ([], MoneyFrom.NOT_STATED),
        (["eigenmittel"], MoneyFrom.OWN),
        (["einnahmen", "eigenmittel"], MoneyFrom.OWN),
        (["eigenmittel", "land"], MoneyFrom.OUTSIDE),
        (["sponsoring"], MoneyFrom.OUTSIDE),
    ],
)
def test_money(funding: list[str], expected: MoneyFrom) -> None:
    """One source outside the town is enough."""
    assert MoneyFrom.of(case("a/1", funding=funding)) is expected
