"""Signs that nobody sees and that came along when somebody copied a text: dropped, or the line ends that they are, on every way in."""

import re
import unicodedata

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a\u202c\u2060-\u2064\u2066\u2068\u2069\ufeff]")
"""Without width, strewn between letters by programs and web pages. Those that turn the order of letters stay, and are refused."""
_LINE_ENDS = re.compile("[\x0b\x0c\u2028\u2029]")
"""What Word, PDF and layout programs write for a break within a paragraph, or for the end of one."""
_EITHER = re.compile(f"[{_UNSEEN.pattern[1:-1]}{_LINE_ENDS.pattern[1:-1]}]")


def without_unseen(text: str, line_end: str = "\n") -> str:
    """The text in NFC, without such signs and with line ends where it breaks."""
    if _EITHER.search(text):
        text = _UNSEEN.sub("", _LINE_ENDS.sub(line_end, text))
    return unicodedata.normalize("NFC", text)
