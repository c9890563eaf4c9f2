"""Words in a text that deserve a second look: blame, names, firms. They are hints for a reviewer, so false alarms must be rare."""

import re
from collections.abc import Iterator

from citynet_kb.checks.names_of_people import FUNCTION_WORDS

_BLAME = re.compile(
    r"\b(?:schuld(?:ig)?|Schuldige[rn]?|versag(?:t|te|ten|en)|Versager\w*|unfähig\w*|inkompeten\w+|dilettant\w+|Skandal\w*|Fiasko|"
    r"Desaster|Debakel|Blamage|blamier\w+|peinlich(?:e[nrs]?)?(?! genau)|stümper\w+|verantwortungslos\w*|Unfähigkeit|stur(?:e[nrs]?)?|"
    r"faul(?:e[nrs]?)?|ignorant\w*|lächerlich\w*|typisch|Pfusch\w*|unverschämt\w*|Bürokraten|absurd\w*|unprofessionell\w*|"
    r"im Stich gelassen)\b(?!-[A-ZÄÖÜ])",
    re.IGNORECASE,
)
_PERMIT = re.compile(r"genehmig|erlaubnis|bewillig|zustimmung|erlaubt|technik|strom|kasse|gerät|anlage", re.IGNORECASE)
_NEAR = 60
"""Number of characters before and after a word in which a permit or a machine shows that it blames nobody."""
_NAME = re.compile(
    r"\b(?:Familie|Ehepaar|Kolleg(?:e|in)|Stadträtin|Ratsherr|Ratsfrau|Amtsleiter(?:in)?) (?P<name>[A-ZÄÖÜ][a-zäöüß]+)(?:-\w+)?"
)
_INITIAL = re.compile(
    r"(?<![\w.])(?<!\b[zuodeiv]\. )(?<!\bPlan )(?<!\bTeil )(?<!\bHaus )(?<!\bTyp )(?<!\bPhase )(?<!\bGruppe )(?<!\bVariante )"
    r"(?:i\. ?A\. |[A-ZÄÖÜ]\. ?(?:[A-ZÄÖÜ]\. ?)?)(?P<name>[A-ZÄÖÜ][a-zäöüß]{2,}(?:-[A-ZÄÖÜ][a-zäöüß]+)?)"
)
_BEGINNING = frozenset(
    (
        *("Der", "Die", "Das", "Den", "Dem", "Des", "Ein", "Eine", "Einen", "Einer", "Dann", "Danach", "Dort", "Hier", "Auch", "Für"),
        *("Wir", "Sie", "Seit", "Bis", "Mit", "Ohne", "Nach", "Vor", "Aus", "Als", "Wer", "Was", "Nur", "Doch", "Aber", "Und", "Dazu"),
        *("Zum", "Zur", "Beim", "Vom", "Ihr", "Ihre", "Sein", "Seine", "Kein", "Keine", "Wie", "Weil", "Statt", "Unter", "Über", "Von"),
    )
)
"""Words with which sentences begin behind a letter and a full stop."""
_FIRM = re.compile(r"\b[A-ZÄÖÜ0-9][\w&.-]*(?: [A-ZÄÖÜ0-9&][\w&.-]*){0,3} (?:GmbH|AG|KG|UG|OHG|GbR|SE|e\. ?K\.)(?!\w)")
_NO_FIRM = re.compile(r"(?:D(?:ie|er|as|en|em)|(?:Ein|Unser|Dies)e[rn]?|Im|In|Zur?|Als) \S+")


def blame(text: str) -> Iterator[str]:
    """Words that accuse. Where an office refuses a permit, or a machine fails, »versagen« accuses nobody."""
    for found in _BLAME.finditer(text):
        around = text[max(0, found.start() - _NEAR) : found.end() + _NEAR]
        if not (found[0].lower().startswith("versag") and _PERMIT.search(around)):
            yield found[0]


def further_names(text: str) -> Iterator[str]:
    """Names after initials, or after words that are no form of address: too uncertain for a check.

    »Amtsleiterin Ordnungsamt« is an office.
    """
    for found in (*_NAME.finditer(text), *_INITIAL.finditer(text)):
        if not FUNCTION_WORDS.search(found["name"]) and found["name"] not in _BEGINNING:
            yield found[0]


def firms(text: str) -> Iterator[str]:
    """Names with the legal form of a firm. »Die AG« is a working group."""
    yield from (found[0] for found in _FIRM.finditer(text) if not _NO_FIRM.fullmatch(found[0]))
