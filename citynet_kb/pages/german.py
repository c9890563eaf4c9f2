"""How numbers, dates and lists are written in German."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from markupsafe import Markup, escape

from citynet_kb.indexes import ShownPeriod

MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember")

_NUMBERS, _LONG_WORDS = re.compile(r"\d(?:[\d.,]*\d)?"), re.compile(r"[^\W\d_]{5,}")


@lru_cache(maxsize=4096, typed=True)
def number(value: int | float | str) -> str:
    """12345 → 12.345; a fraction is kept with a comma; of a text, such as 0.70, all its places."""
    amount = Decimal(str(value))
    whole, _, fraction = str(abs(amount)).partition(".")
    grouped = f"{'-' if amount < 0 else ''}{int(whole):,}".replace(",", ".")
    return f"{grouped},{fraction}" if fraction else grouped


@lru_cache(maxsize=4096)
def per_head(cents: float) -> str:
    """An amount per inhabitant, for `number`: cents below ten, whole units from there on, so that no figure looks more exact than it is.

    0.2 → 0.20, 9.95 → 9.95, 64.5 → 65.
    """
    amount = Decimal(str(cents))
    return str(amount.quantize(Decimal("0.01") if amount < 10 else Decimal(1), ROUND_HALF_UP))


@lru_cache(maxsize=4096)
def day(partial: str) -> str:
    """2018-08-20 → 20. August 2018, 2018-08 → August 2018, 2018 → 2018."""
    parts = partial.split("-")
    month = MONTHS[int(parts[1]) - 1] if len(parts) > 1 else ""
    date = f"{int(parts[2])}. " if len(parts) > 2 else ""
    return f"{date}{month} {parts[0]}".strip()


NOUNS = ("Ziel ", "Gesamtkosten", "Fördersumme", "Zuschuss ")
"""How labels begin that keep their capital letter."""


def period(span: ShownPeriod) -> str:
    """»2019 bis 2021«, »2019, bis August«, »seit 2015« of what is running, else »ab 2015«, »bis 2018«, »2018« where both are alike.

    Empty without either.
    """
    if not (span.start or span.end):
        return ""
    if not span.end:
        return f"{'seit' if span.is_running else 'ab'} {day(span.start or '')}"
    if not span.start:
        return f"bis {day(span.end)}"
    if span.start == span.end:
        return day(span.end)
    if len(span.start) == 4 and span.end.startswith(span.start):
        return f"{span.start}, bis {day(span.end).removesuffix(f' {span.start}')}"
    if len(span.end) == 4 and span.start.startswith(span.end):
        return f"{span.end}, ab {day(span.start).removesuffix(f' {span.end}')}"
    return f"{_before(span.start, span.end)} bis {day(span.end)}"


def _before(start: str, end: str) -> str:
    """The start as it is said before an end of equal precision: year and month are named once, where they are alike."""
    if len(start) != len(end) or start[:4] != end[:4]:
        return day(start)
    words = day(start).split(" ")
    return words[0] if start[:7] == end[:7] else " ".join(words[:-1])


def years(span: ShownPeriod) -> str:
    """The same in years, for tables: »2014–2016«."""
    short = ShownPeriod((span.start or "")[:4] or None, (span.end or "")[:4] or None, span.is_running)
    return period(short).replace(" bis ", "–") if short.start and short.end else period(short)


def listed(items: Sequence[str], word: str = "und") -> str:
    """»a«, »a und b«, »a, b und c«. Safe items stay safe, all others are escaped."""
    if len(items) < 2:
        return Markup("").join(escape(item) for item in items)
    head = Markup(", ").join(escape(item) for item in items[:-1])
    return Markup("{} {} {}").format(head, word, escape(items[-1]))


def inside(label: str) -> str:
    """A label within a sentence: »3 eingestellt«, »1 Ziel verfehlt«."""
    return label if label.startswith(NOUNS) else label[:1].lower() + label[1:]


def capital(text: str) -> str:
    """A note as a line of its own: it begins with a capital letter."""
    return text[:1].upper() + text[1:]


def said_in(text: str, other: str) -> bool:
    """Whether each number of a text, and each word of five letters or more, stands in another one, whatever its ending."""
    numbers, words = set(_NUMBERS.findall(text)), {word[:5] for word in _LONG_WORDS.findall(text.lower())}
    return bool(numbers) and numbers <= set(_NUMBERS.findall(other)) and words <= {word[:5] for word in _LONG_WORDS.findall(other.lower())}


_END = re.compile(r"(?<=[a-zäöüß0-9)€]{3})[.;!?](?= )")
"""Of a sentence or clause; short words before it are abbreviations."""


def whole(text: str, most: int) -> str:
    """As many whole sentences and clauses as have room in `most` characters; empty where not even the first has."""
    if len(text) <= most:
        return text
    ends = [found.start() for found in _END.finditer(text) if found.start() < most]
    return f"{text[: ends[-1]]}." if ends else ""


def sentence(text: str, most: int) -> str:
    """The text, cut at the end of a word where it is longer than `most` characters."""
    if len(text) <= most:
        return text
    end = text.rfind(" ", 0, most)
    return text[: end if end > 0 else most].rstrip(",;:–- ") + " …"
