"""Slugs: a German name as part of an address."""

import re
import unicodedata
from hashlib import sha256

LONGEST = 80
"""Most characters of a slug. A longer one is cut and ends with a hash of the whole text, so that two long ones differ."""
_WORD = re.compile(r"[a-z0-9]+")


def plain_slug(text: str) -> str:
    """Small letters a-z, digits and single hyphens: »Bad Köstritz« → bad-koestritz, »Café & Bar« → cafe-bar. May be empty."""
    if text.isascii():
        return "-".join(_WORD.findall(text.lower()))
    german = unicodedata.normalize("NFC", text).casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")  # ß is ss already
    if not german.isascii():
        german = "".join(sign for sign in unicodedata.normalize("NFD", german) if not unicodedata.combining(sign))
    return "-".join(_WORD.findall(german))


def slug_of(text: str) -> str:
    """As `plain_slug`, but never empty, for an address that must exist.

    A text without letters and digits becomes the Unicode numbers of its characters. Texts that differ only in case, spaces or
    punctuation get the same slug.
    """
    slug = plain_slug(text) or "-".join(f"{ord(sign):x}" for sign in text.strip()) or "0"
    return slug if len(slug) <= LONGEST else f"{slug[:LONGEST].rstrip('-')}-{sha256(slug.encode()).hexdigest()[:8]}"
