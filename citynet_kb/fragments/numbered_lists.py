"""Lists with signs, numbers and letters, each entry with the number that somebody wrote."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.sane_lists import SaneOListProcessor, SaneUListProcessor
from markdown.treeprocessors import Treeprocessor

_WRITTEN = "data-kb-written"
"""What stands at an entry until its list is complete."""
_INDENTED = re.compile(r"^[ ]{4,7}(?:\d+[.)]|[A-Za-z]\)|[*+-])[ ]+.*")
_NUMBER = re.compile(r"\d+")


def register(md: Markdown) -> None:
    """Register with Python-Markdown, before the processors of its own."""
    kinds = {"A": r"[A-Z]\)", "a": r"[a-z]\)", "": r"\d{1,9}[.)]"}
    for priority, (kind, sign) in enumerate(kinds.items(), start=41):
        md.parser.blockprocessors.register(_Numbered(md, kind, sign), f"kb-numbered-{kind}", priority)
    md.parser.blockprocessors.register(_Plain(md), "kb-plain", 31)
    md.treeprocessors.register(_Numbers(md), "kb-numbers", 30)


class _Plain(SaneUListProcessor):
    """A list without numbers, which may hold lists with letters."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md.parser)
        self.INDENT_RE = _INDENTED


class _Numbered(SaneOListProcessor):
    """A list with numbers, or with letters: `kind` is its type in HTML."""

    def __init__(self, md: Markdown, kind: str, sign: str) -> None:
        super().__init__(md.parser)
        self._kind = kind
        self.RE = re.compile(rf"^[ ]{{0,3}}{sign}[ ]+(.*)")
        self.CHILD_RE = re.compile(rf"^[ ]{{0,3}}((?:{sign}))[ ]+(.*)")
        self.INDENT_RE = _INDENTED

    def run(self, parent: Element, blocks: list[str]) -> None:
        sibling = self.lastChild(parent)
        self.SIBLING_TAGS = ["ol"] if sibling is not None and sibling.get("type", "") == self._kind else []  # type: ignore[misc]
        written = [found[1] for line in blocks[0].split("\n") if (found := self.CHILD_RE.match(line))]
        super().run(parent, blocks)
        made = self.lastChild(parent)
        entries = parent if made is None or made.tag == "li" else made
        if self._kind:
            entries.set("type", self._kind)
        for entry, sign in zip(entries[-len(written) :], written, strict=False):
            entry.set(_WRITTEN, sign[:-1])

    def get_items(self, block: str) -> list[str]:
        """The entries, and what is indented below them."""
        items: list[str] = []
        for line in block.split("\n"):
            found = self.CHILD_RE.match(line)
            if found:
                if not items:
                    number = _NUMBER.match(found[1])
                    self.STARTSWITH = number[0] if number else "1"  # type: ignore[misc]
                items.append(found[2])
            elif self.INDENT_RE.match(line) and not items[-1].startswith(" " * self.tab_length):
                items.append(line)
            else:
                items[-1] = f"{items[-1]}\n{line}"
        return items


class _Numbers(Treeprocessor):
    """Gives an entry its number where counting would give it another one. »1. 1. 1.« is how Markdown lets one leave it to the program."""

    def run(self, root: Element) -> None:
        for made in root.iter("ol"):
            written = [entry.attrib.pop(_WRITTEN, "") for entry in made]
            expected = _number(written[0]) if written else 1
            for entry, sign in zip(made, written, strict=True) if set(written) != {"1"} else ():
                number = _number(sign) if sign else expected
                if number != expected:
                    entry.set("value", str(number))
                expected = number + 1


def _number(sign: str) -> int:
    """The number of an entry, or that of its letter."""
    return int(sign) if sign.isdigit() else ord(sign.lower()) - ord("a") + 1 if sign else 1
