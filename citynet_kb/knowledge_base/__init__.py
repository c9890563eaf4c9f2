"""All records, loaded and linked."""

from citynet_kb.knowledge_base.knowledge_base import KnowledgeBase, link
from citynet_kb.knowledge_base.load import Content, load, municipalities

__all__ = ["Content", "KnowledgeBase", "link", "load", "municipalities"]
