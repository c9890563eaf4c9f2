"""The closed vocabularies of practice: groups of checklist items, how sure one is, when it is needed, cost items, levels of funding."""

from citynet_kb.model.terms import Term


class ChecklistGroup(Term):
    """A group of checklist items (Prüfpunkte), in the order in which pages name them."""

    PERMITS = ("genehmigung", "Genehmigungen", "Erlaubnisse, Anzeigen und Verordnungen.")
    SAFETY = ("sicherheit", "Sicherheit", "Schutz der Menschen und Haftung.")
    LAW_AND_CONTRACTS = ("recht-vertraege", "Recht und Verträge", "Verträge, Datenschutz und Recht, das keine Erlaubnis verlangt.")
    MONEY_AND_FUNDING = ("geld-foerderung", "Geld und Förderung", "Haushalt, Förderung, Sponsoren und Vergabe.")
    CHARGES = ("abgaben", "Abgaben", "Was an andere abzuführen ist: GEMA, Künstlersozialkasse, Steuern.")
    PARTICIPATION = ("beteiligung", "Beteiligung und Beschluss", "Beschlüsse, Zusagen und wer vorher gehört wird.")
    TECHNOLOGY_AND_SPACE = ("technik-flaeche", "Technik und Fläche", "Strom, Wasser, Wetter, Zugang.")
    ADVERTISING = ("werbung", "Werbung", "Wie die Leute davon erfahren.")
    STAFF = ("personal", "Personal und Helfer", "Wer arbeitet, und wie er versichert ist.")
    EVALUATION = ("auswertung", "Auswertung", "Vorher und nachher messen, weiterführen.")


class Verified(Term):
    """How much of a record was read in a source that bears it (Geprüft)."""

    YES = ("ja", "Geprüft", "Rechtsgrundlage, Frist oder Kern sind in der Quelle gelesen.")
    PARTLY = ("teilweise", "Zum Teil geprüft", "Nur ein Teil ist in einer Quelle gelesen; der Rest ist noch zu bestätigen.")
    NO = ("nein", "Noch zu bestätigen", "So steht es noch in keiner Quelle; die genannten handeln von Teilen davon.")


class Need(Term):
    """Whether a measure needs an item of the checklist (Wann)."""

    ALWAYS = ("immer", "Immer", "Gehört zu jeder solchen Maßnahme.")
    MOSTLY = ("meist", "Meist", "Gehört zu den meisten; wann nicht, steht beim Prüfpunkt.")
    DEPENDS = ("je-nach", "Je nach Fall", "Nur unter der genannten Bedingung.")


class StepsBasis(Term):
    """What the steps of a measure rest on (Grundlage der Schritte). Weeks are proposals in any case."""

    SOURCE = ("quelle", "Leitfaden oder Bericht", "Der Kern stammt aus einem Leitfaden oder Bericht.")
    CASES = ("faelle", "Fälle", "Aus den Fällen abgeleitet.")
    SOURCE_AND_CASES = ("quelle-und-faelle", "Leitfaden und Fälle", "Aus einem Leitfaden oder Bericht und aus den Fällen.")
    PLANNING = ("praxislogik", "Planung", "Aus der Logik der Planung, ohne eigene Quelle.")


class FundingLevel(Term):
    """Who pays a grant (Ebene)."""

    TOWN = ("kommune", "Stadt oder Gemeinde", "Eine Stadt fördert aus ihrem Haushalt, oft mit Mitteln anderer.")
    STATE = ("land", "Land", "Das eigene Bundesland fördert.")
    FEDERAL = ("bund", "Bund", "Der Bund fördert, meist über das Land.")
    EU_BY_STATE = ("eu-land", "EU über das Land", "Mittel der Europäischen Union, die das Land vergibt.")
    OTHER_STATE = ("anderes-land", "Anderes Bundesland", "Gibt es nur in einem anderen Bundesland.")


class CostItem(Term):
    """A post of what an event or measure costs or brings in (Posten)."""

    TOTAL = ("gesamt", "Gesamt", "Die ganze Summe; was sie umfasst, steht dabei.")
    SAFETY = ("sicherheit", "Sicherheit", "Ordnungsdienst, Sperren und Konzept zusammen.")
    VEHICLE_BARRIERS = ("zufahrtsschutz", "Zufahrtsschutz", "Sperren gegen Fahrzeuge, gekauft oder gemietet.")
    FIRST_AID = ("sanitaetsdienst", "Sanitätsdienst", "Sanitäter am Ort.")
    MUSIC_RIGHTS = ("gema", "GEMA", "Entgelt für Musik.")
    PROGRAMME = ("programm-technik", "Programm und Technik", "Künstler, Bühne, Ton und Licht.")
    FIREWORKS = ("feuerwerk", "Feuerwerk", "Feuerwerk oder was es ersetzt.")
    ICE_RINK = ("eisbahn", "Eisbahn", "Miete, Aufbau und Betrieb einer Eisbahn.")
    SERVICES = ("fremdleistungen", "Fremdleistungen", "Leistungen anderer Firmen.")
    WORKS_YARD = ("bauhof", "Bauhof", "Arbeit des städtischen Bauhofs.")
    DRINKS = ("getraenke", "Getränke", "Einkauf von Getränken.")
    ADVERTISING = ("werbung", "Werbung", "Plakate, Anzeigen, Netz.")
    SUBSIDY = ("zuschuss", "Zuschuss", "Was die Stadt dazugibt.")
    SPONSORS = ("sponsoring", "Sponsoren", "Was Sponsoren geben.")
    STALL_FEES = ("standgeld", "Standgeld", "Was Händler für ihren Platz zahlen.")
    INCOME = ("einnahmen", "Einnahmen", "Was sonst hereinkommt.")
