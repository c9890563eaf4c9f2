"""Who recounts what: for each `data-what` on each kind of page the naive count that the number must equal.

`recount(ledger, place)` finds the function; a number that nobody recounts is a LookupError.
"""

from collections.abc import Callable
from typing import Any

from citynet_kb.model import ChecklistItem, FailureReason
from tests.recount.ledger import (
    BANDS,
    EFFORTS,
    EVIDENCE,
    LANDS,
    OUTCOMES,
    SIZES,
    Case,
    Ledger,
    counts,
    duration,
    is_setback,
    kilometres,
    median,
    outcome,
    slug,
)
from tests.recount.pages import Node, Place, address, aim

Recount = Callable[[Ledger, Place], float]
REGISTRY: dict[str, Recount] = {}
MODES = ("nicht-zustande", "eingestellt", "wirkungslos")
SIGNS = (*OUTCOMES, "gemischt", "kein-fall")
FIGURES = ("kosten", "personentage")
POINTS = {
    "aehnlich-gross": 50,
    "gleiche-zentralfunktion": 15,
    "gleiches-land": 15,
    "nah": 10,
    "gleiche-groessenklasse": 5,
    "gleicher-staat": 5,
}
LIST_FOLDERS = ("ergebnisse", "groessen", "laender", "jahre", "belege", "schlagworte")
"""Folders whose pages list cases by one value."""
SIZE_OF_LABEL = {label: size for size, (label, _) in SIZES.items()}
ITEM_OF_LABEL = {item.label: item.value for item in ChecklistItem}
REASONS = [reason.value for reason in FailureReason]


def recount(ledger: Ledger, place: Place) -> float:
    """The number that must stand there."""
    if place.what not in REGISTRY:
        raise LookupError(f"nobody recounts »{place.what}« on {place.uri}")
    return REGISTRY[place.what](ledger, place)


def counts_of(*whats: str) -> Callable[[Recount], Recount]:
    def register(function: Recount) -> Recount:
        for what in whats:
            assert what not in REGISTRY, what
            REGISTRY[what] = function
        return function

    return register


# Whom a number is about


def measure_at(ledger: Ledger, place: Place) -> str:
    """The measure that the entry links to, else the one that the page is about."""
    if place.kind == "massnahmen" and not place.is_index:
        return place.record
    if place.kind == "wie-wir-zaehlen":
        return ledger.example()
    linked = place.linked("massnahmen")
    return linked[0] if linked and place.kind != "vorab-check" else precheck_measure(place)


def precheck_measure(place: Place) -> str:
    if place.uri != "vorab-check/index.md":
        return place.uri.split("/")[1]
    return place.linked("vorab-check")[0]


def size_at(place: Place) -> str:
    """The size class of which alone a sentence of a Vorab-Check speaks."""
    return place.uri.split("/")[2].removesuffix(".md") if place.heading == "In Städten wie Ihrer" else ""


def reason_at(place: Place) -> str:
    """The reason that the entry links to."""
    linked = place.linked("gruende")
    return linked[0] if linked else ""


def listed(ledger: Ledger, place: Place) -> list[Case]:
    """The cases that are not withdrawn of whatever the entry or the page is about."""
    for folder, of in (("themen", ledger.of_topic), ("staedte", ledger.of_city), ("aufwand", ledger.of_effort)):
        linked = place.linked(folder) if place.row.tag in ("li", "tr") else []
        if linked:
            return of(linked[0])
    if place.kind in LIST_FOLDERS or (place.uri.count("/") > 1 and place.kind in ("themen", "aufwand", "gruende")):
        return ledger.listed_on(address(place.uri))
    if place.kind in ("themen", "staedte", "aufwand") and not place.is_index:
        return {"themen": ledger.of_topic, "staedte": ledger.of_city, "aufwand": ledger.of_effort}[place.kind](place.record)
    return ledger.present


# Sentences about a measure


