"""Which pages there will be, and where each stands in the tree."""

from collections.abc import Iterator

from citynet_kb.indexes import Indexes
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, SizeClass
from citynet_kb.model.addresses import GENERATED, register_letter
from citynet_kb.pages.page import SiteMap
from citynet_kb.search.register import Register


def site_map(base: KnowledgeBase, indexes: Indexes, register: Register) -> SiteMap:
    """Every page that will be there."""
    listed = (part.uri for one in indexes.case_lists.values() for part in one.parts)
    return SiteMap(frozenset((*GENERATED, *_of_records(base), *listed, *map(register_letter, register.letters))))


def _of_records(base: KnowledgeBase) -> Iterator[str]:
    yield from (f"faelle/{case.id}.md" for case in base.cases.values())
    yield from (f"faelle/{alias}.md" for _, alias in aliases(base))
    yield from (f"massnahmen/{slug}.md" for slug in base.measures)
    yield from (f"themen/{slug}.md" for slug in base.topics)
    yield from (f"staedte/{slug}.md" for slug in base.cities)
    yield from (f"treffen/{slug}.md" for slug in base.meetings)
    yield from (f"{page}.md" for page in base.pages)
    yield from _prechecks(base)


def aliases(base: KnowledgeBase) -> Iterator[tuple[CaseStudy, str]]:
    """Each case with each of its former ids that no other case bears."""
    return ((case, alias) for case in base.cases.values() for alias in case.aliases if alias not in base.cases)


def precheck_start(measure: str) -> str:
    """Where the Vorab-Check of a measure asks for the size of the town. Only measures with a case have one."""
    return f"vorab-check/{measure}/index.md"


def precheck(measure: str, size: SizeClass) -> str:
    """The sheet about a measure for towns of one size."""
    return f"vorab-check/{measure}/{size.value}.md"


def _prechecks(base: KnowledgeBase) -> Iterator[str]:
    for measure in base.measures:
        if any(not case.withdrawn for case in base.cases_by_measure.get(measure, ())):
            yield precheck_start(measure)
            yield from (precheck(measure, size) for size in SizeClass)
