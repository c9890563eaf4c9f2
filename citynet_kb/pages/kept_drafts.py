"""Pages from their drafts, those of an earlier build from the store: a page is a function of its draft, the settings and the program."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from citynet_kb.forked import in_turns
from citynet_kb.pages.draft import Draft, PageSettings
from citynet_kb.pages.late_pages import KeptTexts, LateMarkup, LatePages, PageTexts
from citynet_kb.pages.page import PageHead, Site, SiteMap
from citynet_kb.pages.renderer import Renderer
from citynet_kb.pages.value_digests import ValueDigests
from citynet_kb.sources.image_rules import PublishedImage
from citynet_kb.store import Means, pack

_PLACEHOLDER = re.compile(r"\{\{kb:([0-9a-f]{64})\}\}")
AT_ONCE = 500
"""Pages that are kept in one go."""
_TEXTS = " texts"
"""Behind the key of a page: where its texts are kept."""


class Kitchen:
    """Renders the drafts of one build, and takes from the store what an earlier one has rendered."""

    def __init__(
        self,
        site_map: SiteMap,
        settings: PageSettings,
        pictures: Mapping[str, PublishedImage | None],
        means: Means,
        shared: Iterable[object] = (),
    ) -> None:
        """`shared`: values that are part of many drafts."""
        self._site_map, self._settings, self._pictures, self._means = site_map, settings, pictures, means
        self._renderer = Renderer(site_map, settings, pictures)
        self._shared = tuple(shared)
        self._digests = ValueDigests((settings, *self._shared) if means.keeps else ())

    def site(self, makers: Sequence[Callable[[], Iterable[Draft]]], largest: Iterable[int] = ()) -> Site:
        """All pages, their trusted markup and the pictures that they show. Of two drafts with one address the later counts.
        `largest`: numbers of the makers that have most to do.
        """
        means = self._means
        parts = in_turns(lambda make: list(self._all_served(make())), makers, means.jobs, largest)
        every = [made for part in parts for made in part]
        means.store.put({}, [end for one in every if one.is_from_before for end in (one.key, one.key + _TEXTS)])
        pages = dict(sorted({one.head.uri: one for one in every}.items()))
        names: dict[str, str] = {}
        for uri, one in pages.items():
            names.update((name, uri) for name in one.names if name not in names)
        shown = {picture.path: picture.data for picture in self._pictures.values() if picture}
        keys = {uri: one.key + _TEXTS for uri, one in pages.items() if not one.texts}
        made_by = {one.head.uri: maker for maker, part in enumerate(parts) for one in part}
        another = partial(Kitchen, self._site_map, self._settings, self._pictures, means, self._shared)
        kept = KeptTexts(means.store, keys, made_by, lambda: LostTexts(another(), makers).of)
        made = {uri: one.texts for uri, one in pages.items() if one.texts}
        heads = {uri: one.head for uri, one in pages.items()}
        return Site(
            LatePages(heads, made, kept),
            LateMarkup(names, made, kept),
            {name: shown[name] for name in sorted({name for one in pages.values() for name in one.shown})},
            heads=heads,
        )

    def texts(self, draft: Draft) -> PageTexts:
        """Of one page, made anew and kept."""
        one, entries = self._one(self._key(draft), draft)
        self._means.store.put(entries)
        assert one.texts
        return one.texts

    def _all_served(self, drafts: Iterable[Draft]) -> Iterator["_Made"]:
        """A few hundred pages at a time."""
        waiting = iter(drafts)
        while some := tuple(islice(waiting, AT_ONCE)):
            yield from self.served(some)

    def served(self, drafts: Sequence[Draft]) -> list["_Made"]:
        """The pages of these drafts."""
        keyed = {self._key(draft): draft for draft in drafts}
        store = self._means.store
        found = store.each(keyed) if self._means.keeps else ()
        kept = {key: one for key, entry in found if (one := _read(key, entry, self._site_map))}
        whole = store.known(key + _TEXTS for key in kept)
        kept = {key: one for key, one in kept.items() if key + _TEXTS in whole}
        made = {one.key: one for one in self._rendered([(key, draft) for key, draft in keyed.items() if key not in kept])}
        return [kept.get(key) or made[key] for key in keyed]

    def _rendered(self, part: Sequence[tuple[str, Draft]]) -> list["_Made"]:
        """The process that made them keeps their texts and lets them go: those of thousands of pages would fill the memory."""
        made, entries = [], {}
        for key, draft in part:
            one, written = self._one(key, draft)
            entries.update(written)
            made.append(one)
        are_kept = bool(entries) and self._means.store.put(entries)
        return [replace(one, texts=None) if are_kept and one.key in entries else one for one in made]

    def _one(self, key: str, draft: Draft) -> tuple["_Made", dict[str, bytes]]:
        """A page and its entries, where it may be kept."""
        renderer = self._renderer
        renderer.fragments, renderer.shown, renderer.linked = {}, {}, set()
        page = renderer.render(draft)
        texts = PageTexts(page.markdown, renderer.fragments)
        one = _Made(page.head, key, list(texts.fragments), sorted(renderer.shown), texts)
        if not (self._means.keeps and one.is_whole):
            return one, {}
        entry, written = pack(key, _written(one, sorted(renderer.linked))), pack(key + _TEXTS, texts.written)
        return one, {key: entry, key + _TEXTS: written}

    def _key(self, draft: Draft) -> str:
        """Stands for all that a page is made from. A picture's path stands for its bytes."""
        if not self._means.keeps:
            return draft.uri
        seen: Sequence[object] = ()
        if draft.images and "![" in draft.body:
            beside = sorted((name, picture) for name, picture in self._pictures.items() if name.startswith(f"{draft.images}/"))
            seen = tuple((name, picture and (picture.path, picture.width, picture.height)) for name, picture in beside)
        return self._digests.of(self._means.program, draft, self._settings, seen)


