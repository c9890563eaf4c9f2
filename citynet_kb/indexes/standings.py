"""Whether a measure still exists in each town, and the date of that knowledge."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

from citynet_kb.indexes.counting import effective_outcome, recency
from citynet_kb.model import CaseStudy, Confidence, Kind, Outcome, Term
from citynet_kb.model.values import first_day


class Standing(Term):
    """Whether a measure still exists in one town (Stand)."""

    RUNNING = ("laeuft", "läuft", "Hat begonnen, ein Ende ist nicht bekannt oder steht noch bevor.")
    ENDED = ("beendet", "beendet", "Das Ende ist erreicht oder die Maßnahme wurde eingestellt.")
    NEVER_BEGUN = ("nie-begonnen", "kam nicht zustande", "Wurde nie umgesetzt.")
    UNKNOWN = ("stand-unbekannt", "nicht bekannt", "Ob es die Maßnahme noch gibt, ist nicht bekannt.")


class DateFrom(Term):
    """Where the date of a standing comes from (Stand wann)."""

    FOLLOW_UP = ("nachschau", "Nachschau", "Tag der letzten Nachschau.")
    CONFIRMED = ("bestaetigt", "von der Stadt bestätigt", "Tag der Bestätigung durch die Stadt.")
    UPDATED = ("geaendert", "Fall geändert", "Tag der letzten Änderung des Falls.")
    ADDED = ("aufgenommen", "Fall aufgenommen", "Tag, an dem der Fall aufgenommen wurde.")
    SOURCE = ("quelle", "neueste Quelle", "Datum der neuesten Quelle.")
    PERIOD = ("zeitraum", "Zeitraum", "Letztes bekanntes Datum des Zeitraums.")


@dataclass(frozen=True)
class TownStanding:
    """What was last known of a measure in one town. `date` is a partial date; empty, and `date_from` None, where none is known."""

    case: CaseStudy
    standing: Standing
    date: str
    date_from: DateFrom | None


def standings(cases: Iterable[CaseStudy]) -> tuple[TownStanding, ...]:
    """The standing of each named town by its newest case, open ones included, withdrawn and weakly sourced ones not; by town."""
    by_town: defaultdict[str, list[CaseStudy]] = defaultdict(list)
    for case in cases:
        if not case.withdrawn and not case.is_anonymous and case.confidence is not Confidence.LOW:
            by_town[case.city].append(case)
    return tuple(_town_standing(max(by_town[town], key=recency)) for town in sorted(by_town))


def _town_standing(case: CaseStudy) -> TownStanding:
    date, date_from = _known_on(case)
    return TownStanding(case, _standing(case), date, date_from)


def _standing(case: CaseStudy) -> Standing:
    """Running: begun, no setback, and no end that has passed. A measure without effect may go on: unknown if it has no end."""
    outcome, period = effective_outcome(case), case.period
    if outcome is Outcome.NEVER_REALISED:
        return Standing.NEVER_BEGUN
    if outcome is Outcome.DISCONTINUED or _end_reached(case):
        return Standing.ENDED
    return Standing.RUNNING if period and period.start and not outcome.is_setback else Standing.UNKNOWN


def _end_reached(case: CaseStudy) -> str | None:
    """The end of the period, unless it lies after the day on which the case was last written."""
    end = case.period.end if case.period else None
    written = case.updated or case.added
    return end if end and (not written or first_day(end) <= written) else None


def _known_on(case: CaseStudy) -> tuple[str, DateFrom | None]:
    """The newest follow-up, else the town's confirmation, else the last change, else the entry, else the newest source.

    A documented case is known as of its newest source or the last date of its period, whichever is later, before change and entry:
    the day on which a newspaper report was entered says nothing about the town.
    """
    asked = ((max((entry.date for entry in case.follow_up), default=""), DateFrom.FOLLOW_UP), (case.confirmed, DateFrom.CONFIRMED))
    filed = ((case.updated, DateFrom.UPDATED), (case.added, DateFrom.ADDED))
    source = (max((source.date for source in case.sources if source.date), default=""), DateFrom.SOURCE)
    happened = max(source, (_last_event(case), DateFrom.PERIOD), key=itemgetter(0))
    known = (*asked, happened, *filed) if case.kind is Kind.DOCUMENTED else (*asked, *filed, source)
    return next(((date, origin) for date, origin in known if date), ("", None))


def _last_event(case: CaseStudy) -> str:
    """The last date of the period that has passed; empty if there is none."""
    start = case.period.start if case.period else None
    return _end_reached(case) or start or ""
