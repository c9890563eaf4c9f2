"""Markdown as people write it who have not learned it: what they see on the page is what they meant.

Python-Markdown wants an empty line before a list, four spaces for a list within a list, and no paragraph that begins with a date. Here
each block is put into its terms before its own processors see it. It is done block by block and not over the whole text, so that it holds
inside of quotes, lists and boxes as well.
"""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.preprocessors import Preprocessor

from citynet_kb.fragments import link_words, numbered_lists, surplus_cells
from citynet_kb.fragments.line_marks import MARKED, is_item
from citynet_kb.fragments.parting import parted


def register(md: Markdown) -> None:
    """Register with Python-Markdown. Indented paragraphs are no code; stars within words are no emphasis."""
    parts = _Parted(md.parser)
    md.parser.blockprocessors.register(parts, "kb-parted", 172)
    md.preprocessors.register(_Start(md, parts), "kb-start", 23)
    md.parser.blockprocessors.register(_Indented(md.parser), "code", 80)
    numbered_lists.register(md)
    surplus_cells.register(md)
    link_words.register(md)
    if md.delimiters:
        md.delimiters.add("*", "strong,em", smart=True)  # as Python-Markdown has it for underscores


LINES = 50_000
"""Lines that are looked at for one text, counted anew at each level: beyond what any report needs, they are left as they are."""


class _Ready(str):
    """A block that has been put into Python-Markdown's terms."""

    __slots__ = ()


class _Parted(BlockProcessor):
    """Parts paragraphs from the lists, tables and rules directly below them; never takes a block itself."""

    left = LINES

    def test(self, parent: Element, block: str) -> bool:
        if isinstance(block, _Ready) or block.startswith(("\n", " " * self.tab_length)) or self.left <= 0:
            return False
        return MARKED.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> bool:
        count, made = parted(blocks)
        self.left -= sum(block.count("\n") + 1 for block in made)
        blocks[:count] = [_Ready(block) for block in made]
        return False


class _Start(Preprocessor):
    """Each text may take as long as the first."""

    def __init__(self, md: Markdown, parts: _Parted) -> None:
        super().__init__(md)
        self._parts = parts

    def run(self, lines: list[str]) -> list[str]:
        self._parts.left = LINES
        return lines


class _Indented(BlockProcessor):
    """Takes the place of indented code: nobody who reports a case means code, but mail programs and Word indent paragraphs and lists."""

    def test(self, parent: Element, block: str) -> bool:
        return block.startswith(" " * self.tab_length)

    def run(self, parent: Element, blocks: list[str]) -> bool:
        if not is_item(blocks[0].split("\n", 1)[0].lstrip(" ")):
            return False  # a paragraph
        width = min(len(line) - len(line.lstrip(" ")) for line in blocks[0].split("\n") if line.strip())
        width = width or self.tab_length
        blocks[0] = "\n".join(line[width:] if line.startswith(" " * width) else line for line in blocks[0].split("\n"))
        return True
