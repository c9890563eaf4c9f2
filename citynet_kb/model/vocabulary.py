"""The closed vocabularies of a case study: outcome, effort, evidence and the smaller lists.

Source of the values: the network's initial vocabulary. Effort bands: the largest of cost, staff days and lead time decides;
30,000 € is Thuringia's direct-award limit since 2025-03-28. Size classes: BBSR (Bundesinstitut für Bau-, Stadt- und Raumforschung).
"""

from typing import Self

from citynet_kb.model.terms import Term, new_term


class Outcome(Term):
    """What became of a measure in one town (Ergebnis)."""

    SUCCESSFUL = ("erfolgreich", "Erfolgreich", "Ziele erreicht.")
    PARTLY = ("teilweise", "Teilweise erfolgreich", "Ein Teil der Ziele erreicht.")
    NO_EFFECT = ("wirkungslos", "Ziel verfehlt", "Durchgeführt, Ziele verfehlt.")
    DISCONTINUED = ("eingestellt", "Eingestellt", "Lief und wurde aufgegeben, obwohl es weitergehen sollte.")
    NEVER_REALISED = ("nicht-zustande", "Nicht zustande gekommen", "Geplant oder beschlossen, fand aber kein einziges Mal statt.")
    CANCELLED = (
        "ausgefallen",
        "Ausgefallen",
        "Eine Ausgabe einer Reihe, die es vorher gab, fand nicht statt; über die Reihe sagt das nichts.",
    )
    EXPIRED = ("ausgelaufen", "Ausgelaufen", "Endete wie vorgesehen oder wurde abgelöst, ohne gescheitert zu sein.")
    OPEN = ("offen", "Offen", "Läuft noch oder Ergebnis nicht bekannt.")

    @property
    def is_setback(self) -> bool:
        """Missed its goals, was given up although it was to go on, or did not take place once."""
        return self in SETBACKS

    @property
    def is_known_end(self) -> bool:
        """Says how the attempt ended. A cancelled edition says nothing about the series."""
        return self not in (Outcome.OPEN, Outcome.CANCELLED)


SETBACKS = (Outcome.DISCONTINUED, Outcome.NO_EFFECT, Outcome.NEVER_REALISED)
OUTCOMES = (*SETBACKS, Outcome.PARTLY, Outcome.SUCCESSFUL, Outcome.EXPIRED, Outcome.CANCELLED, Outcome.OPEN)
"""In the one order in which readers see them, in signs, legends, lists and filters: setbacks first. Who reports a case chooses from them in
the order of the vocabulary."""


class Cadence(Term):
    """How often something was meant to happen (Art des Vorhabens)."""

    ONCE = ("einmalig", "Einmalig", "Ein einziger Anlass.")
    RECURRING = ("wiederkehrend", "Wiederkehrend", "Eine Reihe, etwa jedes Jahr oder jeden Monat.")
    PERMANENT = ("dauerhaft", "Auf Dauer", "Ohne vorgesehenes Ende.")
    LIMITED = ("befristet", "Auf Zeit", "Projekt oder Versuch mit vorgesehenem Ende.")


class Organiser(Term):
    """Who ran it (Träger)."""

    TOWN = ("stadt", "Stadt", "Die Stadtverwaltung oder ein Betrieb der Stadt.")
    TOWN_MARKETING = ("stadtmarketing", "Stadtmarketing", "Stadtmarketing als Gesellschaft oder Verein.")
    ASSOCIATION = ("verein", "Verein", "Ein Verein, etwa der Händlerverein.")
    PRIVATE = ("privat", "Privat", "Ein Unternehmen, eine Genossenschaft oder Privatleute.")
    OPERATOR = ("betreiber", "Betreiber im Auftrag", "Ein Dienstleister, der es für die Stadt betrieb.")
    STATE = ("land", "Land", "Ein Land oder eine Landesgesellschaft.")


