"""The counting rule, clause by clause."""

from typing import Any

import pytest

from citynet_kb.indexes import Observations, counts, effective_outcome, latest_case, tally
from citynet_kb.model import CommonCause, Evidence, Outcome
from tests.indexes.examples import CAUSE, case, turn


def test_outcome_without_follow_up() -> None:
    """Without a follow-up the stated outcome holds."""
    assert effective_outcome(case(outcome="teilweise")) is Outcome.PARTLY


def test_newest_follow_up_turns_outcome() -> None:
    """The follow-up with the greatest date decides, wherever it stands in the list."""
    turned = case(outcome="offen", follow_up=[turn("2022", "eingestellt"), turn("2021-05", "erfolgreich")])
    assert effective_outcome(turned) is Outcome.DISCONTINUED


def test_follow_up_without_outcome_is_passed_over() -> None:
    """A newer follow-up without an outcome leaves the one before in force."""
    assert effective_outcome(case(follow_up=[turn("2020", "erfolgreich"), turn("2023", None)])) is Outcome.SUCCESSFUL


def test_later_in_list_wins_between_equal_dates() -> None:
    """Of two follow-ups of one date the later in the list is the newer."""
    assert effective_outcome(case(follow_up=[turn("2020", "erfolgreich"), turn("2020", "wirkungslos")])) is Outcome.NO_EFFECT


@pytest.mark.parametrize(
    "hidden",
    [
        {"outcome": "offen"},
        {"follow_up": [turn("2020", "offen")]},
        {"withdrawn": {"date": "2024-01-01", "reason": "Irrtum."}},
        {"id": "anonym/fall"},
        {"confidence": "low"},
    ],
)
def test_what_never_counts(hidden: dict[str, Any]) -> None:
    """Open, withdrawn, anonymous and weakly sourced cases do not count."""
    assert not counts(case(**hidden))


@pytest.mark.parametrize("confidence", [None, "medium", "high"])
def test_what_counts(confidence: str | None) -> None:
    """Every other case counts, also one without a stated confidence, or whose opening a follow-up has closed."""
    assert counts(case(confidence=confidence))
    assert counts(case(outcome="offen", confidence=confidence, follow_up=[turn("2020", "teilweise")]))


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ({"period": {"end": "2020-12-30"}}, {"period": {"end": "2020"}}),
        ({"period": {"end": "2020-02-28"}}, {"period": {"end": "2020-02"}}),
        ({"period": {"end": "2021"}, "follow_up": [turn("2025", "eingestellt")]}, {"period": {"end": "2022"}}),
        ({"period": {"start": "2020"}}, {"period": {"start": "2019"}, "follow_up": [turn("2021-05", "wirkungslos")]}),
        ({"period": {"start": "2019"}, "follow_up": [turn("2024", None)]}, {"period": {"start": "2020"}}),
        ({"period": {"start": "2020"}}, {"period": {"start": "2020-01-02"}}),
        ({}, {"period": {"start": "1999"}}),
        ({"period": {"end": "2020"}}, {"period": {"start": "2018", "end": "2020"}}),
        ({"period": {"start": "2017", "end": "2020"}}, {"period": {"start": "2018", "end": "2020"}}),
        ({"updated": "2024-01-01"}, {"updated": "2024-01-02"}),
        ({"added": "2025-01-01"}, {"added": "2024-01-01", "updated": "2024-01-01"}),
        ({"added": "2024-01-01"}, {"added": "2024-01-02"}),
        ({}, {}),
    ],
    ids=[
        "a year ends on its last day",
        "a month ends on its last day, leap years too",
        "the end of the period goes before any follow-up",
        "without an end the newest follow-up with an outcome dates the case",
        "a follow-up without an outcome dates nothing",
        "a year begins on its first day",
        "a date goes before none",
        "a known start goes before none",
        "of equal ends the later start",
        "then the later change",
        "a change goes before any entry",
        "then the later entry",
        "then the greater id",
    ],
)
def test_latest_case_of_a_town(older: dict[str, Any], newer: dict[str, Any]) -> None:
    """The latest case has the greatest (date, start, updated, added, id), whatever the order of the files."""
    first, second = case("musterstadt/a", **older), case("musterstadt/b", **newer)
    assert latest_case([first, second]) == latest_case([second, first]) == second


def test_latest_looks_at_counting_cases_only() -> None:
    """A newer case that does not count does not push an older one aside."""
    old, new = case("musterstadt/alt", period={"end": "2010"}), case("musterstadt/neu", outcome="offen", period={"start": "2024"})
    assert latest_case([old, new]) == old
    assert latest_case([new]) is None


