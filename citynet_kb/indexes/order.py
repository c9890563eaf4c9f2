"""The order in which German names are listed."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=65_536)
def german_order(name: str) -> tuple[str, str]:
    """Sort key after DIN 5007-1: case does not matter, ä = a, ö = o, ü = u, ß = ss. The name itself decides between equals."""
    folded = name.casefold()
    if folded.isascii():
        return folded, name
    letters = unicodedata.normalize("NFD", folded)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)), name
