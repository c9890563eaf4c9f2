"""What came, changed and was withdrawn, by day: computed from the records alone, so that a build needs no history of files.

A case is new on the day of its entry (`added`). What became of it is told on the day on which the follow-up was entered; one that came with
its case is no news of its own. A change (`updated`) is named where no follow-up explains it. Of a withdrawn case only that remains.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from math import ceil
from types import MappingProxyType

from citynet_kb.indexes.listings import last_happened_first
from citynet_kb.model import ANONYMOUS, CaseStudy, Term, addresses
from citynet_kb.model.case_parts import FollowUp


class NewsKind(Term):
    """What happened to a case in the knowledge base."""

    ADDED = ("neu", "Neu", "Der Fall ist dazugekommen.")
    FOLLOWED = ("nachgefasst", "Nachgefasst", "Es ist bekannt geworden, was daraus wurde.")
    CHANGED = ("geaendert", "Geändert", "Angaben wurden berichtigt oder ergänzt.")
    WITHDRAWN = ("zurueckgezogen", "Zurückgezogen", "Der Fall zählt nicht mehr; nur der Grund bleibt stehen.")


_PLACE = MappingProxyType({kind: place for place, kind in enumerate(NewsKind)})


@dataclass(frozen=True)
class News:
    """One thing that happened to one case on one day. `follow_ups` are those entered that day, in the order of the file."""

    kind: NewsKind
    day: str
    case: CaseStudy
    follow_ups: tuple[FollowUp, ...] = ()

    @property
    def key(self) -> str:
        """What names it for good: a record that was moved keeps the id under which it was first known."""
        return f"{(*self.case.aliases, self.case.id)[0]}/{self.kind.value}"


MOST_NEWS_ON_A_PAGE = 200


@dataclass(frozen=True)
class NewsOfPeriod:
    """News of a month, or since a day; the newest day first."""

    news: tuple[News, ...] = ()
    _by_kind: Mapping[NewsKind, tuple[News, ...]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, news: Iterable[News]) -> "NewsOfPeriod":
        """These news, in their order."""
        every = tuple(news)
        by_kind: defaultdict[NewsKind, list[News]] = defaultdict(list)
        for one in every:
            by_kind[one.kind].append(one)
        return cls(every, MappingProxyType({kind: tuple(ones) for kind, ones in by_kind.items()}))

    def of_kind(self, kind: NewsKind) -> tuple[News, ...]:
        """Those of one kind."""
        return self._by_kind.get(kind, ())

    def parts(self, month: str) -> tuple[str, ...]:
        """The pages that hold the news of a month."""
        first = addresses.news_month(month)
        further = range(2, ceil(len(self.news) / MOST_NEWS_ON_A_PAGE) + 1)
        return first, *(addresses.further_part(first, number) for number in further)

    @property
    def towns(self) -> int:
        """Named towns of new cases."""
        return len({one.case.city for one in self.of_kind(NewsKind.ADDED)} - {ANONYMOUS})

    @property
    def measures(self) -> int:
        """Measures of new cases."""
        return len({one.case.measure for one in self.of_kind(NewsKind.ADDED)} - {None})


def news_of(cases: Iterable[CaseStudy]) -> tuple[News, ...]:
    """All news, the newest day first; of a day new cases before follow-ups, changes and withdrawals, what happened last first."""
    every = tuple(cases)
    order = {case.id: place for place, case in enumerate(last_happened_first(every))}
    found = sorted((one for case in every for one in _of_case(case)), key=lambda one: one.case.id)
    found.sort(key=lambda one: (_PLACE[one.kind], order.get(one.case.id, len(order))))
    return tuple(sorted(found, key=lambda one: one.day, reverse=True))


def after(news: Iterable[News], day: str) -> NewsOfPeriod:
    """What happened after a day."""
    return NewsOfPeriod.of(one for one in news if one.day > day)


def by_month(news: Iterable[News]) -> Mapping[str, NewsOfPeriod]:
    """YYYY-MM → its news; the newest month first, months without any left out."""
    return MappingProxyType({month: NewsOfPeriod.of(ones) for month, ones in groupby(news, key=lambda one: one.day[:7])})


def _of_case(case: CaseStudy) -> Iterator[News]:
    if case.withdrawn:
        yield News(NewsKind.WITHDRAWN, case.withdrawn.date, case)
        return
    if case.added:
        yield News(NewsKind.ADDED, case.added, case)
    entered: defaultdict[str, list[FollowUp]] = defaultdict(list)
    for entry in case.follow_up:
        if entry.added and entry.added > (case.added or ""):
            entered[entry.added].append(entry)
    yield from (News(NewsKind.FOLLOWED, day, case, tuple(entries)) for day, entries in sorted(entered.items()))
    if case.updated and case.updated > (case.added or "") and case.updated not in entered:
        yield News(NewsKind.CHANGED, case.updated, case)


def known_on(case: CaseStudy, day: str) -> CaseStudy | None:
    """The case with the follow-ups that were entered by the end of that day; None where it was not there yet. A withdrawn one never was.

    A follow-up without a day of entry came with its case, a case without one was always there.
    """
    entered = case.added or ""
    if case.withdrawn or entered > day:
        return None
    known = tuple(entry for entry in case.follow_up if (entry.added or entered) <= day)
    return case if len(known) == len(case.follow_up) else case.model_copy(update={"follow_up": known})


def moving_days(case: CaseStudy) -> tuple[str, ...]:
    """The days on which the case could move a count: of its entry and of its follow-ups, each once, the newest first."""
    if case.withdrawn:
        return ()
    days = {day for day in (case.added, *(entry.added for entry in case.follow_up)) if day}
    return tuple(sorted(days, reverse=True))
