"""What towns report of their checklists, how much a procedure holds, documented figures and funded cases, counted a second time."""

from typing import Any

from citynet_kb.knowledge_base import municipalities
from citynet_kb.model import Funding
from tests.indexes.naive import is_setback, outcome
from tests.recount.ledger import UNSPECIFIC, Case, Ledger, is_shown_by_town, kind_of_reasons
from tests.recount.pages import Place
from tests.recount.registering import counts_of

STATES = ("erledigt", "zu-spaet", "vergessen", "nicht-noetig")


def _entries(ledger: Ledger, place: Place) -> list[tuple[Case, dict[str, str]]]:
    """The entries of all checklists that name the item in whose list entry, or on whose page, the number stands.

    On a measure's page only its own.
    """
    entry = next((node for node in place.node.around() if node.has_class("kb-todo__item")), None)
    item = entry.attributes["id"].removeprefix("pruefpunkt-") if entry else place.record
    cases = ledger.present if place.kind == "pruefpunkte" else ledger.of_measure(place.record)
    return [(case, entry) for case in cases if is_shown_by_town(case) for entry in case["checklist"] if entry["item"] == item]


@counts_of(*(f"cities_item_{state}" for state in STATES))
def _cities_item(ledger: Ledger, place: Place) -> int:
    state = place.what.removeprefix("cities_item_")
    return len({case["city"] for case, entry in _entries(ledger, place) if entry["state"] == state})


def _weeks(ledger: Ledger, place: Place) -> list[int]:
    """The fewest weeks that each town needed."""
    needed: dict[str, list[int]] = {}
    for case, entry in _entries(ledger, place):
        if entry.get("weeks_needed") not in (None, ""):
            needed.setdefault(case["city"], []).append(int(entry["weeks_needed"]))
    return sorted(min(weeks) for weeks in needed.values())


@counts_of("cities_item_weeks")
def _cities_item_weeks(ledger: Ledger, place: Place) -> int:
    return len(_weeks(ledger, place))


@counts_of("weeks_item_median")
def _weeks_item_median(ledger: Ledger, place: Place) -> int:
    weeks = _weeks(ledger, place)
    assert len(weeks) >= 5, "no median below five towns"
    half = len(weeks) // 2
    return weeks[half] if len(weeks) % 2 else round((weeks[half - 1] + weeks[half]) / 2)


@counts_of("steps_procedure", "items_procedure")
def _size(ledger: Ledger, place: Place) -> int:
    """How many steps, or items, the procedure to which the entry leads has."""
    procedure = ledger.practice["vorgehen"][place.linked("vorgehen")[0]]
    return len(procedure["steps" if place.what == "steps_procedure" else "items"])


@counts_of("cities_hurdle")
def _cities_hurdle(ledger: Ledger, place: Place) -> int:
    """Towns of the topic whose cases name the reason, or the item as late or forgotten; only what is among the five first is shown."""
    towns: dict[str, set[str]] = {}
    for case in filter(is_shown_by_town, ledger.of_topic(place.record)):
        named = [reason for reason in case["failure_reasons"] if reason not in UNSPECIFIC] if kind_of_reasons(case) else []
        missed = [entry["item"] for entry in case["checklist"] if entry["state"] in ("zu-spaet", "vergessen")]
        for one in (*named, *missed):
            towns.setdefault(one, set()).add(case["city"])
    entry = next(node for node in place.node.around() if node.tag == "li")
    head = entry.all("a")[0].attributes["href"]
    shown = head.partition("#pruefpunkt-")[2] or place.linked("gruende", entry)[0]
    assert sum(len(of) > len(towns[shown]) for of in towns.values()) < 5, "only the five most frequent"
    assert len(towns[shown]) >= 2, "nothing below two towns"
    return len(towns[shown])


# Documented figures


def _figures(ledger: Ledger) -> dict[str, dict[str, Any]]:
    return ledger.practice["kosten"]


def _of_table(ledger: Ledger, item: str) -> list[dict[str, Any]]:
    return [cost for cost in _figures(ledger).values() if cost["item"] == item]


@counts_of("documented_figures", "documented_of_item")
def _documented(ledger: Ledger, place: Place) -> int:
    if place.what == "documented_figures":
        return len(_figures(ledger))
    return len(_of_table(ledger, place.enclosing("a").attributes["href"].removeprefix("#")))


@counts_of("documented_per_visitor", "documented_per_inhabitant")
def _per_head(ledger: Ledger, place: Place) -> float:
    cost = _figures(ledger)[place.row.attributes["id"].removeprefix("kosten-")]
    if place.what == "documented_per_visitor":
        people = int(cost["visitors"])
    else:
        town = ledger.cities.get(cost["town"]) or {}
        register = municipalities().city(cost["town"])
        people = int(town.get("population") or (register.population if register else 0) or 0)
    amount = int(cost["amount_eur"]) / people
    return round(amount + 1e-9, 2) if amount < 10 else int(amount + 0.5)


@counts_of("documented_known", "documented_minimum", "documented_median", "documented_maximum")
def _span(ledger: Ledger, place: Place) -> int:
    item = next(node for node in place.node.around() if node.tag == "#fragment").all("h2")[0].attributes["id"]
    amounts = sorted(int(cost["amount_eur"]) for cost in _of_table(ledger, item) if str(cost.get("comparable")).lower() == "true")
    assert len(amounts) >= 5, "no span below five figures"
    half = len(amounts) // 2
    middle = amounts[half] if len(amounts) % 2 else round((amounts[half - 1] + amounts[half]) / 2)
    return {"known": len(amounts), "minimum": amounts[0], "median": middle, "maximum": amounts[-1]}[place.what.removeprefix("documented_")]


@counts_of("cases_plan_and_cost", "cases_above_plan")
def _plan_and_cost(ledger: Ledger, place: Place) -> int:
    details = [case["effort_detail"] for case in ledger.present if is_shown_by_town(case)]
    both = [(one["cost_planned_eur"], one["cost_eur"]) for one in details if None not in (one["cost_planned_eur"], one["cost_eur"])]
    assert len(both) >= 3, "no comparison below three cases"
    return len(both) if place.what == "cases_plan_and_cost" else sum(actual > planned for planned, actual in both)


# Money of others


def _funded(ledger: Ledger, place: Place) -> list[Case]:
    grant = next(one.value for one in Funding if one.label == place.enclosing("section").all("h3")[0].text)
    return [case for case in ledger.present if grant in case["funding"] and is_shown_by_town(case)]


@counts_of("cities_funded")
def _cities_funded(ledger: Ledger, place: Place) -> int:
    return len({case["city"] for case in _funded(ledger, place)})


@counts_of("cases_funded_success", "cases_funded_partly", "cases_funded_setback", "cases_funded_other")
def _cases_funded(ledger: Ledger, place: Place) -> int:
    kinds = {"erfolgreich": "success", "teilweise": "partly"}
    ends = ["setback" if is_setback(case) else kinds.get(outcome(case), "other") for case in _funded(ledger, place)]
    return ends.count(place.what.removeprefix("cases_funded_"))


@counts_of("cases_of_cause")
def _cases_of_cause(ledger: Ledger, place: Place) -> int:
    """The page names one cause in each part; the cases of a part are those that it links to."""
    named = set(place.linked("faelle", place.block))
    causes = {case["common_cause"] for case in ledger.present if case["id"] in named}
    assert len(causes) == 1
    return sum(case["common_cause"] in causes for case in ledger.present)
