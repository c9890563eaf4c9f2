"""Finished pages of MkDocs, kept from one build to the next by all that they are made from.

What a page is made from: its text, its addresses, the trusted markup and the tags it is given, the theme, the navigation, the settings and
the program. Its links are looked up again: a page is taken from the store only if each leads where it led.
"""

import json
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import mkdocs.theme
from kept_site import KeptSite, digest_of
from known_texts import KnownText, KnownTexts, digest_of_text
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_date
from page_converter import place_of

from citynet_kb import forked
from citynet_kb.store import Store, known_settings, pack, program

NOT_SHOWN = ("site_dir", "docs_dir", "config_file_path", "plugins", "hooks", "theme", "mdx_configs", "watch", "dev_addr", "nav")
"""Settings that no page shows as they are; of some, what matters is told apart."""
_ADDRESS = re.compile(" at 0x[0-9a-f]+")
_FRAGMENTS = "citynet_kb.fragments"
_TEXT = " html"
_SAYS_PAGES = re.compile(rb"\{[%{][^}]*(?<![.\w])pages\b")
"""A template that speaks of all pages."""


class KeptPages:
    """The finished pages in the store as one build sees them. Each is two entries: what is known of it, and its HTML."""

    def __init__(self, config: MkDocsConfig, nav: Any, files: Files, store: Store, site: KeptSite, texts: KnownTexts | None) -> None:
        self._store, self._site, self._files, self._texts = store, site, files, texts
        self._fragments: Mapping[str, str] = (config.mdx_configs or {}).get(_FRAGMENTS, {}).get("fragments", {})
        self._lists = _lists(config)
        self._common = sha256(_common(config, nav, files).encode("utf-8", "surrogatepass")).hexdigest()
        self._places: dict[str, str | None] = {}
        self._known: dict[str, Any] = {}

    def keyed(self, pages: Iterable[Page]) -> dict[str, Page]:
        """Pages by what stands for all that each is made from. What is kept of them is read, as far as it needs no other file."""
        found = {self.key(page): page for page in pages}
        self._known = {key: json.loads(entry) for key, entry in self._store.each(found)}
        return found

    def key(self, page: Page) -> str:
        """Stands for all that the page is made from."""
        text = (self._texts and self._texts.get(page.file)) or KnownText.of(page.file.content_string, {})
        fragments = [name for name in text.names if name in self._fragments]
        own = set(map(str, page.meta.get("tags") or ()))
        tags = [(where, sorted(own & names)) for where, names in self._lists]
        place = (page.file.src_uri, page.file.dest_uri, page.title, page.edit_url, page.canonical_url, page.file.inclusion)
        made_of = (self._common, place, sorted(page.meta.items()), tags, fragments, digest_of_text(page.file))
        return sha256(repr(made_of).encode("utf-8", "surrogatepass")).hexdigest()

    def put_in_place(self, pages: Mapping[str, Page]) -> set[str]:
        """Let those of these pages stand in the site that are kept and whose links lead where they led. Returns their keys."""
        known = {key: one for key, one in self._known.items() if self._lead_on(one["asked"])}
        self._known = {}
        places = {key: pages[key].file.abs_dest_path for key in known}
        missing = {key + _TEXT: key for key, one in known.items() if not self._site.has(self._site.path(places[key]), one["digest"])}
        for name, text in self._store.each(missing):
            if digest_of(text) == known[missing[name]]["digest"] and self._site.write(text, places[missing[name]]):
                del missing[name]
        for key in missing.values():
            del known[key]
        for key, one in known.items():
            pages[key].present_anchor_ids = set(one["anchors"])
            pages[key].links_to_anchors = by_file(one["links"], self._files)
        return set(known)

    def entries(self, key: str, page: Page, asked: Mapping[str, str | None], text: bytes, digest: str) -> dict[str, bytes]:
        """A page that was just written, as it is kept."""
        known = {
            "anchors": sorted(page.present_anchor_ids or ()),
            "links": by_uri(page.links_to_anchors),
            "asked": asked,
            "digest": digest,
        }
        return {key: pack(key, json.dumps(known).encode()), key + _TEXT: pack(key + _TEXT, text)}

    def keep(self, fresh: Mapping[str, bytes]) -> None:
        """Keep what was made. Each process does so for itself: what thousands of pages have to keep would fill the memory of the first."""
        self._store.put(fresh)

    def keep_longer(self, used: Iterable[str]) -> None:
        """Keep what was used for longer, and what is known of texts."""
        self._store.put({}, [end for key in used for end in (key, key + _TEXT)])
        if self._texts:
            self._texts.keep()

    def _lead_on(self, asked: Mapping[str, str | None]) -> bool:
        return all(self._place(path) == place for path, place in asked.items())

    def _place(self, path: str) -> str | None:
        if path not in self._places:
            self._places[path] = place_of(self._files.get_file_from_path(path))
        return self._places[path]


