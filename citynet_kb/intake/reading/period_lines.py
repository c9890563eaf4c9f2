"""A line »Zeitraum: Mai bis Oktober 2022« of a mail → a line for the beginning and one for the end, as the fields are."""

import re
from collections.abc import Iterator

from citynet_kb.intake.asking.questions import heading
from citynet_kb.intake.reading.set_aside import Line

_PERIOD = re.compile(
    r"\W*Zeitraum\W+(?:von )?(?:(?P<first>\d{4}) ?[-/] ?(?P<last>\d{4})|(?P<start>[\w.][\w. -]*?)(?: bis | ?– ?| - )(?P<end>[\w.][\w. -]*)"
    r"|(?P<alone>[\w. /-]*\b(?:19|20)\d\d))\.?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PERIOD_LENGTH = 200
"""Letters of a line that may be a period; the pattern takes quadratic time for longer ones."""


def in_full(number: int, text: str) -> Iterator[Line]:
    """A line; of »Zeitraum: 2021 bis 2022« one for the beginning and one for the end."""
    period = _PERIOD.fullmatch(text) if len(text) <= _PERIOD_LENGTH else None
    if not period:
        yield number, text
        return
    start, end = period["first"] or period["start"] or period["alone"], period["last"] or period["end"] or ""
    year = _YEAR.search(end)
    start += f" {year[0]}" if year and re.fullmatch(r"[^\W\d]{3,9}\.?", start) else ""  # »Mai bis Oktober 2022«
    yield from ((number, f"{heading(('period', key))}: {value}") for key, value in (("start", start), ("end", end)) if value)
