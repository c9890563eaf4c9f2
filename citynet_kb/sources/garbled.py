"""Letters that a wrong encoding has broken: »FÃ¼r« for »Für«, and the sign � that stands for a lost letter."""

import re

_TAIL = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""What Windows-1252 and Latin-1 show for the second byte of a letter in UTF-8."""
_GARBLED = re.compile(rf"\ufffd+|[^\W\d_]*(?:Ã[{_TAIL}]|â(?:€|\u0080)[{_TAIL}]?|Â[\u00a0-\u00bf])[^\W\d_]*")
_SIGNS = ("\ufffd", "Ã", "Â", "â€", "â\u0080")


def first_garbled(text: str) -> tuple[int, str] | None:
    """Where the first broken letter stands, and the word that it stands in."""
    if not any(sign in text for sign in _SIGNS):
        return None
    found = _GARBLED.search(text)
    return (found.start(), found[0]) if found else None
