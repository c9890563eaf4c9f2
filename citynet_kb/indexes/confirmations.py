"""When it was last confirmed what a case says, by whom, and when it is time to ask again."""

from collections.abc import Iterable
from dataclasses import dataclass

from citynet_kb.model import CaseStudy, Kind, Term
from citynet_kb.model.endings import may_run, newest_source
from citynet_kb.model.values import last_day, months_after

STEPS = (6, 18, 36)
"""Months after which somebody is asked what became of a case."""


class ConfirmedBy(Term):
    """Who or what says how a case stands."""

    TOWN = ("stadt", "von der Stadt", "Die Stadt hat den Fall bestätigt.")
    FOLLOW_UP = ("nachtrag", "durch einen Nachtrag", "Jemand hat nachgetragen, was daraus wurde.")
    REPORT = ("bericht", "durch den Bericht der Stadt", "Die Stadt hat den Fall eingereicht.")
    SOURCE = ("quelle", "durch eine Quelle", "Eine datierte Quelle berichtet davon.")


@dataclass(frozen=True)
class Confirmation:
    """The newest of all that confirms a case, with its date as precise as it is known."""

    date: str
    by: ConfirmedBy


@dataclass(frozen=True)
class Inquiry:
    """A case about which somebody is to be asked: on `day`, so many `months` after the newest of confirmation, start and end (`since`).

    Where no date is known, `since` is empty, and the months run from the day of entry.
    """

    case: CaseStudy
    since: str
    months: int
    day: str


def last_confirmed(case: CaseStudy) -> Confirmation | None:
    """The newest of the town's word, follow-ups, the report of the town itself and dated sources; None where nothing has a date.

    The day on which somebody entered a documented case is none of them: it says nothing about the case.
    """
    told = max((entry.date for entry in case.follow_up), key=last_day, default="")
    reported = "" if case.kind is Kind.DOCUMENTED else case.added or ""
    dates = (case.confirmed or "", told, reported, newest_source(case))
    found = [Confirmation(date, by) for date, by in zip(dates, ConfirmedBy, strict=True) if date]
    return max(found, key=lambda one: last_day(one.date), default=None)  # of equal days the first: the town's word weighs most


def inquiry(case: CaseStudy, today: str) -> Inquiry | None:
    """The newest step that has come by `today`; None where it is too early, or where nothing can still become of it."""
    if case.withdrawn or case.is_anonymous or not may_run(case):
        return None
    confirmed, period = last_confirmed(case), case.period
    dates = (confirmed.date if confirmed else "", (period.start or "") if period else "", (period.end or "") if period else "")
    since = max((last_day(date) for date in dates if date), default="")
    begin = since or case.added or ""
    days = [(months, months_after(begin, months)) for months in STEPS] if begin else []
    come = [(months, day) for months, day in days if day <= today]
    return Inquiry(case, since, *come[-1]) if come else None


def inquiries(cases: Iterable[CaseStudy], today: str) -> tuple[Inquiry, ...]:
    """All of them, the longest silence first."""
    found = filter(None, (inquiry(case, today) for case in cases))
    return tuple(sorted(found, key=lambda one: (-one.months, one.day, one.case.id)))


def of_this_month(found: Iterable[Inquiry], today: str) -> tuple[Inquiry, ...]:
    """Those whose step came within the month before today: who asks monthly asks each step once."""
    return tuple(one for one in found if months_after(one.day, 1) > today)
