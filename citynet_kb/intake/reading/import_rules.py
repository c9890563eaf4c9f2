"""Rules about files to import: what they are, their columns, and the case that each row names."""

from collections.abc import Mapping, Sequence
from math import ceil

from citynet_kb.findings import Finding, Place, Problem, Severity, nearest, rule
from citynet_kb.intake.reading.mail_rules import REMEDIES
from citynet_kb.model.slugs import plain_slug

_MIB = 1024 * 1024
INPUT_LIMIT = 20 * _MIB
"""Most bytes of an input file; of a spreadsheet also when unpacked."""
ID_PART_LIMIT = 100
"""Most characters of each part of a case's id, so that every file system can hold its name."""
WORKBOOKS, TABLES = (".xlsx", ".xlsm", ".xltx", ".xltm"), (".csv", ".tsv")
"""Endings of workbooks, templates and those with macros included, and of tables that are text."""
FORMATS = (".yml", ".yaml", *TABLES, *WORKBOOKS)
"""Endings of files that can be imported."""


@rule()
def dateityp_unbekannt(place: Place, ending: str) -> Problem:
    """Eingelesen werden YAML, CSV und Excel-Dateien, erkannt an der Endung.

    Falsch: faelle.xls
    Richtig: faelle.xlsx
    """
    found = f"die Endung »{ending}«" if ending else "keine Endung"
    remedy = REMEDIES.get(ending, "Speichern Sie die Datei in der Tabellenkalkulation als »Excel-Arbeitsmappe (.xlsx)«.")
    message = f"Diese Art von Datei kann nicht eingelesen werden, gefunden: {found}."
    return Problem(place, message, f"{remedy} Erlaubt: .yml, .yaml, .csv, .xlsx.")


@rule(Severity.HINT)
def makros_nicht_gelesen(place: Place) -> Problem:
    """Aus einer Datei mit Makros werden nur Text und Zellen gelesen.

    Falsch: fallbericht.xlsm, in der ein Makro den Bericht zusammensetzt
    Richtig: fallbericht.xlsx
    """
    message = "Die Datei kann Makros enthalten; gelesen wurden nur ihr Text und ihre Zellen."
    return Problem(place, message, "Was ein Makro einsetzt, schreiben Sie selbst hinein.")


def makros(path: str) -> list[Finding]:
    """The finding for a file of Office with macros, by its ending."""
    return [makros_nicht_gelesen(Place(path))] if path.lower().endswith((".docm", ".dotm", ".xlsm", ".xltm")) else []


@rule()
def importdatei_zu_gross(place: Place, size: int, most: int = INPUT_LIMIT) -> Problem:
    """Eine Datei zum Einlesen hat höchstens 20 MB, auch ausgepackt; ein Text höchstens 1 MB, eine Mail 10 MB.

    Falsch: eine Arbeitsmappe mit eingefügten Bildern, 80 MB
    Richtig: eine Tabelle aus Text
    """
    found = f"{ceil(size * 10 / _MIB) / 10:.1f}".replace(".", ",").removesuffix(",0")
    message = f"Die Datei oder ein Teil von ihr hat {found} MB, erlaubt sind {most // _MIB} MB."
    return Problem(place, message, "Nehmen Sie Bilder und Anhänge heraus, oder verteilen Sie die Angaben auf mehrere Dateien.")


@rule()
def importdatei_zeichensatz(place: Place) -> Problem:
    """Eine CSV- oder YAML-Datei zum Einlesen ist als UTF-8 gespeichert, mit oder ohne BOM.

    Falsch: gespeichert als »CSV (Trennzeichen-getrennt)« mit Windows-Zeichensatz
    Richtig: gespeichert als »CSV UTF-8 (durch Trennzeichen getrennt)«
    """
    remedy = "Speichern Sie sie in Excel als »CSV UTF-8 (durch Trennzeichen getrennt)« oder als .xlsx, im Editor mit der Codierung UTF-8."
    return Problem(place, "Die Datei ist nicht als UTF-8 gespeichert; Umlaute sind deshalb nicht lesbar.", remedy)


