"""All records, loaded and linked."""

from citynet_kb.knowledge_base.knowledge_base import KnowledgeBase, link

__all__ = ["KnowledgeBase", "link"]
