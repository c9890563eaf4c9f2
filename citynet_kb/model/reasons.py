"""Why a measure met a setback: reasons in groups. A reason is written `group/reason` in front matter."""

from citynet_kb.model.terms import Term


class ReasonGroup(Term):
    """A group of failure reasons."""

    LAW_AND_PERMITS = ("recht", "Recht & Genehmigung", "Gesetze, Genehmigungen und Gerichte.")
    SAFETY_AND_LIABILITY = ("sicherheit", "Sicherheit & Haftung", "Schutz von Menschen und Fragen der Haftung.")
    MONEY = ("geld", "Geld", "Kosten, Förderung und Haushalt.")
    STAFF_AND_ORGANISATION = ("personal", "Personal & Organisation", "Menschen, Zuständigkeit und Zeitplan in der Verwaltung.")
    PARTICIPANTS = ("akteure", "Mitwirkende", "Händler, Eigentümer, Vereine und Nachbarschaft.")
    POLITICS_AND_BACKING = ("politik", "Politik & Rückhalt", "Beschlüsse, Mehrheiten und öffentliche Meinung.")
    DEMAND_AND_CONCEPT = ("nachfrage", "Nachfrage & Konzept", "Ob das Angebot gebraucht wurde.")
    TECHNOLOGY_AND_DATA = ("technik", "Technik & Daten", "Technik, Daten und Anbieter.")
    CONTEXT = ("umfeld", "Umfeld", "Umstände, die niemand vor Ort steuert.")
    OTHER = ("sonstiges", "Sonstiges", "Alles Übrige.")