@counts_of("cities_known")
def _cities_known(ledger: Ledger, place: Place) -> int:
    return ledger.tally(measure_at(ledger, place), size_at(place))["m"]


@counts_of("cities_setback")
def _cities_setback(ledger: Ledger, place: Place) -> int:
    return ledger.tally(measure_at(ledger, place), size_at(place))["f"]


@counts_of("cities_without_setback")
def _cities_without_setback(ledger: Ledger, place: Place) -> int:
    return sum(not is_setback(case) for case in ledger.latest(measure_at(ledger, place)))


@counts_of("cities_success")
def _cities_success(ledger: Ledger, place: Place) -> int:
    return ledger.latest_with(measure_at(ledger, place), "erfolgreich", size_at(place))


@counts_of("cities_partly")
def _cities_partly(ledger: Ledger, place: Place) -> int:
    if place.heading == "Woran es lag":
        return len(set().union(*_reasons_told(ledger, place)[0].values()))
    return ledger.latest_with(measure_at(ledger, place), "teilweise", size_at(place))


@counts_of(*(f"setbacks_{mode}" for mode in MODES))
def _setbacks_of_mode(ledger: Ledger, place: Place) -> int:
    mode = place.what.removeprefix("setbacks_")
    if place.kind == "zeitleiste":
        return sum(ledger.latest_with(measure, mode) for measure in ledger.measures)
    return ledger.latest_with(measure_at(ledger, place), mode, size_at(place))


@counts_of("duration_years", "duration_months")
def _duration(ledger: Ledger, place: Place) -> int:
    own = place.linked("faelle") if place.row.has_class("kb-sheet__town") else []
    if place.kind == "faelle" or own:
        told = [duration(ledger.case[own[0] if own else place.record])]
    else:
        told = ledger.told_durations(measure_at(ledger, place), size_at(place))
    unit, amount, _ = told[place.nth("duration_years", "duration_months")]
    return amount if unit == place.what.removeprefix("duration_") else -1


@counts_of("duration_unknown")
def _duration_unknown(ledger: Ledger, place: Place) -> int:
    return sum(span[0] == "unknown" for span in ledger.ran(measure_at(ledger, place), size_at(place)))


@counts_of("cities_shared_cause")
def _cities_shared_cause(ledger: Ledger, place: Place) -> int:
    hit = [case for case in ledger.latest(measure_at(ledger, place), size_at(place)) if case["common_cause"] and is_setback(case)]
    assert len({case["common_cause"] for case in hit}) == 1, "a second cause needs a second look here"
    return len(hit)


@counts_of("cities_setback_ever")
def _cities_setback_ever(ledger: Ledger, place: Place) -> int:
    if place.kind == "gruende":
        return len(ledger.setback_towns(ledger.present))
    if place.kind == "themen" and (place.linked("themen") or not place.linked("massnahmen")):
        return len(ledger.setback_towns(listed(ledger, place)))
    if place.heading == "Woran es lag":
        return len(ledger.setback_towns(_reasons_told(ledger, place)[1]))
    return len(ledger.tally(measure_at(ledger, place))["ever"])


@counts_of(*(f"evidence_{kind}" for kind in EVIDENCE))
def _evidence(ledger: Ledger, place: Place) -> int:
    return sum(case["evidence"] == place.what.removeprefix("evidence_") for case in ledger.latest(measure_at(ledger, place)))


@counts_of(*(f"cities_{result}" for result in OUTCOMES if result != "offen"))
def _cities_of_outcome(ledger: Ledger, place: Place) -> int:
    """Beyond 40 towns a bar with numbers instead of a sign for each."""
    return ledger.latest_with(measure_at(ledger, place), place.what.removeprefix("cities_"))


@counts_of("cases_anonymous")
def _cases_anonymous(ledger: Ledger, place: Place) -> int:
    if place.kind == "wie-wir-zaehlen":
        return sum(case["city"] == "anonym" for case in ledger.present)
    return ledger.tally(measure_at(ledger, place))["anonymous"]