@rule()
def tabelle_unlesbar(place: Place, problem: str) -> Problem:
    """Eine Tabelle lässt sich bis zum Ende lesen.

    Falsch: eine CSV-Datei, in der ein Anführungszeichen nicht geschlossen wird; ein Word-Dokument mit der Endung .xlsx
    Richtig: eine Tabelle, die sich in Excel oder LibreOffice öffnen lässt
    """
    remedy = "Öffnen Sie die Datei in der Tabellenkalkulation, prüfen Sie diese Stelle und speichern Sie sie neu."
    return Problem(place, f"Die Tabelle lässt sich nicht lesen: {problem}.", remedy)


@rule()
def keine_faelle(place: Place) -> Problem:
    """Eine Datei zum Einlesen enthält mindestens einen Fall.

    Falsch: eine Tabelle nur mit der Kopfzeile
    Richtig: eine Kopfzeile und darunter je Fall eine Zeile
    """
    return Problem(place, "Die Datei enthält keinen Fall.", "Tragen Sie unter der Kopfzeile je Fall eine Zeile ein.")


@rule()
def spalte_unbekannt(place: Place, name: str, meant: Sequence[str], headings: Mapping[str, str]) -> Problem:
    """Was zu jedem Fall gehört, hat eine Spalte mit dem Namen des Feldes; Unterfelder stehen nach einem Punkt, Einträge mit Nummer ab 0.

    Falsch: Ort
    Richtig: Stadt (oder city)
    """
    remedy = meant_columns(name, meant, headings)
    known = f"Bekannt sind: {_both([column for column in headings if not column.endswith('.0')], headings)}."
    return Problem(place, f"Spalte »{name}«: Diese Spalte gibt es nicht.", remedy or known, private="" if remedy else name)


def meant_columns(name: str, meant: Sequence[str], headings: Mapping[str, str]) -> str:
    """A sentence about the columns that a name may mean; empty where it means none."""
    inside = [column for column in headings if column.startswith(f"{name}.") or headings[column].startswith(f"{name}: ")]
    if inside:
        return f"»{name}« hat Unterfelder, je eines in einer Spalte: {_both(inside, headings)}."
    return f"Meinten Sie {' oder '.join(_both([key], headings) for key in meant)}?" if meant else ""


def _both(columns: Sequence[str], headings: Mapping[str, str]) -> str:
    """Columns by their question, as the template has them, and by their key."""
    return ", ".join(f"»{headings[column]}« ({column})" for column in columns)


@rule()
def spalte_ohne_namen(place: Place, text: str) -> Problem:
    """Eine Zeile einer CSV-Datei hat nicht mehr Zellen als die Zeile der Spaltennamen: Sonst ist wohl ein Text am Trennzeichen zerteilt.

    Falsch: Gera, am Markt
    Richtig: "Gera, am Markt"
    """
    words = " ".join(text.split())
    message = f"Zeile {place.line}: Über »{words}« (Spalte {place.column}) steht kein Spaltenname."
    remedy = "Setzen Sie einen Text, der das Trennzeichen enthält, in gerade Anführungszeichen, oder ergänzen Sie den Namen der Spalte."
    return Problem(place, message, remedy, private=words)


@rule()
def formel_ohne_wert(place: Place, name: str, formula: str) -> Problem:
    """Eine Zelle mit einer Formel hat ihr Ergebnis gespeichert.

    Falsch: =B2*3, nie berechnet
    Richtig: 1200
    """
    message = f"Zeile {place.line}, Spalte »{name}«: Zur Formel »{formula[:60]}« ist kein Ergebnis gespeichert."
    remedy = "Öffnen und speichern Sie die Datei in Excel, oder schreiben Sie den Wert selbst; vor Text mit = am Anfang einen Apostroph."
    return Problem(place, message, remedy)


