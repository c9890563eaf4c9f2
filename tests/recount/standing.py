"""»Does it still exist?« and how long it ran, a second time: the cases of the rule in their order."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tests.indexes.naive import counts, first_day, last_day, newest, outcome, span, stands_for, turn

Case = dict[str, Any]
Duration = tuple[str, int, bool]
"""Unit (years, months, unknown), amount, whether only a year is known at one end."""
UNKNOWN: Duration = ("unknown", 0, False)
YEARS_FRESH, JULY = 3, 7
NOT_HELD = ("ausgefallen", "nicht-zustande")


def spoken_of(cases: Iterable[Case]) -> Case | None:
    """The case of a town and measure of which it is said: its latest, else its newest of sufficient confidence."""
    shown = [case for case in cases if case["withdrawn"] is None and case["confidence"] != "low"]
    counted = [case for case in shown if counts(case)]
    latest = stands_for(counted) if counted else None
    return latest or (newest(shown)[0] if shown else None)


def until(case: Case) -> str:
    """The date that made the outcome effective: that of the period end, else of the follow-up.

    The period of what did not take place is that of the edition or plan: where a follow-up turned it, the date is the follow-up's.
    """
    turned = turn(case)
    if turned and case["outcome"] in NOT_HELD:
        return str(turned["date"])
    return span(case)[1] or (turned["date"] if turned else "")


def last_seen(case: Case) -> str:
    """The newest of source dates, follow-ups and period start, filled up."""
    told = [*(source["date"] for source in case["sources"]), *(entry["date"] for entry in case["follow_up"]), span(case)[0]]
    return max(map(last_day, told))


def standing(case: Case, today: str) -> str:
    """What is said. `today` = YYYY-MM-DD."""
    result, year, seen = outcome(case), until(case)[:4], last_seen(case)[:4]
    start, end = span(case)
    is_past = bool(end) and last_day(end) < today
    year_in_brackets = f" ({year})" if year else ""
    if result == "offen":
        if first_day(start) > today:
            return f"geplant für {(start or '')[:4]}"
        return f"Ausgang nicht bekannt, zuletzt belegt {seen}" if seen else "Ausgang nicht bekannt"
    if result == "nicht-zustande":
        return f"kam nicht zustande{year_in_brackets}"
    if result == "eingestellt":
        return f"eingestellt{year_in_brackets or ', wann ist nicht bekannt'}"
    if result == "ausgelaufen":
        return f"ausgelaufen{year_in_brackets}"
    if result == "ausgefallen":
        editions = [until(case), *(entry["date"] for entry in case["follow_up"] if entry["outcome"] == "ausgefallen")]
        edition = max(editions, key=last_day)
        if any(last_day(entry["date"]) > last_day(edition) for entry in case["follow_up"]):
            return f"zuletzt belegt {seen}"
        year = edition[:4]
        return f"Ausgabe {year} fiel aus, danach nichts bekannt" if year else "Ausgabe fiel aus, danach nichts bekannt"
    if case["cadence"] == "befristet" and is_past:
        return f"planmäßig beendet ({year})"
    if case["cadence"] == "einmalig" or (case["cadence"] == "wiederkehrend" and is_past):
        return f"fand statt{year_in_brackets}"
    if case["cadence"] == "dauerhaft" and is_past:
        return f"lief bis {year}"
    return f"zuletzt belegt {seen}" if seen else "Stand nicht bekannt"


def is_grey(case: Case, today: str) -> bool:
    """»Zuletzt belegt« more than three years ago, whether or not the end is known."""
    limit = f"{int(today[:4]) - YEARS_FRESH}{today[4:]}"
    return "zuletzt belegt" in standing(case, today) and last_seen(case) < limit


def duration(case: Case) -> Duration:
    """In months below two years where both ends are known to the month, else in years; a bare year stands for its middle."""
    start, end = span(case)[0], until(case)
    if case["outcome"] in NOT_HELD or not start or not end or last_day(end) < first_day(start):
        return UNKNOWN
    if len(start) == 10 and len(end) == 10:
        months = round(((date.fromisoformat(end) - date.fromisoformat(start)).days + 1) / (365.2425 / 12))
    else:
        years, first, last = int(end[:4]) - int(start[:4]), int(start[5:7] or JULY), int(end[5:7] or JULY)
        months = max(0, years * 12 + last - first)
    is_rough = len(start) == 4 or len(end) == 4
    return ("months", months, False) if months < 24 and not is_rough else ("years", int(months / 12 + 0.5), is_rough)


def in_months(ran: Duration) -> float:
    return (ran[1] if ran[1] else 0.5) * (12 if ran[0] == "years" else 1)
