"""Reasons are counted in towns."""

from citynet_kb.indexes.reason_counts import by_reason, by_reason_group, reasons
from citynet_kb.model import FailureReason, ReasonGroup
from tests.indexes.examples import case

WEATHER, CRISIS = FailureReason.WEATHER, FailureReason.PANDEMIC_CRISIS_OR_MARKET


def test_a_town_counts_once_a_reason() -> None:
    """Two setbacks of a town that name one reason are one town, and two cases."""
    cases = [case("a/x", failure_reasons=[WEATHER, CRISIS]), case("a/y", failure_reasons=[WEATHER]), case("b/x", failure_reasons=[WEATHER])]
    named = reasons(cases).setbacks
    assert [(one.reason, one.cities, len(one.cases)) for one in named] == [(WEATHER, ("a", "b"), 3), (CRISIS, ("a",), 1)]


def test_main_reason_is_shared() -> None:
    """A reason of one town alone is no main reason."""
    assert reasons([case("a/x", failure_reasons=[WEATHER])]).main == ()
    shared = reasons([case("a/x", failure_reasons=[WEATHER]), case("b/x", failure_reasons=[WEATHER, CRISIS])])
    assert [one.reason for one in shared.main] == [WEATHER]


def test_unknown_is_no_main_reason() -> None:
    """Two towns that do not know why, or had a reason of their own, share no reason."""
    vague = [FailureReason.REASON_UNKNOWN, FailureReason.OTHER_REASON]
    assert reasons([case("a/x", failure_reasons=vague), case("b/x", failure_reasons=vague)]).main == ()


def test_partial_success_is_listed_apart() -> None:
    """What slowed down a partial success is no reason of a setback; other cases name none."""
    cases = [case("a/x", "teilweise", failure_reasons=[WEATHER]), case("b/x", "erfolgreich", failure_reasons=[WEATHER])]
    found = reasons([*cases, case("c/x", "offen", failure_reasons=[WEATHER]), case("anonym/x", failure_reasons=[WEATHER])])
    assert found.setbacks == ()
    assert [(one.reason, one.cities) for one in found.partly] == [(WEATHER, ("a",))]


def test_what_ended_as_planned_was_difficult_too() -> None:
    """It stands beside the partial successes, and nowhere else."""
    found = reasons([case("a/x", "ausgelaufen", failure_reasons=[WEATHER]), case("b/x", "teilweise", failure_reasons=[WEATHER])])
    assert [(one.reason, one.cities) for one in found.partly] == [(WEATHER, ("a", "b"))]
    assert (found.setbacks, found.cancelled) == ((), ())


def test_cancelled_editions_have_reasons_of_their_own() -> None:
    """Though they do not count: of named towns, with sources that carry them."""
    edition = {"cadence": "wiederkehrend", "failure_reasons": [WEATHER]}
    weak = case("c/x", "ausgefallen", confidence="low", **edition)
    found = reasons([case("a/x", "ausgefallen", **edition), weak, case("anonym/x", "ausgefallen", region="Sachsen", **edition)])
    assert [(one.reason, one.cities) for one in found.cancelled] == [(WEATHER, ("a",))]
    assert (found.setbacks, found.partly) == ((), ())


def test_overall_index_has_every_reason() -> None:
    """The index over all measures keeps the order of the vocabulary, empty reasons included, and counts groups in towns too."""
    cases = [case("a/x", failure_reasons=[WEATHER, CRISIS]), case("b/x", measure="stadtfest", failure_reasons=[WEATHER])]
    found = by_reason(cases)
    assert list(found) == list(FailureReason)
    assert found[WEATHER].measures == ("eisbahn", "stadtfest")
    assert found[FailureReason.DATA_PROTECTION].cities == ()
    group = by_reason_group(cases)[ReasonGroup.CONTEXT]
    assert (group.cities, len(group.cases)) == (("a", "b"), 2)
