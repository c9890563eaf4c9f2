"""What stands in a text and is nobody's answer: older messages, signatures, lines of devices and forges. One rule for all readers.

Nothing is dropped: whoever cuts here names what was cut (`named`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from citynet_kb.findings import Finding, Place
from citynet_kb.intake.reading.answer_rules import nicht_uebernommen

Line = tuple[int, str]
"""A line with its number in what arrived."""
OLDER, HEAD, SIGNATURE, COVERING = "ältere Nachricht", "Kopf der Mail", "Gruß und Signatur", "Text vor den Angaben"
"""What was set aside, in words for people."""

_HEADS = re.compile(
    r"[*_]*(?P<name>Von|From|De|Absender|Gesendet|Sent|Datum|Date|An|To|Empfänger|Cc|Bcc|Kopie|Betreff|Subject|Antwort an|Reply-To|"
    r"Anlagen?|Attachments?|Wichtigkeit|Importance|Priorität|Organisation|Newsgroups)[*_]*\s?:[*_]*(?:\s.*)?",
    re.IGNORECASE,
)
_ONLY_IN_MAILS = frozenset({"gesendet", "sent", "betreff", "subject"})
_FLAT = re.compile(r"[*_]*(?:Von|From):.{1,200}?(?:Gesendet|Sent|Datum|Date):.{1,200}?(?:An|To|Betreff|Subject):", re.IGNORECASE)
"""The head of a message whose lines a program has put into one."""
MOST_HEADS = 40
"""Most lines of the head of a message."""
_SENDERS = frozenset({"von", "from", "de", "absender"})
_MARKED = re.compile(
    r"[-_=*\s]*(?:Urspr(?:ü|ue)ngliche (?:Nachricht|E-?Mail)|Original(?:nachricht|[- ]?Message| E-?Mail)|"
    r"Weitergeleitete (?:Nachricht|E-?Mail)|Forwarded [Mm]essage|Anfang der weitergeleiteten (?:Nachricht|E-?Mail)|"
    r"Begin forwarded message|Nachricht weitergeleitet)[-_=*:\s]*",
    re.IGNORECASE,
)
_TIME = r"\d{1,2}[:.]\d\d"
_ATTRIBUTION = re.compile(
    rf"(?:Am|On)\b.{{0,80}}?(?:{_TIME}|<\s?\S+@\S+\s?>|\d{{4}}|\d\d\.\d\d\.\d\d).{{0,160}}?\b(?:schrieb|wrote)\b.{{0,160}}:"
    rf"|.{{2,120}}\b(?:schrieb|wrote)\b (?:am|on)\b.{{0,60}}(?:{_TIME}|\d{{4}}|\d\d\.\d\d\.\d\d).{{0,40}}:"
    rf"|.{{2,80}}<\s?\S+@\S+\s?> (?:schrieb|wrote)\b.{{0,60}}:",
    re.IGNORECASE,
)
_EXACT = re.compile(rf"{_TIME}|@")
_RULE = re.compile(r"_{5,}|-{10,}")
_GREETS = (
    r"(?:mit |viele |vielen |beste |besten |liebe |lieben |schöne |schönen |herzliche |herzlichen |freundliche |freundlichen |"
    r"freundlichem |sonnige |kollegiale |kollegialen |danke und |dank und )*"
)
_CLOSING = re.compile(
    rf"--|_{{5,}}|(?:mfg|lg|vg|bg)\b.{{0,30}}|{_GREETS}(?:\w+ )?(?:grüße?n?|grüsse?n?|gruessen?|gru(?:ß|ss))\b.{{0,30}}"
    r"|herzlichst|hochachtungsvoll|(?:kind |best |warm )?regards|best wishes|im auftrag(?:e)?|in vertretung",
    re.IGNORECASE,
)
_NAME = r"(?:(?:Dr|Prof|Dipl)\.(?:-\w+\.)?\s?)*[A-ZÄÖÜ][\w.-]*(?:\s(?:von|van|zu|der|de)\b)*(?:\s[A-ZÄÖÜ][\w.-]*){0,3}"
_ON_BEHALF = re.compile(rf"(?:i\.\s?[AV]\.|ppa\.|gez\.)(?:\s*{_NAME})?")
_DEVICE = re.compile(
    r"(?:von|aus) mein(?:em|er) \w.{0,40}(?:gesendet|gesandt|verschickt)\.?"
    r"|gesendet (?:von|mit|aus|über)\b.{0,60}|sent (?:from|with|via|using)\b.{0,60}"
    r"|von \w.{0,30} gesendet|(?:holen sie sich |get )?outlook (?:für|for) \w.{0,60}|diese (?:e-?mail|nachricht) wurde (?:von|mit)\b.{0,80}"
    r"|virenfrei\..{0,60}|(?:gesendet|verschickt|versendet) (?:vom|per|mit|von) \w.{0,40}",
    re.IGNORECASE,
)
_FORGE = re.compile(
    r"reply to this email directly.*|you are receiving this because.*|auf diese e-?mail (?:direkt )?antworten.*"
    r"|sie erhalten diese (?:e-?mail|nachricht),? weil.*"
    r"|view it on (?:github|gitlab|codeberg|forgejo).*",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"(?:hinweis: ?)?(?:diese|dieses|die|der inhalt dieser) (?:e-?mail|mail|nachricht|schreiben)\b.{0,200}"
    r"(?:vertraulich|bestimmt|adressat|empfänger|irrtümlich|geschützt)"
    r"|this (?:e-?mail|message)\b.{0,200}(?:confidential|intended|privileged)|vertraulichkeitshinweis\b|disclaimer\b|haftungsausschluss\b"
    r"|(?:wenn|falls|sollten) sie (?:nicht der (?:richtige|vorgesehene)|diese (?:e-?mail|nachricht) (?:irrtümlich|versehentlich))"
    r"|bitte drucken sie diese|(?:bitte )?denken sie (?:bitte )?an die umwelt"
    r"|bitte (?:denken|prüfen) sie\b.{0,80}(?:umwelt|drucken)|(?:informationen|hinweise?) zum datenschutz\b|datenschutzhinweise?\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:(?:tel(?:efon)?|fon|phone|fax|mobil|handy)\b[.:]?\s*[:+(\d].{3,60}"
    r"|(?:e-?mail:? ?)?\S{1,64}@\S{1,64}\.\w+|amtsgericht .{0,60}HR[AB].{0,30})",
    re.IGNORECASE,
)


@dataclass
class Message:
    """One message of a thread: the lines with which a mail program opens it, and its text."""

    opening: list[Line] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def all(self) -> list[Line]:
        return [*self.opening, *self.lines]


def messages(lines: Sequence[Line]) -> list[Message]:
    """The text cut where a mail program begins an older or forwarded message. The first may be empty."""
    found = [Message()]
    number = 0
    while number < len(lines):
        length = _opening(lines, number)
        if length:
            found.append(Message(opening=list(lines[number : number + length])))
        else:
            found[-1].lines.append(lines[number])
        number += max(length, 1)
    return found


def closing_at(lines: Sequence[Line], number: int) -> bool:
    """Whether a signature, the line of a device or a disclaimer begins in this line."""
    text = lines[number][1].strip()
    if not text:
        return False
    bare = text.strip(" ,!.*_") or text
    ahead = " ".join(line.strip() for _, line in lines[number : number + 3])
    if text in ("—", "–") and any(_FORGE.fullmatch(line.strip()) for _, line in lines[number + 1 : number + 3]):
        return True
    patterns = (_CLOSING, _DEVICE, _FORGE)
    return any(pattern.fullmatch(bare) for pattern in patterns) or bool(
        (_RULE.fullmatch(text) and text.startswith("_")) or _ON_BEHALF.fullmatch(text) or _DISCLAIMER.match(ahead)
    )


def without_closing(lines: Sequence[Line], start: int = 0) -> tuple[list[Line], list[Line]]:
    """The lines up to the closing words or the signature, looked for from an index on, and those from there."""
    cut = next((number for number in range(start, len(lines)) if closing_at(lines, number)), len(lines))
    cut = min(cut, _address_block(lines, start))
    return list(lines[:cut]), trimmed(lines[cut:])


def quoted_from(lines: Sequence[Line]) -> int:
    """Where the older message begins that a mail program has put below without a word: two or more lines with > at the end."""
    end = len(lines)
    while end and (lines[end - 1][1].startswith(">") or not lines[end - 1][1].strip()):
        end -= 1
    quoted = sum(line.startswith(">") for _, line in lines[end:])
    return end if end and quoted > 1 else len(lines)


def named(path: str, parts: Sequence[tuple[str, Sequence[Line]]]) -> list[Finding]:
    """A finding for each part with words in it: what it is, and all its words."""
    filled = ((kind, _worded(lines)) for kind, lines in parts)
    return [nicht_uebernommen(Place(path, lines[0][0]), "\n".join(text for _, text in lines), kind) for kind, lines in filled if lines]


def _worded(lines: Sequence[Line]) -> list[Line]:
    """Without empty lines and lines of signs around: a rule between two parts is nobody's word."""
    filled = [index for index, (_, text) in enumerate(lines) if re.search(r"[^\W_]", text)]
    return list(lines[filled[0] : filled[-1] + 1]) if filled else []


