"""Pages from their drafts, those of an earlier build from the store: a page is a function of its draft, the settings and the program."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from citynet_kb.forked import joined, spread
from citynet_kb.pages.draft import Draft, PageSettings, digest
from citynet_kb.pages.page import GeneratedPage, Site, SiteMap
from citynet_kb.pages.renderer import Renderer
from citynet_kb.sources.image_rules import PublishedImage
from citynet_kb.store import Means, pack

AT_ONCE = 200
"""Drafts that are looked up at once."""
_PLACEHOLDER = re.compile(r"\{\{kb:([0-9a-f]{64})\}\}")


@dataclass(frozen=True)
class _Part:
    """What one process has made: pages, and entries for the store."""

    site: Site
    used: Sequence[str]
    fresh: Mapping[str, bytes]


def render_all(
    drafts: Sequence[Draft], site_map: SiteMap, settings: PageSettings, pictures: Mapping[str, PublishedImage | None], means: Means
) -> Site:
    """All pages, their trusted markup and the pictures that they show."""
    renderer = Renderer(site_map, settings, pictures)

    def work(part: Sequence[Draft]) -> _Part:
        made: list[tuple[str, _Rendered, bool]] = []
        for start in range(0, len(part), AT_ONCE):
            some = {_key(draft, settings, pictures, means.program): draft for draft in part[start : start + AT_ONCE]}
            found = means.store.get(some)
            for key, draft in some.items():
                kept = _read(found[key], site_map, pictures) if key in found else None
                made.append((key, kept or _rendered(renderer, draft), kept is not None))
        site = Site(
            {one.page.uri: one.page for _, one, _ in made},
            joined(one.fragments for _, one, _ in made),
            {name: b"" for _, one, _ in made for name in one.shown},
        )
        fresh = {key: pack(key, one.written) for key, one, is_kept in made if not is_kept and one.is_whole}
        return _Part(site, [key for key, _, is_kept in made if is_kept], fresh)

    parts = spread(work, drafts, means.jobs)
    means.store.put(joined(part.fresh for part in parts), [key for part in parts for key in part.used])
    shown = {picture.path: picture.data for picture in pictures.values() if picture}
    names = sorted({name for part in parts for name in part.site.pictures})
    pages = joined(part.site.pages for part in parts)
    return Site(
        {uri: pages[uri] for uri in sorted(pages)}, joined(part.site.fragments for part in parts), {name: shown[name] for name in names}
    )


@dataclass(frozen=True)
class _Rendered:
    """A page with all that was made along with it, and the pages that it links to."""

    page: GeneratedPage
    fragments: Mapping[str, str]
    shown: Sequence[str]
    links: Sequence[str]

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the page was made by another: its markup is all there, but for what a contributed text claims."""
        named = set(_PLACEHOLDER.findall(self.page.markdown)) - set(_PLACEHOLDER.findall(self.page.text))
        return named <= self.fragments.keys()

    @property
    def written(self) -> bytes:
        page = self.page
        about = [page.uri, page.markdown, page.title, page.description, page.text, page.searchable]
        return json.dumps([about, dict(self.fragments), list(self.shown), list(self.links)], ensure_ascii=False).encode(
            "utf-8", "surrogatepass"
        )


def _rendered(renderer: Renderer, draft: Draft) -> _Rendered:
    renderer.fragments, renderer.shown, renderer.linked = {}, {}, set()
    page = renderer.render(draft)
    return _Rendered(page, renderer.fragments, sorted(renderer.shown), sorted(renderer.linked))


def _read(entry: bytes, site_map: SiteMap, pictures: Mapping[str, PublishedImage | None]) -> _Rendered | None:
    """A page as it was kept; None if one that it links to is gone."""
    about, fragments, shown, links = json.loads(entry.decode("utf-8", "surrogatepass"))
    if not all(site_map.has(uri) for uri in links):
        return None
    values: Any = about
    return _Rendered(GeneratedPage(*values), fragments, shown, links)


def _key(draft: Draft, settings: PageSettings, pictures: Mapping[str, PublishedImage | None], program: str) -> str:
    """Stands for all that a page is made from. A picture's path stands for its bytes."""
    seen: Sequence[object] = ()
    if draft.images and "![" in draft.body:
        beside = sorted((name, picture) for name, picture in pictures.items() if name.startswith(f"{draft.images}/"))
        seen = [(name, picture and (picture.path, picture.width, picture.height)) for name, picture in beside]
    return sha256(repr((program, digest(draft, settings), seen)).encode()).hexdigest()
