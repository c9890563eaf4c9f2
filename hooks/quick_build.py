"""Makes builds of MkDocs quicker and changes no byte of them: pages are converted, put into the theme and written on all cores.

It knows nothing of what the pages tell. MkDocs goes on reading every page, asking its plugins and checking all links; only two of its
functions are put off: the conversion of a page until its theme is asked for, and the first page of that then has all of them made. What
this was not tried with (another version, a plugin that looks at finished pages) is built by MkDocs alone, and one line says so.
"""

import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from types import MappingProxyType
from typing import Any

import markdown
from kept_pages import KeptPages, LookedUp, by_file, by_uri
from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from citynet_kb.forked import cores, joined, spread

KNOWN = MappingProxyType({"mkdocs": "1.6.1", "mkdocs-material": "9.8.2"})
PLUGINS = frozenset({"material/search", "material/tags"})
"""Tags are collected and listed before pages are put into the theme. The search must be off: it collects what each finished page holds."""
AFTER_READING = ("pre_page", "page_read_source", "page_content", "page_context", "post_page")
"""Events of single pages that a plugin could only follow from page to page in one process."""
AT_ONCE = 200
"""Pages that are looked up in the store at once, and so are in memory."""
MKDOCS = logging.getLogger("mkdocs")


def on_startup(command: str, dirty: bool) -> None:
    """Put off what can be done later, for whole builds."""
    if command == "build" and not dirty:
        QuickBuild().install()


class QuickBuild:
    """One build. `put_off` holds the pages that are yet to be converted, `done` those that are written."""

    def __init__(self) -> None:
        self.put_off: list[Page] = []
        self.done: set[str] = set()
        self.files: Files | None = None
        self.fits: bool | None = None
        self.render = Page.render
        self.build_page = build._build_page

    def install(self) -> None:
        """Put the two functions in the place of those of MkDocs, which stay at hand."""
        quick = self

        def render(self: Page, config: MkDocsConfig, files: Files) -> None:
            if quick.may_put_off(self, config):
                quick.files, self.content = files, ""
                quick.put_off.append(self)
            else:
                quick.render(self, config, files)

        def build_page(page: Page, *arguments: Any, **options: Any) -> None:
            quick.build_all(*arguments, **options)
            if page.file.src_uri not in quick.done:
                quick.build_page(page, *arguments, **options)

        Page.render = render  # type: ignore[method-assign]
        build._build_page = build_page

    def may_put_off(self, page: Page, config: MkDocsConfig) -> bool:
        """Whether a page can wait: not where a plugin has changed its text, since it may look for that in the converted page, nor where
        its title is yet to be found, since others may show it."""
        if self.fits is None:
            self.fits = _fits(config)
            if not self.fits:
                sys.stderr.write("Hinweis: Mit diesen Fassungen und Erweiterungen von MkDocs wird gebaut, aber langsamer.\n")
        return self.fits and "title" in page.meta and page.file.content_string.endswith(page.markdown or "")

    def build_all(self, config: MkDocsConfig, doc_files: Sequence[File], nav: Any, env: Any, *rest: Any, **options: Any) -> None:
        """Everything that was put off, once."""
        waiting, self.put_off = self.put_off, []
        if not waiting or self.files is None:
            return
        env.auto_reload = False  # templates do not change while pages are made
        files, main = self.files, os.getpid()
        converter, kept = Converter(config, files), KeptPages(config, nav, files)

        def work(part: Sequence[Page]) -> dict[str, Made]:
            made: dict[str, Made] = {}
            for start in range(0, len(part), AT_ONCE):
                some = {kept.key(page): page for page in part[start : start + AT_ONCE]}
                found = kept.store.get(some)
                made.update((page.file.src_uri, one(page, key, found.get(key))) for key, page in some.items())
            return made

        def one(page: Page, key: str, entry: bytes | None) -> Made:
            if kept.taken(page, entry):
                return Made(page, key)
            with Told(main) as told:
                try:
                    asked = converter.convert(page)
                except Exception as error:
                    MKDOCS.error(f"Error reading page '{page.file.src_uri}': {error}")
                    raise
                self.build_page(page, config, doc_files, nav, env, False, excluded=page.file.inclusion.is_excluded())  # type: ignore[no-untyped-call]
            page.content = ""  # written; of thousands of pages it would fill the memory
            return Made(page, key, told.records, {} if told.records else kept.entry(key, page, asked))

        made = joined(spread(work, waiting, cores()))
        for page in waiting:
            made[page.file.src_uri].hand_over(page, files)
            self.done.add(page.file.src_uri)
        fresh = joined(one.entry for one in made.values())
        kept.store.put(fresh, (one.key for one in made.values() if one.key not in fresh))


