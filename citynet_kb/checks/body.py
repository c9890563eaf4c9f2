"""Rules about the free text of a record."""

import re
from itertools import pairwise
from posixpath import dirname, join, normpath
from urllib.parse import urlsplit

from citynet_kb.checks.context import Context
from citynet_kb.checks.form_parts import no_line
from citynet_kb.checks.record_text import RecordText
from citynet_kb.checks.registering import Problems, record_rule
from citynet_kb.findings import Problem
from citynet_kb.model.generated_pages import GENERATED
from citynet_kb.model.values import PATTERNS
from citynet_kb.sources import SourceDocument
from citynet_kb.sources.scanner.markup import HTML_START, html_in

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_MAILBOX = re.compile(PATTERNS["mailadresse"])
"""No second recipient and no text for the mail."""
_ALLOWED_SCHEMES = ("https://", "http://", "mailto:")


@record_rule(RecordText, form=(no_line(HTML_START),), signs="<")
def html_im_text(text: RecordText, document: SourceDocument) -> Problems:
    """Im Text steht kein HTML; er wird mit Markdown gegliedert.

    Falsch: <b>wichtig</b>
    Richtig: **wichtig**
    """
    for number, line in text.lines:
        found = html_in(line)
        if found:
            column, html = found[0]
            message = f"Im Text steht HTML: »{html[:40]}«."
            remedy = "Schreiben Sie den Text ohne spitze Klammern: **fett**, *kursiv*, - Liste, [Wort](Adresse)."
            yield Problem(document.at_body(number, column + 1), message, remedy)


@record_rule(RecordText, signs="#")
def ueberschrift_doppelt(text: RecordText, document: SourceDocument) -> Problems:
    """Jede Überschrift kommt im Text nur einmal vor.

    Falsch: zweimal »## Ergebnis«
    Richtig: ein Abschnitt »## Ergebnis«
    """
    seen: dict[str, int] = {}
    for heading in text.headings:
        name = heading.text.casefold()
        if name in seen:
            message = f"Die Überschrift »{heading.text[:60]}« steht schon in Zeile {document.at_body(seen[name]).line}."
            yield Problem(document.at_body(heading.line), message, "Führen Sie die beiden Abschnitte zusammen.")
        seen.setdefault(name, heading.line)


@record_rule(RecordText, form=(no_line(r"^ {0,3}#[ \t]+[^ \t#]|^ {0,3}=+ *$"),), signs="#=")
def ueberschrift_ebene(text: RecordText, document: SourceDocument) -> Problems:
    """Überschriften im Text beginnen mit ##; die oberste Ebene ist der Titel der Seite.

    Falsch: # Ergebnis
    Richtig: ## Ergebnis
    """
    for heading in text.headings:
        if heading.signs == "#" and heading.has_gap:
            words = heading.text[:60]
            message = f"»# {words}« ist eine Überschrift der obersten Ebene."
            yield Problem(document.at_body(heading.line), message, f"Schreiben Sie: ## {words}")
    for (above, title), (number, line) in pairwise(text.lines if "=" in text.body else ()):
        if number == above + 1 and line.strip() and not line.strip().strip("="):
            message = f"»{title.strip()[:60]}« wird durch die Gleichheitszeichen darunter zur Überschrift der obersten Ebene."
            remedy = f"Löschen Sie die Zeile, und schreiben Sie, wenn es eine Überschrift ist: ## {title.strip()[:60]}"
            yield Problem(document.at_body(number), message, remedy)


@record_rule(RecordText, form=(no_line(r"^ {0,3}#{1,6}[^#\s]"),), signs="#")
def ueberschrift_abstand(text: RecordText, document: SourceDocument) -> Problems:
    """Zwischen den Rauten einer Überschrift und ihren Worten steht ein Leerzeichen; ein Absatz beginnt nicht mit einer Raute.

    Falsch: ##Ergebnis
    Richtig: ## Ergebnis
    """
    for heading in text.headings:
        if not heading.has_gap:
            signs, words = heading.signs, heading.text[:60]
            message = f"Nach {signs} am Anfang der Zeile fehlt ein Leerzeichen: »{signs}{words}«."
            remedy = f"Schreiben Sie als Überschrift: ## {words}. Ist es keine, stellen Sie ein Wort davor."
            yield Problem(document.at_body(heading.line), message, remedy)


@record_rule(RecordText, signs="]<")
def verweis_ungueltig(text: RecordText, document: SourceDocument, context: Context) -> Problems:
    """Verweise führen ins Netz (https://, http://, mailto:) oder zu einer Seite des Wissensspeichers, die es gibt.

    Falsch: [Gera](../../staedte/gehra.md)
    Richtig: [Gera](../../staedte/gera.md)
    """
    for number, column, target in text.targets:
        problem = _problem(target, document.path, context)
        if problem:
            remedy = "Schreiben Sie eine Adresse mit https:// oder den Weg zu einer vorhandenen .md-Datei."
            yield Problem(document.at_body(number, column + 1), f"{problem}: »{target[:80]}«.", remedy)


def _problem(target: str, path: str, context: Context) -> str:
    if not target:
        return "Hinter dem Verweis steht in derselben Zeile keine Adresse"
    try:
        address = urlsplit(target)
        is_readable = address.port is None or address.port > 0
    except ValueError:  # brackets or a port that no program takes: MkDocs would stop the build
        is_readable = False
    if not is_readable:
        return "Diese Adresse kann kein Programm lesen"
    if address.netloc and address.username is not None:
        return "Vor dem @ steht ein Benutzername, der wie eine andere Adresse aussehen kann"
    if target.lower().startswith("mailto:") and not _MAILBOX.fullmatch(target[len("mailto:") :]):
        return "Hinter mailto: steht mehr als eine Mailadresse"
    if target.startswith("#") or target.lower().startswith(_ALLOWED_SCHEMES):
        return ""
    if _SCHEME.match(target):
        return "Diese Art von Adresse ist nicht erlaubt"
    aim = normpath(join(dirname(path), target.partition("#")[0]))
    is_known = aim in context.content.files or aim.partition("/")[2] in GENERATED
    return "" if is_known else "Diese Datei gibt es nicht"