def settings_known(config: MkDocsConfig) -> dict[str, bytes]:
    """An entry that says that this file of settings leads to nothing but the folders in which a project keeps its parts."""
    root, file = Path(config.config_file_path).parent, Path(config.config_file_path)
    folders = {root / "theme", *(Path(folder) for folder in config.theme.dirs if _is_installed(Path(folder)))}
    if Path(config.docs_dir) != root / "content" or not {Path(folder) for folder in config.theme.dirs} <= folders:
        return {}
    key = known_settings(file.read_bytes())
    return {key: pack(key, b"1")}


def by_uri(links: Mapping[File, dict[str, str]] | None) -> dict[str, dict[str, str]]:
    """Links to anchors, for another process or another build."""
    return {file.src_uri: anchors for file, anchors in (links or {}).items()}


def by_file(links: Mapping[str, dict[str, str]], files: Files) -> dict[File, dict[str, str]]:
    """Links to anchors, as MkDocs has them."""
    found = {files.get_file_from_path(uri): anchors for uri, anchors in links.items()}
    return {file: anchors for file, anchors in found.items() if file}


def _lists(config: MkDocsConfig) -> list[tuple[str, set[str]]]:
    """The lists of tags, to which a theme may link from the tags of a page: where and how, and the names in them."""
    plugin: Any = config.plugins.get("material/tags")
    found = []
    for one in plugin.listings if plugin else ():
        how = sorted((name, repr(value)) for name, value in one.config.items() if not isinstance(value, set))
        left_out = sorted(map(str, one.config["exclude"]))
        found.append(
            (repr((one.page.url, str(one.page.title), how, left_out, bool(one.config["include"]))), set(map(str, one.config["include"])))
        )
    return sorted(found, key=lambda one: (one[0], sorted(one[1])))


def _common(config: MkDocsConfig, nav: Any, files: Files) -> str:
    """Stands for what all pages are made from."""
    root = Path(config.config_file_path).parent
    theme = config.theme
    own = [Path(folder) for folder in theme.dirs if not _is_installed(Path(folder))]
    shown = {name: value for name, value in config.items() if name not in NOT_SHOWN}
    extensions = {
        name: {key: value for key, value in options.items() if key != "fragments"} for name, options in config.mdx_configs.items()
    }
    plugins = [(name, dict(plugin.config)) for name, plugin in config.plugins.items() if hasattr(plugin, "config")]
    entries = [(item.title, getattr(item, "url", None), getattr(item, "children", None)) for item in nav.items]
    code = program(Path(forked.__file__).parent, root / "hooks", *own)
    templates = [file.read_bytes() for folder in own for file in folder.rglob("*.html")]
    day = get_build_date() if any(b"build_date" in text for text in templates) else ""
    every = [(file.url, file.page and file.page.title) for file in files] if any(map(_SAYS_PAGES.search, templates)) else ()
    said = repr((code, sorted(shown.items(), key=str), dict(theme), extensions, plugins, entries, day, every))
    return _ADDRESS.sub("", said)  # functions among the settings are told by their names


def _is_installed(folder: Path) -> bool:
    """Whether a folder belongs to a package, which its version stands for."""
    return Path(mkdocs.theme.__file__).parents[1] in folder.parents
