"""Rules for the files of `content/`: what may lie there, where, and under which name."""

import unicodedata

from citynet_kb.findings import Place, Problem, rule
from citynet_kb.model import ReadingKind, addresses
from citynet_kb.model.slugs import plain_slug
from citynet_kb.sources.image_rules import ENDINGS

CODINGS = "lesungen"
"""The folder of readings."""
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))})
"""Names that Windows reserves for devices: cloning would fail there."""
LONGEST = 100
"""Most characters of a name. File systems allow 255 bytes, Windows 260 characters for the whole path."""
TEXTS, IMAGES, LIST = (".md", ".markdown", ".txt"), (*(f".{ending}" for ending in ENDINGS), ".jpeg"), ".yml"
"""Endings that show what was meant; only some of each are right."""


@rule()
def dateiart(place: Place, kind: str) -> Problem:
    """In content/ liegen nur Ordner und gewöhnliche Markdown-Dateien; neben Fällen Bilder (.jpg, .png, .webp), in lesungen/ Listen (.yml).

    Falsch: eine Verknüpfung, ein Ordner namens bericht.md, eine versteckte Datei, ein PDF, ein Bild außerhalb von faelle/<stadt>/
    Richtig: content/faelle/gera/pop-up-laden.md, content/faelle/gera/pop-up-laden.jpg
    """
    remedy = "Legen Sie hier nur Dateien mit der Endung .md ab, Bilder (.jpg, .png, .webp) neben ihrem Fall in faelle/<stadt>/."
    return Problem(place, f"{kind} darf hier nicht liegen.", remedy)


@rule()
def dateiname(place: Place, name: str) -> Problem:
    """Datei- und Ordnernamen bestehen aus höchstens 100 Zeichen: a–z, 0–9 und Bindestriche; »con« und »nul« gehören Windows.

    Falsch: content/faelle/gera/Märkte 2024.md
    Richtig: content/faelle/gera/maerkte-2024.md
    """
    stem, dot, ending = name.rpartition(".") if name.lower().endswith((*TEXTS, *IMAGES, LIST)) else (name, "", "")
    ending = ending.lower().replace("jpeg", "jpg") if name.lower().endswith((*IMAGES, LIST)) else "md"
    meant = plain_slug(unicodedata.normalize("NFC", stem))[:LONGEST].strip("-")
    meant = (f"{meant}-1" if meant in DEVICES else meant) + (f".{ending}" if dot else "")
    message = f"»{printable(name)[:LONGEST]}« ist kein gültiger Datei- oder Ordnername."
    return Problem(place, message, f"Benennen Sie um in »{meant}«: Kleinbuchstaben, ä als ae, keine Leerzeichen, Endung .{ending}.")


@rule()
def ablageort(place: Place) -> Problem:
    """Jede Datei liegt im Ordner ihrer Art; Fälle im Ordner ihrer Stadt.

    Falsch: content/faelle/pop-up-laden.md
    Richtig: content/faelle/gera/pop-up-laden.md
    """
    remedy = f"Lesungen nach {addresses.CONTENT}/{CODINGS}/{'/ oder '.join(ReadingKind)}/."
    remedy = f"Fälle gehören nach content/faelle/<stadt>/, Maßnahmen nach content/massnahmen/, Städte nach content/staedte/, {remedy}"
    return Problem(place, "Die Datei liegt an einem Ort, an dem sie niemand sucht.", remedy)


@rule()
def kennung_doppelt(place: Place, other: str) -> Problem:
    """Keine zwei Dateien haben denselben Namen, auch nicht bis auf Großschreibung, Umlautform oder ß und ss.

    Falsch: faelle/gera/strasse.md und faelle/gera/Straße.md
    Richtig: faelle/gera/strasse.md und faelle/gera/strasse-2024.md
    """
    message = f"Die Datei heißt bis auf die Schreibweise wie »{other}«."
    return Problem(place, message, "Benennen Sie eine der beiden um, oder führen Sie sie zusammen.")


@rule()
def unlesbar(place: Place, reason: str) -> Problem:
    """Jede Datei und jeder Ordner lässt sich öffnen.

    Falsch: eine Datei ohne Leserecht
    Richtig: eine Datei, die alle lesen dürfen
    """
    return Problem(place, f"Das lässt sich nicht öffnen ({reason}).", "Prüfen Sie die Rechte der Datei oder des Ordners.")


@rule()
def seite_verdeckt(place: Place) -> Problem:
    """Keine Datei liegt dort, wo eine Seite oder ein Ordner des Wissensspeichers selbst entsteht.

    Falsch: content/anderswo-gescheitert.md, content/massnahmen/index.md, content/massnahmen/teil-2.md
    Richtig: content/mitmachen/anderswo-lesen.md
    """
    message = "Unter dieser Adresse steht schon etwas, das der Wissensspeicher selbst erzeugt."
    return Problem(place, message, "Geben Sie der Datei einen anderen Namen.")


def printable(name: str) -> str:
    """A name as it can be printed: bytes that are not UTF-8 and line breaks become U+FFFD."""
    if name.isprintable():
        return name
    readable = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in readable)
