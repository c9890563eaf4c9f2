"""Contact data and names of people in free text. Pure: text in, traces out. A trace is a question, no proof.

Meant to raise few false alarms: a number is a telephone number only by its form, an IBAN only with the right checksum (ISO 13616), a name
only after a form of address, after an office, or beginning with a common first name. The rest is left to reviewers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from citynet_kb.checks.first_names import FIRST_NAMES
from citynet_kb.model import Term


class TraceKind(Term):
    """What was found."""

    PRIVATE_MAIL = ("private-mailadresse", "Mailadresse bei einem privaten Anbieter", "Gehört fast immer einer Person.")
    PERSONAL_MAIL = ("persoenliche-mailadresse", "Persönliche Mailadresse", "Das Postfach trägt einen Namen.")
    MAIL = ("mailadresse", "Mailadresse", "Ein Postfach, dem Aussehen nach das einer Stelle.")
    TELEPHONE = ("telefonnummer", "Telefonnummer", "Eine Ziffernfolge in der Form einer Rufnummer.")
    IBAN = ("iban", "Bankverbindung (IBAN)", "Länge und Prüfziffer stimmen.")
    NAME = ("name", "Name einer Person", "Nach Anrede, Amt oder Vornamen zu urteilen.")


@dataclass(frozen=True, order=True)
class Trace:
    """One place in a text: characters `start` to `end`, counted from 0."""

    start: int
    end: int
    kind: TraceKind
    text: str


PRIVATE_PROVIDERS = re.compile(
    r"(gmail|googlemail|gmx|web|t-online|freenet|outlook|hotmail|yahoo|icloud|me|live|posteo|mailbox|proton|protonmail|arcor|aol)"
    r"\.(com|de|net|at|ch|org|me)",
    re.IGNORECASE,
)
PERSONAL_BOX = re.compile(r"[a-zäöüß]+[._][a-zäöüß-]+|[a-z][._-][a-z-]{3,}", re.IGNORECASE)
FUNCTION_WORDS = re.compile(
    r"info|stadt|city|markt|marketing|wirtschaft|rathaus|post|kontakt|presse|touris|kultur|handel|innen|team|buero|service|verein|amt|"
    r"foerder|manage|gewerbe|ordnung|planung|redaktion|zentral|leitung|stelle|kommun|gemeinde|event|veranstalt|projekt|netz",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?P<box>[\w.+-]{1,64})(?:@|\s?[\[(](?:at|ät)[\])]\s?)(?P<host>[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})", re.IGNORECASE)
_AT = re.compile(r"@|[\[(](?:at|ät)[\])]", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]+")
_TELEPHONE = re.compile(
    r"(?<![\w.,/-])(?P<label>(?:Tel(?:efon)?|Fax|Mobil|Handy|Ruf(?:nummer)?)\.?:?\s*)?"
    r"(?P<number>(?:(?:\+|00)\d{2}[\s/.-]?(?:\(0\))?[\s/.-]?[1-9]\d{1,4}|\(0[1-9]\d{1,4}\)|0[1-9]\d{1,4})(?:\s?[/.–-]?\s?\d{1,10}){1,6})(?!\w|,\d)"
)
_FILE_NUMBER = re.compile(r"\d+/(?:19|20)\d\d")
"""A file number, as of a resolution: 0815/2024."""
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
IBAN_LENGTHS = MappingProxyType({"DE": 22, "AT": 20, "CH": 21, "LI": 21, "LU": 20})
"""Length of an IBAN by country, for those that a German-speaking town deals with (registry of SWIFT)."""
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

_AT_SIGNS = (b"@", b"(", b"[")
_WITHOUT_LETTERS = bytes(ord("x") if byte > 127 else byte for byte in range(256)), bytes(range(ord("a"), ord("z") + 1))
"""A translation of the bytes of a text, and the lower-case letters to drop, which leaves a third to search."""
_TELEPHONE_SIGN = re.compile(rb"[+0](?<![0-9,/_-][+0])(?<![0-9]\.[+0])[0-9]")
"""The beginning of every telephone number; some times and dates match too."""
_IBAN_SIGN, _ALIKE = b"AA00", bytes.maketrans(b"BCDEFGHIJKLMNOPQRSTUVWXYZ123456789", b"A" * 25 + b"0" * 9)
"""With what every IBAN begins, and a translation by which all capital letters are alike, and all digits."""
_WORDS = bytes(byte if chr(byte).isalnum() or chr(byte) == "_" else ord(" ") for byte in range(256))
"""A translation that leaves the words of a text in Latin-1, where a letter beyond that has become a question mark and parts them."""


def _in_bytes(text: str) -> bytes:
    """The text in Latin-1, with question marks for what that lacks: quick to search."""
    return text.encode("latin-1", "replace")


_NAMES = frozenset(_in_bytes(name).translate(_WORDS).split()[0] for name in (*FIRST_NAMES, "Herr", "Herrn", "Frau", "Prof", "Dr"))
"""Words of which one stands in every name without an office."""
_OFFICES = (
    *("Oberbürgermeister", "OberBürgermeister", "Bürgermeister", "bürgermeister", "Landrat", "Landrät", "Geschäftsführer"),
    *("Vorsitzende", "Vorsitzender", "Sprecher", "Beigeordnete", "Beigeordneter", "Inhaber", "Händler"),
)
_OFFICE_WORDS = frozenset(_in_bytes(word) for office in _OFFICES for word in (office, f"{office}in"))
_ENDS_OF_OFFICES = (b"ezernent", b"anager", b"eiter")
"""Ends of words, where any word may stand before: »weiter« is the most frequent of them."""
_TELLING_WORDS = _NAMES | _OFFICE_WORDS


def may_hold_traces(text: str) -> bool:
    """False only where `traces` finds nothing, neither in the text nor in any of its lines. For texts that the reader has accepted."""
    text = _without_addresses(text)
    plain = _in_bytes(text)
    numbers = plain.translate(*_WITHOUT_LETTERS)
    return (
        (any(sign in plain for sign in _AT_SIGNS) and _AT.search(text) is not None)
        or (_TELEPHONE_SIGN.search(numbers) is not None and _TELEPHONE.search(text) is not None)
        or (_IBAN_SIGN in numbers.translate(_ALIKE) and _IBAN.search(text) is not None)
        or _may_hold_names(text, plain)
    )


def _may_hold_names(text: str, plain: bytes) -> bool:
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


def traces(text: str) -> Iterator[Trace]:
    """All traces in a text, in order of place. Addresses of web pages are passed over."""
    text = _without_addresses(text)
    numbers = _IBAN.sub(lambda number: " " * len(number[0]), text)  # groups of a mistyped IBAN are no telephone number
    found = sorted((*_mails(text), *_telephones(numbers), *_ibans(text), *_names(text)))
    end = 0
    for trace in found:
        if trace.start >= end:
            yield trace
            end = trace.end


def _without_addresses(text: str) -> str:
    if "://" not in text and "www." not in text:
        return text
    return _ADDRESS.sub(lambda address: " " * len(address[0]), text)


def is_personal_mailbox(address: str) -> bool:
    """Whether a mail address looks like that of a person, not of a function."""
    return mail_kind(address) is not TraceKind.MAIL


def mail_kind(address: str) -> TraceKind:
    """Private by its host, personal by its mailbox, else that of an office."""
    mailbox, _, host = address.partition("@")
    if PRIVATE_PROVIDERS.fullmatch(host):
        return TraceKind.PRIVATE_MAIL
    if PERSONAL_BOX.fullmatch(mailbox) and not FUNCTION_WORDS.search(mailbox):
        return TraceKind.PERSONAL_MAIL
    return TraceKind.MAIL


@lru_cache(maxsize=1024)
def names_a_person(text: str) -> bool:
    """Whether a short text such as the role of a contact holds a name."""
    return next(_names(text), None) is not None


def is_iban(text: str) -> bool:
    """Whether length and check digits are those of an IBAN (ISO 13616, modulo 97)."""
    compact = text.replace(" ", "")
    if len(compact) != (IBAN_LENGTHS.get(compact[:2], len(compact))) or not 15 <= len(compact) <= 34:
        return False
    return int("".join(str(int(sign, 36)) for sign in compact[4:] + compact[:4])) % 97 == 1


def _mails(text: str) -> Iterator[Trace]:
    if not _AT.search(text):
        return
    for found in _MAIL.finditer(text):
        yield Trace(found.start(), found.end(), mail_kind(f"{found['box']}@{found['host']}"), found[0])


def _telephones(text: str) -> Iterator[Trace]:
    for found in _TELEPHONE.finditer(text):
        number = found["number"]
        digits = sum(sign.isdigit() for sign in number)
        is_marked = found["label"] or not number.isdigit() or number.startswith("00")
        if 7 <= digits <= 15 and (is_marked or digits >= 10) and (found["label"] or not _FILE_NUMBER.fullmatch(number)):
            yield Trace(found.start(), found.end(), TraceKind.TELEPHONE, found[0])


def _ibans(text: str) -> Iterator[Trace]:
    for found in _IBAN.finditer(text):
        words = found[0].split(" ")
        for length in range(len(words), 0, -1):  # a capital word may follow the last group
            candidate = " ".join(words[:length])
            if is_iban(candidate):
                yield Trace(found.start(), found.start() + len(candidate), TraceKind.IBAN, candidate)
                break


def _names(text: str) -> Iterator[Trace]:
    for pattern, finds in ((_ADDRESSED, _ADDRESSED.finditer(text)), (_OFFICE, _offices(text)), (_PAIR, _PAIR.finditer(text))):
        for found in finds:
            name = "full" if pattern is _OFFICE and found["full"] else "name"
            if _is_name(text, found, name):
                yield Trace(found.start(), found.end(name), TraceKind.NAME, text[found.start() : found.end(name)])


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
