"""Rules about a mail as a file: how its bytes are read, what surrounds the report, and what hangs on it."""

from collections.abc import Mapping
from types import MappingProxyType

from citynet_kb.findings import Place, Problem, Severity, rule

LINES_LIMIT = 10_000
"""Most lines of a text that arrives."""
CASES_LIMIT = 200
"""Most cases in one text."""
_AS_DOCX = "Öffnen Sie das Dokument, wählen Sie »Speichern unter« und als Dateityp »Word-Dokument (.docx)«."
_AS_XLSX = "Öffnen Sie die Tabelle, wählen Sie »Speichern unter« und als Dateityp »Excel-Arbeitsmappe (.xlsx)«."
_AS_EML = "Öffnen Sie die Mail in Outlook und ziehen Sie sie als .eml heraus, oder wählen Sie »Speichern unter« und »Nur Text (.txt)«."
_FROM_PDF = "Aus einer PDF-Datei lassen sich Antworten nicht sicher lesen: Schicken Sie das Word-Dokument, aus dem sie entstand, als .docx."
REMEDIES: Mapping[str, str] = MappingProxyType(
    {
        ".msg": _AS_EML,
        ".oft": _AS_EML,
        ".doc": _AS_DOCX,
        ".dot": _AS_DOCX,
        ".rtf": _AS_DOCX,
        ".odt": "Öffnen Sie das Dokument in LibreOffice, wählen Sie »Speichern unter« und als Dateityp »Word 2007–365 (.docx)«.",
        ".pages": "Öffnen Sie das Dokument in Pages, wählen Sie »Ablage – Exportieren – Word« und schicken Sie die Datei .docx.",
        ".xls": _AS_XLSX,
        ".xlsb": _AS_XLSX,
        ".ods": "Öffnen Sie die Tabelle in LibreOffice, wählen Sie »Speichern unter« und als Dateityp »Excel 2007–365 (.xlsx)«.",
        ".numbers": "Öffnen Sie die Tabelle in Numbers, wählen Sie »Ablage – Exportieren – Excel« und schicken Sie die Datei .xlsx.",
        ".pdf": _FROM_PDF,
        ".dat": "winmail.dat versteht nur Outlook: Bitten Sie um die Mail als »Nur Text« oder um das Dokument selbst.",
        ".zip": "Packen Sie die Datei aus, und nehmen Sie jedes Dokument für sich auf.",
    }
)
"""What to do with a document of another program, by its ending."""


@rule(Severity.HINT)
def zeichensatz_angenommen(place: Place, name: str) -> Problem:
    """Ein Text ohne Angabe seiner Codierung, der kein UTF-8 ist, wird als Windows-1252 gelesen, wie Outlook ihn speichert.

    Falsch: gespeichert als »Nur Text«
    Richtig: gespeichert mit der Codierung »UTF-8«
    """
    message = f"Der Text ist nicht als UTF-8 gespeichert; er wurde als {name} gelesen."
    return Problem(place, message, "Sehen Sie nach, ob Umlaute und Anführungszeichen richtig ankamen.")


@rule()
def eingang_zu_lang(place: Place, lines: int) -> Problem:
    """Eine Mail hat höchstens 10.000 Zeilen.

    Falsch: der ganze Briefwechsel eines Jahres
    Richtig: die Mail, in der der Bericht steht
    """
    message = f"Der Text hat {lines} Zeilen, gelesen werden höchstens {LINES_LIMIT}."
    return Problem(place, message, "Schicken Sie nur die Nachricht, in der der Bericht steht, ohne den Verlauf darunter.")


@rule()
def zu_viele_faelle(place: Place, cases: int) -> Problem:
    """In einer Mail stehen höchstens 200 Fälle.

    Falsch: tausend Fälle untereinander
    Richtig: eine Tabelle mit einer Zeile je Fall
    """
    remedy = "Schicken Sie sie als Tabelle mit einer Zeile je Fall; die Vorlage dafür ist fallbericht.xlsx."
    return Problem(place, f"In der Mail stehen {cases} Fälle, gelesen werden höchstens {CASES_LIMIT}.", remedy)


@rule()
def zweiter_fall(place: Place, line: str) -> Problem:
    """Im Bericht eines Falls steht kein zweiter.

    Falsch: unter dem ersten Bericht noch einmal Stadt, Ergebnis, Aufwand und Überschrift
    Richtig: für jeden Fall eine Mail, oder alle Fälle in derselben Form untereinander
    """
    remedy = "Schicken Sie ihn für sich, oder schreiben Sie beide Fälle in derselben Form untereinander."
    return Problem(place, f"Hier beginnt mitten im Bericht ein zweiter Fall: »{line.strip()[:80]}«.", remedy)


