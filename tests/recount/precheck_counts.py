"""Numbers of the Vorab-Check, counted a second time, and the points by which towns are compared."""

import json
from typing import Any

from tests.fictional.checklist_items import LABEL
from tests.recount.ledger import Case, Ledger
from tests.recount.measure_counts import reasons_told
from tests.recount.nearness import LEAST_POINTS, NEAR_KM, POINTS
from tests.recount.pages import Place
from tests.recount.registering import beside, counts_of, precheck_measure
from tests.recount.vocabulary import SIZES


@counts_of("cities_tried", *(f"cities_tried_{size}" for size in SIZES), "cities_tried_unknown_size")
def _cities_tried(ledger: Ledger, place: Place) -> int:
    towns = ledger.towns(ledger.of_measure(precheck_measure(place)))
    if place.what == "cities_tried":
        return len(towns)
    wanted = place.what.removeprefix("cities_tried_")
    return sum(((ledger.cities.get(town) or {}).get("size_class") or "unknown_size") == wanted for town in towns)


def _found(ledger: Ledger, place: Place) -> list[Case]:
    """Latest cases of this size; where there is none, those of the nearest sizes that have some."""
    measure, size = place.uri.split("/")[1], place.uri.split("/")[2].removesuffix(".md")
    sizes = list(SIZES)
    for distance in range(len(sizes)):
        near = [other for other in sizes if abs(sizes.index(other) - sizes.index(size)) == distance]
        found = [case for case in ledger.latest(measure) if ledger.size_of(case) in near]
        if found:
            return found
    return []


def _towns_beside(ledger: Ledger, place: Place, *, known: bool) -> int:
    """Towns in that list for which a case stands, or not: divided towns have none."""
    latest = {case["id"] for case in ledger.latest(precheck_measure(place))}
    return sum((place.linked("faelle", entry)[0] in latest) is known for entry in beside(place))


@counts_of("towns_more")
def _towns_more(ledger: Ledger, place: Place) -> int:
    return len(_found(ledger, place)) - _towns_beside(ledger, place, known=True)


@counts_of("undecided_more")
def _undecided_more(ledger: Ledger, place: Place) -> int:
    measure, size = place.uri.split("/")[1], place.uri.split("/")[2].removesuffix(".md")
    cases = ledger.of_measure(measure, size)
    return len(ledger.towns(cases) - ledger.towns(ledger.latest(measure, size))) - _towns_beside(ledger, place, known=False)


@counts_of("reasons_more")
def _reasons_more(ledger: Ledger, place: Place) -> int:
    return len(reasons_told(ledger, place)[0]) - len(beside(place))


@counts_of("sources_more")
def _sources_more(ledger: Ledger, place: Place) -> int:
    """Of the named cases that stand for their towns."""
    *_, sheet = place.node.around()
    named = {id for node in sheet.all("li") if node.has_class("kb-sheet__town") for id in place.linked("faelle", node)}
    told = [case for case in ledger.latest(precheck_measure(place)) if case["id"] in named]
    return sum(len(case["sources"]) for case in told) - len(beside(place))


@counts_of("contacts_more")
def _contacts_more(ledger: Ledger, place: Place) -> int:
    cases = [case for case in ledger.of_measure(precheck_measure(place)) if case["city"] != "anonym"]
    offices = {(case["city"], json.dumps(_office(ledger, case))) for case in cases if _office(ledger, case)}
    others = [ledger.cities.get(town) or {} for town in ledger.towns(cases) - {town for town, _ in offices}]
    return len(offices) + sum(bool(town.get("website") or town.get("website_unchecked")) for town in others) - len(beside(place))


def _office(ledger: Ledger, case: Case) -> dict[str, Any]:
    """The town's office for the topic, else for all topics, else the first; else whom the case names."""
    offices = (ledger.cities.get(case["city"]) or {}).get("offices") or []
    for fits in (lambda one: case["topic"] in one.get("for_topics", []), lambda one: not one.get("for_topics"), lambda one: True):
        for office in filter(fits, offices):
            return dict(office)
    return dict(case["contact"] or {})


def _missed(ledger: Ledger, place: Place) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for case in _telling(ledger, place):
        for entry in case["checklist"]:
            if entry["state"] in ("vergessen", "zu-spaet"):
                found.setdefault(entry["item"], set()).add(case["city"])
    return found


def _telling(ledger: Ledger, place: Place) -> list[Case]:
    """Cases of named towns that tell of their checklist and are not weakly sourced."""
    cases = ledger.of_measure(precheck_measure(place))
    return [case for case in cases if case["checklist"] and case["city"] != "anonym" and case["confidence"] != "low"]


@counts_of("cities_with_checklist")
def _cities_with_checklist(ledger: Ledger, place: Place) -> int:
    return len(ledger.towns(_telling(ledger, place)))


@counts_of("cities_missed")
def _cities_missed(ledger: Ledger, place: Place) -> int:
    return len(_missed(ledger, place)[place.row.text.rsplit(" (", 1)[0].removeprefix(LABEL)])


@counts_of("missed_more")
def _missed_more(ledger: Ledger, place: Place) -> int:
    return len(_missed(ledger, place)) - len(beside(place))


# How towns are compared: the points are rules, not counts


@counts_of("similarity_points", "similarity_far_km", "similarity_least", "similarity_near_km", *(f"similarity_{kind}" for kind in POINTS))
def _points(ledger: Ledger, place: Place) -> int:
    rules: dict[str, Any] = {"points": sum(POINTS.values()), "far_km": 100, "least": LEAST_POINTS, "near_km": NEAR_KM, **POINTS}
    return rules[place.what.removeprefix("similarity_")]
