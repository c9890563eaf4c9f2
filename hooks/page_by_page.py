"""Pages, templates and files of a site, each made by MkDocs when it is asked for: for a preview, which need not build what nobody looks at.

It knows nothing of what the pages tell. Each page goes through MkDocs' own steps, which are private to it: `fits` says whether they are
those that this was made for. The files of the theme, the navigation and the templates are set up once.
"""

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Any, Protocol

from mkdocs.commands import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

KNOWN = MappingProxyType({"mkdocs": "1.6.1", "mkdocs-material": "9.8.2"})
PLUGINS = frozenset({"material/search", "material/tags"})
"""Of the tags, a page needs those of all others only where it lists them; the search must be off, since it collects finished pages."""


class Sources(Protocol):
    """Where the texts of pages come from. `uri` is the path of a page in the tree, `massnahmen/eisbahn.md`."""

    def has(self, uri: str) -> bool:
        """Whether there is such a page, or such a file beside the pages."""

    def text(self, uri: str) -> str:
        """The Markdown of a page, with its front matter."""

    def tagged(self) -> Iterable[tuple[str, str]]:
        """Each page that bears tags, in the order of the site, with its text."""

    def every(self) -> Iterable[tuple[str, str]]:
        """Each page, in the order of the site, with its text."""


def fits(config: MkDocsConfig) -> bool:
    """Whether this is what the preview was made and tried for."""
    if any(version(name) != known for name, known in KNOWN.items()):
        return False
    plugins = {name: plugin for name, plugin in config.plugins.items() if hasattr(plugin, "config")}
    search: Any = plugins.get("material/search")
    return plugins.keys() <= PLUGINS and config.theme.name == "material" and not (search and search.config.enabled)


class PageByPage:
    """The site of one configuration. Not for two threads at once."""

    def __init__(self, settings: Path, adapter: str, place: Path, sources: Sources) -> None:
        """`adapter` is the one hook that is asked, and says which files are the theme's; `place` a folder for what is being made."""
        self.config = config = load_config(str(settings), hooks=[adapter], site_dir=str(place))
        config.plugins.on_startup(command="build", dirty=False)
        self.config = config = config.plugins.on_config(config)
        self.fits = fits(config)
        config.plugins.on_pre_build(config=config)
        hooks: Any = config.hooks
        self._adapter = hooks[adapter]
        self._entries = config.nav
        self._files = AskedFiles(self._adapter.without_contributions(Files([]), config), config)
        env = config.theme.get_env()
        self._tags: Any = config.plugins.get("material/tags")
        self._env = config.plugins.on_env(env, config=config, files=self._files)
        self.show(sources)

    @property
    def address(self) -> str:
        """The address under which the site will be published; empty where that is not known."""
        return self.config.site_url or ""

    def show(self, sources: Sources) -> None:
        """Take the texts from here now."""
        self._sources = self._files.sources = sources
        entries = self._adapter.with_pages(self._entries, sources.has)
        if entries != self.config.nav or not self._files.pages:
            self.config.nav = entries
            self._files.pages.clear()
            nav = get_navigation(self._files, self.config)
            self._nav = self.config.plugins.on_nav(nav, config=self.config, files=self._files)

    def set_option(self, extension: str, name: str, value: object) -> None:
        """Give an extension of Markdown what it is to work with from now on."""
        self.config.mdx_configs.setdefault(extension, {})[name] = value

    def page(self, uri: str) -> bytes:
        """A page as it is published. Raises whatever MkDocs or a template raises."""
        file = self._files.get_file_from_path(uri)
        if file is None:
            raise LookupError(uri)
        page = file.page if file.page in self._nav.pages else None
        page = page or Page(None, file, self.config)
        file.content_string = self._sources.text(uri)
        self._forget_tags()
        build._populate_page(page, self.config, self._files)
        self._list_tags(page)
        build._build_page(page, self.config, [], self._nav, self._env)
        return self._taken(file.dest_uri)

    def has_template(self, name: str) -> bool:
        """Whether the theme makes this file from a template, such as `404.html`."""
        return name.removesuffix(".gz") in self.config.theme.static_templates

    def template(self, name: str) -> bytes:
        """Such a file. The map of the site is made from all pages."""
        source = name.removesuffix(".gz")
        files = Files(self._read(self._sources.every())) if source == "sitemap.xml" else self._files
        build._build_theme_template(source, self._env, files, self.config, self._nav)
        return self._taken(name)

    def static(self, path: str) -> bytes | None:
        """A file of the theme; None if there is none of this name."""
        file = self._files.src_uris.get(path)
        return file.content_bytes if file and not file.is_documentation_page() else None

    def _taken(self, path: str) -> bytes:
        """What MkDocs has written, taken from where it lies."""
        file = Path(self.config.site_dir) / path
        content = file.read_bytes()
        file.unlink()
        return content

    def _read(self, texts: Iterable[tuple[str, str]]) -> Iterable[File]:
        """Pages of which only the front matter is looked at."""
        for uri, text in texts:
            file = self._files.made(uri)
            file.content_string = text
            Page(None, file, self.config).read_source(self.config)
            yield file

    def _forget_tags(self) -> None:
        if self._tags:
            self._tags.mappings.data.clear()
            self._tags.listings.data.clear()

    def _list_tags(self, page: Page) -> None:
        """Where a page lists tags, all pages are asked for theirs."""
        if not self._tags or not self._tags.listings.data:
            return
        self._tags.mappings.data.clear()
        for file in self._read(self._sources.tagged()):
            other = page if file.src_uri == page.file.src_uri else file.page
            self._tags.mappings.add(other, "")
        self._tags.on_env(self._env, config=self.config)


class AskedFiles(Files):
    """The files of the theme, and any page that the sources know, from the moment when it is asked for."""

    sources: Sources

    def __init__(self, theme: Files, config: MkDocsConfig) -> None:
        super().__init__(theme)
        self._config = config
        self.pages: dict[str, File] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """As that of MkDocs."""
        path = PurePath(path).as_posix()
        if path in self.src_uris:
            return self.src_uris[path]
        if not self.sources.has(path):
            return None
        if path not in self.pages:
            self.pages[path] = self.made(path)
        return self.pages[path]

    def made(self, uri: str) -> File:
        """A file of which only the place is known as yet."""
        file = File.generated(self._config, uri, content="")
        set_exclusions([file], self._config)
        return file
