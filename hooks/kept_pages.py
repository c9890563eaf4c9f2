"""Finished pages of MkDocs, kept from one build to the next by all that they are made from.

What a page is made from: its text, its addresses, the trusted markup and the tags it is given, the theme, the navigation, the settings and
the program. Its links are looked up again: a page is taken from the store only if each leads where it led.
"""

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import mkdocs.theme
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_date

from citynet_kb import forked
from citynet_kb.store import FILE, Store, pack, program, wanted

NOT_SHOWN = ("site_dir", "docs_dir", "config_file_path", "plugins", "hooks", "theme", "mdx_configs", "watch", "dev_addr", "nav")
"""Settings that no page shows as they are; of some, what matters is told apart."""
_DIGEST = re.compile("[0-9a-f]{64}")
_ADDRESS = re.compile(" at 0x[0-9a-f]+")
_FRAGMENTS = "citynet_kb.fragments"


class LookedUp:
    """The files of the site for a page that is converted: tells which it asked for and where they are."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.asked: dict[str, str | None] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """As that of MkDocs."""
        file = self._files.get_file_from_path(path)
        self.asked[path] = _place(file)
        return file


class KeptPages:
    """The store as one build sees it."""

    def __init__(self, config: MkDocsConfig, nav: Any, files: Files) -> None:
        root = Path(config.config_file_path).parent
        self.store = Store(root / FILE if wanted() else None)
        self._files = files
        self._fragments: Mapping[str, str] = (config.mdx_configs or {}).get(_FRAGMENTS, {}).get("fragments", {})
        self._lists = _lists(config)
        self._common = _common(config, nav) if wanted() else ""

    def key(self, page: Page) -> str:
        """Stands for all that the page is made from."""
        text = page.file.content_string
        fragments = [name for name in dict.fromkeys(_DIGEST.findall(text)) if name in self._fragments]
        own = set(map(str, page.meta.get("tags") or ()))
        tags = [(where, sorted(own & names)) for where, names in self._lists]
        place = (page.file.src_uri, page.file.dest_uri, page.title, page.edit_url, page.canonical_url, page.file.inclusion)
        return sha256(repr((self._common, place, tags, fragments, text)).encode()).hexdigest()

    def taken(self, page: Page, entry: bytes | None) -> bool:
        """Whether the page could be written as it was kept."""
        if entry is None:
            return False
        head, _, html = entry.partition(b"\n")
        known = json.loads(head)
        if any(_place(self._files.get_file_from_path(path)) != place for path, place in known["asked"].items()):
            return False
        target = Path(page.file.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(html)
        page.present_anchor_ids = set(known["anchors"])
        page.links_to_anchors = by_file(known["links"], self._files)
        return True

    def entry(self, key: str, page: Page, asked: Mapping[str, str | None]) -> dict[str, bytes]:
        """A page that was just written, as it is kept; nothing for one without a file."""
        file = Path(page.file.abs_dest_path)
        if not wanted() or not file.is_file():
            return {}
        known = {"anchors": sorted(page.present_anchor_ids or ()), "links": by_uri(page.links_to_anchors), "asked": asked}
        return {key: pack(key, json.dumps(known).encode() + b"\n" + file.read_bytes())}


def by_uri(links: Mapping[File, dict[str, str]] | None) -> dict[str, dict[str, str]]:
    """Links to anchors, for another process or another build."""
    return {file.src_uri: anchors for file, anchors in (links or {}).items()}


def by_file(links: Mapping[str, dict[str, str]], files: Files) -> dict[File, dict[str, str]]:
    """Links to anchors, as MkDocs has them."""
    found = {files.get_file_from_path(uri): anchors for uri, anchors in links.items()}
    return {file: anchors for file, anchors in found.items() if file}


def _place(file: File | None) -> str | None:
    return f"{file.url} {file.inclusion.name}" if file else None


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


def _common(config: MkDocsConfig, nav: Any) -> str:
    """Stands for what all pages are made from."""
    root = Path(config.config_file_path).parent
    theme = config.theme
    own = [Path(folder) for folder in theme.dirs if Path(mkdocs.theme.__file__).parents[1] not in Path(folder).parents]
    shown = {name: value for name, value in config.items() if name not in NOT_SHOWN}
    extensions = {
        name: {key: value for key, value in options.items() if key != "fragments"} for name, options in config.mdx_configs.items()
    }
    plugins = [(name, dict(plugin.config)) for name, plugin in config.plugins.items() if hasattr(plugin, "config")]
    entries = [(item.title, getattr(item, "url", None), getattr(item, "children", None)) for item in nav.items]
    code = program(Path(forked.__file__).parent, root / "hooks", *own)
    is_dated = any(b"build_date" in file.read_bytes() for folder in own for file in folder.rglob("*.html"))
    day = get_build_date() if is_dated else ""
    said = repr((code, sorted(shown.items(), key=str), dict(theme), extensions, plugins, entries, day))
    return _ADDRESS.sub("", said)  # functions among the settings are told by their names
