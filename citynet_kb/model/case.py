"""A case study (Fallbericht): one city, one measure, one attempt. The order of the fields is the canonical order of the keys.

A field's title is its German label, its docstring the help that a contributor reads; form, templates and reference page derive from both.
Its example, always of a fictional town, stands on the reference page and in the schema for editors; a vocabulary is its own example.
"""

from pydantic import Field

from citynet_kb.model.checklist import ChecklistItem
from citynet_kb.model.reasons import FailureReason
from citynet_kb.model.record import Part, Record
from citynet_kb.model.values import CaseId, Day, Email, PartialDate, Slug, Text, Url, Whole
from citynet_kb.model.vocabulary import (
    ChecklistState,
    CommonCause,
    Confidence,
    Effort,
    Evidence,
    Funding,
    Kind,
    LookingFor,
    Outcome,
    SizeClass,
    WouldRepeat,
)

ANONYMOUS = "anonym"
"""The folder and `city` of cases whose town is not named."""

BODY_SECTIONS = ("Ausgangslage", "Umsetzung", "Ergebnis", "Erkenntnisse")
"""Headings of a case's body, in their order."""

EDITORIAL = frozenset(
    (
        "added",
        "note",
        "confidence",
        "common_cause",
        "stellungnahme",
        "related",
        "aliases",
        "confirmed",
        "updated",
        "next_review",
        "withdrawn",
    )
)
"""Fields that tools and editors fill in, never asked of a contributor."""


class Period(Part):
    start: PartialDate | None = Field(None, title="Beginn", examples=["2021-03"])
    """Jahr, Monat oder Tag des Beginns: 2021, 2021-03 oder 2021-03-15."""
    end: PartialDate | None = Field(None, title="Ende", examples=["2023-10"])
    """Jahr, Monat oder Tag des Endes; frei lassen, wenn es weiterläuft."""


class Goal(Part):
    goal: Text = Field(title="Ziel", examples=["Mehr Menschen am Abend auf dem Marktplatz"])
    """Was erreicht werden sollte."""
    indicator: Text | None = Field(None, title="Messgröße", examples=["Passanten zwischen 17 und 20 Uhr"])
    """Woran das Ziel gemessen wurde."""
    before: Text | None = Field(None, title="Vorher", examples=["210 im Mittel von vier Freitagen"])
    """Wert vor der Maßnahme."""
    target: Text | None = Field(None, title="Angestrebt", examples=["300"])
    """Angestrebter Wert."""
    after: Text | None = Field(None, title="Nachher", examples=["260 im Mittel von vier Freitagen"])
    """Wert nach der Maßnahme."""
    reached: Text | None = Field(None, title="Erreicht", examples=["zum Teil"])
    """Ob das Ziel erreicht wurde, in wenigen Worten."""


class EffortDetail(Part):
    cost_eur: Whole | None = Field(None, title="Kosten in Euro", examples=[4200])
    """Tatsächliche Kosten, ganze Euro, nur Ziffern."""
    cost_planned_eur: Whole | None = Field(None, title="Geplante Kosten in Euro", examples=[3500])
    """Geplante Kosten, ganze Euro, nur Ziffern."""
    own_share_eur: Whole | None = Field(None, title="Eigenanteil in Euro", examples=[1200])
    """Anteil, den die Stadt selbst getragen hat."""
    running_eur_per_year: Whole | None = Field(None, title="Laufende Kosten in Euro im Jahr", examples=[800])
    """Kosten in jedem Jahr des Betriebs."""
    staff_days: Whole | None = Field(None, title="Personentage", examples=[9])
    """Arbeitstage aller Beteiligten in der Verwaltung zusammen."""
    staff_days_planned: Whole | None = Field(None, title="Geplante Personentage", examples=[5])
    """Arbeitstage, mit denen gerechnet wurde."""
    lead_weeks: Whole | None = Field(None, title="Vorlauf in Wochen", examples=[10])
    """Wochen von der Idee bis zum Beginn."""
    partners: tuple[Text, ...] = Field((), title="Partner", examples=[["Händlerverein", "Wirtschaftsförderung"]])
    """Wer mitgewirkt hat: Stellen und Vereine, keine Privatpersonen."""
    note: Text | None = Field(None, title="Anmerkung zum Aufwand", examples=["Ohne die Arbeitszeit des Bauhofs."])
    """Was die Zahlen umfassen und was nicht."""

    @property
    def cost(self) -> int | None:
        """The figure that decides the band, in €: actual, else planned, else running cost a year (DESIGN 3.1)."""
        known = (figure for figure in (self.cost_eur, self.cost_planned_eur, self.running_eur_per_year) if figure is not None)
        return next(known, None)


