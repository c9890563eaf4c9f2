"""Other words for the records of a content: synonyms, and the ids that they once had, which is how people go on calling them."""

from citynet_kb.intake.asking.known_words import Synonyms
from citynet_kb.knowledge_base import KnowledgeBase


def further_words(base: KnowledgeBase) -> Synonyms:
    """For measures, topics and towns; the same on every way in."""
    return {
        "measure": {measure.id: (*measure.synonyms, *measure.aliases) for measure in base.measures.values()},
        "topic": {topic.id: (*topic.synonyms, *topic.aliases) for topic in base.topics.values()},
        "city": {town.id: town.aliases for town in base.cities.values()},
    }
