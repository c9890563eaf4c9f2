"""Rules about the file as text, before it is parsed."""

import re
import unicodedata
from types import MappingProxyType

from citynet_kb.findings import Place, Problem, Severity, rule

FILE_LIMIT = 64 * 1024
"""Bytes a file may have."""
FRONT_MATTER_LIMIT = 8 * 1024
"""Bytes the front matter may have."""
INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]")
"""Control characters, soft hyphens, zero-width and direction marks, line separators: what a reader cannot see."""
_SCRIPTS = MappingProxyType({"CYRILLIC": "kyrillischer", "GREEK": "griechischer", "ARABIC": "arabischer", "HEBREW": "hebräischer"})
MARKS_LIMIT = 30
"""Combining marks that may follow each other: the limit of Unicode's stream-safe text format (UAX #15)."""


@rule()
def datei_zu_gross(place: Place, size: int) -> Problem:
    """Eine Datei hat höchstens 64 KB.

    Falsch: ein Bericht mit eingefügten Bildern, 10 MB
    Richtig: ein Bericht aus Text, wenige Seiten lang
    """
    message = f"Die Datei hat {size // 1024} KB, erlaubt sind {FILE_LIMIT // 1024} KB."
    return Problem(place, message, "Kürzen Sie den Text und nehmen Sie eingefügte Bilder heraus.")


@rule()
def datei_leer(place: Place) -> Problem:
    """Eine Datei enthält einen Kopf und Text.

    Falsch: eine Datei mit 0 Bytes
    Richtig: eine Datei, die mit der Zeile --- beginnt
    """
    return Problem(place, "Die Datei ist leer.", "Füllen Sie die Vorlage aus oder löschen Sie die Datei.")


@rule()
def zeichensatz(place: Place, found: str) -> Problem:
    """Eine Datei ist als UTF-8 gespeichert.

    Falsch: gespeichert als »ANSI«, »Windows-1252« oder »Unicode (UTF-16)«
    Richtig: gespeichert als »UTF-8«
    """
    remedy = "Öffnen Sie die Datei im Editor, wählen Sie »Speichern unter« und als Codierung »UTF-8«."
    return Problem(place, f"Die Datei ist nicht als UTF-8 gespeichert ({found}).", remedy)


@rule()
def zeichensalat(place: Place, found: str) -> Problem:
    """Umlaute und Striche sind heil; wurde eine Datei mit falscher Codierung gespeichert, stehen an ihrer Stelle Zeichenfolgen.

    Falsch: FÃ¼r die HÃ¤ndler
    Richtig: Für die Händler
    """
    message = f"Hier ist ein Buchstabe zerbrochen: »{found[:60]}«. Der Text wurde einmal mit der falschen Codierung gespeichert."
    remedy = (
        "Öffnen Sie das Original, aus dem der Text stammt, und speichern Sie es mit der Codierung »UTF-8«; sonst tippen Sie die Wörter neu."
    )
    return Problem(place, message, remedy)


@rule(Severity.HINT)
def bom_am_anfang(place: Place) -> Problem:
    """Eine Datei beginnt ohne unsichtbare Kennung (BOM); gelesen wird sie trotzdem.

    Falsch: gespeichert als »UTF-8 mit BOM«
    Richtig: gespeichert als »UTF-8«
    """
    message = "Die Datei beginnt mit einer unsichtbaren Kennung (»UTF-8 mit BOM«); sie wurde richtig gelesen."
    return Problem(place, message, "Wählen Sie beim Speichern »UTF-8« ohne BOM.")


@rule(Severity.HINT)
def zeilenende(place: Place) -> Problem:
    """Zeilen enden nach Art von Unix (LF); Windows-Zeilenenden werden richtig gelesen.

    Falsch: gespeichert mit »CRLF«
    Richtig: gespeichert mit »LF«
    """
    message = "Die Datei hat Windows-Zeilenenden (CRLF); sie wurde richtig gelesen."
    return Problem(place, message, "Stellen Sie im Editor das Zeilenende auf »LF«.")


@rule(Severity.HINT)
def zeilenumbruch_von_mac(place: Place) -> Problem:
    """Zeilen enden nach Art von Unix (LF); die Zeilenenden alter Mac-Programme werden richtig gelesen.

    Falsch: gespeichert mit »CR«
    Richtig: gespeichert mit »LF«
    """
    message = "Die Datei hat Zeilenenden alter Mac-Programme (CR); sie wurde richtig gelesen."
    return Problem(place, message, "Stellen Sie im Editor das Zeilenende auf »LF«.")


@rule()
def unsichtbares_zeichen(place: Place, character: str) -> Problem:
    """Ein Text enthält keine Steuerzeichen und keine unsichtbaren Zeichen.

    Falsch: ein Wort mit verstecktem U+200B, aus einer Textverarbeitung kopiert
    Richtig: dasselbe Wort, neu getippt
    """
    message = f"Hier steht ein unsichtbares Zeichen oder Steuerzeichen (U+{ord(character):04X})."
    return Problem(place, message, "Löschen Sie die Stelle und tippen Sie die Wörter davor und danach neu.")


