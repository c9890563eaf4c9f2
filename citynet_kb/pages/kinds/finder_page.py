"""The finder over all cases. Where no script runs, its page is the first of several that list them all."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb.indexes import FacetChoice
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import OUTCOMES, Outcome, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.case_lines import CaseLine

_LEAP = 10
"""How far the links to further pages leap, beside those to the next ones."""


@dataclass(frozen=True)
class FinderFacet:
    """A facet with its values in the order in which they are offered."""

    slug: str
    label: str
    choices: tuple[FacetChoice, ...]


@dataclass(frozen=True)
class FinderEntry:
    """A case that stands on the page. `facts` are the places of its values in the facets, as the script reads them."""

    line: CaseLine
    facts: str


@dataclass(frozen=True)
class FinderView:
    """All cases. `cities` = towns with a case; `stamp` names the files that hold the cases of the further `steps`.

    `former` are the former ids of topics, measures and towns, as old addresses say them: »massnahme=pop-up-laden=pop-up-store«.
    """

    cases: int
    cities: int
    facets: tuple[FinderFacet, ...]
    entries: tuple[FinderEntry, ...]
    next_page: str
    """Where the list goes on without a script; empty where it does not."""
    steps: int
    stamp: str
    former: tuple[str, ...]
    outcomes: tuple[Outcome, ...] = OUTCOMES


@dataclass(frozen=True)
class CasesPageView:
    """A further page of all cases. `near` = numbers and uris of the pages that it leads to, itself among them."""

    number: int
    pages: int
    lines: tuple[CaseLine, ...]
    near: tuple[tuple[int, str], ...]


def finder_page(context: BuildContext) -> Iterator[Draft]:
    """The finder, and the further pages of its list."""
    meta = PageMeta(section=addresses.section(addresses.CASES), layout="wide", is_searched=False, scripts=("assets/js/finder.js",))
    yield Draft(addresses.CASES, "cases.md.j2", _view(context), meta)
    pages = context.indexes.finder.pages
    for number, cases in enumerate(pages[1:], 2):
        view = CasesPageView(number, len(pages), context.lines_of(cases), tuple(_near(number, len(pages))))
        title = PageMeta(section=meta.section, layout="wide", is_searched=False)
        yield Draft(addresses.further_part(addresses.CASES, number), "cases_page.md.j2", view, title)


def _view(context: BuildContext) -> FinderView:
    totals, finder = context.indexes.totals, context.indexes.finder
    return FinderView(
        cases=totals.cases,
        cities=totals.cities,
        facets=tuple(FinderFacet(facet.slug, facet.label, choices) for facet, choices in finder.facets.items()),
        entries=tuple(FinderEntry(context.lines[case.id], finder.facts[case.id]) for case in finder.pages[0]),
        next_page=addresses.further_part(addresses.CASES, 2) if len(finder.pages) > 1 else "",
        steps=len(finder.steps),
        stamp=finder.stamp,
        former=tuple(_former(context.base)),
    )


def _near(number: int, pages: int) -> Iterator[tuple[int, str]]:
    """The first and the last, the next ones, and a leap each way: so many links on every page, however many pages there are."""
    for at in sorted({1, number - _LEAP, number - 1, number, number + 1, number + _LEAP, pages}):
        if 1 <= at <= pages:
            yield at, addresses.further_part(addresses.CASES, at)


def _former(base: KnowledgeBase) -> Iterator[str]:
    for name, records in (("thema", base.topics), ("massnahme", base.measures)):
        for record in records.values():
            yield from (f"{name}={alias}={record.id}" for alias in record.aliases if alias not in records)
    yield from (f"stadt={former}={now}" for former, now in base.former_towns.items())
