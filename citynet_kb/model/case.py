"""A case study (Fallbericht): one city, one measure, one attempt. The order of the fields is the canonical order of the keys.

A field's title is its German label, its docstring the help that a contributor reads; form, templates and reference page derive from both.
Its example, always of a fictional town, stands on the reference page and in the schema for editors; a vocabulary is its own example.
"""

from pydantic import Field

from citynet_kb.model.case_parts import (
    Call,
    ChecklistEntry,
    Contact,
    EffortDetail,
    FollowUp,
    Goal,
    Period,
    Source,
    Transfer,
    Withdrawal,
)
from citynet_kb.model.reasons import FailureReason
from citynet_kb.model.record import Record
from citynet_kb.model.values import CaseId, Day, Slug, Text
from citynet_kb.model.vocabulary import (
    Cadence,
    CommonCause,
    Confidence,
    CostOf,
    Effort,
    Evidence,
    Funding,
    Kind,
    Organiser,
    Outcome,
    SizeClass,
    WouldRepeat,
)

ANONYMOUS = "anonym"
"""The folder and `city` of cases whose town is not named."""

BODY_SECTIONS = ("Ausgangslage", "Umsetzung", "Ergebnis", "Erkenntnisse")
"""Headings of a case's body, in their order."""


class CaseStudy(Record):
    """One file below `content/faelle/`; `id` is `<city folder>/<slug>`."""

    title: str = Field(
        min_length=8, max_length=90, title="Überschrift", examples=["Musterstadt: Feierabendmarkt nach einem Sommer eingestellt"]
    )
    """Stadt, Maßnahme und Ergebnis in einer Zeile, 8 bis 90 Zeichen."""
    city: Slug = Field(title="Stadt", examples=["musterstadt"])
    """Die Stadt, in der es war."""
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
    cadence: Cadence | None = Field(None, title="Art des Vorhabens")
    """Ob es einmal, wiederkehrend, auf Dauer oder auf Zeit gedacht war. Davon hängt ab, was »Gibt es das noch?« sagen kann."""
    organiser: Organiser | None = Field(None, title="Träger")
    """Wer es ausgerichtet oder betrieben hat."""
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
    cost_of: CostOf | None = Field(None, title="Was der Betrag umfasst")
    """Was die Kosten meinen: alles zusammen, einmalig, im Jahr, geplant oder nur ein Zuschuss. Sonst lassen sie sich nicht vergleichen."""
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
    looking_for: tuple[Call, ...] = Field((), title="Gesucht")
    """Was Sie von anderen Städten suchen oder ihnen anbieten, und bis wann. Es steht auf »Gemeinsam ins Ziel«."""
    contact: Contact | None = Field(None, title="Ansprechstelle")
    """Funktion und Funktionspostfach, keine Privatperson."""
    office: str | None = Field(None, min_length=1, max_length=120, title="Zuständige Stelle", examples=["Amt für Wirtschaftsförderung"])
    """Die Stelle, die es betrieben hat, wie die Quellen sie nennen; keine Person."""
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
    joint_project: Slug | None = Field(None, title="Gemeinsames Vorhaben", examples=["abendmaerkte-im-musterland"])
    """Kennung eines Vorhabens, an dem mehrere Städte zusammen teilnahmen; sie zählen als eine Erfahrung."""
    contributed_by: str | None = Field(
        None, min_length=1, max_length=120, title="Beigetragen von", examples=["Citymanagement der Stadt Musterstadt"]
    )
    """Ihre Stelle oder Funktion, wenn sie genannt sein will; keine Person."""
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