@counts_of("observations", "observations_setback", "observations_success")
def _observations(ledger: Ledger, place: Place) -> int:
    order = ("observations", "observations_setback", "observations_success")
    return ledger.tally(measure_at(ledger, place))["observations"][order.index(place.what)]


@counts_of("cases_not_counted")
def _cases_not_counted(ledger: Ledger, place: Place) -> int:
    cases = ledger.of_measure(measure_at(ledger, place))
    return sum(not counts(case) for case in cases) - ledger.tally(measure_at(ledger, place))["anonymous"]


@counts_of("answers_given", "answers_ja", "answers_ja-anders", "answers_nein", "answers_unklar")
def _answers(ledger: Ledger, place: Place) -> int:
    given = [case["would_repeat"] for case in ledger.latest(measure_at(ledger, place)) if case["would_repeat"]]
    return len(given) if place.what == "answers_given" else given.count(place.what.removeprefix("answers_"))


@counts_of("difference_cities", "difference_successes", "difference_setbacks")
def _difference(ledger: Ledger, place: Place) -> int:
    factor = place.enclosing("table").all("caption")[0].text
    label = place.row.all("th")[0].text
    found = [case for case in ledger.latest(measure_at(ledger, place)) if ledger.group(factor, case) == label]
    wanted = {"difference_successes": lambda case: outcome(case) == "erfolgreich", "difference_setbacks": is_setback}
    return sum(map(wanted.get(place.what, lambda case: True), found))


# Reasons


@counts_of("cities_reason")
def _cities_reason(ledger: Ledger, place: Place) -> int:
    reason = place.record if place.kind == "gruende" and not place.is_index else reason_at(place)
    if place.kind == "gruende":
        return len(ledger.reason_towns(ledger.present, is_setback).get(reason, ()))
    if place.kind == "vorab-check":
        return len(_reasons_told(ledger, place)[0][reason])
    measure = measure_at(ledger, place)
    if not reason:
        return ledger.main_reason(measure)
    kind = _is_partly if "bremste" in place.section else is_setback
    return len(ledger.reason_towns(ledger.of_measure(measure), kind)[reason])


def _is_partly(case: Case) -> bool:
    return outcome(case) == "teilweise"


def _reasons_told(ledger: Ledger, place: Place) -> tuple[dict[str, set[str]], list[Case]]:
    """Reasons of setbacks in towns of this size, else in all, else what slowed a partial success; and the cases looked at."""
    measure, size = place.uri.split("/")[1:3]
    sized, every = ledger.of_measure(measure, size.removesuffix(".md")), ledger.of_measure(measure)
    for cases, kind in ((sized, is_setback), (every, is_setback), (every, _is_partly)):
        found = ledger.reason_towns(cases, kind)
        if found:
            return found, cases
    raise LookupError(f"no reasons on {place.uri}")


# Figures


def _figure(place: Place) -> str:
    return next(figure for figure in FIGURES if figure in place.what)


@counts_of(
    *(f"{figure}_{end}" for figure in FIGURES for end in ("minimum", "maximum", "median", "known", "planned")),
    *(f"{end}_{figure}" for figure in FIGURES for end in ("least", "greatest", "median", "figures", "figures_planned")),
)
def _spread(ledger: Ledger, place: Place) -> float:
    figure = _figure(place)
    found = ledger.figures(measure_at(ledger, place), figure)
    amounts = [amount for amount, _ in found]
    of: dict[str, Callable[[], float]] = {
        **dict.fromkeys(("minimum", "least"), lambda: min(amounts)),
        **dict.fromkeys(("maximum", "greatest"), lambda: max(amounts)),
        "median": lambda: median(amounts),
        **dict.fromkeys(("known", "figures"), lambda: len(amounts)),
        **dict.fromkeys(("planned", "figures_planned"), lambda: sum(planned for _, planned in found)),
    }
    return of[place.what.replace(figure, "").strip("_")]()


