"""The counting rule, clause by clause."""

from typing import Any

import pytest

from citynet_kb.indexes import Experiences, counts, effective_outcome, latest_case, tally
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
        {"outcome": "ausgefallen", "cadence": "wiederkehrend"},
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
        ({"period": {"end": "2022"}}, {"period": {"end": "2021"}, "follow_up": [turn("2025", "eingestellt")]}),
        ({"period": {"end": "2021"}, "follow_up": [turn("2025", "ausgefallen")]}, {"period": {"end": "2022"}}),
        ({"period": {"start": "2020"}}, {"period": {"start": "2019"}, "follow_up": [turn("2021-05", "wirkungslos")]}),
        ({"period": {"start": "2019"}, "follow_up": [turn("2024", None)]}, {"period": {"start": "2020"}}),
        ({"sources": [{"title": "A", "date": "2019"}]}, {"sources": [{"title": "A", "date": "2020-03"}, {"title": "B", "date": "2018"}]}),
        ({"period": {"start": "2024"}, "sources": [{"title": "A", "date": "2019"}]}, {"sources": [{"title": "A", "date": "2020"}]}),
        ({"period": {"start": "2019"}}, {"period": {"start": "2020"}}),
        ({}, {"period": {"start": "1999"}}),
        ({"period": {"end": "2020"}}, {"period": {"start": "2018", "end": "2020"}}),
        ({"period": {"start": "2017", "end": "2020"}}, {"period": {"start": "2018", "end": "2020"}}),
        ({"updated": "2024-01-01"}, {"updated": "2024-01-02"}),
        ({"added": "2025-01-01"}, {"added": "2024-01-01", "updated": "2024-01-01"}),
        ({"added": "2024-01-01"}, {"added": "2024-01-02"}),
    ],
    ids=[
        "a year ends on its last day",
        "a month ends on its last day, leap years too",
        "the later of the end of the period and a follow-up with an outcome",
        "a cancelled edition dates nothing",
        "without an end the newest follow-up with an outcome dates the case",
        "a follow-up without an outcome dates nothing",
        "without an end the newest dated source",
        "a source goes before the start",
        "then the start",
        "a date goes before none",
        "a known start goes before none",
        "of equal ends the later start",
        "then the later change",
        "a change goes before any entry",
        "then the later entry",
    ],
)
def test_latest_case_of_a_town(older: dict[str, Any], newer: dict[str, Any]) -> None:
    """The latest case has the greatest (date, start, updated, added), whatever the order of the files."""
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
    assert (counted.m, counted.f, counted.experiences) == (1, 0, Experiences(1, 0, 0, 1))


def test_shared_cause_is_one_observation() -> None:
    """Towns whose latest case names the same outside cause are one observation together; the cause and its towns are named."""
    hit = [case(f"{town}/gutschein", common_cause=CAUSE) for town in ("a", "b", "c")]
    counted = tally([*hit, case("d/gutschein", "erfolgreich"), case("e/gutschein", "eingestellt")])
    assert (counted.m, counted.f) == (5, 4)
    assert counted.experiences == Experiences(total=3, setbacks=2, successes=1, partial=0)
    assert dict(counted.shared_causes) == {CommonCause.KEEPLOCAL_INSOLVENCY: ("a", "b", "c")}


def test_shared_cause_of_an_earlier_case_is_past() -> None:
    """Only the latest case of a town says what it shares with others."""
    hit = [case("a/alt", common_cause=CAUSE, period={"end": "2020"}), case("b/alt", common_cause=CAUSE)]
    counted = tally([*hit, case("a/neu", "erfolgreich", period={"end": "2023"})])
    assert counted.experiences == Experiences(total=2, setbacks=1, successes=1, partial=0)
    assert dict(counted.shared_causes) == {CommonCause.KEEPLOCAL_INSOLVENCY: ("b",)}


