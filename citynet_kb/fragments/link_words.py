"""Links and their definitions: what is none keeps its words."""

import re
from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import ReferenceProcessor
from markdown.inlinepatterns import (
    AutomailInlineProcessor,
    ImageInlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
)
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

_LABEL = re.compile(r"(?<!\\)\[([^\[\]\n]{1,200})\](?![:(])")
_LABEL_BEHIND = re.compile(r"\[([^\]]*)\]")
_MAILBOX = r"<([^<> !\x02]+@[^@<> \x02]+)>"
"""A mailbox in angle brackets; not one with an escaped sign, which Python-Markdown would show as a number."""
_BLANK = re.compile(r"\s")


def register(md: Markdown) -> None:
    """Register with Python-Markdown."""
    md.references = _References()
    definitions = _Definitions(md.parser)
    md.preprocessors.register(_Labels(md, definitions), "kb-labels", 24)
    md.parser.blockprocessors.register(definitions, "reference", 15)
    md.treeprocessors.register(_Unused(md), "kb-unused", 19)
    md.inlinePatterns.register(AutomailInlineProcessor(_MAILBOX, md), "automail", 110)
    for name, kind in (("link", _Links), ("image_link", _Images)):
        md.inlinePatterns.register(kind(md.inlinePatterns[name].pattern, md), name, {"link": 160, "image_link": 150}[name])
    for name in ("reference", "image_reference"):
        pattern = md.inlinePatterns[name]
        assert isinstance(pattern, ReferenceInlineProcessor)
        pattern.RE_LINK = _LABEL_BEHIND  # type: ignore[misc]  # with no blank between: »[1] [2]« are two


def _has_blank(made: Element | str | None) -> bool:
    address = made.get("href") or made.get("src") or "" if isinstance(made, Element) else ""
    return _BLANK.search(address) is not None


class _Links(LinkInlineProcessor):
    """An address holds no blanks. »[Hinweis](siehe unten)« is text."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]
        made, start, end = super().handleMatch(m, data)
        return (None, None, None) if _has_blank(made) else (made, start, end)


class _Images(ImageInlineProcessor):
    """The same for pictures."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]
        made, start, end = super().handleMatch(m, data)
        return (None, None, None) if _has_blank(made) else (made, start, end)


class _References(dict[str, tuple[str, str]]):
    """Definitions by their label. It remembers how each label was written until something refers to it."""

    def __init__(self) -> None:
        super().__init__()
        self.unused: dict[str, str] = {}

    def __getitem__(self, name: str) -> tuple[str, str]:
        self.unused.pop(name, None)
        return super().__getitem__(name)

    def clear(self) -> None:
        super().clear()
        self.unused.clear()


class _Unused(Treeprocessor):
    """Shows definitions to which nothing referred after all at the end of the text."""

    def run(self, root: Element) -> None:
        references = self.md.references
        for name, label in references.unused.items() if isinstance(references, _References) else ():
            address, title = references.get(name, ("", ""))
            SubElement(root, "p").text = f"[{label}]: {address} {title or ''}".rstrip()


class _Definitions(ReferenceProcessor):
    """A line `[word]: address` is a definition only where something refers to it; else it is a line that somebody wrote."""

    labels: frozenset[str] = frozenset()

    def run(self, parent: Element, blocks: list[str]) -> bool:
        block = blocks[0]
        rest = self.RE.sub(self._taken, block) if "]:" in block else block
        if rest == block:
            return False
        blocks[:1] = [part for part in rest.split("\n\n") if part.strip()]
        return True

    def _taken(self, found: re.Match[str]) -> str:
        name = found[1].strip().lower()
        references = self.parser.md.references
        if name not in self.labels or name in references:
            return found[0]
        if isinstance(references, _References):
            references.unused[name] = found[1]
        references[name] = (found[2].lstrip("<").rstrip(">"), found[5] or found[6])
        return "\n\n"


class _Labels(Preprocessor):
    """Collects what the text refers to."""

    def __init__(self, md: Markdown, definitions: _Definitions) -> None:
        super().__init__(md)
        self._definitions = definitions

    def run(self, lines: list[str]) -> list[str]:
        self._definitions.labels = frozenset(_labels(lines))
        return lines


def _labels(lines: Iterable[str]) -> Iterable[str]:
    text = "\n".join(lines)
    return (found[1].strip().lower() for found in _LABEL.finditer(text)) if "]:" in text else ()
