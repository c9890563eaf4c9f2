"""Rules about the front matter as YAML, and the typos that make it unreadable."""

from citynet_kb.findings import Place, Problem, rule

DEPTH_LIMIT = 4
"""Levels of nesting, the top one included."""


@rule()
def kopf_ohne_felder(place: Place) -> Problem:
    """Der Kopf besteht aus Feldern der Form »name: Wert«.

    Falsch: Unser Pop-up-Laden in Gera
    Richtig: title: Unser Pop-up-Laden in Gera
    """
    return Problem(place, "Der Kopf enthält keine Felder.", "Schreiben Sie je Zeile ein Feld: name: Wert")


@rule()
def feld_doppelt(place: Place, key: str, first_line: int) -> Problem:
    """Jedes Feld steht nur einmal.

    Falsch: outcome: offen und weiter unten noch einmal outcome: erfolgreich
    Richtig: outcome: erfolgreich
    """
    message = f"{key}: Das Feld steht schon in Zeile {first_line}."
    return Problem(place, message, "Löschen Sie eine der beiden Zeilen.")


@rule()
def feldname_ungueltig(place: Place, key: str) -> Problem:
    """Feldnamen sind einfache Wörter.

    Falsch: ? [a, b]
    Richtig: title: Gera und Jena
    """
    message = f"»{key[:60]}« kann kein Feldname sein." if key else "Vor dem Doppelpunkt steht kein Feldname."
    return Problem(place, message, "Schreiben Sie: name: Wert")


@rule()
def zu_tief_verschachtelt(place: Place) -> Problem:
    """Felder sind höchstens vier Ebenen tief verschachtelt.

    Falsch: [[[[[a]]]]]
    Richtig: [a]
    """
    message = f"Hier sind mehr als {DEPTH_LIMIT} Ebenen ineinander verschachtelt."
    return Problem(place, message, "Nehmen Sie Klammern und Einrückungen heraus.")


@rule()
def yaml_sonderform(place: Place, sign: str) -> Problem:
    """Verweise, Anker und Typangaben (& * ! <<) sind im Kopf nicht erlaubt.

    Falsch: title: *wichtig* für Gera
    Richtig: title: "*wichtig* für Gera"
    """
    message = f"Das Zeichen {sign} hat am Anfang eines Wertes eine Sonderbedeutung, die hier nicht erlaubt ist."
    return Problem(place, message, 'Setzen Sie den ganzen Wert in gerade Anführungszeichen: "…"')


@rule()
def leerwert(place: Place, value: str) -> Problem:
    """Ein Feld ohne Wert wird weggelassen.

    Falsch: summary: null
    Richtig: (keine Zeile summary)
    """
    message = f"»{value}« bedeutet »kein Wert«." if value.strip() else "Hier steht ein Wert aus lauter Leerzeichen."
    return Problem(place, message, "Löschen Sie die Zeile, oder setzen Sie den Wert in gerade Anführungszeichen.")


@rule()
def raute_im_wert(place: Place, lost: str) -> Problem:
    """Hinter einer Raute mit Leerzeichen davor beginnt ein Kommentar; der Rest der Zeile geht verloren.

    Falsch: title: Platz #1 in Gera
    Richtig: title: "Platz #1 in Gera"
    """
    message = f"Alles ab der Raute wird nicht gelesen: »{lost[:40]}«."
    return Problem(place, message, 'Setzen Sie den ganzen Wert in gerade Anführungszeichen: "…"')


@rule()
def tabulator(place: Place) -> Problem:
    """Eingerückt wird mit Leerzeichen, nie mit Tabulator.

    Falsch: period: und darunter ein Tabulator vor start: 2020
    Richtig: period: und darunter zwei Leerzeichen vor start: 2020
    """
    return Problem(place, "Hier steht ein Tabulator.", "Ersetzen Sie ihn durch zwei Leerzeichen.")


@rule()
def leerzeichen_geschuetzt(place: Place) -> Problem:
    """Eingerückt wird mit gewöhnlichen Leerzeichen, nicht mit geschützten.

    Falsch: period: und darunter zwei geschützte Leerzeichen (U+00A0) vor start: 2020
    Richtig: period: und darunter zwei gewöhnliche Leerzeichen vor start: 2020
    """
    message = "Hier steht ein geschütztes Leerzeichen, wie es aus Textverarbeitungen und Webseiten mitkommt."
    return Problem(place, message, "Löschen Sie die Leerzeichen am Anfang der Zeile und tippen Sie sie neu.")


@rule()
def aufzaehlungszeichen(place: Place, line: str) -> Problem:
    """Jeder Eintrag einer Liste beginnt mit Strich und Leerzeichen.

    Falsch: • nachfrage/zu-wenig-nachfrage
    Richtig: - nachfrage/zu-wenig-nachfrage
    """
    entry = line.strip().lstrip("-*•·–—+ ")
    message = f"»{line.strip()[:60]}« beginnt nicht mit Strich und Leerzeichen."
    return Problem(place, message, f"Schreiben Sie: - {entry[:60]}")


