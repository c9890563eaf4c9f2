"""Raw HTML, headings and addresses of links in lines of prose."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from citynet_kb.sources.scanner.prose import prose

HTML_START = r"<(?!https?://[^\s<>]+>|[\w.+-]+@[\w.-]+>)[A-Za-z/!?]"
"""Where HTML begins; Python and browsers read the pattern alike."""
_HTML = re.compile(rf"{HTML_START}[^<>]*>?")
_HEADING = re.compile(r" {0,3}(?P<level>#{1,6})(?P<gap>\s*)(?P<text>\S.*)")
_LINK = re.compile(r"\]\(\s*<?(?P<target>[^)\s>]*)")
_REFERENCE = re.compile(r"[\s>*+.)\d-]*\[(?!\^)[^\]]+\]:\s*<?(?P<target>[^\s>]*)")
_BEHIND = re.compile(r"\]\(\s*<?(?P<target>[^)\s>]*)|\](?P<label>\[[^\[\]]{0,200}\])?(?![(:])")
_DEFINITION = re.compile(r"[\s>*+.)\d-]*\[(?!\^)(?P<label>[^\]]+)\]:\s*<?(?P<target>[^\s>]*)")
_FARTHEST = 500
"""Characters that the words of a link may have; longer ones are no words that look like an address."""
_AUTOLINK = re.compile(r"<(?P<target>https?://[^\s<>]+)>", re.IGNORECASE)


class Heading(NamedTuple):
    """A line that begins with number signs. `line` counts from 0; without a gap behind the signs it is one for some renderers only."""

    line: int
    signs: str
    has_gap: bool
    text: str


def raw_html(body: str) -> list[tuple[int, int, str]]:
    """All HTML in a text outside of code: line and column from 0, and the characters."""
    return [(number, column, html) for number, line in prose(body) for column, html in html_in(line)]


def html_in(line: str) -> list[tuple[int, str]]:
    """The HTML in one line of prose: column from 0, and the characters."""
    return [(found.start(), found[0]) for found in _HTML.finditer(line)] if "<" in line else []


def headings(lines: Iterable[tuple[int, str]]) -> Iterator[Heading]:
    """The headings among lines of prose."""
    for number, line in lines:
        found = _HEADING.match(line) if "#" in line else None
        text = found["text"].rstrip().rstrip("#").rstrip() if found else ""
        if found and text:
            yield Heading(number, found["level"], bool(found["gap"]), text)


def may_lead_on(text: str) -> bool:
    """Whether `targets_in` can find anything in one of its lines."""
    return "](" in text or "]:" in text or "<http" in text.lower()


def targets_in(line: str) -> list[tuple[int, str]]:
    """The addresses to which one line of prose leads: column from 0, and the address as it is written."""
    found = list(_LINK.finditer(line)) if "](" in line else []
    found += _AUTOLINK.finditer(line) if "<http" in line.lower() else []
    reference = _REFERENCE.match(line) if "]:" in line else None
    return [(one.start("target"), one["target"]) for one in (*found, *([reference] if reference else []))]


def links_in(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str, str]]:
    """The links in lines of prose: the number of the line where its words end, the words, and the address as it is written."""
    known = list(lines)
    if not any("](" in line or "]:" in line for _, line in known):
        return
    targets = _definitions(known)
    text = "\n".join(line for _, line in known)
    numbers = [number for number, line in known for _ in range(len(line) + 1)]
    for behind in _BEHIND.finditer(text):
        words = _words_before(text, behind.start())
        label = (behind["label"] or "")[1:-1] or words
        target = behind["target"] if behind["target"] is not None else targets.get(_folded(label))
        if words and target is not None:
            yield numbers[behind.start()], words, target


def _definitions(lines: Iterable[tuple[int, str]]) -> dict[str, str]:
    found = (_DEFINITION.match(line) for _, line in lines if "]:" in line)
    return {_folded(one["label"]): one["target"] for one in found if one}


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()


def _words_before(text: str, end: int) -> str:
    """What stands in the brackets that close here; empty where they were opened too far away."""
    depth = 0
    for position in range(end - 1, max(-1, end - _FARTHEST), -1):
        if text[position] == "]":
            depth += 1
        elif text[position] == "[":
            if not depth:
                return text[position + 1 : end]
            depth -= 1
    return ""