@counts_of(*FIGURES)
def _own_figure(ledger: Ledger, place: Place) -> int:
    detail = ledger.case[place.linked("faelle")[0]]["effort_detail"]
    actual, planned = ("cost_eur", "cost_planned_eur") if place.what == "kosten" else ("staff_days", "staff_days_planned")
    return detail[planned] if detail[actual] is None else detail[actual]


@counts_of(*(f"{figure}_pairs" for figure in FIGURES), *(f"{figure}_above_plan" for figure in FIGURES))
def _pairs(ledger: Ledger, place: Place) -> int:
    pairs = ledger.pairs(measure_at(ledger, place), _figure(place))
    return len(pairs) if place.what.endswith("pairs") else sum(actual > planned for actual, planned in pairs)


@counts_of(*(f"effort_{band}" for band in BANDS))
def _effort(ledger: Ledger, place: Place) -> int:
    cases = ledger.of_measure(measure_at(ledger, place))
    return sum(counts(case) and case["effort"] == place.what.removeprefix("effort_") for case in cases)


# How much there is


@counts_of("cases")
def _cases(ledger: Ledger, place: Place) -> int:
    if place.kind == "aufwand" and place.inside("table"):
        return ledger.matrix()
    return len(listed(ledger, place))


@counts_of("cases_counted")
def _cases_counted(ledger: Ledger, place: Place) -> int:
    if place.kind in ("massnahmen", "vorab-check"):
        return sum(map(counts, ledger.of_measure(measure_at(ledger, place))))
    if place.kind == "wie-wir-zaehlen":
        return sum(map(counts, ledger.of_measure(ledger.example()))) if "Beispiel" in place.section else len(ledger.counting)
    return sum(map(counts, listed(ledger, place)))


@counts_of("finder")
def _finder(ledger: Ledger, place: Place) -> int:
    box = place.enclosing("label").all("input")[0].attributes
    return sum(box["value"] in finder_values(ledger, case)[box["name"]] for case in ledger.present)


def finder_values(ledger: Ledger, case: Case) -> dict[str, list[str]]:
    """What a case is filtered by in the finder, by the names in its address."""
    town = ledger.cities.get(case["city"])
    size = town.get("size_class") if town else case["size_class"]
    land = town["state"] if town else case.get("region")
    years = [int(case["period"][end][:4]) for end in ("start", "end") if case["period"][end]]
    first = min(years, default=0) // 5 * 5
    return {
        "ergebnis": [outcome(case)],
        "thema": [case["topic"], *case["topics_more"]],
        "massnahme": [case["measure"]],
        "aufwand": [case["effort"]],
        "groesse": [size],
        "land": [slug(land) if land else None],
        "zeit": [f"{year}-{year + 4}" for year in range(first, max(years) + 1, 5)] if years else [],
        "belege": [case["evidence"]],
        "grund": case["failure_reasons"],
    }


@counts_of("cases_topic", "cases_effort")
def _cases_of_entry(ledger: Ledger, place: Place) -> int:
    return len(listed(ledger, place))


@counts_of("cases_measure", "cases_without_outcome")
def _cases_of_measure(ledger: Ledger, place: Place) -> int:
    if place.kind == "aufwand":
        return sum(case["effort"] in BANDS for case in ledger.still_open())
    return len(ledger.of_measure(measure_at(ledger, place)))


@counts_of("cases_setback")
def _cases_setback(ledger: Ledger, place: Place) -> int:
    return len(ledger.setbacks())


@counts_of("cases_documented")
def _cases_documented(ledger: Ledger, place: Place) -> int:
    return sum(case["kind"] == "dokumentiert" for case in ledger.present)


