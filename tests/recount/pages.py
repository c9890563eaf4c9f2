"""The rendered pages as a reader sees them: the numbers in `<data>` elements with what surrounds them, and all other text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html import unescape
from posixpath import normpath

from citynet_kb.pages import Site

_PART = re.compile(r"[^/]+/teil-\d+\.md")
_PLACEHOLDER = re.compile(r"^\{\{kb:([0-9a-f]{64})\}\}$", re.MULTILINE)
_TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>|([^<]+)")
_ATTRIBUTE = re.compile(r'([a-zA-Z-]+)(?:="([^"]*)")?')
_VOID = frozenset({"br", "circle", "hr", "img", "input", "line", "link", "meta", "path", "rect", "wbr"})
_BLOCKS = frozenset({"p", "li", "td", "th", "dt", "dd", "figcaption", "caption", "summary"})
_ROWS = frozenset({"li", "tr"})


@dataclass(eq=False, repr=False)
class Node:
    """One element of trusted markup. `inside` holds all elements of its fragment in order, its own ones from `first` to `last`."""

    tag: str
    markup: str = ""
    parent: "Node | None" = None
    children: "list[Node | str]" = field(default_factory=list)
    inside: "list[Node]" = field(default_factory=list)
    first: int = 0
    last: int | None = None

    @cached_property
    def attributes(self) -> Mapping[str, str]:
        """Read when they are asked for: most elements are passed over."""
        return {name: unescape(value) for name, value in _ATTRIBUTE.findall(self.markup)}

    @cached_property
    def text(self) -> str:
        """All words in it, one space between them."""
        return " ".join("".join(self.texts()).split())

    def texts(self) -> Iterator[str]:
        for child in self.children:
            yield from (child,) if isinstance(child, str) else child.texts()

    def all(self, tag: str) -> "list[Node]":
        """Every element of that kind inside, in order."""
        return [node for node in self.walk() if node.tag == tag]

    def walk(self) -> "list[Node]":
        """Every element inside, in order."""
        return self.inside[self.first : self.last]

    def around(self) -> "Iterator[Node]":
        """The elements around it, the nearest first."""
        here = self.parent
        while here is not None:
            yield here
            here = here.parent

    def has_class(self, name: str) -> bool:
        """Attributes are read only where the name stands at all."""
        return name in self.markup and name in self.attributes.get("class", "").split()


@lru_cache(maxsize=4_000)
def parse(html: str) -> Node:
    """The tree of one fragment. Raises ValueError where its elements do not nest. Many sites share fragments: each is parsed once."""
    root = Node("#fragment")
    here, inside = root, root.inside
    for closing, tag, attributes, text in _TOKEN.findall(html):
        if text:
            here.children.append(unescape(text) if "&" in text else text)
        elif closing:
            if here.tag != tag or here.parent is None:
                raise ValueError(f"</{tag}> closes <{here.tag}>")
            here.last = len(inside)
            here = here.parent
        else:
            node = Node(tag, attributes, here, [], inside, len(inside) + 1, len(inside) + 1)
            here.children.append(node)
            inside.append(node)
            if tag not in _VOID and not attributes.rstrip().endswith("/"):
                here = node
    if here is not root:
        raise ValueError(f"<{here.tag}> is not closed")
    return root


@dataclass(frozen=True)
class Place:
    """An element on a page. `section` = the words of the last heading of the Markdown before it."""

    uri: str
    section: str
    node: Node

    @property
    def what(self) -> str:
        return self.node.attributes["data-what"]

    @property
    def value(self) -> str:
        return self.node.attributes["value"]

    @property
    def kind(self) -> str:
        """The folder of the page; `index` for the start page."""
        return self.uri.split("/")[0].removesuffix(".md")

    @property
    def is_index(self) -> bool:
        """Also further parts of an index."""
        return self.uri.endswith("index.md") or bool(_PART.fullmatch(self.uri))

    @property
    def record(self) -> str:
        """Id of the record that the page is about."""
        return self.uri.partition("/")[2].removesuffix(".md").removesuffix("/index")

    @cached_property
    def block(self) -> Node:
        """The paragraph, entry or cell that it stands in."""
        return next((node for node in self.node.around() if node.tag in _BLOCKS), self.node)

    @cached_property
    def row(self) -> Node:
        """The entry of a list or the row of a table that it stands in; the whole fragment where there is none."""
        found = None
        for found in self.node.around():
            if found.tag in _ROWS or (found.tag == "div" and found.parent is not None and found.parent.tag == "dl"):
                break
        return found or self.node

    @cached_property
    def heading(self) -> str:
        """The heading of the `<section>` that it stands in."""
        for node in self.node.around():
            if node.tag == "section":
                return next((heading.text for heading in node.all("h2")), "")
        return ""

    def marked(self, name: str) -> str | None:
        """The nearest attribute of this name around it."""
        return next((node.attributes[name] for node in self.node.around() if name in node.attributes), None)

    def inside(self, tag: str) -> bool:
        return any(node.tag == tag for node in self.node.around())

    def enclosing(self, tag: str) -> Node:
        return next(node for node in self.node.around() if node.tag == tag)

    def linked(self, folder: str, within: Node | None = None) -> list[str]:
        """Ids of the records below `folder` to which the row (or `within`) links, in order."""
        found = (aim(self.uri, link.attributes.get("href", "")) for link in (within or self.row).all("a"))
        return [one.removeprefix(f"{folder}/").removesuffix("/") for one in found if one.startswith(f"{folder}/") and one != f"{folder}/"]

    def nth(self, *whats: str) -> int:
        """How many numbers of these kinds stand before this one in its block."""
        alike = [node for node in self.block.all("data") if node.attributes["data-what"] in whats]
        return next(number for number, node in enumerate(alike) if node is self.node)


def address(uri: str) -> str:
    """Where a page is published: `massnahmen/eisbahn.md` → `massnahmen/eisbahn/`, `index.md` → ``."""
    stem = uri.removesuffix(".md")
    folder = stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"
    return folder


@lru_cache(maxsize=65_536)
def aim(uri: str, href: str) -> str:
    """The address to which a link on a page leads, without anchor; empty for the start page, foreign addresses as they are."""
    if ":" in href:
        return href
    path = normpath(f"{address(uri)}{href.partition('#')[0]}")
    return "" if path == "." else f"{path}/"


@dataclass(frozen=True, repr=False)
class Reader:
    """Reads the pages of one site. Fragments that several pages share are parsed once."""

    site: Site
    parsed: dict[str, Node] = field(default_factory=dict)

    def fragments(self, uri: str, with_markup: str = "") -> Iterator[tuple[str, Node]]:
        """Each fragment of a page that holds this markup, with the heading before it, or its own where it begins a part of the page."""
        section = ""
        for line in self.site.pages[uri].markdown.splitlines():
            if line.startswith("#"):
                section = line.lstrip("# ")
            found = _PLACEHOLDER.match(line)
            if found and with_markup in self.site.fragments.get(found[1], "") and found[1] in self.site.fragments:
                if found[1] not in self.parsed:
                    self.parsed[found[1]] = parse(self.site.fragments[found[1]])
                section = next((heading.text for heading in self.parsed[found[1]].all("h2")), section)
                yield section, self.parsed[found[1]]

    def markup(self, uri: str) -> Iterator[str]:
        """The fragments of a page as they were written."""
        named = (found[1] for found in _PLACEHOLDER.finditer(self.site.pages[uri].markdown))
        return (self.site.fragments[name] for name in named if name in self.site.fragments)

    def numbers(self, uri: str) -> Iterator[Place]:
        """Every computed number of a page. Fragments without any are not taken apart."""
        for section, root in self.fragments(uri, "<data"):
            for node in root.all("data"):
                yield Place(uri, section, node)

    def seen(self, uri: str) -> str:
        """All words of a page's fragments."""
        return " ".join(root.text for _, root in self.fragments(uri))

    def plain(self, uri: str) -> str:
        """The page's Markdown without front matter and placeholders."""
        text = self.site.pages[uri].markdown.split("\n---\n", 1)[1]
        return _PLACEHOLDER.sub(lambda found: "" if found[1] in self.site.fragments else found[0], text)
