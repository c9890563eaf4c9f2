"""Reading built HTML the way a browser and a careful reader would."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml.etree import XPath
from lxml.html import document_fromstring

from citynet_kb.pages.kinds.guide_pages import PICTURES

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
UNSEEN = frozenset({"script", "style", "template", "title"})
_WORDS = XPath(f"//text()[not({' or '.join(f'ancestor::{tag}' for tag in sorted(UNSEEN))})]", smart_strings=False)
_SCRIPTS = XPath("//script/text()", smart_strings=False)
LOADING = {"link": "href", "script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data", "embed": "src"}
"""Elements that make a browser fetch something by themselves."""


@dataclass
class Html(HTMLParser):
    """One document: its elements, the words on it, and its scripts. It is taken apart when somebody asks: a site has thousands."""

    text: str
    elements: list[tuple[str, dict[str, str]]] = field(init=False)
    words: list[str] = field(init=False)
    open: list[str] = field(init=False)
    scripts: list[str] = field(init=False)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def __getattr__(self, name: str) -> Any:
        if name not in ("elements", "words", "open", "scripts"):
            raise AttributeError(name)
        self.elements, self.words, self.open, self.scripts = [], [], [], []
        self.take_apart()
        return self.__dict__[name]

    def take_apart(self) -> None:
        """Find the elements, words and scripts."""
        self.feed(self.text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "script" in self.open:
            self.scripts.append(data)
        elif not UNSEEN & set(self.open):
            self.words.append(data)

    @cached_property
    def seen(self) -> str:
        """The visible words, one space between them."""
        return " ".join(" ".join(self.words).split())

    @cached_property
    def seen_exactly(self) -> str:
        """The visible words as they stand."""
        return "".join(self.words)

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of that kind."""
        return [attributes for name, attributes in self.elements if name == tag]

    @cached_property
    def ids(self) -> Counter[str]:
        return Counter(attributes["id"] for _, attributes in self.elements if "id" in attributes)

    @cached_property
    def references(self) -> list[str]:
        """Every address in href and src."""
        return [attributes[name] for _, attributes in self.elements for name in ("href", "src") if name in attributes]

    @cached_property
    def fetched(self) -> list[str]:
        """Addresses that a browser loads without being asked."""
        return [attributes[LOADING[tag]] for tag, attributes in self.elements if tag in LOADING and LOADING[tag] in attributes]


class OwnPage(Html):
    """A page of our own content, of which there are thousands: lxml finds the same in a third of the time. It mends what is broken
    and gives an attribute without a value its name; pages full of hostile text are read as they stand."""

    def take_apart(self) -> None:
        """Find the elements, words and scripts."""
        root = document_fromstring(self.text)
        self.elements = [(element.tag, dict(element.attrib)) for element in root.iter("*")]
        self.words, self.scripts = _WORDS(root), _SCRIPTS(root)


OUR_PICTURES = re.compile(
    r"(\.\./)+(" + "|".join((*(re.escape(picture.file) for picture in PICTURES.values()), r"bilder/[0-9a-f]{32}\.webp")) + ")"
)
"""The only pictures that a page shows: those of the guide, and those made of the files beside a case."""


def dangers(document: Html) -> list[str]:
    """What contributed text must never become: scripts, event handlers, styles, addresses that run code, pictures that we did not make."""
    found = []
    for tag, attributes in document.elements:
        is_ours = tag == "img" and OUR_PICTURES.fullmatch(attributes.get("src", ""))
        found += [f"<{tag}>" for _ in range(tag in ("script", "style", "iframe", "object", "embed", "base", "img") and not is_ours)]
        for name, value in attributes.items():
            scheme = value.strip().partition(":")[0].lower() if ":" in value else ""
            if name.startswith("on") or name in ("style", "srcdoc", "formaction") or scheme in ("javascript", "data", "vbscript"):
                found.append(f"<{tag} {name}={value[:60]!r}>")
    return found


@cache
def pages_of(site: Path, kind: type[Html] = Html) -> dict[str, Html]:
    """Address (`faelle/gera/markt/`, the start page being ``) → document."""
    found = {}
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        found[path.removesuffix("index.html") if path.endswith("index.html") else path] = kind(file.read_text(encoding="utf-8"))
    return found


def broken_references(site: Path, pages: dict[str, Html], home: str) -> list[str]:
    """References within the site that lead nowhere: to no file, or to an anchor that the page does not have."""
    broken = []
    ids = {address: frozenset(page.ids) for address, page in pages.items()}
    existing = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    for address, page in pages.items():
        for reference in dict.fromkeys(page.references):
            aim = _aim(address, reference, home)
            if aim is None:
                continue
            path, anchor = aim
            file = f"{path}index.html" if not path or path.endswith("/") else path
            if file not in existing or (anchor and anchor not in ids.get(path.removesuffix("index.html"), ())):
                broken.append(f"{address}: {reference}")
    return broken


def _aim(address: str, reference: str, home: str) -> tuple[str, str] | None:
    """Path below the site and anchor; None for what lies outside."""
    here = f"https://site.invalid/{address}"
    parts = urlsplit(urljoin(here, reference if not home or not reference.startswith(home) else f"/{reference[len(home) :]}"))
    return (unquote(parts.path).removeprefix("/"), unquote(parts.fragment)) if parts.netloc == "site.invalid" else None


def foreign(address: str, home: str) -> bool:
    """Whether fetching this address would ask another host."""
    return bool(urlsplit(address).netloc) and not (home and address.startswith(home))
