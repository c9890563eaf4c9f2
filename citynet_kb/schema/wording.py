"""The messages of the rules about single values, shared by the checks and the form on the site.

`{found}` is the value found, `{label}` the field's German label, `{least}`, `{most}`, `{count}` and `{over}` are numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Wording:
    """What is wrong and what to do. If the remedy is empty, the field's help is shown."""

    fault: str
    remedy: str = ""


WORDING: Mapping[str, Wording] = MappingProxyType(
    {
        "feld-fehlt": Wording("Das Pflichtfeld »{label}« ist leer."),
        "wert-unbekannt": Wording("»{found}« ist kein bekannter Wert für »{label}«."),
        "ganzzahl": Wording("»{found}« ist keine ganze Zahl.", "Schreiben Sie nur Ziffern, ohne Punkt, Komma, Leerzeichen und Einheit."),
        "wochen": Wording(
            "»{found}« ist keine Zahl von Wochen.", "Schreiben Sie Ziffern, davor ein Minus, wenn es vor dem Beginn ist: -12"
        ),
        "kommazahl": Wording(
            "»{found}« ist keine Gradzahl, die es gibt.",
            "Schreiben Sie sie mit Punkt: 50.8804 (Breite bis 90, Länge bis 180).",
        ),
        "wahrheitswert": Wording(
            "»{found}« ist weder true noch false.", "Schreiben Sie true, wenn es zutrifft; sonst lassen Sie die Zeile weg."
        ),
        "datum-ungueltig": Wording("»{found}« ist kein Datum in der Form, die hier gilt.", "Schreiben Sie: 2024, 2024-03 oder 2024-03-15."),
        "tag-ungueltig": Wording("»{found}« ist kein Datum in der Form, die hier gilt.", "Schreiben Sie: 2024-03-15."),
        "adresse-ungueltig": Wording(
            "»{found}« ist keine Internetadresse.",
            "Kopieren Sie die Adresse aus der Adresszeile des Browsers; sie beginnt mit https:// oder http://.",
        ),
        "mailadresse-ungueltig": Wording("»{found}« ist keine Mailadresse.", "Schreiben Sie: postfach@stelle.de"),
        "kennung-ungueltig": Wording(
            "»{found}« ist keine Kennung.", "Erlaubt sind a–z, 0–9 und einzelne Bindestriche; ä wird ae, ö oe, ü ue, ß ss."
        ),
        "fallkennung-ungueltig": Wording(
            "»{found}« ist keine Kennung eines Falls.", "Schreiben Sie Ordner und Dateiname ohne Endung: goerlitz/eisbahn"
        ),
        "text-zu-kurz": Wording("»{found}« ist zu kurz: {count} von mindestens {least} Zeichen."),
        "text-zu-lang": Wording("»{found}« hat {count} Zeichen, erlaubt sind {most}.", "Kürzen Sie um {over} Zeichen."),
        "liste-zu-lang": Wording("»{label}« hat {count} Einträge, erlaubt sind {most}.", "Behalten Sie die wichtigsten."),
    }
)
