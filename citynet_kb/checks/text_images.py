"""Rules about pictures in the text of a case: one file beside the case, a paragraph of its own, a text alternative."""

import re
from collections.abc import Mapping
from posixpath import dirname

from citynet_kb.checks.context import Context
from citynet_kb.checks.form_parts import no_line
from citynet_kb.checks.record_text import RecordText
from citynet_kb.checks.registering import Problems, content_rule, record_rule
from citynet_kb.findings import Place, Problem
from citynet_kb.model import ANONYMOUS, CaseStudy
from citynet_kb.model.slugs import plain_slug
from citynet_kb.sources import SourceDocument
from citynet_kb.sources.scanner.illustrations import ILLUSTRATION, Illustration

MOST = 4
"""Most pictures of one case."""
_SHORTEST = 5
"""Least number of characters of a text alternative."""


_ILLUSTRATION = re.sub(r"\?P<\w+>", "?:", ILLUSTRATION)
"""The pattern for browsers, which write names of groups differently."""


@record_rule(RecordText, form=(no_line(rf"^(?!{_ILLUSTRATION} *$).*!\["),), signs="[")
def bild_im_text(text: RecordText, document: SourceDocument) -> Problems:
    """Ein Bild steht als eigener Absatz im Text eines Falls; seine Datei liegt neben dem Fall, nie auf einem fremden Rechner.

    Falsch: ![Markt](https://example.org/markt.jpg)
    Richtig: ![Stände auf dem Marktplatz am Abend](markt.jpg)
    """
    if text.pictures and not _may_show(text):
        message = "In diesem Text können keine Bilder stehen, nur in Fällen, die nicht anonym sind."
        yield _misplaced(document.at_body(min(text.pictures)), message)
    for number, line in text.lines_without_pictures:
        start = line.find("![")
        if start >= 0:
            yield _misplaced(document.at_body(number, start + 1), f"So lässt sich kein Bild einfügen: »{line[start : start + 60]}«.")


def _may_show(text: RecordText) -> bool:
    return isinstance(text.record, CaseStudy) and text.record.city != ANONYMOUS


def _shown(text: RecordText) -> Mapping[int, Illustration]:
    """The pictures of a text that may have some."""
    return text.pictures if _may_show(text) else {}


def _misplaced(place: Place, message: str) -> Problem:
    remedy = (
        "Schreiben Sie in einem Fall, zwischen leeren Zeilen: ![Was zu sehen ist](datei.jpg). Auf Bilder im Netz verweisen Sie ohne »!«."
    )
    return Problem(place, message, remedy)


@record_rule(RecordText, signs="[")
def bild_fehlt(text: RecordText, document: SourceDocument, context: Context) -> Problems:
    """Ein Bild im Text hat seine Datei im Ordner des Falls.

    Falsch: ![Stände auf dem Marktplatz](markt.jpg), und im Ordner liegt nur maerkte.jpg
    Richtig: ![Stände auf dem Marktplatz](maerkte.jpg)
    """
    for number, figure in _shown(text).items():
        path = f"{dirname(document.path)}/{figure.name}"
        if path not in context.content.pictures:
            yield Problem(document.at_body(number), f"Diese Bilddatei gibt es nicht: »{path}«.", "Legen Sie sie dort ab.")


@record_rule(RecordText, signs="[")
def bild_ohne_beschreibung(text: RecordText, document: SourceDocument) -> Problems:
    """Zu jedem Bild steht in den eckigen Klammern, was darauf zu sehen ist, mit mindestens fünf Zeichen; nicht der Dateiname.

    Falsch: ![](markt.jpg), ![markt.jpg](markt.jpg)
    Richtig: ![Stände auf dem Marktplatz am Abend](markt.jpg)
    """
    for number, figure in _shown(text).items():
        stem = figure.name.rpartition(".")[0]
        if len(figure.alt) < _SHORTEST or plain_slug(figure.alt) in (stem, plain_slug(figure.name)):
            message = f"Beim Bild »{figure.name}« steht nicht, was darauf zu sehen ist."
            remedy = f"Schreiben Sie es in die eckigen Klammern, für alle, die es nicht sehen: ![Was zu sehen ist]({figure.name})"
            yield Problem(document.at_body(number), message, remedy)


@record_rule(RecordText, signs="[")
def bilder_zu_viele(text: RecordText, document: SourceDocument) -> Problems:
    """Ein Fall zeigt höchstens vier Bilder.

    Falsch: eine Bildstrecke mit zwölf Fotos
    Richtig: die zwei Fotos, auf denen man sieht, worum es geht
    """
    shown = _shown(text)
    if len(shown) > MOST:
        place = document.at_body(sorted(shown)[MOST])
        yield Problem(place, f"Der Fall zeigt {len(shown)} Bilder, erlaubt sind {MOST}.", "Nehmen Sie die übrigen heraus.")


@content_rule()
def bild_ungenutzt(context: Context) -> Problems:
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
            yield Problem(Place(path), "Diese Bilddatei kommt in keinem Fall ihres Ordners vor.", remedy)
