"""Which characters a text may hold: Latin letters, single Greek ones as signs of measure, and visible signs.

Letters of other scripts may be confusables of Latin ones.
"""

import re
import unicodedata

from citynet_kb.sources.text_rules import INVISIBLE

_UNUSUAL = re.compile(
    "[^\x00-\u024f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u2070\u2074-\u207e\u2080-\u208e\u20a0-\u20bf\u2150-\u215e\u2190-\u27bf]"
)
"""What needs a closer look: anything but Latin letters, common punctuation, raised and lowered digits (CO₂), fractions (⅓), currency
signs, arrows and pictograms."""
_NOT_ORDINARY = re.compile("[^\t\n -~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")
_PLAIN_BYTES = b"\t\n" + bytes(range(0x20, 0x7F))
_WITHOUT_SHAPE = re.compile("[\u034f\u180b-\u180f\ufe00-\ufe0e\U000e0100-\U000e01ef]")
"""Variation selectors and the combining grapheme joiner. U+FE0F, which colours a pictogram, is allowed."""
_LETTERS = "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_GREEK = "\u0370-\u03ff\u1f00-\u1fff"
_SIGN = "[ΓΔΘΛΞΠΣΦΨΩβδεθλμπσφψω]"
_SIGN_PATTERN = rf"(?<![{_GREEK}])(?:(?<![{_LETTERS}]){_SIGN}|{_SIGN}(?![{_LETTERS}]))(?![{_GREEK}])"
"""A Greek letter that stands for a unit or a quantity (μ, Ω, Δ): alone, before Latin letters or behind them (μg, kΩ), never among them."""
_MEASURE_SIGN = re.compile(_SIGN_PATTERN)
UNSEEN_PATTERN = rf"{INVISIBLE.pattern}|(?={_UNUSUAL.pattern})(?:\p{{C}}|{_WITHOUT_SHAPE.pattern})"
FOREIGN_PATTERN = rf"(?={_UNUSUAL.pattern})(?!{_SIGN_PATTERN})[\p{{L}}\p{{N}}]"
"""What `first_invisible` and `first_foreign` look for, as patterns for browsers, which know the categories of Unicode by name."""
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})


def is_ordinary(text: str) -> bool:
    """Whether a text holds nothing but Latin letters, common punctuation, currency signs, blanks and line feeds, as nearly all do.

    Such a text holds nothing invisible or foreign, no stacked marks, and is in NFC: one search replaces five. Most of a text is ASCII, and
    soon left out.
    """
    rest = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN_BYTES)
    return _NOT_ORDINARY.search(rest.decode("utf-8", "surrogatepass")) is None


def first_invisible(text: str) -> int | None:
    """Where the first character stands that a reader cannot see."""
    found = INVISIBLE.search(text)
    first = found.start() if found else None
    for unusual in _UNUSUAL.finditer(text, 0, len(text) if first is None else first):
        if unicodedata.category(unusual[0]) in _UNSEEN or _WITHOUT_SHAPE.match(unusual[0]):
            return unusual.start()
    return first


def first_foreign(text: str) -> int | None:
    """Where the first letter or digit stands that is neither Latin nor a sign of measure."""
    for unusual in _UNUSUAL.finditer(text):
        if unicodedata.category(unusual[0])[0] in "LN" and not _MEASURE_SIGN.match(text, unusual.start()):
            return unusual.start()
    return None
