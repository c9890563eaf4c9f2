"""Rules about the free text of a record."""

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath

from citynet_kb.checks.context import Context
from citynet_kb.findings import Finding, error
from citynet_kb.model import Record
from citynet_kb.sources import SourceDocument

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_HTML = re.compile(r"<(?!https?://[^\s>]+>|[^\s<>@]+@[^\s<>@]+>)[A-Za-z/!?][^>]*>?")
_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_LINK = re.compile(r"(?P<image>!?)\[[^\]]*\]\(\s*<?(?P<target>[^)\s>]*)")
_REFERENCE = re.compile(r" {0,3}\[[^\]]+\]:\s*<?(?P<target>[^\s>]+)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_ALLOWED_SCHEMES = ("https://", "http://", "mailto:")


def check(record: Record, document: SourceDocument, context: Context) -> Iterator[Finding]:
    """All rules about the text of one record."""
    if not record.body.strip():
        return
    lines = list(_prose(record.body))
    for rule in (html_im_text, ueberschrift_doppelt, ueberschrift_ebene):
        yield from rule(lines, document)
    yield from bild_im_text(lines, document)
    yield from verweis_ungueltig(lines, document, context)


def _prose(body: str) -> Iterator[tuple[int, str]]:
    """The lines of a text with their number from 0, without code."""
    fence = ""
    for number, line in enumerate(body.split("\n")):
        opening = _FENCE.match(line)
        if fence:
            if opening and opening[1].startswith(fence):
                fence = ""
        elif opening:
            fence = opening[1]
        else:
            yield number, _CODE_SPAN.sub(lambda code: " " * len(code[0]), line) if "`" in line else line


def html_im_text(lines: list[tuple[int, str]], document: SourceDocument) -> Iterator[Finding]:
    """Im Text steht kein HTML; er wird mit Markdown gegliedert.

    Falsch: <b>wichtig</b>
    Richtig: **wichtig**
    """
    for number, line in lines:
        found = _HTML.search(line) if "<" in line else None
        if found:
            message = f"Im Text steht HTML: »{found[0][:40]}«."
            remedy = "Schreiben Sie den Text ohne spitze Klammern: **fett**, *kursiv*, - Liste, [Wort](Adresse)."
            yield error(html_im_text, document.at_body(number, found.start() + 1), message, remedy)


def ueberschrift_doppelt(lines: list[tuple[int, str]], document: SourceDocument) -> Iterator[Finding]:
    """Jede Überschrift kommt im Text nur einmal vor.

    Falsch: zweimal »## Ergebnis«
    Richtig: ein Abschnitt »## Ergebnis«
    """
    seen: dict[str, int] = {}
    for number, line in lines:
        heading = _HEADING.match(line) if "#" in line else None
        if heading and heading[2].casefold() in seen:
            message = f"Die Überschrift »{heading[2]}« steht schon in Zeile {document.at_body(seen[heading[2].casefold()]).line}."
            yield error(ueberschrift_doppelt, document.at_body(number), message, "Führen Sie die beiden Abschnitte zusammen.")
        elif heading:
            seen[heading[2].casefold()] = number


def ueberschrift_ebene(lines: list[tuple[int, str]], document: SourceDocument) -> Iterator[Finding]:
    """Überschriften im Text beginnen mit ##; die oberste Ebene ist der Titel der Seite.

    Falsch: # Ergebnis
    Richtig: ## Ergebnis
    """
    for number, line in lines:
        heading = _HEADING.match(line) if "#" in line else None
        if heading and len(heading[1]) == 1:
            message = f"»# {heading[2]}« ist eine Überschrift der obersten Ebene."
            yield error(ueberschrift_ebene, document.at_body(number), message, f"Schreiben Sie: ## {heading[2]}")


def bild_im_text(lines: list[tuple[int, str]], document: SourceDocument) -> Iterator[Finding]:
    """Im Text stehen keine Bilder; sie würden von fremden Rechnern geladen.

    Falsch: ![Markt](https://example.org/markt.jpg)
    Richtig: [Bild des Marktes](https://example.org/markt.jpg)
    """
    for number, line in lines:
        for link in _LINK.finditer(line) if "![" in line else ():
            if link["image"]:
                yield error(
                    bild_im_text,
                    document.at_body(number, link.start() + 1),
                    f"Im Text steht ein Bild: »{link['target'][:60]}«.",
                    "Verweisen Sie auf das Bild, ohne das Ausrufezeichen vor der Klammer.",
                )


def verweis_ungueltig(lines: list[tuple[int, str]], document: SourceDocument, context: Context) -> Iterator[Finding]:
    """Verweise führen ins Netz (https://, http://, mailto:) oder zu einer Datei in content/, die es gibt.

    Falsch: [Gera](../../staedte/gehra.md)
    Richtig: [Gera](../../staedte/gera.md)
    """
    for number, line in lines:
        targets = [(link.start("target"), link["target"]) for link in _LINK.finditer(line)] if "](" in line else []
        reference = _REFERENCE.match(line) if "]:" in line else None
        if reference:
            targets.append((reference.start("target"), reference["target"]))
        for column, target in targets:
            problem = _problem(target, document.path, context)
            if problem:
                remedy = "Schreiben Sie eine Adresse mit https:// oder den Weg zu einer vorhandenen .md-Datei."
                yield error(verweis_ungueltig, document.at_body(number, column + 1), f"{problem}: »{target[:80]}«.", remedy)


def _problem(target: str, path: str, context: Context) -> str:
    if not target or target.startswith("#") or target.lower().startswith(_ALLOWED_SCHEMES):
        return ""
    if _SCHEME.match(target):
        return "Diese Art von Adresse ist nicht erlaubt"
    aim = normpath(join(dirname(path), target.partition("#")[0]))
    return "" if aim in context.content.files else "Diese Datei gibt es nicht"


RULES = (html_im_text, ueberschrift_doppelt, ueberschrift_ebene, bild_im_text, verweis_ungueltig)
