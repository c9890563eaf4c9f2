"""One form for a German word, however it is spelt or inflected.

The same steps run in the browser over what is typed (theme/assets/js/search/words.js). Whatever they need to know stands here only:
what `rules` gives travels with the index. A shared file of examples is tested in both languages.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
"""Letters and digits, also joined by hyphens."""
_HYPHEN = re.compile(r"[-\u2010\u2011]")
_DIGRAPHS = re.compile(r"ae|oe|(?<![aeq])ue")
"""Umlauts written with two letters. After a, e and q, »ue« is no umlaut: teuer, Frauen, Quelle."""

ENDINGS = (
    (("innen",), 4),
    (("ern", "em", "er", "en", "es", "e"), 3),
    (("s",), 4),
)
"""Endings of inflected words, taken off step by step, at most one a step, where at least that many letters remain.

After the light stemmer for German of J. Savoy (Light stemming approaches for the French, Portuguese, German and Hungarian languages, 2006).
"""

STOP_WORDS = frozenset(
    (  # noqa: SIM905  a list literal would fill a page
        "ab aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim beispiel beispiele bis da damit "
        "dann das dass dem den der des die dies diese diesem diesen dieser dieses doch dort durch ein eine einem einen einer "
        "eines er erfahrung erfahrungen es etwas fur gegen gibt habe haben hat hatte hatten ich ihr ihre ihren im in innen "
        "ins ist ja jede jedem jeden jeder jedes kann kein keine keinen konnen man massnahme massnahmen mehr mit nach "
        "nicht noch nur ob oder ohne per schon sehr sein seine seit sich sie sind so uber um und uns unser unsere unter vom "
        "von vor wahrend war waren warum was weil wenn wer werden wie wieder wir wird wo wurde wurden zu zum zur "
        "zwischen "
    ).split()
)
"""Words that say nothing about a page, folded. They are left out, unless nothing else was typed."""


def rules() -> dict[str, object]:
    """What the browser needs to do the same."""
    return {"endings": ENDINGS, "stop": sorted(STOP_WORDS)}


def words(text: str) -> Iterator[str]:
    """The words of a text as they stand there."""
    return iter(WORD.findall(text))


def components(word: str) -> list[str]:
    """The parts of a word with hyphens: »E-Bike« → E, Bike."""
    return _HYPHEN.split(word)


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Small letters a–z and digits only: »Märkte«, »Maerkte« and »markte« are one word, as are ß and ss."""
    lower = word.lower().replace("ß", "ss")
    if not lower.isascii():
        lower = "".join(letter for letter in unicodedata.normalize("NFKD", lower) if "0" <= letter <= "9" or "a" <= letter <= "z")
    return _DIGRAPHS.sub(lambda match: match[0][0], lower)


@lru_cache(maxsize=200_000)
def stem(folded: str) -> str:
    """A folded word without the endings of its inflection: »markte« → markt. Not always a German word, but the same for all forms."""
    for endings, least in ENDINGS:
        for ending in endings:
            if folded.endswith(ending) and len(folded) - len(ending) >= least:
                folded = folded[: -len(ending)]
                break
    return folded


def joined(text: str) -> str:
    """The stems of a phrase in one: »Pop-up-Store«, »Popup Store« and »popupstore« are the same."""
    return "".join(stem(fold(part)) for word in words(text) for part in components(word))
