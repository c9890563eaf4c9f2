"""What stands in a mail below a case and does not belong to it: words that lead over to the next one, and lists of people to call."""

import re
from collections.abc import Sequence

from citynet_kb.intake.reading.set_aside import Line

LEADING_OVER, CONTACTS = "Überleitung zum nächsten Fall", "Liste von Kontakten"
"""What it is, in words for people."""
BETWEEN = re.compile(
    r"\W*(?:\d{1,2}[.)]\s*)?(?:\w{4,10}\s+)?(?:Fall(?:bericht)?|Bericht|Beispiel)\W*(?:Nr\.?\s*)?\d*\W*|\d+[.)]"
    r"|[-=*_~#](?:\s*[-=*_~#]){2,}|(?:und )?(?:noch|nun|jetzt|hier|dann) (?:noch )?ein(?:er|es|s)?(?: \w{5,8})?[:.]?",
    re.IGNORECASE,
)
"""A line that stands between two cases."""
_LONGEST = 300
"""Letters of a paragraph that leads over to another case."""
_NEXT = re.compile(
    r"\b(?:noch|nun|jetzt|ausserdem|außerdem|ferner|weiter(?:e[rns]?|hin)|zweite[rns]?|dritte[rns]?|vierte[rns]?|nächste[rns]?|ander(?:e[rns]?|en)|"
    r"folgende[rns]?|ebenso|zudem|dann|und hier|hier (?:kommt|folgt|ist)|anbei)\b",
    re.IGNORECASE,
)
_TELLING = re.compile(
    r"\b(?:fall|falls|fälle|fallbericht|beispiel|bericht|berichten|erzählen|melden|mitteilen|vorstellen|ergänzen|folgende[sn]?|geschichte|"
    r"vorhaben|versuch|projekt|maßnahme)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"\S@\S+\.\w|(?:\+\d{2}|\b0\d{2,5})[\s/()-]*\d{3,}|\b(?:Telefon|Tel|Fax|Mobil|Handy)\b[.:\s]*[\d+(]")
_HEAD = re.compile(
    r"\W*(?:(?:unsere|die|ihre|weitere|wichtige) )?(?:ansprech(?:partner(?:in|innen)?|personen?)|kontakt(?:e|daten|liste|personen)?|"
    r"telefonliste|adress(?:en|liste)|verteiler|(?:für )?rückfragen(?: an| bei)?|erreichbar(?: unter)?)\b.{0,60}",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[a-zäöüß]{3}[.!?]$")
_FEWEST = 2
"""Lines with a number or a mailbox that are a list without a heading."""


def contacts_from(lines: Sequence[Line], start: int) -> int:
    """Where a list of people with their numbers and mailboxes begins that ends the lines; their length where there is none."""
    cut, contacts, end = len(lines), 0, len(lines)
    while (first := _paragraph(lines, start, end)) is not None:
        texts = [text.strip() for _, text in lines[first:end] if text.strip()]
        has_head = _HEAD.fullmatch(texts[0]) is not None and (texts[0].endswith(":") or len(texts) > 1 or contacts > 0)
        rest = texts[1:] if has_head else texts
        if any(len(text) > _LONGEST or _SENTENCE.search(text) for text in rest):
            break
        found = sum(_CONTACT.search(text) is not None for text in rest)
        if found < len(rest) and not (has_head and found):
            break
        cut, contacts, end = first, contacts + found, first
        if has_head:
            return cut if contacts else len(lines)
    return cut if contacts >= _FEWEST else len(lines)


def leading_over_from(lines: Sequence[Line], start: int) -> int:
    """Where the last paragraph begins if it announces the next case; else the length of the lines."""
    first = _paragraph(lines, start, len(lines))
    if first is None:
        return len(lines)
    text = " ".join(text.strip() for _, text in lines[first:]).strip()
    is_announcing = len(text) <= _LONGEST and _NEXT.search(text) and _TELLING.search(text)
    return first if is_announcing and any(text.strip() for _, text in lines[max(start - 1, 0) : first]) else len(lines)


def _paragraph(lines: Sequence[Line], start: int, end: int) -> int | None:
    """Where the last paragraph above an index begins, set off by an empty line; None where there is none from the start on."""
    while end > start and not lines[end - 1][1].strip():
        end -= 1
    first = end
    while first > start and lines[first - 1][1].strip():
        first -= 1
    return first if first < end else None
