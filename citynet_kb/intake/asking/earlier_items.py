"""What the items of the checklist were called in templates until November 2026: filled forms still hold these words."""

import re
from collections.abc import Mapping
from types import MappingProxyType

EARLIER_ITEMS: Mapping[str, str] = MappingProxyType(
    {
        "obg-anzeige": "Öffentliche Vergnügung anzeigen",
        "sondernutzung": "Sondernutzung für Straße oder Platz erlauben lassen",
        "marktfestsetzung": "Markt oder Volksfest festsetzen lassen",
        "sonntagsoeffnung": "Verkaufsoffener Sonntag: Anlass, Besucherprognose, Rechtsverordnung",
        "verkehrsanordnung": "Verkehrsrechtliche Anordnung oder Erlaubnis einholen",
        "verkehrsversuch-begruendung": "Verkehrsversuch: Rechtsgrundlage und Daten zur Begründung liegen vor",
        "gaststaetten": "Speisen und Getränke: Anzeige, Sperrzeit",
        "laerm": "Lärmschutz und Ausnahme von der Nachtruhe klären",
        "fliegende-bauten": "Bühne, Zelt, Fahrgeschäft: fliegende Bauten abnehmen lassen",
        "nutzungsaenderung": "Nutzungsänderung oder Bauantrag vor dem Mietvertrag prüfen",
        "brandschutz": "Brandschutz, Rettungswege, Brandsicherheitswache",
        "sicherheitskonzept": "Sicherheitskonzept mit Polizei, Ordnungsamt, Feuerwehr",
        "zufahrtsschutz": "Zufahrtsschutz und Überfahrsperren beschaffen",
        "sanitaetsdienst": "Sanitätsdienst bestellen",
        "versicherung": "Veranstalterhaftpflicht und Betreiberhaftung klären",
        "gema": "GEMA anmelden (gesamte Veranstaltungsfläche messen)",
        "ksk": "Künstlersozialabgabe einplanen",
        "vergabe": "Vergabeverfahren wählen (Direktauftrag bis 30.000 €, Stand 28.03.2025)",
        "de-minimis": "Beihilfe und De-minimis-Erklärung bei Zuschüssen prüfen",
        "foerderantrag": "Förderantrag stellen (Städtebauförderung: Jahresprogramm bis 1. November für das Folgejahr)",
        "vorzeitiger-beginn": "Kein Maßnahmebeginn vor dem Bescheid",
        "zweckbindung": "Zweckbindung früherer Fördermittel für die Fläche prüfen",
        "haushalt": "Beschlossener Haushalt liegt zum Vertragsabschluss vor",
        "sponsoren-zusage": "Sponsoren haben verbindlich zugesagt",
        "kundengeld-sicherung": "Gutschein: Kundengelder sind gegen Ausfall des Anbieters gesichert",
        "beschluss": "Beschluss von Stadtrat oder Ausschuss",
        "eigentuemer": "Eigentümer ermittelt und angesprochen",
        "haendler-zusage": "Mindestzahl an Händlern hat verbindlich zugesagt",
        "beteiligung": "Betroffene vor der Entscheidung beteiligt",
        "anwohner-info": "Anwohner und Anlieger rechtzeitig informiert",
        "vereine": "Vereine eingebunden und Termine abgeglichen",
        "strom-wasser-wc": "Strom, Wasser, WC, Abfall",
        "schlechtwetter": "Plan für Schlechtwetter und Absage",
        "barrierefreiheit": "Barrierefreiheit von Ort und Information",
        "datenschutz": "Datenschutz (Fotos, Zählung, Gewinnspiel)",
        "werbung": "Werbung vor Ort und online eingeplant",
        "nullmessung": "Nullmessung: Frequenz, Leerstand, Umsatz vor Beginn",
        "nachmessung": "Nachmessung und Nachschau (6, 18, 36 Monate)",
        "anschluss": "Geklärt, wer weitermacht, wenn Förderung oder zuständige Kraft enden",
    }
)
"""The former label by the id of the item. Whoever chose one means that item."""
EARLIER_WORDS = (
    *EARLIER_ITEMS.values(),
    "Spätestens Wochen vorher beginnen. Jederzeit möglich. Rechtsgrundlage: §§ ThürOBG ThürLadÖffG ThürGastG",
)
"""What stood in the lists of the table."""
_LISTED = re.compile(
    r"(?P<label>.+?): (?:Spätestens [0-9]{1,2} Wochen vorher beginnen|Jederzeit möglich)\.(?: Rechtsgrundlage: .{1,80}\.)?"
)


def is_earlier_item(line: str) -> bool:
    """Whether a line is an item as the list of an earlier template named it."""
    found = _LISTED.fullmatch(line)
    return found is not None and found["label"] in EARLIER_ITEMS.values()
