"""The open vocabularies and plain pages: every file is one record, allowed ids are the file names."""

from itertools import chain

from pydantic import Field

from citynet_kb.model.case_parts import Office, Source
from citynet_kb.model.record import Record
from citynet_kb.model.values import CaseId, Flag, Latitude, Longitude, PartialDate, Slug, Text, Url, Whole
from citynet_kb.model.vocabulary import SizeClass

TIME_OF_DAY = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"


class Topic(Record):
    """A field of action (Thema), the reader's entry."""

    slug: Slug = Field(title="Kennung")
    """Gleich dem Dateinamen."""
    name: Text = Field(title="Name")
    """Name auf dem Schirm."""
    name_en: Text | None = Field(None, title="Englischer Name")
    """Für spätere Übersetzungen."""
    icon: Text | None = Field(None, title="Zeichen")
    """Name eines Zeichens aus Material Design Icons."""
    description: Text | None = Field(None, title="Beschreibung")
    """Ein Satz."""
    synonyms: tuple[Text, ...] = Field((), title="Andere Wörter")
    """Wörter, unter denen man das Thema sucht."""
    aliases: tuple[Slug, ...] = Field((), title="Frühere Kennungen")
    """Frühere Kennungen; ihre Adressen führen hierher."""


class Measure(Record):
    """What another town could try (Maßnahme): the unit of "failed elsewhere". It belongs to exactly one topic."""

    slug: Slug = Field(title="Kennung")
    """Gleich dem Dateinamen."""
    name: Text = Field(title="Name")
    """Name auf dem Schirm."""
    name_en: Text | None = Field(None, title="Englischer Name")
    """Für spätere Übersetzungen."""
    topic: Slug = Field(title="Thema")
    """Kennung des einen Themas."""
    description: Text | None = Field(None, title="Beschreibung")
    """Ein bis zwei Sätze."""
    synonyms: tuple[Text, ...] = Field((), title="Andere Wörter")
    """Wörter, unter denen man die Maßnahme sucht."""
    common: Flag = Field(False, title="Fast überall üblich")
    """Gibt es in fast jeder Stadt; dann heißt »kein Bericht« nicht, dass es dort fehlt."""
    aliases: tuple[Slug, ...] = Field((), title="Frühere Kennungen")
    """Frühere Kennungen; ihre Adressen führen hierher."""


class City(Record):
    """A town. Everything but slug, name, state and country may be missing; a view that needs more says so."""

    slug: Slug = Field(title="Kennung")
    """Gleich dem Dateinamen."""
    name: Text = Field(title="Name")
    """Amtlicher oder üblicher Name."""
    state: Text = Field(title="Bundesland")
    """Land, Kanton oder Bundesland."""
    country: Text = Field(title="Staat", pattern="^[A-Z]{2}$")
    """Zwei Großbuchstaben: DE, AT, CH."""
    ags: str | None = Field(None, title="Amtlicher Gemeindeschlüssel", pattern="^[0-9]{8}$")
    """Acht Ziffern, mit führender Null."""
    official_id: Text | None = Field(None, title="Amtliche Kennung")
    """Außerhalb Deutschlands statt des Gemeindeschlüssels."""
    population: Whole | None = Field(None, title="Einwohner")
    """Einwohnerzahl, nur Ziffern."""
    population_date: PartialDate | None = Field(None, title="Stand der Einwohnerzahl")
    """Stichtag der Zählung."""
    population_source: Text | None = Field(None, title="Quelle der Einwohnerzahl")
    """Woher die Zahl stammt."""
    size_class: SizeClass | None = Field(None, title="Größenklasse")
    """Nach der Einwohnerzahl."""
    central_function: Text | None = Field(None, title="Zentralörtliche Funktion")
    """Etwa Mittelzentrum; nur mit Fundstelle."""
    lat: Latitude | None = Field(None, title="Breite")
    """Grad nördlicher Breite."""
    lon: Longitude | None = Field(None, title="Länge")
    """Grad östlicher Länge."""
    website: Url | None = Field(None, title="Website")
    """Amtliche Website."""
    website_unchecked: Url | None = Field(None, title="Website, nicht geprüft")
    """Aus einem öffentlichen Verzeichnis, nicht angesehen."""
    offices: tuple[Office, ...] = Field((), title="Stellen")
    """Wen man in der Stadt fragt: Stellen und Funktionen, keine Personen."""
    aliases: tuple[Slug, ...] = Field((), title="Frühere Kennungen")
    """Frühere Kennungen; ihre Adressen führen hierher."""
    note: Text | None = Field(None, title="Anmerkung der Redaktion")
    """Nur für die Redaktion: wird nie gezeigt und nie ausgegeben."""

    def office_for(self, topic: str = "") -> Office | None:
        """The first office for a topic, else the first for all topics, else the first of all."""
        fitting = (office for office in self.offices if topic in office.for_topics)
        general = (office for office in self.offices if not office.for_topics)
        return next(chain(fitting, general, self.offices), None)