class ChecklistEntry(Part):
    item: ChecklistItem = Field(title="Prüfpunkt")
    """Kennung aus der Liste der Prüfpunkte."""
    state: ChecklistState = Field(title="Stand")
    """Was daraus wurde."""
    weeks_needed: Whole | None = Field(None, title="Gebrauchte Wochen", examples=[11])
    """Wie viele Wochen es wirklich gedauert hat."""
    note: Text | None = Field(None, title="Anmerkung", examples=["Die Antwort des Ordnungsamts brauchte länger als gedacht."])
    """Was andere dazu wissen sollten."""


class Transfer(Part):
    works_if: tuple[Text, ...] = Field((), title="Gelingt, wenn", examples=[["Der Platz ist ohnehin gesperrt."]])
    """Bedingungen, unter denen Sie es empfehlen."""
    fails_if: tuple[Text, ...] = Field((), title="Misslingt, wenn", examples=[["Weniger als zehn Händler sagen verbindlich zu."]])
    """Bedingungen, unter denen Sie abraten."""


class FollowUp(Part):
    date: PartialDate = Field(title="Stand vom", examples=["2024-05"])
    """Tag der Nachschau."""
    note: Text = Field(title="Was daraus wurde", examples=["Der Markt läuft weiter, nun einmal im Monat."])
    """Ein bis drei Sätze."""
    outcome: Outcome | None = Field(None, title="Ergebnis heute")
    """Nur, wenn sich das Ergebnis geändert hat."""


class Contact(Part):
    role: Text = Field(title="Funktion", examples=["Citymanagement"])
    """Eine Funktion wie »Citymanagement«, keine Person."""
    email: Email | None = Field(None, title="Funktionspostfach", examples=["citymanagement@stadt.example"])
    """Eine Adresse der Stelle, keine persönliche."""


class Source(Part):
    title: Text = Field(title="Titel", examples=["Feierabendmarkt endet nach einem Sommer"])
    """Überschrift des Artikels oder Dokuments."""
    url: Url | None = Field(None, title="Adresse", examples=["https://www.zeitung.example/feierabendmarkt"])
    """Internetadresse, beginnt mit http:// oder https://."""
    publisher: Text | None = Field(None, title="Herausgeber", examples=["Musterstädter Zeitung"])
    """Zeitung, Stadt oder Stelle."""
    date: PartialDate | None = Field(None, title="Erschienen", examples=["2023-10-14"])
    """Datum der Veröffentlichung."""
    accessed: PartialDate | None = Field(None, title="Abgerufen", examples=["2024-01-08"])
    """Tag, an dem die Quelle gelesen wurde."""
    archived: Url | None = Field(None, title="Archivkopie", examples=["https://archiv.example/feierabendmarkt"])
    """Adresse einer dauerhaften Kopie."""


class Withdrawal(Part):
    date: Day = Field(title="Zurückgezogen am", examples=["2024-02-01"])
    """Tag der Rücknahme."""
    reason: Text = Field(title="Grund der Rücknahme", examples=["Auf Bitte der Stadt zurückgezogen."])
    """Ein Satz, der auf der Seite stehen bleibt."""


