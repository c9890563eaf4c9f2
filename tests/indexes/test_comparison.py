"""What the cases of one measure say side by side."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest

from citynet_kb.indexes import DateFrom, Figure, Range, Standing, compare, counter_cases, planned_against_actual, spread, standings
from citynet_kb.indexes.comparison import would_repeat
from citynet_kb.indexes.measures import MeasureSummary, summarise
from citynet_kb.model import CaseStudy, Measure, WouldRepeat
from tests.indexes.examples import case, turn

EISBAHN = Measure(id="eisbahn", slug="eisbahn", name="Eisbahn", topic="feste-maerkte")
WITHDRAWN = {"date": "2024-01-01", "reason": "Irrtum."}


def summary(*cases: CaseStudy) -> MeasureSummary:
    return summarise(EISBAHN, cases)


def cost(id: str, actual: int | None = None, planned: int | None = None, **front_matter: Any) -> CaseStudy:
    return case(id, effort_detail={"cost_eur": actual, "cost_planned_eur": planned}, **front_matter)


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([], None),
        ([5], None),
        ([5, 9], None),
        ([9, 0, 5], Range(0, 5, 9)),
        ([1, 2, 5, 9], Range(1, 3.5, 9)),
        ([1, 2, 4, 9], Range(1, 3, 9)),
        (list(range(1, 51)), Range(1, 25.5, 50)),
    ],
)
def test_spread(amounts: list[int], expected: Range | None) -> None:
    """A range from three figures on; how many are known stands beside it in any case."""
    cases = [cost(f"t{number}/1", amount) for number, amount in enumerate(amounts)]
    found = spread([*cases, case("ohne/1")], Figure.COST)
    assert (found.known, found.cases, found.range) == (len(amounts), len(amounts) + 1, expected)


def test_spread_takes_the_plan_where_nothing_else_is_known() -> None:
    """The actual figure goes first, the running cost is no cost, and figures that are plans are counted."""
    running = case("d/1", effort_detail={"running_eur_per_year": 7})
    found = spread([cost("a/1", 10, 99), cost("b/1", None, 20), cost("c/1", 0), running], Figure.COST)
    assert [(one.case.id, one.amount, one.planned) for one in found.figures] == [("c/1", 0, False), ("a/1", 10, False), ("b/1", 20, True)]
    assert (found.planned, found.known, found.cases) == (1, 3, 4)


def test_spread_of_staff_days() -> None:
    """Days are a figure of their own."""
    cases = [case(f"{town}/1", effort_detail={"staff_days": days, "cost_eur": 1}) for town, days in (("a", 4), ("b", 2), ("c", 8))]
    assert spread(cases, Figure.STAFF_DAYS).range == Range(2, 4, 8)


def test_only_counting_cases_have_figures() -> None:
    """Open, weakly sourced, withdrawn and anonymous cases do not."""
    hidden = [
        cost("a/1", 9, 3, outcome="offen"),
        cost("b/1", 9, 3, confidence="low"),
        cost("c/1", 9, 3, withdrawn=WITHDRAWN),
        cost("anonym/1", 9, 3),
    ]
    assert (spread(hidden, Figure.COST).known, spread(hidden, Figure.COST).cases) == (0, 0)
    assert planned_against_actual(hidden, Figure.COST).pairs == 0


def test_planned_against_actual() -> None:
    """Pairs only; a plan of zero has no ratio; exact fractions; no percentage below ten pairs."""
    cases = [cost("c/1", 30, 20), cost("a/1", 10, 10), cost("b/1", 5, 15), cost("d/1", 7), cost("e/1", None, 7), cost("f/1", 7, 0)]
    found = planned_against_actual(cases, Figure.COST)
    assert [one.id for one in found.cases] == ["a/1", "b/1", "c/1"]
    assert (found.pairs, found.above, found.median_ratio, found.allows_percentage) == (3, 1, Fraction(1), False)
    assert planned_against_actual(cases[:2], Figure.COST).median_ratio is None
    many = planned_against_actual([cost(f"t{number}/1", number, 3) for number in range(10)], Figure.COST)
    assert (many.above, many.median_ratio, many.allows_percentage) == (6, Fraction(3, 2), True)


def first(case: CaseStudy, candidates: Sequence[CaseStudy]) -> str:
    """The first of the candidates."""
    return candidates[0].id


def test_counter_cases() -> None:
    """Setbacks get a success, successes a setback, partial ones nothing; candidates are the latest cases of other towns."""
    cases = (
        case("a/alt", period={"end": "2001"}),
        case("a/neu", "erfolgreich", period={"end": "2020"}),
        case("b/1", "wirkungslos"),
        case("c/1", "erfolgreich"),
        case("d/1", "teilweise"),
        case("e/1", "offen"),
        case("f/1", confidence="low"),
    )
    assert dict(counter_cases(summary(*cases), first)) == {"a/alt": "c/1", "a/neu": "b/1", "b/1": "a/neu", "c/1": "b/1"}


def test_no_counter_case() -> None:
    """Without candidates `nearer` is not asked; where it finds none, the case is absent."""
    assert dict(counter_cases(summary(case("a/1"), case("b/1")), first)) == {}
    assert dict(counter_cases(summary(case("a/1"), case("b/1", "erfolgreich")), lambda case, candidates: None)) == {}
    own = (case("a/alt", period={"end": "2001"}), case("a/neu", "erfolgreich", period={"end": "2020"}))
    assert dict(counter_cases(summary(*own), first)) == {}


def test_would_repeat() -> None:
    """One answer a town, its latest; who gave none is in the base."""
    cases = (
        case("a/alt", period={"end": "2001"}, would_repeat="nein"),
        case("a/neu", period={"end": "2020"}, would_repeat="ja"),
        case("b/1", would_repeat="ja"),
        case("c/1"),
        case("d/1", "offen", would_repeat="nein"),
    )
    found = would_repeat(summary(*cases).tally)
    assert (found.towns[WouldRepeat.YES], found.towns[WouldRepeat.NO], found.given, found.asked) == (2, 0, 2, 3)
    assert list(found.towns) == list(WouldRepeat)


@pytest.mark.parametrize(
    ("outcome", "front_matter", "expected"),
    [
        ("erfolgreich", {"period": {"start": "2020"}}, Standing.RUNNING),
        ("offen", {"period": {"start": "2020"}}, Standing.RUNNING),
        ("erfolgreich", {"period": {"start": "2020", "end": "2027"}, "added": "2026-01-01"}, Standing.RUNNING),
        ("erfolgreich", {"period": {"start": "2020", "end": "2026"}, "added": "2026-01-01"}, Standing.ENDED),
        ("erfolgreich", {"period": {"end": "2022"}}, Standing.ENDED),
        ("eingestellt", {}, Standing.ENDED),
        ("wirkungslos", {"period": {"start": "2020"}}, Standing.UNKNOWN),
        ("wirkungslos", {"period": {"end": "2020"}}, Standing.ENDED),
        ("nicht-zustande", {"period": {"end": "2020"}}, Standing.NEVER_BEGUN),
        ("erfolgreich", {}, Standing.UNKNOWN),
        ("erfolgreich", {"period": {"start": "2020"}, "follow_up": [turn("2024", "eingestellt")]}, Standing.ENDED),
    ],
)
def test_standing(outcome: str, front_matter: dict[str, Any], expected: Standing) -> None:
    """Whether it still lives."""
    assert standings([case("a/1", outcome, **front_matter)])[0].standing is expected


SOURCES = [{"title": "Bericht", "date": "2018-03"}, {"title": "Bericht", "date": "2019"}, {"title": "Bericht"}]


@pytest.mark.parametrize(
    ("front_matter", "expected"),
    [
        ({}, ("", None)),
        ({"sources": SOURCES}, ("2019", DateFrom.SOURCE)),
        ({"sources": SOURCES, "added": "2026-01-01"}, ("2026-01-01", DateFrom.ADDED)),
        ({"added": "2026-01-01", "updated": "2026-02-01"}, ("2026-02-01", DateFrom.UPDATED)),
        ({"updated": "2026-02-01", "confirmed": "2026-01-15"}, ("2026-01-15", DateFrom.CONFIRMED)),
        ({"confirmed": "2026-01-15", "follow_up": [turn("2025-05", None), turn("2024", None)]}, ("2025-05", DateFrom.FOLLOW_UP)),
        ({"kind": "dokumentiert", "sources": SOURCES, "added": "2026-01-01"}, ("2019", DateFrom.SOURCE)),
        ({"kind": "dokumentiert", "sources": SOURCES, "period": {"end": "2021"}}, ("2021", DateFrom.PERIOD)),
        ({"kind": "dokumentiert", "period": {"start": "2015"}, "added": "2026-01-01"}, ("2015", DateFrom.PERIOD)),
        ({"kind": "dokumentiert", "added": "2026-01-01"}, ("2026-01-01", DateFrom.ADDED)),
    ],
)
def test_known_on(front_matter: dict[str, Any], expected: tuple[str, DateFrom | None]) -> None:
    """What was heard from the town goes first; a documented case is as old as what it was read in, not as its filing."""
    found = standings([case("a/1", **front_matter)])[0]
    assert (found.date, found.date_from) == expected


def test_one_standing_a_town() -> None:
    """The newest case of each, open ones included; withdrawn, weakly sourced and unnamed ones not."""
    cases = [
        case("b/1"),
        case("a/1", period={"end": "2001"}),
        case("a/2", "offen", period={"start": "2020"}),
        case("c/1", confidence="low"),
        case("d/1", withdrawn=WITHDRAWN),
        case("anonym/1"),
    ]
    assert [one.case.id for one in standings(cases)] == ["a/2", "b/1"]


@pytest.mark.parametrize("number", [0, 1, 2, 3, 50])
def test_compare_at_any_number_of_cases(number: int) -> None:
    """Nothing is missing and nothing raises."""
    cases = [cost(f"t{town}/1", town, town, outcome=("eingestellt", "erfolgreich")[town % 2]) for town in range(number)]
    found = compare(summary(*cases), {})
    assert (found.differences is None) is (number < 4)
    assert [one.figure for one in found.spreads] == [one.figure for one in found.planned_against_actual] == list(Figure)
    assert [one.known for one in found.spreads] == [number, 0]
    assert len(found.standings) == found.would_repeat.asked == number
