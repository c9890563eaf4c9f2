"""Whether a measure still exists in each town, as far as anybody wrote about it."""

from typing import Any

import pytest

from citynet_kb.indexes import Standing, standing_of, standings
from tests.indexes.examples import case, turn

TODAY = "2026-06-01"
WITHDRAWN = {"date": "2024-01-01", "reason": "Irrtum."}


def source(date: str) -> dict[str, Any]:
    return {"sources": [{"title": "Bericht", "date": date}]}


@pytest.mark.parametrize(
    ("outcome", "front_matter", "expected"),
    [
        ("offen", {"period": {"start": "2027"}}, (Standing.PLANNED, "2027", False)),
        ("offen", {"period": {"start": "2026"}}, (Standing.OUTCOME_UNKNOWN, "2026", False)),
        ("offen", {"period": {"start": "2020"}, **source("2021-03")}, (Standing.OUTCOME_UNKNOWN, "2021-03", True)),
        ("offen", {}, (Standing.OUTCOME_UNKNOWN, "", False)),
        ("nicht-zustande", {"period": {"end": "2019"}}, (Standing.NEVER_REALISED, "2019", False)),
        ("eingestellt", {"period": {"start": "2010", "end": "2019-05"}}, (Standing.DISCONTINUED, "2019-05", False)),
        ("eingestellt", {"period": {"start": "2010"}, **source("2019")}, (Standing.DISCONTINUED, "", False)),
        ("ausgelaufen", {"period": {"end": "2023"}}, (Standing.EXPIRED, "2023", False)),
        ("ausgefallen", {"period": {"start": "2005", "end": "2022"}, "cadence": "wiederkehrend"}, (Standing.CANCELLED, "2022", False)),
        ("ausgefallen", {"period": {"start": "2005"}, "cadence": "wiederkehrend"}, (Standing.CANCELLED, "", False)),
        (
            "ausgefallen",
            {"period": {"end": "2022"}, "cadence": "wiederkehrend", "follow_up": [turn("2024", None)]},
            (Standing.LAST_SEEN, "2024", False),
        ),
        (
            "ausgefallen",
            {"period": {"end": "2022"}, "cadence": "wiederkehrend", "follow_up": [turn("2023", "ausgefallen")]},
            (Standing.CANCELLED, "2023", False),
        ),
        ("erfolgreich", {"period": {"end": "2023"}, "cadence": "befristet"}, (Standing.ENDED_AS_PLANNED, "2023", False)),
        ("erfolgreich", {"period": {"end": "2027"}, "cadence": "befristet", **source("2025")}, (Standing.LAST_SEEN, "2025", False)),
        ("erfolgreich", {"period": {"end": "2024"}, "cadence": "einmalig"}, (Standing.TOOK_PLACE, "2024", False)),
        ("erfolgreich", {"cadence": "einmalig"}, (Standing.TOOK_PLACE, "", False)),
        ("teilweise", {"period": {"end": "2018"}, "cadence": "wiederkehrend"}, (Standing.TOOK_PLACE, "2018", False)),
        ("erfolgreich", {"period": {"start": "2011"}, "cadence": "wiederkehrend"}, (Standing.LAST_SEEN, "2011", True)),
        ("wirkungslos", {"period": {"end": "2018"}, "cadence": "dauerhaft"}, (Standing.RAN_UNTIL, "2018", False)),
        ("erfolgreich", {"period": {"end": "2018"}, **source("2020")}, (Standing.LAST_SEEN, "2020", True)),
        ("erfolgreich", source("2023-06-01"), (Standing.LAST_SEEN, "2023-06-01", False)),
        ("erfolgreich", source("2023-05"), (Standing.LAST_SEEN, "2023-05", True)),
        ("erfolgreich", {}, (Standing.UNKNOWN, "", False)),
        ("erfolgreich", {"added": "2026-01-01", "updated": "2026-02-01", "confirmed": "2026-03-01"}, (Standing.UNKNOWN, "", False)),
    ],
)
def test_standing(outcome: str, front_matter: dict[str, Any], expected: tuple[Standing, str, bool]) -> None:
    """The first line that fits, with the date it speaks of; the day of entry says nothing. Old are news of more than three years ago."""
    found = standing_of(case("a/1", outcome, **front_matter), TODAY)
    assert (found.standing, found.date, found.is_old) == expected


def test_the_turn_dates_what_it_turned() -> None:
    """Where no end of the period is known, the follow-up that made the outcome effective does; a cancelled edition made none."""
    period = {"start": "2011"}
    given_up = case("a/1", "erfolgreich", period=period, follow_up=[turn("2019", "eingestellt"), turn("2022", "ausgefallen")])
    assert (standing_of(given_up, TODAY).standing, standing_of(given_up, TODAY).date) == (Standing.DISCONTINUED, "2019")
    revived = case("a/1", "nicht-zustande", period={"end": "2016"}, cadence="einmalig", follow_up=[turn("2023", "erfolgreich")])
    assert (standing_of(revived, TODAY).standing, standing_of(revived, TODAY).date) == (Standing.TOOK_PLACE, "2023")
    fell_out = case("a/1", "erfolgreich", cadence="wiederkehrend", period=period, follow_up=[turn("2025", "ausgefallen")])
    assert (standing_of(fell_out, TODAY).standing, standing_of(fell_out, TODAY).date) == (Standing.LAST_SEEN, "2025")


def test_one_standing_a_town() -> None:
    """Of the case that stands for it; of a town without one its newest. Withdrawn, weakly sourced and unnamed ones say nothing."""
    cases = [
        case("b/1"),
        case("a/1", period={"end": "2001"}),
        case("a/2", "offen", period={"start": "2020"}),
        case("c/1", confidence="low"),
        case("d/1", withdrawn=WITHDRAWN),
        case("e/1", "offen", period={"start": "2019"}),
        case("e/2", "offen", period={"start": "2021"}),
        case("anonym/1"),
    ]
    assert [one.case.id for one in standings(cases, TODAY)] == ["a/1", "b/1", "e/2"]


def test_nothing_is_old_where_no_day_is_known() -> None:
    """The exports of a base without a day of entry have none."""
    (found,) = standings([case("a/1", "erfolgreich", period={"start": "2001"})], "")
    assert (found.standing, found.date, found.is_old) == (Standing.LAST_SEEN, "2001", False)
