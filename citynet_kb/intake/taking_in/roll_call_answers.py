"""The short answers of a roll-call, as people write them."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from citynet_kb.intake.asking import roll_call_words as words
from citynet_kb.intake.asking.everyday_terms import meant_terms
from citynet_kb.model import SETBACKS, Outcome
from citynet_kb.model.slugs import plain_slug

YES, NO = frozenset(("ja", "x", "stimmt", "ja-nichts", "nichts", "nichts-versucht")), frozenset(("nein", "doch"))
_REPLIES: Mapping[str, str] = MappingProxyType(
    {
        **{plain_slug(reply): reply for reply in words.REPLIES},
        **dict.fromkeys(("nein", "noch-nicht", "bisher-nicht", "nie"), words.UNTRIED),
        **dict.fromkeys(("ja", "ja-versucht", "x", "laeuft", "laeuft-noch", "ja-laeuft", "gelungen", "ja-gelungen"), words.TRIED),
        **dict.fromkeys(("nicht-gelungen", "ja-nicht-gelungen", "ohne-erfolg", "gescheitert", "ja-gescheitert"), words.MISSED),
    }
)
"""What people write → one of the replies."""
FURTHER = re.compile(r"\s*[,;:.(–-]\s*")


def understood_reply(text: str) -> tuple[str, str]:
    """Which reply a text is, and what it says besides; the first is empty where that is not clear."""
    text = " ".join(text.split())
    whole = _REPLIES.get(plain_slug(text))
    if whole:
        return whole, ""
    terms = meant_terms(text, Outcome)
    if len(terms) == 1:
        return reply_of(terms[0].value), ""
    first, *rest = FURTHER.split(text.strip(), maxsplit=1)
    return (_REPLIES.get(plain_slug(first), ""), " ".join(rest).strip(" )")) if rest else ("", "")


def reply_of(outcome: str) -> str:
    """The reply that an outcome of a case amounts to."""
    return words.MISSED if outcome in SETBACKS else words.TRIED
