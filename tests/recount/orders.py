"""The orders and groups of lists, a second time: newest first, »Anderswo gescheitert«, and the three groups of a town's page."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from tests.indexes.naive import first_day, last_day, outcome, recent, span

Case = dict[str, Any]
GROUPS = ("dort nicht gelungen", "mal so, mal so", "dort gelungen")
AT_MOST_ONCE = 3


def german(name: str) -> tuple[str, str]:
    """Order of names by DIN 5007-1: ä as a, ß as ss, no difference between large and small letters."""
    plain = "".join(letter for letter in unicodedata.normalize("NFD", name.casefold()) if unicodedata.category(letter) != "Mn")
    return plain, name


def entered(case: Case) -> str:
    """Newest of the days of entry and of the last change."""
    return max(case["added"] or "", case["updated"] or "")


def happened(case: Case) -> str:
    """What happened last: the newest source, or the period."""
    dates = [*(source["date"] for source in case["sources"]), *span(case)]
    return max(map(last_day, dates))


def last_happened_first(cases: Iterable[Case]) -> list[Case]:
    """By the date of the counting rule, the newest first, then by start, the latest first, then by id. Without a date: last."""
    ordered = sorted(cases, key=lambda case: case["id"])
    return sorted(ordered, key=lambda case: (recent(case), first_day(span(case)[0])), reverse=True)


def newest_first(cases: Iterable[Case]) -> list[Case]:
    """By day of entry, then by what happened last, newest first, then by id; among the first three no town twice if others are left."""
    ordered = sorted(cases, key=lambda case: case["id"])
    ordered.sort(key=lambda case: (entered(case), happened(case)), reverse=True)
    first: list[Case] = []
    for case in ordered:
        if len(first) < AT_MOST_ONCE and case["city"] not in [one["city"] for one in first]:
            first.append(case)
    return [*first, *(case for case in ordered if case not in first)]


def failed_first(tallies: Mapping[str, Mapping[str, Any]], names: Mapping[str, str]) -> list[str]:
    """Measures with a setback: by setback experiences among the towns of Ever, then by these towns, then by name."""

    def place(measure: str) -> tuple[Any, ...]:
        tally = tallies[measure]
        return -tally["setback_experiences"], -len(tally["ever"]), german(names[measure]), measure

    return sorted((measure for measure, tally in tallies.items() if tally["ever"]), key=place)


def group_of(tally: Mapping[str, Any], latest: Iterable[Case]) -> str:
    """The group of a measure of which a town has no case; empty where it stands in none."""
    worked = any(outcome(case) == "erfolgreich" for case in latest)
    if tally["ever"]:
        return GROUPS[1] if worked else GROUPS[0]
    total, failed, *_ = tally["experiences"]
    return GROUPS[2] if worked and 2 * failed <= total else ""
