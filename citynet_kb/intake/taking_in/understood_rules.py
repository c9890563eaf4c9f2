"""Rules about values in words of their own: what was understood, what was not, and which of two towns is meant."""

from collections.abc import Sequence

from citynet_kb.findings import Place, Problem, Severity, rule

_MOST = 12
"""Most towns of one name that a question lists."""


@rule(Severity.HINT)
def wert_verstanden(place: Place, written: str, meant: str) -> Problem:
    """Was eindeutig ist, gilt, auch wenn es anders geschrieben ist; genannt wird beides.

    Falsch: Mai 2023
    Richtig: 2023-05
    """
    return Problem(
        place, f"»{written[:80]}« ist verstanden als »{meant}«.", "Ist es anders gemeint, antworten Sie bitte mit dem richtigen Wert."
    )


@rule(Severity.HINT)
def angabe_nicht_uebernommen(place: Place, written: str, why: str) -> Problem:
    """Eine freiwillige Angabe, die unklar bleibt, steht nicht im Fall; sie hält ihn nicht auf.

    Falsch: Kosten in Euro: über 50
    Richtig: Kosten in Euro: 52
    """
    words = " ".join(written.split())
    return Problem(place, f"Nicht übernommen: »{words}«. {why}", "Nennen Sie den Wert genauer, wenn er in den Fall soll.", private=words)


@rule()
def kein_pruefpunkt(place: Place, written: str) -> Problem:
    """Ein Punkt der Checkliste ist einer der bekannten Prüfpunkte. Ein anderer steht nicht im Fall; er hält ihn nicht auf.

    Falsch: Prüfpunkt: Bescheid geben
    Richtig: Prüfpunkt: Anwohner und Betriebe informieren
    """
    return Problem(place, f"»{written[:80]}« ist kein bekannter Prüfpunkt.")


@rule(Severity.HINT)
def stadt_angelegt(place: Place, name: str, path: str) -> Problem:
    """Ein Ort im Ausland oder ein Ortsteil bekommt mit seinem ersten Fall eine eigene Datei.

    Falsch: Stadt: Bregenz
    Richtig: Stadt: Bregenz (Österreich, 29.600 Einwohner)
    """
    return Problem(place, f"»{name}« ist neu und bekommt die Datei {path}.", "Prüfen Sie Name, Land und Einwohnerzahl.")


@rule()
def stadt_mehrdeutig(place: Place, written: str, towns: Sequence[str]) -> Problem:
    """Ein Name, den mehrere Städte tragen, steht mit seinem Land oder seinem Zusatz da.

    Falsch: Stadt: Friedberg
    Richtig: Stadt: Friedberg (Bayern)
    """
    message = f"»{written[:80]}« heißen mehrere Städte."
    *first, last = (f"»{town}«" for town in towns[:_MOST])
    more = f" oder eine von {len(towns) - _MOST} weiteren" if len(towns) > _MOST else ""
    offered = f"{', '.join(first)}{' oder ' if first and not more else ', ' if first else ''}{last}{more}"
    return Problem(place, message, f"Meinten Sie {offered}? Schreiben Sie das Land dazu, auch wenn Ihre Stadt hier nicht steht.")


@rule()
def name_mehrdeutig(place: Place, written: str, names: Sequence[str]) -> Problem:
    """Ein Wort, das für mehrere Maßnahmen oder Themen steht, wird durch den vollen Namen ersetzt.

    Falsch: Maßnahme: Beleuchtung, wo es Weihnachtsbeleuchtung und Lichterfest gibt
    Richtig: Maßnahme: Weihnachtsbeleuchtung
    """
    offered = " oder ".join(", ".join(f"»{name}«" for name in names).rsplit(", ", 1))
    return Problem(place, f"»{written[:80]}« kann Verschiedenes heißen.", f"Meinten Sie {offered}?")
