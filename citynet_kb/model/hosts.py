"""Names of hosts in addresses: whether a reader can see where an address leads."""

import re
import unicodedata
from functools import lru_cache

_PLAIN = re.compile(r"[A-Za-z0-9\u00c0-\u024f._~-]+|\[[0-9A-Fa-f:.]{2,45}\]")
"""Latin letters only: letters of other scripts look like them."""
_HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?:[^/?#@]*@)?(?P<host>\[[^\]/?#]*\]|[^/?#:\[]*)")
_CODED = "xn--"


def host_of(address: str) -> str:
    """The host of an address as it is written, without port; empty where there is none."""
    found = _HOST.match(address)
    return found["host"] if found else ""


@lru_cache(maxsize=1024)
def is_clear(host: str) -> bool:
    """Whether a host consists of Latin letters in NFC, those that Punycode stands for included.

    Nothing else: browsers take U+3002 for a full stop, and a percent sign for what it stands for.
    """
    return _PLAIN.fullmatch(host) is not None and unicodedata.is_normalized("NFC", host) and all(map(_reads_latin, host.split(".")))


def _reads_latin(label: str) -> bool:
    if not label.lower().startswith(_CODED):
        return True
    try:
        meant = label[len(_CODED) :].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return False
    return _PLAIN.fullmatch(meant) is not None
