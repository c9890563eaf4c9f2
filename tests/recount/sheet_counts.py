"""Numbers of the Erfahrungsblatt, counted a second time, and the points by which towns are compared."""

from typing import Any

from tests.recount.ledger import Ledger
from tests.recount.measure_counts import KIND_OF_SECTION
from tests.recount.nearness import LEAST_POINTS, NEAR_KM, POINTS
from tests.recount.pages import Place
from tests.recount.registering import beside, counts_of, measure_at


@counts_of("cities_tried")
def _cities_tried(ledger: Ledger, place: Place) -> int:
    return len(ledger.towns(ledger.of_measure(measure_at(ledger, place))))


@counts_of("sheet_towns", "sheet_towns_all")
def _sheet_towns(ledger: Ledger, place: Place) -> int:
    """Named towns with a case that is not weakly sourced, and those of the table below."""
    cases = ledger.of_measure(measure_at(ledger, place))
    if place.what == "sheet_towns_all":
        return len(ledger.towns(case for case in cases if case["confidence"] != "low"))
    section = place.enclosing("section")
    return len(section.all("tbody")[0].all("tr"))


@counts_of("reasons_more")
def _reasons_more(ledger: Ledger, place: Place) -> int:
    """Reasons of setbacks that are told, else what was difficult; those that stand there are not counted."""
    kind = KIND_OF_SECTION.get(place.heading, "setback")
    reasons = set(ledger.reason_towns(ledger.of_measure(measure_at(ledger, place)), kind))
    return len(reasons - ({"sonstiges/unbekannt"} if kind == "setback" else set())) - len(beside(place))


# How towns are compared: the points are rules, not counts


@counts_of("similarity_points", "similarity_far_km", "similarity_least", "similarity_near_km", *(f"similarity_{kind}" for kind in POINTS))
def _points(ledger: Ledger, place: Place) -> int:
    rules: dict[str, Any] = {"points": sum(POINTS.values()), "far_km": 100, "least": LEAST_POINTS, "near_km": NEAR_KM, **POINTS}
    return rules[place.what.removeprefix("similarity_")]