class Effort(Term):
    """Effort band (Aufwand). `level` 1 to 5; `limits` = most € of cost, staff days and weeks of lead time. None: unknown, or open."""

    level: int | None
    limits: tuple[int, int, int] | None

    def __new__(cls, slug: str, label: str, definition: str, level: int | None, limits: tuple[int, int, int] | None) -> Self:
        member = new_term(cls, slug, label, definition)
        member.level = level
        member.limits = limits
        return member

    VERY_SMALL = ("sehr-klein", "Sehr klein", "Höchstens 1.000 €, 2 Personentage und 4 Wochen Vorlauf.", 1, (1_000, 2, 4))
    SMALL = ("klein", "Klein", "Höchstens 5.000 €, 10 Personentage und 12 Wochen Vorlauf.", 2, (5_000, 10, 12))
    MEDIUM = ("mittel", "Mittel", "Höchstens 30.000 €, 40 Personentage und 26 Wochen Vorlauf.", 3, (30_000, 40, 26))
    LARGE = ("gross", "Groß", "Höchstens 200.000 €, 120 Personentage und 52 Wochen Vorlauf.", 4, (200_000, 120, 52))
    VERY_LARGE = ("sehr-gross", "Sehr groß", "Mehr als 200.000 €, 120 Personentage oder 52 Wochen Vorlauf.", 5, None)
    UNKNOWN = ("unbekannt", "Unbekannt", "Kosten und Arbeitszeit sind nicht bekannt.", None, None)

    @classmethod
    def of(cls, cost_eur: int | None, staff_days: int | None, lead_weeks: int | None) -> "Effort":
        """The smallest band that holds every known figure; UNKNOWN where none is known."""
        if cost_eur is None and staff_days is None and lead_weeks is None:
            return cls.UNKNOWN
        figures = (cost_eur or 0, staff_days or 0, lead_weeks or 0)  # an unknown figure fits any band
        for band, limits in _LIMITED:
            if figures[0] <= limits[0] and figures[1] <= limits[1] and figures[2] <= limits[2]:
                return band
        return cls.VERY_LARGE


_LIMITED = tuple((band, band.limits) for band in Effort if band.limits)


class Evidence(Term):
    """How the outcome is known (Belege). `level` 0 (impression) to 5 (independent evaluation)."""

    level: int

    def __new__(cls, slug: str, label: str, definition: str, level: int) -> Self:
        member = new_term(cls, slug, label, definition)
        member.level = level
        return member

    IMPRESSION = ("eindruck", "Eindruck der Beteiligten", "Einschätzung ohne gesammelte Rückmeldungen oder Zahlen.", 0)
    FEEDBACK = ("rueckmeldung", "Rückmeldungen / Presse", "Gesammelte Rückmeldungen, Befragung, Beschluss oder Pressebericht.", 1)
    COUNT = ("zaehlung", "Zählung", "Zahlen aus der Umsetzung ohne Vergleich.", 2)
    BEFORE_AND_AFTER = ("vorher-nachher", "Vorher-nachher", "Zahlen vor und nach der Maßnahme.", 3)
    COMPARISON = ("vergleich", "Vergleich", "Vergleich mit anderem Ort oder Zeitraum ohne Maßnahme.", 4)
    EXTERNAL_EVALUATION = ("extern", "Extern begleitet", "Unabhängige Stelle hat begleitet oder ausgewertet.", 5)


class WouldRepeat(Term):
    """Would the town do it again? (Würden Sie es wieder tun?)"""

    YES = ("ja", "Ja, genauso", "Wir würden es genauso wieder tun.")
    YES_DIFFERENTLY = ("ja-anders", "Ja, aber anders", "Wir würden es wieder tun, aber anders.")
    NO = ("nein", "Nein", "Wir würden es nicht wieder tun.")
    UNCLEAR = ("unklar", "Noch unklar", "Wir können das noch nicht sagen.")


class Kind(Term):
    """Where a case study comes from (Art des Berichts)."""

    BRIEF_NOTE = ("kurzmeldung", "Kurzmeldung", "Fünf Pflichtfelder (dazu ein Grund, wenn es nicht gelang) und wenige Sätze.")
    CASE_STUDY = ("fallbericht", "Fallbericht", "Von der Stadt selbst ausführlich beschrieben.")
    DOCUMENTED = ("dokumentiert", "Öffentlich dokumentiert", "Aus öffentlichen Quellen zusammengestellt, nicht von der Stadt eingereicht.")


