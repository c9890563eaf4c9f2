"""When a case was last confirmed, when somebody is to be asked again, and how long measures are known to have lasted."""

import pytest

from citynet_kb.indexes import ConfirmedBy, inquiries, last_confirmed, lasting, of_this_month
from citynet_kb.indexes.confirmations import inquiry
from citynet_kb.model import CaseStudy
from citynet_kb.model.values import months_after
from tests.indexes.examples import case
from tests.indexes.naive_living import naive_lasting

TODAY = "2026-06-01"


def documented(**more: object) -> CaseStudy:
    return case("a-stadt/x", "erfolgreich", kind="dokumentiert", added="2026-05-30", cadence="dauerhaft", **more)


def test_newest_word_confirms_a_case() -> None:
    """The town's, a follow-up, the town's own report, a dated source; on one day the town's weighs most. The day of entry says nothing."""
    source, later = {"title": "T", "date": "2023-04"}, {"date": "2023-05", "note": "Läuft."}
    found = [
        last_confirmed(one)
        for one in (
            documented(sources=[source]),
            documented(sources=[source], follow_up=[later]),
            documented(sources=[source], follow_up=[later], confirmed="2023-05-31"),
            documented().model_copy(update={"kind": case("a-stadt/x").kind}),
        )
    ]
    assert [(one.date, one.by) for one in found if one] == [
        ("2023-04", ConfirmedBy.SOURCE),
        ("2023-05", ConfirmedBy.FOLLOW_UP),
        ("2023-05-31", ConfirmedBy.TOWN),
        ("2026-05-30", ConfirmedBy.REPORT),
    ]
    assert last_confirmed(documented()) is None


@pytest.mark.parametrize(
    ("since", "months"),
    [("2025-12-02", None), ("2025-12-01", 6), ("2024-12-02", 6), ("2024-12-01", 18), ("2023-06-02", 18), ("2023-06-01", 36)],
)
def test_somebody_is_asked_after_6_18_and_36_months(since: str, months: int | None) -> None:
    """Counted from the newest of start, end and confirmation; a year stands for its last day."""
    for dates in ({"confirmed": since}, {"period": {"start": since}}, {"confirmed": since, "period": {"start": "2019"}}):
        found = inquiry(documented(**dates), TODAY)
        assert (found.months if found else None) == months
    assert inquiry(documented(period={"start": "2025"}), TODAY) is None


def test_nobody_is_asked_about_what_is_over() -> None:
    """What was given up, did not come about, took place once, is withdrawn, or whose town is not named."""
    old = {"period": {"start": "2019"}}
    over = (
        case("a-stadt/a", "eingestellt", **old),
        case("a-stadt/b", "nicht-zustande", **old),
        case("a-stadt/c", "erfolgreich", cadence="einmalig", **old),
        case("a-stadt/d", "erfolgreich", period={"start": "2019", "end": "2020"}),
        case("a-stadt/e", "offen", withdrawn={"date": "2026-01-01", "reason": "Auf Wunsch."}, **old),
        case("anonym/f", "offen", region="Thüringen", size_class="landgemeinde", **old),
    )
    assert inquiries(over, TODAY) == ()
    assert [one.case.id for one in inquiries((*over, case("a-stadt/g", "offen", kind="dokumentiert", **old)), TODAY)] == ["a-stadt/g"]


def test_who_asks_monthly_asks_each_step_once() -> None:
    """A step is of this month from its day on, until the same day of the next month."""
    one = documented(confirmed="2025-12-01")
    days = ("2026-05-31", "2026-06-01", "2026-06-30", "2026-07-01", "2027-05-31", "2027-06-01", "2028-12-01")
    assert [bool(of_this_month(inquiries([one], day), day)) for day in days] == [False, True, True, False, False, True, True]


def test_months_end_where_a_month_does() -> None:
    """No day beyond the last of a month, and no year beyond 9999."""
    found = [months_after(day, months) for day, months in (("2025-08-31", 6), ("2023-08-31", 6), ("2025-12-31", 12), ("9999-12-31", 6))]
    assert found == ["2026-02-28", "2024-02-29", "2026-12-31", "9999-06-30"]


def in_town(town: str, outcome: str, start: str, end: str = "", *, seen: str = "", cadence: str = "dauerhaft") -> CaseStudy:
    period = {"start": start, **({"end": end} if end else {})}
    return case(f"{town}/x", outcome, period=period, cadence=cadence, sources=[{"title": "T", "date": seen}] if seen else [])


LASTED = (
    (in_town("a", "erfolgreich", "2019", seen="2024"), "++?"),
    (in_town("a", "erfolgreich", "2019", seen="2020"), "???"),
    (in_town("a", "erfolgreich", "2019-12-31", seen="2021"), "+??"),
    (in_town("a", "eingestellt", "2019", "2019-08"), "---"),
    (in_town("a", "eingestellt", "2019-01-01", "2021-12-31"), "+--"),
    (in_town("a", "eingestellt", "2019", "2020"), "?--"),
    (in_town("a", "eingestellt", "2019"), "???"),
    (in_town("a", "erfolgreich", "2024", seen="2026"), "+  "),
    (in_town("a", "erfolgreich", "2025-07", seen="2026"), "   "),
    (in_town("a", "nicht-zustande", "2019", seen="2024"), "   "),
    (in_town("a", "erfolgreich", "2019", seen="2024", cadence="einmalig"), "   "),
    (in_town("a", "erfolgreich", "2019-06", "2019-07", seen="2024", cadence="wiederkehrend"), "   "),
    (in_town("a", "eingestellt", "2019-06", "2020-03", cadence="wiederkehrend"), "---"),
    (in_town("a", "erfolgreich", "2014", "2018", cadence="wiederkehrend"), "++?"),
    (in_town("a", "offen", "2019", seen="2024"), "   "),
)
"""A case, and whether it is known to have run after 1, 3 and 5 years: yes, no, not known, or not counted."""


@pytest.mark.parametrize(("one", "known"), LASTED)
def test_how_long_it_lasted(one: CaseStudy, known: str) -> None:
    """Dates of unequal precision never decide in favour of knowing."""
    found = lasting([one], TODAY)
    assert "".join("+" if row.running else "-" if row.ended else "?" if row.unknown else " " for row in found) == known
    assert naive_lasting([one.model_dump(mode="json")], TODAY) == [(row.running, row.ended, row.unknown) for row in found]


def test_towns_are_counted_and_not_cases() -> None:
    """Of each the case that stands for it; a divided town says nothing."""
    twice = [
        case(f"a/{name}", "erfolgreich", cadence="dauerhaft", period={"start": start}) for name, start in (("x", "2015"), ("y", "2019"))
    ]
    divided = [case(f"b/{outcome}", outcome, cadence="dauerhaft", period={"start": "2015"}) for outcome in ("erfolgreich", "teilweise")]
    assert [row.started for row in lasting((*twice, *divided), TODAY)] == [1, 1, 1]
