"""»Does it still exist?« and how long it ran, a second time: the lines of DESIGN 3.3 in their order."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tests.indexes.naive import counts, first_day, last_day, newest, outcome, span, stands_for, turn

Case = dict[str, Any]
Duration = tuple[str, int, bool]
"""Unit (years, months, unknown), amount, whether only a year is known at one end."""
UNKNOWN: Duration = ("unknown", 0, False)
YEARS_FRESH = 3


def spoken_of(cases: Iterable[Case]) -> Case | None:
    """The case of a town and measure of which it is said: its latest, else its newest of sufficient confidence."""
    shown = [case for case in cases if case["withdrawn"] is None and case["confidence"] != "low"]
    counted = [case for case in shown if counts(case)]
    latest = stands_for(counted) if counted else None
    return latest or (newest(shown)[0] if shown else None)


def year_of_outcome(case: Case) -> str:
    """That of the period end, else of the follow-up that made the outcome effective."""
    turned = turn(case)
    return (span(case)[1] or (turned["date"] if turned else ""))[:4]


def last_seen(case: Case) -> str:
    """The newest of source dates, follow-ups and period start, filled up."""
    told = [*(source["date"] for source in case["sources"]), *(entry["date"] for entry in case["follow_up"]), span(case)[0]]
    return max(map(last_day, told))


def standing(case: Case, today: str) -> str:
    """What is said. `today` = YYYY-MM-DD."""
    result, year, seen = outcome(case), year_of_outcome(case), last_seen(case)[:4]
    start, end = span(case)
    is_past = bool(end) and last_day(end) < today
    year_in_brackets = f" ({year})" if year else ""
    if result == "offen":
        if last_day(start) > today:
            return f"geplant für {(start or '')[:4]}"
        return f"Ausgang nicht bekannt, zuletzt belegt {seen}" if seen else "Ausgang nicht bekannt"
    if result == "nicht-zustande":
        return f"kam nicht zustande{year_in_brackets}"
    if result == "eingestellt":
        return f"eingestellt{year_in_brackets or ', wann ist nicht bekannt'}"
    if result == "ausgelaufen":
        return f"ausgelaufen{year_in_brackets}"
    if result == "ausgefallen":
        return f"Ausgabe {year} fiel aus, danach nichts bekannt" if year else "Ausgabe fiel aus, danach nichts bekannt"
    if case["cadence"] == "befristet" and is_past:
        return f"planmäßig beendet ({year})"
    if case["cadence"] == "einmalig" or (case["cadence"] == "wiederkehrend" and is_past):
        return f"fand statt{year_in_brackets}"
    if case["cadence"] == "dauerhaft" and is_past:
        return f"lief bis {year}"
    return f"zuletzt belegt {seen}" if seen else "Stand nicht bekannt"


def is_grey(case: Case, today: str) -> bool:
    """»Zuletzt belegt« more than three years ago."""
    limit = f"{int(today[:4]) - YEARS_FRESH}{today[4:]}"
    return standing(case, today).startswith("zuletzt belegt") and last_seen(case) < limit


def until(case: Case) -> str:
    """The date that made the outcome effective: of the follow-up that did, else the period end."""
    turned = turn(case)
    return (turned["date"] if turned else span(case)[1]) or ""


def duration(case: Case) -> Duration:
    """In years where one end is known to the year only, else in months below two years."""
    start, end = span(case)[0], until(case)
    if case["outcome"] in ("ausgefallen", "nicht-zustande") or not start or not end or last_day(end) < first_day(start):
        return UNKNOWN
    if len(start) == 4 or len(end) == 4:
        return "years", int(end[:4]) - int(start[:4]), True
    if len(start) == 10 and len(end) == 10:
        months = round(((date.fromisoformat(end) - date.fromisoformat(start)).days + 1) / (365.2425 / 12))
    else:
        months = (int(end[:4]) - int(start[:4])) * 12 + int(end[5:7]) - int(start[5:7])
    return ("months", months, False) if months < 24 else ("years", int(months / 12 + 0.5), False)


def in_months(ran: Duration) -> float:
    return (ran[1] if ran[1] else 0.5) * (12 if ran[0] == "years" else 1)
