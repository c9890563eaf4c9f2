"""Whether a measure still exists in each town, as far as anybody wrote about it. The day of entry is no state of knowledge."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from citynet_kb.indexes.counting import latest_case
from citynet_kb.model import Cadence, CaseStudy, Outcome, Term
from citynet_kb.model.endings import effective_outcome, end_date, is_trusted, newest, newest_source
from citynet_kb.model.values import first_day, last_day

YEARS_UNTIL_OLD = 3
"""What was last written longer ago than this is shown as old."""


class Standing(Term):
    """What is said of a measure in one town (Gibt es das noch?). Where the date is known it follows the label."""

    PLANNED = ("geplant", "geplant", "Beginnt erst nach heute.")
    OUTCOME_UNKNOWN = (
        "ausgang-unbekannt",
        "Ausgang nicht bekannt",
        "Mit dem Datum der letzten Nachricht.",
    )
    NEVER_REALISED = ("kam-nicht-zustande", "kam nicht zustande", "War geplant und fand kein einziges Mal statt.")
    DISCONTINUED = ("eingestellt", "eingestellt", "Wurde aufgegeben.")
    EXPIRED = ("ausgelaufen", "ausgelaufen", "Endete wie vorgesehen oder wurde abgelöst.")
    CANCELLED = ("ausgefallen", "Ausgabe fiel aus", "Von der Reihe ist danach nichts bekannt.")
    ENDED_AS_PLANNED = ("planmaessig-beendet", "planmäßig beendet", "War auf Zeit angelegt, und die Zeit ist um.")
    TOOK_PLACE = ("fand-statt", "fand statt", "Ein Anlass oder eine Reihe mit bekanntem Ende.")
    RAN_UNTIL = ("lief-bis", "lief", "War auf Dauer angelegt und endete.")
    LAST_SEEN = ("zuletzt-belegt", "zuletzt belegt", "Datum der letzten Nachricht.")
    UNKNOWN = ("stand-unbekannt", "Stand nicht bekannt", "Kein Datum ist bekannt.")


@dataclass(frozen=True)
class TownStanding:
    """What is last known of a measure in one town. `date` is a partial date, empty where none is known."""

    case: CaseStudy
    standing: Standing
    date: str = ""
    is_old: bool = False
    """The last news is older than three years."""


def standings(cases: Iterable[CaseStudy], today: str) -> tuple[TownStanding, ...]:
    """The standing of each named town, by town: of the case that stands for it, else of its newest one of sufficient confidence."""
    by_town: defaultdict[str, list[CaseStudy]] = defaultdict(list)
    for case in cases:
        if is_trusted(case):
            by_town[case.city].append(case)
    spoken_of = (latest_case(by_town[town]) or newest(by_town[town])[0] for town in sorted(by_town))
    return tuple(standing_of(case, today) for case in spoken_of)


def standing_of(case: CaseStudy, today: str) -> TownStanding:
    """The first line that fits. `today` is YYYY-MM-DD; where no day is known, nothing is old."""
    outcome, start, ended = effective_outcome(case), case.period.start if case.period else None, end_date(case)
    if outcome is Outcome.OPEN and start and first_day(start) > today:
        return TownStanding(case, Standing.PLANNED, start)
    if outcome is Outcome.OPEN:
        return _last_seen(case, Standing.OUTCOME_UNKNOWN, today)
    if outcome is Outcome.CANCELLED:
        return _cancelled(case, ended, today)
    if outcome in _BY_OUTCOME:
        return TownStanding(case, _BY_OUTCOME[outcome], ended)
    end = case.period.end if case.period else None
    has_ended = bool(end) and last_day(end or "") < today
    if case.cadence and (has_ended or case.cadence is Cadence.ONCE):
        return TownStanding(case, _BY_CADENCE[case.cadence], ended)
    return _last_seen(case, Standing.LAST_SEEN, today)


_BY_OUTCOME = MappingProxyType(
    {
        Outcome.NEVER_REALISED: Standing.NEVER_REALISED,
        Outcome.DISCONTINUED: Standing.DISCONTINUED,
        Outcome.EXPIRED: Standing.EXPIRED,
    }
)
_BY_CADENCE = MappingProxyType(
    {
        Cadence.ONCE: Standing.TOOK_PLACE,
        Cadence.LIMITED: Standing.ENDED_AS_PLANNED,
        Cadence.RECURRING: Standing.TOOK_PLACE,
        Cadence.PERMANENT: Standing.RAN_UNTIL,
    }
)


def _cancelled(case: CaseStudy, edition: str, today: str) -> TownStanding:
    """Its newest cancelled edition, unless something else was told of the series since."""
    later = [entry.date for entry in case.follow_up if entry.outcome is Outcome.CANCELLED]
    newest_edition = max((edition, *later), key=_filled)
    if any(_filled(entry.date) > _filled(newest_edition) for entry in case.follow_up):
        return _last_seen(case, Standing.LAST_SEEN, today)
    return TownStanding(case, Standing.CANCELLED, newest_edition)


def _filled(date: str) -> str:
    return last_day(date) if date else ""


def _last_seen(case: CaseStudy, standing: Standing, today: str) -> TownStanding:
    dates = [newest_source(case), *(entry.date for entry in case.follow_up), (case.period.start if case.period else None) or ""]
    seen = max((date for date in dates if date), key=last_day, default="")
    if not seen:
        return TownStanding(case, Standing.UNKNOWN if standing is Standing.LAST_SEEN else standing)
    if not today:
        return TownStanding(case, standing, seen)
    year, rest = int(today[:4]) - YEARS_UNTIL_OLD, today[4:]
    return TownStanding(case, standing, seen, is_old=last_day(seen) < f"{year}{rest}")
