"""How many cases, towns and measures there are, on lists, maps, in tables and by years, counted a second time."""

from tests.indexes.naive import counts, is_setback, outcome
from tests.recount.facet_values import finder_values, listed_on
from tests.recount.ledger import Case, Ledger, slug
from tests.recount.nearness import kilometres
from tests.recount.orders import GROUPS
from tests.recount.pages import Place, address, aim
from tests.recount.registering import counts_of, listed, measure_at
from tests.recount.vocabulary import BANDS, EFFORTS, EVIDENCE, KNOWN_ENDS, LANDS, OUTCOMES, SIZES

SIGNS = (*OUTCOMES, "gemischt", "kein-fall")
KINDS_OF_OUTCOMES = {
    "erfolgreich": "success",
    "teilweise": "partly",
    "ausgelaufen": "expired",
    "ausgefallen": "cancelled",
    "offen": "open",
}
KINDS = ("setback", "weak", *KINDS_OF_OUTCOMES.values())
SIZE_OF_LABEL = {label: size for size, (label, _) in SIZES.items()}


@counts_of("cases")
def _cases(ledger: Ledger, place: Place) -> int:
    if place.kind == "aufwand" and place.inside("table"):
        return ledger.matrix()
    return len(listed(ledger, place))


@counts_of("cases_counted")
def _cases_counted(ledger: Ledger, place: Place) -> int:
    if place.kind in ("massnahmen", "erfahrungsblatt"):
        return sum(map(counts, ledger.of_measure(measure_at(ledger, place))))
    if place.kind == "wie-wir-zaehlen":
        return sum(map(counts, ledger.of_measure(ledger.example()))) if "Beispiel" in place.section else len(ledger.counting)
    return sum(map(counts, listed(ledger, place)))


@counts_of("finder")
def _finder(ledger: Ledger, place: Place) -> int:
    box = place.enclosing("label").all("input")[0].attributes
    return sum(box["value"] in finder_values(ledger, case)[box["name"]] for case in ledger.present)


@counts_of("cases_topic", "cases_effort")
def _cases_of_entry(ledger: Ledger, place: Place) -> int:
    return len(listed(ledger, place))


@counts_of("cases_measure", "cases_without_outcome")
def _cases_of_measure(ledger: Ledger, place: Place) -> int:
    if place.kind == "aufwand":
        return sum(case["effort"] in BANDS for case in ledger.still_open())
    return len(ledger.of_measure(measure_at(ledger, place)))


@counts_of("cases_setback", *(f"cases_{kind}" for kind in KINDS if kind != "setback"))
def _cases_of_kind(ledger: Ledger, place: Place) -> int:
    """How the cases of a town ended, those with weak sources apart; elsewhere all setbacks."""
    if place.kind != "staedte":
        return len(ledger.setbacks())
    return sum(kind_of(case) == place.what.removeprefix("cases_") for case in ledger.of_city(place.record))


def kind_of(case: Case) -> str:
    if case["confidence"] == "low":
        return "weak"
    return "setback" if is_setback(case) else KINDS_OF_OUTCOMES[outcome(case)]


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


GROUPS_OF = dict(zip(("measures_failed_there", "measures_mixed", "measures_succeeded_there"), GROUPS, strict=True))


@counts_of(*GROUPS_OF)
def _measures_of_group(ledger: Ledger, place: Place) -> int:
    return len(ledger.group_for(place.record, GROUPS_OF[place.what]))


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
    return listed_on(ledger, aim(place.uri, links[0].attributes["href"]) if links else address(place.uri))


@counts_of("listed_setbacks")
def _listed_setbacks(ledger: Ledger, place: Place) -> int:
    return sum(map(is_setback, list_at(ledger, place)))


@counts_of("listed_cases")
def _listed_cases(ledger: Ledger, place: Place) -> int:
    return len(list_at(ledger, place))


@counts_of(*(f"listed_{result}" for result in OUTCOMES))
def _listed_of_outcome(ledger: Ledger, place: Place) -> int:
    return sum(outcome(case) == place.what.removeprefix("listed_") for case in list_at(ledger, place))


@counts_of("crossed_cases")
def _crossed_cases(ledger: Ledger, place: Place) -> int:
    """Cases of this page's outcome that the page behind the link lists too."""
    behind = listed_on(ledger, aim(place.uri, place.enclosing("a").attributes["href"]))
    return sum(outcome(case) == place.record.rpartition("/")[2] for case in behind)


# Maps


@counts_of(*(f"cities_on_map_{sign}" for sign in SIGNS if sign != "kein-fall"))
def _cities_on_map(ledger: Ledger, place: Place) -> int:
    return ledger.on_map(with_case=True).count(place.what.removeprefix("cities_on_map_"))


@counts_of(*(f"towns_{sign}" for sign in SIGNS))
def _towns_on_map(ledger: Ledger, place: Place) -> int:
    land = next((land for land in LANDS if land == place.section or slug(land) == place.record), "")
    return ledger.on_map(land).count(place.what.removeprefix("towns_"))


@counts_of("town_cases", "town_setbacks")
def _town(ledger: Ledger, place: Place) -> int:
    cases = ledger.of_city(place.linked("staedte")[0])
    return len(cases) if place.what == "town_cases" else sum(counts(case) and is_setback(case) for case in cases)


@counts_of("town_weak")
def _town_weak(ledger: Ledger, place: Place) -> int:
    return sum(case["confidence"] == "low" for case in ledger.of_city(place.linked("staedte")[0]))


@counts_of("land_cities", "land_cities_with_case", "land_cases")
def _land(ledger: Ledger, place: Place) -> int:
    """Of the Land to which the row leads, else of the one that the page is about."""
    linked = place.linked("karte") if place.row.tag == "tr" else []
    land = linked[0] if linked else place.record.partition("/teil-")[0]
    towns = [id for id, city in ledger.cities.items() if city["state"] in LANDS and slug(city["state"]) == land]
    if place.what == "land_cities":
        return len(towns)
    cases = [len(ledger.of_city(town)) for town in towns]
    return sum(cases) if place.what == "land_cases" else sum(map(bool, cases))


@counts_of("distance_km")
def _distance(ledger: Ledger, place: Place) -> int:
    if place.kind == "staedte":
        towns = [*place.linked("staedte"), *(ledger.case[id]["city"] for id in place.linked("faelle"))]
        return kilometres(ledger.cities[place.record], ledger.cities[towns[0]])
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
    result = next(result for result, label in OUTCOMES.items() if label == columns[position + 1])
    return ledger.matrix(band, result)


@counts_of(*(f"cases_{band}" for band in BANDS))
def _band(ledger: Ledger, place: Place) -> int:
    return ledger.matrix(band=place.what.removeprefix("cases_"))


@counts_of(*(f"cases_{result}" for result in KNOWN_ENDS))
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
        first = ledger.first_year_shown()
        return sum(year < first for year in years)
    return years.count(int(place.row.all("th")[0].text)) if place.what.endswith("_year") else len(years)


@counts_of("setbacks")
def _setbacks(ledger: Ledger, place: Place) -> int:
    return sum(ledger.tally(measure)["f"] for measure in ledger.measures)


@counts_of("latest_cases")
def _latest_cases(ledger: Ledger, place: Place) -> int:
    return sum(ledger.tally(measure)["m"] for measure in ledger.measures)
