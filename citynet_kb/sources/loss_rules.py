"""Rules about what would be read as something else than was written, or not at all, though YAML takes it."""

from citynet_kb.findings import Place, Problem, Severity, rule

ENTRY_LIMIT = 200
"""Entries of one list."""
_QUOTE = 'Setzen Sie den ganzen Wert in gerade Anführungszeichen: "…"'


@rule()
def komma_im_wert(place: Place, lost: str) -> Problem:
    """In geschweiften und eckigen Klammern trennt ein Komma; ein Text mit Komma steht dort in geraden Anführungszeichen.

    Falsch: effort_detail: {note: Standmiete, Strom und Musik}
    Richtig: effort_detail: {note: "Standmiete, Strom und Musik"}
    """
    return Problem(place, f"Das Komma schneidet den Text ab: »{lost[:40]}« gehört danach nicht mehr dazu.", _QUOTE)


@rule(Severity.HINT)
def kommentar_neben_wert(place: Place, comment: str) -> Problem:
    """Was hinter einer Raute steht, kommt nicht auf die Seite; ein Kommentar steht darum mit zwei Leerzeichen davor.

    Falsch: summary: Der Markt lief # nicht mehr lange
    Richtig: summary: "Der Markt lief # nicht mehr lange"
    """
    message = f"»{comment[:40]}« ist ein Kommentar und kommt nicht auf die Seite."
    remedy = (
        'Gehört es zum Wert, setzen Sie den ganzen Wert in gerade Anführungszeichen: "…"; sonst setzen Sie zwei Leerzeichen vor die Raute.'
    )
    return Problem(place, message, remedy)


@rule()
def doppelpunkt_in_fortsetzung(place: Place, line: str) -> Problem:
    """Geht ein Text in der nächsten Zeile weiter und enthält einen Doppelpunkt, steht er ganz in geraden Anführungszeichen.

    Falsch: summary: Der Markt lief, und darunter eingerückt: einen Sommer: lang genug
    Richtig: summary: "Der Markt lief einen Sommer: lang genug"
    """
    message = f"Hier geht der Text der Zeile davor weiter und enthält einen Doppelpunkt: »{line.strip()[:60]}«."
    return Problem(place, message, _QUOTE)


@rule()
def git_konflikt(place: Place, line: str) -> Problem:
    """Eine Datei enthält keine Zeichen eines ungelösten Git-Konflikts.

    Falsch: <<<<<<< HEAD, darunter zwei Fassungen und zwischen ihnen =======
    Richtig: eine der beiden Fassungen, ohne diese Zeilen
    """
    message = f"Hier steht ein ungelöster Git-Konflikt ({line.strip()[:40]})."
    remedy = "Behalten Sie eine der beiden Fassungen, und löschen Sie die andere und die Zeilen mit <<<<<<<, ======= und >>>>>>>."
    return Problem(place, message, remedy)


@rule()
def zeilenumbruch_als_zeichen(place: Place, sign: str = "\\r") -> Problem:
    r"""Ein Zeilenumbruch von Windows steht in einem Wert nicht als Zeichenfolge.

    Falsch: summary: "Der Markt lief.\r\nDanach nicht mehr."
    Richtig: summary: "Der Markt lief.\nDanach nicht mehr."
    """
    message = f"Hier steht »{sign}«, ein Zeilenumbruch, wie ihn Formulare unter Windows als Zeichen schreiben."
    remedy = 'Schreiben Sie einen Zeilenumbruch in geraden Anführungszeichen als "\\n", ohne \\r, oder setzen Sie dort ein Leerzeichen.'
    return Problem(place, message, remedy)


@rule()
def eintraege_zu_viele(place: Place) -> Problem:
    """Eine Liste hat höchstens 200 Einträge.

    Falsch: tags mit 500 Schlagworten
    Richtig: tags mit fünf Schlagworten
    """
    return Problem(place, f"Diese Liste hat mehr als {ENTRY_LIMIT} Einträge.", "Behalten Sie die wichtigsten.")
