"""Rules about pictures in the text of a case: one file beside the case, a paragraph of its own, a text alternative."""

from collections.abc import Iterator, Mapping
from posixpath import dirname

from citynet_kb.checks.context import Context
from citynet_kb.findings import Finding, Place, error
from citynet_kb.model import ANONYMOUS, CaseStudy, Record
from citynet_kb.model.slugs import plain_slug
from citynet_kb.sources import SourceDocument
from citynet_kb.sources.scanner.illustrations import Illustration

MOST = 4
"""Most pictures of one case."""
_SHORTEST = 5
"""Least number of characters of a text alternative."""


def check(record: Record, shown: Mapping[int, Illustration], document: SourceDocument, context: Context) -> Iterator[Finding]:
    """All rules about the pictures of one text."""
    if shown and (not isinstance(record, CaseStudy) or record.city == ANONYMOUS):
        yield _misplaced(document.at_body(min(shown)), "In diesem Text können keine Bilder stehen, nur in Fällen, die nicht anonym sind.")
        return
    for rule in (bild_fehlt, bild_ohne_beschreibung, bilder_zu_viele):
        yield from rule(shown, document, context)


def bild_im_text(lines: list[tuple[int, str]], document: SourceDocument) -> Iterator[Finding]:
    """Ein Bild steht als eigener Absatz im Text eines Falls; seine Datei liegt neben dem Fall, nie auf einem fremden Rechner.

    Falsch: ![Markt](https://example.org/markt.jpg)
    Richtig: ![Stände auf dem Marktplatz am Abend](markt.jpg)
    """
    for number, line in lines:
        start = line.find("![")
        if start >= 0:
            yield _misplaced(document.at_body(number, start + 1), f"So lässt sich kein Bild einfügen: »{line[start : start + 60]}«.")


def _misplaced(place: Place, message: str) -> Finding:
    remedy = (
        "Schreiben Sie in einem Fall, zwischen leeren Zeilen: ![Was zu sehen ist](datei.jpg). Auf Bilder im Netz verweisen Sie ohne »!«."
    )
    return error(bild_im_text, place, message, remedy)


def bild_fehlt(shown: Mapping[int, Illustration], document: SourceDocument, context: Context) -> Iterator[Finding]:
    """Ein Bild im Text hat seine Datei im Ordner des Falls.

    Falsch: ![Stände auf dem Marktplatz](markt.jpg), und im Ordner liegt nur maerkte.jpg
    Richtig: ![Stände auf dem Marktplatz](maerkte.jpg)
    """
    for number, figure in shown.items():
        path = f"{dirname(document.path)}/{figure.name}"
        if path not in context.content.pictures:
            yield error(bild_fehlt, document.at_body(number), f"Diese Bilddatei gibt es nicht: »{path}«.", "Legen Sie sie dort ab.")


def bild_ohne_beschreibung(shown: Mapping[int, Illustration], document: SourceDocument, context: Context) -> Iterator[Finding]:
    """Zu jedem Bild steht in den eckigen Klammern, was darauf zu sehen ist, mit mindestens fünf Zeichen; nicht der Dateiname.

    Falsch: ![](markt.jpg), ![markt.jpg](markt.jpg)
    Richtig: ![Stände auf dem Marktplatz am Abend](markt.jpg)
    """
    for number, figure in shown.items():
        stem = figure.name.rpartition(".")[0]
        if len(figure.alt) < _SHORTEST or plain_slug(figure.alt) in (stem, plain_slug(figure.name)):
            message = f"Beim Bild »{figure.name}« steht nicht, was darauf zu sehen ist."
            remedy = f"Schreiben Sie es in die eckigen Klammern, für alle, die es nicht sehen: ![Was zu sehen ist]({figure.name})"
            yield error(bild_ohne_beschreibung, document.at_body(number), message, remedy)


def bilder_zu_viele(shown: Mapping[int, Illustration], document: SourceDocument, context: Context) -> Iterator[Finding]:
    """Ein Fall zeigt höchstens vier Bilder.

    Falsch: eine Bildstrecke mit zwölf Fotos
    Richtig: die zwei Fotos, auf denen man sieht, worum es geht
    """
    if len(shown) > MOST:
        place = document.at_body(sorted(shown)[MOST])
        yield error(bilder_zu_viele, place, f"Der Fall zeigt {len(shown)} Bilder, erlaubt sind {MOST}.", "Nehmen Sie die übrigen heraus.")


def bild_ungenutzt(context: Context) -> Iterator[Finding]:
    """Jede Bilddatei wird in einem Fall ihres Ordners gezeigt.

    Falsch: content/faelle/gera/markt.jpg, das in keinem Text vorkommt
    Richtig: dieselbe Datei, in einem Fall: ![Stände auf dem Marktplatz](markt.jpg)
    """
    content = context.content
    unread = {dirname(path) for path in content.files if path not in content.documents}  # who knows what they show
    for path in (path for path, picture in content.pictures.items() if picture and dirname(path) not in unread):
        name = path.rpartition("/")[2]
        if not any(f"]({name}" in document.body for of, document in content.documents.items() if dirname(of) == dirname(path)):
            remedy = f"Zeigen Sie sie in einem Fall dieses Ordners, mit ![Was zu sehen ist]({name}), oder löschen Sie sie."
            yield error(bild_ungenutzt, Place(path), "Diese Bilddatei kommt in keinem Fall ihres Ordners vor.", remedy)


RULES = (bild_im_text, bild_fehlt, bild_ohne_beschreibung, bilder_zu_viele)
