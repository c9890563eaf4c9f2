"""Ways to every case that need no script: pages by outcome, size, Land, year, evidence, tag, and where two of them meet."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from citynet_kb.indexes import CaseList, FacetLists, FacetValue, ListKind, ListPart, by_outcome, effective_outcome, german_order
from citynet_kb.model import CaseStudy, Outcome, addresses
from citynet_kb.pages.page import GeneratedPage
from citynet_kb.pages.renderer import Renderer
from citynet_kb.pages.views.measure_facts import outcome_groups

OWN = (ListKind.FACET, ListKind.TAG, ListKind.TOPIC_SETBACKS, ListKind.TOPIC_SIZE)
"""Kinds of lists whose first page is made here; the others stand on the page of a record or reason."""
SECTIONS = MappingProxyType(
    {addresses.TOPICS: addresses.TOPICS, addresses.TAGS: addresses.TOPICS, addresses.REASONS: addresses.FAILED_ELSEWHERE}
)
"""Index → entry of the navigation under which its lists stand; for all others the cases."""


def list_pages(renderer: Renderer) -> Iterator[GeneratedPage]:
    """The page of every facet, and of every list that no other page holds."""
    for lists in renderer.indexes.facets.values():
        if lists.index in addresses.LISTS:
            yield _facet(renderer, lists)
    neighbours = _neighbours(renderer)
    for one in renderer.indexes.case_lists.values():
        is_made_elsewhere = one.kind not in OWN or addresses.index_of(one.uri) == addresses.EFFORTS
        yield from _pages_of(renderer, one, int(is_made_elsewhere), neighbours.get(one.uri, (None, None)))


def _facet(renderer: Renderer, lists: FacetLists) -> GeneratedPage:
    """All values with a case. Laender show no outcomes while most cases stem from public documents: who is written about differs."""
    outcomes, index = renderer.indexes.outcomes, lists.index
    is_misleading = index == addresses.STATES and renderer.indexes.mostly_documented
    groups = {value.slug: outcome_groups(outcomes[case.id] for case in value.listing.cases) for value in lists.known if not is_misleading}
    meta = {"section": addresses.section(addresses.CASES), "layout": "wide"}
    return renderer.page(index, "facet.md.j2", meta, lists=lists, facet=lists.facet, groups=groups)


Ways = tuple[FacetValue | None, FacetValue | None]


def _neighbours(renderer: Renderer) -> Mapping[str, Ways]:
    """Page of a facet's value → the values with a case before and after it."""
    found: dict[str, Ways] = {}
    for lists in renderer.indexes.facets.values():
        known = lists.known
        around = (None, *known, None)
        found |= {value.uri: (around[number], around[number + 2]) for number, value in enumerate(known)}
    return found


def _pages_of(renderer: Renderer, one: CaseList, already: int, values: Ways) -> Iterator[GeneratedPage]:
    """The parts of a list, without the first where it stands on another page already. The search finds those of tags."""
    is_tag = one.kind is ListKind.TAG or _is_outcome(one)
    for number, part in enumerate(one.parts):
        if number >= already:
            unsearched = {"search": {"exclude": True}} if number or not is_tag else {}
            meta = {
                "section": addresses.section(SECTIONS.get(addresses.index_of(one.uri), addresses.CASES)),
                "layout": "wide",
                **unsearched,
            }
            ways_on = _ways_on(renderer, one, number, values)
            crossed = _crossed(renderer, one) if number == 0 else None
            yield renderer.page(part.uri, "case_list.md.j2", meta, list=one, part=part, ways_on=ways_on, crossed=crossed)


def _is_outcome(one: CaseList) -> bool:
    """Whether it lists the cases of an outcome, and there are some."""
    return addresses.index_of(one.uri) == addresses.OUTCOMES and bool(one.listing.cases)


def _ways_on(renderer: Renderer, one: CaseList, number: int, values: Ways) -> list[tuple[ListPart | FacetValue, str] | None]:
    """What comes before and after: parts of a long list, else neighbouring values; each with its address."""
    uri, parts = one.parts[number].uri, one.parts
    around: tuple[ListPart | FacetValue | None, ...] = values
    if len(parts) > 1:
        around = (parts[number - 1] if number else None, parts[number + 1] if number + 1 < len(parts) else None)
    return [(way, renderer.site_map.link(uri, way.uri)) if way else None for way in around]


def _crossed(renderer: Renderer, one: CaseList) -> Mapping[str, list[tuple[str, str, int]]] | None:
    """For an outcome: how many of its cases each topic (setbacks only) and each measure has, and where they stand."""
    if not _is_outcome(one):
        return None
    outcome, indexes = effective_outcome(one.listing.cases[0]), renderer.indexes
    topics = [(slug, summary.topic.name, summary.listing) for slug, summary in indexes.topics.items() if outcome.is_setback]
    measures = [(slug, summary.measure.name, summary.listing) for slug, summary in indexes.measures.items()]
    return {
        "topics": _chips(((name, setbacks_of(renderer, slug, outcome), found.cases) for slug, name, found in topics), outcome),
        "measures": _chips(
            ((name, f"{addresses.measure(slug)}#{outcome_anchor(outcome)}", found.cases) for slug, name, found in measures), outcome
        ),
    }


def _chips(entries: Iterable[tuple[str, str, tuple[CaseStudy, ...]]], outcome: Outcome) -> list[tuple[str, str, int]]:
    numbers = ((name, target, len(by_outcome(cases)[outcome].cases)) for name, target, cases in entries)
    return sorted((chip for chip in numbers if chip[2]), key=lambda chip: (german_order(chip[0]), chip[1]))


def outcome_anchor(outcome: Outcome) -> str:
    """Where in the table of a measure the cases with this outcome begin. A heading of the text may bear the name of the outcome."""
    return f"ergebnis-{outcome.value}"


def setbacks_of(renderer: Renderer, topic: str, outcome: Outcome) -> str:
    """Where the setbacks of a topic with this outcome stand; below it where there are too many for one page."""
    uri = addresses.topic_setbacks(topic)
    return f"{uri}#{outcome.value}" if uri in renderer.indexes.case_lists and renderer.indexes.case_lists[uri].is_whole else uri
