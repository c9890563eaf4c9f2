"""Pages from their drafts, those of an earlier build from the store: a page is a function of its draft, the settings and the program."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice

from citynet_kb.forked import in_turns
from citynet_kb.pages.draft import Draft, PageSettings
from citynet_kb.pages.late_pages import KeptTexts, LateMarkup, LatePages, PageTexts
from citynet_kb.pages.made_pages import MadePage, page_of_entry
from citynet_kb.pages.page import Site, SiteMap
from citynet_kb.pages.page_kinds import KeptKind, PageKind, entry_of_kind, kept_kinds
from citynet_kb.pages.renderer import Renderer
from citynet_kb.pages.value_digests import ValueDigests
from citynet_kb.sources.image_rules import PublishedImage
from citynet_kb.store import Means, pack

AT_ONCE = 500
"""Pages that are kept in one go."""


class SiteRenderer:
    """Renders the drafts of one build, and takes from the store what an earlier one has rendered."""

    def __init__(
        self,
        site_map: SiteMap,
        settings: PageSettings,
        pictures: Mapping[str, PublishedImage | None],
        means: Means,
        shared: Callable[[], Iterable[object]] = tuple,
    ) -> None:
        """`shared` makes values that are part of many drafts."""
        self._site_map, self._settings, self._pictures, self._means = site_map, settings, pictures, means
        self._renderer = Renderer(site_map, settings, pictures)
        self._shared = shared
        self._digests = ValueDigests((settings,))
        self._is_prepared = False

    def site(self, kinds: Sequence[PageKind], together: Sequence[Sequence[int]] = ()) -> Site:
        """All pages, their trusted markup and the pictures that they show. Of two pages with one address the later counts.
        `together`: numbers of kinds that one process makes, those with most to do first.
        """
        parts = self._parts(kinds, together)
        every = [one for part in parts for one in part]
        pages = dict(sorted({one.head.uri: one for one in every}.items()))
        names: dict[str, str] = {}
        for uri, one in pages.items():
            names.update((name, uri) for name in one.names if name not in names)
        shown = {picture.path: picture.data for picture in self._pictures.values() if picture}
        places = {uri: one.key_of_texts for uri, one in pages.items() if not one.texts}
        kind_of = {one.head.uri: number for number, part in enumerate(parts) for one in part}
        another = partial(SiteRenderer, self._site_map, self._settings, self._pictures, self._means, self._shared)
        texts = KeptTexts(self._means.store, places, kind_of, lambda: LostTexts(another(), kinds).of)
        fresh = {uri: one.texts for uri, one in pages.items() if one.texts}
        heads = {uri: one.head for uri, one in pages.items()}
        return Site(
            LatePages(heads, fresh, texts),
            LateMarkup(names, fresh, texts),
            {name: shown[name] for name in sorted({name for one in pages.values() for name in one.shown})},
            heads=heads,
        )

    def _parts(self, kinds: Sequence[PageKind], together: Sequence[Sequence[int]]) -> Sequence[Sequence[MadePage]]:
        """The pages of each kind, those that are missing made by several processes in turns."""
        means = self._means
        keys = [self._key_of_kind(kind) for kind in kinds]
        kept = kept_kinds({key: kind for key, kind in zip(keys, kinds, strict=True) if key}, means.store)
        works = [(key, kind, kept.get(key, KeptKind())) for key, kind in zip(keys, kinds, strict=True)]
        left = {number for number, (_, _, known) in enumerate(works) if known.missing is None or known.missing}
        shares = _shares(left, together)
        done = in_turns(lambda share: [self._of_kind(*works[number]) for number in share], shares, means.jobs)
        made = dict(zip(chain(*shares), chain(*done), strict=True))
        parts = [(*known.pages, *made.get(number, ())) for number, (_, _, known) in enumerate(works)]
        used = [end for part in parts for one in part if one.is_from_before for end in (one.key, one.key_of_texts)]
        means.store.put({}, [*kept, *used])
        return parts

    def prepare(self) -> None:
        """Look at what many drafts share, once: each process for itself, since it needs but some of what can be counted and joined."""
        if self._means.keeps and not self._is_prepared:
            self._is_prepared = True
            self._digests = ValueDigests((self._settings, *self._shared()))

    def texts(self, draft: Draft) -> PageTexts:
        """Of one page, made anew and kept."""
        one, entries = self._one(self._key(draft), draft)
        self._means.store.put(entries)
        assert one.texts
        return one.texts

    def _of_kind(self, key: str, kind: PageKind, known: KeptKind) -> list[MadePage]:
        """The pages of a kind that are missing."""
        if known.missing is None:
            self.prepare()
        made = list(self._all_served(kind.drafts(known.missing)))
        if key and not any(one.texts for one in made):
            self._means.store.put({key: pack(key, entry_of_kind(kind, (*known.pages, *made)))})
        return made

    def _key_of_kind(self, kind: PageKind) -> str:
        """Stands for all that its pages are made from, but for what is their own; empty where that is not known."""
        return self._digests.of(self._means.program, kind.source, self._settings) if kind.source and self._means.keeps else ""

    def _all_served(self, drafts: Iterable[Draft]) -> Iterator[MadePage]:
        """A few hundred pages at a time."""
        waiting = iter(drafts)
        while some := tuple(islice(waiting, AT_ONCE)):
            yield from self.served(some)

    def served(self, drafts: Sequence[Draft]) -> list[MadePage]:
        """The pages of these drafts."""
        keyed = {self._key(draft): draft for draft in drafts}
        store = self._means.store
        found = store.each(keyed) if self._means.keeps else ()
        kept = {key: one for key, entry in found if (one := page_of_entry(entry, self._site_map))}
        whole = store.known(one.key_of_texts for one in kept.values())
        kept = {key: one for key, one in kept.items() if one.key_of_texts in whole}
        made = {one.key: one for one in self._rendered([(key, draft) for key, draft in keyed.items() if key not in kept])}
        return [kept.get(key) or made[key] for key in keyed]

    def _rendered(self, part: Sequence[tuple[str, Draft]]) -> list[MadePage]:
        """The process that made them keeps their texts and lets them go: those of thousands of pages would fill the memory."""
        made: list[MadePage] = []
        entries: dict[str, bytes] = {}
        for key, draft in part:
            one, written = self._one(key, draft)
            entries.update(written)
            made.append(one)
        are_kept = bool(entries) and self._means.store.put(entries)
        return [replace(one, texts=None) if are_kept and one.key in entries else one for one in made]

    def _one(self, key: str, draft: Draft) -> tuple[MadePage, dict[str, bytes]]:
        """A page and its entries, where it may be kept."""
        renderer = self._renderer
        renderer.fragments, renderer.shown, renderer.linked = {}, {}, set()
        page = renderer.render(draft)
        texts = PageTexts(page.markdown, renderer.fragments)
        one = MadePage(page.head, key, list(texts.fragments), sorted(renderer.shown), texts)
        return one, one.entries(sorted(renderer.linked)) if self._means.keeps and one.is_whole else {}

    def _key(self, draft: Draft) -> str:
        """Stands for all that a page is made from. A picture's path stands for its bytes."""
        if not self._means.keeps:
            return draft.uri
        seen: Sequence[object] = ()
        if draft.images and "![" in draft.body:
            beside = sorted((name, picture) for name, picture in self._pictures.items() if name.startswith(f"{draft.images}/"))
            seen = tuple((name, picture and (picture.path, picture.width, picture.height)) for name, picture in beside)
        return self._digests.of(self._means.program, draft, self._settings, seen)