@counts_of(*(f"cases_evidence_{kind}" for kind in EVIDENCE))
def _cases_evidence(ledger: Ledger, place: Place) -> int:
    return sum(case["evidence"] == place.what.removeprefix("cases_evidence_") for case in ledger.counting)


@counts_of("cities")
def _cities(ledger: Ledger, place: Place) -> int:
    return len(ledger.towns(ledger.present)) if place.kind == "faelle" else len(ledger.cities)


@counts_of("cities_with_case")
def _cities_with_case(ledger: Ledger, place: Place) -> int:
    return len(ledger.towns(ledger.present))


@counts_of("measures")
def _measures(ledger: Ledger, place: Place) -> int:
    return len(ledger.measures)


@counts_of("measures_with_case")
def _measures_with_case(ledger: Ledger, place: Place) -> int:
    return len(ledger.known())


@counts_of("measures_failed")
def _measures_failed(ledger: Ledger, place: Place) -> int:
    return len(ledger.failed())


@counts_of("measures_divided")
def _measures_divided(ledger: Ledger, place: Place) -> int:
    return len(ledger.divided())


@counts_of("measures_known")
def _measures_known(ledger: Ledger, place: Place) -> int:
    return sum(bool(ledger.tally(measure)["m"]) for measure in ledger.measures)


@counts_of("measures_without_case")
def _measures_without_case(ledger: Ledger, place: Place) -> int:
    return sum(not ledger.of_measure(measure) for measure in ledger.measures)


@counts_of("measures_without_outcome")
def _measures_without_outcome(ledger: Ledger, place: Place) -> int:
    return sum(bool(ledger.of_measure(one)) and not any(map(counts, ledger.of_measure(one))) for one in ledger.measures)


@counts_of("measures_warned")
def _measures_warned(ledger: Ledger, place: Place) -> int:
    return len(ledger.warned(place.record))


@counts_of("measures_encouraged")
def _measures_encouraged(ledger: Ledger, place: Place) -> int:
    return len(ledger.encouraged(place.record))


@counts_of("size_cities", "size_successful_cities")
def _size_cities(ledger: Ledger, place: Place) -> int:
    size = SIZE_OF_LABEL[place.row.all("dt")[0].text]
    found = [case for case in ledger.of_topic(place.record) if counts(case) and ledger.size_of(case) == size]
    return len(ledger.towns(case for case in found if place.what == "size_cities" or outcome(case) == "erfolgreich"))


# Pages that list cases


def list_at(ledger: Ledger, place: Place) -> list[Case]:
    """The cases of the list to which the heading of the row leads, else of the page itself."""
    row = place.row
    heading = row.all("th")[0] if row.tag == "tr" else row
    links = heading.all("a")
    return ledger.listed_on(aim(place.uri, links[0].attributes["href"]) if links else address(place.uri))


@counts_of("listed_cases")
def _listed_cases(ledger: Ledger, place: Place) -> int:
    return len(list_at(ledger, place))


@counts_of(*(f"listed_{result}" for result in OUTCOMES))
def _listed_of_outcome(ledger: Ledger, place: Place) -> int:
    return sum(outcome(case) == place.what.removeprefix("listed_") for case in list_at(ledger, place))


@counts_of("crossed_cases")
def _crossed_cases(ledger: Ledger, place: Place) -> int:
    """Cases of this page's outcome that the page behind the link lists too."""
    behind = ledger.listed_on(aim(place.uri, place.enclosing("a").attributes["href"]))
    return sum(outcome(case) == place.record for case in behind)


@counts_of(*(f"measure_cases_{result}" for result in OUTCOMES))
def _measure_cases(ledger: Ledger, place: Place) -> int:
    return sum(outcome(case) == place.what.removeprefix("measure_cases_") for case in ledger.of_measure(place.record))


# Maps


@counts_of(*(f"cities_on_map_{sign}" for sign in SIGNS if sign != "kein-fall"))
def _cities_on_map(ledger: Ledger, place: Place) -> int:
    return ledger.on_map(with_case=True).count(place.what.removeprefix("cities_on_map_"))


