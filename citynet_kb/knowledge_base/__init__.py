"""All records, loaded and linked."""

from citynet_kb.knowledge_base.kept_readings import kept_findings
from citynet_kb.knowledge_base.knowledge_base import KnowledgeBase, link
from citynet_kb.knowledge_base.known_facts import KnownFacts, known_facts
from citynet_kb.knowledge_base.load import Content, load, municipalities

__all__ = ["Content", "KnowledgeBase", "KnownFacts", "kept_findings", "known_facts", "link", "load", "municipalities"]