def test_shared_cause_with_a_recovered_town() -> None:
    """A cause joins setbacks only: a town that has recovered since is an experience of its own."""
    recovered = case("a/gutschein", common_cause=CAUSE, follow_up=[turn("2025", "erfolgreich")])
    assert tally([recovered, case("b/gutschein", common_cause=CAUSE)]).experiences == Experiences(2, 1, 1, 0)
    assert tally([recovered]).experiences == Experiences(1, 0, 1, 0)


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        (("erfolgreich", "erfolgreich"), Experiences(1, 0, 1, 0)),
        (("erfolgreich", "teilweise"), Experiences(1, 0, 0, 1)),
        (("erfolgreich", "ausgelaufen"), Experiences(1, 0, 0, 1)),
        (("ausgelaufen", "ausgelaufen"), Experiences(1, 0, 0, 0)),
        (("erfolgreich", "eingestellt"), Experiences(1, 1, 0, 0)),
    ],
)
def test_joint_project_is_one_experience(outcomes: tuple[str, ...], expected: Experiences) -> None:
    """Towns of one project are one experience whatever the outcome: a setback if any has one, a success if all have, else partial."""
    joined = [case(f"stadt{number}/x", outcome, joint_project="los") for number, outcome in enumerate(outcomes)]
    counted = tally(joined)
    assert (counted.m, counted.experiences) == (2, expected)
    assert dict(counted.joint_projects) == {"los": ("stadt0", "stadt1")}


def test_a_setback_goes_by_its_cause_before_its_project() -> None:
    """With both keys a setback is joined with the others of its cause."""
    both = case("a/x", common_cause=CAUSE, joint_project="los")
    counted = tally([both, case("b/x", common_cause=CAUSE), case("c/x", "erfolgreich", joint_project="los")])
    assert counted.experiences == Experiences(2, 1, 1, 0)


def test_divided_town() -> None:
    """Two newest cases of one date that disagree: the town is known, and on neither side."""
    counted = tally([case("a/1", "erfolgreich", period={"end": "2020"}), case("a/2", "eingestellt", period={"end": "2020"})])
    assert (counted.m, counted.f, dict(counted.latest)) == (1, 0, {})
    assert [one.id for one in counted.divided["a"]] == ["a/1", "a/2"]
    assert counted.experiences == Experiences(1, 0, 0, 0)
    assert counted.setback_cities == ("a",)


@pytest.mark.parametrize("outcomes", [("teilweise", "teilweise"), ("eingestellt", "wirkungslos")])
def test_equal_dates_that_agree(outcomes: tuple[str, str]) -> None:
    """Where they agree, or all are setbacks, the one with the smallest id stands for the town."""
    counted = tally([case("a/2", outcomes[1]), case("a/1", outcomes[0])])
    assert counted.latest["a"].id == "a/1"


def test_a_cancelled_edition_changes_nothing() -> None:
    """Neither as a follow-up nor as the outcome of a newer case does it count; it stands beside the counts with its year."""
    series = case("a/markt", "erfolgreich", period={"end": "2019"}, follow_up=[turn("2022", "ausgefallen")])
    only = case("b/markt", "ausgefallen", cadence="wiederkehrend", period={"start": "2005", "end": "2024-05"})
    counted = tally([series, only])
    assert (counted.m, counted.f) == (1, 0)
    assert dict(counted.beside.cancelled_editions) == {"a": ("2022",), "b": ("2024",)}
    assert (counted.beside.cancelled, counted.beside.open, counted.beside.weak) == (("b",), (), ())


def test_first_reason_that_fits() -> None:
    """A town without a counting case stands once, under thin sources before an open outcome before a cancelled edition."""
    cancelled = {"outcome": "ausgefallen", "cadence": "wiederkehrend"}
    cases = [case("a/1", "offen"), case("a/2", confidence="low"), case("b/1", "offen"), case("b/2", **cancelled), case("c/1", **cancelled)]
    beside = tally(cases).beside
    assert (beside.weak, beside.open, beside.cancelled, beside.uncounted) == (("a",), ("b",), ("c",), 3)


def test_newer_case_that_does_not_count() -> None:
    """A row says so where a newer case that does not count says otherwise."""
    old = case("a/1", "eingestellt", period={"end": "2015"})
    assert tally([old, case("a/2", "offen", period={"start": "2020"})]).beside.newer["a"].id == "a/2"
    assert not tally([old, case("a/2", "offen", period={"start": "2010"})]).beside.newer


def test_setback_experiences_order_the_index() -> None:
    """Towns of one cause are one setback experience, though each of them is a town in the index."""
    counted = tally([*(case(f"{town}/x", common_cause=CAUSE) for town in "abc"), case("d/x")])
    assert (len(counted.setback_cities), counted.setback_experiences) == (4, 2)


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