class CaseStudy(Record):
    """One file below `content/faelle/`; `id` is `<city folder>/<slug>`."""

    title: str = Field(
        min_length=8, max_length=90, title="Überschrift", examples=["Musterstadt: Feierabendmarkt nach einem Sommer eingestellt"]
    )
    """Stadt, Maßnahme und Ergebnis in einer Zeile, 8 bis 90 Zeichen."""
    city: Slug = Field(title="Stadt", examples=["musterstadt"])
    """Kennung der Stadt; sie ist zugleich der Name des Ordners."""
    region: Text | None = Field(None, title="Region", examples=["Thüringen"])
    """Nur bei anonymen Fällen: Bundesland oder »Deutschland«."""
    size_class: SizeClass | None = Field(None, title="Größenklasse")
    """Nur bei anonymen Fällen: Größe der Stadt."""
    topic: Slug = Field(title="Thema", examples=["feste-maerkte"])
    """Handlungsfeld, zu dem die Maßnahme gehört."""
    topics_more: tuple[Slug, ...] = Field((), max_length=2, title="Weitere Themen", examples=[["handel"]])
    """Bis zu zwei weitere Themen."""
    measure: Slug | None = Field(None, title="Maßnahme", examples=["feierabendmarkt"])
    """Was eine andere Stadt nachmachen könnte. Ohne sie fehlt der Fall in »Anderswo gescheitert«."""
    outcome: Outcome = Field(title="Ergebnis", examples=["eingestellt"])
    """Was am Ende herauskam."""
    effort: Effort = Field(title="Aufwand", examples=["klein"])
    """Größenordnung von Geld, Arbeitszeit und Vorlauf; die größte entscheidet."""
    added: Day | None = Field(None, title="Aufgenommen", examples=["2024-01-15"])
    """Tag des Eintrags; schreiben die Werkzeuge."""
    kind: Kind = Field(Kind.BRIEF_NOTE, title="Art des Berichts")
    """Wer den Fall beschrieben hat."""
    summary: str | None = Field(
        None, min_length=1, max_length=240, title="Kurzfassung", examples=["Drei von zwölf Ständen kamen bis zum Schluss."]
    )
    """Zwei Sätze, höchstens 240 Zeichen."""
    period: Period | None = Field(None, title="Zeitraum")
    """Von wann bis wann die Maßnahme lief."""
    would_repeat: WouldRepeat | None = Field(None, title="Würden Sie es wieder tun?")
    """Ihre Einschätzung heute."""
    evidence: Evidence = Field(Evidence.IMPRESSION, title="Belege")
    """Woher Sie das Ergebnis kennen."""
    goals: tuple[Goal, ...] = Field((), title="Ziele")
    """Was erreicht werden sollte und was erreicht wurde."""
    effort_detail: EffortDetail | None = Field(None, title="Aufwand im Einzelnen")
    """Zahlen zu Geld, Arbeitszeit und Vorlauf."""
    funding: tuple[Funding, ...] = Field((), title="Finanzierung", examples=[["eigenmittel", "sponsoring"]])
    """Woher das Geld kam."""
    failure_reasons: tuple[FailureReason, ...] = Field((), max_length=3, title="Gründe", examples=[["akteure/haendler-zu-wenige"]])
    """Bis zu drei Gründe, der wichtigste zuerst."""
    success_factors: tuple[Text, ...] = Field(
        (), max_length=5, title="Was geholfen hat", examples=[["Fester Abend im Monat", "Ein Verein übernahm den Ausschank"]]
    )
    """Bis zu fünf Dinge, die geholfen haben."""
    checklist: tuple[ChecklistEntry, ...] = Field((), title="Checkliste")
    """Was bedacht, verspätet oder vergessen wurde."""
    transfer: Transfer | None = Field(None, title="Übertragbarkeit")
    """Unter welchen Bedingungen es gelingt oder misslingt."""
    follow_up: tuple[FollowUp, ...] = Field((), title="Was wurde daraus?")
    """Spätere Nachrichten zum Fall."""
    looking_for: tuple[LookingFor, ...] = Field((), title="Gesucht", examples=[["erfahrungen"]])
    """Wobei andere Städte mitmachen oder helfen können."""
    contact: Contact | None = Field(None, title="Ansprechstelle")
    """Funktion und Funktionspostfach, keine Privatperson."""
    sources: tuple[Source, ...] = Field((), title="Quellen")
    """Woraus die Angaben stammen."""
    figures: tuple[Text, ...] = Field((), title="Zahlen", examples=[["12 Stände am ersten Abend, 3 am letzten"]])
    """Kurze belegte Zahlen."""
    note: Text | None = Field(None, title="Anmerkung der Redaktion", examples=["Beide Zeitungen nennen dieselbe Zahl der Stände."])
    """Wie die Redaktion die Quellen beurteilt hat."""
    confidence: Confidence | None = Field(None, title="Verlässlichkeit")
    """Wie gut die Quellen den Eintrag tragen."""
    common_cause: CommonCause | None = Field(None, title="Gemeinsame Ursache")
    """Ein äußeres Ereignis, das mehrere Städte zugleich traf."""
    stellungnahme: Text | None = Field(
        None, title="Stellungnahme", examples=["Die Stadt weist darauf hin, dass der Sommer ungewöhnlich nass war."]
    )
    """Antwort der Stadt oder eines Beteiligten."""
    related: tuple[CaseId, ...] = Field((), title="Verwandte Fälle", examples=[["beispielhausen/feierabendmarkt"]])
    """Kennungen anderer Fälle: stadt/fall."""
    aliases: tuple[CaseId, ...] = Field((), title="Frühere Adressen", examples=[["musterstadt/abendmarkt"]])
    """Frühere Kennungen dieses Falls; sie leiten hierher."""
    tags: tuple[Text, ...] = Field((), title="Schlagworte", examples=[["Feierabend"]])
    """Freie Schlagworte."""
    confirmed: Day | None = Field(None, title="Bestätigt am", examples=["2024-01-20"])
    """Tag, an dem die Stadt den Fall bestätigt hat."""
    updated: Day | None = Field(None, title="Geändert am", examples=["2024-05-02"])
    """Tag der letzten Änderung."""
    next_review: Day | None = Field(None, title="Wieder prüfen am", examples=["2025-01-15"])
    """Tag, an dem der Fall wieder geprüft werden soll."""
    withdrawn: Withdrawal | None = Field(None, title="Zurückgezogen")
    """Tag und Grund; die Seite bleibt als Hinweis stehen."""

    @property
    def slug(self) -> str:
        """The last part of the id: the file's name without its ending."""
        return self.id.rpartition("/")[2]

    @property
    def is_anonymous(self) -> bool:
        """Its town is not named."""
        return self.city == ANONYMOUS