@rule(Severity.HINT)
def feld_verstanden(place: Place, written: str, meant: str) -> Problem:
    """Eine Zeile, die eine Zahl mit einem anderen Wort benennt, gilt für das Feld, das nur gemeint sein kann; genannt wird beides.

    Falsch: Kosten: 48.000 €
    Richtig: Aufwand im Einzelnen: Kosten in Euro: 48000
    """
    message = f"»{written.strip()[:80]}« ist verstanden als »{meant}«."
    return Problem(place, message, "Ist es anders gemeint, antworten Sie bitte mit dem richtigen Wert.", "wert-verstanden")


@rule()
def mail_unlesbar(place: Place, problem: str) -> Problem:
    """Eine Mail enthält einen Text, der sich lesen lässt.

    Falsch: eine Mail, die nur aus winmail.dat besteht
    Richtig: eine Mail mit Text
    """
    remedy = "Öffnen Sie die Mail im Mailprogramm, und speichern Sie ihren Text oder das angehängte Dokument für sich."
    return Problem(place, f"In der Mail ist kein Text zu lesen: {problem}.", remedy)


@rule(Severity.HINT)
def anhang_nicht_gelesen(place: Place, name: str) -> Problem:
    """Anhänge einer Mail werden genannt, damit keiner übersehen wird.

    Falsch: eine Mail mit foto.jpg, von dem niemand weiß
    Richtig: der Anhang, für sich gespeichert
    """
    message = f"Der Anhang »{' '.join(name.split())[:120]}« wurde nicht gelesen."
    remedy = "Gehört er zum Fall, speichern Sie ihn für sich: ein ausgefülltes Formular nehmen Sie auf, ein Bild legen Sie zum Fall."
    if name.lower().endswith("winmail.dat"):
        remedy = REMEDIES[".dat"]
    return Problem(place, message, remedy)


@rule(Severity.HINT)
def quelltext_einer_mail(place: Place) -> Problem:
    """Der Quelltext einer Mail wird gelesen wie die Mail selbst; Zeilen zählen dann in ihrem Text.

    Falsch: der Quelltext mit Content-Type und =C3=BC, gespeichert als .txt
    Richtig: die Mail, gespeichert als .eml
    """
    message = "Das ist der Quelltext einer Mail; gelesen wurde ihr Text, und die Zeilen sind in ihm gezählt."
    return Problem(place, message, "Speichern Sie die Mail beim nächsten Mal als .eml oder ihren Text als .txt.")


@rule(Severity.HINT)
def umleitung_entfernt(place: Place, wrapped: str, address: str) -> Problem:
    """Adressen, die ein Mailprogramm durch eine Umleitung ersetzt hat (Safe Links), werden ausgepackt: Sie verraten den Empfänger.

    Falsch: https://deu01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.gera.example&data=…
    Richtig: https://www.gera.example
    """
    message = f"Übernommen wurde die Adresse {address[:200]} statt der Umleitung »{wrapped}«."
    return Problem(place, message, "Öffnen Sie die Adresse, und sehen Sie nach, ob sie stimmt.", private=wrapped)


@rule()
def ergebnis_unbestaetigt(place: Place, meant: str, choices: str) -> Problem:
    """Aus einem Brief ohne Felder wird ein Ergebnis erst übernommen, wenn es jemand bestätigt.

    Falsch: »ein voller Erfolg« mitten im Brief
    Richtig: Ergebnis: Erfolgreich
    """
    message = f"Ergebnis, vermutlich: {meant} – stimmt das?" if meant else "Aus dem Brief geht nicht hervor, wie es ausging."
    return Problem(place, message, f"Schreiben Sie es in eine Zeile über dem Brief: »Ergebnis: {meant or '…'}«. Zur Auswahl: {choices}.")


@rule(Severity.HINT)
def angabe_vermutet(place: Place, label: str, meant: str) -> Problem:
    """Was ein Brief ohne Felder nebenbei nennt, wird gefragt, bevor es gilt.

    Falsch: »seit Mai 2023« mitten im Brief
    Richtig: Zeitraum: Beginn: 2023-05
    """
    message = f"{label}, vermutlich: {meant} – stimmt das?"
    return Problem(place, message, f"Schreiben Sie es in eine Zeile über dem Brief: »{label}: {meant}«.")