def trimmed(lines: Sequence[Line]) -> list[Line]:
    """Without empty lines around."""
    filled = [index for index, (_, text) in enumerate(lines) if text.strip()]
    return list(lines[filled[0] : filled[-1] + 1]) if filled else []


def _opening(lines: Sequence[Line], number: int) -> int:
    """How many lines a mail program's opening of a message takes that begins here; 0 for none."""
    text = _bare(lines[number][1])
    if not text:
        return 0
    if _RULE.fullmatch(text):
        ahead = _opening_of_heads(lines, _next_filled(lines, number + 1))
        return _next_filled(lines, number + 1) - number + ahead if ahead else 0
    if _MARKED.fullmatch(text):
        start = _next_filled(lines, number + 1)
        ahead = _opening_of_heads(lines, start)
        return start - number + ahead if ahead else 1
    return _attribution(lines, number) or _opening_of_heads(lines, number)


def _attribution(lines: Sequence[Line], number: int) -> int:
    """»Am 20. Juni 2024 um 14:49 Uhr schrieb …:«, which mail programs break over up to four lines."""
    joined = ""
    for length, (_, line) in enumerate(lines[number : number + 4], start=1):
        if not _bare(line):
            break
        joined = f"{joined} {_bare(line)}".strip()
        if _ATTRIBUTION.fullmatch(joined) and _EXACT.search(joined):
            return length
        if joined.endswith((".", "!", "?", ":")):
            break
    return 0


