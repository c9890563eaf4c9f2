"""The words of the sheet for a roll-call: its labels, which the reader of filled sheets knows, and its sentences.

A label stands at the beginning of a line with a colon, or above a column of a table; what is behind or below it is the answer.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

TITLE = "Rundruf zum Treffen am {day}"
DATE, AS_OF, TOWN = "Tag des Treffens", "Stand", "Stadt"
"""Labels of the head: whoever reads the sheet back learns from them to what it belongs."""
CASE = "Vorhaben"
"""Label of a case: its id, then in words what we know."""
CASE_LABELS = ("Ergebnis heute", "Was daraus wurde", "Gründe", "Kosten in Euro", "Personentage")
ATTEMPT = "Versuch"
"""With its number: begins the lines of something tried since."""
ATTEMPT_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "Maßnahme": "Maßnahme",
        "Überschrift": "Überschrift",
        "Ergebnis": "Ergebnis",
        "Gründe": "Gründe",
        "Beginn": "Zeitraum: Beginn",
        "Aufwand": "Aufwand",
        "Kosten in Euro": "Aufwand im Einzelnen: Kosten in Euro",
        "Personentage": "Aufwand im Einzelnen: Personentage",
        "Was geschah": "Bericht",
    }
)
"""Label on the sheet → the question of a case that it asks."""
ATTEMPTS = 3
"""Empty entries for what was tried since. More can be added below, with the next numbers."""
NOTHING_ELSE = "Sonst nichts versucht"
ASKED = "Haben Sie »{measure}« versucht"
TRIED, MISSED, UNTRIED = "versucht", "nicht ans Ziel gekommen", "nicht versucht"
REPLIES = (TRIED, MISSED, UNTRIED)
END = "Ende des Rundrufs"
"""What stands below belongs to nobody's answer."""

INTRODUCTION = (
    "Bitte tragen Sie ein, was sich geändert hat: in die leeren Felder oder hinter die Doppelpunkte. Was leer bleibt, bleibt, wie es ist.",
    "Haben Sie seither etwas versucht, auch wenn es nicht gelang? Unten ist Platz dafür; ein Satz genügt.",
    f"Haben Sie außer dem Genannten nichts versucht, schreiben Sie bei »{NOTHING_ELSE}« ein Ja. Auch das hilft anderen.",
    "Bitte nennen Sie keine Privatpersonen. Schicken Sie das Blatt der Redaktion zurück, als Datei oder als Mail.",
)
KNOWN, NOTHING_KNOWN = "Was wir von Ihnen wissen", "Von Ihrer Stadt wissen wir noch nichts."
MEASURES = "Danach fragen wir alle Städte"
MEASURES_HELP = f"Bitte antworten Sie mit: {' · '.join(REPLIES)}."
SINCE = "Seither versucht"
OUTCOMES_HELP = "Ergebnisse zur Auswahl: {choices}."
EFFORTS_HELP = "Aufwand zur Auswahl: {choices}."
DUE, DUE_LINE = "Nachzufragen", "{case}: fällig seit {day}"
DIVIDED, DIVIDED_LINE = "Worin sich die Städte unterscheiden", "{measure}: gelungen in {well}; nicht gelungen in {missed}"
SEEKING, SEEKING_LINE = "Wer etwas sucht", "{town}: {what} ({case})"

_ASKED = re.compile(f"{re.escape(ASKED).replace(re.escape('{measure}'), '(?P<measure>[^«]+)')}\\??")


def asked_measure(label: str) -> str:
    """The measure that a label asks about; empty where it asks about none."""
    found = _ASKED.fullmatch(label)
    return found["measure"] if found else ""
