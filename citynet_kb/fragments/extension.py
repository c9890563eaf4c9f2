"""Trusted markup in Markdown, and safe Markdown for everything else: an extension of Python-Markdown.

A paragraph `{{kb:<sha256>}}` is replaced by the trusted HTML with that hash. All other raw HTML is shown as text, links with
foreign schemes lose their target, images become their alternative text, table alignment becomes a class. So content can at most
repeat our own markup. It needs Python-Markdown only, so it works in every generator that is built on it. How people write who have not
learned Markdown is read by `ordinary_writing`.
"""

import re
from collections.abc import Mapping
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from citynet_kb.fragments import ordinary_writing

FOLDER = "_fragmente"
"""Where a rendered tree keeps its trusted markup, one file `<sha256>.html` each."""

_PLACEHOLDER = re.compile(r"\{\{kb:([0-9a-f]{64})\}\}")
_SCHEME = re.compile(r"[\s\x00-\x1f]*[a-z][a-z0-9+.\s-]*:", re.IGNORECASE)
_ALLOWED = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_ATTRIBUTES = frozenset(
    (
        *("href", "title", "id", "class", "type", "checked", "disabled", "name", "for"),
        *("scope", "start", "value", "rel", "role", "data-tabs", "alt"),
    )
)
"""Attributes that Markdown itself sets; all others are removed."""
_BOXES = frozenset(
    ("admonition", "note", "abstract", "info", "tip", "success", "question", "warning", "failure", "danger", "bug", "example", "quote")
)
"""The kinds of admonitions that the theme knows. Any other word could be a class of its header or dialog, or of our badges."""
_LISTING = re.compile(r"(?P<name>(?P<place>[\w./-]+:\d+-\d+)/name) \{ #(?P<id>(?P=place)/slug) \}")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TAB = re.compile(r"__tabbed_\d+(_\d+)?")
_ALIGNMENT = re.compile(r"text-align:\s*(left|center|right)")


def digest(html: str) -> str:
    """The name of a fragment."""
    return sha256(html.encode()).hexdigest()


def placeholder(html: str) -> str:
    """The paragraph that stands for a fragment in Markdown."""
    return placeholder_of(digest(html))


def placeholder_of(name: str) -> str:
    """The same, for the name of a fragment."""
    return f"{{{{kb:{name}}}}}"


class FragmentExtension(Extension):
    """Options: `directory` holds the fragments as files; `fragments` maps hash to HTML and is asked first."""

    def __init__(self, **options: Any) -> None:
        self.config = {"directory": ["", "Folder with the fragments"], "fragments": [{}, "Hash → HTML"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        """Register with Python-Markdown, and take away what lets HTML through."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.parser.blockprocessors.register(_Fragments(md, self.getConfig("fragments"), self.getConfig("directory")), "kb-fragments", 175)
        md.preprocessors.register(_NoAttributes(md), "kb-no-attributes", 26)
        ordinary_writing.register(md)
        md.treeprocessors.register(_Listings(md), "kb-listings", 8)
        md.treeprocessors.register(_Safety(md), "kb-safety", 5)
        md.treeprocessors.register(_Ids(md), "kb-ids", 4)
        md.postprocessors.register(_NamedBoxes(md), "kb-boxes", 5)


class _NamedBoxes(Postprocessor):
    """Gives the checkboxes of task lists an accessible name, so that a screen reader says »Erledigt, nicht angekreuzt«."""

    def run(self, text: str) -> str:
        return text.replace('<input type="checkbox" disabled', '<input type="checkbox" aria-label="Erledigt" disabled')


class _Fragments(BlockProcessor):
    def __init__(self, md: Markdown, fragments: Mapping[str, str], directory: str) -> None:
        super().__init__(md.parser)
        self._md, self._fragments, self._directory = md, fragments, directory
        self._found: str | None = None

    def test(self, parent: Element, block: str) -> bool:
        found = _PLACEHOLDER.fullmatch(block.strip("\n"))
        self._found = self._html(found[1]) if found else None
        return self._found is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Called right after the test of the same block."""
        del blocks[0]
        SubElement(parent, "p").text = self._md.htmlStash.store(self._found or "")

    def _html(self, name: str) -> str | None:
        html = self._fragments.get(name)
        if html is None and self._directory:
            file = Path(self._directory) / f"{name}.html"
            html = file.read_text(encoding="utf-8") if file.is_file() else None
        return html if html is not None and digest(html) == name else None


class _NoAttributes(Preprocessor):
    """Turns attribute lists off, in code blocks too, whatever extension has turned them on: classes and ids are not for content."""

    def run(self, lines: list[str]) -> list[str]:
        self.md.treeprocessors.deregister("attr_list", strict=False)
        for fences in self.md.preprocessors:
            if isinstance(fences, FencedBlockPreprocessor):
                fences.checked_for_deps, fences.use_attr_list = True, False
        return lines


class _Listings(Treeprocessor):
    """Reads the one attribute list that is needed: the tags plugin looks for headings with it."""

    def run(self, root: Element) -> None:
        for element in root:
            found = _LISTING.fullmatch(element.text or "") if element.tag in _HEADINGS else None
            if found:
                element.text = found["name"]
                element.set("id", found["id"])


class _Safety(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "img":
                _to_text(element)
            href = element.get("href")
            if href is not None and not _is_harmless(href):
                element.tag = "span"  # MkDocs fails on a link without an address
                element.attrib.clear()
            _align(element)
            _as_known_box(element)
            for name in [name for name in element.attrib if name not in _ATTRIBUTES]:
                del element.attrib[name]
            if element.tag == "th":
                element.set("scope", "col")


class _Ids(Treeprocessor):
    """Runs after headings have got their ids. None may be an id that the theme's script uses, or contain blanks."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            name = element.get("id", "")
            if name.startswith("fn"):
                element.set("id", _without_blanks(name))
            if element.get("href", "").startswith("#fn"):
                element.set("href", _without_blanks(element.get("href", "")))
            if name.startswith("__") and not _TAB.fullmatch(name):
                element.set("id", name.lstrip("_") or "abschnitt")


def _without_blanks(name: str) -> str:
    """The id of a footnote is made from its name as typed, so it may contain blanks."""
    return "-".join(name.split())


def _is_harmless(href: str) -> bool:
    """Whether a link leads to the web, to a mailbox or to a page of this site, once a browser has resolved its character references."""
    address = unescape(href.replace(AMP_SUBSTITUTE, "&"))
    try:
        urlsplit(href), urlsplit(address)
    except ValueError:  # such as an unclosed bracket: MkDocs parses every link, and would fail
        return False
    return not _SCHEME.match(address) or _ALLOWED.match(address) is not None


def _to_text(image: Element) -> None:
    text, title = image.get("alt", ""), image.get("title")
    text = f"{text} ({title})" if title else text
    image.clear()
    image.tag, image.text = "span", text


def _as_known_box(element: Element) -> None:
    classes = element.get("class", "").split(" ")
    if classes[0] == "admonition":
        element.set("class", " ".join(name for name in classes if name in _BOXES))


def _align(element: Element) -> None:
    style = element.attrib.pop("style", None)
    found = _ALIGNMENT.match(style) if style else None
    if found:
        element.set("class", f"kb-{found[1]}")
