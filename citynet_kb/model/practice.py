"""Records of practice: what to look out for, how to go about a measure, what was paid, who funds, the first steps in office.

Titles and docstrings as in `records`. None of it is legal advice, and each record names its sources.
"""

from pydantic import Field

from citynet_kb.model.case_parts import Source
from citynet_kb.model.practice_terms import ChecklistGroup, CostItem, FundingLevel, Need, StepsBasis, Verified
from citynet_kb.model.record import Part, Record
from citynet_kb.model.values import CaseId, Flag, PartialDate, Slug, Text, Url, Weeks, Whole

VALID_FOR = r"^(laufend|[0-9]{4}(-[0-9]{4})?)$"
SPAN_OF_WEEKS = r"^[0-9]{1,3}(-[0-9]{1,3})?$"


class SeenLead(Part):
    weeks: Weeks | None = Field(None, title="Wochen")
    """Wochen vor dem Beginn, bei Fristen danach mit Minus; sonst days."""
    days: Whole | None = Field(None, title="Tage")
    """Tage vor dem Beginn, wo die Frist in Tagen steht."""
    weeks_max: Weeks | None = Field(None, title="Höchstens Wochen")
    """Bei einer Spanne das obere Ende."""
    town_or_body: Text = Field(title="Wer")
    """Stadt oder Stelle, die diese Frist nennt."""
    url: Url = Field(title="Adresse")
    """Wo sie zu lesen ist."""


class LeadWeeks(Part):
    default: Whole = Field(title="Vorschlag")
    """Wochen vor dem Beginn, mit denen wir planen; 0 heißt: jederzeit."""
    seen: tuple[SeenLead, ...] = Field((), title="Gelesene Fristen")
    """Was Städte und Stellen verlangen."""


class LegalBasis(Part):
    text: Text | None = Field(None, title="Fundstelle")
    """Gesetz und Paragraf; fehlt, wo keine gelesen ist."""
    land: Text = Field(title="Gilt in")
    """Ein Bundesland, »Bund«, »EU« oder »allgemein«."""
    as_of: PartialDate = Field(title="Stand")
    """Jahr, in dem die Fundstelle gelesen wurde oder galt."""


class LandNote(Part):
    land: Text = Field(title="Gilt in")
    """Ein Bundesland."""
    text: Text = Field(title="Besonderheit")
    """Was dort anders ist."""
    as_of: PartialDate = Field(title="Stand")
    """Jahr."""


class ChecklistItem(Record):
    """One thing to look out for (Prüfpunkt): authority, lead time, legal basis. `land` of its basis says where it holds."""

    slug: Slug = Field(title="Kennung")
    """Gleich dem Dateinamen."""
    label: Text = Field(title="Name")
    """Name auf dem Schirm."""
    group: ChecklistGroup = Field(title="Gruppe")
    """Unter welcher Überschrift der Punkt steht."""
    what: Text = Field(title="Worum es geht")
    """Ein bis zwei Sätze."""
    needed_when: Text = Field(title="Wann nötig")
    """Wann der Punkt gilt."""
    not_needed_when: Text | None = Field(None, title="Wann nicht nötig")
    """Wann er nicht gilt."""
    authority: Text = Field(title="Wer zuständig ist")
    """Amt oder Stelle."""
    lead_weeks: LeadWeeks = Field(title="Vorlauf")
    """Wie früh zu beginnen ist."""
    legal_basis: LegalBasis = Field(title="Rechtsgrundlage")
    """Wo es steht und wo es gilt."""
    valid_for: str = Field(title="Gilt", pattern=VALID_FOR)
    """»laufend«, ein Jahr oder zwei Jahre mit Bindestrich."""
    cost_hint: Text | None = Field(None, title="Was es kostet")
    """Ein Hinweis mit Jahr."""
    common_mistake: Text | None = Field(None, title="Häufiger Fehler")
    """Woran es oft scheitert."""
    figures: Text | None = Field(None, title="Zahlen")
    """Belegte Zahlen dazu."""
    land_notes: tuple[LandNote, ...] = Field((), title="In einzelnen Ländern")
    """Was in einem Land anders ist."""
    note: Text | None = Field(None, title="Zum Stand")
    """Von wann die Angaben sind."""
    unsourced_fields: tuple[Text, ...] = Field((), title="Noch zu bestätigen")
    """Schlüssel, deren Angabe noch keine Quelle hat; dahinter in Klammern, welcher Teil."""
    verified: Verified = Field(title="Geprüft")
    """Wie viel davon in einer Quelle gelesen ist."""
    sources: tuple[Source, ...] = Field(min_length=1, title="Quellen")
    """Woraus die Angaben stammen; mindestens eine."""

    def is_past(self, today: str) -> bool:
        """Whether the last year in which it holds is over."""
        return self.valid_for[-4:].isdigit() and self.valid_for[-4:] < today[:4]


class NeededItem(Part):
    item: Slug = Field(title="Prüfpunkt")
    """Kennung des Prüfpunkts."""
    when: Need = Field(title="Wann")
    """Ob die Maßnahme ihn immer braucht."""
    condition: Text | None = Field(None, title="Bedingung")
    """Bei »je-nach«: wovon es abhängt."""


class Step(Part):
    weeks: Weeks = Field(title="Woche")
    """Wochen vor (−) oder nach dem Beginn."""
    do: Text = Field(title="Was")
    """Was zu tun ist."""
    who: Text = Field(title="Wer")
    """Wer es tut."""


