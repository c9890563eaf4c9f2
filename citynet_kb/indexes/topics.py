"""What is known of each field of action."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from citynet_kb.indexes.listings import Listing, listing
from citynet_kb.indexes.order import german_order
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, Topic
from citynet_kb.model.endings import counts, effective_outcome


@dataclass(frozen=True)
class TopicSummary:
    """One topic. Cases that name it among their further topics are included."""

    topic: Topic
    listing: Listing
    measures: tuple[str, ...]
    """Ids of its measures, in German order of their names."""
    setback_cities: tuple[str, ...]
    """Towns with at least one counting setback in this topic, ever."""


def by_topic(knowledge_base: KnowledgeBase) -> Mapping[str, TopicSummary]:
    """Every topic that has a record, also those without a case."""
    return MappingProxyType(
        {
            slug: TopicSummary(
                topic=topic,
                listing=listing(knowledge_base.cases_by_topic.get(slug, ())),
                measures=_measures(slug, knowledge_base),
                setback_cities=_setback_cities(knowledge_base.cases_by_topic.get(slug, ())),
            )
            for slug, topic in knowledge_base.topics.items()
        }
    )


def _measures(topic: str, knowledge_base: KnowledgeBase) -> tuple[str, ...]:
    measures = sorted(knowledge_base.measures_by_topic.get(topic, ()), key=lambda measure: (german_order(measure.name), measure.id))
    return tuple(measure.id for measure in measures)


def _setback_cities(cases: tuple[CaseStudy, ...]) -> tuple[str, ...]:
    return tuple(sorted({case.city for case in cases if counts(case) and effective_outcome(case).is_setback}))
