"""What the cases of one measure say side by side."""

from collections.abc import Sequence

import pytest

from citynet_kb.indexes import Figure, compare, counter_cases
from citynet_kb.indexes.comparison import would_repeat
from citynet_kb.indexes.measures import MeasureSummary, summarise
from citynet_kb.model import CaseStudy, Measure, WouldRepeat
from tests.indexes.examples import case

EISBAHN = Measure(id="eisbahn", slug="eisbahn", name="Eisbahn", topic="feste-maerkte")


def summary(*cases: CaseStudy) -> MeasureSummary:
    return summarise(EISBAHN, cases)


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


@pytest.mark.parametrize("number", [0, 1, 2, 3, 50])
def test_compare_at_any_number_of_cases(number: int) -> None:
    """Nothing is missing and nothing raises."""
    detail = {"cost_eur": 1, "cost_planned_eur": 1}
    cases = [case(f"t{town}/1", ("eingestellt", "erfolgreich")[town % 2], effort_detail=detail) for town in range(number)]
    found = compare(summary(*cases), {})
    assert (found.differences is None) is (number < 10)
    assert [one.figure for one in found.spreads] == [one.figure for one in found.planned_against_actual] == list(Figure)
    assert [one.known for one in found.spreads] == [number, 0]
    assert found.would_repeat.asked == number
