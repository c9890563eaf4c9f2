"""How sure the knowledge is: readings compared, sources and their age, counted a second time from the definitions alone."""

from collections.abc import Callable
from fractions import Fraction

from tests.indexes.naive import SETBACKS
from tests.recount.ledger import Case, Ledger, outcome
from tests.recount.pages import Place
from tests.recount.registering import counts_of
from tests.site.building import TODAY

ASPECTS = {"Ergebnis": "outcome", "Belege": "evidence", "Art des Vorhabens": "cadence"}
FRESH, OLD = 3, 10
"""Calendar years: the page says up to three, up to ten, more."""


def now_at(ledger: Ledger, id: str) -> str:
    """Where a case stands today: under its id, or under that of the case which bore the id before."""
    if id in ledger.case:
        return id
    return next((case["id"] for case in ledger.cases if id in (case.get("aliases") or [])), id)


def said(ledger: Ledger, coding: str) -> dict[str, Case]:
    return {now_at(ledger, entry["id"]): entry for entry in ledger.codings[coding]}


# The editors' readings


def both_readings(ledger: Ledger) -> list[tuple[str, str]]:
    """The outcome that the first and the second reading gave each case which both hold."""
    first, second = (said(ledger, coding) for coding in sorted(ledger.codings) if coding.startswith("redaktion/"))
    return [(first[id]["outcome"], second[id]["outcome"]) for id in first if id in second]


@counts_of("reread_cases")
def _reread(ledger: Ledger, place: Place) -> int:
    return len(both_readings(ledger))


@counts_of("read_once")
def _read_once(ledger: Ledger, place: Place) -> int:
    held = [set(said(ledger, coding)) for coding in ledger.codings if coding.startswith("redaktion/")]
    return sum(not all(case["id"] in ids for ids in held) for case in ledger.present)


@counts_of("reread_changed")
def _changed(ledger: Ledger, place: Place) -> int:
    return sum(before != after for before, after in both_readings(ledger))


@counts_of("reread_freed", "reread_doubted", "reread_fallen")
def _direction(ledger: Ledger, place: Place) -> int:
    """Bad before and not after; good before and not after; bad after and not before."""
    found = both_readings(ledger)
    if place.what == "reread_doubted":
        return sum(before == "erfolgreich" != after for before, after in found)
    bad = [(before in SETBACKS, after in SETBACKS) for before, after in found]
    return bad.count((True, False) if place.what == "reread_freed" else (False, True))


@counts_of("reread_turned")
def _turned(ledger: Ledger, place: Place) -> int:
    before, after = place.linked("ueberblicke/ergebnis")
    assert before != after
    return both_readings(ledger).count((before, after))


# Codings of the text alone


def coding_at(ledger: Ledger, place: Place) -> str:
    name = place.enclosing("table").all("caption")[0].text.split(":")[0].removeprefix("Gegenlesung ")
    return f"gegenlesung/{name.lower()}"


def pairs(ledger: Ledger, place: Place) -> list[tuple[str, str]]:
    """What the coding says and what holds today, in the aspect of the row, where both say something."""
    aspect, found = ASPECTS[place.row.all("th")[0].text], []
    for id, entry in said(ledger, coding_at(ledger, place)).items():
        case = ledger.case.get(id)
        if case and not case["withdrawn"]:
            today = outcome(case) if aspect == "outcome" else case.get(aspect)
            if entry.get(aspect) and today:
                found.append((entry[aspect], today))
    return found


def shortened(value: Fraction, places: int) -> float:
    """To so many places; a half goes away from zero."""
    whole, rest = divmod(abs(value) * 10**places, 1)
    return float((whole + (2 * rest >= 1)) * (1 if value >= 0 else -1)) / 10**places


@counts_of("coded")
def _coded(ledger: Ledger, place: Place) -> int:
    return len(ledger.codings[coding_at(ledger, place)])


