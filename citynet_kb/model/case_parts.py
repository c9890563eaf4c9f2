"""The groups of keys inside a case study: period, goals, effort, checklist, transfer, follow-ups, calls, contacts, sources, withdrawal.

Titles, docstrings and examples as in `case`.
"""

from pydantic import Field

from citynet_kb.model.record import Part
from citynet_kb.model.values import Day, Email, PartialDate, Slug, Text, Url, Whole
from citynet_kb.model.vocabulary import ChecklistState, LookingFor, Outcome


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
        """The figure that decides the band, in €: actual, else planned, else running cost a year."""
        if self.cost_eur is not None:
            return self.cost_eur
        return self.cost_planned_eur if self.cost_planned_eur is not None else self.running_eur_per_year

    @property
    def has_figure(self) -> bool:
        """Whether an amount or working days are known."""
        return any(figure is not None for figure in (self.cost, self.staff_days, self.staff_days_planned))


class ChecklistEntry(Part):
    item: Slug = Field(title="Prüfpunkt", examples=["sondernutzung"])
    """Was zu beachten war, aus der Liste der Prüfpunkte."""
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
    """Nur, wenn sich das Ergebnis geändert hat. »Ausgefallen« ändert nichts: es meint nur diese eine Ausgabe."""
    added: Day | None = Field(None, title="Nachgetragen am", examples=["2024-06-03"])
    """Tag des Eintrags; schreiben die Werkzeuge."""


class Call(Part):
    """What a town looks for or offers, for other towns to answer. It stands until its day is over."""

    what: LookingFor = Field(title="Art des Gesuchs", examples=["mitmacher"])
    """Was Sie suchen oder anbieten."""
    until: Day = Field(title="Offen bis", examples=["2024-09-30"])
    """Letzter Tag, an dem Antworten noch nützen."""
    note: Text | None = Field(None, title="Worum es geht", examples=["Wir schreiben die Stände im Herbst aus; zu zweit wird es günstiger."])
    """Was, wie viel, ab wann."""


class Contact(Part):
    role: Text = Field(title="Funktion", examples=["Citymanagement"])
    """Eine Funktion wie »Citymanagement«, keine Person."""
    email: Email | None = Field(None, title="Funktionspostfach", examples=["citymanagement@stadt.example"])
    """Eine Adresse der Stelle, keine persönliche."""


class OfficeSource(Part):
    title: Text | None = Field(None, title="Titel", examples=["Citymanagement der Stadt Musterstadt"])
    """Überschrift der Seite."""
    url: Url | None = Field(None, title="Adresse", examples=["https://www.zeitung.example/citymanagement"])
    """Internetadresse, beginnt mit http:// oder https://."""


class Office(Part):
    """One unit of a town or network that answers questions. At least one of email, phone and page is known (checked)."""

    role: Text = Field(title="Funktion", examples=["Citymanagement"])
    """Eine Funktion wie »Citymanagement«, keine Person."""
    organisation: Text = Field(title="Stelle", examples=["Stadt Musterstadt, Amt für Wirtschaftsförderung"])
    """Amt, Gesellschaft oder Verein."""
    email: Email | None = Field(None, title="Funktionspostfach", examples=["citymanagement@stadt.example"])
    """Eine Adresse der Stelle, keine persönliche."""
    phone: Text | None = Field(None, title="Telefon", examples=["0365 000-0"])
    """Nummer der Stelle."""
    page: Url | None = Field(None, title="Seite der Stelle", examples=["https://www.musterstadt.example/citymanagement"])
    """Seite der Stelle auf der Website der Stadt."""
    seen: str | None = Field(None, min_length=1, max_length=40, title="Stand", examples=["2024-01"])
    """Wann die Angabe so zu lesen war: ein Datum oder wenige Worte."""
    source: OfficeSource | None = Field(None, title="Fundstelle")
    """Wo sie zu lesen war, wenn nicht auf der Seite der Stelle."""
    for_topics: tuple[Slug, ...] = Field((), title="Für Themen", examples=[["feste-maerkte"]])
    """Themen, zu denen die Stelle antwortet; leer heißt: zu allen."""
    mentors: tuple[Text, ...] = Field((), title="Berät andere zu", examples=[["Feierabendmarkt"]])
    """Wobei die Stelle anderen Städten hilft."""


class Source(Part):
    title: Text = Field(title="Titel", examples=["Feierabendmarkt endet nach einem Sommer"])
    """Überschrift des Artikels oder Dokuments."""
    url: Url | None = Field(None, title="Adresse", examples=["https://www.zeitung.example/feierabendmarkt"])
    """Adresse mit http:// oder https://."""
    publisher: Text | None = Field(None, title="Herausgeber", examples=["Musterstädter Zeitung"])
    """Zeitung, Stadt oder Stelle."""
    date: PartialDate | None = Field(None, title="Erschienen", examples=["2023-10-14"])
    """Datum der Veröffentlichung."""
    accessed: PartialDate | None = Field(None, title="Abgerufen", examples=["2024-01-08"])
    """Tag, an dem die Quelle gelesen wurde."""
    archived: Url | None = Field(None, title="Archivkopie", examples=["https://archiv.example/feierabendmarkt"])
    """Adresse einer dauerhaften Kopie."""
    dead: Day | None = Field(None, title="Nicht mehr erreichbar", examples=["2025-02-01"])
    """Tag, an dem die Adresse nicht mehr zu finden war; schreibt die Linkprüfung."""


class Withdrawal(Part):
    date: Day = Field(title="Zurückgezogen am", examples=["2024-02-01"])
    """Tag der Rücknahme."""
    reason: Text = Field(title="Grund der Rücknahme", examples=["Auf Bitte der Stadt zurückgezogen."])
    """Ein Satz, der auf der Seite stehen bleibt."""