class Measuring(Part):
    baseline: Text = Field(title="Vorher")
    """Was vorher zu zählen ist."""
    after: Text = Field(title="Nachher")
    """Was nachher zu zählen ist."""
    how: Text = Field(title="Wie")
    """Wie gezählt wird."""
    effort: Text = Field(title="Aufwand")
    """Was das Messen kostet."""


class StumblingBlock(Part):
    point: Text = Field(title="Punkt")
    """Woran es hing, oder was half."""
    item: Slug | None = Field(None, title="Prüfpunkt")
    """Um welchen Prüfpunkt es geht; dann steht der Punkt auch auf dessen Seite."""
    cases: tuple[CaseId, ...] = Field(min_length=1, title="Fälle")
    """Welche Fälle davon erzählen."""


class CouncilQuestion(Part):
    question: Text = Field(title="Frage")
    """Was der Rat fragen wird."""
    answer: Text | None = Field(None, title="Antwort aus Fällen")
    """Was Fälle dazu sagen, mit Ort und Jahr; fehlt, wo keiner etwas sagt."""
    cases: tuple[CaseId, ...] = Field((), title="Fälle")
    """Aus welchen Fällen die Antwort stammt."""


class Procedure(Record):
    """How to go about one measure (Vorgehen): `id` is the measure's. Weeks and order of the steps are proposals."""

    items: tuple[NeededItem, ...] = Field((), title="Prüfpunkte")
    """Was zu beachten ist."""
    steps: tuple[Step, ...] = Field((), title="Schritte")
    """Was wann zu tun ist."""
    steps_basis: StepsBasis = Field(title="Grundlage der Schritte")
    """Worauf die Schritte beruhen."""
    measuring: Measuring | None = Field(None, title="Messen")
    """Wie man sieht, ob es wirkt."""
    council_questions: tuple[CouncilQuestion, ...] = Field((), title="Fragen des Rates")
    """Was der Rat fragen wird, und was Fälle antworten."""
    stumbling: tuple[StumblingBlock, ...] = Field((), title="Stolpersteine")
    """Woran es anderswo hing."""
    helped: tuple[StumblingBlock, ...] = Field((), title="Was half")
    """Was anderswo half."""
    verified: Verified = Field(title="Geprüft")
    """Wie viel davon in einer Quelle gelesen ist."""
    sources: tuple[Source, ...] = Field(min_length=1, title="Quellen")
    """Woraus die Angaben stammen; mindestens eine."""


class DocumentedCost(Record):
    """One figure that somebody published: what one post of one event or measure cost, or brought in (belegte Kosten)."""

    town: Slug | None = Field(None, title="Stadt")
    """Kennung der Stadt; sonst place."""
    place: Text | None = Field(None, title="Ort")
    """Ort ohne eigene Kennung, etwa ein Stadtteil."""
    land: Text | None = Field(None, title="Bundesland")
    """Nur bei place."""
    event: Text = Field(title="Anlass")
    """Fest, Markt oder Maßnahme."""
    measure: Slug | None = Field(None, title="Maßnahme")
    """Kennung der Maßnahme, wo eine passt."""
    year: PartialDate | None = Field(None, title="Jahr")
    """Für welches Jahr die Zahl gilt."""
    visitors: Whole | None = Field(None, title="Gäste")
    """Zahl der Gäste, wenn die Quelle sie nennt."""
    item: CostItem = Field(title="Posten")
    """Wofür."""
    amount_eur: Whole = Field(title="Betrag in Euro")
    """Ganze Euro, nur Ziffern."""
    what_it_covers: Text = Field(title="Was die Zahl umfasst")
    """Und was nicht."""
    income: Flag = Field(False, title="Einnahme")
    """Ja, wenn das Geld hereinkommt."""
    comparable: Flag = Field(False, title="Vergleichbar")
    """Von Hand gesetzt, wo Zahlen desselben Postens dasselbe umfassen."""
    sources: tuple[Source, ...] = Field(min_length=1, title="Quellen")
    """Woraus die Zahl stammt; mindestens eine."""


class FundingProgramme(Record):
    """A programme that pays towns a part (Förderprogramm), as of its sources."""

    name: Text = Field(title="Name")
    """Name des Programms."""
    level: FundingLevel = Field(title="Ebene")
    """Wer fördert."""
    land: Text | None = Field(None, title="Bundesland")
    """Wo es gilt, wenn nicht überall."""
    what: Text = Field(title="Was gefördert wird")
    """Ein Satz."""
    share: Text = Field(title="Wie viel")
    """Anteil oder Betrag, mit Jahr."""
    deadline: Text | None = Field(None, title="Frist")
    """Bis wann ein Antrag möglich war oder ist."""
    state: Text = Field(title="Stand")
    """Ob das Programm offen ist, wie zuletzt gelesen."""
    sources: tuple[Source, ...] = Field(min_length=1, title="Quellen")
    """Woraus die Angaben stammen; mindestens eine."""


class FirstStep(Record):
    """One step of the first hundred days in office (Neu im Amt), in the order of the file names."""

    step: Whole = Field(title="Schritt")
    """Nummer des Schritts."""
    weeks: str = Field(title="Wochen", pattern=SPAN_OF_WEEKS)
    """Woche oder Wochen nach dem Antritt."""
    do: Text = Field(title="Was")
    """Was zu tun ist."""
    why: Text = Field(title="Warum")
    """Was dahinter steht."""
    measures: tuple[Slug, ...] = Field((), title="Maßnahmen")
    """Maßnahmen, zu denen hier mehr steht."""
    sources: tuple[Source, ...] = Field(min_length=1, title="Quellen")
    """Woraus die Angaben stammen; mindestens eine."""
