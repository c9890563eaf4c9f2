"""Contact data and names of people in free text. Pure: text in, traces out. A trace is a question, no proof.

Meant to raise few false alarms: a number is a telephone number only by its form, an IBAN only with the right checksum (ISO 13616). Names
are told in `names_of_people`. The rest is left to reviewers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from citynet_kb.checks.names_of_people import FUNCTION_WORDS, in_bytes, may_hold_names, names
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
_AT_SIGNS = (b"@", b"(", b"[")
_WITHOUT_LETTERS = bytes(ord("x") if byte > 127 else byte for byte in range(256)), bytes(range(ord("a"), ord("z") + 1))
"""A translation of the bytes of a text, and the lower-case letters to drop, which leaves a third to search."""
_TELEPHONE_SIGN = re.compile(rb"[+0](?<![0-9,/_-][+0])(?<![0-9]\.[+0])[0-9]")
"""The beginning of every telephone number; some times and dates match too."""
_IBAN_SIGN, _ALIKE = b"AA00", bytes.maketrans(b"BCDEFGHIJKLMNOPQRSTUVWXYZ123456789", b"A" * 25 + b"0" * 9)
"""With what every IBAN begins, and a translation by which all capital letters are alike, and all digits."""


def may_hold_traces(text: str) -> bool:
    """False only where `traces` finds nothing, neither in the text nor in any of its lines. For texts that the reader has accepted."""
    text = _without_addresses(text)
    plain = in_bytes(text)
    numbers = plain.translate(*_WITHOUT_LETTERS)
    return (
        (any(sign in plain for sign in _AT_SIGNS) and _AT.search(text) is not None)
        or (_TELEPHONE_SIGN.search(numbers) is not None and _TELEPHONE.search(text) is not None)
        or (_IBAN_SIGN in numbers.translate(_ALIKE) and _IBAN.search(text) is not None)
        or may_hold_names(text, plain)
    )


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
    return (Trace(start, end, TraceKind.NAME, text[start:end]) for start, end in names(text))
