"""Rules about the free text of a record."""

import re
from collections.abc import Iterator
from itertools import pairwise
from posixpath import dirname, join, normpath
from urllib.parse import urlsplit

from citynet_kb.checks import body_limits, text_images
from citynet_kb.checks.context import Context
from citynet_kb.findings import Finding, error
from citynet_kb.model import Record
from citynet_kb.model.addresses import GENERATED
from citynet_kb.sources import SourceDocument
from citynet_kb.sources.scanner.illustrations import illustrations
from citynet_kb.sources.scanner.markup import headings, html_in, targets_in
from citynet_kb.sources.scanner.prose import prose

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_ALLOWED_SCHEMES = ("https://", "http://", "mailto:")


def check(record: Record, document: SourceDocument, context: Context) -> Iterator[Finding]:
    """All rules about the text of one record."""
    if not record.body.strip():
        return
    yield from body_limits.check(record.body, document)
    lines = list(prose(record.body))
    signed = [(number, line) for number, line in lines if "#" in line]  # most lines cannot be one, and three rules ask
    yield from html_im_text(lines, document)
    yield from ueberschrift_doppelt(signed, document)
    yield from ueberschrift_ebene(lines if "=" in record.body else signed, document)
    yield from ueberschrift_abstand(signed, document)
    shown = illustrations(record.body, lines)
    yield from text_images.check(record, shown, document, context)
    lines = [(number, line) for number, line in lines if number not in shown]
    yield from text_images.bild_im_text(lines, document)
    yield from verweis_ungueltig(lines, document, context)


def html_im_text(lines: list[tuple[int, str]], document: SourceDocument) -> Iterator[Finding]:
    """Im Text steht kein HTML; er wird mit Markdown gegliedert.

    Falsch: <b>wichtig</b>
    Richtig: **wichtig**
    """
    for number, line in lines:
        found = html_in(line)
        if found:
            column, html = found[0]
            message = f"Im Text steht HTML: »{html[:40]}«."
            remedy = "Schreiben Sie den Text ohne spitze Klammern: **fett**, *kursiv*, - Liste, [Wort](Adresse)."
            yield error(html_im_text, document.at_body(number, column + 1), message, remedy)


def ueberschrift_doppelt(lines: list[tuple[int, str]], document: SourceDocument) -> Iterator[Finding]:
    """Jede Überschrift kommt im Text nur einmal vor.

    Falsch: zweimal »## Ergebnis«
    Richtig: ein Abschnitt »## Ergebnis«
    """
    seen: dict[str, int] = {}
    for heading in headings(lines):
        name = heading.text.casefold()
        if name in seen:
            message = f"Die Überschrift »{heading.text[:60]}« steht schon in Zeile {document.at_body(seen[name]).line}."
            yield error(ueberschrift_doppelt, document.at_body(heading.line), message, "Führen Sie die beiden Abschnitte zusammen.")
        seen.setdefault(name, heading.line)


def ueberschrift_ebene(lines: list[tuple[int, str]], document: SourceDocument) -> Iterator[Finding]:
    """Überschriften im Text beginnen mit ##; die oberste Ebene ist der Titel der Seite.

    Falsch: # Ergebnis
    Richtig: ## Ergebnis
    """
    for heading in headings(lines):
        if heading.signs == "#" and heading.has_gap:
            words = heading.text[:60]
            message = f"»# {words}« ist eine Überschrift der obersten Ebene."
            yield error(ueberschrift_ebene, document.at_body(heading.line), message, f"Schreiben Sie: ## {words}")
    for (above, text), (number, line) in pairwise(lines):
        if number == above + 1 and line.strip() and not line.strip().strip("="):
            message = f"»{text.strip()[:60]}« wird durch die Gleichheitszeichen darunter zur Überschrift der obersten Ebene."
            remedy = f"Löschen Sie die Zeile, und schreiben Sie, wenn es eine Überschrift ist: ## {text.strip()[:60]}"
            yield error(ueberschrift_ebene, document.at_body(number), message, remedy)


def ueberschrift_abstand(lines: list[tuple[int, str]], document: SourceDocument) -> Iterator[Finding]:
    """Zwischen den Rauten einer Überschrift und ihren Worten steht ein Leerzeichen; ein Absatz beginnt nicht mit einer Raute.

    Falsch: ##Ergebnis
    Richtig: ## Ergebnis
    """
    for heading in headings(lines):
        if not heading.has_gap:
            signs, words = heading.signs, heading.text[:60]
            message = f"Nach {signs} am Anfang der Zeile fehlt ein Leerzeichen: »{signs}{words}«."
            remedy = f"Schreiben Sie als Überschrift: ## {words}. Ist es keine, stellen Sie ein Wort davor."
            yield error(ueberschrift_abstand, document.at_body(heading.line), message, remedy)


def verweis_ungueltig(lines: list[tuple[int, str]], document: SourceDocument, context: Context) -> Iterator[Finding]:
    """Verweise führen ins Netz (https://, http://, mailto:) oder zu einer Datei in content/, die es gibt.

    Falsch: [Gera](../../staedte/gehra.md)
    Richtig: [Gera](../../staedte/gera.md)
    """
    for number, line in lines:
        for column, target in targets_in(line):
            problem = _problem(target, document.path, context)
            if problem:
                remedy = "Schreiben Sie eine Adresse mit https:// oder den Weg zu einer vorhandenen .md-Datei."
                yield error(verweis_ungueltig, document.at_body(number, column + 1), f"{problem}: »{target[:80]}«.", remedy)


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
    if target.startswith("#") or target.lower().startswith(_ALLOWED_SCHEMES):
        return ""
    if _SCHEME.match(target):
        return "Diese Art von Adresse ist nicht erlaubt"
    aim = normpath(join(dirname(path), target.partition("#")[0]))
    is_known = aim in context.content.files or aim.partition("/")[2] in GENERATED
    return "" if is_known else "Diese Datei gibt es nicht"


_OWN = (html_im_text, ueberschrift_doppelt, ueberschrift_ebene, ueberschrift_abstand, verweis_ungueltig)
RULES = (*body_limits.RULES, *_OWN, *text_images.RULES)
