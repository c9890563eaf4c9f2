"""Blocks of Markdown, parted where somebody meant a list, a table or a rule, with lists indented as Python-Markdown wants it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from citynet_kb.fragments.line_marks import LONG_DASHES, TYPED, Item, date_in, follows, is_dashes, is_next, is_rule, is_sentence, item_in
from citynet_kb.sources.scanner.tables import columns

_STEP = 4
"""Blanks by which Python-Markdown indents what belongs to an entry."""
_LEAST = 2
"""Blanks by which people indent it: fewer are a slip."""
_AHEAD = 20
"""Lines in which the second entry of a list is looked for."""


@dataclass(frozen=True)
class _List:
    """An open list: its kind, where its sign stands, and where its text; the number of its last entry."""

    kind: str
    sign: int
    text: int
    number: str


def parted(blocks: Sequence[str]) -> tuple[int, list[str]]:
    """How many of the blocks belong together, since a list goes on behind empty lines, and what they become."""
    ahead = next((block for block in blocks[1:3] if block.strip()), "").strip("\n").split("\n", 1)[0]
    first = _Block(blocks[0].split("\n"), (), ahead)
    made, lists, count = first.parts, first.lists, 1
    while lists and count < len(blocks):
        lines = blocks[count].strip("\n").split("\n")
        if lines[0].strip():
            if not _goes_on(lists, lines[0]):
                break
            following = _Block(lines, lists)
            made, lists = [*made, *following.parts], following.lists
        count += 1
    return count, made


def _goes_on(lists: Sequence[_List], line: str) -> bool:
    """Whether a line behind an empty one belongs to the open lists."""
    indent = _indent(line) - lists[0].sign
    item = item_in(line.lstrip(" "))
    return indent >= _LEAST or (indent >= 0 and item is not None and item.kind == lists[0].kind)


class _Block:
    """The lines of a block, taken one after the other. Each is looked at once."""

    def __init__(self, lines: list[str], lists: Sequence[_List], ahead: str = "") -> None:
        self.lists = list(lists)
        self._lines, self._ahead = lines, ahead
        self._made: list[list[str]] = [[]]
        self._is_raw = False  # in a table or quote, up to the end
        self._is_paragraph = bool(lists)  # of an entry, behind an empty line
        for number, line in enumerate(lines):
            self._take(number, line)

    @property
    def parts(self) -> list[str]:
        """The blocks that it became."""
        return ["\n".join(part) for part in self._made if part]

    def _take(self, number: int, line: str) -> None:
        indent, words = _indent(line), line.lstrip(" ")
        if self._is_raw:
            self._made[-1].append(line)
            return
        item = item_in(words) if self.lists or indent < _STEP else None
        if self.lists and indent < _LEAST and (is_rule(words) or words.startswith("#")):
            self.lists = []
            self._made.append([line])
        elif item and (self.lists or self._begins_a_list(number, item)):
            self._add_item(indent, item, words)
        elif self.lists:
            self._add_to_item(number, line)
        else:
            self._add_text(number, line, item)

    def _begins_a_list(self, number: int, item: Item) -> bool:
        """Whether a line may begin a list. Where a sentence may have been broken in front of its sign, a second entry has to follow."""
        is_plain = not item.number and not item.letter and item.sign not in LONG_DASHES and not item.is_tight
        if is_plain or (item.number == "1" and not self._made[-1]):
            return True
        if item.letter not in ("", "a", "A") or (self._made[-1] and item.number not in ("", "1")):
            return False
        ahead = self._lines[number + 1 : number + _AHEAD]
        if number == len(self._lines) - 1 and not self._made[-1]:
            ahead.append(self._ahead)
        return any(follows(item, other) for line in ahead if (other := item_in(line.lstrip(" "))))

    def _add_item(self, indent: int, item: Item, words: str) -> None:
        depth = len(self.lists)
        while len(self.lists) > 1 and indent < self.lists[-1].sign:
            self.lists.pop()
        if len(self.lists) == 1 and item.kind != self.lists[0].kind and indent < self.lists[0].sign + _LEAST:
            self.lists = []
        last = self.lists[-1] if self.lists else None
        if (last and indent < last.sign + _LEAST) or (last and is_next(last.number, item) and indent < last.text):
            self.lists[-1] = replace(last, number=item.number)
        else:
            self.lists.append(_List(item.kind, indent, indent + item.width, item.number))
        if self._made[-1] and (not last or (self._is_paragraph and len(self.lists) <= depth)):
            self._made.append([])
        sign = "-" if item.sign in TYPED or item.sign in LONG_DASHES else f"{item.number}." if item.number else item.sign
        self._made[-1].append(f"{' ' * _STEP * (len(self.lists) - 1)}{sign} {_with_date(words[item.width :])}")
        self._is_paragraph = False

    def _add_to_item(self, number: int, line: str) -> None:
        indent = _indent(line)
        if number == 0:
            while len(self.lists) > 1 and indent < self.lists[-1].sign + _LEAST:
                self.lists.pop()
        last, depth = self.lists[-1], len(self.lists)
        if self._is_paragraph:
            cut = last.sign + _STEP if indent >= last.sign + _STEP else min(indent, last.text)
            line = " " * _STEP * depth + line[cut:]
        elif indent >= _LEAST:
            line = " " * _STEP * (depth - 1) + line.lstrip(" ")
        self._made[-1].append(_with_date(line))

    def _add_text(self, number: int, line: str, item: Item | None) -> None:
        part = self._made[-1]
        below = self._lines[number + 1] if number + 1 < len(self._lines) else ""
        is_table = "-" in below and columns(line.strip(" "), below.strip(" ")) > 0
        self._is_raw = is_table or line[:_STEP].lstrip(" ").startswith(">")
        if part and (is_table or (is_dashes(line) and (is_sentence(part[-1]) or is_rule(part[-1])))):
            self._made.append([line])
            return
        dated = _with_date(line)
        if dated != line and part and (part[-1].rstrip().endswith(":") or _with_date(self._lines[number - 1]) != self._lines[number - 1]):
            part[-1] = f"{part[-1].rstrip()}  "  # a line break: days below each other
        part.append(dated if dated != line else _without_sign(line, item))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _with_date(line: str) -> str:
    """The line, so that its date is not taken for the number of an entry."""
    indent = _indent(line)
    at = date_in(line[indent:])
    return line if at is None else f"{line[: indent + at]}\\{line[indent + at :]}"


def _without_sign(line: str, item: Item | None) -> str:
    """The line, so that its number or letter is not taken for that of an entry."""
    if not item or not (item.number or item.letter):
        return line
    at = _indent(line) + len(item.sign) - 1
    return f"{line[:at]}\\{line[at:]}"
