"""The checklist (Prüfpunkte): items with their lead time and legal basis.

`verified` is False until a practitioner has confirmed the item. `state` is `*` (everywhere) or the Land's code.
"""

from typing import Self

from citynet_kb.model.terms import Term, new_term


class ChecklistGroup(Term):
    """A group of checklist items."""

    PERMITS = ("genehmigung", "Genehmigungen", "Erlaubnisse, Anzeigen und Verordnungen.")
    SAFETY = ("sicherheit", "Sicherheit", "Schutz der Menschen und Haftung.")
    COSTS_AND_FUNDING = ("kosten", "Kosten & Förderung", "Geld, Förderung und Vergabe.")
    BACKING = ("rueckhalt", "Rückhalt", "Beschlüsse und Zusagen.")
    TECHNOLOGY_AND_SUPPLY = ("technik", "Technik & Versorgung", "Strom, Wasser, Wetter.")
    QUALITY = ("qualitaet", "Qualität", "Zugang, Datenschutz und Werbung.")
    IMPACT_AND_AFTERMATH = ("wirkung", "Wirkung & Danach", "Messen und weiterführen.")


class ChecklistItem(Term):
    """One item (Prüfpunkt). `lead_weeks` = weeks before the start at which it must be under way; 0 = any time."""

    group: ChecklistGroup
    lead_weeks: int
    state: str
    verified: bool
    legal_basis: str

    def __new__(cls, slug: str, label: str, group: ChecklistGroup, lead_weeks: int, state: str, verified: bool, legal_basis: str) -> Self:
        lead = f"Spätestens {lead_weeks} Wochen vorher beginnen." if lead_weeks else "Jederzeit möglich."
        member = new_term(cls, slug, label, f"{lead} Rechtsgrundlage: {legal_basis}." if legal_basis else lead)
        member.group, member.lead_weeks, member.state = group, lead_weeks, state
        member.verified, member.legal_basis = verified, legal_basis
        return member

    OBG_ANZEIGE = ("obg-anzeige", "Öffentliche Vergnügung anzeigen", ChecklistGroup.PERMITS, 3, "TH", True, "§ 42 ThürOBG")
    SONDERNUTZUNG = ("sondernutzung", "Sondernutzung für Straße oder Platz erlauben lassen", ChecklistGroup.PERMITS, 8, "*", False, "")
    MARKTFESTSETZUNG = ("marktfestsetzung", "Markt oder Volksfest festsetzen lassen", ChecklistGroup.PERMITS, 10, "*", False, "§ 69 GewO")
    SONNTAGSOEFFNUNG = (
        "sonntagsoeffnung",
        "Verkaufsoffener Sonntag: Anlass, Besucherprognose, Rechtsverordnung",
        ChecklistGroup.PERMITS,
        26,
        "TH",
        True,
        "§ 10 ThürLadÖffG",
    )
    VERKEHRSANORDNUNG = (
        "verkehrsanordnung",
        "Verkehrsrechtliche Anordnung oder Erlaubnis einholen",
        ChecklistGroup.PERMITS,
        8,
        "*",
        False,
        "§§ 29, 45 StVO",
    )
    VERKEHRSVERSUCH_BEGRUENDUNG = (
        "verkehrsversuch-begruendung",
        "Verkehrsversuch: Rechtsgrundlage und Daten zur Begründung liegen vor",
        ChecklistGroup.PERMITS,
        26,
        "*",
        True,
        "§ 45 StVO (Fassung prüfen) oder Straßenrecht",
    )
    GASTSTAETTEN = ("gaststaetten", "Speisen und Getränke: Anzeige, Sperrzeit", ChecklistGroup.PERMITS, 4, "TH", True, "ThürGastG")
    LAERM = ("laerm", "Lärmschutz und Ausnahme von der Nachtruhe klären", ChecklistGroup.PERMITS, 8, "*", False, "")
    FLIEGENDE_BAUTEN = (
        "fliegende-bauten",
        "Bühne, Zelt, Fahrgeschäft: fliegende Bauten abnehmen lassen",
        ChecklistGroup.PERMITS,
        4,
        "*",
        False,
        "",
    )
    NUTZUNGSAENDERUNG = (
        "nutzungsaenderung",
        "Nutzungsänderung oder Bauantrag vor dem Mietvertrag prüfen",
        ChecklistGroup.PERMITS,
        20,
        "*",
        True,
        "",
    )
    BRANDSCHUTZ = ("brandschutz", "Brandschutz, Rettungswege, Brandsicherheitswache", ChecklistGroup.SAFETY, 8, "*", False, "")
    SICHERHEITSKONZEPT = (
        "sicherheitskonzept",
        "Sicherheitskonzept mit Polizei, Ordnungsamt, Feuerwehr",
        ChecklistGroup.SAFETY,
        16,
        "*",
        True,
        "",
    )
    ZUFAHRTSSCHUTZ = ("zufahrtsschutz", "Zufahrtsschutz und Überfahrsperren beschaffen", ChecklistGroup.SAFETY, 16, "*", True, "")
    SANITAETSDIENST = ("sanitaetsdienst", "Sanitätsdienst bestellen", ChecklistGroup.SAFETY, 8, "*", False, "")
    VERSICHERUNG = ("versicherung", "Veranstalterhaftpflicht und Betreiberhaftung klären", ChecklistGroup.SAFETY, 6, "*", True, "")
    GEMA = (
        "gema",
        "GEMA anmelden (gesamte Veranstaltungsfläche messen)",
        ChecklistGroup.COSTS_AND_FUNDING,
        6,
        "*",
        True,
        "GEMA-Tarif U-ST",
    )
    KSK = ("ksk", "Künstlersozialabgabe einplanen", ChecklistGroup.COSTS_AND_FUNDING, 0, "*", False, "KSVG")
    VERGABE = (
        "vergabe",
        "Vergabeverfahren wählen (Direktauftrag bis 30.000 €, Stand 28.03.2025)",
        ChecklistGroup.COSTS_AND_FUNDING,
        8,
        "TH",
        True,
        "ThürVVöA",
    )
    DE_MINIMIS = (
        "de-minimis",
        "Beihilfe und De-minimis-Erklärung bei Zuschüssen prüfen",
        ChecklistGroup.COSTS_AND_FUNDING,
        6,
        "*",
        False,
        "",
    )
    FOERDERANTRAG = (
        "foerderantrag",
        "Förderantrag stellen (Städtebauförderung: Jahresprogramm bis 1. November für das Folgejahr)",
        ChecklistGroup.COSTS_AND_FUNDING,
        60,
        "TH",
        True,
        "",
    )
    VORZEITIGER_BEGINN = (
        "vorzeitiger-beginn",
        "Kein Maßnahmebeginn vor dem Bescheid",
        ChecklistGroup.COSTS_AND_FUNDING,
        26,
        "*",
        False,
        "",
    )
    ZWECKBINDUNG = (
        "zweckbindung",
        "Zweckbindung früherer Fördermittel für die Fläche prüfen",
        ChecklistGroup.COSTS_AND_FUNDING,
        26,
        "*",
        True,
        "",
    )
    HAUSHALT = ("haushalt", "Beschlossener Haushalt liegt zum Vertragsabschluss vor", ChecklistGroup.COSTS_AND_FUNDING, 26, "*", True, "")
    SPONSOREN_ZUSAGE = ("sponsoren-zusage", "Sponsoren haben verbindlich zugesagt", ChecklistGroup.COSTS_AND_FUNDING, 20, "*", True, "")
    KUNDENGELD_SICHERUNG = (
        "kundengeld-sicherung",
        "Gutschein: Kundengelder sind gegen Ausfall des Anbieters gesichert",
        ChecklistGroup.COSTS_AND_FUNDING,
        12,
        "*",
        True,
        "",
    )
    BESCHLUSS = ("beschluss", "Beschluss von Stadtrat oder Ausschuss", ChecklistGroup.BACKING, 16, "*", False, "")
    EIGENTUEMER = ("eigentuemer", "Eigentümer ermittelt und angesprochen", ChecklistGroup.BACKING, 16, "*", True, "")
    HAENDLER_ZUSAGE = ("haendler-zusage", "Mindestzahl an Händlern hat verbindlich zugesagt", ChecklistGroup.BACKING, 12, "*", True, "")
    BETEILIGUNG = ("beteiligung", "Betroffene vor der Entscheidung beteiligt", ChecklistGroup.BACKING, 16, "*", True, "")
    ANWOHNER_INFO = ("anwohner-info", "Anwohner und Anlieger rechtzeitig informiert", ChecklistGroup.BACKING, 4, "*", True, "")
    VEREINE = ("vereine", "Vereine eingebunden und Termine abgeglichen", ChecklistGroup.BACKING, 20, "*", False, "")
    STROM_WASSER_WC = ("strom-wasser-wc", "Strom, Wasser, WC, Abfall", ChecklistGroup.TECHNOLOGY_AND_SUPPLY, 8, "*", False, "")
    SCHLECHTWETTER = ("schlechtwetter", "Plan für Schlechtwetter und Absage", ChecklistGroup.TECHNOLOGY_AND_SUPPLY, 4, "*", False, "")
    BARRIEREFREIHEIT = ("barrierefreiheit", "Barrierefreiheit von Ort und Information", ChecklistGroup.QUALITY, 8, "*", False, "")
    DATENSCHUTZ = ("datenschutz", "Datenschutz (Fotos, Zählung, Gewinnspiel)", ChecklistGroup.QUALITY, 6, "*", False, "DSGVO")
    WERBUNG = ("werbung", "Werbung vor Ort und online eingeplant", ChecklistGroup.QUALITY, 6, "*", True, "")
    NULLMESSUNG = (
        "nullmessung",
        "Nullmessung: Frequenz, Leerstand, Umsatz vor Beginn",
        ChecklistGroup.IMPACT_AND_AFTERMATH,
        8,
        "*",
        True,
        "",
    )
    NACHMESSUNG = ("nachmessung", "Nachmessung und Nachschau (6, 18, 36 Monate)", ChecklistGroup.IMPACT_AND_AFTERMATH, 0, "*", False, "")
    ANSCHLUSS = (
        "anschluss",
        "Geklärt, wer weitermacht, wenn Förderung oder zuständige Kraft enden",
        ChecklistGroup.IMPACT_AND_AFTERMATH,
        12,
        "*",
        True,
        "",
    )
