"""Each Erfahrungsblatt as a Word file: what its page says, word for word."""

import re
from functools import partial

from citynet_kb.fragments import placeholder_of
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import Configuration, addresses
from citynet_kb.pages.page import PageHead, Site
from citynet_kb.pages.word_writer import word_document
from citynet_kb.store import ALONE, Means

_PLACEHOLDER = re.compile(f"^{re.escape(placeholder_of('@'))}$".replace("@", "([0-9a-f]{64})"), re.MULTILINE)
"""A line of its own: names and titles may hold words that look like one."""


def sheet_documents(base: KnowledgeBase, site: Site, configuration: Configuration, means: Means = ALONE) -> dict[str, bytes]:
    """Path relative to the site → content. Without an address of the site its links to other pages are words."""
    url = configuration.site.url
    sources = {}
    for measure in base.measures:
        page = site.heads[addresses.sheet(measure)]
        address = f"{url.rstrip('/')}/{addresses.published(page.uri)}" if url else ""
        sources[addresses.sheet_document(measure)] = (page, address)
    return means.remembered({path: (source, partial(_document, site, *source)) for path, source in sources.items()})


def _document(site: Site, page: PageHead, address: str) -> bytes:
    """The markup of a page is named by its digests, for which that of the page stands."""
    names = _PLACEHOLDER.findall(site.pages[page.uri].markdown)
    return word_document(page.title, "\n".join(site.fragments[name] for name in names if name in site.fragments), address)
