"""Pages from their drafts, those of an earlier build from the store: a page is a function of its draft, the settings and the program."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate

from citynet_kb.forked import in_turns, joined, spread
from citynet_kb.pages.draft import Draft, PageSettings, digest
from citynet_kb.pages.page import GeneratedPage, Site, SiteMap
from citynet_kb.pages.renderer import Renderer
from citynet_kb.sources.image_rules import PublishedImage
from citynet_kb.store import Means, pack

_PLACEHOLDER = re.compile(r"\{\{kb:([0-9a-f]{64})\}\}")


class Kitchen:
    """Renders the drafts of one build, and takes from the store what an earlier one has rendered."""

    def __init__(self, site_map: SiteMap, settings: PageSettings, pictures: Mapping[str, PublishedImage | None], means: Means) -> None:
        self._site_map, self._settings, self._pictures, self._means = site_map, settings, pictures, means
        self._renderer = Renderer(site_map, settings, pictures)

    def site(self, makers: Sequence[Callable[[], Iterable[Draft]]]) -> Site:
        """All pages, their trusted markup and the pictures that they show. Of two drafts with one address the later counts.

        The first build of a program makes all drafts and then renders them in parts of one size. Later ones have little to render, so
        that the processes share the making of drafts.
        """
        means, known = self._means, f"drafts of {self._means.program}"
        if means.store.get([known]):
            every = [made for part in in_turns(lambda make: self._served(list(make()), 1), makers, means.jobs) for made in part]
        else:
            every = self._served(list({draft.uri: draft for make in makers for draft in make()}.values()), means.jobs)
        fresh = {one.key: one.entry for one in every if one.entry}
        means.store.put({**fresh, known: pack(known, b"")}, [known, *(one.key for one in every if one.is_kept)])
        pages = {one.rendered.page.uri: one.rendered for one in every}
        shown = {picture.path: picture.data for picture in self._pictures.values() if picture}
        return Site(
            {uri: pages[uri].page for uri in sorted(pages)},
            joined(one.fragments for one in pages.values()),
            {name: shown[name] for name in sorted({name for one in pages.values() for name in one.shown})},
        )

    def _served(self, drafts: Sequence[Draft], jobs: int) -> list["_Made"]:
        """The pages of these drafts, those that are to be rendered in so many processes."""
        keyed = {self._key(draft): draft for draft in drafts}
        found = self._means.store.each(keyed) if self._means.keeps else ()
        kept = {key: _Made(one, key, is_kept=True) for key, entry in found if (one := _read(entry, self._site_map))}
        parts = spread(self._rendered, [(key, draft) for key, draft in keyed.items() if key not in kept], jobs)
        made = {one.key: one for part in parts for one in part}
        return [kept.get(key) or made[key] for key in keyed]

    def _rendered(self, part: Sequence[tuple[str, Draft]]) -> list["_Made"]:
        made, renderer = [], self._renderer
        for key, draft in part:
            renderer.fragments, renderer.shown, renderer.linked = {}, {}, set()
            one = _Rendered(renderer.render(draft), renderer.fragments, sorted(renderer.shown), sorted(renderer.linked))
            made.append(_Made(one, key, pack(key, one.written) if one.is_whole and self._means.keeps else b""))
        return made

    def _key(self, draft: Draft) -> str:
        """Stands for all that a page is made from. A picture's path stands for its bytes."""
        if not self._means.keeps:
            return draft.uri
        seen: Sequence[object] = ()
        if draft.images and "![" in draft.body:
            beside = sorted((name, picture) for name, picture in self._pictures.items() if name.startswith(f"{draft.images}/"))
            seen = [(name, picture and (picture.path, picture.width, picture.height)) for name, picture in beside]
        return sha256(repr((self._means.program, digest(draft, self._settings), seen)).encode()).hexdigest()


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
        """A line that says how long each text is, then the texts: much quicker to read than JSON alone."""
        page = self.page
        texts = [text.encode("utf-8", "surrogatepass") for text in (page.markdown, page.text, *self.fragments.values())]
        about = [page.uri, page.title, page.description, page.searchable, list(self.fragments), list(self.shown), list(self.links)]
        return b"\n".join((json.dumps([*about, [len(text) for text in texts]]).encode(), b"".join(texts)))


@dataclass(frozen=True)
class _Made:
    """A page that is kept, or was rendered now with its entry for the store; none where it is not to be kept."""

    rendered: _Rendered
    key: str
    entry: bytes = b""
    is_kept: bool = False


def _read(entry: bytes, site_map: SiteMap) -> _Rendered | None:
    """A page as it was kept; None if one that it links to is gone."""
    head, _, rest = entry.partition(b"\n")
    uri, title, description, searchable, names, shown, links, lengths = json.loads(head)
    if not set(links) <= site_map.uris:
        return None
    ends = list(accumulate(lengths))
    markdown, text, *markup = (str(rest[end - size : end], "utf-8", "surrogatepass") for end, size in zip(ends, lengths, strict=True))
    page = GeneratedPage(uri, markdown, title, description, text, searchable)
    return _Rendered(page, dict(zip(names, markup, strict=True)), shown, links)
