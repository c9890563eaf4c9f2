"""What the yearly reports count, a second time from front matter."""

from tests.indexes.naive import SETBACKS, Case, counts, outcome
from tests.indexes.naive_living import end_of, span
from tests.recount.ledger import Ledger, is_shown_by_town
from tests.recount.pages import Place
from tests.recount.registering import counts_of, reason_at


def year_at(place: Place) -> str:
    return place.record if not place.is_index else place.linked("bericht")[0]


def begun(ledger: Ledger, year: str) -> list[Case]:
    return [case for case in ledger.cases if is_shown_by_town(case) and span(case)[0][:4] == year]


def failed(ledger: Ledger, year: str) -> list[Case]:
    found = []
    for case in ledger.cases:
        if counts(case) and outcome(case) in SETBACKS:
            planned = span(case)[0] if outcome(case) == "nicht-zustande" else ""
            found += [case] if (end_of(case) or planned)[:4] == year else []
    return found


@counts_of("report_begun", "report_towns", "report_failed", "report_failed_towns", "report_entered")
def _report(ledger: Ledger, place: Place) -> int:
    year = year_at(place)
    if place.what == "report_entered":
        return sum(is_shown_by_town(case) and (case["added"] or "").startswith(year) for case in ledger.cases)
    cases = failed(ledger, year) if "failed" in place.what else begun(ledger, year)
    return len({case["city"] for case in cases}) if place.what.endswith("towns") else len(cases)


@counts_of(*(f"report_outcome_{slug}" for slug in (*SETBACKS, "erfolgreich", "teilweise", "ausgelaufen", "ausgefallen", "offen")))
def _outcomes(ledger: Ledger, place: Place) -> int:
    return sum(outcome(case) == place.what.removeprefix("report_outcome_") for case in begun(ledger, place.record))


@counts_of("report_topic")
def _topic(ledger: Ledger, place: Place) -> int:
    topic = "".join(place.linked("themen", place.enclosing("h3")))
    return sum((case["topic"] if case["topic"] in ledger.topics else "") == topic for case in begun(ledger, place.record))


@counts_of("report_reason")
def _reason(ledger: Ledger, place: Place) -> int:
    reason = reason_at(place)
    return len({case["city"] for case in failed(ledger, place.record) if reason in case["failure_reasons"]})


@counts_of("report_least")
def _least(ledger: Ledger, place: Place) -> int:
    return 10
