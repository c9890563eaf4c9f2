"""Makes builds of MkDocs quicker and changes no byte of them: pages are converted, put into the theme and written on all cores, and what an
earlier build has made is taken from the store or left where it stands.

It knows nothing of what the pages tell. MkDocs goes on reading every page, asking its plugins and checking all links; only some of its
functions are exchanged while it builds: the conversion of a page is put off until its theme is asked for, and the first page of that then
has all of them made. What this was not tried with (another version, a plugin that looks at finished pages) is built by MkDocs alone, and
one line says so.
"""

import gc
import logging
import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any

from exchanged import Exchanged
from kept_pages import KeptPages, by_file, by_uri, settings_known
from kept_site import KeptSite
from known_texts import KnownTexts, digest_of_late, read_text
from mkdocs import utils
from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from page_converter import MKDOCS, Converter, Made, Told
from theme_listing import ThemeListing

from citynet_kb.forked import cores, joined, spread
from citynet_kb.store import Store, place

KNOWN = MappingProxyType({"mkdocs": "1.6.1", "mkdocs-material": "9.8.2"})
PLUGINS = frozenset({"material/search", "material/tags"})
"""Tags are collected and listed before pages are put into the theme. The search must be off: it collects what each finished page holds."""
EXTENSIONS = frozenset(
    (
        *("toc", "tables", "fenced_code", "attr_list", "admonition", "footnotes", "sane_lists", "pymdownx.tabbed", "pymdownx.tasklist"),
        "citynet_kb.fragments",
    )
)
"""Extensions of Markdown that read nothing but the page and their settings."""
HOOKS = frozenset({"citynet.py", "quick_build.py"})
AT_ONCE = 200
"""Pages that are finished and kept in one go."""
AFTER_READING = ("pre_page", "page_read_source", "page_content", "page_context", "post_page")
"""Events of single pages that a plugin could only follow from page to page in one process."""


def on_startup(command: str, dirty: bool) -> None:
    """Whole builds are made quicker."""
    if command == "build" and not dirty:
        stock = build.build

        def quick(config: MkDocsConfig, **options: Any) -> None:
            with Exchanged() as exchanged, (QuickBuild(config, exchanged).store or Store(None)).build() as ended:
                stock(config, **options)
                ended()

        build.build = quick


