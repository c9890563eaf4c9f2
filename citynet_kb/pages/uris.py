"""Where each page stands in the tree: the one list of addresses."""

from collections.abc import Iterator

from citynet_kb.indexes import Indexes
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, Effort, FailureReason
from citynet_kb.pages.page import SiteMap

START = "index.md"
FAILED_ELSEWHERE = "anderswo-gescheitert/index.md"
MEASURES = "massnahmen/index.md"
TOPICS = "themen/index.md"
CITIES = "staedte/index.md"
CASES = "faelle/index.md"
MEETINGS = "treffen/index.md"
REASONS = "gruende/index.md"
EFFORTS = "aufwand/index.md"
TAGS = "schlagworte/index.md"
DATA = "daten/index.md"
OVERVIEWS = (START, FAILED_ELSEWHERE, MEASURES, TOPICS, CITIES, CASES, MEETINGS, REASONS, EFFORTS, TAGS, DATA)


def site_map(base: KnowledgeBase, indexes: Indexes) -> SiteMap:
    """Every page that will be there."""
    return SiteMap(frozenset((*OVERVIEWS, *_of_records(base), *(f"staedte/{town}.md" for town in indexes.towns if town in base.cities))))


def _of_records(base: KnowledgeBase) -> Iterator[str]:
    yield from (f"faelle/{case.id}.md" for case in base.cases.values())
    yield from (f"faelle/{alias}.md" for _, alias in aliases(base))
    yield from (f"massnahmen/{slug}.md" for slug in base.measures)
    yield from (f"themen/{slug}.md" for slug in base.topics)
    yield from (f"staedte/{slug}.md" for slug in base.cities)
    yield from (f"treffen/{slug}.md" for slug in base.meetings)
    yield from (f"gruende/{reason.value}.md" for reason in FailureReason)
    yield from (f"aufwand/{band.value}.md" for band in Effort)
    yield from (f"{page}.md" for page in base.pages)


def aliases(base: KnowledgeBase) -> Iterator[tuple[CaseStudy, str]]:
    """Each case with each of its former ids that no other case bears."""
    return ((case, alias) for case in base.cases.values() for alias in case.aliases if alias not in base.cases)
