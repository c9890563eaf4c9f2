"""Which pages there will be, and where each stands in the tree."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from citynet_kb.indexes import Indexes
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, City, Measure, Topic, addresses
from citynet_kb.model.generated_pages import GENERATED
from citynet_kb.pages.page import LateUris, SiteMap

Late = Callable[[], Iterable[str]]
"""Asked when it is needed."""
R = TypeVar("R", Topic, Measure, City, CaseStudy)


@dataclass(frozen=True)
class MovedAddress:
    """A former address, the one that took its place, and the name of the record that stands there, empty where it is none."""

    former: str
    uri: str
    name: str


def site_map(base: KnowledgeBase, indexes: Indexes, joined: Late, letters: Late, reported: Late, has_feeds: bool) -> SiteMap:
    """Every page that will be there. There are feeds where the address of the site is known.

    `joined` gives what `joined_pages` does; it is asked for a page that is neither made from a record nor on every site. `letters` gives
    those of the register, which needs the words of all cases, `reported` the years with a report; neither is asked before one of its pages
    is looked for.
    """
    towns = (part.uri for parts in (indexes.town_parts, *indexes.land_parts.values()) for part in parts)
    feeds = (addresses.SUBSCRIBE,) if has_feeds else ()
    known = frozenset((*GENERATED, *_of_records(base), *towns, *feeds))
    with_letters = LateUris(known, addresses.section(addresses.REGISTER), lambda: map(addresses.register_letter, letters()))
    with_reports = LateUris(with_letters, addresses.section(addresses.REPORTS), lambda: map(addresses.yearly_report, reported()))
    return SiteMap(LateUris(with_reports, "", joined))


def joined_pages(base: KnowledgeBase, indexes: Indexes) -> Iterator[str]:
    """The lists of cases, what is long in its parts, months with news, and former addresses: what has to be joined to be known."""
    yield from (part.uri for one in indexes.case_lists.values() for part in one.parts)
    yield from (addresses.further_part(addresses.CASES, number) for number, _ in enumerate(indexes.finder.pages, 1))
    yield from (part.uri for parts in indexes.measure_parts.values() for part in parts)
    yield from (uri for month, one in indexes.news_by_month.items() for uri in one.parts(month))
    yield from (moved.former for moved in moved_addresses(base, indexes))


def _of_records(base: KnowledgeBase) -> Iterator[str]:
    yield from (addresses.case(case.id) for case in base.cases.values())
    yield from (uri for slug in base.measures for uri in (addresses.measure(slug), addresses.sheet(slug)))
    yield from map(addresses.checklist_item, base.practice.items)
    with_procedure = (slug for slug in base.practice.procedures if slug in base.measures)
    yield from (uri for slug in with_procedure for uri in (addresses.procedure(slug), addresses.backward(slug)))
    yield from (addresses.topic(slug) for slug in base.topics)
    yield from (addresses.city(slug) for slug in base.cities)
    yield from (addresses.meeting(slug) for slug in base.meetings)
    yield from map(addresses.survey, base.surveys)
    yield from (addresses.page(page) for page in base.pages)


def moved_addresses(base: KnowledgeBase, indexes: Indexes) -> Iterator[MovedAddress]:
    """Each address that a record, a list of its cases, a facet or a meeting has no more, and that of a town among the cases. One that
    another record bears is none."""
    yield MovedAddress(addresses.FIELDS_BEFORE, addresses.FIELDS, "")
    yield from _of_former_trees(indexes)
    for topic, alias in _aliases(base.topics):
        yield MovedAddress(addresses.topic(alias), addresses.topic(topic.id), topic.name)
        former, own = addresses.published(addresses.topic(alias)), addresses.published(addresses.topic(topic.id))
        parts = (part.uri for one in indexes.case_lists.values() for part in one.parts)
        yield from (MovedAddress(f"{former}{uri.removeprefix(own)}", uri, topic.name) for uri in parts if uri.startswith(own))
    with_case = {case.city for case in base.cases.values()}
    yield from (MovedAddress(addresses.case(id), addresses.city(id), city.name) for id, city in base.cities.items() if id in with_case)
    for alias, city in ((alias, base.cities[now]) for alias, now in base.former_towns.items()):
        yield MovedAddress(addresses.city(alias), addresses.city(city.id), city.name)
        if city.id in with_case:
            yield MovedAddress(addresses.case(alias), addresses.city(city.id), city.name)
        meetings = (meeting for meeting in base.meetings.values() if meeting.city == city.id)
        dated = ((f"{meeting.date}-{alias}", meeting.id) for meeting in meetings)
        yield from (MovedAddress(addresses.meeting(id), addresses.meeting(now), city.name) for id, now in dated if id not in base.meetings)
    for measure, alias in _aliases(base.measures):
        yield MovedAddress(addresses.measure(alias), addresses.measure(measure.id), measure.name)
        yield MovedAddress(addresses.sheet(alias), addresses.sheet(measure.id), measure.name)
        if measure.id in base.practice.procedures:
            yield MovedAddress(addresses.procedure(alias), addresses.procedure(measure.id), measure.name)
            yield MovedAddress(addresses.backward(alias), addresses.backward(measure.id), measure.name)
    yield from _former_sheets(base)
    yield MovedAddress(addresses.BACKWARD, addresses.PROCEDURES, "")
    for case, alias in _aliases(base.cases):
        yield MovedAddress(addresses.case(alias), addresses.case(case.id), case.title)


def _of_former_trees(indexes: Indexes) -> Iterator[MovedAddress]:
    """The pages of each facet that had a tree of its own before all of them were folded into one."""
    for lists in indexes.facets.values():
        facet = lists.facet
        if not (facet.is_folded and facet.folder and facet.pages):
            continue
        yield MovedAddress(addresses.before_folding(facet), addresses.place_of_facet(facet), facet.pages.title)
        for value in lists.values:
            parts, name = indexes.case_lists[value.uri].parts, value.label or facet.pages.unknown
            yield from (MovedAddress(addresses.before_folding(facet, part.uri), part.uri, name) for part in parts)


def _aliases(records: Mapping[str, R]) -> Iterator[tuple[R, str]]:
    return ((record, alias) for record in records.values() for alias in record.aliases if alias not in records)


def _former_sheets(base: KnowledgeBase) -> Iterator[MovedAddress]:
    """Measures with a case had a sheet for each size of town."""
    yield MovedAddress(addresses.FORMER_SHEETS, addresses.SHEETS, "")
    for id, measure in base.measures.items():
        if any(not case.withdrawn for case in base.cases_by_measure.get(id, ())):
            for slug in (id, *(alias for alias in measure.aliases if alias not in base.measures)):
                yield from (MovedAddress(uri, addresses.sheet(id), measure.name) for uri in addresses.former_sheets(slug))
