"""A second implementation of the counting rule, from its wording alone and as simple as possible. It shares no code with the first.

A case is a dictionary of front matter with every key that is looked at. Towns are counted, never cases.
"""

import calendar
from functools import cache
from typing import Any

from tests.indexes.naive_verdict import leading, verdict, verdict_words

Case = dict[str, Any]
SETBACKS = ("nicht-zustande", "eingestellt", "wirkungslos")
SILENT = ("offen", "ausgefallen")
"""Outcomes that do not say how it ended: one is not known, one is of a single edition."""


# One case


@cache
def last_day(date: str | None) -> str:
    """A date filled up to its last day; absent = empty."""
    if not date:
        return ""
    parts = date.split("-")
    if len(parts) == 1:
        return f"{date}-12-31"
    return date if len(parts) == 3 else f"{date}-{calendar.monthrange(int(parts[0]), int(parts[1]))[1]}"


def first_day(date: str | None) -> str:
    """A date filled down to its first day; absent = empty."""
    return date + {4: "-01-01", 7: "-01", 10: ""}[len(date)] if date else ""


def turn(case: Case) -> Case | None:
    """The follow-up that gave the case its outcome: the newest that has one; a cancelled edition replaces nothing."""
    found: Case | None = None
    for entry in case["follow_up"]:
        if entry["outcome"] in (None, "ausgefallen"):
            continue
        if found is None or last_day(entry["date"]) >= last_day(found["date"]):
            found = entry
    return found


def outcome(case: Case) -> str:
    """Effective outcome."""
    said: str = (turn(case) or case)["outcome"]
    return said


def is_setback(case: Case) -> bool:
    return outcome(case) in SETBACKS


def would_count(case: Case) -> bool:
    """Counts if its town is named."""
    return outcome(case) not in SILENT and case["withdrawn"] is None and case["confidence"] != "low"


def counts(case: Case) -> bool:
    return would_count(case) and case["city"] != "anonym"


def span(case: Case) -> tuple[str | None, str | None]:
    """Start and end."""
    period = case["period"] or {}
    return period.get("start"), period.get("end")


def recent(case: Case) -> str:
    """The date by which the cases of a town are ordered."""
    start, end = span(case)
    turned = turn(case)
    told = max(last_day(end), last_day(turned["date"]) if turned else "")
    printed = max((last_day(source["date"]) for source in case["sources"]), default="")
    return told or printed or last_day(start)


def key(case: Case) -> tuple[str, str, str, str]:
    return recent(case), first_day(span(case)[0]), case["updated"] or "", case["added"] or ""


# The cases of one town


def newest(cases: list[Case]) -> list[Case]:
    """Those that share the greatest key, by id."""
    top = max(map(key, cases))
    return sorted((case for case in cases if key(case) == top), key=lambda case: case["id"])


def stands_for(cases: list[Case]) -> Case | None:
    """The one case that stands for the town; none where it is divided."""
    first = newest(cases)
    agreed = len({outcome(case) for case in first}) == 1
    return first[0] if agreed or all(map(is_setback, first)) else None


def by_town(cases: list[Case]) -> dict[str, list[Case]]:
    """Named towns by name, with those cases."""
    found: dict[str, list[Case]] = {}
    for case in sorted(cases, key=lambda case: case["city"]):
        if case["city"] != "anonym":
            found.setdefault(case["city"], []).append(case)
    return found


def cancelled_years(case: Case) -> set[str]:
    """Years in which an edition did not take place, as the case itself or one of its follow-ups says; empty = not known when."""
    own = [span(case)[1] or ""] if case["outcome"] == "ausgefallen" else []
    return {date[:4] for date in (*own, *(entry["date"] for entry in case["follow_up"] if entry["outcome"] == "ausgefallen"))}


def newer_than(shown: Case, others: list[Case]) -> Case | None:
    """The newest of the cases that are newer than the one that stands for the town, and say otherwise."""
    later = [case for case in others if key(case) > key(shown) and outcome(case) != outcome(shown)]
    return newest(later)[0] if later else None


# The towns of one measure


def experience(case: Case) -> tuple[str, str]:
    """What its town is one with: a cause (of setbacks only), else a project, else nothing but itself."""
    if case["common_cause"] and is_setback(case):
        return "cause", case["common_cause"]
    return ("project", case["joint_project"]) if case["joint_project"] else ("town", case["city"])


