"""Ways to every case that need no script: lists by outcome, size, Land, year, evidence, tag, and where two of them meet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

from citynet_kb.indexes import CaseList, FacetValue, ListKind
from citynet_kb.model import CaseStudy, Outcome, addresses
from citynet_kb.model.endings import counts
from citynet_kb.model.facets import FACETS
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.cost_lines import Outlay, outlays
from citynet_kb.pages.views.crossed import Crossed, crossed, outcome_of
from citynet_kb.pages.views.list_parts import PartLink, PartView, part_view
from citynet_kb.pages.views.named import Named

OWN = (ListKind.FACET, ListKind.TAG, ListKind.TOPIC_SETBACKS, ListKind.TOPIC_SIZE, ListKind.GRANT)
"""Kinds of lists whose first page is made here; the others stand on the page of a record or reason."""
SECTIONS = MappingProxyType(
    {addresses.TOPICS: addresses.MEASURES, addresses.TAGS: addresses.MEASURES, addresses.REASONS: addresses.FAILED_ELSEWHERE}
    | {addresses.FUNDING: addresses.FUNDING}
)
"""Index → entry of the navigation under which its lists stand; for all others the cases."""
MOST_SUCCESSES = 12
"""So many stand above a list with what they took; all stand in it."""
Values = tuple[FacetValue | None, FacetValue | None]


@dataclass(frozen=True)
class ListTitle:
    """What the title of a list is made of. `label` = name of its value, empty for one that is not known; then `unknown` says so."""

    kind: ListKind
    label: str
    prefix: str
    unknown: str
    topic: Named | None


@dataclass(frozen=True)
class WayOn:
    """What comes before or after: a part of the same list, else a neighbouring value."""

    uri: str
    label: str
    part: PartLink | None


@dataclass(frozen=True)
class CaseListView:
    """One part of a list. `index` is the place above it, `index_title` its title; a tag has none.

    `number` counts the parts from 0. `groups`: the cases by outcome, where the list has a heading for each.
    `successes`: of a topic in towns of one size, what succeeded, and what it took.
    """

    title: ListTitle
    index: str
    index_title: str
    definition: str
    cases: int
    counted: int
    number: int
    part: PartView
    groups: tuple[tuple[Outcome, tuple[CaseLine, ...]], ...]
    successes: tuple[Outlay, ...]
    crossed: Crossed
    also_tagged: tuple[CaseLine, ...]
    before: WayOn | None
    after: WayOn | None


def list_pages(context: BuildContext) -> Iterator[Draft]:
    """The pages of every list, without the first where that is the page of a record, a reason or a band of effort."""
    neighbours = _neighbours(context)
    for one in context.indexes.case_lists.values():
        is_made_elsewhere = one.kind not in OWN or addresses.index_of(one.uri) == addresses.EFFORTS
        for number in range(int(is_made_elsewhere), len(one.parts)):
            view = _view(context, one, number, neighbours.get(one.uri, (None, None)))
            yield Draft(one.parts[number].uri, "case_list.md.j2", view, _meta(one, number))


def _meta(one: CaseList, number: int) -> PageMeta:
    """The search finds the first part of lists that are tags."""
    is_tag = one.kind is ListKind.TAG or outcome_of(one) is not None
    section = addresses.section(SECTIONS.get(addresses.index_of(one.uri), addresses.CASES))
    return PageMeta(section=section, layout="wide", is_searched=is_tag and number == 0)


def _neighbours(context: BuildContext) -> Mapping[str, Values]:
    """Page of a facet's value → the values with a case before and after it."""
    found: dict[str, Values] = {}
    for lists in context.indexes.facets.values():
        known = lists.known
        around = (None, *known, None)
        found |= {value.uri: (around[number], around[number + 2]) for number, value in enumerate(known)}
    return found


def _view(context: BuildContext, one: CaseList, number: int, values: Values) -> CaseListView:
    part = part_view(context, one, number)
    before, after = _ways_on(part, number, values)
    has_headings = one.kind in (ListKind.TOPIC_SETBACKS, ListKind.TOPIC_SIZE) and one.is_whole
    return CaseListView(
        title=_title(context, one),
        index=addresses.place_of_facet(one.facet) if one.facet else addresses.index_of(one.uri),
        index_title=one.facet.pages.title if one.facet and one.facet.pages else "",
        definition=one.definition,
        cases=len(one.listing.cases),
        counted=one.listing.counted,
        number=number,
        part=part,
        groups=tuple((outcome, context.lines_of(cases)) for outcome, cases in one.groups) if has_headings else (),
        successes=outlays(context, _successes(one)) if one.kind is ListKind.TOPIC_SIZE and not number else (),
        crossed=Crossed() if number else crossed(context.indexes, one),
        also_tagged=context.lines_of(context.indexes.only_tagged.get(part.uri, ())),
        before=before,
        after=after,
    )


def _successes(one: CaseList) -> Iterator[CaseStudy]:
    found = (case for outcome, cases in one.groups if outcome is Outcome.SUCCESSFUL for case in cases if counts(case))
    return islice(found, MOST_SUCCESSES)


def _title(context: BuildContext, one: CaseList) -> ListTitle:
    facet = FACETS["groesse"] if one.kind is ListKind.TOPIC_SIZE else one.facet
    words = facet.pages if facet else None
    return ListTitle(
        kind=one.kind,
        label=one.label,
        prefix=words.prefix if words and one.kind is ListKind.FACET else "",
        unknown=words.unknown if words else "",
        topic=Named(one.topic, context.base.topics[one.topic].name) if one.topic else None,
    )


def _ways_on(part: PartView, number: int, values: Values) -> tuple[WayOn | None, WayOn | None]:
    """To the parts of a long list, else to neighbouring values."""
    parts = part.parts
    if len(parts) > 1:
        around = (None, *(WayOn(one.uri, "", one) for one in parts), None)
        return around[number], around[number + 2]
    before, after = (WayOn(value.uri, value.label, None) if value else None for value in values)
    return before, after
