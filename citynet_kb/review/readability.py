"""How hard a German text is to read: the first Wiener Sachtextformel.

Source: Richard Bamberger, Erich Vanecek: Lesen – Verstehen – Lernen – Schreiben. Wien 1984. The figure is a school year, 4 to 15.
"""

import re
from dataclasses import dataclass

FEWEST_WORDS = 60
"""Least number of words for a grade."""
HARD = 13
"""From this grade on editors are asked for shorter sentences. Texts of administrations lie at 12 to 15, newspapers at 9 to 12."""
_LINK = re.compile(r"\]\([^)]*\)")
_NO_PROSE = re.compile(r"^(?:#.*|\|.*|---)$", re.MULTILINE)
_WORD = re.compile(r"[A-Za-zÄÖÜäöüßéèà]+(?:-[A-Za-zÄÖÜäöüßéèà]+)*")
_SYLLABLE = re.compile(r"aa|ee|oo|ie|ei|ai|ey|ay|au|äu|eu|[aeiouyäöüéèà]", re.IGNORECASE)
_END = re.compile(r"(?<!\d)[.!?:;](?=\s|$)|\n\s*\n|\n\s*[-*] ")
"""A full stop after a digit belongs to a date or a number."""


@dataclass(frozen=True)
class Readability:
    """`grade` is the school year of the formula, None where the text is too short; `sentence` the mean number of words."""

    words: int
    sentence: float
    grade: float | None

    @property
    def is_hard(self) -> bool:
        """Whether it is harder than most readers can read with ease."""
        return self.grade is not None and self.grade >= HARD


def readability(text: str) -> Readability:
    """The figures of a Markdown text; headings, tables and addresses are left out.

    Grade = 0.1935·MS + 0.1672·SL + 0.1297·IW − 0.0327·ES − 0.875: MS, IW, ES = per cent of words with three syllables or more, with more
    than six letters, with one syllable; SL = words per sentence.
    """
    prose = _NO_PROSE.sub("\n\n", _LINK.sub("]", text))
    words = _WORD.findall(prose)
    sentences = sum(_WORD.search(part) is not None for part in _END.split(prose))
    length = len(words) / sentences if sentences else 0.0
    if len(words) < FEWEST_WORDS:
        return Readability(len(words), length, None)
    syllables = [max(1, len(_SYLLABLE.findall(word))) for word in words]
    many = _per_cent(sum(count >= 3 for count in syllables), len(words))
    one = _per_cent(sum(count == 1 for count in syllables), len(words))
    long = _per_cent(sum(len(word) > 6 for word in words), len(words))
    return Readability(len(words), length, 0.1935 * many + 0.1672 * length + 0.1297 * long - 0.0327 * one - 0.875)


def _per_cent(part: int, whole: int) -> float:
    return 100 * part / whole