class Confidence(Term):
    """How well the sources carry an entry (Verlässlichkeit)."""

    HIGH = ("high", "Hoch", "Mehrere oder sehr verlässliche Quellen tragen den Eintrag.")
    MEDIUM = ("medium", "Mittel", "Die Quellen tragen den Eintrag, Einzelheiten können fehlen.")
    LOW = ("low", "Niedrig", "Die Quellenlage ist dünn; der Fall wird gezeigt, aber nirgends gezählt.")


class Funding(Term):
    """Where the money came from (Finanzierung)."""

    OWN_FUNDS = ("eigenmittel", "Eigenmittel der Stadt", "Mittel aus dem städtischen Haushalt.")
    ZIZ = (
        "ziz",
        "Bund: Zukunftsfähige Innenstädte und Zentren (2022-2025, beendet)",
        "Bundesprogramm Zukunftsfähige Innenstädte und Zentren.",
    )
    FEDERAL = ("bund", "Bund: anderes Programm", "Ein anderes Programm des Bundes.")
    URBAN_DEVELOPMENT = (
        "staedtebaufoerderung",
        "Städtebauförderung (Programm nicht genannt)",
        "Städtebauförderung, ohne dass das Programm genannt ist.",
    )
    LIVING_CENTRES = ("lebendige-zentren", "Städtebauförderung: Lebendige Zentren", "Städtebauförderung im Programm Lebendige Zentren.")
    SOCIAL_COHESION = (
        "sozialer-zusammenhalt",
        "Städtebauförderung: Sozialer Zusammenhalt",
        "Städtebauförderung im Programm Sozialer Zusammenhalt.",
    )
    RENEWAL = (
        "wachstum-erneuerung",
        "Städtebauförderung: Wachstum und nachhaltige Erneuerung",
        "Städtebauförderung im Programm Wachstum und nachhaltige Erneuerung.",
    )
    DISPOSITION_FUND = ("verfuegungsfonds", "Verfügungsfonds", "Gemeinsamer Fonds von Stadt und Privaten für kleine Vorhaben.")
    STATE = ("land", "Landesmittel", "Mittel eines Landes außerhalb der Städtebauförderung.")
    EU = ("eu", "EU-Mittel (EFRE, ESF, LEADER, Forschung)", "Mittel der Europäischen Union.")
    SPONSORING = ("sponsoring", "Sponsoring", "Geld oder Sachleistung gegen Werbung.")
    REVENUE = ("einnahmen", "Einnahmen (Standgeld, Eintritt, Verkauf, Gebühren)", "Geld, das das Vorhaben selbst einbringt.")
    TRADER_LEVY = ("umlage-haendler", "Beiträge der Händler", "Beiträge, die Händler zahlen.")
    OWNER_LEVY = ("umlage-eigentuemer", "Abgabe der Grundeigentümer (BID/ISG)", "Abgabe der Grundeigentümer nach Landesgesetz.")
    PRIVATE = ("privat", "Privates Unternehmen oder Investor", "Geld eines Unternehmens oder Investors.")
    DONATIONS = ("stiftung-spenden", "Stiftung, Spenden, Crowdfunding", "Geld von Stiftungen, Spendern oder vielen Einzelnen.")


