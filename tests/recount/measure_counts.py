"""Numbers in sentences about a measure, of reasons, costs and days, counted a second time."""

from tests.indexes.naive import is_setback, outcome
from tests.recount.ledger import Ledger
from tests.recount.pages import Place
from tests.recount.registering import counts_of, listed, measure_at, reason_at
from tests.recount.standing import duration
from tests.recount.vocabulary import EVIDENCE, KNOWN_ENDS

MODES = ("nicht-zustande", "eingestellt", "wirkungslos")


@counts_of("cities_known")
def _cities_known(ledger: Ledger, place: Place) -> int:
    return ledger.tally(measure_at(ledger, place))["m"]


@counts_of("cities_setback")
def _cities_setback(ledger: Ledger, place: Place) -> int:
    return ledger.tally(measure_at(ledger, place))["f"]


@counts_of("cities_success")
def _cities_success(ledger: Ledger, place: Place) -> int:
    return ledger.latest_with(measure_at(ledger, place), "erfolgreich")


@counts_of("cities_partly")
def _cities_partly(ledger: Ledger, place: Place) -> int:
    return ledger.latest_with(measure_at(ledger, place), "teilweise")


@counts_of(*(f"setbacks_{mode}" for mode in MODES))
def _setbacks_of_mode(ledger: Ledger, place: Place) -> int:
    mode = place.what.removeprefix("setbacks_")
    if place.kind == "zeitleiste":
        return sum(ledger.latest_with(measure, mode) for measure in ledger.measures)
    return ledger.latest_with(measure_at(ledger, place), mode)


@counts_of("duration_years", "duration_months")
def _duration(ledger: Ledger, place: Place) -> int:
    is_case = place.kind == "faelle"
    told = [duration(ledger.case[place.record])] if is_case else ledger.told_durations(measure_at(ledger, place))
    unit, amount, _ = told[place.nth("duration_years", "duration_months")]
    return amount if unit == place.what.removeprefix("duration_") else -1


@counts_of("duration_unknown")
def _duration_unknown(ledger: Ledger, place: Place) -> int:
    return sum(span[0] == "unknown" for span in ledger.ran(measure_at(ledger, place)))


@counts_of("cities_shared_cause")
def _cities_shared_cause(ledger: Ledger, place: Place) -> int:
    return _of_several(ledger, place, "shared_causes")


@counts_of("cities_joint_project")
def _cities_joint_project(ledger: Ledger, place: Place) -> int:
    return _of_several(ledger, place, "joint_projects")


def _of_several(ledger: Ledger, place: Place, kind: str) -> int:
    """Towns that are one experience together: of the bracket, or of the cause or project named there; one town alone is none."""
    found = [towns for towns in ledger.tally(measure_at(ledger, place))[kind].values() if len(towns) > 1]
    if place.row.has_class("kb-bracket"):
        drawn = {ledger.case[id]["city"] for id in place.linked("faelle")}
        found = [towns for towns in found if drawn & set(towns)]
    return len(found[place.nth(place.what)])


@counts_of("cities_expired")
def _cities_expired(ledger: Ledger, place: Place) -> int:
    return ledger.latest_with(measure_at(ledger, place), "ausgelaufen")


@counts_of("cities_divided")
def _cities_divided(ledger: Ledger, place: Place) -> int:
    return len(ledger.divided_towns(measure_at(ledger, place)))


@counts_of("cities_uncounted", "cities_weak", "cities_open", "cities_cancelled")
def _cities_beside(ledger: Ledger, place: Place) -> int:
    tally = ledger.tally(measure_at(ledger, place))
    kinds = {"cities_weak": ["low"], "cities_open": ["open"], "cities_cancelled": ["cancelled"]}
    return sum(len(tally[kind]) for kind in kinds.get(place.what, ["low", "open", "cancelled"]))


@counts_of("cities_cancelled_edition")
def _cities_cancelled_edition(ledger: Ledger, place: Place) -> int:
    return len(ledger.tally(measure_at(ledger, place))["cancelled_editions"])


@counts_of("cities_setback_ever")
def _cities_setback_ever(ledger: Ledger, place: Place) -> int:
    if place.kind == "gruende":
        return len(ledger.setback_towns(ledger.present))
    if place.kind == "themen" and (place.linked("themen") or not place.linked("massnahmen")):
        return len(ledger.setback_towns(listed(ledger, place)))
    return len(ledger.tally(measure_at(ledger, place))["ever"])


@counts_of(*(f"evidence_{kind}" for kind in EVIDENCE))
def _evidence(ledger: Ledger, place: Place) -> int:
    return sum(case["evidence"] == place.what.removeprefix("evidence_") for case in ledger.latest(measure_at(ledger, place)))


@counts_of("cities_gemischt", "cities_erfolgreich-eigen", *(f"cities_{result}" for result in KNOWN_ENDS))
def _cities_of_outcome(ledger: Ledger, place: Place) -> int:
    """Beyond 40 towns a bar with numbers instead of a sign for each. Towns of one cause stand apart, in a bracket of their own; a success
    on the impression of those who took part alone is drawn hollow."""
    measure, result = measure_at(ledger, place), place.what.removeprefix("cities_")
    if result == "gemischt":
        return len(ledger.divided_towns(measure))
    apart = {town for towns in ledger.tally(measure)["shared_causes"].values() if len(towns) > 1 for town in towns}
    drawn = [case for case in ledger.latest(measure) if case["city"] not in apart]
    own = [case for case in drawn if outcome(case) == "erfolgreich" and case["evidence"] == "eindruck"]
    return len(own) if result == "erfolgreich-eigen" else sum(outcome(case) == result for case in drawn if case not in own)


@counts_of("cases_anonymous")
def _cases_anonymous(ledger: Ledger, place: Place) -> int:
    if place.kind == "wie-wir-zaehlen":
        return sum(case["city"] == "anonym" for case in ledger.present)
    return ledger.tally(measure_at(ledger, place))["anonymous"]


@counts_of(*(f"observations{kind}" for kind in ("", "_setback", "_success", "_partly", "_divided", "_expired")))
def _observations(ledger: Ledger, place: Place) -> int:
    """`_expired` = those that are in M and nothing else, divided towns left out."""
    tally = ledger.tally(measure_at(ledger, place))
    total, *kinds = tally["experiences"]
    known = dict(zip(("setback", "success", "partly"), kinds, strict=True)) | {"divided": len(tally["divided"])}
    known |= {"observations": total, "expired": total - sum(known.values())}
    return known[place.what.removeprefix("observations_")]


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
        return len(ledger.reason_towns(ledger.present).get(reason, ()))
    measure = measure_at(ledger, place)
    if not reason:
        return ledger.main_reason(measure)
    return len(ledger.reason_towns(ledger.of_measure(measure), KIND_OF_SECTION.get(place.heading, "setback"))[reason])


KIND_OF_SECTION = {
    "Was anderswo schwierig war": "difficult",
    "Was schwierig war": "difficult",
    "Warum Ausgaben ausfielen": "cancelled",
}
