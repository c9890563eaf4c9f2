"""Letters that a wrong encoding has broken: »FÃ¼r« for »Für«, and the sign � that stands for a lost letter."""

import re

_TAIL = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""What Windows-1252 and Latin-1 show for the second byte of a letter in UTF-8."""
_LETTER = r"[0-9A-Za-z\u00c0-\u024f]"
_BROKEN = rf"(?<=[A-Za-zß])Ã[{_TAIL}]|Ã[{_TAIL}](?=[A-Za-z])|â(?:€|\u0080)[{_TAIL}]|â(?:‚|\u0082)¬|(?<={_LETTER})Â[\u00a0-\u00bf]|Â[§°«»]"
_OTHERS = rf"[├┬][^\s─A-Za-z0-9]|(?<={_LETTER})√[§∂º©ü®°´ª]|√[ÑñÖÜü](?=[a-z])|‚(?:Äì|Äû|Äú|Ç¨)"
"""The same letters as DOS and old Macs show them: »f├╝r«, »f√ºr«."""
GARBLED_PATTERN = rf"\ufffd|{_BROKEN}|{_OTHERS}"
"""Beside a letter or as a known pair: »Ã« alone is a letter of other languages. Python and browsers read it alike."""
_GARBLED = re.compile(GARBLED_PATTERN)
_SIGNS = ("\ufffd", "Ã", "Â", "â", "├", "┬", "√", "‚")
_WIDTH = 30


def first_garbled(text: str) -> tuple[int, str] | None:
    """Where the first broken word begins, and the word."""
    if not any(sign in text for sign in _SIGNS):
        return None
    found = _GARBLED.search(text)
    if not found:
        return None
    before = re.split(r"\s", text[max(found.start() - _WIDTH, 0) : found.start()])[-1]
    after = re.split(r"\s", text[found.end() : found.end() + _WIDTH])[0]
    return found.start() - len(before), f"{before}{found[0]}{after}"
