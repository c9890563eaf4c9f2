"""Names of hosts in addresses: whether a reader can see where an address leads."""

import re
import unicodedata
from urllib.parse import unquote

_PLAIN = re.compile(r"[A-Za-z0-9\u00c0-\u024f._~-]+|\[[0-9A-Fa-f:.]{2,45}\]")
"""Latin letters only: letters of other scripts look like them."""
_HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?:[^/?#@]*@)?(?P<host>\[[^\]/?#]*\]|[^/?#:\[]*)")
_CODED = "xn--"


def host_of(address: str) -> str:
    """The host of an address as it is written, without port; empty where there is none."""
    found = _HOST.match(address)
    return found["host"] if found else ""


def is_clear(host: str) -> bool:
    """Whether a host consists of Latin letters in NFC, those that Punycode stands for included.

    Browsers take a percent sign for what it stands for, and U+3002 for a full stop.
    """
    plain = unquote(host)
    if plain != host and not host.isascii():
        return False
    return _PLAIN.fullmatch(plain) is not None and unicodedata.is_normalized("NFC", plain) and all(map(_reads_latin, plain.split(".")))


def _reads_latin(label: str) -> bool:
    if not label.lower().startswith(_CODED):
        return True
    try:
        meant = label[len(_CODED) :].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return False
    return _PLAIN.fullmatch(meant) is not None
