"""One state of the project as the preview shows it: its pages, and all files beside them, made when they are asked for."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from posixpath import dirname
from threading import Lock, RLock
from types import MappingProxyType

from citynet_kb.checks.form_pairs import rule_texts
from citynet_kb.exports import build_templates, form_files, holiday_file, notes_for_programs, search_files, search_of_theme
from citynet_kb.model import addresses
from citynet_kb.pages import (
    BuildContext,
    GeneratedPage,
    SinglePages,
    Site,
    feed_files,
    link_pictures,
    measure_headlines,
    meeting_calendars,
    plan_calendars,
    search_words,
    sentences_of,
    sheet_documents,
)
from citynet_kb.pages.draft import PageMeta
from citynet_kb.pages.single_pages import Ways
from citynet_kb.pictures.link_picture import LinkPicture
from citynet_kb.project import Project
from citynet_kb.search import OtherPage, build_search, entries

Files = Mapping[str, bytes]
EVERY = ""
"""What the name of every file begins with."""


class ShownState:
    """Made from a project without errors. Several threads may ask at once: pages are made one by one, the rest beside them."""

    def __init__(self, project: Project, ways: Ways, pages_lock: RLock) -> None:
        content = project.content
        base, rules = content.knowledge_base, rule_texts()
        self._project, self._base = project, base
        self._context = BuildContext(base, project.indexes, project.configuration, project.today, rules, content.versions)
        self._pages = SinglePages(self._context, content.pictures, ways)
        self._lock = pages_lock
        self._locks = {name: Lock() for name in _MADE}
        self._made: dict[str, Files] = {}

    @property
    def fragments(self) -> Mapping[str, str]:
        """The trusted markup of the pages that were asked for, by hash. A contributed text that names the markup of another page shows
        nothing but that name here; in a build it would repeat it."""
        return self._pages.fragments

    def has(self, uri: str) -> bool:
        """Whether the site has this page, or this file beside the pages."""
        return self._pages.has(uri) if uri.endswith(".md") else self._link_picture(uri) is not None or uri in self._group(_name(uri))

    def text(self, uri: str) -> str:
        """The Markdown of a page. Raises LookupError where there is none."""
        return self._page(uri).markdown

    def tagged(self) -> Iterator[tuple[str, str]]:
        """Each page that bears tags, in the order of the site, with its text."""
        return ((uri, self.text(uri)) for uri in self._uris(lambda meta: meta.tags))

    def every(self) -> Iterator[tuple[str, str]]:
        """Each page, in the order of the site, with its text."""
        return ((uri, self.text(uri)) for uri in self._uris(lambda _: True))

    def file(self, path: str) -> bytes | None:
        """A file that is neither a page nor part of the theme, by its path below the site; None if there is none."""
        picture = self._link_picture(path)
        if picture:
            return picture
        name = _name(path)
        with self._locks[name]:
            return self._group(name).get(path)

    def _group(self, name: str) -> Files:
        """All files of one kind. Whoever makes a page asks without the lock, since files may ask for pages."""
        if name not in self._made:
            self._made[name] = _MADE[name](self)
        return self._made[name]

    def _page(self, uri: str) -> GeneratedPage:
        with self._lock:
            return self._pages.page(uri)

    def _uris(self, suits: Callable[[PageMeta], object]) -> list[str]:
        with self._lock:
            return self._pages.uris(suits)

    def _link_picture(self, path: str) -> bytes | None:
        """A picture beside a link is painted alone: there are as many as measures."""
        picture = self._link_pictures.get(path)
        painter = self._project.painter if picture else None
        return painter.painted(picture) if painter and picture else None

    @cached_property
    def _link_pictures(self) -> Mapping[str, LinkPicture]:
        return link_pictures(self._context)

    def _exports(self) -> Files:
        return self._project.exports()

    def _pictures(self) -> Files:
        return {picture.path: picture.data for picture in self._project.content.pictures.values() if picture}

    def _forms(self) -> Files:
        return form_files(self._base, self._project.configuration, sentences_of(self._context))

    def _templates(self) -> Files:
        return build_templates(self._base)

    def _notes(self) -> Files:
        return notes_for_programs(self._project.configuration, self._project.indexes.newest_date)

    def _feeds(self) -> Files:
        return feed_files(self._context)

    def _plans(self) -> Files:
        return {**holiday_file(self._base, self._project.today), **plan_calendars(self._context)}

    def _meetings(self) -> Files:
        return meeting_calendars(self._context)

    def _sheets(self) -> Files:
        pages = {uri: self._page(uri) for uri in map(addresses.sheet, self._base.measures)}
        site = Site(pages, self.fragments, heads={uri: page.head for uri, page in pages.items()})
        return sheet_documents(self._base, site, self._project.configuration)

    def _search(self) -> Files:
        """Every page that may be found goes into it, but those of cases, which are found by their records."""
        found = self._uris(lambda meta: meta.is_searched and not meta.redirect)
        pages = (self._page(uri) for uri in found if not addresses.is_case(addresses.published(uri)))
        others = (OtherPage(addresses.published(page.uri), page.title, page.description, page.text) for page in pages)
        headlines = measure_headlines(self._project.indexes, self._base.cities)
        return search_files(build_search(entries(self._base, self._project.indexes, others, headlines)), search_words())

    def _theme_search(self) -> Files:
        """The theme asks for it with every page and never uses it, so an empty one saves what the true one costs after each change."""
        return {addresses.SEARCH_OF_THEME: search_of_theme(())}


def _beside(path: str) -> str:
    return f"{dirname(path)}/"


_MADE: Mapping[str, Callable[[ShownState], Files]] = MappingProxyType(
    {
        addresses.SEARCH_OF_THEME: ShownState._theme_search,
        _beside(addresses.SEARCH): ShownState._search,
        _beside(addresses.picture("")): ShownState._pictures,
        _beside(addresses.WORD_TEMPLATE): ShownState._templates,
        _beside(addresses.FORM_DATA): ShownState._forms,
        _beside(addresses.MEETINGS): ShownState._meetings,
        _beside(addresses.SHEETS): ShownState._sheets,
        _beside(addresses.HOLIDAYS): ShownState._plans,
        _beside(addresses.feed("alles", "xml")): ShownState._feeds,
        addresses.CITATION: ShownState._notes,
        addresses.ROBOTS: ShownState._notes,
        EVERY: ShownState._exports,
    }
)
"""What the path of a file begins with → all files like it; the first that fits. A test tries it on every file of a site."""


def _name(path: str) -> str:
    return next(name for name in _MADE if path.startswith(name))
