"""Everyday words for the reasons of setbacks: the one table that the form and every other way in read.

Each stands at one reason only. The clear ones are understood unseen, wherever they are written. The wide ones are offered: the form shows
the reason that it found, and elsewhere it is asked whether that was meant.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from citynet_kb.model.reasons import FailureReason as Reason


class ReasonWords(NamedTuple):
    """Other words for one reason."""

    clear: tuple[str, ...]
    wide: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Both, as the form knows them."""
        return self.clear + self.wide


REASON_WORDS: Mapping[Reason, ReasonWords] = MappingProxyType(
    {
        Reason.PERMIT_REFUSED: ReasonWords(
            ("keine Genehmigung", "Genehmigung fehlte", "Genehmigung abgelehnt", "nicht genehmigt"),
            ("Erlaubnis", "Auflagen der Behörde", "verboten"),
        ),
        Reason.SUNDAY_OPENING_STRUCK_DOWN: ReasonWords(
            (), ("Sonntagsöffnung", "verkaufsoffener Sonntag", "Ladenschluss", "Gewerkschaft klagte")
        ),
        Reason.NO_BASIS_IN_ROAD_TRAFFIC_LAW: ReasonWords(
            (), ("Verkehrsrecht", "StVO", "Straßenverkehrsordnung", "Straßensperrung", "Verkehrsbehörde")
        ),
        Reason.EARMARKED_PAST_SUBSIDIES: ReasonWords(
            (), ("Zweckbindung", "Rückzahlung von Fördermitteln", "Städtebauförderung band die Fläche")
        ),
        Reason.CHANGE_OF_USE_OR_FIRE_SAFETY: ReasonWords(
            ("Brandschutzauflagen",), ("Nutzungsänderung", "Brandschutz", "Bauordnung", "Bauamt", "Baurecht")
        ),
        Reason.PROCUREMENT_OR_STATE_AID_LAW: ReasonWords((), ("Vergaberecht", "Ausschreibung", "Beihilfe", "EU-Recht")),
        Reason.FEES_AND_LICENCES: ReasonWords(
            ("GEMA-Gebühren", "Gebühren zu hoch", "Sondernutzungsgebühren"),
            ("GEMA", "Sondernutzung", "Gebühren", "Lizenz", "Standgebühren"),
        ),
        Reason.DATA_PROTECTION: ReasonWords((), ("DSGVO", "Kameras", "Datenschutzbeauftragter")),
        Reason.HERITAGE_PROTECTION: ReasonWords((), ("Denkmal", "Denkmalamt", "Denkmalpflege")),
        Reason.SAFETY_REQUIREMENTS_UNAFFORDABLE: ReasonWords(
            ("Sicherheitsauflagen", "Sicherheitskonzept zu teuer", "Sicherheitskosten"),
            ("Sicherheitskonzept", "Terrorschutz", "Poller", "Sperren", "Fahrzeugsperren"),
        ),
        Reason.STEWARDS_MISSING: ReasonWords((), ("Ordner fehlten", "Security", "Sanitäter", "Sicherheitsdienst", "Techniker")),
        Reason.LIABILITY_UNCLEAR: ReasonWords((), ("Haftpflicht", "Versicherung", "Verkehrssicherungspflicht")),
        Reason.COSTS_UNDERESTIMATED_OR_RISEN: ReasonWords(
            ("Kostensteigerung", "Kosten gestiegen", "Kosten explodiert", "Mehrkosten", "Strompreis"),
            ("zu teuer", "Kosten zu hoch", "Inflation", "Energiekosten"),
        ),
        Reason.INVESTMENT_TOO_HIGH: ReasonWords((), ("Investition", "Anschaffung zu teuer", "Umbau zu teuer")),
        Reason.FUNDING_ENDED: ReasonWords(
            ("Förderung ausgelaufen", "Förderung endete", "Förderende", "keine Anschlussfinanzierung"),
            ("Fördermittel ausgelaufen", "Projektende", "Anschubfinanzierung"),
        ),
        Reason.FUNDING_REFUSED: ReasonWords(("Förderung abgelehnt", "Förderantrag abgelehnt", "keine Förderung"), ("keine Fördermittel",)),
        Reason.BUDGET_FREEZE: ReasonWords(
            ("Haushaltssperre", "Haushalt gekürzt", "Haushaltskürzung", "kein Haushalt"),
            ("kein Geld im Haushalt", "Haushaltssicherung", "Kürzung", "Sparzwang"),
        ),
        Reason.SPONSOR_MISSING: ReasonWords(
            ("Sponsor fehlte", "kein Sponsor", "Sponsor abgesprungen", "Sponsoren sprangen ab", "Sponsoren fehlten"),
            ("Sponsoren", "Geldgeber", "Spenden"),
        ),
        Reason.RUNNING_COSTS_NOT_COVERED: ReasonWords(
            (), ("Betriebskosten", "Unterhalt", "Folgekosten", "Defizit", "unwirtschaftlich", "rechnete sich nicht")
        ),
        Reason.TOO_FEW_STAFF: ReasonWords(
            ("Personalmangel", "kein Personal", "zu wenige Leute"), ("Personal fehlte", "keine Zeit", "Überlastung")
        ),
        Reason.KEY_PERSON_LEFT: ReasonWords(
            ("Personalwechsel", "Stelle nicht nachbesetzt"), ("Kümmerer weg", "Kollegin ging", "Elternzeit", "Ruhestand", "Kündigung")
        ),
        Reason.RESPONSIBILITY_UNCLEAR: ReasonWords((), ("Zuständigkeit", "niemand zuständig", "kein Auftrag")),
        Reason.TIMING: ReasonWords(
            (), ("Zeitdruck", "zu kurzfristig", "zu spät begonnen", "Vorlauf", "falscher Zeitpunkt", "zu kurz getestet")
        ),
        Reason.CONTRACTOR_DROPPED_OUT: ReasonWords((), ("Veranstalter sagte ab", "Auftragnehmer", "Dienstleister insolvent")),
        Reason.NO_OPERATOR_FOUND: ReasonWords(
            ("kein Betreiber", "kein Betreiber gefunden", "Betreiber fehlte"), ("kein Pächter", "kein Mieter", "kein Träger")
        ),
        Reason.OWNERS_UNWILLING: ReasonWords(
            ("Eigentümer nicht bereit", "Eigentümer wollte nicht", "Eigentümer wollten nicht", "Vermieter"),
            ("Eigentümer", "Hausbesitzer", "Miete zu hoch", "Immobilienbesitzer"),
        ),
        Reason.TOO_FEW_TRADERS: ReasonWords(
            (
                "zu wenige Händler",
                "zu wenig Händler",
                "Händler fehlten",
                "zu wenige Beschicker",
                "zu wenig Beschicker",
                "zu wenige Stände",
                "zu wenige Gastronomen",
                "Händler machten nicht mit",
                "zu wenig Stände",
            ),
            ("Beschicker", "Gastronomen"),
        ),
        Reason.VOLUNTEERS_OVERSTRETCHED: ReasonWords(
            ("Ehrenamt überlastet", "keine Ehrenamtlichen", "Ehrenamtliche fehlten", "keine Nachfolge"),
            ("Ehrenamtliche", "keine Nachfolger", "Verein aufgelöst", "kein Vorstand", "zu wenig Helfer", "Helfermangel"),
        ),
        Reason.RIVAL_ORGANISERS: ReasonWords((), ("Konkurrenz", "Streit unter Vereinen", "Konkurrenzveranstaltung")),
        Reason.OPPOSITION_BY_NEIGHBOURS: ReasonWords(
            ("Anwohner", "Anwohnerbeschwerden", "Anwohnerprotest", "Beschwerden der Anwohner"),
            ("Anlieger", "Nachbarn", "Beschwerden", "Lärmbeschwerden", "Klage der Anwohner"),
        ),
        Reason.PARTNERS_NOT_ALIGNED: ReasonWords((), ("Streit", "Abstimmung fehlte", "uneinig", "Uneinigkeit")),
        Reason.NO_DECISION: ReasonWords(
            ("kein Ratsbeschluss", "kein Stadtratsbeschluss", "Stadtrat lehnte ab", "Stadtrat vertagte", "Rat lehnte ab"),
            ("Stadtrat", "keine Mehrheit", "Gemeinderat", "Ratsbeschluss fehlte"),
        ),
        Reason.CHANGE_OF_MAJORITY: ReasonWords((), ("neuer Bürgermeister", "Kommunalwahl", "Wahl", "neue Mehrheit")),
        Reason.PUBLIC_CRITICISM: ReasonWords((), ("Kritik", "Presse", "Shitstorm", "Protest", "Bürgerbegehren", "Petition")),
        Reason.PEOPLE_AFFECTED_NOT_INVOLVED: ReasonWords((), ("Beteiligung", "nicht gefragt", "Bürgerbeteiligung")),
        Reason.TOO_LITTLE_DEMAND: ReasonWords(
            (
                "zu wenig Besucher",
                "zu wenige Besucher",
                "zu wenig Gäste",
                "zu wenige Gäste",
                "zu wenig Kunden",
                "zu wenige Kunden",
                "kaum Nachfrage",
                "keine Nachfrage",
                "geringe Nachfrage",
                "mangelnde Nachfrage",
                "kaum Besucher",
                "Nachfrage zu gering",
            ),
            ("Besucher blieben aus", "kaum Kunden", "kein Interesse", "nicht genutzt"),
        ),
        Reason.OFFER_DID_NOT_FIT: ReasonWords((), ("falsches Angebot", "Konzept", "falsches Konzept", "Öffnungszeiten", "Sortiment")),
        Reason.UNSUITABLE_LOCATION: ReasonWords((), ("falscher Standort", "falscher Platz", "Lage", "schlechte Lage", "Platz fehlte")),
        Reason.SHORT_LIVED_EFFECT: ReasonWords((), ("Strohfeuer", "nicht nachhaltig", "nur am Anfang")),
        Reason.FOOTFALL_MERELY_SHIFTED: ReasonWords((), ("Verdrängung", "nur verlagert", "Verlagerung")),
        Reason.NO_CHANCE_AGAINST_ONLINE_OFFERS: ReasonWords((), ("Amazon", "Onlinehandel", "Internet", "Online-Konkurrenz")),
        Reason.NOT_WELL_ENOUGH_KNOWN: ReasonWords(
            (), ("Werbung fehlte", "zu wenig Werbung", "unbekannt geblieben", "Marketing fehlte", "kaum bekannt")
        ),
        Reason.SIDE_EFFECTS: ReasonWords((), ("Lärm", "Müll", "Parkplätze", "Parkdruck", "Stau", "Alkohol", "Vandalismus")),
        Reason.OVERTAKEN_BY_CHANGE: ReasonWords((), ("überholt", "nicht mehr nötig", "überflüssig", "veraltet")),
        Reason.TOO_MUCH_UPKEEP: ReasonWords((), ("Pflegeaufwand", "Datenpflege", "Wartung", "niemand pflegte die Daten")),
        Reason.UNRELIABLE_TECHNOLOGY: ReasonWords(
            (), ("Technik", "technische Probleme", "Ausfälle", "Fehler der Software", "störanfällig", "defekt")
        ),
        Reason.PROVIDER_GONE: ReasonWords((), ("Anbieter insolvent", "Insolvenz", "Anbieter pleite", "Dienst abgeschaltet")),
        Reason.INTERFACE_PROBLEMS: ReasonWords((), ("Schnittstelle", "Kassensystem", "Kassen", "IT")),
        Reason.WEATHER: ReasonWords(("schlechtes Wetter", "Regen", "Schlechtwetter"), ("Sturm", "Hitze", "Schnee", "Unwetter")),
        Reason.CLASH_OF_DATES: ReasonWords((), ("Termin", "gleichzeitig anderes Fest", "Terminüberschneidung")),
        Reason.CONSTRUCTION_WORKS: ReasonWords((), ("Bauarbeiten", "Baustellen", "Straßenbau")),
        Reason.PANDEMIC_CRISIS_OR_MARKET: ReasonWords(
            (), ("Corona", "Pandemie", "Covid", "Krieg", "Wirtschaftskrise", "Energiekrise", "Lockdown")
        ),
        Reason.REASON_UNKNOWN: ReasonWords(("unbekannt", "nicht bekannt", "weiß nicht"), ("keine Ahnung", "unklar")),
        Reason.OTHER_REASON: ReasonWords(("anderer Grund", "Sonstiges", "anderes"), ()),
    }
)
