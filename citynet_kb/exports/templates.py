"""Forms to fill in with Word or Excel, as files of the site."""

from citynet_kb.intake.asking.excel_form import excel_template
from citynet_kb.intake.asking.known_words import KnownWords
from citynet_kb.intake.asking.word_form import word_template
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model.addresses import EXCEL_TEMPLATE, WORD_TEMPLATE


def build_templates(knowledge_base: KnowledgeBase) -> dict[str, bytes]:
    """Path relative to the site → content. The known towns, topics and measures can be chosen from lists."""
    names = {
        "city": {city.id: city.name for city in knowledge_base.cities.values()},
        "topic": {topic.id: topic.name for topic in knowledge_base.topics.values()},
        "measure": {measure.id: measure.name for measure in knowledge_base.measures.values()},
    }
    lands = {city.id: city.state for city in knowledge_base.cities.values() if city.state}
    offered = KnownWords(names, lands=lands).offered()
    return {WORD_TEMPLATE: word_template(offered), EXCEL_TEMPLATE: excel_template(offered)}