@counts_of(*(f"towns_{sign}" for sign in SIGNS))
def _towns_on_map(ledger: Ledger, place: Place) -> int:
    return ledger.on_map(place.section if place.section in LANDS else "").count(place.what.removeprefix("towns_"))


@counts_of("town_cases", "town_setbacks")
def _town(ledger: Ledger, place: Place) -> int:
    cases = ledger.of_city(place.linked("staedte")[0])
    return len(cases) if place.what == "town_cases" else sum(counts(case) and is_setback(case) for case in cases)


@counts_of(*(f"town_{result}" for result in OUTCOMES))
def _of_town(ledger: Ledger, place: Place) -> int:
    return sum(outcome(case) == place.what.removeprefix("town_") for case in ledger.of_city(place.linked("staedte")[0]))


@counts_of("distance_km")
def _distance(ledger: Ledger, place: Place) -> int:
    if place.kind == "staedte":
        return kilometres(ledger.cities[place.record], ledger.cities[place.linked("staedte")[0]])
    within = place.row if place.row.tag == "li" else place.block
    cases = [*([place.record] if place.kind == "faelle" else []), *place.linked("faelle", within)]
    one, other = (ledger.cities[ledger.case[id]["city"]] for id in cases)
    return kilometres(one, other)


# Effort against outcome


@counts_of("cases_effort_unknown")
def _cases_effort_unknown(ledger: Ledger, place: Place) -> int:
    return len(ledger.of_effort("unbekannt"))


@counts_of("cases_cell")
def _cell(ledger: Ledger, place: Place) -> int:
    band = next(band for band, label in EFFORTS.items() if label == place.row.all("th")[0].text)
    columns = [cell.text for cell in place.enclosing("table").all("th")]
    cells = place.row.all("td")
    position = next(number for number, cell in enumerate(cells) if place.node in list(cell.walk()))
    result = next(slug for slug, label in OUTCOMES.items() if label == columns[position + 1])
    return ledger.matrix(band, result)


@counts_of(*(f"cases_{band}" for band in BANDS))
def _band(ledger: Ledger, place: Place) -> int:
    return ledger.matrix(band=place.what.removeprefix("cases_"))


@counts_of(*(f"cases_{result}" for result in OUTCOMES if result != "offen"))
def _result(ledger: Ledger, place: Place) -> int:
    return ledger.matrix(result=place.what.removeprefix("cases_"))


@counts_of("cases_without_effort")
def _without_effort(ledger: Ledger, place: Place) -> int:
    return sum(case["effort"] == "unbekannt" for case in (*ledger.counting, *ledger.still_open()))


@counts_of("cases_left_out")
def _left_out(ledger: Ledger, place: Place) -> int:
    """Neither counted nor merely open: the town is not named, or the sources are weak."""
    return len(ledger.present) - len(ledger.counting) - len(ledger.still_open())


@counts_of("cases_quick_success")
def _quick(ledger: Ledger, place: Place) -> int:
    return sum(ledger.matrix(band, "erfolgreich") for band in ("sehr-klein", "klein"))


@counts_of("cases_small_effort")
def _small(ledger: Ledger, place: Place) -> int:
    return sum(ledger.matrix(band) for band in ("sehr-klein", "klein"))


# Years


@counts_of("cases_started", "cases_begun", "cases_without_start", "cases_started_before", "cases_started_year")
def _started(ledger: Ledger, place: Place) -> int:
    return _of_years(ledger, place, ledger.begun(), "start")


@counts_of("cases_ended", "cases_without_end", "cases_ended_before", "cases_ended_year")
def _ended(ledger: Ledger, place: Place) -> int:
    return _of_years(ledger, place, ledger.setbacks(), "end")


