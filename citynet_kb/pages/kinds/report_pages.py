"""The report of each year with enough cases: what was tried, what did not succeed and why, what was learned, which headlines moved."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from citynet_kb.indexes import MoveKind, YearOfCases, german_order, last_happened_first, moves_between
from citynet_kb.indexes.reason_counts import reasons
from citynet_kb.indexes.years_of_cases import LEAST_TOWNS
from citynet_kb.model import CaseStudy, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.hurdle_lines import lesson
from citynet_kb.pages.views.measure_answers import ReasonTowns, reason_towns
from citynet_kb.pages.views.measure_facts import Groups, outcome_groups
from citynet_kb.pages.views.move_lines import MoveCounts, MoveLine, move_line
from citynet_kb.pages.views.named import Named

MOST_OF_TOPIC, MOST_FAILED, MOST_LESSONS, MOST_MOVES = 20, 60, 24, 30
"""What a report tells at most: cases of a topic, cases that did not succeed, lessons, headlines."""
SECTION = addresses.section(addresses.MEETINGS)


@dataclass(frozen=True)
class YearCounts:
    """Numbers of a year: cases that began in it, and their towns; cases that did not succeed in it, and their towns; cases entered."""

    begun: int
    towns: int
    failed: int
    failed_towns: int
    entered: int

    @classmethod
    def of(cls, year: YearOfCases) -> "YearCounts":
        """The numbers of this year."""
        return cls(
            begun=len(year.begun),
            towns=len({case.city for case in year.begun}),
            failed=len(year.failed),
            failed_towns=len({case.city for case in year.failed}),
            entered=len(year.entered),
        )


@dataclass(frozen=True)
class TopicOfYear:
    """What was tried in a topic: all in number, the first of them as lines."""

    topic: Named
    total: int
    lines: tuple[CaseLine, ...]


@dataclass(frozen=True)
class FailedLine:
    """A case that did not succeed, with the reasons that it names."""

    line: CaseLine
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class ReportView:
    """One year. `is_running`: it is not over; `until`, `since`: headlines at the end of these days are compared (YYYY-MM-DD).

    `outcomes`: how what began in it ended, in cases; `moves` tells of headlines that were there before, `first` names the measures of which
    something was known for the first time. `list_uri`: the list of all cases that began in it; empty where there is none.
    """

    year: str
    is_running: bool
    counts: YearCounts
    outcomes: Groups
    topics: tuple[TopicOfYear, ...]
    list_uri: str
    failed: tuple[FailedLine, ...]
    reasons: tuple[ReasonTowns, ...]
    lessons: tuple[tuple[str, CaseLine], ...]
    has_more_lessons: bool
    since: str
    moved: MoveCounts
    moves: tuple[MoveLine, ...]
    first: tuple[Named, ...]
    earlier: str
    later: str


@dataclass(frozen=True)
class ReportsView:
    """All years with a report, the newest first."""

    years: tuple[tuple[str, YearCounts], ...]
    least: int = LEAST_TOWNS


def report_pages(context: BuildContext) -> Iterator[Draft]:
    """All of them, and the page that leads to them."""
    years = tuple((year.year, YearCounts.of(year)) for year in context.years.values())
    meta = PageMeta(description=description(addresses.REPORTS), section=SECTION, layout="wide")
    yield Draft(addresses.REPORTS, "reports.md.j2", ReportsView(years), meta)
    around = ("", *context.years, "")
    for (later, _), (year, earlier) in zip(pairwise(around), pairwise(around[1:]), strict=False):
        yield _page(context, context.years[year], earlier, later)


def _page(context: BuildContext, year: YearOfCases, earlier: str, later: str) -> Draft:
    since = f"{int(year.year) - 1:04}-12-31"
    moves = moves_between(context.base, since, f"{year.year}-12-31") if year.entered else ()
    known = [move for move in moves if move.kind is not MoveKind.FIRST]
    lessons = tuple(_lessons(context, year))
    view = ReportView(
        year=year.year,
        is_running=year.year == context.today[:4],
        counts=YearCounts.of(year),
        outcomes=outcome_groups(context.indexes.outcomes[case.id] for case in year.begun),
        topics=tuple(_topics(context, year.begun)),
        list_uri=addresses.of_value(context.indexes.facets["jahr"].facet, year.year) if year.begun else "",
        failed=tuple(_failed(context, year.failed))[:MOST_FAILED],
        reasons=reason_towns(context, reasons(year.failed).setbacks),
        lessons=lessons[:MOST_LESSONS],
        has_more_lessons=len(lessons) > MOST_LESSONS,
        since=since,
        moved=MoveCounts.of(moves),
        moves=tuple(move_line(context, move) for move in known[:MOST_MOVES]),
        first=tuple(Named(move.measure.id, move.measure.name) for move in moves if move.kind is MoveKind.FIRST),
        earlier=earlier,
        later=later,
    )
    meta = PageMeta(description=f"{description(addresses.REPORTS)} {year.year}", section=SECTION, layout="wide")
    return Draft(addresses.yearly_report(year.year), "report.md.j2", view, meta)


def _topics(context: BuildContext, cases: Iterable[CaseStudy]) -> Iterator[TopicOfYear]:
    """Topics by name; within one by measure and town."""

    def place(case: CaseStudy) -> tuple[object, ...]:
        line = context.lines[case.id]
        return *_topic_order(context, case), german_order(line.measure), german_order(line.town), case.id

    for _, ones in groupby(sorted(cases, key=place), key=lambda case: _topic_order(context, case)):
        every = tuple(ones)
        topic = context.base.topics.get(every[0].topic)
        yield TopicOfYear(Named(topic.id, topic.name) if topic else Named("", ""), len(every), context.lines_of(every[:MOST_OF_TOPIC]))


def _topic_order(context: BuildContext, case: CaseStudy) -> tuple[object, ...]:
    topic = context.base.topics.get(case.topic)
    return german_order(topic.name if topic else ""), topic.id if topic else ""


def _failed(context: BuildContext, cases: Iterable[CaseStudy]) -> Iterator[FailedLine]:
    for case in last_happened_first(cases):
        yield FailedLine(context.lines[case.id], tuple(reason.label for reason in case.failure_reasons if reason.is_specific))


def _lessons(context: BuildContext, year: YearOfCases) -> Iterator[tuple[str, CaseLine]]:
    """Of each town one: what did not succeed speaks first."""
    told: set[str] = set()
    failed = {case.id for case in year.failed}
    for case in sorted(last_happened_first(year.happened), key=lambda case: case.id not in failed):
        words = lesson(case)
        if words and case.city not in told:
            told.add(case.city)
            yield words, context.lines[case.id]
