"""Rules about what arrives by mail, as an issue or as a Word document."""

from citynet_kb.findings import Place, Problem, Severity, rule
from citynet_kb.intake.reading.mail_rules import REMEDIES

KINDS = ("markdown", "formular", "docx", "xlsx", "csv")
"""What `intake` can read: Markdown with front matter, the text of an issue form, our Word and our Excel template, a table as text."""
TEXT_LIMIT = 1024 * 1024
"""Most bytes of a text that arrives; far more than a case may have."""


@rule()
def eingang_unbekannt(place: Place, found: str, ending: str = "") -> Problem:
    """Aufgenommen werden eine Mail, der Text eines Formulars und die Vorlagen für Word und Excel.

    Falsch: fallbericht.pdf
    Richtig: fallbericht.docx
    """
    allowed = "Erlaubt: .md, .markdown, .txt, .eml, .html, .docx, .xlsx, .csv."
    message = f"Diese Art von Datei kann nicht aufgenommen werden, gefunden: {found}."
    return Problem(place, message, " ".join(filter(None, (REMEDIES.get(ending, ""), allowed))))


@rule()
def eingang_ohne_fall(place: Place) -> Problem:
    """Ein Text enthält einen Fall: Zeilen wie »Stadt: Gera«, die Fragen eines Formulars, oder einen Kopf zwischen zwei Zeilen ---.

    Falsch: ein Brief, in dem kein Feld zu erkennen ist
    Richtig: Stadt: Gera, in der nächsten Zeile Ergebnis: Eingestellt und so fort, darunter der Bericht
    """
    remedy = (
        "Stellen Sie oben je Zeile ein Feld mit Doppelpunkt voran: »Überschrift: …«, »Stadt: …«, »Maßnahme: …«, »Ergebnis: …«, "
        "»Aufwand: …«, und wenn es nicht gelang »Gründe: …«. Was darunter steht, wird der Bericht."
    )
    return Problem(place, "In diesem Text ist kein Fall zu erkennen: Keine Zeile beginnt mit einem Feld.", remedy)


@rule()
def dokument_unlesbar(place: Place, problem: str) -> Problem:
    """Ein Word-Dokument ist aus der Vorlage gemacht und lässt sich öffnen.

    Falsch: ein anderes Dokument mit der Endung .docx
    Richtig: die ausgefüllte Vorlage fallbericht.docx
    """
    remedy = "Öffnen Sie die Vorlage fallbericht.docx in der Textverarbeitung, füllen Sie sie aus, und speichern Sie sie als .docx."
    return Problem(place, f"Das Dokument lässt sich nicht lesen: {problem}.", remedy)


@rule()
def frage_unbekannt(place: Place, heading: str, meant: str = "", text: str = "") -> Problem:
    """Jede Antwort steht unter einer Frage des Formulars.

    Falsch: ### Kosten
    Richtig: ### Aufwand im Einzelnen: Kosten in Euro
    """
    remedy = f"Meinten Sie »{meant}«?" if meant else "Schreiben Sie die Antwort unter eine Frage des Formulars, oder löschen Sie sie."
    words = " ".join(text.split())
    said = f" Darunter steht: »{words}«." if words else ""
    return Problem(place, f"Zu »{heading[:80]}« gehört kein Feld eines Fallberichts.{said}", remedy, private=words)


@rule()
def antwort_doppelt(place: Place, heading: str, first: Place, text: str = "") -> Problem:
    """Jede Frage ist einmal beantwortet.

    Falsch: zweimal ### Stadt
    Richtig: ### Stadt
    """
    words = " ".join(text.split())
    said = f" Hier steht: »{words}«." if words else ""
    message = f"Die Frage »{heading[:80]}« ist schon in Zeile {first.line} beantwortet.{said}"
    return Problem(place, message, "Löschen Sie eine der beiden Antworten.", private=words)


@rule(Severity.HINT)
def quelle_ohne_titel(place: Place, host: str) -> Problem:
    """Eine Quelle, von der nur die Adresse dasteht, heißt auf der Seite wie deren Anbieter.

    Falsch: Quellen: https://bote.example/markt
    Richtig: Quellen: Der Markt hört auf, https://bote.example/markt
    """
    return Problem(
        place, f"Die Quelle hat keinen Titel; auf der Seite heißt sie »{host}«.", "Schreiben Sie den Titel des Beitrags vor die Adresse."
    )


@rule(Severity.HINT)
def nicht_uebernommen(place: Place, text: str, kind: str = "") -> Problem:
    """Was außerhalb der Felder steht, wird genannt, damit nichts verloren geht. `kind` sagt, was es ist.

    Falsch: eine Bemerkung unter der letzten Tabelle
    Richtig: die Bemerkung im Feld »Bericht«
    """
    words = " ".join(text.split())
    message = f"Nicht übernommen{f' ({kind})' if kind else ', weil es in keinem Feld steht'}: »{words}«."
    return Problem(place, message, "Gehört es zum Fall, schreiben Sie es in das Feld »Bericht«.", private=words)


@rule(Severity.HINT)
def frage_leer(place: Place, text: str, question: str = "") -> Problem:
    """Neben jeder Antwort der Vorlage steht ihre Frage. `question` ist die, zu der die Antwort nach ihrer Hilfe gehört.

    Falsch: eine Zeile der Vorlage, in der links nichts mehr steht
    Richtig: links »Bericht«, rechts der Bericht
    """
    words = " ".join(text.split())
    taken = f"übernommen als Antwort auf »{question}«" if question else "nicht übernommen"
    remedy = "Stimmt das nicht, schreiben Sie" if question else "Schreiben Sie"
    return Problem(
        place, f"Hier fehlt die Frage; {taken}: »{words}«.", f"{remedy} die Frage wieder links neben die Antwort.", private=words
    )


@rule(Severity.HINT)
def massnahme_vorgeschlagen(place: Place, text: str) -> Problem:
    """Eine Maßnahme, die es noch nicht gibt, legt die Redaktion an.

    Falsch: den Vorschlag übersehen
    Richtig: eine neue Datei in content/massnahmen/ und ihre Kennung unter measure
    """
    message = f"Vorgeschlagen wird eine neue Maßnahme: »{' '.join(text.split())}«."
    return Problem(place, message, "Legen Sie sie in content/massnahmen/ an, und tragen Sie ihre Kennung bei measure ein.")


@rule(Severity.HINT)
def html_als_text(place: Place, found: str, count: int = 1) -> Problem:
    """HTML im Text wird nicht ausgeführt: Die Seite zeigt die Zeichen.

    Falsch: <b>wichtig</b>
    Richtig: **wichtig**
    """
    more = f" und an {count - 1} weiteren Stellen" if count > 1 else ""
    message = f"HTML wird als Text übernommen, die Seite zeigt die Zeichen: »{found[:60]}«{more}."
    return Problem(place, message, "Ist es keine Absicht, löschen Sie die Zeichen; für Fettes schreiben Sie **fett**.")