def _opening_of_heads(lines: Sequence[Line], start: int) -> int:
    """The lines »Von: … Gesendet: … An: … Betreff: …« from here on: at least three, one of them the sender's."""
    names: set[str] = set()
    end = start
    while end < min(len(lines), start + MOST_HEADS):
        text = _bare(lines[end][1])
        found = _HEADS.fullmatch(text)
        if not found and not (names and text and lines[end][1].startswith(("\t", "  "))):
            break
        names |= {found["name"].casefold()} if found else set()
        end += 1
    is_head = names & _SENDERS and (len(names) > 2 or names & _ONLY_IN_MAILS)
    return end - start if is_head else int(start < len(lines) and _FLAT.match(_bare(lines[start][1])) is not None)


def _next_filled(lines: Sequence[Line], start: int) -> int:
    return next((number for number in range(start, len(lines)) if _bare(lines[number][1])), len(lines))


def _address_block(lines: Sequence[Line], start: int) -> int:
    """Where the last paragraph begins if it is an address with a telephone: a signature without closing words."""
    end = len(trimmed(lines)) and max(index for index, (_, text) in enumerate(lines) if text.strip()) + 1
    first = end
    while first > start and lines[first - 1][1].strip():
        first -= 1
    block = [text.strip() for _, text in lines[first : min(end, first + 20)]]
    is_short = all(len(text) <= 80 and not re.search(r"[a-zäöüß]{3,}[.!?]$", text) for text in block)
    has_contact = any(_CONTACT.fullmatch(part.strip()) for text in block for part in re.split(r"[|·•]", text))
    return first if first > start and len(block) > 1 and is_short and has_contact else len(lines)


def _bare(text: str) -> str:
    return text.strip("> \t\xa0")
