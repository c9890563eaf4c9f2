"""The pages of Beispielland, and how to look at one of them."""

import re
from functools import cache

from citynet_kb.fragments import digest
from citynet_kb.pages import Site
from citynet_kb.project import Project
from tests.site.building import EPOCH, LAND

PLACEHOLDER = re.compile(r"^\{\{kb:([0-9a-f]{64})\}\}$", re.MULTILINE)


@cache
def land() -> Project:
    """The project; read once."""
    return Project(LAND, int(EPOCH))


def expanded(site: Site, uri: str) -> str:
    """A page with the trusted markup where its placeholders stand. Unknown placeholders stay."""
    return PLACEHOLDER.sub(lambda found: site.fragments.get(found[1], found[0]), site.pages[uri].markdown)


def fragments_of(site: Site, uri: str) -> list[str]:
    """The trusted markup of one page, in order."""
    found = [site.fragments[name] for name in PLACEHOLDER.findall(site.pages[uri].markdown) if name in site.fragments]
    assert all(site.fragments[digest(html)] == html for html in found)
    return found