class QuickBuild:
    """One build. `put_off`: pages yet to be converted; `keyed`: the same by key; `done`: pages made; `latest`: what was written last."""

    def __init__(self, config: MkDocsConfig, exchanged: Exchanged) -> None:
        self.config, self.exchanged = config, exchanged
        self.put_off: list[Page] = []
        self.done: set[str] = set()
        self.files, self.latest, self.copy_to = Files([]), b"", ""
        self.texts: KnownTexts | None = None
        self.site: KeptSite | None = None
        self.kept: KeptPages | None = None
        self.keyed: dict[str, Page] = {}
        self.nav: Any = None
        file = place(Path(config.config_file_path).parent)
        self.store = Store(file) if file else None
        exchanged.take(utils, "clean_directory", self.begin)

    def begin(self, clean: Callable[[str], None], folder: str) -> None:
        """The site is about to be built, and all plugins have had their say about the settings."""
        if not _fits(self.config):
            sys.stderr.write("Hinweis: Mit diesen Fassungen und Erweiterungen von MkDocs wird gebaut, aber langsamer.\n")
            return clean(folder)
        take = self.exchanged.take
        if self.store:
            self.store.put(settings_known(self.config))
            self.site = KeptSite(self.store, folder)
            self.config.plugins.events["files"].append(self.gathered)
            self.config.plugins.events["nav"].append(self.arranged)
            self.config.plugins.events["post_build"].append(self.end)
            take(Page, "read_source", self.read_source)
            take(utils, "write_file", self.write)
            take(File, "copy_file", self.copy)
            take(Files, "copy_static_files", self.copy_all)
        take(Files, "add_files_from_theme", self.theme_files)
        take(build, "set_exclusions", self.set_exclusions)
        take(Page, "render", self.render)
        take(build, "_build_page", self.build_page)
        if not self.site or not self.site.take_over():
            clean(folder)
            if not (self.site and self.site.take_copy(os.environ.get("CITYNET_KB_COPY", ""))):
                self.copy_to = os.environ.get("CITYNET_KB_TWIN", "")  # nothing is known of an earlier build
        return None

    def end(self, **_: object) -> None:
        """The site is built."""
        if self.site:
            self.site.finish(self.copy_to)

    def gathered(self, files: Files, **_: object) -> Files:
        """All pages of the site are known."""
        if self.store:
            self.texts = KnownTexts(self.store, files.documentation_pages())
        return files

    def arranged(self, nav: Any, **_: object) -> Any:
        """The navigation of the site is known."""
        self.nav = nav
        return nav

    def read_source(self, stock: Callable[..., None], page: Page, config: MkDocsConfig) -> None:
        """The front matter of a page. Its text is left until it is needed, if no plugin could look for anything in it."""
        known = self.texts.get(page.file) if self.texts else None
        if known and not known.has_comments:
            page.markdown, page.meta = "", dict(known.meta)
            return
        stock(page, config)
        if self.texts and not known:
            self.texts.add(page.file, page.meta)

    def write(self, stock: Callable[[bytes, str], None], content: bytes, output_path: str) -> None:
        """A file of the site; one that stands there already stays."""
        self.latest = content
        if not self.site or not self.site.write(content, output_path):
            stock(content, output_path)

    def copy_all(self, stock: Callable[..., None], files: Files, **options: Any) -> None:
        """All files that are no pages. Others may still make them: what stands for each page is worked out before they are waited for."""
        if self.store and self.site:
            self.kept = KeptPages(self.config, self.nav, files, self.store, self.site, self.texts)
            self.keyed = self.kept.keyed(self.put_off)
        stock(files, **options)

    def copy(self, stock: Callable[..., None], file: File, dirty: bool = False) -> None:
        """A file that is no page."""
        held = file._content  # which may have to be read
        content = held.replace("\n", os.linesep).encode() if isinstance(held, str) else held
        if content is None and file.abs_src_path:
            content = Path(file.abs_src_path).read_bytes()
        if content is None or not self.site or not self.site.write(content, file.abs_dest_path):
            stock(file, dirty)

    def theme_files(self, stock: Callable[..., None], files: Files, _: Any, config: MkDocsConfig) -> None:
        """Those of the theme, without looking into its hidden folders: MkDocs leaves out the thousands of icons there one by one."""
        stock(files, ThemeListing(config.theme.dirs), config)

    def set_exclusions(self, stock: Callable[..., None], files: Files, config: MkDocsConfig) -> None:
        """Of those that are there: nobody waits for others yet."""
        stock(getattr(files, "here", files), config)

    def render(self, stock: Callable[..., None], page: Page, config: MkDocsConfig, files: Files) -> None:
        """Put a page off that can wait: not one whose text a plugin has changed, since it may look for that in the converted page, nor one
        whose title is yet to be found, since others may show it."""
        is_unread = not page.markdown and digest_of_late(page.file)
        if "title" in page.meta and (is_unread or page.file.content_string.endswith(page.markdown or "")):
            self.files, page.content = files, ""
            page.markdown = "" if digest_of_late(page.file) else page.markdown  # read again when it is needed
            self.put_off.append(page)
        else:
            read_text(page)
            stock(page, config, files)

    def build_page(self, stock: Callable[..., None], page: Page, *arguments: Any, **options: Any) -> None:
        """Make everything that was put off, once; and this page, if it was not among that."""
        waiting, self.put_off = self.put_off, []
        if waiting:
            self.build_all(stock, waiting, *arguments)
        if page.file.src_uri not in self.done:
            stock(page, *arguments, **options)

    def build_all(
        self, stock: Callable[..., None], waiting: Sequence[Page], config: MkDocsConfig, pages: Sequence[File], nav: Any, env: Any, *_: Any
    ) -> None:
        """On all cores."""
        env.auto_reload = False  # templates do not change while pages are made
        gc.freeze()  # all that is there now stays
        main, site, converter = os.getpid(), self.site, Converter(config, self.files)
        kept, keyed = self.kept, self.keyed or {page.file.src_uri: page for page in waiting}

        def work(part: Sequence[tuple[str, Page]]) -> dict[str, Made]:
            made = {}
            for start in range(0, len(part), AT_ONCE):
                entries: dict[str, bytes] = {}
                made.update({key: one(page, key, entries) for key, page in part[start : start + AT_ONCE]})
                if kept:
                    kept.keep(entries)
                gc.collect()  # pages and what was made of them hold each other
            return made

        def one(page: Page, key: str, entries: dict[str, bytes]) -> Made:
            with Told(main) as said:
                try:
                    read_text(page)
                    asked = converter.convert(page)
                except Exception as error:
                    MKDOCS.error(f"Error reading page '{page.file.src_uri}': {error}")
                    raise
                stock(page, config, pages, nav, env, False, excluded=page.file.inclusion.is_excluded())  # type: ignore[no-untyped-call]
            page.content = page.markdown = ""  # written; of thousands of pages it would fill the memory
            page.toc = TableOfContents([])
            path = site.path(page.file.abs_dest_path) if site else ""
            written = {path: site.written[path]} if site and path in site.written else {}
            if kept and written and not said.records:
                entries.update(kept.entries(key, page, asked, self.latest, written[path][0]))
            return Made(page.present_anchor_ids, by_uri(page.links_to_anchors), written, said.records)

        found = kept.put_in_place(keyed) if kept else set()
        made = joined(spread(work, [(key, page) for key, page in keyed.items() if key not in found], cores()))
        for key in (key for key in keyed if key in made):
            self.hand_over(keyed[key], made[key])
        self.done.update(page.file.src_uri for page in waiting)
        if kept:
            kept.keep_longer(found)

    def hand_over(self, page: Page, made: Made) -> None:
        """Tell a page what another process has found, and say what was said about it."""
        page.present_anchor_ids, page.links_to_anchors = made.anchors, by_file(made.links, self.files)
        if self.site:
            self.site.written.update(made.written)
        for record in made.told:
            logging.getLogger(record.name).handle(record)


def _fits(config: MkDocsConfig) -> bool:
    """Whether this is what the quick way was made and tried for."""
    plugins = config.plugins
    if any(version(name) != known for name, known in KNOWN.items()):
        return False
    if set(config.markdown_extensions) - EXTENSIONS or {Path(name).name for name in config.hooks} - HOOKS:
        return False
    by_plugins = {name for name, plugin in plugins.items() if hasattr(plugin, "config")}
    search: Any = plugins.get("material/search")
    if by_plugins - PLUGINS or (search and search.config.enabled) or config.theme.name != "material":
        return False
    handlers = [handler for event in AFTER_READING for handler in plugins.events[event]]
    return all(getattr(handler, "__self__", None) in [plugins.get(name) for name in PLUGINS] for handler in handlers)
