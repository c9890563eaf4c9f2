"""Who could reach a goal together: open calls, who plans or runs the same now, and which of them lie near enough to share something.

Everything holds for one day, `today` as YYYY-MM-DD: what is planned begins later, what runs was heard of within three years, and a call is
open until its day is over.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

from citynet_kb.indexes.contacts import contact_of
from citynet_kb.indexes.mentor_offers import MentorOffer, mentor_offers
from citynet_kb.indexes.order import german_order
from citynet_kb.indexes.similarity import EARTH_RADIUS_KM, FAR_KM, Position, kilometres, position
from citynet_kb.indexes.standings import Standing, standing_of
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import Cadence, Call, CaseStudy, Contact, Office, Outcome, Term
from citynet_kb.model.endings import effective_outcome, is_trusted, newest, newest_source
from citynet_kb.model.values import first_day, last_day

TENDER_KM, LOAN_KM, PROGRAMME_KM = 150, 75, FAR_KM
"""Up to which distance, as the crow flies, towns may tender together, lend each other equipment, share artists."""
TENDER_MONTHS = 12
"""Months between two beginnings up to which one tender, or one programme, may serve both."""
PARTNERS_NAMED = 3
"""Towns that are named beside a call, since they plan or run the same."""
_RUNS = (Outcome.SUCCESSFUL, Outcome.PARTLY, Outcome.OPEN)
_EVENTS = (Cadence.ONCE, Cadence.RECURRING)
_FOR_A_TIME = (*_EVENTS, Cadence.LIMITED)


class Stage(Term):
    """How far a town is with a measure today."""

    PLANNED = ("geplant", "geplant", "Beginnt erst nach heute.")
    RUNNING = ("laeuft", "läuft", "Lief, als zuletzt davon zu hören war, vor weniger als drei Jahren, und ein Ende ist nicht bekannt.")


class Together(Term):
    """What two towns could do together."""

    TENDER = ("ausschreiben", "gemeinsam ausschreiben", "Beide planen es, mit höchstens zwölf Monaten zwischen den Anfängen.")
    LOAN = ("ausleihen", "Material ausleihen", "Eine plant es, die andere hat es schon und braucht es nur zeitweise.")
    PROGRAMME = ("programm", "Künstler und Programm teilen", "Beide richten es als Veranstaltung aus, zur selben Zeit.")


@dataclass(frozen=True)
class Undertaking:
    """What one town plans or runs. `date` = the beginning of a plan, of what runs the newest news: a partial date."""

    case: CaseStudy
    stage: Stage
    date: str


@dataclass(frozen=True)
class Partner:
    """A town with the same plan or practice, and how far away it is: None where that is not known."""

    undertaking: Undertaking
    kilometres: int | None


@dataclass(frozen=True)
class OpenCall:
    """A call that is open today, whom to ask (None where no office is known), and who plans or runs the same, the nearest first."""

    case: CaseStudy
    call: Call
    who: Office | Contact | None
    partners: tuple[Partner, ...]


@dataclass(frozen=True)
class Proposal:
    """Two towns that could share something; `kilometres` between them, rounded to 10, at least 10."""

    measure: str
    one: Undertaking
    other: Undertaking
    kilometres: int
    kinds: tuple[Together, ...]


@dataclass(frozen=True)
class PartnerBoard:
    """All of it, as of one day."""

    calls: tuple[OpenCall, ...]
    """Those that end first come first."""
    calls_of_town: Mapping[str, tuple[OpenCall, ...]]
    calls_of_measure: Mapping[str, tuple[OpenCall, ...]]
    """The same by town, and by the measure that their case names; without any it is absent."""
    doing: Mapping[str, tuple[Undertaking, ...]]
    """Measure → what towns plan or run, larger towns first; measures with most towns first, absent without any."""
    proposals: tuple[Proposal, ...]
    """The nearest towns first."""
    mentors: tuple[MentorOffer, ...]


def partner_board(base: KnowledgeBase, today: str) -> PartnerBoard:
    """The board of one day."""
    found = {id: _in_order(base, undertakings(base.cases_by_measure.get(id, ()), today)) for id in base.measures}
    doing = {id: ones for id, ones in found.items() if ones}
    order = sorted(doing, key=lambda id: (-len(towns_of(doing[id])), german_order(base.measures[id].name), id))
    places = {id: position(city) for id, city in base.cities.items()}
    proposals = (one for id in order for one in _proposals(id, doing[id], places))
    calls = tuple(_calls(base, doing, places, today))
    return PartnerBoard(
        calls=calls,
        calls_of_town=_grouped((one.case.city, one) for one in calls),
        calls_of_measure=_grouped((one.case.measure or "", one) for one in calls),
        doing=MappingProxyType({id: doing[id] for id in order}),
        proposals=tuple(sorted(proposals, key=lambda one: (one.kilometres, one.measure, one.one.case.id, one.other.case.id))),
        mentors=tuple(mentor_offers(base)),
    )


def towns_of(ones: Iterable[Undertaking]) -> tuple[str, ...]:
    """The ids of the towns, each once, in their order."""
    return tuple(dict.fromkeys(one.case.city for one in ones))


def is_open(call: Call, today: str) -> bool:
    """Whether its last day is not over."""
    return call.until >= today


def every_call(base: KnowledgeBase) -> tuple[tuple[CaseStudy, Call], ...]:
    """The calls of named towns, those that are over too; the one that ends first comes first. Withdrawn cases make none."""
    named = (case for case in base.cases.values() if case.looking_for and not case.withdrawn and not case.is_anonymous)
    found = ((case, call) for case in named for call in case.looking_for)
    return tuple(sorted(found, key=lambda one: (one[1].until, one[0].id, one[1].what.value)))


def undertakings(cases: Iterable[CaseStudy], today: str) -> Iterator[Undertaking]:
    """What each town plans, and what it runs: of several cases that are no plan the newest speaks, as in all counts."""
    by_town: defaultdict[str, list[CaseStudy]] = defaultdict(list)
    for case in cases:
        if is_trusted(case):
            by_town[case.city].append(case)
    for _, ones in sorted(by_town.items()):
        known = {case.id: standing_of(case, today) for case in ones}
        plans = sorted(
            (case for case in ones if known[case.id].standing is Standing.PLANNED), key=lambda case: (known[case.id].date, case.id)
        )
        others = [case for case in ones if known[case.id].standing is not Standing.PLANNED]
        running = [case for case in (newest(others) if others else ()) if is_running(case, today)][:1]
        yield from (Undertaking(case, Stage.RUNNING, _last_heard(case)) for case in running)
        yield from (Undertaking(case, Stage.PLANNED, known[case.id].date) for case in plans[:1])


def is_running(case: CaseStudy, today: str) -> bool:
    """Whether it ran when somebody last wrote of it, less than three years ago, and no end is known that has passed.

    What missed its goals is left out, since nobody wants a partner for it; what has one occasion only runs while its period lasts.
    """
    standing, period = standing_of(case, today), case.period
    end = period.end if period else None
    if effective_outcome(case) not in _RUNS or (end and last_day(end) < today) or not standing.date or standing.is_old:
        return False
    if case.cadence is Cadence.ONCE:
        return bool(end and period and period.start and first_day(period.start) <= today)
    return standing.standing in (Standing.LAST_SEEN, Standing.OUTCOME_UNKNOWN)


def _last_heard(case: CaseStudy) -> str:
    """The newest of sources, follow-ups and beginning; of what has one occasion the standing would tell the end instead."""
    start = (case.period.start if case.period else None) or ""
    return max((newest_source(case), *(entry.date for entry in case.follow_up), start), key=lambda date: last_day(date) if date else "")


def _in_order(base: KnowledgeBase, ones: Iterable[Undertaking]) -> tuple[Undertaking, ...]:
    def rank(one: Undertaking) -> tuple[int, tuple[str, str], str, bool]:
        town, city = one.case.city, base.cities.get(one.case.city)
        return -((city.population if city else None) or 0), german_order(city.name if city else town), town, one.stage is Stage.PLANNED

    return tuple(sorted(ones, key=rank))


def _calls(
    base: KnowledgeBase, doing: Mapping[str, tuple[Undertaking, ...]], places: Mapping[str, Position | None], today: str
) -> Iterator[OpenCall]:
    for case, call in every_call(base):
        if not is_open(call, today):
            continue
        # of a town that runs it and plans more, the plan: it comes last
        others = {one.case.city: one for one in doing.get(case.measure or "", ()) if one.case.city != case.city}.values()
        partners = (Partner(one, _rounded(places.get(case.city), places.get(one.case.city))) for one in others)
        nearest = sorted(partners, key=lambda one: (one.kilometres is None, one.kilometres or 0))  # stable: larger towns first
        yield OpenCall(case, call, contact_of(case, base.cities), tuple(islice(nearest, PARTNERS_NAMED)))


def _grouped(calls: Iterable[tuple[str, OpenCall]]) -> Mapping[str, tuple[OpenCall, ...]]:
    groups: defaultdict[str, list[OpenCall]] = defaultdict(list)
    for key, call in calls:
        groups[key].append(call)
    return MappingProxyType({key: tuple(ones) for key, ones in groups.items()})


def _proposals(measure: str, ones: Iterable[Undertaking], places: Mapping[str, Position | None]) -> Iterator[Proposal]:
    """Pairs that lie near enough. From south to north, so that each is compared with those on about its latitude alone."""
    placed = ((place, one) for one in ones if (place := places.get(one.case.city)))
    northward = sorted(placed, key=lambda one: (one[0], one[1].case.id))
    reach = max(TENDER_KM, LOAN_KM, PROGRAMME_KM) / EARTH_RADIUS_KM
    for number, (place, one) in enumerate(northward):
        for further, other in northward[number + 1 :]:
            if further[0] - place[0] > reach:
                break
            distance = kilometres(place, further)
            kinds = () if one.case.city == other.case.city else tuple(_kinds(one, other, distance))
            if kinds:
                first, second = sorted((one, other), key=lambda side: side.case.id)
                yield Proposal(measure, first, second, _to_tens(distance), kinds)


def _kinds(one: Undertaking, other: Undertaking, distance: float) -> Iterator[Together]:
    stages = {one.stage, other.stage}
    cadences = {one.case.cadence, other.case.cadence}
    at_once = stages == {Stage.RUNNING} or (stages == {Stage.PLANNED} and _months_between(one.date, other.date) <= TENDER_MONTHS)
    if stages == {Stage.PLANNED} and at_once and distance <= TENDER_KM:
        yield Together.TENDER
    if len(stages) > 1 and cadences <= set(_FOR_A_TIME) and distance <= LOAN_KM:
        yield Together.LOAN
    if at_once and cadences <= set(_EVENTS) and distance <= PROGRAMME_KM:
        yield Together.PROGRAMME


def _months_between(one: str, other: str) -> int:
    """Of partial dates, each taken at its first day."""
    (year, month, _), (later, later_month, _) = (map(int, first_day(date).split("-")) for date in (one, other))
    return abs((later - year) * 12 + later_month - month)


def _rounded(one: Position | None, other: Position | None) -> int | None:
    return _to_tens(kilometres(one, other)) if one and other else None


def _to_tens(distance: float) -> int:
    return max(10, round(distance / 10) * 10)
