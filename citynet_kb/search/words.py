"""Normalises German words: one form for all spellings and inflections.

The browser does the same with what is typed (theme/assets/js/search/words.js). All data for it is here only: the result of `rules` is part
of the index. A shared file of examples is tested in both languages.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
"""Letters and digits, also joined by hyphens."""
_HYPHEN = re.compile(r"[-\u2010\u2011]")
_DIGRAPHS = re.compile(r"ae|oe|(?<![aeq])ue")
"""Umlauts written as two letters. After a, e and q, »ue« is no umlaut: teuer, Frauen, Quelle."""

ENDINGS = (
    (("innen", 4, ""), ("erin", 4, "")),
    (*((kept, 1, kept) for kept in ("nis", "eis", "aus", "bus", "mus", "los", "ss")), ("s", 4, "")),
    (("eln", 2, "el"),),
    (("ern", 3, ""), ("em", 3, ""), ("en", 3, ""), ("e", 3, "")),
    (("er", 3, ""),),
    (("ss", 1, "s"),),
)
"""Steps, each a list of (ending, least number of letters before it, replacement). The first ending that fits is replaced.

After the light stemmer for German of J. Savoy (Light stemming approaches for the French, Portuguese, German and Hungarian languages, 2006),
ordered so that all forms of a word get the same stem: Kurier, Kuriere; Händler, Händlers; Bus, Busse; Ergebnis, Ergebnisse; Ampel, Ampeln.
"""

_SMALL_WORDS = (
    # articles and pronouns
    (
        "der die das dem den des ein eine einem einen einer eines kein keine keinem keinen keiner keines ich du er sie es wir ihr man "
        "mich dich sich uns euch mir dir ihm ihn ihnen mein meine meinem meinen meiner meines dein deine sein seine seinem seinen "
        "seiner seines ihre ihrem ihren ihrer ihres unser unsere unserem unseren unserer unseres euer eure dies diese diesem diesen "
        "dieser dieses jene jenem jenen jener jenes jede jedem jeden jeder jedes welche welchem welchen welcher welches solche solchen "
        "solcher alle allem allen aller alles beide beiden manche manchen mancher einige einigen einiger mehrere mehreren andere "
        "anderem anderen anderer anderes jemand jemandem jemanden niemand niemandem niemanden etwas nichts irgendein irgendeine "
        "irgendwas irgendwer irgendwo innen"
    ),
    # questions
    "wer wen wem wessen was wo woher wohin wann warum weshalb wieso wie wieviel wozu womit wodurch wofur wogegen worauf woran",
    # conjunctions
    "und oder aber denn doch sondern dass ob wenn weil da als damit obwohl bevor nachdem sobald solange sowie sowohl weder",
    # prepositions
    (
        "ab an auf aus bei beim bis durch fur gegen hinter in im ins am ans mit nach neben ohne pro per seit statt anstatt trotz uber "
        "um unter vom von vor wahrend wegen zu zum zur zwischen"
    ),
    # adverbs
    (
        "auch nur noch schon sehr mal einmal schonmal nochmal mehr immer nie niemals oft wieder bereits bisher jetzt nun heute hier "
        "dort dann dabei dafur dagegen dadurch danach daran darauf daraus darin daruber darum davon davor dazu so also eben halt "
        "eigentlich etwa fast ganz gerade gern gerne sogar trotzdem vielleicht wohl ziemlich uberhaupt irgendwie nicht nein ja bitte "
        "her hin rein raus weg"
    ),
    # auxiliary verbs
    (
        "bin bist ist sind seid war waren gewesen ware habe haben hast hat habt hatte hatten gehabt werde werden wirst wird wurde "
        "wurden worden geworden kann kannst konnen konnt konnte konnten muss mussen musst musste mussten soll sollen sollst sollte "
        "sollten will willst wollen wollt wollte wollten darf darfst durfen durfte durften mag mogen mochte mochten lasse lassen lasst "
        "liess"
    ),
    # verbs in questions
    (
        "gibt gab bekomme bekommen bekommt kriege kriegen kriegt mache machen macht machte gemacht tun tut getan geht finde findet "
        "finden brauche brauchen braucht"
    ),
    # nouns in questions
    "beispiel beispiele erfahrung erfahrungen massnahme massnahmen tipp tipps",
)
STOP_WORDS = frozenset(" ".join(_SMALL_WORDS).split())
"""Stop words, folded: words that say nothing about a page, or only form a question. They are left out, unless nothing else was typed."""

_INSEPARABLE = ("be", "emp", "ent", "er", "ge", "miss", "un", "ver", "wider", "zer")
_SEPARABLE = (
    *("ab", "an", "auf", "aus", "bei", "durch", "ein", "fest", "her", "hin", "hinter", "los", "mit", "nach", "raus", "rein", "rum"),
    *("uber", "um", "unter", "vor", "weg", "weiter", "zu", "zuruck", "zusammen"),
)
PREFIXES = (*_INSEPARABLE, *_SEPARABLE, *(f"{prefix}ge" for prefix in _SEPARABLE))
"""Prefixes of verbs and of nouns made from them, folded: a Widerspruch is no Spruch."""


def rules() -> dict[str, object]:
    """The data that the browser needs to do the same."""
    return {"endings": ENDINGS, "stop": sorted(STOP_WORDS), "prefixes": PREFIXES}


def words(text: str) -> Iterator[str]:
    """The words of a text, unchanged."""
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


_STEPS = tuple((tuple(ending for ending, *_ in step), step) for step in ENDINGS)


@lru_cache(maxsize=200_000)
def stem(folded: str) -> str:
    """The stem of a folded word: »markte« → markt. Not always a German word, but the same for all forms."""
    for endings, step in _STEPS:
        if not folded.endswith(endings):  # most words, in one question
            continue
        for ending, least, instead in step:
            if folded.endswith(ending) and len(folded) - len(ending) >= least:
                folded = folded[: -len(ending)] + instead
                break
    return folded


def joined(text: str) -> str:
    """The stems of a phrase, joined: »Pop-up-Store«, »Popup Store« and »popupstore« are the same."""
    return "".join(stem(fold(part)) for word in words(text) for part in components(word))
