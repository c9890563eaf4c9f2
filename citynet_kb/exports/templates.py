"""Forms to fill in with Word or Excel, as files of the site."""

from citynet_kb.intake.asking.excel_form import excel_template
from citynet_kb.intake.asking.known_words import KnownWords
from citynet_kb.intake.asking.word_form import word_lists, word_template
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model.addresses import EXCEL_TEMPLATE, WORD_LISTS, WORD_TEMPLATE
from citynet_kb.store import ALONE, Means


def build_templates(knowledge_base: KnowledgeBase, means: Means = ALONE) -> dict[str, bytes]:
    """Path relative to the site → content. The known towns, topics and measures can be chosen from lists."""
    names = {
        "city": {city.id: city.name for city in knowledge_base.cities.values()},
        "topic": {topic.id: topic.name for topic in knowledge_base.topics.values()},
        "measure": {measure.id: measure.name for measure in knowledge_base.measures.values()},
    }
    lands = {city.id: city.state for city in knowledge_base.cities.values() if city.state}
    words = KnownWords(names, lands=lands)
    return means.remembered(
        {
            WORD_TEMPLATE: (("Word", names, lands), lambda: word_template(words.offered())),
            WORD_LISTS: ("lists", word_lists),
            EXCEL_TEMPLATE: (("Excel", names, lands), lambda: excel_template(words.offered())),
        }
    )
