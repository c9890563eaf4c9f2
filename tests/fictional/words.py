"""Names and sentences of towns that do not exist."""

from citynet_kb.model import Outcome

# fmt: off
FIRST = ("Muster", "Beispiel", "Irgend", "Wunsch", "Nirgend", "Probe", "Modell", "Fabel", "Traum", "Phantasie",
         "Schein", "Erfinder", "Schablonen", "Platzhalter", "Vorlagen", "Kulissen", "Attrappen", "Entwurfs", "Skizzen", "Zettel")
LAST = ("stadt", "hausen", "dorf", "berg", "furt", "feld", "bach", "heim", "tal", "burg", "rode",
        "leben", "kirchen", "brunn", "walde", "hagen", "weiler", "brueck", "born", "au")
# fmt: on
STATES = ("Thüringen", "Sachsen", "Bayern", "Hessen", "Niedersachsen", "Saarland")
TOPICS = {
    "leerstand": ("Leerstand & Ansiedlung", ("pop-up-store", "anmietungsfonds", "leerstandskataster", "gruenderwettbewerb")),
    "feste-maerkte": ("Feste, Märkte & Frequenz", ("feierabendmarkt", "eisbahn", "stadtfest", "themenmarkt", "stadtstrand")),
    "verkehr": ("Verkehr & Parken", ("fussgaengerzone-auf-probe", "kostenloses-parken", "parklets", "kostenloser-nahverkehr")),
    "digital": ("Digitales", ("stadt-app", "stadtgutschein", "lokaler-online-marktplatz", "passantenzaehlung")),
    "netzwerk": ("Vereine & Netzwerk", ("haendlerverein", "isg-bid", "heimat-shoppen")),
}
WORDS = {
    Outcome.SUCCESSFUL: "läuft gut",
    Outcome.PARTLY: "gelingt zum Teil",
    Outcome.NO_EFFECT: "bleibt ohne Wirkung",
    Outcome.DISCONTINUED: "nach einiger Zeit eingestellt",
    Outcome.NEVER_REALISED: "kam nicht zustande",
    Outcome.CANCELLED: "fiel einmal aus",
    Outcome.EXPIRED: "endete wie vorgesehen",
    Outcome.OPEN: "hat begonnen",
}
COMMON = ("stadtfest", "haendlerverein", "stadtgutschein")
"""Measures that nearly every town has."""
OFFICES = ("Citymanagement", "Wirtschaftsförderung", "Stadtmarketing", "Marktbüro")
SENTENCES = (
    "Die Händler machten zunächst mit, später blieben viele Stände leer.",
    "Der Rat gab das Geld frei, die Genehmigung ließ auf sich warten.",
    "An warmen Abenden kamen viele, bei Regen fast niemand.",
    "Eine Zählung gab es nicht, wohl aber Rückmeldungen aus den Läden.",
    "Ohne die Ehrenamtlichen wäre nichts daraus geworden.",
    "Beim nächsten Mal würde früher mit den Anwohnern gesprochen.",
)
LONG_SENTENCES = (
    "Die Händler machten zunächst mit, später blieben viele Stände leer.",
    "Der Rat gab 2019 das Geld frei, die Genehmigung ließ bis in den Herbst auf sich warten.",
    "An warmen Abenden kamen viele, bei Regen fast niemand; gezählt wurden 1.200 Gäste.",
    "Eine Zählung gab es nicht, wohl aber Rückmeldungen aus 14 Läden der Fußgängerzone.",
    "Ohne die Ehrenamtlichen des Gewerbevereins wäre nichts daraus geworden.",
    "Beim nächsten Mal würde früher mit den Anwohnern gesprochen: »Wir haben es aus der Zeitung erfahren.«",
    "Die Kosten von rund 40.000 Euro trug zur Hälfte das Land, den Rest die Stadt und ihre Sparkasse.",
    "Nach Angaben der Stadt soll das Angebot in kleinerer Form weitergehen.",
)
"""As long as real ones, with figures and dates in them."""
HEADLINES = (
    "Viel Andrang zum Auftakt auf dem Marktplatz",
    "Stadtrat stimmt für Fortsetzung im kommenden Jahr",
    "Händler fordern mehr Werbung: »So geht es nicht weiter«",
    "Aus nach zwei Jahren: Betreiber zieht sich zurück",
    "Sachstand zur Belebung der Innenstadt",
)
PUBLISHERS = ("Musterstädter Tageblatt", "Stadt, Pressestelle", "IHK", "Anzeiger für Stadt und Land")
FACTORS = ("Fester Ansprechpartner im Rathaus", "Kurze Wege zur Genehmigung", "Mitwirkung der Gastronomie", "Sponsoren vor Ort")
