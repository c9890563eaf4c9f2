"""One case in Musterland: the rules that it breaks."""

from functools import cache

from citynet_kb.checks import check
from citynet_kb.knowledge_base import Content, link, load
from citynet_kb.model import CaseStudy
from citynet_kb.schema import bind
from citynet_kb.sources import read
from tests.fixtures import MUSTERLAND, TODAY, places

REQUIRED = {
    "title": "Feierabendmarkt im zweiten Jahr",
    "city": "musterstadt",
    "topic": "feste-maerkte",
    "measure": "feierabendmarkt",
    "outcome": "teilweise",
    "cadence": "dauerhaft",
    "effort": "unbekannt",
    "added": "2026-03-15",
}


@cache
def musterland() -> Content:
    return load(MUSTERLAND)


def rules(more: str = "", body: str = "Ein Satz.", **fields: str) -> list[str]:
    """The rules that one case in Musterland breaks."""
    values = REQUIRED | fields
    text = "".join(f"{key}: {value}\n" for key, value in values.items() if value)
    id, path, land = f"{values['city']}/markt", f"content/faelle/{values['city']}/markt.md", musterland()
    document, unread = read(path, f"---\n{text}{more}\n---\n{body}".encode())
    assert document, unread
    case, unbound = bind(document, CaseStudy, id)
    assert case, unbound
    base = land.knowledge_base
    linked = link([case], base.cities.values(), base.measures.values(), base.topics.values())
    content = Content(linked, {**land.documents, path: document}, (*unread, *unbound), {**land.files, path: CaseStudy})
    return [rule for _, rule in places(check(content, TODAY))]
