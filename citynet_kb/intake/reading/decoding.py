"""The bytes of a text that arrived → its lines: by its byte order mark, else as UTF-8, else as Windows saves it."""

import codecs

from citynet_kb.findings import Finding, Place
from citynet_kb.intake.reading import mail_rules as rules
from citynet_kb.intake.reading.unseen_signs import without_unseen
from citynet_kb.sources.garbled import first_garbled
from citynet_kb.sources.text_rules import zeichensalat, zeichensatz

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_OTHERS = ((b"%PDF", ".pdf"), (b"{\\rtf", ".rtf"), (b"\xd0\xcf\x11\xe0", ".doc"), (b"PK\x03\x04", ".docx"), (b"x\x9f>\x22", ".dat"))
"""First bytes of files that are no text."""
_SAMPLE = 2000


def kind_of(content: bytes) -> str:
    """The ending that a file which is no text should have; empty for a text."""
    return next((ending for sign, ending in _OTHERS if content.startswith(sign)), "")


def text_of(path: str, content: bytes) -> tuple[str | None, list[Finding]]:
    """The text with plain line ends, or None, and how it was read or why not."""
    text, findings = decoded(path, content)
    if text is None:
        return None, findings
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    return checked(path, text, findings)


def checked(path: str, text: str, findings: list[Finding]) -> tuple[str | None, list[Finding]]:
    """The text in NFC without signs that nobody sees, or None where it is too long or its letters are broken."""
    text = without_unseen(text)
    lines = text.count("\n") + 1
    if lines > rules.LINES_LIMIT:
        return None, [rules.eingang_zu_lang(Place(path), lines)]
    garbled = first_garbled(text)
    if garbled:
        start, word = garbled
        place = Place(path, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
        return None, [zeichensalat(place, word)]
    return text, findings


def decoded(path: str, content: bytes) -> tuple[str | None, list[Finding]]:
    """The text as it stands in the file, or None, and how it was read or why not."""
    for mark, name in (*_MARKS, (b"", _guessed(content))):
        if content.startswith(mark):
            try:
                return content.removeprefix(mark).decode(name), []
            except UnicodeDecodeError as problem:
                return _of_windows(path, content, problem) if name == "utf-8" else (None, [_refused(path, content, problem)])
    raise AssertionError("every content starts with no mark")


def _guessed(content: bytes) -> str:
    """UTF-16 shows itself without a mark: every other byte of a Latin text is zero."""
    sample = content[:_SAMPLE]
    zeros = [sample[start::2].count(0) * 4 > len(sample) for start in (0, 1)]
    return ("utf-16-be" if zeros[0] else "utf-16-le") if zeros[0] != zeros[1] else "utf-8"


def _of_windows(path: str, content: bytes, problem: UnicodeDecodeError) -> tuple[str | None, list[Finding]]:
    if b"\0" in content:
        return None, [_refused(path, content, problem)]
    try:
        return content.decode("cp1252"), [rules.zeichensatz_angenommen(Place(path), "Windows-1252 (»ANSI«)")]
    except UnicodeDecodeError:
        return None, [_refused(path, content, problem)]


def _refused(path: str, content: bytes, problem: UnicodeDecodeError) -> Finding:
    return zeichensatz(Place(path, content.count(b"\n", 0, problem.start) + 1), f"Byte {content[problem.start]:#04x}")
