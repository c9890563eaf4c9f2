"""Calls, and what towns plan or run, in plain values."""

from collections.abc import Iterable
from dataclasses import dataclass

from citynet_kb.indexes import MentorOffer, OpenCall, Stage, Undertaking, is_open, towns_of
from citynet_kb.model import Call, CaseStudy, LookingFor, Outcome, Period
from citynet_kb.pages import german
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.named import Named
from citynet_kb.pages.views.offices import OfficeToAsk, TownWebsite, office_to_ask, website_of

TOWNS_SHOWN = 8
"""Of one measure; its page shows all."""


@dataclass(frozen=True)
class CallWords:
    """A call alone. `until` is its last day as YYYY-MM-DD, `until_words` the same in words."""

    what: LookingFor
    until: str
    until_words: str
    note: str
    is_over: bool


@dataclass(frozen=True)
class DoingLine:
    """What a town plans or runs. `start` is the beginning, of a plan in words, of what runs its year; `end` the year in which that is to
    end, `seen` that of the newest news. What is not known is empty.

    `kilometres` is the distance to the town of a call, None elsewhere and where it is not known.
    """

    line: CaseLine
    stage: Stage
    start: str
    end: str
    seen: str
    is_open: bool
    """Whether it is not known yet how it ends."""
    kilometres: int | None = None


@dataclass(frozen=True)
class CallLine:
    """A call with its case, and whom to ask: an office, else the website of the town, else neither."""

    call: CallWords
    line: CaseLine
    measure: Named | None
    office: OfficeToAsk | None
    website: TownWebsite | None
    partners: tuple[DoingLine, ...]


@dataclass(frozen=True)
class MentorLine:
    """An office that offers an hour. `subject` is what it says itself; `measure` is the one that is meant, if there is one."""

    town: Named
    office: OfficeToAsk
    subject: str
    measure: Named | None


@dataclass(frozen=True)
class SameMeasure:
    """A measure and the towns that plan or run it: their number, and the first of them."""

    measure: Named
    towns: int
    doing: tuple[DoingLine, ...]
    is_on_board: bool
    """Whether the page of the board has a place for it."""


def same_measure(context: BuildContext, measure: str) -> SameMeasure:
    """Of a measure that a town plans or runs."""
    ones = context.board.doing[measure]
    shown = tuple(doing_line(context, one) for one in ones[:TOWNS_SHOWN])
    named = Named(measure, context.base.measures[measure].name)
    return SameMeasure(named, len(towns_of(ones)), shown, measure in context.measures_on_board)


def call_words(calls: Iterable[Call], today: str) -> tuple[CallWords, ...]:
    """Calls in the order of their file, those that are over too."""
    return tuple(CallWords(one.what, one.until, german.day(one.until), one.note or "", not is_open(one, today)) for one in calls)


def doing_line(context: BuildContext, one: Undertaking, kilometres: int | None = None) -> DoingLine:
    """What a town plans or runs."""
    line, period = context.lines[one.case.id], one.case.period or Period()
    is_open = line.outcome is Outcome.OPEN
    if one.stage is Stage.PLANNED:
        return DoingLine(line, one.stage, german.day(one.date), "", "", is_open, kilometres)
    return DoingLine(line, one.stage, (period.start or "")[:4], (period.end or "")[:4], one.date[:4], is_open, kilometres)


def call_line(context: BuildContext, one: OpenCall) -> CallLine:
    """A call that is open."""
    city = context.base.cities.get(one.case.city)
    return CallLine(
        call=call_words((one.call,), context.today)[0],
        line=context.lines[one.case.id],
        measure=measure_named(context, one.case),
        office=office_to_ask(one.who) if one.who else None,
        website=website_of(city) if city else None,
        partners=tuple(doing_line(context, partner.undertaking, partner.kilometres) for partner in one.partners),
    )


def mentor_line(context: BuildContext, one: MentorOffer) -> MentorLine:
    """An office that offers an hour."""
    measure = context.base.measures.get(one.measure)
    return MentorLine(
        Named(one.city.id, one.city.name), office_to_ask(one.office), one.subject, Named(measure.id, measure.name) if measure else None
    )


def measure_named(context: BuildContext, case: CaseStudy) -> Named | None:
    """The measure of a case, if it has a record."""
    measure = context.base.measures.get(case.measure or "")
    return Named(measure.id, measure.name) if measure else None
