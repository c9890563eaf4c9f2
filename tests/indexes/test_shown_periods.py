"""The time beside a case: »seit« stands beside nothing that ended, failed or had one occasion only."""

from typing import Any

import pytest

from citynet_kb.indexes import ShownPeriod, is_own_praise, shown_period
from citynet_kb.model import Outcome
from tests.indexes.examples import case

BEGUN = {"period": {"start": "2018-05"}}


@pytest.mark.parametrize(
    ("outcome", "cadence", "end", "is_running"),
    [
        ("erfolgreich", None, None, True),
        ("teilweise", "dauerhaft", None, True),
        ("erfolgreich", "wiederkehrend", None, True),
        ("erfolgreich", "einmalig", "2018-05", False),
        ("erfolgreich", "befristet", None, False),
        ("eingestellt", None, None, False),
        ("wirkungslos", "dauerhaft", None, False),
        ("nicht-zustande", "einmalig", "2018-05", False),
        ("ausgefallen", "wiederkehrend", "2018-05", False),
        ("ausgelaufen", "dauerhaft", None, False),
        ("offen", "dauerhaft", None, False),
    ],
)
def test_without_an_end(outcome: str, cadence: str | None, end: str | None, is_running: bool) -> None:
    """Only what succeeded, at least partly, and was meant to go on, runs; one occasion took no longer than its start says."""
    assert shown_period(case("a/x", outcome, cadence=cadence, **BEGUN)) == ShownPeriod("2018-05", end, is_running)


@pytest.mark.parametrize("outcome", Outcome)
def test_with_an_end(outcome: Outcome) -> None:
    """What ended does not run, and both ends stay as they are known."""
    found = shown_period(case("a/x", outcome.value, cadence="wiederkehrend", period={"start": "2018", "end": "2021-03"}))
    assert found == ShownPeriod("2018", "2021-03", is_running=False)


def test_a_follow_up_ends_it() -> None:
    """The effective outcome counts, not the first one."""
    given_up = {"date": "2024", "note": "Aufgegeben.", "outcome": "eingestellt"}
    assert not shown_period(case("a/x", "erfolgreich", follow_up=[given_up], **BEGUN)).is_running


def test_nothing_known() -> None:
    """A case without a period shows none."""
    assert shown_period(case("a/x", "eingestellt", period=None)) == ShownPeriod(None, None, is_running=False)


@pytest.mark.parametrize(
    ("outcome", "values", "is_own"),
    [
        ("erfolgreich", {}, True),
        ("erfolgreich", {"evidence": "rueckmeldung"}, False),
        ("teilweise", {}, False),
        ("eingestellt", {}, False),
        ("eingestellt", {"follow_up": [{"date": "2024", "note": "Läuft wieder.", "outcome": "erfolgreich"}]}, True),
    ],
)
def test_own_praise(outcome: str, values: dict[str, Any], is_own: bool) -> None:
    """A success that is known only from the impression of those who did it, by its effective outcome."""
    assert is_own_praise(case("a/x", outcome, **values)) is is_own
