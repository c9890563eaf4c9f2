"""Rules about the front matter as YAML, and the typos that make it unreadable."""

from citynet_kb.findings import Finding, Place, error

DEPTH_LIMIT = 4
"""Levels of nesting, the top one included."""


def kopf_ohne_felder(place: Place) -> Finding:
    """Der Kopf besteht aus Feldern der Form »name: Wert«.

    Falsch: Unser Pop-up-Laden in Gera
    Richtig: title: Unser Pop-up-Laden in Gera
    """
    return error(kopf_ohne_felder, place, "Der Kopf enthält keine Felder.", "Schreiben Sie je Zeile ein Feld: name: Wert")


def feld_doppelt(place: Place, key: str, first_line: int) -> Finding:
    """Jedes Feld steht nur einmal.

    Falsch: outcome: offen und weiter unten noch einmal outcome: erfolgreich
    Richtig: outcome: erfolgreich
    """
    message = f"{key}: Das Feld steht schon in Zeile {first_line}."
    return error(feld_doppelt, place, message, "Löschen Sie eine der beiden Zeilen.")


def feldname_ungueltig(place: Place, key: str) -> Finding:
    """Feldnamen sind einfache Wörter.

    Falsch: ? [a, b]
    Richtig: title: Gera und Jena
    """
    message = f"»{key[:60]}« kann kein Feldname sein." if key else "Vor dem Doppelpunkt steht kein Feldname."
    return error(feldname_ungueltig, place, message, "Schreiben Sie: name: Wert")


def zu_tief_verschachtelt(place: Place) -> Finding:
    """Felder sind höchstens vier Ebenen tief verschachtelt.

    Falsch: [[[[[a]]]]]
    Richtig: [a]
    """
    message = f"Hier sind mehr als {DEPTH_LIMIT} Ebenen ineinander verschachtelt."
    return error(zu_tief_verschachtelt, place, message, "Nehmen Sie Klammern und Einrückungen heraus.")


def yaml_sonderform(place: Place, sign: str) -> Finding:
    """Verweise, Anker und Typangaben (& * ! <<) sind im Kopf nicht erlaubt.

    Falsch: title: *wichtig* für Gera
    Richtig: title: "*wichtig* für Gera"
    """
    message = f"Das Zeichen {sign} hat am Anfang eines Wertes eine Sonderbedeutung, die hier nicht erlaubt ist."
    return error(yaml_sonderform, place, message, 'Setzen Sie den ganzen Wert in gerade Anführungszeichen: "…"')


def leerwert(place: Place, value: str) -> Finding:
    """Ein Feld ohne Wert wird weggelassen.

    Falsch: summary: null
    Richtig: (keine Zeile summary)
    """
    message = f"»{value}« bedeutet »kein Wert«."
    return error(leerwert, place, message, "Löschen Sie die Zeile, oder setzen Sie den Wert in gerade Anführungszeichen.")


def raute_im_wert(place: Place, lost: str) -> Finding:
    """Hinter einer Raute mit Leerzeichen davor beginnt ein Kommentar; der Rest der Zeile geht verloren.

    Falsch: title: Platz #1 in Gera
    Richtig: title: "Platz #1 in Gera"
    """
    message = f"Alles ab der Raute wird nicht gelesen: »{lost[:40]}«."
    return error(raute_im_wert, place, message, 'Setzen Sie den ganzen Wert in gerade Anführungszeichen: "…"')


def tabulator(place: Place) -> Finding:
    """Eingerückt wird mit Leerzeichen, nie mit Tabulator.

    Falsch: period: und darunter ein Tabulator vor start: 2020
    Richtig: period: und darunter zwei Leerzeichen vor start: 2020
    """
    return error(tabulator, place, "Hier steht ein Tabulator.", "Ersetzen Sie ihn durch zwei Leerzeichen.")


def leerzeichen_geschuetzt(place: Place) -> Finding:
    """Eingerückt wird mit gewöhnlichen Leerzeichen, nicht mit geschützten.

    Falsch: period: und darunter zwei geschützte Leerzeichen (U+00A0) vor start: 2020
    Richtig: period: und darunter zwei gewöhnliche Leerzeichen vor start: 2020
    """
    message = "Hier steht ein geschütztes Leerzeichen, wie es aus Textverarbeitungen und Webseiten mitkommt."
    return error(leerzeichen_geschuetzt, place, message, "Löschen Sie die Leerzeichen am Anfang der Zeile und tippen Sie sie neu.")


def aufzaehlungszeichen(place: Place, line: str) -> Finding:
    """Jeder Eintrag einer Liste beginnt mit Strich und Leerzeichen.

    Falsch: • nachfrage/zu-wenig-nachfrage
    Richtig: - nachfrage/zu-wenig-nachfrage
    """
    entry = line.strip().lstrip("-*•·–—+ ")
    message = f"»{line.strip()[:60]}« beginnt nicht mit Strich und Leerzeichen."
    return error(aufzaehlungszeichen, place, message, f"Schreiben Sie: - {entry[:60]}")


