"""Hints where a page shows a text otherwise than its author may have meant it. Each word is on the page all the same."""

import re
from itertools import pairwise

from citynet_kb.checks.record_text import RecordText
from citynet_kb.checks.registering import Problems, record_rule
from citynet_kb.findings import Problem, Severity
from citynet_kb.sources import SourceDocument
from citynet_kb.sources.scanner.tables import surplus

_DASHES = re.compile(r"-+ *")
_NO_PARAGRAPH = re.compile(r" {0,3}(?:[>#|]|[-*+] |\d{1,9}[.)] )|[-*_ ]+$")


@record_rule(RecordText, severity=Severity.HINT, signs="-")
def linie_unter_text(text: RecordText, document: SourceDocument) -> Problems:
    """Zwischen einem Absatz und einer Linie aus --- steht eine leere Zeile; sonst kann der Absatz zur Überschrift werden.

    Falsch: der Satz »Danach war Schluss.« und gleich darunter ---
    Richtig: der Satz, eine leere Zeile, dann ---
    """
    for (above, words), (number, line) in pairwise(text.lines if "\n-" in text.body else ()):
        if number == above + 1 and _DASHES.fullmatch(line) and not _NO_PARAGRAPH.match(words):
            message = f"Unter »{words.strip()[:60]}« steht gleich eine Linie; kurze Worte werden dadurch zur Überschrift."
            yield Problem(document.at_body(number), message, "Setzen Sie eine leere Zeile davor; eine Überschrift beginnt mit ##.")


@record_rule(RecordText, severity=Severity.HINT, signs="|")
def zellen_ueberzaehlig(text: RecordText, document: SourceDocument) -> Problems:
    """Keine Zeile einer Tabelle hat mehr Zellen als ihr Kopf; was zu viel ist, steht auf der Seite in der letzten Zelle.

    Falsch: | 2023 | 300 | geschätzt | unter | Jahr | Gäste |
    Richtig: | 2023 | 300 (geschätzt) |
    """
    for number, count, columns in surplus(text.body):
        message = f"Diese Zeile der Tabelle hat {count} Zellen, der Kopf {columns}; was zu viel ist, steht in der letzten Zelle."
        yield Problem(document.at_body(number), message, "Ergänzen Sie den Kopf; einen Strich in einer Zelle schreiben Sie als \\|.")