@rule()
def importkennung_fehlt(place: Place) -> Problem:
    """Ein Fall hat eine Kennung »stadt/fall«; fehlt sie, wird sie aus Stadt und Überschrift gebildet.

    Falsch: keine Kennung und als Überschrift nur Sternchen
    Richtig: eine Überschrift in Worten, oder id: gera/pop-up-laden
    """
    message = "id: Aus der Überschrift lässt sich kein Dateiname bilden: Sie hat weder Buchstaben noch Ziffern."
    return Problem(place, message, "Schreiben Sie eine Überschrift in Worten.")


@rule()
def importkennung_ungueltig(place: Place, found: str) -> Problem:
    """Die Kennung eines Falls ist »stadt/fall«: kleine Buchstaben ohne Umlaute, Ziffern, Bindestriche, je Teil höchstens 100 Zeichen.

    Falsch: id: Gera/Märkte 2024
    Richtig: id: gera/maerkte-2024
    """
    folder, _, name = found.removesuffix(".md").rpartition("/")
    meant = f"{plain_slug(folder)}/{plain_slug(name)}" if plain_slug(folder) and plain_slug(name) else ""
    remedy = "Schreiben Sie: stadt/fall" + (f" Meinten Sie »{meant}«?" if meant and meant != found else "")
    return Problem(place, f"id: »{found[:120]}« ist keine Kennung eines Falls.", remedy)


@rule()
def importkennung_andere_stadt(place: Place, found: str, city: str) -> Problem:
    """Der erste Teil der Kennung ist die Stadt des Falls.

    Falsch: id: jena/pop-up-laden mit city: gera
    Richtig: id: gera/pop-up-laden mit city: gera
    """
    remedy = f"Schreiben Sie »{city}/{found.rpartition('/')[2]}«, oder ändern Sie city."
    return Problem(place, f"id: »{found}« gehört nicht zur Stadt »{city}«.", remedy)


@rule()
def importkennung_doppelt(place: Place, found: str, first_line: int) -> Problem:
    """Jede Kennung kommt in der Datei nur einmal vor.

    Falsch: zwei Zeilen mit id: gera/pop-up-laden
    Richtig: gera/pop-up-laden und gera/pop-up-laden-2024
    """
    message = f"id: Die Kennung »{found}« hat schon der Fall in Zeile {first_line}."
    return Problem(
        place,
        message,
        "Löschen Sie einen der beiden Fälle, oder geben Sie ihm eine andere Überschrift oder Kennung.",
    )


@rule()
def fall_vorhanden(place: Place, file: str) -> Problem:
    """Beim Einlesen wird keine vorhandene Datei überschrieben.

    Falsch: ein Fall, den es schon als Datei gibt
    Richtig: nur neue Fälle in der Tabelle; Änderungen in der vorhandenen Datei
    """
    message = f"id: Die Datei »{file}« gibt es schon; sie wird nicht überschrieben."
    remedy = (
        "Ist es derselbe Fall, ändern Sie die vorhandene Datei. Ist es ein anderer, geben Sie ihm eine andere Überschrift oder Kennung."
    )
    return Problem(place, message, remedy)


@rule()
def korrektur_eines_falls(place: Place, file: str) -> Problem:
    """Was einen vorhandenen Fall ändert, wird kein zweiter Fall.

    Falsch: die Datei einer Korrektur als neuen Fall aufnehmen
    Richtig: die vorhandene Datei durch die eingereichte ersetzen
    """
    message = f"title: Das ist eine geänderte Fassung von »{file}« (gleiche Stadt, gleicher Tag der Aufnahme, gleiche Maßnahme)."
    remedy = f"Ersetzen Sie den Inhalt von {file} durch die eingereichte Datei, und sehen Sie sich den Unterschied an."
    return Problem(place, message, remedy)


@rule()
def abschnitt_unbekannt(place: Place, name: str, known: Mapping[str, str]) -> Problem:
    """Unter sections stehen nur die Abschnitte eines Fallberichts, jeder als Text.

    Falsch: sections.fazit
    Richtig: sections.erkenntnisse
    """
    meant = nearest(name, known)
    remedy = f"Erlaubt: {', '.join(known)}." + (f" Meinten Sie »{meant}«?" if meant else "")
    return Problem(place, f"sections: Den Abschnitt »{name}« gibt es nicht.", remedy)
