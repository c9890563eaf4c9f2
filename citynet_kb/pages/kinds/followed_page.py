"""What became of cases: what was told later, which are to be asked about again, and how long measures are known to have lasted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from citynet_kb.indexes import Inquiry, Lasting, german_order, inquiries, lasting
from citynet_kb.indexes.confirmations import STEPS
from citynet_kb.indexes.lasting import LEAST_TOWNS, YEARS
from citynet_kb.model import ANONYMOUS, CaseStudy, Outcome, addresses
from citynet_kb.model.case_parts import FollowUp
from citynet_kb.model.values import last_day
from citynet_kb.pages import german
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.named import Named

MOST_LINES, MOST_TOWNS, MOST_CASES, MOST_ROWS = 80, 40, 5, 20
"""What the page shows at most: follow-ups, towns to ask, cases of one of them, measures. The pages of the records hold the others."""


@dataclass(frozen=True)
class FollowedLine:
    """What was told later of a case, on a date in words. `outcome` where it changed; `edition`: the year of one that was cancelled."""

    date: str
    line: CaseLine
    note: str
    outcome: Outcome | None
    edition: str


@dataclass(frozen=True)
class YearOfFollowUps:
    """All of a year; `lines` are those that are shown."""

    year: str
    total: int
    lines: tuple[FollowedLine, ...]


@dataclass(frozen=True)
class TownToAsk:
    """A town with cases of which nothing has been heard for a while, each with the year of the last news; `has_more` than are shown."""

    town: Named
    cases: tuple[tuple[CaseLine, str], ...]
    has_more: bool


@dataclass(frozen=True)
class LastingRow:
    """A measure, and what is known of it after each of the years."""

    measure: Named
    after: tuple[Lasting, ...]


@dataclass(frozen=True)
class FollowedView:
    """All that the page says. `rows` = the measures of most towns; `others` = those of at least `least`, and `fewer` those of fewer towns.

    `steps`: of how many cases nothing was heard for so many months, but not yet until the next step.
    """

    entries: int
    cases: int
    towns: int
    years: tuple[YearOfFollowUps, ...]
    steps: tuple[tuple[int, int], ...]
    asked: int
    asked_towns: int
    to_ask: tuple[TownToAsk, ...]
    after_years: tuple[int, ...]
    rows: tuple[LastingRow, ...]
    others: int
    fewer: int
    least: int = LEAST_TOWNS


def followed_page(context: BuildContext) -> Iterator[Draft]:
    """The one page."""
    present = [case for case in context.base.cases.values() if not case.withdrawn]
    told = [(case, entry) for case in present for entry in case.follow_up]
    open_ones = inquiries(present, context.today)
    rows = [row for slug in context.base.measures if (row := _row(context, slug)).after[0].started]
    shown = [row for row in rows if row.after[0].started >= LEAST_TOWNS]
    view = FollowedView(
        entries=len(told),
        cases=len({case.id for case, _ in told}),
        towns=len({case.city for case, _ in told} - {ANONYMOUS}),
        years=tuple(_years(context, told)),
        steps=tuple((step, sum(one.months == step for one in open_ones)) for step in STEPS),
        asked=len(open_ones),
        asked_towns=len({one.case.city for one in open_ones}),
        to_ask=tuple(_to_ask(context, open_ones))[:MOST_TOWNS],
        after_years=YEARS,
        rows=tuple(sorted(shown, key=_most_towns_first))[:MOST_ROWS],
        others=max(len(shown) - MOST_ROWS, 0),
        fewer=len(rows) - len(shown),
    )
    meta = PageMeta(description=description(addresses.FOLLOWED), section=addresses.section(addresses.MEETINGS), layout="wide")
    yield Draft(addresses.FOLLOWED, "followed.md.j2", view, meta)


def _years(context: BuildContext, told: Iterable[tuple[CaseStudy, FollowUp]]) -> Iterator[YearOfFollowUps]:
    """The newest first; of one day by case."""
    by_case = sorted(told, key=lambda pair: pair[0].id)
    ordered = sorted(by_case, key=lambda pair: last_day(pair[1].date), reverse=True)
    room = MOST_LINES
    for year, pairs in groupby(ordered, key=lambda pair: pair[1].date[:4]):
        every = tuple(pairs)
        yield YearOfFollowUps(year, len(every), tuple(_line(context, case, entry) for case, entry in every[:room]))
        room = max(room - len(every), 0)


def _line(context: BuildContext, case: CaseStudy, entry: FollowUp) -> FollowedLine:
    is_edition = entry.outcome is Outcome.CANCELLED
    outcome, edition = (None, entry.date[:4]) if is_edition else (entry.outcome, "")
    return FollowedLine(german.day(entry.date), context.lines[case.id], entry.note, outcome, edition)


def _to_ask(context: BuildContext, open_ones: Iterable[Inquiry]) -> Iterator[TownToAsk]:
    """Towns by name."""
    towns = context.base.cities
    named = sorted((one for one in open_ones if one.case.city in towns), key=lambda one: german_order(towns[one.case.city].name))
    for city, ones in groupby(named, key=lambda one: one.case.city):
        cases = tuple((context.lines[one.case.id], one.since[:4]) for one in ones)
        yield TownToAsk(Named(city, towns[city].name), cases[:MOST_CASES], len(cases) > MOST_CASES)


def _row(context: BuildContext, slug: str) -> LastingRow:
    measure = context.base.measures[slug]
    return LastingRow(Named(slug, measure.name), lasting(context.base.cases_by_measure.get(slug, ()), context.today))


def _most_towns_first(row: LastingRow) -> tuple[int, tuple[str, str], str]:
    return -row.after[0].started, german_order(row.measure.name), row.measure.id
