"""A mail in HTML → its text as a person sees it, one line a paragraph or row, and what it hides."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

from citynet_kb.intake.asking.questions import is_asked

_SILENT = frozenset({"style", "script", "head", "title", "template"})
_VOID = frozenset({"br", "hr", "img", "meta", "link", "input", "col", "area", "base", "wbr"})
_LINES = frozenset({"div", "tr", "dt", "li", "ul", "ol", "table", "section", "article", "header", "footer", "pre", "body"})
_SPACED = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"})
_STRUCK = frozenset({"s", "strike", "del"})
_LINE_THROUGH = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_LESS = "\ufdd0"
"""No character at all, so nobody has written it: quicker to put back than an entity."""
HIDDEN, STRUCK = "verborgener Text", "durchgestrichener Text"
_DECLARATION = re.compile(r"<[?!][^<>]{0,2000}>")
_NO_TAG = re.compile(r"<(?!/?[A-Za-z][^<>]{0,4000}>)")
_HIDDEN = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])",
    re.IGNORECASE,
)


@dataclass
class _Open:
    """An element whose end has not been read yet."""

    tag: str
    is_silent: bool = False
    aside: str = ""
    """Under what its words are set aside; empty where they are seen."""
    is_cited: bool = False
    is_tight: bool = False
    href: str = ""
    start: int = 0

    @property
    def marks(self) -> list[str]:
        return [self.tag, *(["(silent)"] if self.is_silent else []), *filter(None, (self.aside,)), *(["(cited)"] if self.is_cited else [])]


@dataclass
class _Text(HTMLParser):
    """One run over a document; lives only within `text_of_html`."""

    seen: list[str] = field(default_factory=list)
    aside: dict[str, list[str]] = field(default_factory=lambda: {HIDDEN: [], STRUCK: []})
    opened: list[_Open] = field(default_factory=list)
    within: Counter[str] = field(default_factory=Counter)
    """How many open elements have this tag, or are silent, set aside or the older message below an answer."""
    cells: int = 0
    is_fresh: bool = False
    """Whether a cell has begun and holds no words yet: its paragraph begins no line."""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.handle_endtag("a")  # no link stands in a link
        values = {name: value or "" for name, value in attrs}
        tight = (
            "msonormal" in values.get("class", "").casefold() or re.search(r"margin(?:-bottom)?:\s*0", values.get("style", "")) is not None
        )
        if tag == "br":
            self.seen.append("\n")
        elif tag in ("td", "th", "dd"):
            self.seen.append(self._between_cells())
            self.cells += 1
            self.is_fresh = True
        elif self.is_fresh and tag in (*_SPACED, *_LINES):
            pass
        elif tag in _SPACED and not tight:
            self.seen.append("\n\n")
        elif tag in _LINES or tag in _SPACED:
            self.seen.append("\f")
        if tag in ("tr", "dt"):
            self.cells = int(tag == "dt")
        if tag == "li":
            self.seen.append("- ")
        if tag not in _VOID:
            href = values.get("href", "") if tag == "a" else ""
            is_cited = tag == "blockquote" and (values.get("type") == "cite" or "quote" in values.get("class", ""))
            self.opened.append(_Open(tag, tag in _SILENT, _aside(tag, values), is_cited, tight, href, len(self.seen)))
            self.within.update(self.opened[-1].marks)

    def handle_endtag(self, tag: str) -> None:
        if not self.within[tag]:
            return
        while self.opened:
            one = self.opened.pop()
            self.within.subtract(one.marks)
            self._close(one)
            if one.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        if self.within["(silent)"]:
            return
        words = data if self.within["pre"] else re.sub(r"[ \t\r\n]+", " ", data)
        self.is_fresh = self.is_fresh and not words.strip()
        kind = next((kind for kind in self.aside if self.within[kind]), "")
        (self.aside[kind] if kind else self.seen).append(words)

    def _close(self, one: _Open) -> None:
        if re.match("https?://", one.href):
            shown = "".join(self.seen[one.start :]).strip()
            self.seen += [f" ({one.href})"] if shown and _bare(one.href) not in _bare(shown) else []
        if one.is_cited and not self.within["(cited)"]:
            self.seen[one.start :] = [f"\f> {line}" for line in _lines(self.seen[one.start :]) if line]
        if one.tag in _SPACED and not one.is_tight:
            self.seen.append("\n\n")
        elif one.tag in _LINES or one.tag in _SPACED:
            self.seen.append("\f")

    def _between_cells(self) -> str:
        """Label and answer beside each other are one line »Label: answer«."""
        if not self.cells:
            return ""
        while self.seen and self.seen[-1] in ("\f", "\n\n"):
            self.seen.pop()
        before = "".join(self.seen[-20:]).rpartition("\f")[2].rpartition("\n")[2].strip()
        return " " if before.endswith((":", "?")) else ": " if is_asked(before) else " | "


@lru_cache(maxsize=4)
def text_of_html(html: str) -> tuple[str, Mapping[str, str]]:
    """What a person sees, and by its kind what is hidden from them or struck out. An older message is marked as in a plain text.

    A mail is read twice: it may hold the sheet of a roll-call, or else cases.
    """
    parser = _Text()
    parser.feed(_without_declarations(html))
    parser.close()
    for one in reversed(parser.opened):
        parser._close(one)
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(_lines(parser.seen))).strip("\n")
    return text, {kind: " ".join("".join(words).replace(_LESS, "<").split()) for kind, words in parser.aside.items()}


def _lines(seen: Sequence[str]) -> list[str]:
    text = re.sub("[ \t]*\f[ \t\f]*", "\f", "".join(seen))
    text = re.sub("\n\f+", "\n", re.sub("\f+\n(?!\n)", "\n\n", text))  # a break alone in its line is an empty line
    text = re.sub("\f+", "\n", text)
    return [line.replace("\xa0", " ").strip() for line in text.replace(_LESS, "<").split("\n")]


def _aside(tag: str, values: Mapping[str, str]) -> str:
    """Under what the words of an element are set aside."""
    style = values.get("style", "")
    if "hidden" in values or _HIDDEN.search(style):
        return HIDDEN
    return STRUCK if tag in _STRUCK or _LINE_THROUGH.search(style) else ""


def _without_declarations(html: str) -> str:
    """Without comments and declarations, and with a sign for every < that opens no tag: the parser takes quadratic time for them."""
    html = html.replace(_LESS, "\ufffd")
    parts, end = list[str](), 0
    start = html.find("<!--")
    while start >= 0 and (close := html.find("-->", start)) >= 0:
        parts.append(html[end:start])
        end = close + 3
        start = html.find("<!--", end)
    return _NO_TAG.sub(_LESS, _DECLARATION.sub("", "".join((*parts, html[end:]))))


def _bare(address: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", address.strip()).rstrip("/")