@rule()
def doppelpunkt_im_text(place: Place, value: str) -> Problem:
    """Ein Wert mit Doppelpunkt steht in geraden Anführungszeichen.

    Falsch: title: Gera: Pop-up-Laden
    Richtig: title: "Gera: Pop-up-Laden"
    """
    quoted = value.replace('"', "'")
    return Problem(
        place,
        "Der Wert enthält einen Doppelpunkt.",
        f'Setzen Sie den ganzen Wert in gerade Anführungszeichen: "{quoted}"',
    )


@rule()
def anfuehrungszeichen_offen(place: Place) -> Problem:
    """Zu jedem Anführungszeichen am Anfang eines Wertes gehört eines am Ende.

    Falsch: title: "Gera: Pop-up-Laden
    Richtig: title: "Gera: Pop-up-Laden"
    """
    message = "Das Anführungszeichen am Anfang dieses Wertes wird nicht geschlossen."
    remedy = 'Setzen Sie am Ende des Wertes dasselbe Anführungszeichen. Gehört es zum Text, setzen Sie den ganzen Wert in gerade: "…"'
    return Problem(place, message, remedy)


@rule()
def anfuehrungszeichen_im_text(place: Place) -> Problem:
    """In einem Wert in geraden Anführungszeichen stehen innen andere.

    Falsch: title: "Gera: der "Pop-up"-Laden"
    Richtig: title: "Gera: der „Pop-up“-Laden"
    """
    message = "Nach dem schließenden Anführungszeichen folgt noch Text."
    return Problem(place, message, "Schreiben Sie innen typografische Anführungszeichen: „…“")


@rule()
def leerzeichen_nach_doppelpunkt(place: Place, key: str) -> Problem:
    """Nach dem Doppelpunkt hinter einem Feldnamen steht ein Leerzeichen.

    Falsch: city:gera
    Richtig: city: gera
    """
    message = f"Nach »{key}:« fehlt ein Leerzeichen."
    return Problem(place, message, f"Schreiben Sie: {key}: Wert")


@rule()
def doppelpunkt_fehlt(place: Place, line: str) -> Problem:
    """Nach einem Feldnamen steht ein Doppelpunkt.

    Falsch: city gera
    Richtig: city: gera
    """
    message = f"In der Zeile »{line[:60]}« fehlt der Doppelpunkt nach dem Feldnamen."
    key, sign, value = line.partition("=")
    remedy = f"Schreiben Sie: {key.strip()}: {value.strip()[:60]}" if sign else "Schreiben Sie: name: Wert"
    return Problem(place, message, f"{remedy}. Gehört die Zeile noch zum Wert darüber, rücken Sie sie ein.")


@rule()
def sonderzeichen_am_anfang(place: Place, sign: str) -> Problem:
    """Ein Wert, der mit einem Sonderzeichen beginnt, steht in geraden Anführungszeichen.

    Falsch: note: @gera hat geantwortet
    Richtig: note: "@gera hat geantwortet"
    """
    message = f"Der Wert beginnt mit »{sign}«; das Zeichen hat dort eine Sonderbedeutung."
    return Problem(place, message, 'Setzen Sie den ganzen Wert in gerade Anführungszeichen: "…"')


@rule()
def rueckstrich(place: Place) -> Problem:
    r"""In doppelten Anführungszeichen steht vor einem Rückstrich noch einer.

    Falsch: note: "C:\Gera"
    Richtig: note: "C:\\Gera"
    """
    message = "Der Rückstrich \\ leitet in doppelten Anführungszeichen ein Sonderzeichen ein."
    return Problem(place, message, "Schreiben Sie ihn doppelt (\\\\), oder lassen Sie ihn weg.")


@rule()
def einrueckung(place: Place, line: str) -> Problem:
    """Felder einer Ebene beginnen in derselben Spalte.

    Falsch: ein Leerzeichen vor city:, keines vor title:
    Richtig: title: und city: am Anfang der Zeile
    """
    message = f"Die Zeile »{line.strip()[:60]}« passt nicht zu den Zeilen davor."
    remedy = "Prüfen Sie, ob sie so weit eingerückt ist wie die anderen Felder dieser Ebene, und ob in der Zeile davor etwas fehlt."
    return Problem(place, message, remedy)


@rule()
def kopf_unlesbar(place: Place, line: str) -> Problem:
    """Der Kopf besteht aus Feldern, Listen mit Strich und Texten.

    Falsch: }{
    Richtig: tags: [markt, abend]
    """
    message = f"Ab hier ist der Kopf nicht zu lesen: »{line.strip()[:60]}«."
    return Problem(
        place,
        message,
        "Vergleichen Sie die Zeile und die davor mit einem Beispiel, oder setzen Sie den Wert in gerade Anführungszeichen.",
    )
