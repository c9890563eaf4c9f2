"""Rules that keep the time bounded which a text costs to render.

Python-Markdown takes quadratic time for brackets that stay open in one paragraph and for notes that are referred to again and again, and
it calls itself for each level of lists and quotes. All bounds lie far above what a report needs: a full file (64 KB) at every bound takes
less than two seconds.
"""

import re
from collections.abc import Iterator

from citynet_kb.findings import Finding, error
from citynet_kb.sources import SourceDocument

LINE_LIMIT = 5000
"""Characters of a line: three pages on paper."""
LEVEL_LIMIT = 6
"""Lists and quotes inside each other."""
BRACKET_LIMIT = 100
"""Opening square brackets in one paragraph."""
NOTE_LIMIT = 50
"""References to footnotes in one text."""
HEADING_LIMIT = 100
"""Headings of one text."""

_DEEP = re.compile(
    rf"^(?:[ \t]{{0,8}}(?:>|[-*+][ \t]|\d{{1,9}}[.)][ \t])){{{LEVEL_LIMIT + 1}}}|^[ \t]{{{4 * LEVEL_LIMIT + 4},}}\S",
    re.MULTILINE,
)
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


def check(body: str, document: SourceDocument) -> Iterator[Finding]:
    """All of them about one text. A text of ordinary size and form is only counted through."""
    yield from zeile_zu_lang(body, document)
    yield from zu_viele_ebenen(body, document)
    yield from zu_viele_klammern(body, document)
    yield from zu_viele_fussnoten(body, document)
    yield from zu_viele_ueberschriften(body, document)


def zeile_zu_lang(body: str, document: SourceDocument) -> Iterator[Finding]:
    """Eine Zeile im Text hat höchstens 5000 Zeichen.

    Falsch: der ganze Bericht in einer Zeile
    Richtig: Absätze mit einer leeren Zeile dazwischen
    """
    if len(body) <= LINE_LIMIT:
        return
    for number, line in enumerate(body.split("\n")):
        if len(line) > LINE_LIMIT:
            message = f"Die Zeile hat {len(line)} Zeichen, erlaubt sind {LINE_LIMIT}."
            yield error(zeile_zu_lang, document.at_body(number), message, "Teilen Sie sie in Absätze, mit einer leeren Zeile dazwischen.")


def zu_viele_ebenen(body: str, document: SourceDocument) -> Iterator[Finding]:
    """Listen und Zitate stehen höchstens sechs Ebenen tief ineinander.

    Falsch: > > > > > > > Text
    Richtig: > Text
    """
    found = _DEEP.search(body)
    if found:
        message = f"Hier stehen mehr als {LEVEL_LIMIT} Listen oder Zitate ineinander."
        remedy = "Rücken Sie die Zeile weniger ein, oder nehmen Sie Zeichen am Anfang der Zeile heraus."
        yield error(zu_viele_ebenen, document.at_body(body.count("\n", 0, found.start())), message, remedy)


def zu_viele_klammern(body: str, document: SourceDocument) -> Iterator[Finding]:
    """Ein Absatz enthält höchstens 100 eckige Klammern.

    Falsch: [[[[[[ und so fort
    Richtig: [Wort](https://example.org/)
    """
    if body.count("[") <= BRACKET_LIMIT:
        return
    at = 0
    for end in (*(found.end() for found in _PARAGRAPH.finditer(body)), len(body)):
        count = body.count("[", at, end)
        if count > BRACKET_LIMIT:
            message = f"In diesem Absatz stehen {count} eckige Klammern, erlaubt sind {BRACKET_LIMIT}."
            remedy = "Teilen Sie ihn mit leeren Zeilen, oder nehmen Sie Klammern heraus."
            yield error(zu_viele_klammern, document.at_body(body.count("\n", 0, at)), message, remedy)
        at = end


def zu_viele_fussnoten(body: str, document: SourceDocument) -> Iterator[Finding]:
    """Ein Text verweist höchstens 50-mal auf Fußnoten.

    Falsch: [^1] [^1] [^1] und so fort
    Richtig: jede Aussage mit ihrer Fußnote
    """
    count = body.count("[^")
    if count > NOTE_LIMIT:
        message = f"Der Text verweist {count}-mal auf Fußnoten, erlaubt sind {NOTE_LIMIT}."
        number = body.count("\n", 0, body.index("[^"))
        yield error(zu_viele_fussnoten, document.at_body(number), message, "Fassen Sie Fußnoten zusammen.")


def zu_viele_ueberschriften(body: str, document: SourceDocument) -> Iterator[Finding]:
    """Ein Text hat höchstens 100 Überschriften.

    Falsch: jede Zeile eine Überschrift
    Richtig: eine Überschrift je Abschnitt
    """
    if body.count("#") <= HEADING_LIMIT and body.count("=") + body.count("-") <= HEADING_LIMIT:
        return
    lines = [number for number, line in enumerate(body.split("\n")) if line.startswith("#") or (line and not line.strip("-="))]
    if len(lines) > HEADING_LIMIT:
        message = f"Der Text hat mehr als {HEADING_LIMIT} Überschriften oder Trennlinien: {len(lines)}."
        yield error(zu_viele_ueberschriften, document.at_body(lines[HEADING_LIMIT]), message, "Fassen Sie Abschnitte zusammen.")


RULES = (zeile_zu_lang, zu_viele_ebenen, zu_viele_klammern, zu_viele_fussnoten, zu_viele_ueberschriften)
