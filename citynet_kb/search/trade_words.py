"""Words of the trade that stand for each other, abbreviations, words that only ask, and what people call pages that have another name.

Synonyms of measures and topics stand in their records; here is what belongs to none of them alone.
"""

from collections.abc import Mapping
from types import MappingProxyType

from citynet_kb.model import addresses

_FAMILIES = (
    "Rad, Fahrrad, Velo, Bike",
    "parken, Parkplatz, Stellplatz, Parkraum, Parkfläche",
    "Laden, Geschäft, Shop, Store",
    "Toilette, Klo, WC, Abort",
    "Auto, Pkw, Kfz",
    "Nahverkehr, ÖPNV",
    "Kneipe, Lokal, Gaststätte, Wirtshaus",
    "Händler, Einzelhändler, Kaufleute, Geschäftsleute, Ladenbesitzer",
    "gratis, kostenlos, umsonst, kostenfrei, gebührenfrei, unentgeltlich, frei",
    "Handy, Smartphone, Mobiltelefon",
    "Kaufhaus, Warenhaus",
    "Fest, Feier",
    "Müll, Abfall",
    "Stadtrat, Gemeinderat, Rat",
    "Zuschuss, Förderung, Fördermittel, Fördergeld, Subvention, Beihilfe",
    "Spruch, Slogan, Motto",
    "WLAN, Wifi, Internet",
    "verbieten, verboten, Verbot, untersagt, untersagen",
    "Streit, Ärger, Zoff, Protest, Kritik",
    "Lieferung, liefern, Lieferdienst, beliefern, ausliefern",
    "Innenstadt, City, Stadtmitte, Stadtzentrum, Altstadt, Ortskern, Zentrum",
    "Weihnacht, Weihnachten, Advent",
    "Gründer, Existenzgründer, Startup",
    "Vorstand, Vorsitz, Vorsitzende",
    "Strom, Energie",
    "pleite, Insolvenz, insolvent, bankrott, Konkurs",
    "geschlossen, schließt, schließen, Schließung",
    "Helfer, Freiwillige, Ehrenamtliche, Ehrenamt",
    "Werbung, Reklame",
    "Kino, Filme",
    "Wohnung, wohnen",
    "begrünen, Begrünung, Grün, Bäume",
    "Kinder, Familie",
    "Gericht, Urteil, Klage",
)
"""Words for one thing, parted by commas; the first stands for all, also within compounds: Lastenfahrrad and Lastenvelo are a Lastenrad."""

_ABBREVIATIONS: Mapping[str, str] = MappingProxyType(
    {
        "ISEK INSEK SEK": "Stadtentwicklungskonzept, Entwicklungskonzept, Innenstadtkonzept, Stadtentwicklung, Stadtumbau",
        "EHK EZK EEK": "Einzelhandelskonzept, Einzelhandel",
        "FGZ FuZo Fuzo Fußi": "Fußgängerzone",
        "VOS VoSo": "verkaufsoffener Sonntag",
        "BID ISG PACT": "Standortgemeinschaft",
        "ÖPNV ÖPV": "Nahverkehr, Bus",
        "MIV": "Autoverkehr, Autos, Verkehr",
        "C&A H&M P&C": "Modehaus, Kaufhaus, Warenhaus, Bekleidung",
        "P+R": "Parkplatz, Pendler",
        "EKZ": "Einkaufszentrum",
        "EH": "Einzelhandel",
        "OVG": "Oberverwaltungsgericht, Gericht",
        "VG": "Verwaltungsgericht, Gericht",
        "DSGVO": "Datenschutz",
        "OB OBM": "Oberbürgermeister",
        "BM": "Bürgermeister",
        "SVV": "Stadtrat",
        "IHK": "Industrie- und Handelskammer, Kammer",
        "HWK": "Handwerkskammer, Kammer",
        "HDE HBE": "Handelsverband",
        "HGV": "Gewerbeverein",
        "WiFö Wifö": "Wirtschaftsförderung",
        "CM": "Citymanagement, Citymanager",
        "SM": "Stadtmarketing",
        "StaMa Stama": "Stadtmarketing",
        "LSM": "Leerstandsmanagement",
        "WoMa": "Wochenmarkt",
        "WeiMa WM": "Weihnachtsmarkt",
        "ZIZ": "Zukunftsfähige Innenstädte, Bundesprogramm, Bundesgeld",
        "KEK": "Klimaschutz",
        "GEMA": "Musikgebühren, Musik",
        "KI": "künstliche Intelligenz",
        "LGS": "Landesgartenschau, Gartenschau",
        "POI": "Sehenswürdigkeiten",
        "AST": "Rufbus, Nahverkehr",
        "KVP": "Kreisverkehr",
        "AG": "Arbeitsgruppe, Arbeitsgemeinschaft",
        "StVO": "Verkehr, Straßenverkehr",
        "LEH": "Lebensmittelmarkt, Discounter",
        "SB": "Selbstbedienung",
        "E-Rad": "E-Bike",
        "VA": "Veranstaltung",
        "SiKo Siko": "Sicherheitskonzept, Sicherheit",
    }
)
"""Abbreviations, and the words that they stand for, the nearest first."""

