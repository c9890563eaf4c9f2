"""What was told of cases later, whom to ask again, and how long measures lasted, counted a second time from front matter."""

from tests.indexes.naive_living import naive_lasting, silent_months
from tests.recount.ledger import Case, Ledger
from tests.recount.pages import Place
from tests.recount.registering import counts_of, measure_at
from tests.site.building import TODAY

LEAST_TOWNS = 3
SHOWN_LINES, SHOWN_TOWNS, SHOWN_ROWS = 80, 40, 20


def told(ledger: Ledger) -> list[tuple[Case, Case]]:
    return [(case, entry) for case in ledger.present for entry in case["follow_up"]]


@counts_of("followed_entries", "followed_cases", "followed_towns", "followed_older")
def _followed(ledger: Ledger, place: Place) -> int:
    pairs = told(ledger)
    if place.what == "followed_older":
        return len(pairs) - SHOWN_LINES
    if place.what == "followed_entries":
        return len(pairs)
    cases = {case["id"]: case for case, _ in pairs}.values()
    return len(cases) if place.what == "followed_cases" else len({case["city"] for case in cases if case["city"] != "anonym"})


@counts_of("followed_year")
def _of_year(ledger: Ledger, place: Place) -> int:
    around = next(node for node in place.node.around() if node.tag == "details")
    return sum(entry["date"].startswith(around.attributes["id"].removeprefix("jahr-")) for _, entry in told(ledger))


@counts_of("asked_cases", "asked_towns", "asked_more", "asked_6", "asked_18", "asked_36")
def _asked(ledger: Ledger, place: Place) -> int:
    silent = [(case, months) for case in ledger.present if (months := silent_months(case, TODAY))]
    towns = {case["city"] for case, _ in silent}
    wanted = place.what.removeprefix("asked_")
    if wanted.isdigit():
        return sum(months == int(wanted) for _, months in silent)
    return {"cases": len(silent), "towns": len(towns), "more": len(towns) - SHOWN_TOWNS}[wanted]


@counts_of(*(f"lasting_{kind}_{years}" for kind in ("running", "ended", "unknown", "started") for years in (1, 3, 5)))
def _lasting(ledger: Ledger, place: Place) -> int:
    kind, years = place.what.removeprefix("lasting_").split("_")
    found = naive_lasting(ledger.of_measure(measure_at(ledger, place)), TODAY)[(1, 3, 5).index(int(years))]
    return sum(found) if kind == "started" else found[("running", "ended", "unknown").index(kind)]


@counts_of("lasting_least")
def _least(ledger: Ledger, place: Place) -> int:
    return LEAST_TOWNS


@counts_of("lasting_fewer", "lasting_others")
def _fewer(ledger: Ledger, place: Place) -> int:
    towns = [sum(naive_lasting(ledger.of_measure(slug), TODAY)[0]) for slug in ledger.measures]
    if place.what == "lasting_others":
        return sum(number >= LEAST_TOWNS for number in towns) - SHOWN_ROWS
    return sum(0 < number < LEAST_TOWNS for number in towns)
