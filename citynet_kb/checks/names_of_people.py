"""Names of people in free text: after a form of address, after an office, or beginning with a common first name. A name is a question,
no proof; few false alarms matter more than a name that is overlooked.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from citynet_kb.checks.first_names import FIRST_NAMES

FUNCTION_WORDS = re.compile(
    r"info|stadt|city|markt|marketing|wirtschaft|rathaus|post|kontakt|presse|touris|kultur|handel|innen|team|buero|service|verein|amt|"
    r"foerder|manage|gewerbe|ordnung|planung|redaktion|zentral|leitung|stelle|kommun|gemeinde|event|veranstalt|projekt|netz",
    re.IGNORECASE,
)
"""Parts of words that name a unit or a function, in mailboxes and beside offices."""
_UPPER, _LOWER = "A-ZÀ-ÞČĞİŞŠŽ", "a-zß-ÿćčğıłńşšž"
_WORD = rf"[{_UPPER}][{_LOWER}]+(?:-[{_UPPER}][{_LOWER}]+)?"
_SURNAME = rf"(?:v[ao]n(?: de[rmn])? )?{_WORD}"
_ADDRESSED = re.compile(
    rf"\b(?:Herrn?|Frau|(?:Prof\.|Dr\.)(?: [a-z]+\.)*)(?: (?:Prof\.|Dr\.|[{_UPPER}]\.))* (?P<name>{_SURNAME}(?: {_WORD})?)"
)
_OFFICE = re.compile(
    rf"\b(?:(?:(?:Ober)?[Bb]ürgermeister|Landrat|Landrät)(?:in)? (?P<name>{_SURNAME}(?: {_WORD})?)"
    r"|(?:\w*[Dd]ezernent|\w*[Mm]anager|\w*[Ll]eiter|Geschäftsführer|Vorsitzender?|Sprecher|Beigeordneter?|Inhaber|Händler)(?:in)?"
    rf" (?P<full>{_WORD} {_SURNAME}))"
)
_OFFICE_SIGNS = (
    *("ürgermeister", "andrat", "andrät", "ezernent", "anager", "eiter", "eschäftsführer", "orsitzende", "precher"),
    *("eigeordnete", "nhaber", "ändler"),
)
"""Fixed parts of the names of offices: quick to search for."""
_PAIR = re.compile(rf"(?<![\w-])(?=(?P<name>(?P<first>[{_UPPER}][{_LOWER}]+)(?:-[{_UPPER}][{_LOWER}]+)? {_SURNAME})(?![\w-]))")
"""A lookahead, so that words before a first name do not hide it."""
_NO_PERSON = re.compile(
    r"(?:stra(?:ß|ss)e|platz|markt|umzug|kirche|kirch|schule|gymnasium|haus|stiftung|preis|fest|verlag|zeitung|allee|weg|ring|park|halle|saal|"
    r"himmelfahrt|jahr|tag|lauf|denkmal|ufer|brücke|gasse|hof|verein|daily|center|galerie|passage|stadt|museum|theater|universität|hochschule|"
    r"(?:sachsen|thüringen|bayern|hessen|deutschland)(?=s))(?:s|e[ns]?)?$",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r"[ -]\w+")
_SAINT = re.compile(r"(?:St\.|Sankt|Hl\.)\s$")
_WORDS = bytes(byte if chr(byte).isalnum() or chr(byte) == "_" else ord(" ") for byte in range(256))
"""A translation that leaves the words of a text in Latin-1, where a letter beyond that has become a question mark and parts them."""


def in_bytes(text: str) -> bytes:
    """The text in Latin-1, with question marks for what that lacks: quick to search."""
    return text.encode("latin-1", "replace")


_NAMES = frozenset(in_bytes(name).translate(_WORDS).split()[0] for name in (*FIRST_NAMES, "Herr", "Herrn", "Frau", "Prof", "Dr"))
"""Words of which one stands in every name without an office."""
_OFFICES = (
    *("Oberbürgermeister", "OberBürgermeister", "Bürgermeister", "bürgermeister", "Landrat", "Landrät", "Geschäftsführer"),
    *("Vorsitzende", "Vorsitzender", "Sprecher", "Beigeordnete", "Beigeordneter", "Inhaber", "Händler"),
)
_OFFICE_WORDS = frozenset(in_bytes(word) for office in _OFFICES for word in (office, f"{office}in"))
_ENDS_OF_OFFICES = (b"ezernent", b"anager", b"eiter")
"""Ends of words, where any word may stand before: »weiter« is the most frequent of them."""
_TELLING_WORDS = _NAMES | _OFFICE_WORDS


def names(text: str) -> Iterator[tuple[int, int]]:
    """Where a name begins, its form of address or office included, and where it ends."""
    for pattern, finds in ((_ADDRESSED, _ADDRESSED.finditer(text)), (_OFFICE, _offices(text)), (_PAIR, _PAIR.finditer(text))):
        for found in finds:
            name = "full" if pattern is _OFFICE and found["full"] else "name"
            if _is_name(text, found, name):
                yield found.start(), found.end(name)


@lru_cache(maxsize=1024)
def names_a_person(text: str) -> bool:
    """Whether a short text such as the role of a contact holds a name."""
    return next(names(text), None) is not None


def may_hold_names(text: str, plain: bytes) -> bool:
    """Whether it holds a first name or a form of address, or an office before a name. `plain` is the text in Latin-1."""
    found = _TELLING_WORDS.intersection(plain.translate(_WORDS).split())
    if not _NAMES.isdisjoint(found):
        return True
    offices = (*found, *(end for end in _ENDS_OF_OFFICES if end in plain))
    return any(_before_name(office).search(plain) for office in offices) and next(_offices(text), None) is not None


@cache
def _before_name(office: bytes) -> re.Pattern[bytes]:
    """An office before what may be the beginning of a name; a capital letter may be a question mark in Latin-1."""
    return re.compile(office + b"(?:in)? [^a-u]")


def _offices(text: str) -> Iterator[re.Match[str]]:
    """Offices followed by a name. The pattern is tried only at words that contain an office, which few do."""
    for word in (word for sign in _OFFICE_SIGNS if sign in text for word in _office_named(sign).finditer(text)):
        start = word.start()
        while start and (text[start - 1].isalnum() or text[start - 1] == "_"):
            start -= 1
        found = _OFFICE.match(text, start)
        if found:
            yield found


@cache
def _office_named(sign: str) -> re.Pattern[str]:
    return re.compile(rf"{sign}r?(?:in)? (?=[{_UPPER}v])")


def _is_name(text: str, found: re.Match[str], name: str) -> bool:
    """Whether it is a person's name: no street, school, feast or saint, and a pair of words begins with a first name."""
    following = _NEXT_WORD.match(text, found.end(name))
    if any(_NO_PERSON.search(word) for word in (found[name], following[0] if following else "")):
        return False
    if name == "full" and FUNCTION_WORDS.search(found[name].partition(" ")[0]):
        return False  # »Leiter Stadtmarketing Gera« is an office
    if found.re is not _PAIR:
        return True
    return found["first"] in FIRST_NAMES and not _SAINT.search(text, max(0, found.start() - 6), found.start())