def experiences(cases: list[Case], divided: int = 0) -> tuple[int, int, int, int]:
    """M, F, S, T of one case a town and that many divided towns."""
    groups: dict[tuple[str, str], list[str]] = {}
    for case in cases:
        groups.setdefault(experience(case), []).append(outcome(case))
    failed = worked = partly = 0
    for outcomes in groups.values():
        if any(one in SETBACKS for one in outcomes):
            failed += 1
        elif all(one == "erfolgreich" for one in outcomes):
            worked += 1
        elif "erfolgreich" in outcomes or "teilweise" in outcomes:
            partly += 1
    return len(groups) + divided, failed, worked, partly


def joined(cases: list[Case], kind: str) -> dict[str, list[str]]:
    """Each cause or project with the towns that it makes one."""
    found: dict[str, list[str]] = {}
    for case in cases:
        what, name = experience(case)
        if what == kind:
            found.setdefault(name, []).append(case["city"])
    return {name: sorted(found[name]) for name in sorted(found)}


def naive_tally(cases: list[Case], measure: str) -> dict[str, Any]:
    """The counts of one measure."""
    mine = [case for case in cases if case["measure"] == measure and case["withdrawn"] is None]
    shown, counted = by_town(mine), by_town([case for case in mine if counts(case)])
    latest, divided = {}, {}
    for town, its in counted.items():
        case = stands_for(its)
        if case:
            latest[town] = case
        else:
            divided[town] = newest(its)
    ever = {town: newest(failed)[0] for town, its in counted.items() if (failed := [case for case in its if is_setback(case)])}
    modes = {mode: sum(outcome(case) == mode for case in latest.values()) for mode in SETBACKS}
    ever_modes = {mode: sum(outcome(case) == mode for case in ever.values()) for mode in SETBACKS}
    unnamed = [case for case in mine if case["city"] == "anonym" and would_count(case)]
    seen = experiences(list(latest.values()), len(divided))
    f = sum(modes.values())
    return {
        "latest": {town: case["id"] for town, case in latest.items()},
        "divided": {town: [case["id"] for case in its] for town, its in divided.items()},
        "m": len(counted),
        "f": f,
        "modes": modes,
        "experiences": seen,
        "ever": sorted(ever),
        "setback_cases": sorted(case["id"] for its in counted.values() for case in its if is_setback(case)),
        "successful": [town for town, its in counted.items() if any(outcome(case) == "erfolgreich" for case in its)],
        "counter_cases": [case["id"] for case in latest.values() if outcome(case) == "erfolgreich"],
        "setback_experiences": experiences(list(ever.values()))[0],
        "tried": sorted(shown),
        **_beside({town: its for town, its in shown.items() if town not in counted}),
        "cancelled_editions": _cancelled(shown),
        "newer": _newer(shown, latest),
        "anonymous": len(unnamed),
        "anonymous_setbacks": sum(map(is_setback, unnamed)),
        "shared_causes": joined(list(latest.values()), "cause"),
        "joint_projects": joined(list(latest.values()), "project"),
        "verdict": verdict(*seen),
        "words": verdict_words(*seen),
        "leading": leading(modes if f else ever_modes),
    }


def _beside(towns: dict[str, list[Case]]) -> dict[str, list[str]]:
    """Towns without a counting case, each once, by the first reason that fits."""
    found: dict[str, list[str]] = {"low": [], "open": [], "cancelled": []}
    for town, cases in towns.items():
        if any(case["confidence"] == "low" for case in cases):
            found["low"].append(town)
        elif any(outcome(case) == "offen" for case in cases):
            found["open"].append(town)
        else:
            found["cancelled"].append(town)
    return found


def _cancelled(towns: dict[str, list[Case]]) -> dict[str, list[str]]:
    """Towns with a cancelled edition, whether or not they count, with its years where one is known. What `low` says is counted nowhere."""
    found = {}
    for town, cases in towns.items():
        years = set().union(*(cancelled_years(case) for case in cases if case["confidence"] != "low"))
        if years:
            found[town] = sorted(years - {""})
    return found


def _newer(shown: dict[str, list[Case]], latest: dict[str, Case]) -> dict[str, str]:
    """Of towns with a case that stands for them: a divided town says nothing that could be contradicted."""
    found = {}
    for town, stands in latest.items():
        case = newer_than(stands, [case for case in shown[town] if not counts(case)])
        if case:
            found[town] = case["id"]
    return found
