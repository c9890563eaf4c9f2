"""The finder over generated cases: its page set into the frame of a built site, so that no site of a thousand cases need be built."""

import re
import shutil
from pathlib import Path

from markdown import Markdown

from citynet_kb.exports import build_exports
from citynet_kb.fragments import FragmentExtension
from citynet_kb.indexes import Indexes, build_indexes
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import Configuration
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import PageSettings
from citynet_kb.pages.kinds.finder_page import finder_page
from citynet_kb.pages.page import SiteMap
from citynet_kb.pages.renderer import Renderer

TODAY = "2026-06-01"
_ARTICLE = re.compile(r'(<article class="md-typeset kb-page kb-page--wide"[^>]*>).*?(</article>)', re.DOTALL)


class _Everywhere(frozenset[str]):
    """Every page is there: the finder alone is looked at."""

    def __contains__(self, uri: object) -> bool:
        return True


def write_finder(folder: Path, frame: Path, base: KnowledgeBase) -> Path:
    """Write the page of the finder and all exports of these cases, with frame and assets of the built site `frame`; the page's file."""
    indexes = build_indexes(base)
    for part in ("assets", "search"):
        shutil.copytree(frame / part, folder / part, dirs_exist_ok=True)
    files = {**build_exports(base, indexes, "1.2.3", ""), "faelle/index.html": page_bytes(frame, base, indexes)}
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder / "faelle/index.html"


def page_bytes(frame: Path, base: KnowledgeBase, indexes: Indexes) -> bytes:
    """The page alone."""
    context = BuildContext(base, indexes, Configuration(), TODAY)
    renderer = Renderer(SiteMap(_Everywhere()), PageSettings())
    text = renderer.render(next(finder_page(context))).markdown.split("\n---\n", 1)[1]
    html = Markdown(extensions=[FragmentExtension(fragments=renderer.fragments), "toc"]).convert(text)
    return _framed(frame, html).encode()


def _framed(frame: Path, html: str) -> str:
    page = (frame / "faelle/index.html").read_text(encoding="utf-8")
    framed, times = _ARTICLE.subn(lambda found: f"{found[1]}\n{html}\n{found[2]}", page)
    if times != 1:
        raise ValueError("the frame of the page has changed")
    return framed