class Meeting(Record):
    """A meeting of the network (Treffen)."""

    date: PartialDate = Field(title="Datum")
    """Tag oder Monat."""
    city: Slug = Field(title="Stadt")
    """Kennung der gastgebenden Stadt."""
    place: Text | None = Field(None, title="Ort")
    """Wo das Treffen stattfand."""
    starts: str | None = Field(None, title="Beginn", pattern=TIME_OF_DAY)
    """Uhrzeit, HH:MM."""
    ends: str | None = Field(None, title="Ende", pattern=TIME_OF_DAY)
    """Uhrzeit, HH:MM."""
    agenda: tuple[Text, ...] = Field((), title="Tagesordnung")
    """Ein Punkt je Zeile, in der Reihenfolge des Treffens."""
    participants: Whole | None = Field(None, title="Teilnehmende")
    """Zahl der Teilnehmenden."""
    participants_note: Text | None = Field(None, title="Anmerkung zu den Teilnehmenden")
    """Wer dabei war, ohne Namen."""
    towns: tuple[Slug, ...] = Field((), title="Städte, die dabei waren")
    """Kennungen der Städte; die gastgebende gehört dazu, auch ohne hier zu stehen."""
    topics: tuple[Text, ...] = Field((), title="Worüber gesprochen wurde")
    """Stichworte."""
    cases: tuple[CaseId, ...] = Field((), title="Vorgestellte Fälle")
    """Kennungen der Fälle, die vorgestellt wurden: stadt/fall."""
    questions: tuple[Text, ...] = Field((), title="Fragen des Treffens")
    """Fragen, die gestellt wurden."""
    outcome: Text | None = Field(None, title="Was dabei herauskam")
    """Ein Satz."""
    sources: tuple[Source, ...] = Field((), title="Quellen")
    """Woraus die Angaben stammen."""

    @property
    def took_part(self) -> tuple[str, ...]:
        """The host, and the towns that are named as having been there, each once."""
        return tuple(dict.fromkeys((self.city, *self.towns)))


class Network(Record):
    """A network that a town can ask where no other town is known (Netzwerk). Only what it says of itself, no persons."""

    slug: Slug = Field(title="Kennung")
    """Gleich dem Dateinamen."""
    name: Text = Field(title="Name")
    """Name auf dem Schirm."""
    website: Url | None = Field(None, title="Website")
    """Website des Netzwerks."""
    offices: tuple[Office, ...] = Field((), title="Stellen")
    """Wen man dort fragt: Stellen und Funktionen, keine Personen."""


class OtherMeeting(Record):
    """A meeting of another network, shown only as such."""

    date: PartialDate = Field(title="Datum")
    """Tag oder Monat."""
    city: Slug = Field(title="Stadt")
    """Kennung der gastgebenden Stadt."""
    network: Text = Field(title="Netzwerk")
    """Wer sich traf."""
    place: Text | None = Field(None, title="Ort")
    """Wo das Treffen stattfand."""
    participants_note: Text | None = Field(None, title="Anmerkung zu den Teilnehmenden")
    """Wer dabei war, ohne Namen."""
    topics: tuple[Text, ...] = Field((), title="Worüber gesprochen wurde")
    """Stichworte."""
    outcome: Text | None = Field(None, title="Was dabei herauskam")
    """Ein Satz."""
    note: Text | None = Field(None, title="Anmerkung")
    """Was an den Angaben unsicher ist; steht auf der Seite."""
    sources: tuple[Source, ...] = Field(min_length=1, title="Quellen")
    """Woraus die Angaben stammen; mindestens eine."""


class Page(Record):
    """A plain page such as the imprint: title, one sentence, free text."""

    title: Text = Field(title="Überschrift")
    """Überschrift der Seite."""
    description: Text | None = Field(None, title="Beschreibung")
    """Ein Satz für Suchmaschinen und Vorschau."""