def _of_years(ledger: Ledger, place: Place, cases: list[Case], end: str) -> int:
    years = ledger.years(cases, end)
    if place.what == "cases_begun":
        return len(cases)
    if "without" in place.what:
        return len(cases) - len(years)
    if place.what.endswith("_before"):
        return sum(year < ledger.first_year_shown() for year in years)
    return years.count(int(place.row.all("th")[0].text)) if place.what.endswith("_year") else len(years)


@counts_of("setbacks")
def _setbacks(ledger: Ledger, place: Place) -> int:
    return sum(ledger.tally(measure)["f"] for measure in ledger.measures)


@counts_of("latest_cases")
def _latest_cases(ledger: Ledger, place: Place) -> int:
    return sum(ledger.tally(measure)["m"] for measure in ledger.measures)


# Vorab-Check


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


def _beside(place: Place) -> list[Node]:
    """The entries of the list that ends in »und 4 weitere«."""
    entries = place.row.parent.children if place.row.parent else []
    return [entry for entry in entries if isinstance(entry, Node) and not entry.has_class("kb-sheet__more")]


def _towns_beside(ledger: Ledger, place: Place, *, known: bool) -> int:
    """Towns in that list of which the outcome is known, or not."""
    return sum(counts(ledger.case[place.linked("faelle", entry)[0]]) is known for entry in _beside(place))


@counts_of("towns_more")
def _towns_more(ledger: Ledger, place: Place) -> int:
    return len(_found(ledger, place)) - _towns_beside(ledger, place, known=True)


@counts_of("undecided_more")
def _undecided_more(ledger: Ledger, place: Place) -> int:
    measure, size = place.uri.split("/")[1], place.uri.split("/")[2].removesuffix(".md")
    cases = ledger.of_measure(measure, size)
    return len(ledger.towns(cases) - ledger.towns(filter(counts, cases))) - _towns_beside(ledger, place, known=False)


@counts_of("reasons_more")
def _reasons_more(ledger: Ledger, place: Place) -> int:
    return len(_reasons_told(ledger, place)[0]) - len(_beside(place))


@counts_of("sources_more")
def _sources_more(ledger: Ledger, place: Place) -> int:
    *_, sheet = place.node.around()
    named = {id for node in sheet.all("li") if node.has_class("kb-sheet__town") for id in place.linked("faelle", node)}
    return sum(len(ledger.case[id]["sources"]) for id in named if counts(ledger.case[id])) - len(_beside(place))


@counts_of("contacts_more")
def _contacts_more(ledger: Ledger, place: Place) -> int:
    cases = [case for case in ledger.of_measure(precheck_measure(place)) if case["city"] != "anonym"]
    offices = {(case["city"], *_office(ledger, case).values()) for case in cases if _office(ledger, case)}
    others = ledger.towns(cases) - {town for town, *_ in offices}
    return len(offices) + sum(bool((ledger.cities.get(town) or {}).get("website")) for town in others) - len(_beside(place))


def _office(ledger: Ledger, case: Case) -> dict[str, str | None]:
    """Role and mailbox of the town's office, else of the case's."""
    said = (ledger.cities.get(case["city"]) or {}).get("contact") or case["contact"]
    return {key: said.get(key) for key in ("role", "email")} if said else {}


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
    return len(_missed(ledger, place)[ITEM_OF_LABEL[place.row.text.rsplit(" (", 1)[0]]])


@counts_of("missed_more")
def _missed_more(ledger: Ledger, place: Place) -> int:
    return len(_missed(ledger, place)) - len(_beside(place))


# How towns are compared: the points are rules, not counts


@counts_of("similarity_points", "similarity_far_km", *(f"similarity_{kind}" for kind in POINTS))
def _points(ledger: Ledger, place: Place) -> int:
    rules: dict[str, Any] = {"points": sum(POINTS.values()), "far_km": 100, **POINTS}
    return rules[place.what.removeprefix("similarity_")]
