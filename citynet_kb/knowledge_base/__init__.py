"""All records, loaded and linked."""

from citynet_kb.knowledge_base.kept_readings import kept_findings
from citynet_kb.knowledge_base.knowledge_base import KnowledgeBase, link
from citynet_kb.knowledge_base.known_facts import digest_of_facts
from citynet_kb.knowledge_base.load import Content, load, municipalities

__all__ = ["Content", "KnowledgeBase", "digest_of_facts", "kept_findings", "link", "load", "municipalities"]