_ASKING = (
    "kostet kosten's wissen weiß weiss suche suchen sucht gesucht möchte möchten sagen sagt gesagt erzählen erzählt versucht versuchen "
    "ausprobiert ausprobieren probiert gehört wollten planen geplant überlegen überlegt denken meinen fragen frage anfangen sehen schauen "
    "hallo ja wollte gelaufen organisiert gemacht "
    "guten tag danke äh ähm okay genau ehrlich bestimmt stehen steht jemand viel viele vielen wenig wenige lange schnell gut besser "
    "kommt kommen heraus herauskommt rausgekommen einfach richtig wirklich tatsächlich überall bisschen nämlich gleich später zuletzt "
    "bringt bringen eigene eigenen neue neuen läuft laufen aussieht sieht sinnvoll sinn vorhaben idee ideen umsetzen eingeführt einführen "
    "haben bekannt kennt kennen aufbauen starten angeht passiert passierte geworden wurde dazu irgend bezüglich thema unserer unsere"
)
"""Verbs, adverbs and politeness of questions. They say little where other words stand beside them."""

PAGE_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        addresses.published(addresses.SHEETS): (
            *("Ratsvorlage", "Beschlussvorlage", "Vorab-Check", "Stadtratsvorlage", "Gemeinderatsvorlage", "Vorlage für den Rat"),
            *("Anlage zur Ratsvorlage", "Anlage zur Vorlage", "Drucksache", "Erfahrungsblatt", "Sitzungsvorlage"),
        ),
        addresses.published(addresses.PROCEDURES): (
            "Vorgehen",
            "Anleitung",
            "Leitfaden",
            "Schritte",
            "Ablauf",
            "Zeitplan",
            "Was muss ich beantragen",
        ),
        addresses.published(addresses.CHECKLIST): ("Checkliste", "Prüfpunkte", "Prüfliste", "Genehmigungen", "Auflagen", "Fristen"),
        addresses.published(addresses.COSTS): ("Kosten", "Preise", "Was kostet", "Kosten einer Veranstaltung", "Sicherheitskosten"),
        addresses.published(addresses.FUNDING): ("Förderung", "Fördermittel", "Förderprogramm", "Förderprogramme", "Zuschüsse"),
        addresses.published(addresses.FIRST_DAYS): ("Neu im Amt", "Einarbeitung", "erste 100 Tage", "neuer Citymanager"),
        addresses.published(addresses.BOARD): (
            *("Partner gesucht", "Partner suchen", "Partner finden", "gemeinsame Ausschreibung", "ausleihen", "Leihgut"),
            *("mitmachen", "Mitstreiter", "Gesuche"),
        ),
        addresses.published(addresses.FOLLOWED): ("Nachgefasst", "Was wurde daraus", "Gibt es das noch", "Läuft das noch"),
        addresses.published(addresses.REPORTS): ("Jahresbericht", "Jahresberichte", "Jahresrückblick", "Rückblick", "Bilanz des Jahres"),
        addresses.published(addresses.PROVIDERS): ("Anbieter", "Dienstleister", "Anbieter insolvent"),
    }
)
"""Other names of pages."""


def trade_words() -> dict[str, object]:
    """What queries need of it."""
    return {
        "families": [family.split(", ") for family in _FAMILIES],
        "abbreviations": [[short, words.split(", ")] for every, words in _ABBREVIATIONS.items() for short in every.split()],
        "asking": _ASKING.split(),
    }
