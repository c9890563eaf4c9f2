"""What roll-calls brought, counted a second time from the answers in front matter. It stands beside the counts of cases."""

from typing import Any

from tests.recount.ledger import Ledger
from tests.recount.pages import Place
from tests.recount.registering import counts_of, measure_at

Answers = dict[str, str]
"""Town → tried, missed, untried or silent."""


def answers_on(survey: dict[str, Any], measure: str) -> Answers:
    """What each town that was asked said about a measure."""
    given = {one["town"]: one for one in survey.get("answers") or [] if one["reply"] != "keine-antwort"}
    found = {}
    for town in survey["towns"]:
        one = given.get(town, {})
        if measure in (one.get("missed") or ()):
            found[town] = "missed"
        elif measure in (one.get("tried") or ()):
            found[town] = "tried"
        elif measure in (one.get("untried") or ()) or one.get("reply") == "nichts-versucht":
            found[town] = "untried"
        else:
            found[town] = "silent"
    return found


def spoken_of(ledger: Ledger, place: Place) -> Answers:
    """On the page of a roll-call its own; elsewhere the newest with an answer on the measure, which must be the one that is named."""
    if place.kind == "treffen":
        survey = next(one for one in ledger.surveys if one["date"] == place.record.rpartition("/")[2])
        return answers_on(survey, str(place.marked("data-measure")))
    measure = measure_at(ledger, place)
    asked = {one["date"]: answers_on(one, measure) for one in ledger.surveys if measure in (one.get("measures") or ())}
    newest = max(date for date, answers in asked.items() if set(answers.values()) != {"silent"})
    assert place.marked("data-survey") == newest
    return asked[newest]


@counts_of("surveyed_towns", "asked_tried", "asked_missed", "asked_silent")
def _asked(ledger: Ledger, place: Place) -> int:
    said = list(spoken_of(ledger, place).values())
    kinds = {"surveyed_towns": set(said), "asked_tried": {"tried", "missed"}, "asked_missed": {"missed"}, "asked_silent": {"silent"}}
    return sum(one in kinds[place.what] for one in said)
