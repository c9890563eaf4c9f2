"""Rules about the free text of a record."""

import re
from bisect import bisect_right
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

# Every pattern here takes time in proportion to the line, whatever stands in it: no two neighbouring parts match the same character.
_FENCE = re.compile(r"(```+|~~~+)[\w.#+-]* *")
_TICKS = re.compile(r"`+")
_HTML = re.compile(r"<(?!https?://[^\s<>]+>|[\w.+-]+@[\w.-]+>)[A-Za-z/!?][^<>]*>?")
_HEADING = re.compile(r" {0,3}(?P<level>#{1,6})(?P<gap>\s*)(?P<text>\S.*)")
_LINK = re.compile(r"\]\(\s*<?(?P<target>[^)\s>]*)")
_REFERENCE = re.compile(r"[\s>*+.)\d-]*\[(?!\^)[^\]]+\]:\s*<?(?P<target>[^\s>]*)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_AUTOLINK = re.compile(r"<(?P<target>https?://[^\s<>]+)>", re.IGNORECASE)
_ALLOWED_SCHEMES = ("https://", "http://", "mailto:")


def check(record: Record, document: SourceDocument, context: Context) -> Iterator[Finding]:
    """All rules about the text of one record."""
    if not record.body.strip():
        return
    yield from body_limits.check(record.body, document)
    lines = list(_prose(record.body))
    headings = [(number, line) for number, line in lines if "#" in line]  # most lines cannot be one, and three rules ask
    yield from html_im_text(lines, document)
    yield from ueberschrift_doppelt(headings, document)
    yield from ueberschrift_ebene(lines if "=" in record.body else headings, document)
    yield from ueberschrift_abstand(headings, document)
    shown = text_images.figures(record.body, lines)
    yield from text_images.check(record, shown, document, context)
    lines = [(number, line) for number, line in lines if number not in shown]
    yield from text_images.bild_im_text(lines, document)
    yield from verweis_ungueltig(lines, document, context)


def figures(body: str) -> dict[int, text_images.TextImage]:
    """The pictures of a text by the number of their line, from 0."""
    return text_images.figures(body, _prose(body)) if "![" in body else {}


def _prose(body: str) -> Iterator[tuple[int, str]]:
    """The lines of a text with their number from 0, without code.

    What one renderer takes for code and another does not (a fence that is indented or never closed, backticks that do not pair up within
    their line, escaped ones) counts as text: a rule must not be fooled into looking away.
    """
    lines = body.split("\n")
    if "`" not in body and "~~~" not in body:  # no code at all
        yield from ((number, line) for number, line in enumerate(lines) if line.strip())
        return
    fenced = _fenced(lines) if "```" in body or "~~~" in body else frozenset[int]()
    paragraph: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        if number not in fenced and line.strip():
            paragraph.append((number, line))
            continue
        yield from _without_spans(paragraph)
        paragraph = []
    yield from _without_spans(paragraph)


def _fenced(lines: list[str]) -> frozenset[int]:
    """The numbers of the lines that belong to a closed code block, its fences included."""
    inside: set[int] = set()
    closings: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        if line.startswith(("```", "~~~")):
            closings.setdefault(line.rstrip(" "), []).append(number)
    number = 0
    while number < len(lines):
        opening = _FENCE.fullmatch(lines[number])
        ends = closings.get(opening[1], []) if opening else []
        after = bisect_right(ends, number)
        end = ends[after] if after < len(ends) else number
        if end > number:
            inside.update(range(number, end + 1))
        number = end + 1
    return frozenset(inside)


def _without_spans(paragraph: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The lines of one paragraph, code spans blanked out; as they are where its backticks do not pair up line by line."""
    if not any("`" in line for _, line in paragraph):
        yield from paragraph
        return
    blanked = [(number, _blank(line)) for number, line in paragraph]
    for (number, line), (_, without) in zip(paragraph, blanked, strict=True):
        yield number, line if any(other is None for _, other in blanked) else without or ""


def _blank(line: str) -> str | None:
    """The line with spaces for its code spans, or None where a backtick is left over or escaped."""
    if "\\`" in line:
        return None
    runs = list(_TICKS.finditer(line))
    position, parts, at = 0, [], 0
    while position < len(runs):
        opening = runs[position]
        closing = next((other for other in range(position + 1, len(runs)) if len(runs[other][0]) == len(opening[0])), None)
        if closing is None:
            return None
        parts += [line[at : opening.start()], " " * (runs[closing].end() - opening.start())]
        at, position = runs[closing].end(), closing + 1
    return "".join((*parts, line[at:]))


def raw_html(body: str) -> list[tuple[int, int, str]]:
    """All HTML in a text outside of code: line and column from 0, and the characters."""
    return [(number, found.start(), found[0]) for number, line in _prose(body) if "<" in line for found in _HTML.finditer(line)]


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


def _headings(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str, str, str]]:
    """Number, signs, gap and words of every heading."""
    for number, line in lines:
        heading = _HEADING.match(line) if "#" in line else None
        text = heading["text"].rstrip().rstrip("#").rstrip() if heading else ""
        if heading and text:
            yield number, heading["level"], heading["gap"], text


def ueberschrift_doppelt(lines: list[tuple[int, str]], document: SourceDocument) -> Iterator[Finding]:
    """Jede Überschrift kommt im Text nur einmal vor.

    Falsch: zweimal »## Ergebnis«
    Richtig: ein Abschnitt »## Ergebnis«
    """
    seen: dict[str, int] = {}
    for number, _, _, text in _headings(lines):
        if text.casefold() in seen:
            message = f"Die Überschrift »{text[:60]}« steht schon in Zeile {document.at_body(seen[text.casefold()]).line}."
            yield error(ueberschrift_doppelt, document.at_body(number), message, "Führen Sie die beiden Abschnitte zusammen.")
        seen.setdefault(text.casefold(), number)


def ueberschrift_ebene(lines: list[tuple[int, str]], document: SourceDocument) -> Iterator[Finding]:
    """Überschriften im Text beginnen mit ##; die oberste Ebene ist der Titel der Seite.

    Falsch: # Ergebnis
    Richtig: ## Ergebnis
    """
    for number, level, gap, text in _headings(lines):
        if len(level) == 1 and gap:
            message = f"»# {text[:60]}« ist eine Überschrift der obersten Ebene."
            yield error(ueberschrift_ebene, document.at_body(number), message, f"Schreiben Sie: ## {text[:60]}")
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
    for number, level, gap, text in _headings(lines):
        if not gap:
            message = f"Nach {level} am Anfang der Zeile fehlt ein Leerzeichen: »{level}{text[:60]}«."
            remedy = f"Schreiben Sie als Überschrift: ## {text[:60]}. Ist es keine, stellen Sie ein Wort davor."
            yield error(ueberschrift_abstand, document.at_body(number), message, remedy)


def verweis_ungueltig(lines: list[tuple[int, str]], document: SourceDocument, context: Context) -> Iterator[Finding]:
    """Verweise führen ins Netz (https://, http://, mailto:) oder zu einer Datei in content/, die es gibt.

    Falsch: [Gera](../../staedte/gehra.md)
    Richtig: [Gera](../../staedte/gera.md)
    """
    for number, line in lines:
        targets = [(link.start("target"), link["target"]) for link in _LINK.finditer(line)] if "](" in line else []
        targets += [(link.start("target"), link["target"]) for link in _AUTOLINK.finditer(line)] if "<http" in line.lower() else []
        reference = _REFERENCE.match(line) if "]:" in line else None
        if reference:
            targets.append((reference.start("target"), reference["target"]))
        for column, target in targets:
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
