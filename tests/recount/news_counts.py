"""What came, changed and was withdrawn, and which headlines moved, counted a second time from the days in front matter."""

from typing import Any

from tests.indexes.naive import last_day, outcome
from tests.recount.ledger import Case, Ledger
from tests.recount.pages import Place
from tests.recount.registering import counts_of
from tests.site.building import TODAY

MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember")
News = tuple[str, str, Case]
"""Kind, day, case."""


def all_news(ledger: Ledger) -> list[News]:
    found: list[News] = []
    for case in ledger.cases:
        added = case["added"] or ""
        if case["withdrawn"]:
            found.append(("withdrawn", case["withdrawn"]["date"], case))
            continue
        told = {entry["added"] for entry in case["follow_up"] if entry.get("added") and entry["added"] > added}
        found += [("followed", day, case) for day in told]
        if added:
            found.append(("added", added, case))
        if case["updated"] and case["updated"] > added and case["updated"] not in told:
            found.append(("changed", case["updated"], case))
    return found


def since_meeting(ledger: Ledger, place: Place) -> str:
    """The last day of the last meeting that was over; it is what the page says."""
    since = max((last_day(date) for date in ledger.meetings if last_day(date) < TODAY), default="")
    assert place.marked("data-since") == since
    return since


def of_place(ledger: Ledger, place: Place, kind: str) -> list[Case]:
    """The news of a kind in the period that a number speaks of, once each time something happened."""
    news = [(day, case) for what, day, case in all_news(ledger) if what == kind]
    month = place.record[:7] if not place.is_index else "".join(place.linked("neu"))
    if place.marked("data-day"):
        return [case for day, case in news if day == place.marked("data-day")]
    if month:
        return [case for day, case in news if day[:7] == month]
    since = since_meeting(ledger, place)
    return [case for day, case in news if day > since]


def in_entry(ledger: Ledger, place: Place) -> list[Case]:
    """New cases of the topic whose folded list the number stands in, and in an entry of it those of its measure."""
    topic = next(node for node in place.node.around() if node.tag == "details").attributes["id"].removeprefix("neu-")
    cases = [case for case in of_place(ledger, place, "added") if topic_of(ledger, case) == topic]
    if not place.inside("li"):
        return cases
    measure = "".join(place.linked("massnahmen"))
    return [case for case in cases if (case["measure"] if case["measure"] in ledger.measures else "") == measure]


def topic_of(ledger: Ledger, case: Case) -> str:
    found: str = ledger.measures[case["measure"]]["topic"] if case["measure"] in ledger.measures else case["topic"]
    return found


@counts_of("news_added", "news_followed", "news_changed", "news_withdrawn")
def _news(ledger: Ledger, place: Place) -> int:
    if place.inside("details") and place.is_index and not place.linked("neu"):
        return len(in_entry(ledger, place))
    return len(of_place(ledger, place, place.what.removeprefix("news_")))


@counts_of("news_topic")
def _news_topic(ledger: Ledger, place: Place) -> int:
    return len(in_entry(ledger, place))


@counts_of("news_more")
def _news_more(ledger: Ledger, place: Place) -> int:
    return len(in_entry(ledger, place)) - len(place.linked("faelle"))


@counts_of("news_towns")
def _news_towns(ledger: Ledger, place: Place) -> int:
    return len(ledger.towns(of_place(ledger, place, "added")))


@counts_of("news_measures")
def _news_measures(ledger: Ledger, place: Place) -> int:
    return len({case["measure"] for case in of_place(ledger, place, "added") if case["measure"]})


# Headlines


def said(tally: dict[str, Any]) -> tuple[object, ...]:
    return tally["m"], tally["modes"], tally["experiences"], tally["words"]


def kind_of_move(ledger: Ledger, measure: str, since: str, until: str) -> str:
    before, after = ledger.on(since).tally(measure), ledger.on(until).tally(measure)
    if said(before) == said(after):
        return ""
    return "first" if not before["m"] else "words" if before["words"] != after["words"] else "counts"


@counts_of("moved_words", "moved_counts", "moved_first")
def _moved(ledger: Ledger, place: Place) -> int:
    if place.kind == "bericht":
        since, until = f"{int(place.record) - 1}-12-31", f"{place.record}-12-31"
    elif place.is_index:
        since, until = since_meeting(ledger, place), max(day for _, day, _ in all_news(ledger))
    else:
        day, month, year = place.section.split(" ")
        until = f"{year}-{MONTHS.index(month) + 1:02}-{int(day.strip('.')):02}"
        since = max((day for _, day, _ in all_news(ledger) if day < until), default="")
    return [kind_of_move(ledger, measure, since, until) for measure in ledger.measures].count(place.what.removeprefix("moved_"))


def standing(ledger: Ledger, measure: str) -> dict[str, str]:
    tally = ledger.tally(measure)
    ids = (*tally["latest"].values(), *(id for ids in tally["divided"].values() for id in ids))
    return {id: outcome(ledger.case[id]) for id in ids}


@counts_of("movers_more")
def _movers_more(ledger: Ledger, place: Place) -> int:
    measure = place.linked("massnahmen")[0]
    before = standing(ledger.on(str(place.marked("data-since"))), measure)
    now = standing(ledger.on(str(place.marked("data-until"))), measure)
    return sum(before.get(id) != end for id, end in now.items()) - len(place.linked("faelle"))