class LostTexts:
    """Texts that the store has lost since. A page is looked for among the drafts of its maker, and those before it are looked after on the
    way: what the store has lost of them is kept again. So whatever is lost, one process makes each draft about once and few pages are in
    its memory.
    """

    def __init__(self, kitchen: Kitchen, makers: Sequence[Callable[[], Iterable[Draft]]]) -> None:
        self._kitchen, self._makers = kitchen, makers
        self._waiting: dict[int, Iterator[Draft]] = {}

    def of(self, uri: str, maker: int) -> PageTexts:
        """Those of a page. Raises LookupError where there is none any more."""
        texts = self._up_to(uri, self._waiting[maker]) if maker in self._waiting else None
        if texts is None:
            self._waiting[maker] = iter(self._makers[maker]())
            texts = self._up_to(uri, self._waiting[maker])
        if texts is None:
            raise LookupError(uri)
        return texts

    def _up_to(self, uri: str, drafts: Iterator[Draft]) -> PageTexts | None:
        passed: list[Draft] = []
        texts = None
        for draft in drafts:
            if draft.uri == uri:
                texts = self._kitchen.texts(draft)
                break
            passed.append(draft)
            if len(passed) == AT_ONCE:
                self._kitchen.served(passed)
                passed = []
        self._kitchen.served(passed)
        return texts


@dataclass(frozen=True)
class _Made:
    """A page: what is known of it, the names of its trusted markup, the pictures that it shows; with its texts where they are not kept."""

    head: PageHead
    key: str
    names: Sequence[str]
    shown: Sequence[str]
    texts: PageTexts | None = None
    is_from_before: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the page was made by another: its markup is all there, but for what a contributed text claims."""
        assert self.texts
        named = set(_PLACEHOLDER.findall(self.texts.markdown)) - set(_PLACEHOLDER.findall(self.head.text))
        return named <= self.texts.fragments.keys()


def _written(one: _Made, links: Sequence[str]) -> bytes:
    """A page as it is kept, without its texts; `links` are the pages that it links to."""
    head = one.head
    fields = (head.uri, head.title, head.description, head.text, head.searchable, head.digest)
    return json.dumps([*fields, one.names, one.shown, links]).encode()


def _read(key: str, entry: bytes, site_map: SiteMap) -> _Made | None:
    """A page as it was kept, without its texts; None if one that it links to is gone."""
    *head, names, shown, links = json.loads(entry)
    return _Made(PageHead(*head), key, names, shown, is_from_before=True) if all(map(site_map.has, links)) else None