class CostOf(Term):
    """What the leading figure of the costs covers (Was der Betrag umfasst)."""

    TOTAL = ("gesamt", "Gesamtkosten", "Alles zusammen, über die ganze Laufzeit.")
    ONE_OFF = ("einmalig", "Einmalige Kosten", "Anschaffung, Aufbau oder ein einzelner Anlass.")
    RUNNING_PER_YEAR = ("laufend-jahr", "Laufend im Jahr", "Was jedes Jahr des Betriebs kostet.")
    PLANNED_BUDGET = ("budget-geplant", "Geplantes Budget", "Der Ansatz vorher; was es wirklich kostete, ist nicht bekannt.")
    GRANT = ("foerdersumme", "Fördersumme", "Nur die Förderung; die ganzen Kosten sind nicht bekannt.")
    SUBSIDY = ("zuschuss-stadt", "Zuschuss der Stadt", "Nur der Anteil der Stadt; die ganzen Kosten sind nicht bekannt.")

    @property
    def is_whole_cost(self) -> bool:
        """Covers what the thing cost. A grant or a subsidy is only a part of it: it bounds no band and enters no range."""
        return self not in (CostOf.GRANT, CostOf.SUBSIDY)


class LookingFor(Term):
    """What a town looks for (Gesucht)."""

    PARTNERS = ("mitmacher", "Mitmacher gesucht", "Gesucht werden Städte oder Partner, die mitmachen.")
    JOINT_PROCUREMENT = ("gemeinsame-ausschreibung", "Gemeinsame Ausschreibung", "Gesucht werden Städte für eine gemeinsame Ausschreibung.")
    EXPERIENCE = ("erfahrungen", "Erfahrungen gesucht", "Gesucht werden Erfahrungen anderer.")
    EQUIPMENT = ("leihgut", "Material zum Leihen", "Gesucht oder angeboten wird Material zum Leihen.")
    TEMPLATE = ("vorlage", "Vorlage gesucht", "Gesucht wird eine Vorlage, etwa für Vertrag, Satzung oder Antrag.")


class ChecklistState(Term):
    """What became of one item of the checklist (Stand)."""

    DONE = ("erledigt", "Erledigt", "Rechtzeitig erledigt.")
    TOO_LATE = ("zu-spaet", "Zu spät", "Erledigt, aber zu spät begonnen.")
    FORGOTTEN = ("vergessen", "Vergessen", "Nicht bedacht.")
    NOT_NEEDED = ("nicht-noetig", "Nicht nötig", "Hier nicht gebraucht.")


class CommonCause(Term):
    """One outside cause behind setbacks in several towns (gemeinsame Ursache)."""

    KEEPLOCAL_INSOLVENCY = (
        "keeplocal-insolvenz-2024",
        "Insolvenz des Anbieters KeepLocal, Juli 2024",
        "Mehrere Städte verloren ihr Gutscheinsystem zugleich, weil der gemeinsame technische Anbieter zahlungsunfähig wurde.",
    )


class SizeClass(Term):
    """Size class of a town (Größenklasse) by population alone, without its central function. `minimum` = least population."""

    minimum: int

    def __new__(cls, slug: str, label: str, definition: str, minimum: int) -> Self:
        member = new_term(cls, slug, label, definition)
        member.minimum = minimum
        return member

    LARGE_CITY = ("grosse-grossstadt", "Große Großstadt", "Ab 500.000 Einwohnern.", 500_000)
    SMALLER_LARGE_CITY = ("kleinere-grossstadt", "Kleinere Großstadt", "100.000 bis unter 500.000 Einwohner.", 100_000)
    LARGER_MEDIUM_TOWN = ("groessere-mittelstadt", "Größere Mittelstadt", "50.000 bis unter 100.000 Einwohner.", 50_000)
    SMALLER_MEDIUM_TOWN = ("kleinere-mittelstadt", "Kleinere Mittelstadt", "20.000 bis unter 50.000 Einwohner.", 20_000)
    LARGER_SMALL_TOWN = ("groessere-kleinstadt", "Größere Kleinstadt", "10.000 bis unter 20.000 Einwohner.", 10_000)
    SMALL_TOWN = ("kleine-kleinstadt", "Kleine Kleinstadt", "5.000 bis unter 10.000 Einwohner.", 5_000)
    RURAL = ("landgemeinde", "Landgemeinde", "Unter 5.000 Einwohnern.", 0)

    @classmethod
    def of(cls, population: int) -> "SizeClass":
        """The class of a town with that many inhabitants."""
        return next(size for size in cls if population >= size.minimum)
