"""Rules about tables as a whole, and about values that a table does not hold but shows."""

from citynet_kb.findings import Place, Problem, Severity, rule


@rule()
def tabelle_zu_gross(place: Place, found: str) -> Problem:
    """Eine Tabelle hat höchstens 2.000 Zeilen, 200 Spalten und 120.000 gefüllte Zellen.

    Falsch: 40.000 Zeilen
    Richtig: eine Tabelle mit den Fallberichten, je Zeile einer
    """
    return Problem(place, f"Die Tabelle ist zu groß: {found}.", "Teilen Sie die Tabelle auf mehrere Dateien auf.")


@rule()
def kopfzeile_fehlt(place: Place) -> Problem:
    """In einer Zeile stehen die Namen der Spalten, darunter je Fall eine Zeile.

    Falsch: die Antworten ohne Namen der Spalten
    Richtig: Überschrift, Stadt, Thema, Ergebnis, Aufwand und so fort, wie in der Vorlage fallbericht.xlsx
    """
    message = "Keine Zeile der Tabelle nennt die Spalten."
    remedy = "Schreiben Sie über die Fälle eine Zeile mit den Fragen: Überschrift, Stadt, Maßnahme, Thema, Ergebnis, Aufwand, Bericht."
    return Problem(place, message, f"{remedy} Die Vorlage fallbericht.xlsx enthält sie.")


@rule(Severity.HINT)
def formel_ausgerechnet(place: Place, name: str, formula: str, result: str) -> Problem:
    """Eine Formel aus ganzen Zahlen wird ausgerechnet, wenn kein Ergebnis gespeichert ist.

    Falsch: ein Ergebnis übernehmen, das niemand gesehen hat
    Richtig: 9500
    """
    message = f"Zeile {place.line}, Spalte »{name}«: Aus der Formel »{formula[:200]}« wurde »{result}«."
    return Problem(place, message, "Stimmt das nicht, schreiben Sie die Zahl selbst in die Zelle.")


@rule(Severity.HINT)
def zelle_verbunden(place: Place, name: str, text: str, above: int) -> Problem:
    """Eine Zelle, die über mehrere Zeilen verbunden ist, gilt für jede dieser Zeilen.

    Falsch: eine verbundene Zelle »Gera« neben zwei Fällen aus zwei Städten
    Richtig: die Stadt in jeder Zeile
    """
    message = f"Zeile {place.line}, Spalte »{name}«: Die Zelle ist mit Zeile {above} verbunden; übernommen wurde auch hier »{text[:60]}«."
    return Problem(place, message, "Gilt das nicht für diese Zeile, heben Sie die Verbindung auf.")


@rule()
def zu_viele_fehler(place: Place, bad: int, left: int) -> Problem:
    """Nach hundert Fällen mit Fehlern, oder dreihundert mit unklaren Angaben, wird nicht weiter geprüft; früher, wo sehr viele darin sind.

    Falsch: eine Tabelle, in der überall dieselbe Spalte nicht stimmt
    Richtig: zuerst einige Zeilen einlesen, dann alle
    """
    why = f"{bad} Fälle davor haben Fehler" if bad else "in sehr vielen Fällen davor sind Angaben unklar"
    message = f"Ab hier ist nicht geprüft: {why}. Nicht übernommen, ab dieser Zeile: {left} Fälle."
    return Problem(place, message, "Berichtigen Sie die genannten Zeilen, und lesen Sie die Datei noch einmal ein.")


@rule(Severity.HINT)
def spalte_verstanden(place: Place, name: str, meant: str) -> Problem:
    """Ein Spaltenname mit einem Tippfehler gilt, wenn nur eine Frage gemeint sein kann; genannt wird beides.

    Falsch: Ergebniss
    Richtig: Ergebnis
    """
    message = f"Spalte »{name}«: verstanden als »{meant}«."
    return Problem(place, message, "Ist etwas anderes gemeint, ändern Sie den Namen der Spalte.", "wert-verstanden")


@rule(Severity.HINT)
def spalte_nicht_uebernommen(place: Place, kind: str, words: str, remedy: str) -> Problem:
    """Eine Spalte, die zu keinem Feld gehört, hält keinen Fall auf; ihre Zellen werden genannt. `kind` sagt, was sie ist und wie groß.

    Falsch: Bearbeiter
    Richtig: Anmerkung der Redaktion
    """
    words = " ".join(words.split())
    default = "Gehört etwas davon zum Fall, schreiben Sie es in die Spalte »Bericht«."
    return Problem(place, f"Nicht übernommen ({kind}): »{words}«.", remedy or default, "nicht-uebernommen", private=words)