@counts_of("coded_cases")
def _coded_cases(ledger: Ledger, place: Place) -> int:
    return len(pairs(ledger, place))


@counts_of("coded_same")
def _coded_same(ledger: Ledger, place: Place) -> int:
    return sum(one == other for one, other in pairs(ledger, place))


@counts_of("coded_percent")
def _coded_percent(ledger: Ledger, place: Place) -> float:
    assert len(pairs(ledger, place)) >= 10, "no percentage of fewer"
    return shortened(Fraction(100 * _coded_same(ledger, place), len(pairs(ledger, place))), 1)


@counts_of("coded_kappa")
def _coded_kappa(ledger: Ledger, place: Place) -> float:
    """(observed - expected) / (1 - expected); expected: draw one answer of each side at random, how often are they equal."""
    found = pairs(ledger, place)
    observed = Fraction(_coded_same(ledger, place), len(found))
    draws = [one == other for one, _ in found for _, other in found]
    expected = Fraction(sum(draws), len(draws))
    return shortened((observed - expected) / (1 - expected), 2)


# Sources


@counts_of("sources_none", "sources_single", "sources_several")
def _sources(ledger: Ledger, place: Place) -> int:
    numbers = [len(case["sources"]) for case in ledger.present]
    return len([number for number in numbers if place.what == f"sources_{('none', 'single', 'several')[min(number, 2)]}"])


@counts_of("sources_single_percent")
def _single_percent(ledger: Ledger, place: Place) -> float:
    single = sum(len(case["sources"]) == 1 for case in ledger.present)
    return shortened(Fraction(100 * single, len(ledger.present)), 1)


def newest_years(ledger: Ledger) -> list[int]:
    """The year of the newest source of each case, where one has a date."""
    dates = ([source["date"] for source in case["sources"] if source.get("date")] for case in ledger.present)
    return [int(max(found)[:4]) for found in dates if found]


@counts_of("sources_fresh", "sources_middle", "sources_old")
def _aged(ledger: Ledger, place: Place) -> int:
    ages = [int(TODAY[:4]) - year for year in newest_years(ledger)]
    least, most = {"sources_fresh": (-99, FRESH), "sources_middle": (FRESH + 1, OLD), "sources_old": (OLD + 1, 9999)}[place.what]
    return sum(least <= age <= most for age in ages)


@counts_of("sources_undated")
def _undated(ledger: Ledger, place: Place) -> int:
    return len(ledger.present) - len(newest_years(ledger))


@counts_of("sources_half_since")
def _half_since(ledger: Ledger, place: Place) -> int:
    """The latest year from which on at least half of the newest sources are."""
    years = newest_years(ledger)
    return max(year for year in years if 2 * sum(other >= year for other in years) >= len(years))


@counts_of(*(f"source_entries{end}" for end in ("", "_accessed", "_dead", "_copied", "_lost")))
def _entries(ledger: Ledger, place: Place) -> int:
    """Sources as cases name them, by what is known of their address."""
    fits: dict[str, Callable[[Case], object]] = {
        "": lambda source: True,
        "_accessed": lambda source: source.get("accessed"),
        "_dead": lambda source: source.get("dead"),
        "_copied": lambda source: source.get("archived"),
        "_lost": lambda source: source.get("dead") and not source.get("archived"),
    }
    wanted = fits[place.what.removeprefix("source_entries")]
    return sum(bool(wanted(source)) for case in ledger.present for source in case["sources"])


@counts_of("years_fresh", "years_old")
def _bounds(ledger: Ledger, place: Place) -> int:
    return FRESH if place.what == "years_fresh" else OLD


# Successes


@counts_of("counted_successes", "praised_successes")
def _successes(ledger: Ledger, place: Place) -> int:
    won = [case for case in ledger.counting if outcome(case) == "erfolgreich"]
    return len(won) if place.what == "counted_successes" else sum(case["evidence"] == "eindruck" for case in won)
