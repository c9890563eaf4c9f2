"""A second implementation of what keeps cases alive, from its wording alone: how long a measure lasted, and whom to ask again."""

from datetime import date, timedelta

from tests.indexes.naive import Case, by_town, counts, first_day, last_day, newest, outcome, stands_for, turn

ENDED = ("eingestellt", "ausgelaufen")


def later(day: str, months: int) -> str:
    """So many months after a day, the day before the first of the month after where there is no such day."""
    number = int(day[:4]) * 12 + int(day[5:7]) - 1 + months
    first = date(number // 12, number % 12 + 1, 1)
    following = date((number + 1) // 12, (number + 1) % 12 + 1, 1)
    return str(min(first + timedelta(int(day[8:]) - 1), following - timedelta(1)))


def span(case: Case) -> tuple[str, str]:
    period = case["period"] or {}
    return period.get("start") or "", period.get("end") or ""


def naive_lasting(cases: list[Case], today: str) -> list[tuple[int, int, int]]:
    """(ran, ended before, not known) after 1, 3 and 5 years, in towns."""
    standing = [stands_for(newest(own)) for own in by_town([case for case in cases if counts(case)]).values()]
    told = [case for case in standing if case and lasts(case)]
    return [tuple(sum(known(case, years, today) == sign for case in told) for sign in "+-?") for years in (1, 3, 5)]  # type: ignore[misc]


def lasts(case: Case) -> bool:
    start, end = span(case)
    if not start or outcome(case) == "nicht-zustande" or case["cadence"] not in ("dauerhaft", "wiederkehrend"):
        return False
    within_a_year = end and last_day(end) < later(first_day(start), 12)
    ended_with_it = outcome(case) in ENDED and start != end
    return case["cadence"] == "dauerhaft" or not within_a_year or ended_with_it


def known(case: Case, years: int, today: str) -> str:
    start, end = span(case)
    if later(last_day(start), 12 * years) > today:
        return ""
    is_over = outcome(case) in ENDED or (case["cadence"] == "dauerhaft" and end and last_day(end) < today)
    if is_over:
        last = end_of(case)
        signs = [last]
    else:
        told = [entry["date"] for entry in case["follow_up"] if entry["outcome"] != "ausgefallen"]
        dated = sorted((source["date"] for source in case["sources"] if source.get("date")), key=last_day)
        signs = [*dated[-1:], *told, case.get("confirmed") or "", end if end and last_day(end) < today else ""]
    if any(sign and first_day(sign) >= later(last_day(start), 12 * years) for sign in signs):
        return "+"
    return "-" if is_over and last and last_day(last) < later(first_day(start), 12 * years) else "?"


def end_of(case: Case) -> str:
    """The date that made the outcome effective: the end of the period, else the follow-up; that one first of what had not taken place."""
    told = turn(case)
    said = told["date"] if told else ""
    return said if told and case["outcome"] in ("ausgefallen", "nicht-zustande") else span(case)[1] or said


def silent_months(case: Case, today: str) -> int:
    """The newest of 6, 18 and 36 months for which nothing was heard of a case that may still run; 0 for none of them."""
    start, end = span(case)
    goes_on = outcome(case) in ("erfolgreich", "teilweise") and not end and case["cadence"] not in ("einmalig", "befristet")
    if case["withdrawn"] or case["city"] == "anonym" or not (goes_on or outcome(case) == "offen"):
        return 0
    handed_in = case["added"] if case["kind"] != "dokumentiert" else ""
    dates = [start, end, case.get("confirmed"), handed_in, *(entry["date"] for entry in case["follow_up"])]
    dates += [source["date"] for source in case["sources"]]
    since = max(last_day(one) for one in dates) or case["added"] or ""
    return max((months for months in (6, 18, 36) if since and later(since, months) <= today), default=0)
