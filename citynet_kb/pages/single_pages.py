"""Pages of the site, each rendered when it is asked for: for a preview, in which few are looked at."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from citynet_kb.pages.build import MAKERS, drafts_of
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.page import GeneratedPage
from citynet_kb.pages.renderer import Renderer
from citynet_kb.sources.image_rules import PublishedImage

Maker = Callable[[BuildContext], Iterable[Draft]]
Ways = dict[tuple[str, int], list[Maker]]
"""First folder and depth of a page → who has made such pages: who makes sites of one project again and again hands in the same one."""


class SinglePages:
    """The pages of one state of the content. They are those of `build_site`, each made once."""

    def __init__(self, context: BuildContext, pictures: Mapping[str, PublishedImage | None], ways: Ways) -> None:
        self.context = context
        self._renderer = Renderer(context.site_map, context.settings, pictures)
        self._ways = ways
        self._waiting: dict[Maker, Iterator[Draft]] = {}
        self._drafts: dict[str, Draft] = {}
        self._pages: dict[str, GeneratedPage] = {}

    @property
    def fragments(self) -> Mapping[str, str]:
        """The trusted markup of the pages that were rendered, by hash; it grows with them."""
        return self._renderer.fragments

    def has(self, uri: str) -> bool:
        """Whether the site has this page."""
        return self.context.site_map.has(uri)

    def page(self, uri: str) -> GeneratedPage:
        """One page. Raises LookupError if there is none, or where its template links to one that does not exist."""
        if uri not in self._pages:
            self._pages[uri] = self._renderer.render(self._draft(uri))
        return self._pages[uri]

    def uris(self, suits: Callable[[PageMeta], object] = lambda _: True) -> list[str]:
        """All pages of which what stands at their head suits, in the order of the site. None is rendered for that."""
        for maker in MAKERS:
            self._ask(maker)
        return sorted(uri for uri, draft in self._drafts.items() if suits(draft.meta))

    def _draft(self, uri: str) -> Draft:
        """The draft of a page, if need be from whom has made such pages before; most makers are never asked."""
        if uri in self._drafts:
            return self._drafts[uri]
        if self.has(uri):
            likely = self._ways.setdefault((uri.partition("/")[0], uri.count("/")), [])
            for maker in (*likely, *(maker for maker in MAKERS if maker not in likely)):
                if self._ask(maker, uri):
                    likely[:] = dict.fromkeys((*likely, maker))
                    return self._drafts[uri]
        raise LookupError(uri)

    def _ask(self, maker: Maker, uri: str = "") -> bool:
        """Take the drafts of one kind, up to that of a page or all; whether the page was among them."""
        if maker not in self._waiting:
            self._waiting[maker] = iter(drafts_of(self.context, maker))
        for draft in self._waiting[maker]:
            self._drafts[draft.uri] = draft
            if draft.uri == uri:
                return True
        return False