def doppelpunkt_im_text(place: Place, value: str) -> Finding:
    """Ein Wert mit Doppelpunkt steht in geraden Anführungszeichen.

    Falsch: title: Gera: Pop-up-Laden
    Richtig: title: "Gera: Pop-up-Laden"
    """
    quoted = value.replace('"', "'")
    return error(
        doppelpunkt_im_text,
        place,
        "Der Wert enthält einen Doppelpunkt.",
        f'Setzen Sie den ganzen Wert in gerade Anführungszeichen: "{quoted}"',
    )


def anfuehrungszeichen_offen(place: Place) -> Finding:
    """Zu jedem Anführungszeichen am Anfang eines Wertes gehört eines am Ende.

    Falsch: title: "Gera: Pop-up-Laden
    Richtig: title: "Gera: Pop-up-Laden"
    """
    message = "Das Anführungszeichen am Anfang dieses Wertes wird nicht geschlossen."
    remedy = 'Setzen Sie am Ende des Wertes dasselbe Anführungszeichen. Gehört es zum Text, setzen Sie den ganzen Wert in gerade: "…"'
    return error(anfuehrungszeichen_offen, place, message, remedy)


def anfuehrungszeichen_im_text(place: Place) -> Finding:
    """In einem Wert in geraden Anführungszeichen stehen innen andere.

    Falsch: title: "Gera: der "Pop-up"-Laden"
    Richtig: title: "Gera: der „Pop-up“-Laden"
    """
    message = "Nach dem schließenden Anführungszeichen folgt noch Text."
    return error(anfuehrungszeichen_im_text, place, message, "Schreiben Sie innen typografische Anführungszeichen: „…“")


def leerzeichen_nach_doppelpunkt(place: Place, key: str) -> Finding:
    """Nach dem Doppelpunkt hinter einem Feldnamen steht ein Leerzeichen.

    Falsch: city:gera
    Richtig: city: gera
    """
    message = f"Nach »{key}:« fehlt ein Leerzeichen."
    return error(leerzeichen_nach_doppelpunkt, place, message, f"Schreiben Sie: {key}: Wert")


def doppelpunkt_fehlt(place: Place, line: str) -> Finding:
    """Nach einem Feldnamen steht ein Doppelpunkt.

    Falsch: city gera
    Richtig: city: gera
    """
    message = f"In der Zeile »{line[:60]}« fehlt der Doppelpunkt nach dem Feldnamen."
    key, sign, value = line.partition("=")
    remedy = f"Schreiben Sie: {key.strip()}: {value.strip()[:60]}" if sign else "Schreiben Sie: name: Wert"
    return error(doppelpunkt_fehlt, place, message, f"{remedy}. Gehört die Zeile noch zum Wert darüber, rücken Sie sie ein.")


def sonderzeichen_am_anfang(place: Place, sign: str) -> Finding:
    """Ein Wert, der mit einem Sonderzeichen beginnt, steht in geraden Anführungszeichen.

    Falsch: note: @gera hat geantwortet
    Richtig: note: "@gera hat geantwortet"
    """
    message = f"Der Wert beginnt mit »{sign}«; das Zeichen hat dort eine Sonderbedeutung."
    return error(sonderzeichen_am_anfang, place, message, 'Setzen Sie den ganzen Wert in gerade Anführungszeichen: "…"')


def rueckstrich(place: Place) -> Finding:
    r"""In doppelten Anführungszeichen steht vor einem Rückstrich noch einer.

    Falsch: note: "C:\Gera"
    Richtig: note: "C:\\Gera"
    """
    message = "Der Rückstrich \\ leitet in doppelten Anführungszeichen ein Sonderzeichen ein."
    return error(rueckstrich, place, message, "Schreiben Sie ihn doppelt (\\\\), oder lassen Sie ihn weg.")


def einrueckung(place: Place, line: str) -> Finding:
    """Felder einer Ebene beginnen in derselben Spalte.

    Falsch: ein Leerzeichen vor city:, keines vor title:
    Richtig: title: und city: am Anfang der Zeile
    """
    message = f"Die Zeile »{line.strip()[:60]}« passt nicht zu den Zeilen davor."
    remedy = "Prüfen Sie, ob sie so weit eingerückt ist wie die anderen Felder dieser Ebene, und ob in der Zeile davor etwas fehlt."
    return error(einrueckung, place, message, remedy)


def kopf_unlesbar(place: Place, line: str) -> Finding:
    """Der Kopf besteht aus Feldern, Listen mit Strich und Texten.

    Falsch: }{
    Richtig: tags: [markt, abend]
    """
    message = f"Ab hier ist der Kopf nicht zu lesen: »{line.strip()[:60]}«."
    return error(
        kopf_unlesbar,
        place,
        message,
        "Vergleichen Sie die Zeile und die davor mit einem Beispiel, oder setzen Sie den Wert in gerade Anführungszeichen.",
    )


RULES = (
    kopf_ohne_felder,
    feld_doppelt,
    feldname_ungueltig,
    zu_tief_verschachtelt,
    yaml_sonderform,
    leerwert,
    raute_im_wert,
    tabulator,
    leerzeichen_geschuetzt,
    aufzaehlungszeichen,
    doppelpunkt_im_text,
    anfuehrungszeichen_offen,
    anfuehrungszeichen_im_text,
    leerzeichen_nach_doppelpunkt,
    doppelpunkt_fehlt,
    sonderzeichen_am_anfang,
    rueckstrich,
    einrueckung,
    kopf_unlesbar,
)
