"""The finder over all cases, which works as a plain list where no script runs."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb.indexes import FacetChoice, german_order
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import Outcome, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.named import Named


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
    towns: tuple[Named, ...]
    entries: tuple[FinderEntry, ...]
    has_summaries: bool
    steps: int
    stamp: str
    former: tuple[str, ...]
    outcomes: tuple[Outcome, ...] = tuple(Outcome)


def finder_page(context: BuildContext) -> Iterator[Draft]:
    """The one page."""
    meta = PageMeta(section=addresses.section(addresses.CASES), layout="wide", is_searched=False)
    yield Draft(addresses.CASES, "cases.md.j2", _view(context), meta)


def _view(context: BuildContext) -> FinderView:
    totals, finder = context.indexes.totals, context.indexes.finder
    towns = sorted(context.base.cities.values(), key=lambda city: (german_order(city.name), city.id))
    return FinderView(
        cases=totals.cases,
        cities=totals.cities,
        facets=tuple(FinderFacet(facet.slug, facet.label, choices) for facet, choices in finder.facets.items()),
        towns=tuple(Named(city.id, context.base.town_label(city.id)) for city in towns),
        entries=tuple(FinderEntry(context.lines[case.id], finder.facts[case.id]) for case in finder.shown),
        has_summaries=finder.has_summaries,
        steps=len(finder.steps),
        stamp=finder.stamp,
        former=tuple(_former(context.base)),
    )


def _former(base: KnowledgeBase) -> Iterator[str]:
    for name, records in (("thema", base.topics), ("massnahme", base.measures)):
        for record in records.values():
            yield from (f"{name}={alias}={record.id}" for alias in record.aliases if alias not in records)
    yield from (f"stadt={former}={now}" for former, now in base.former_towns.items())
