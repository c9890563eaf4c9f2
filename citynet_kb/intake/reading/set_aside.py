"""What stands in a text and is nobody's answer: older messages, signatures, lines of devices and forges. One rule for all readers.

Nothing is dropped: whoever cuts here names what was cut (`named`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from citynet_kb.findings import Finding, Place
from citynet_kb.intake.reading import mail_patterns as patterns
from citynet_kb.intake.reading.answer_rules import nicht_uebernommen

Line = tuple[int, str]
"""A line with its number in what arrived."""
OLDER, HEAD, SIGNATURE, COVERING = "ältere Nachricht", "Kopf der Mail", "Gruß und Signatur", "Text vor den Angaben"
"""What was set aside, in words for people."""

MOST_HEADS = 40
"""Most lines of the head of a message."""
LONGEST = 500
"""Letters of the line before an older message."""


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
    if text in ("—", "–") and any(patterns.FORGE.fullmatch(line.strip()) for _, line in lines[number + 1 : number + 3]):
        return True
    kinds = (patterns.CLOSING, patterns.DEVICE, patterns.FORGE)
    if patterns.SIGNS.fullmatch(text):
        below = [line.strip() for _, line in lines[number + 1 :] if line.strip()]
        has_contact = any(map(patterns.CONTACT.fullmatch, below[:7]))
        return has_contact or (0 < len(below) < 8 and bool(re.fullmatch(patterns.NAME, below[0])) and _is_short(below))
    return any(pattern.fullmatch(bare) for pattern in kinds) or bool(
        (patterns.RULE.fullmatch(text) and text.startswith("_")) or patterns.ON_BEHALF.fullmatch(text) or patterns.DISCLAIMER.match(ahead)
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
    if not end or quoted < 2:
        return len(lines)
    return end - 1 if end > 1 and patterns.SPOKEN.fullmatch(lines[end - 1][1].strip()) else end


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
    if patterns.STAMPED.fullmatch(lines[number][1].strip()):
        return 1
    if patterns.RULE.fullmatch(text):
        ahead = _opening_of_heads(lines, _next_filled(lines, number + 1))
        return _next_filled(lines, number + 1) - number + ahead if ahead else 0
    if patterns.MARKED.fullmatch(text):
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
        if joined.endswith(":") and patterns.WROTE.search(joined) and patterns.EXACT.search(joined) and _is_attribution(joined):
            return length
        if joined.endswith((".", "!", "?", ":")):
            break
    return 0


def _is_attribution(text: str) -> bool:
    return len(text) < LONGEST and patterns.ATTRIBUTION.fullmatch(text) is not None


def _opening_of_heads(lines: Sequence[Line], start: int) -> int:
    """The lines »Von: … Gesendet: … An: … Betreff: …« from here on: at least three, one of them the sender's."""
    names: set[str] = set()
    end = start
    while end < min(len(lines), start + MOST_HEADS):
        text = _bare(lines[end][1])
        found = patterns.HEADS.fullmatch(text)
        if not found and not (names and text and lines[end][1].startswith(("\t", "  "))):
            break
        names |= {found["name"].casefold()} if found else set()
        end += 1
    is_head = names & patterns.SENDERS and (len(names) > 2 or names & patterns.ONLY_IN_MAILS)
    return end - start if is_head else int(start < len(lines) and patterns.FLAT.match(_bare(lines[start][1])) is not None)


def _next_filled(lines: Sequence[Line], start: int) -> int:
    return next((number for number in range(start, len(lines)) if _bare(lines[number][1])), len(lines))


def _address_block(lines: Sequence[Line], start: int) -> int:
    """Where the last paragraph begins if it is an address with a telephone: a signature without closing words."""
    end = len(trimmed(lines)) and max(index for index, (_, text) in enumerate(lines) if text.strip()) + 1
    first = end
    while first > start and lines[first - 1][1].strip():
        first -= 1
    block = [text.strip() for _, text in lines[first : min(end, first + 20)]]
    has_contact = any(patterns.CONTACT.fullmatch(part.strip()) for text in block for part in re.split(r"[|·•]", text))
    if not (first > start and len(block) > 1 and _is_short(block) and has_contact):
        return len(lines)
    above = first - 1
    while above > start and lines[above - 1][1].strip():
        above -= 1
    names = [text.strip() for _, text in lines[above : first - 1]]
    is_name = start < above and 0 < len(names) < 4 and re.fullmatch(patterns.NAME, names[0]) is not None and _is_short(names)
    return above if is_name else first


def _is_short(block: Sequence[str]) -> bool:
    """Whether no line is a sentence."""
    return all(len(text) <= 80 and not re.search(r"[a-zäöüß]{3,}[.!?]$", text) for text in block)


def _bare(text: str) -> str:
    return text.strip("> \t\xa0")