def test_towns_are_counted_not_cases() -> None:
    """Two cases of a town are one town; the latest decides its side, while "ever" remembers both."""
    counted = tally(
        [
            case("musterstadt/alt", "eingestellt", period={"end": "2012"}),
            case("musterstadt/neu", "erfolgreich", period={"end": "2020"}),
            case("beispielhausen/eisbahn", "nicht-zustande"),
        ]
    )
    assert (counted.m, counted.f) == (2, 1)
    assert counted.setback_cities == ("beispielhausen", "musterstadt")
    assert counted.success_cities == ("musterstadt",)
    assert [one.id for one in counted.counter_cases] == ["musterstadt/neu"]
    assert dict(counted.modes) == {Outcome.NEVER_REALISED: 1, Outcome.DISCONTINUED: 0, Outcome.NO_EFFECT: 0}
    assert counted.sole_mode is Outcome.NEVER_REALISED


def test_partial_success_is_on_neither_side() -> None:
    """`teilweise` is neither success nor setback, yet its town is known."""
    counted = tally([case(outcome="teilweise")])
    assert (counted.m, counted.f, counted.observations) == (1, 0, Observations(1, 0, 0))


def test_shared_cause_is_one_observation() -> None:
    """Towns whose latest case names the same outside cause are one observation together; the cause and its towns are named."""
    hit = [case(f"{town}/gutschein", common_cause=CAUSE) for town in ("a", "b", "c")]
    counted = tally([*hit, case("d/gutschein", "erfolgreich"), case("e/gutschein", "eingestellt")])
    assert (counted.m, counted.f) == (5, 4)
    assert counted.observations == Observations(total=3, setbacks=2, successes=1)
    assert dict(counted.shared_causes) == {CommonCause.KEEPLOCAL_INSOLVENCY: ("a", "b", "c")}


def test_shared_cause_of_an_earlier_case_is_past() -> None:
    """Only the latest case of a town says what it shares with others."""
    hit = [case("a/alt", common_cause=CAUSE, period={"end": "2020"}), case("b/alt", common_cause=CAUSE)]
    counted = tally([*hit, case("a/neu", "erfolgreich", period={"end": "2023"})])
    assert counted.observations == Observations(total=2, setbacks=1, successes=1)
    assert dict(counted.shared_causes) == {CommonCause.KEEPLOCAL_INSOLVENCY: ("b",)}


def test_shared_cause_with_a_recovered_town() -> None:
    """If one of the towns has recovered since, they remain one observation, a setback as long as any of them has one."""
    recovered = case("a/gutschein", common_cause=CAUSE, follow_up=[turn("2025", "erfolgreich")])
    assert tally([recovered, case("b/gutschein", common_cause=CAUSE)]).observations == Observations(1, 1, 0)
    assert tally([recovered]).observations == Observations(1, 0, 1)


def test_anonymous_cases_stand_beside() -> None:
    """Anonymous cases that would count are given as a number of cases, and are in no count."""
    unnamed = [case("anonym/a"), case("anonym/b", "erfolgreich"), case("anonym/c", "offen"), case("anonym/d", confidence="low")]
    counted = tally([*unnamed, case()])
    assert (counted.anonymous, counted.anonymous_setbacks) == (2, 1)
    assert (counted.m, counted.f, counted.cities_tried) == (1, 1, ("musterstadt",))


def test_tried_is_wider_than_known() -> None:
    """A town has tried a measure with any case that is not withdrawn, also an open or weakly sourced one."""
    withdrawn = {"withdrawn": {"date": "2024-01-01", "reason": "Irrtum."}}
    counted = tally([case("a/x", "offen"), case("b/x", confidence="low"), case("c/x", **withdrawn)])
    assert counted.cities_tried == ("a", "b")
    assert (counted.m, counted.setback_cities) == (0, ())


def test_evidence_of_the_latest_cases() -> None:
    """The mix of evidence is that of the latest cases, weakest first."""
    counted = tally(
        [case("a/alt", evidence="extern", period={"end": "2000"}), case("a/neu", evidence="zaehlung", period={"end": "2020"}), case("b/x")]
    )
    assert list(counted.evidence.items()) == [(Evidence.IMPRESSION, 1), (Evidence.COUNT, 1)]


def test_percentages_from_ten_towns() -> None:
    """Below ten towns no percentage is computed."""
    assert not tally(case(f"stadt{number}/x") for number in range(9)).allows_percentage
    assert tally(case(f"stadt{number}/x") for number in range(10)).allows_percentage
