"""Other words for the records of a content: synonyms, and the ids that they once had, which is how people go on calling them."""

from citynet_kb.intake.asking.earlier_items import EARLIER_ITEMS
from citynet_kb.intake.asking.known_words import Synonyms
from citynet_kb.knowledge_base import KnowledgeBase


def further_words(base: KnowledgeBase) -> Synonyms:
    """For measures, topics, towns and items of the checklist; the same on every way in."""
    return {
        "measure": {measure.id: (*measure.synonyms, *measure.aliases) for measure in base.measures.values()},
        "topic": {topic.id: (*topic.synonyms, *topic.aliases) for topic in base.topics.values()},
        "item": {item: (label,) for item, label in EARLIER_ITEMS.items() if item in base.practice.items},
        "city": {town.id: town.aliases for town in base.cities.values()},
    }
