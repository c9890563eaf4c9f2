"""What a single line begins with: the sign of a list, a date, a rule."""

import re
from dataclasses import dataclass

from citynet_kb.sources.scanner.entry_signs import ENTRY_SIGN

_MONTH = r"(?:Jan|Feb|Mär|Maer|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)"
_PART_OF_A_YEAR = rf"(?:{_MONTH}|Quartal|Halbjahr|Jahreshälfte|Jahrhundert|Jahrestag|Advent|Weihnacht|Kalenderwoche|KW\b)"
_DATE = re.compile(
    rf"""
    \d{{1,4}}\.(?=\ +(?:
        {_PART_OF_A_YEAR}                                   # 15. August, 2. Quartal
        | \d{{1,2}}\.                                       # 15. 8.
        | (?:und|oder|bis|[-–/&])\ ?\d{{1,2}}\.\ *(?:{_PART_OF_A_YEAR}|\d{{1,2}}\.)   # 15. und 16. August
    ))
    | (?:1[5-9]|20)\d\d\.(?=\ )                   # 2019. Das war …
    | \d{{10,}}\.(?=\ )                                       # no browser counts as far
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ITEM = re.compile(rf"(?P<sign>{ENTRY_SIGN})(?=\S)")
_RULE = re.compile(r"([-_*])[ \t]*(?:\1[ \t]*){2,}")
_DASHES = re.compile(r"-+ *")
_ENDS_A_SENTENCE = re.compile(r"[.!?:;,…][)\"»“”'*_]*$")
MARKED = re.compile(r"^ *(?:[-*+•·▪‣◦●○■–—:|\d]|[A-Za-z]\))", re.MULTILINE)
"""What a block has where anything is to be done; quick to look for."""
TYPED = "·•▪‣◦●○■"
"""Bullets that people and programs type instead of the signs of Markdown."""
LONG_DASHES = "–—"
"""What programs make of a typed dash. A sentence may be broken before one, so a single line with it is no list."""


@dataclass(frozen=True)
class Item:
    """The first line of an entry of a list: its sign, the number or letter in it, and how wide the sign is with the blanks behind it."""

    sign: str
    number: str
    letter: str
    width: int

    @property
    def is_tight(self) -> bool:
        """Whether the text begins right behind a dash."""
        return self.sign in "-–" and self.width == 1

    @property
    def kind(self) -> str:
        """Entries of one kind belong to one list."""
        return "1" if self.number else "" if not self.letter else "a" if self.letter.islower() else "A"


def follows(item: Item, other: Item) -> bool:
    """Whether the other entry may be the second of a list that begins with the first."""
    if item.kind != other.kind:
        return False
    if item.number:
        return int(other.number) in (int(item.number), int(item.number) + 1)
    return ord(other.letter) == ord(item.letter) + 1 if item.letter else other.sign == item.sign


def is_next(number: str, item: Item) -> bool:
    """Whether an entry bears the number behind this one."""
    return bool(number and item.number) and int(item.number) == int(number) + 1


def date_in(line: str) -> int | None:
    """Where the full stop stands of the date or year with which a line begins."""
    found = _DATE.match(line)
    return found.end() - 1 if found else None


def item_in(line: str) -> Item | None:
    """The entry of a list that a line begins, blanks before it aside."""
    found = _ITEM.match(line)
    if not found or is_rule(line) or date_in(line) is not None:
        return None
    return Item(found["sign"].rstrip(), found["number"] or "", found["letter"] or "", found.end())


def is_item(line: str) -> bool:
    """Whether a line begins an entry of a list."""
    return item_in(line) is not None


def is_rule(line: str) -> bool:
    """Whether a line is a rule across the page."""
    return _RULE.fullmatch(line.rstrip()) is not None


def is_dashes(line: str) -> bool:
    """Whether a line would make a heading of the one above."""
    return _DASHES.fullmatch(line) is not None


def is_sentence(line: str) -> bool:
    """Whether a line ends as sentences do and headings do not."""
    return _ENDS_A_SENTENCE.search(line.rstrip()) is not None