@rule()
def schrift_fremd(place: Place, character: str) -> Problem:
    """Texte stehen in lateinischer Schrift; Buchstaben anderer Schriften sehen oft aus wie lateinische.

    Falsch: »Mаrkt« mit einem kyrillischen а
    Richtig: »Markt«, neu getippt
    """
    script = unicodedata.name(character, "").partition(" ")[0]
    kind = f"ein {_SCRIPTS[script]} Buchstabe" if script in _SCRIPTS else f"U+{ord(character):04X}"
    message = f"Hier steht ein Zeichen, das kein lateinischer Buchstabe ist: »{character}« ({kind})."
    return Problem(place, message, "Tippen Sie das Wort neu; einen Namen aus einer anderen Schrift schreiben Sie in Umschrift.")


@rule(Severity.HINT)
def zeichenform(place: Place) -> Problem:
    """Umlaute sind einzelne Zeichen (Unicode NFC); zusammengesetzte werden richtig gelesen.

    Falsch: u und ¨ als zwei Zeichen
    Richtig: ü als ein Zeichen
    """
    message = "Umlaute sind aus zwei Zeichen zusammengesetzt (Unicode NFD); sie wurden richtig gelesen."
    return Problem(place, message, "Tippen Sie den Umlaut an dieser Stelle neu.")


@rule()
def zeichen_gestapelt(place: Place) -> Problem:
    """Auf einem Buchstaben stehen nicht mehr als 30 Zeichen.

    Falsch: ein Wort, über und unter dem sich Striche und Punkte türmen
    Richtig: dasselbe Wort in gewöhnlicher Schrift
    """
    message = f"Hier stehen mehr als {MARKS_LIMIT} Zeichen auf einem Buchstaben."
    return Problem(place, message, "Löschen Sie das Wort und tippen Sie es neu.")


@rule()
def kopf_fehlt(place: Place, first_line: str) -> Problem:
    """Die erste Zeile einer Datei ist genau ---.

    Falsch: title: Gera: Pop-up-Laden
    Richtig: ---
    """
    found = f"»{first_line[:60]}«" if first_line.strip() else "eine leere Zeile"
    remedy = "Schreiben Sie als erste Zeile genau drei Bindestriche: ---"
    if first_line.strip().strip("-–—") == "" and first_line.strip():
        remedy += " (keine Gedankenstriche, keine Leerzeichen dahinter)"
    elif first_line.startswith("```"):
        remedy = "Löschen Sie die Zeilen mit ``` am Anfang und am Ende; die erste Zeile muss --- sein."
    else:
        remedy += ". Ist es ein Bericht ohne Kopf, eine Mail oder ein Formular, macht citynet-kb intake DATEI daraus einen Fall"
        remedy += "; einen neuen Fall fragt citynet-kb new ab."
    return Problem(place, f"Die Datei muss mit der Zeile --- beginnen; gefunden: {found}.", remedy)


@rule()
def kopf_offen(place: Place, suspect: str) -> Problem:
    """Der Kopf endet mit einer Zeile, die genau --- ist.

    Falsch: outcome: offen, danach gleich der Text
    Richtig: nach dem letzten Feld eine Zeile ---
    """
    remedy = "Schreiben Sie nach dem letzten Feld eine Zeile, die nur aus --- besteht."
    if suspect:
        remedy += f" Diese Zeile sieht danach aus, ist es aber nicht genau: »{suspect[:60]}«."
    return Problem(place, "Der Kopf der Datei wird nicht beendet: Die zweite Zeile --- fehlt.", remedy)


@rule()
def kopf_doppelt(place: Place) -> Problem:
    """Eine Datei hat genau einen Kopf; der Text danach beginnt nicht mit ---.

    Falsch: nach der zweiten Zeile --- gleich noch eine Zeile ---
    Richtig: alle Felder zwischen den ersten beiden Zeilen ---
    """
    message = "Der Text beginnt mit einer weiteren Zeile ---; Felder darunter werden nicht gelesen."
    return Problem(place, message, "Löschen Sie diese Zeile, und schreiben Sie alle Felder in den Kopf darüber.")


@rule()
def kopf_zu_gross(place: Place, size: int) -> Problem:
    """Der Kopf einer Datei hat höchstens 8 KB.

    Falsch: der ganze Bericht in summary
    Richtig: der Bericht unter dem Kopf, in summary zwei Sätze
    """
    message = f"Der Kopf hat {size} Bytes, erlaubt sind {FRONT_MATTER_LIMIT}."
    return Problem(place, message, "Schreiben Sie lange Texte unter den Kopf, nach der zweiten Zeile ---.")
