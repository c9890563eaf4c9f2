"""The words of the vocabularies, written out a second time, so that a changed word is noticed."""

BANDS = ("sehr-klein", "klein", "mittel", "gross", "sehr-gross")
LANDS = (
    *("Baden-Württemberg", "Bayern", "Berlin", "Brandenburg", "Bremen", "Hamburg", "Hessen", "Mecklenburg-Vorpommern", "Niedersachsen"),
    *("Nordrhein-Westfalen", "Rheinland-Pfalz", "Saarland", "Sachsen", "Sachsen-Anhalt", "Schleswig-Holstein", "Thüringen"),
)
SIZES = {
    "grosse-grossstadt": ("Große Großstadt", 500_000),
    "kleinere-grossstadt": ("Kleinere Großstadt", 100_000),
    "groessere-mittelstadt": ("Größere Mittelstadt", 50_000),
    "kleinere-mittelstadt": ("Kleinere Mittelstadt", 20_000),
    "groessere-kleinstadt": ("Größere Kleinstadt", 10_000),
    "kleine-kleinstadt": ("Kleine Kleinstadt", 5_000),
    "landgemeinde": ("Landgemeinde", 0),
}
"""Label and least population, the largest first."""
EFFORTS = {
    "sehr-klein": "Sehr klein",
    "klein": "Klein",
    "mittel": "Mittel",
    "gross": "Groß",
    "sehr-gross": "Sehr groß",
    "unbekannt": "Unbekannt",
}
EVIDENCE = {
    "eindruck": "Eindruck der Beteiligten",
    "rueckmeldung": "Rückmeldungen / Presse",
    "zaehlung": "Zählung",
    "vorher-nachher": "Vorher-nachher",
    "vergleich": "Vergleich",
    "extern": "Extern begleitet",
}
OUTCOMES = {
    "erfolgreich": "Erfolgreich",
    "teilweise": "Teilweise erfolgreich",
    "wirkungslos": "Ziel verfehlt",
    "eingestellt": "Eingestellt",
    "nicht-zustande": "Nicht zustande gekommen",
    "ausgefallen": "Ausgefallen",
    "ausgelaufen": "Ausgelaufen",
    "offen": "Offen",
}
SILENT = ("offen", "ausgefallen")
"""Outcomes that are shown and not counted."""
KNOWN_ENDS = tuple(result for result in OUTCOMES if result not in SILENT)
CADENCES = {"einmalig": "Einmalig", "wiederkehrend": "Wiederkehrend", "dauerhaft": "Auf Dauer", "befristet": "Auf Zeit"}
ORGANISERS = {
    "stadt": "Stadt",
    "stadtmarketing": "Stadtmarketing",
    "verein": "Verein",
    "privat": "Privat",
    "betreiber": "Betreiber im Auftrag",
    "land": "Land",
}
COSTS_OF = {
    "gesamt": "Gesamtkosten",
    "einmalig": "Einmalige Kosten",
    "laufend-jahr": "Laufend im Jahr",
    "budget-geplant": "Geplantes Budget",
    "foerdersumme": "Fördersumme",
    "zuschuss-stadt": "Zuschuss der Stadt",
}
COMPARABLE = ("gesamt", "einmalig", "laufend-jahr", "budget-geplant")
"""What a figure must cover to stand in a range. A grant and a subsidy are parts of a cost."""