def _shares(left: Collection[int], together: Sequence[Sequence[int]]) -> list[list[int]]:
    """What is left, those together that shall be, and in this order; then each of the others."""
    others = [[number] for number in sorted(set(left).difference(*together))]
    shares = [*([number for number in share if number in left] for share in together), *others]
    return [share for share in shares if share]


class LostTexts:
    """Texts that the store has lost since. A page is looked for among the drafts of its kind, and those before it are looked after on the
    way: what the store has lost of them is kept again. So whatever is lost, one process makes each draft about once and few pages are in
    its memory.
    """

    def __init__(self, site_renderer: SiteRenderer, kinds: Sequence[PageKind]) -> None:
        self._site_renderer, self._kinds = site_renderer, kinds
        self._waiting: dict[int, Iterator[Draft]] = {}
        site_renderer.prepare()

    def of(self, uri: str, kind: int) -> PageTexts:
        """Those of a page, whose kind has this number. Raises LookupError where there is none any more."""
        texts = self._up_to(uri, self._waiting[kind]) if kind in self._waiting else None
        if texts is None:
            self._waiting[kind] = iter(self._kinds[kind].drafts(None))
            texts = self._up_to(uri, self._waiting[kind])
        if texts is None:
            raise LookupError(uri)
        return texts

    def _up_to(self, uri: str, drafts: Iterator[Draft]) -> PageTexts | None:
        passed: list[Draft] = []
        texts = None
        for draft in drafts:
            if draft.uri == uri:
                texts = self._site_renderer.texts(draft)
                break
            passed.append(draft)
            if len(passed) == AT_ONCE:
                self._site_renderer.served(passed)
                passed = []
        self._site_renderer.served(passed)
        return texts
