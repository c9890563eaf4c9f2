"""All records, loaded and linked."""

from citynet_kb.knowledge_base import load as _load
from citynet_kb.knowledge_base import tree as _tree
from citynet_kb.knowledge_base.knowledge_base import KnowledgeBase, link
from citynet_kb.knowledge_base.load import Content, load

RULES = (*_tree.RULES, *_load.RULES)

__all__ = ["RULES", "Content", "KnowledgeBase", "link", "load"]
