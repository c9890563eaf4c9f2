"""One generated page and the tree that all of them form."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import chain
from posixpath import dirname
from typing import Any

from citynet_kb.model import addresses
from citynet_kb.pictures.link_picture import LinkPicture

_INERT = str.maketrans({"<": "&lt;", ">": "&gt;", '"': "&quot;"})


@dataclass(frozen=True)
class PageHead:
    """What is known of a page without its Markdown, for which `digest` stands."""

    uri: str
    title: str
    description: str
    text: str
    searchable: bool
    digest: str


@dataclass(frozen=True)
class GeneratedPage:
    """A Markdown page of the site. `uri` is its path in the tree (`massnahmen/eisbahn.md`), `markdown` its text with front matter.

    For the search: its heading, its description, the contributed text on it, and whether it may be found at all.
    """

    uri: str
    markdown: str
    title: str = ""
    description: str = ""
    text: str = ""
    searchable: bool = True

    @property
    def head(self) -> PageHead:
        """All but the Markdown: plain texts, as they are read again when they were kept. Digests tell them apart from others."""
        digest = sha256(self.markdown.encode("utf-8", "surrogatepass")).hexdigest()
        return PageHead(self.uri, str(self.title), str(self.description), str(self.text), self.searchable, digest)


@dataclass(frozen=True)
class Site:
    """All pages by uri, the trusted markup they refer to, by hash, the pictures they show, by path. `heads` tell of pages what can be
    known without reading them from where they are kept.

    `sentences` say in plain words, by id of a measure, what is known of it: scripts of pages show them. `link_pictures` say by path what
    the pictures beside links show; they are still to be painted.
    """

    pages: Mapping[str, GeneratedPage]
    fragments: Mapping[str, str]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    sentences: Mapping[str, str] = field(default_factory=dict)
    link_pictures: Mapping[str, LinkPicture] = field(default_factory=dict)
    heads: Mapping[str, PageHead] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class LateUris(Set[str]):
    """Pages, of which those in one folder are only counted when one is asked for there, or all are."""

    known: Set[str]
    folder: str
    found: Callable[[], Iterable[str]]
    """Gives the pages of the folder."""

    @cached_property
    def _late(self) -> frozenset[str]:
        return frozenset(uri for uri in self.found() if uri not in self.known)

    def __contains__(self, uri: object) -> bool:
        return uri in self.known or (isinstance(uri, str) and uri.startswith(self.folder) and uri in self._late)

    def __iter__(self) -> Iterator[str]:
        return chain(self.known, self._late)

    def __len__(self) -> int:
        return len(self.known) + len(self._late)


@dataclass(frozen=True)
class SiteMap:
    """Every page that there will be. Links are made here and nowhere else, so that none can lead to a missing page."""

    uris: Set[str] = field(default_factory=frozenset)

    def has(self, uri: str) -> bool:
        """Whether a page will be there."""
        return uri in self.uris

    def link(self, source: str, target: str) -> str:
        """The relative address from page `source` to page `target` (uri, with an anchor if wanted), as a browser needs it.

        Raises LookupError for a page that does not exist.
        """
        uri, _, anchor = target.partition("#")
        if uri not in self.uris:
            raise LookupError(f"{source} links to {uri}, which does not exist")
        return f"{_way(address(source), address(uri)) or '.'}/" + (f"#{anchor}" if anchor else "")

    def file(self, source: str, path: str) -> str:
        """The relative address from page `source` to a file of the published site that is no page."""
        return way_to_file(source, path)

    def markdown_link(self, source: str, target: str) -> str:
        """The relative path from file to file, which a generator checks. Raises LookupError as `link` does."""
        uri, _, anchor = target.partition("#")
        if uri not in self.uris:
            raise LookupError(f"{source} links to {uri}, which does not exist")
        return _way(dirname(source), uri) + (f"#{anchor}" if anchor else "")


def way_to_file(source: str, path: str) -> str:
    """The relative address from page `source` to a published file that is no page."""
    return _way(address(source), path)


def _way(folder: str, target: str) -> str:
    """The relative path from a folder to another place of the tree; empty to itself. As `relpath`, which asks the disk where it stands."""
    start, end = _steps(folder), _steps(target)
    shared = 0
    for one, other in zip(start, end, strict=False):
        if one != other:
            break
        shared += 1
    return "/".join((*[".."] * (len(start) - shared), *end[shared:]))


@lru_cache(maxsize=65_536)
def _steps(path: str) -> tuple[str, ...]:
    return tuple(path.split("/")) if path else ()


@lru_cache(maxsize=65_536)
def address(uri: str) -> str:
    """The folder under which a page is published: `massnahmen/eisbahn.md` → `massnahmen/eisbahn`, `index.md` → ``."""
    return addresses.published(uri).rstrip("/")


def inert(value: Any) -> Any:
    """Texts that stay texts where a theme prints them as HTML, which Material does with titles, descriptions and keywords.

    A bare & does no harm there and stays, so that themes which do escape show nothing odd in ordinary words.
    """
    if isinstance(value, Mapping):
        return {key: inert(one) for key, one in value.items()}
    if isinstance(value, list):
        return [inert(one) for one in value]
    return value.translate(_INERT) if isinstance(value, str) else value


def front_matter(fields: Mapping[str, Any]) -> str:
    """Front matter that every YAML reader understands alike: each value is JSON, its texts inert. Empty values are left out."""
    lines = [f"{key}: {json.dumps(inert(value), ensure_ascii=False)}" for key, value in fields.items() if value not in (None, "", [], ())]
    return "\n".join(("---", *lines, "---", ""))
