"""Which pages there will be, and where each stands in the tree."""

from collections.abc import Iterator

from citynet_kb.indexes import Indexes
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, SizeClass, addresses
from citynet_kb.model.regions import LAENDER
from citynet_kb.model.slugs import slug_of
from citynet_kb.pages.page import SiteMap
from citynet_kb.search.register import Register


def site_map(base: KnowledgeBase, indexes: Indexes, register: Register) -> SiteMap:
    """Every page that will be there."""
    listed = (part.uri for one in indexes.case_lists.values() for part in one.parts)
    return SiteMap(frozenset((*addresses.GENERATED, *_of_records(base), *listed, *map(addresses.register_letter, register.letters))))


def _of_records(base: KnowledgeBase) -> Iterator[str]:
    yield from (addresses.case(case.id) for case in base.cases.values())
    yield from (addresses.case(alias) for _, alias in aliases(base))
    yield from (addresses.measure(slug) for slug in base.measures)
    yield from (addresses.topic(slug) for slug in base.topics)
    yield from (addresses.city(slug) for slug in base.cities)
    lands = {city.state for city in base.cities.values()} & set(LAENDER)
    yield from (addresses.value(addresses.MAP, slug_of(land)) for land in sorted(lands))
    yield from (addresses.meeting(slug) for slug in base.meetings)
    yield from (addresses.page(page) for page in base.pages)
    yield from _prechecks(base)


def aliases(base: KnowledgeBase) -> Iterator[tuple[CaseStudy, str]]:
    """Each case with each of its former ids that no other case bears."""
    return ((case, alias) for case in base.cases.values() for alias in case.aliases if alias not in base.cases)


def _prechecks(base: KnowledgeBase) -> Iterator[str]:
    for measure in base.measures:
        if any(not case.withdrawn for case in base.cases_by_measure.get(measure, ())):
            yield addresses.precheck_start(measure)
            yield from (addresses.precheck(measure, size.value) for size in SizeClass)
