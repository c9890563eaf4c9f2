"""Whole numbers as people write them → digits: »9.500«, »ca. 25«, »48.000 €«, »1,5 Mio. Euro«, »24,5 Tage«.

What names a bound (»über 50«), a range (»20 bis 30«) or another unit (»3 Monate« for weeks) is no number here.
"""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Any, Literal

from citynet_kb.schema.written_dates import for_scripts

LONGEST = 60
"""Letters of a text that may be a number."""
Unit = Literal["eur", "days", "weeks", "people", ""]
UNITS: Mapping[Unit, str] = MappingProxyType(
    {
        "eur": r"€|eur|euro|euros",
        "days": r"tage?n?|personentage?n?|arbeitstage?n?|manntage?n?|werktage?n?|pt",
        "weeks": r"wochen?|wo\.?|kalenderwochen?",
        "people": r"einwohner(?:innen)?|ew\.?|personen",
        "": r"(?!)",
    }
)
"""The words that may stand beside a number, by what is counted."""
_SCALES = MappingProxyType({"tsd": 1_000, "tausend": 1_000, "t": 1_000, "mio": 1_000_000, "million": 1_000_000, "millionen": 1_000_000})
_SCALE = r"(?P<scale>tsd|tausend|mio|millionen|million|t(?=€| ?euro?))"
_WORDS = ("null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
_ABOUT = re.compile(r"(?:ca\.?|circa|zirka|etwa|ungefähr|rund|insgesamt|gesamt|~|≈)\s*")
_FIGURE = r"[0-9]{1,3}(?:[.' ][0-9]{3})+(?:,[0-9]{1,2}|,-{1,2}|,–)?|[0-9]+(?:,[0-9]{1,2}|,[0-9]{4,15}|\.[0-9]{1,2}|,-{1,2}|,–)?|0,[0-9]{3}"
"""Three digits behind a comma may be meant as thousands, so they are no number; more of them are not."""
_DIGITS = 12


def number_forms() -> dict[str, Any]:
    """How whole numbers are read, for scripts: a form of small letters for each unit, words for numbers, scales."""
    forms = {unit: for_scripts(f"(?:{_ABOUT.pattern})?{_form(unit)}") for unit in UNITS if unit}
    return {"forms": forms, "words": {word: number for number, word in enumerate(_WORDS)}, "scales": dict(_SCALES)}


def _form(unit: Unit) -> str:
    words = UNITS[unit]
    return rf"(?:(?:{words}) ?)?(?P<figure>{_FIGURE}|{'|'.join(_WORDS)}) ?(?:{_SCALE}\.? ?)?(?:{words})?"


def whole_number(text: str, unit: Unit = "") -> str | None:
    """The digits of a number that a text says. Halves are rounded up. None for all else."""
    if len(text) > LONGEST:
        return None
    plain = " ".join(text.casefold().split())
    bare = plain[_ABOUT.match(plain).end() :] if _ABOUT.match(plain) else plain  # type: ignore[union-attr]
    found = re.fullmatch(_form(unit), bare)
    if found is None:
        return None
    amount = _amount(found["figure"]) * _SCALES.get(found["scale"] or "", 1)
    digits = str(amount.quantize(Decimal(1), ROUND_HALF_UP))
    return digits if len(digits) <= _DIGITS else None


def unit_of(key: str) -> Unit:
    """What a field counts, by its key."""
    if key == "population":
        return "people"
    return "days" if "days" in key else "weeks" if "weeks" in key else "eur" if "eur" in key.split("_") else ""


def _amount(figure: str) -> Decimal:
    if figure in _WORDS:
        return Decimal(_WORDS.index(figure))
    whole = re.sub(r",(?:-{1,2}|–)$", "", figure)
    if re.fullmatch(r"[0-9]+\.[0-9]{1,2}", whole):
        return Decimal(whole)
    return Decimal(re.sub(r"[.' ]", "", whole).replace(",", "."))
