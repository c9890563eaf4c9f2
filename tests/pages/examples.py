"""The pages of Beispielland, and how to look at one of them."""

import pickle
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from markdown import Markdown

from citynet_kb.fragments import digest
from citynet_kb.indexes import Indexes
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import Configuration
from citynet_kb.pages import GeneratedPage, Site
from citynet_kb.pages.build import kind_of_pages
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft
from citynet_kb.pages.kept_drafts import SiteRenderer
from citynet_kb.project import CONTENT, SETTINGS, Project
from citynet_kb.store import ALONE, place
from tests.site.building import EPOCH, LAND, ROOT, TODAY
from tests.site.reading import Html
from tests.speed import once

PLACEHOLDER = re.compile(r"^\{\{kb:([0-9a-f]{64})\}\}$", re.MULTILINE)


@once
def land() -> Project:
    """The project; read and rendered once."""
    project = shared(LAND)
    assert project.site.pages
    return project


@once
def ours() -> Project:
    """The project of our own content; read and rendered once."""
    return shared(ROOT)


def shared(root: Path) -> Project:
    """A project whose pages are rendered by whichever process of a run comes first, and handed on by the store of the tests.

    They are kept under the program, the settings and every byte of the content, so that only the very same pages are taken.
    """
    project, keeping = Project(root, int(EPOCH)), Project(root, int(EPOCH), store=place(root))
    files = sorted(file for file in (root / CONTENT).rglob("*") if file.is_file())
    state = sha256(repr((EPOCH, [(file, file.read_bytes()) for file in (root / SETTINGS, *files)])).encode()).hexdigest()
    made = keeping.means.remembered({"site": (state, lambda: pickle.dumps(_whole(project.site)))})
    project.__dict__.setdefault("site", pickle.loads(made["site"]))
    return project


def some_pages(base: KnowledgeBase, *makers: Callable[[BuildContext], Iterable[Draft]]) -> Site:
    """The pages of some kinds, as `build_site` renders them."""
    context = BuildContext(base, Indexes(base), Configuration(), TODAY)
    return SiteRenderer(context.site_map, context.settings, {}, ALONE).site([kind_of_pages(context, make) for make in makers])


def _whole(site: Site) -> Site:
    """With all texts in it, of which a build reads those alone that it writes."""
    return replace(site, pages=dict(site.pages), fragments=dict(site.fragments))


def expanded(site: Site, uri: str) -> str:
    """A page with the trusted markup where its placeholders stand. Unknown placeholders stay."""
    return PLACEHOLDER.sub(lambda found: site.fragments.get(found[1], found[0]), site.pages[uri].markdown)


def fragments_of(site: Site, uri: str) -> list[str]:
    """The trusted markup of one page, in order."""
    found = [site.fragments[name] for name in PLACEHOLDER.findall(site.pages[uri].markdown) if name in site.fragments]
    assert all(site.fragments[digest(html)] == html for html in found)
    return found


def html_of(site: Site, page: GeneratedPage) -> Html:
    """What a generator makes of a page: our extension and those of mkdocs.yml that content can use."""
    made = Markdown(
        extensions=["citynet_kb.fragments", "admonition", "footnotes", "sane_lists", "tables", "toc"],
        extension_configs={"citynet_kb.fragments": {"fragments": site.fragments}},
    )
    return Html(made.convert(text_of(page)))


def text_of(page: GeneratedPage) -> str:
    """A page without its front matter."""
    return page.markdown.split("\n---\n", 1)[1]


def meta_of(page: GeneratedPage) -> dict[str, Any]:
    """Its front matter, as MkDocs reads it."""
    return yaml.safe_load(page.markdown.removeprefix("---\n").split("\n---\n", 1)[0])
