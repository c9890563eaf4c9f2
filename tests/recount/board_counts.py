"""Who plans or runs a measure today, and which two towns could share something, a second time."""

from itertools import combinations

from tests.indexes.naive import first_day, last_day, newest, outcome, span
from tests.recount.ledger import Case, Ledger, is_shown_by_town
from tests.recount.nearness import distance, kilometres
from tests.recount.pages import Place
from tests.recount.registering import counts_of, measure_at
from tests.recount.standing import is_grey, last_seen, standing
from tests.site.building import TODAY

Doing = tuple[str, Case]
"""»plan« or »run«, and the case."""


def is_plan(case: Case) -> bool:
    return standing(case, TODAY).startswith("geplant")


def runs(case: Case) -> bool:
    start, end = span(case)
    if outcome(case) not in ("erfolgreich", "teilweise", "offen") or (end and last_day(end) < TODAY):
        return False
    if not last_seen(case) or is_old(case):
        return False
    if case["cadence"] == "einmalig":
        return bool(start and end) and first_day(start) <= TODAY
    return "zuletzt belegt" in standing(case, TODAY)


def is_old(case: Case) -> bool:
    return is_grey(case, TODAY)


def doing(ledger: Ledger, measure: str) -> list[Doing]:
    def find() -> list[Doing]:
        found: list[Doing] = []
        shown = [case for case in ledger.of_measure(measure) if is_shown_by_town(case)]
        for town in sorted(ledger.towns(shown)):
            here = [case for case in shown if case["city"] == town]
            plans = sorted((case for case in here if is_plan(case)), key=lambda case: (span(case)[0], case["id"]))
            others = [case for case in here if not is_plan(case)]
            now = [case for case in (newest(others) if others else []) if runs(case)]
            found += [("run", case) for case in now[:1]] + [("plan", case) for case in plans[:1]]
        return found

    found: list[Doing] = ledger.once(("doing", measure), find)
    return found


def month(date: str) -> int:
    year, number, _ = first_day(date).split("-")
    return int(year) * 12 + int(number)


def could_share(ledger: Ledger, one: Doing, other: Doing) -> bool:
    """Both plan within a year and lie within 150 km; or one has what the other plans within 75; or both are events within 100."""
    (stage, case), (stage_too, case_too) = one, other
    apart = distance(ledger.cities.get(case["city"]) or {}, ledger.cities.get(case_too["city"]) or {})
    if apart is None or case["city"] == case_too["city"]:
        return False
    stages, cadences = {stage, stage_too}, {case["cadence"], case_too["cadence"]}
    soon = stages == {"plan"} and abs(month(str(span(case)[0])) - month(str(span(case_too)[0]))) <= 12
    tender = soon and apart <= 150
    loan = stages == {"plan", "run"} and cadences <= {"einmalig", "wiederkehrend", "befristet"} and apart <= 75
    programme = (soon or stages == {"run"}) and cadences <= {"einmalig", "wiederkehrend"} and apart <= 100
    return tender or loan or programme


@counts_of("board_towns")
def _towns(ledger: Ledger, place: Place) -> int:
    return len({case["city"] for _, case in doing(ledger, measure_of(ledger, place))})


def measure_of(ledger: Ledger, place: Place) -> str:
    """That of the section, else of the page."""
    section = next((node for node in place.node.around() if node.has_class("kb-same")), None)
    return section.attributes["id"].removeprefix("massnahme-") if section else measure_at(ledger, place)


@counts_of("board_pairs")
def _pairs(ledger: Ledger, place: Place) -> int:
    return sum(could_share(ledger, *pair) for measure in ledger.measures for pair in combinations(doing(ledger, measure), 2))


@counts_of("partner_km")
def _partner(ledger: Ledger, place: Place) -> int:
    outer = next(node for node in place.node.around() if "data-open-until" in node.attributes)
    home, partner = place.linked("faelle", outer)[0], place.linked("faelle")[0]
    return kilometres(*(ledger.cities[ledger.case[id]["city"]] for id in (home, partner)))