class Made:
    """What is known of a page that was written, by whichever process."""

    def __init__(self, page: Page, key: str, told: Sequence[logging.LogRecord] = (), entry: Mapping[str, bytes] | None = None) -> None:
        self.key, self.told, self.entry = key, told, entry or {}
        self._anchors, self._links = page.present_anchor_ids, by_uri(page.links_to_anchors)

    def hand_over(self, page: Page, files: Files) -> None:
        """Tell the page, and say what was said about it."""
        page.present_anchor_ids, page.links_to_anchors = self._anchors, by_file(self._links, files)
        for record in self.told:
            logging.getLogger(record.name).handle(record)


def _fits(config: MkDocsConfig) -> bool:
    """Whether this is what the quick way was made and tried for."""
    plugins = config.plugins
    if any(version(name) != known for name, known in KNOWN.items()):
        return False
    by_plugins = {name for name, plugin in plugins.items() if hasattr(plugin, "config")}
    search: Any = plugins.get("material/search")
    if by_plugins - PLUGINS or (search and search.config.enabled) or config.theme.name != "material":
        return False
    handlers = [handler for event in AFTER_READING for handler in plugins.events[event]]
    return all(getattr(handler, "__self__", None) in [plugins.get(name) for name in PLUGINS] for handler in handlers)


class Told(logging.Handler):
    """Keeps what MkDocs says about a page, so that it is said once, in the order of pages, by the process that counts it."""

    def __init__(self, main: int) -> None:
        super().__init__()
        self._main = main
        self.records: list[logging.LogRecord] = []
        self._others: list[logging.Handler] = []

    def __enter__(self) -> "Told":
        self._others, MKDOCS.handlers = MKDOCS.handlers, [self]
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        MKDOCS.handlers = self._others
        if failed and os.getpid() == self._main:  # what fails elsewhere is done again here
            for record in self.records:
                MKDOCS.handle(record)

    def emit(self, record: logging.LogRecord) -> None:
        record.msg, record.args, record.exc_info = record.getMessage(), None, None
        self.records.append(record)


class Converter:
    """Converts pages as `Page.render` of MkDocs does, with one Markdown object for all of them. It is made where it is first needed."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        self._config, self._files = config, files
        self._made: tuple[Any, ...] = ()

    def convert(self, page: Page) -> Mapping[str, str | None]:
        """Give the page its content, its table of contents and what its links lead to. Returns which files it asked for."""
        if not self._made:
            self._made = self._make(page)
        md, html, anchors, links, title = self._made
        self._made = ()  # should it fail, the next page gets an object that nothing is left over in
        md.reset()
        html.present_anchor_ids, anchors.present_anchor_ids, title.title = set(), set(), None
        links.file, links.files, links.links_to_anchors = page.file, LookedUp(self._files), {}
        page.content = md.convert(page.markdown or "")
        page.toc = get_toc(getattr(md, "toc_tokens", []))
        page._title_from_render = title.title
        page.present_anchor_ids = anchors.present_anchor_ids | html.present_anchor_ids
        if pages.log.getEffectiveLevel() > logging.DEBUG:
            page.links_to_anchors = links.links_to_anchors
        self._made = md, html, anchors, links, title
        asked: Mapping[str, str | None] = links.files.asked
        return asked

    def _make(self, page: Page) -> tuple[Any, ...]:
        config = self._config
        md = markdown.Markdown(extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"] or {})
        parts: tuple[Any, ...] = (
            pages._RawHTMLPreprocessor(),
            pages._ExtractAnchorsTreeprocessor(page.file, self._files, config),
            pages._RelativePathTreeprocessor(page.file, self._files, config),
            pages._ExtractTitleTreeprocessor(),
        )
        register: Callable[[Any], None]
        for part in parts:
            register = part._register
            register(md)
        return (md, *parts)
