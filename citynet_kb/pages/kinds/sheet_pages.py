"""The Erfahrungsblatt: what is known of a measure on one page of A4, as an annex to a council paper; and the list of all of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from citynet_kb.indexes import Figure, MeasureSummary, german_order, last_happened_first
from citynet_kb.model import CaseStudy, SizeClass, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.asked_lines import asked_line
from citynet_kb.pages.views.both_sides import turn_of
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.cost_lines import figure_spreads
from citynet_kb.pages.views.evidence import whom_to_ask
from citynet_kb.pages.views.measure_answers import reason_towns, what_helped
from citynet_kb.pages.views.reminders import council_questions, reminders
from citynet_kb.pages.views.sheet import SheetSource, SheetTown, SheetView
from citynet_kb.pages.views.source_lines import source_lines
from citynet_kb.pages.views.town_standings import StandingLine, town_groups
from citynet_kb.pictures import qr_code

SECTION = addresses.section(addresses.SHEETS)
STYLES = ("assets/css/sheet.css",)
TOWNS_ON_FIRST_PAGE, LINES_ON_FIRST_PAGE = 12, 19
"""Lines of all their sentences together: with more the page is too short for what stands below."""
LINE, NAME, YEAR, INHABITANTS, PRIVATE, NEWER = 90, 27, 9, 14, 9, 75
"""Characters of a line on paper, and of a line of names; and how many the smaller words take."""
_LAST_SIZE = len(SizeClass)


@dataclass(frozen=True)
class SheetChoice:
    """A measure by its name. `towns` = named towns that tried it; `cases` = listed ones, anonymous ones included."""

    id: str
    name: str
    towns: int
    cases: int


@dataclass(frozen=True)
class SheetIndexView:
    """All measures, by name of their topic."""

    topics: tuple[tuple[str, tuple[SheetChoice, ...]], ...]


def sheet_pages(context: BuildContext) -> Iterator[Draft]:
    """The list, and one sheet for each measure, also where nothing is known yet. The search finds the page of the measure instead."""
    meta = PageMeta(description=description(addresses.SHEETS), section=SECTION, layout="wide", styles=STYLES)
    yield Draft(addresses.SHEETS, "sheets.md.j2", _index(context), meta)
    for slug, summary in context.indexes.measures.items():
        said = summary.measure.description or ""
        picture = addresses.link_picture(addresses.measure(slug))
        meta = PageMeta(description=said, section=SECTION, layout="sheet", is_searched=False, styles=STYLES, picture=picture)
        yield Draft(addresses.sheet(slug), "sheet.md.j2", _view(context, summary), meta)


def _index(context: BuildContext) -> SheetIndexView:
    topics = sorted(context.indexes.topics.values(), key=lambda summary: (german_order(summary.topic.name), summary.topic.id))
    named = ((one.topic.name, tuple(_choice(context.indexes.measures[slug]) for slug in one.measures)) for one in topics)
    in_order = ((name, tuple(sorted(choices, key=lambda one: german_order(one.name)))) for name, choices in named if choices)
    return SheetIndexView(tuple(in_order))


def _choice(summary: MeasureSummary) -> SheetChoice:
    return SheetChoice(summary.measure.id, summary.measure.name, len(summary.tally.cities_tried), len(summary.listing.cases))


def _view(context: BuildContext, summary: MeasureSummary) -> SheetView:
    slug, cases = summary.measure.id, summary.listing.cases
    uri, comparison = addresses.sheet(slug), context.indexes.comparisons[slug]
    url = context.configuration.site.url
    address = f"{url.rstrip('/')}/{addresses.published(uri)}" if url else ""
    towns = tuple(_town(context, one) for group in town_groups(context, summary) for one in group.towns)
    first, further = _first_page(context, towns)
    told = {one.standing.line.id for one in towns}
    others = tuple(case for case in last_happened_first(cases) if case.id not in told)
    shown = (*(context.base.cases[one.standing.line.id] for one in (*first, *further)), *others)
    return SheetView(
        facts=context.measures[slug],
        asked=asked_line(context, slug),
        as_of=context.indexes.newest_date,
        towns=first,
        further=further,
        others=context.lines_of(others),
        setback_reasons=reason_towns(context, summary.reasons.setbacks),
        difficult=reason_towns(context, summary.reasons.partly),
        factors=_each_town_first(what_helped(context, cases)),
        costs=next(spread for spread in figure_spreads(context, comparison) if spread.figure is Figure.COST),
        contacts=whom_to_ask(context, comparison.contacts),
        sources=tuple(_sources(context, shown)),
        document=context.site_map.file(uri, addresses.sheet_document(slug)),
        address=address,
        code=qr_code(address) if address else None,
        reminders=reminders(context, slug),
        questions=council_questions(context, slug),
    )


def _town(context: BuildContext, standing: StandingLine) -> SheetTown:
    case = context.base.cases[standing.line.id]
    city, turn = context.base.cities.get(case.city), turn_of(case)
    return SheetTown(case.city, city.population if city else None, standing, turn.note if turn else standing.line.story)


def _first_page(context: BuildContext, towns: Sequence[SheetTown]) -> tuple[tuple[SheetTown, ...], tuple[SheetTown, ...]]:
    """The towns of the first page, and all others. Each outcome keeps its share, and the first of each is there: what happened last."""
    newest = last_happened_first(context.base.cases[one.standing.line.id] for one in towns)
    place = {case.id: number for number, case in enumerate(newest)}
    kinds: dict[str, list[str]] = {}
    for case in newest:
        kinds.setdefault(context.indexes.outcomes[case.id], []).append(case.id)
    share = {id: number / len(ids) for ids in kinds.values() for number, id in enumerate(ids)}
    lines = {one.standing.line.id: _lines(one) for one in towns}
    chosen: set[str] = set()
    room = LINES_ON_FIRST_PAGE
    for id in sorted(share, key=lambda id: (share[id], place[id])):
        if len(chosen) < TOWNS_ON_FIRST_PAGE and lines[id] <= room:
            chosen.add(id)
            room -= lines[id]
    ordered = sorted(towns, key=lambda one: _by_size(context, one))
    first = tuple(one for one in ordered if one.standing.line.id in chosen)
    return first, tuple(one for one in ordered if one.standing.line.id not in chosen)


def _lines(one: SheetTown) -> int:
    """About so many lines a town takes on paper. Its sentence says how it went, where it was no setback, what became of it, and what
    happened."""
    standing, line = one.standing, one.standing.line
    went = 0 if line.outcome.is_setback else len(line.outcome.label)
    beside = (PRIVATE if line.is_private else 0) + (NEWER if standing.newer else 0)
    sentence = went + len(standing.standing.label) + YEAR + len(one.told) + beside
    name = len(line.town) + (INHABITANTS if one.inhabitants else 0)
    return max(ceil(sentence / LINE), ceil(name / NAME))


def _by_size(context: BuildContext, one: SheetTown) -> tuple[int, int, tuple[str, str], str]:
    """Large towns first, those of unknown size last."""
    city = context.base.cities.get(one.id)
    size = list(SizeClass).index(city.size_class) if city and city.size_class else _LAST_SIZE
    return size, -(one.inhabitants or 0), german_order(one.standing.line.town), one.id


def _each_town_first(factors: Iterable[tuple[str, CaseLine]]) -> tuple[tuple[str, CaseLine], ...]:
    """One of each case before the second of any."""
    seen: dict[str, int] = {}
    numbered = []
    for factor, line in factors:
        seen[line.id] = seen.get(line.id, 0) + 1
        numbered.append((seen[line.id], factor, line))
    return tuple((factor, line) for _, factor, line in sorted(numbered, key=lambda one: one[0]))


def _sources(context: BuildContext, cases: Iterable[CaseStudy]) -> Iterator[SheetSource]:
    for case in cases:
        yield from (SheetSource(context.lines[case.id], source) for source in source_lines(case.sources))