class FailureReason(Term):
    """One reason (Grund), named by the town or its sources."""

    PERMIT_REFUSED = (
        "recht/genehmigung-versagt",
        "Genehmigung versagt, widerrufen oder zu spät",
        "Eine nötige Erlaubnis wurde versagt, widerrufen oder kam zu spät.",
    )
    SUNDAY_OPENING_STRUCK_DOWN = (
        "recht/sonntag-gekippt",
        "Sonntagsöffnung rechtlich nicht tragfähig",
        "Ein Gericht oder eine Behörde hielt die Sonntagsöffnung für nicht zulässig.",
    )
    NO_BASIS_IN_ROAD_TRAFFIC_LAW = (
        "recht/verkehrsrecht",
        "Straßenverkehrsrechtliche Begründung fehlte",
        "Für den Eingriff in den Verkehr fehlte die Begründung nach Straßenverkehrsrecht.",
    )
    EARMARKED_PAST_SUBSIDIES = (
        "recht/zweckbindung",
        "Zweckbindung früherer Fördermittel",
        "Früher gezahlte Fördermittel banden die Fläche oder das Gebäude an einen anderen Zweck.",
    )
    CHANGE_OF_USE_OR_FIRE_SAFETY = (
        "recht/nutzungsaenderung",
        "Nutzungsänderung / Brandschutz",
        "Nutzungsänderung oder Brandschutz machten das Vorhaben unmöglich oder zu teuer.",
    )
    PROCUREMENT_OR_STATE_AID_LAW = (
        "recht/vergabe-beihilfe",
        "Vergabe- oder Beihilferecht",
        "Vergabe- oder Beihilferecht stand dem Vorhaben entgegen.",
    )
    FEES_AND_LICENCES = (
        "recht/lizenz-gebuehren",
        "Gebühren und Lizenzen (GEMA, Sondernutzung)",
        "Gebühren oder Lizenzen waren nicht eingeplant oder zu hoch.",
    )
    DATA_PROTECTION = ("recht/datenschutz", "Datenschutz", "Bedenken oder Auflagen des Datenschutzes beendeten das Vorhaben.")
    HERITAGE_PROTECTION = ("recht/denkmalschutz", "Denkmalschutz", "Auflagen des Denkmalschutzes waren nicht zu erfüllen.")
    SAFETY_REQUIREMENTS_UNAFFORDABLE = (
        "sicherheit/sicherheitsauflagen",
        "Sicherheitsauflagen nicht erfüllbar oder zu teuer",
        "Die Auflagen zur Sicherheit waren nicht zu erfüllen oder zu teuer.",
    )
    STEWARDS_MISSING = (
        "sicherheit/ordner-fehlten",
        "Ordner, Sanitäts- oder Technikkräfte fehlten",
        "Es fanden sich nicht genug Kräfte für Ordnung, Sanität oder Technik.",
    )
    LIABILITY_UNCLEAR = ("sicherheit/haftung", "Haftung / Versicherung ungeklärt", "Offen blieb, wer haftet oder versichert.")
    COSTS_UNDERESTIMATED_OR_RISEN = (
        "geld/kosten-unterschaetzt",
        "Kosten unterschätzt oder stark gestiegen",
        "Die Kosten lagen weit über der Planung oder stiegen stark.",
    )
    INVESTMENT_TOO_HIGH = (
        "geld/investition-zu-hoch",
        "Nötige Investition zu hoch",
        "Die nötige Anfangsinvestition war nicht aufzubringen.",
    )
    FUNDING_ENDED = (
        "geld/foerderung-ausgelaufen",
        "Förderung ausgelaufen, keine Anschlussfinanzierung",
        "Nach dem Ende der Förderung gab es kein Geld zum Weitermachen.",
    )
    FUNDING_REFUSED = ("geld/foerderung-abgelehnt", "Förderung nicht bewilligt", "Die beantragte Förderung wurde nicht bewilligt.")
    BUDGET_FREEZE = (
        "geld/haushaltssperre",
        "Haushalt nicht beschlossen oder gekürzt",
        "Der Haushalt war nicht beschlossen, gesperrt oder gekürzt.",
    )
    SPONSOR_MISSING = (
        "geld/sponsor-weg",
        "Sponsor oder Geldgeber fehlte oder stieg aus",
        "Ein Sponsor oder Geldgeber fehlte oder stieg aus.",
    )
    RUNNING_COSTS_NOT_COVERED = (
        "geld/betriebskosten",
        "Laufende Kosten nicht gedeckt",
        "Einnahmen und Zuschüsse deckten die laufenden Kosten nicht.",
    )
    TOO_FEW_STAFF = ("personal/zu-wenig-personal", "Zu wenig Personal", "Es gab zu wenige Leute, um das Vorhaben zu tragen.")
    KEY_PERSON_LEFT = ("personal/kuemmerer-weg", "Zuständige Kraft gewechselt oder gegangen", "Die zuständige Person wechselte oder ging.")
    RESPONSIBILITY_UNCLEAR = (
        "personal/zustaendigkeit",
        "Zuständigkeit oder Aufgabe ungeklärt",
        "Es war nicht geklärt, wer wofür zuständig ist.",
    )
    TIMING = (
        "personal/zeitplan",
        "Vorlauf zu kurz, Testdauer zu kurz oder falscher Zeitpunkt",
        "Der Vorlauf oder die Testdauer war zu kurz, oder der Zeitpunkt war falsch.",
    )
    CONTRACTOR_DROPPED_OUT = (
        "personal/dienstleister",
        "Dienstleister oder Veranstalter ausgefallen",
        "Ein beauftragter Dienstleister oder Veranstalter fiel aus.",
    )
    NO_OPERATOR_FOUND = (
        "personal/kein-betreiber",
        "Kein dauerhafter Betreiber gefunden",
        "Es fand sich niemand, der das Angebot dauerhaft betreibt.",
    )
    OWNERS_UNWILLING = (
        "akteure/eigentuemer",
        "Eigentümer nicht bereit oder nicht erreichbar",
        "Eigentümer wollten nicht mitmachen oder waren nicht zu erreichen.",
    )
    TOO_FEW_TRADERS = (
        "akteure/haendler-zu-wenige",
        "Zu wenige Händler, Beschicker oder Gastronomen machten mit",
        "Es fanden sich nicht genug Betriebe, die mitmachten und dabei blieben.",
    )
    VOLUNTEERS_OVERSTRETCHED = (
        "akteure/ehrenamt",
        "Ehrenamt überlastet oder keine Nachfolge",
        "Ehrenamtliche waren überlastet oder fanden keine Nachfolge.",
    )
    RIVAL_ORGANISERS = (
        "akteure/vereine-konkurrenz",
        "Konkurrenz unter Vereinen / Veranstaltern",
        "Vereine oder Veranstalter arbeiteten gegeneinander.",
    )
    OPPOSITION_BY_NEIGHBOURS = ("akteure/anwohner", "Widerstand von Anwohnern oder Anliegern", "Anwohner oder Anlieger wehrten sich.")
    PARTNERS_NOT_ALIGNED = (
        "akteure/abstimmung",
        "Beteiligte nicht abgestimmt oder uneins",
        "Die Beteiligten waren nicht abgestimmt oder uneins.",
    )
    NO_DECISION = ("politik/kein-beschluss", "Kein Beschluss", "Der nötige Beschluss kam nicht zustande.")
    CHANGE_OF_MAJORITY = (
        "politik/mehrheit-gewechselt",
        "Mehrheit oder Spitze gewechselt",
        "Mehrheit oder Spitze wechselte, der Rückhalt ging verloren.",
    )
    PUBLIC_CRITICISM = ("politik/oeffentliche-kritik", "Öffentliche Kritik", "Öffentliche Kritik brachte das Vorhaben zu Fall.")
    PEOPLE_AFFECTED_NOT_INVOLVED = (
        "politik/beteiligung-fehlte",
        "Betroffene zu spät oder nicht beteiligt",
        "Betroffene wurden zu spät oder gar nicht beteiligt.",
    )
    TOO_LITTLE_DEMAND = ("nachfrage/zu-wenig-nachfrage", "Zu wenig Nachfrage", "Zu wenige Menschen nutzten das Angebot.")
    OFFER_DID_NOT_FIT = ("nachfrage/angebot-passte-nicht", "Angebot passte nicht", "Das Angebot passte nicht zu dem, was gebraucht wurde.")
    UNSUITABLE_LOCATION = (
        "nachfrage/lage",
        "Standort ungeeignet oder nicht verfügbar",
        "Der Standort war ungeeignet oder nicht verfügbar.",
    )
    SHORT_LIVED_EFFECT = ("nachfrage/strohfeuer", "Effekt verpuffte", "Die Wirkung hielt nicht an.")
    FOOTFALL_MERELY_SHIFTED = (
        "nachfrage/verdraengung",
        "Frequenz nur verlagert",
        "Besucher kamen nicht zusätzlich, sondern nur anderswohin.",
    )
    NO_CHANCE_AGAINST_ONLINE_OFFERS = (
        "nachfrage/uebermacht-online",
        "Gegen Online-Angebot chancenlos",
        "Gegen bestehende Online-Angebote kam das Vorhaben nicht an.",
    )
    NOT_WELL_ENOUGH_KNOWN = ("nachfrage/zu-wenig-bekannt", "Zu wenig bekannt", "Zu wenige Menschen wussten davon.")
    SIDE_EFFECTS = (
        "nachfrage/nebenwirkungen",
        "Unerwünschte Nebenwirkungen (Verkehr, Lärm, Müll)",
        "Verkehr, Lärm, Müll oder andere Nebenwirkungen überwogen.",
    )
    OVERTAKEN_BY_CHANGE = ("nachfrage/ueberholt", "Von der Entwicklung überholt", "Die Entwicklung machte das Vorhaben überflüssig.")
    TOO_MUCH_UPKEEP = ("technik/pflegeaufwand", "Pflegeaufwand zu hoch", "Daten oder Technik aktuell zu halten kostete zu viel Arbeit.")
    UNRELIABLE_TECHNOLOGY = ("technik/technik-unreif", "Technik unzuverlässig", "Die Technik arbeitete nicht zuverlässig.")
    PROVIDER_GONE = (
        "technik/anbieter-weg",
        "Anbieter insolvent oder Dienst eingestellt",
        "Der Anbieter wurde insolvent oder stellte den Dienst ein.",
    )
    INTERFACE_PROBLEMS = (
        "technik/schnittstelle",
        "Passte nicht zu Kassen / IT",
        "Das Angebot passte nicht zu Kassen oder IT der Beteiligten.",
    )
    WEATHER = ("umfeld/wetter", "Wetter", "Das Wetter verdarb das Vorhaben.")
    CLASH_OF_DATES = ("umfeld/terminkollision", "Terminkollision", "Der Termin fiel mit anderen zusammen.")
    CONSTRUCTION_WORKS = ("umfeld/baustelle", "Baustelle", "Eine Baustelle stand im Weg.")
    PANDEMIC_CRISIS_OR_MARKET = ("umfeld/krise", "Pandemie, Krise oder Marktlage", "Pandemie, Krise oder Marktlage beendeten das Vorhaben.")
    REASON_UNKNOWN = ("sonstiges/unbekannt", "Grund unbekannt", "Der Grund ist nicht bekannt.")
    OTHER_REASON = ("sonstiges/anderer-grund", "Anderer Grund (im Text)", "Ein Grund, der in der Liste fehlt und im Text steht.")

    @property
    def is_specific(self) -> bool:
        """Says what it was: more than that none is known, or that the text tells it."""
        return self not in (FailureReason.REASON_UNKNOWN, FailureReason.OTHER_REASON)

    @property
    def group(self) -> ReasonGroup:
        """The group that the reason belongs to."""
        return next(group for group in ReasonGroup if group == self.value.partition("/")[0])
