"""A second implementation of the counting rule, from its wording alone and as simple as possible. It shares no code with the first."""

import calendar
from typing import Any

SETBACKS = ("nicht-zustande", "eingestellt", "wirkungslos")


def outcome_and_date(case: dict[str, Any]) -> tuple[str, str]:
    """Effective outcome, and the date of the follow-up that gave it."""
    best, best_date = None, ""
    for entry in case["follow_up"]:
        if entry["outcome"] is not None and entry["date"] >= best_date:
            best, best_date = entry["outcome"], entry["date"]
    return (case["outcome"], "") if best is None else (best, best_date)


def would_count(case: dict[str, Any]) -> bool:
    return outcome_and_date(case)[0] != "offen" and case["withdrawn"] is None and case["confidence"] != "low"


def key(case: dict[str, Any]) -> tuple[str, ...]:
    period = case["period"] or {"start": None, "end": None}
    start = ""
    if period["start"]:
        start = period["start"] + {4: "-01-01", 7: "-01", 10: ""}[len(period["start"])]
    if period["end"]:
        year, month, day = (period["end"] + "--").split("-")[:3]
        month = month or "12"
        date = f"{year}-{month}-{day or calendar.monthrange(int(year), int(month))[1]}"
    else:
        date = outcome_and_date(case)[1] or start
    return (date, start, case["updated"] or "", case["added"] or "", case["id"])


def naive_tally(cases: list[dict[str, Any]], measure: str) -> dict[str, Any]:
    """The counts of one measure."""
    mine = [case for case in cases if case["measure"] == measure]
    latest: dict[str, dict[str, Any]] = {}
    ever, tried, anonymous = set(), set(), 0
    for case in mine:
        if case["city"] == "anonym":
            anonymous += would_count(case)
            continue
        if case["withdrawn"] is None:
            tried.add(case["city"])
        if not would_count(case):
            continue
        if outcome_and_date(case)[0] in SETBACKS:
            ever.add(case["city"])
        if case["city"] not in latest or key(case) > key(latest[case["city"]]):
            latest[case["city"]] = case
    return {
        "latest": {town: latest[town]["id"] for town in sorted(latest)},
        "modes": {mode: sum(outcome_and_date(case)[0] == mode for case in latest.values()) for mode in SETBACKS},
        "m": len(latest),
        "f": sum(outcome_and_date(case)[0] in SETBACKS for case in latest.values()),
        "observations": _observations(latest),
        "ever": sorted(ever),
        "tried": sorted(tried),
        "anonymous": anonymous,
        "verdict": _verdict(*_observations(latest)),
    }


def _observations(latest: dict[str, dict[str, Any]]) -> tuple[int, int, int]:
    total = setbacks = successes = 0
    causes: dict[str, list[str]] = {}
    for case in latest.values():
        outcome = outcome_and_date(case)[0]
        if case["common_cause"] is not None:
            causes.setdefault(case["common_cause"], []).append(outcome)
            continue
        total += 1
        setbacks += outcome in SETBACKS
        successes += outcome == "erfolgreich"
    for outcomes in causes.values():
        total += 1
        setbacks += bool(set(outcomes) & set(SETBACKS))
        successes += set(outcomes) == {"erfolgreich"}
    return total, setbacks, successes


def _verdict(total: int, setbacks: int, successes: int) -> str:
    if total < 3:
        return "zu-wenige-faelle"
    if setbacks / total > 0.5:
        return "scheitert-meist"
    if setbacks * 10 <= total * 3:
        return "traegt-meist" if successes / total >= 0.5 else "traegt-teilweise"
    return "kommt-darauf-an"
