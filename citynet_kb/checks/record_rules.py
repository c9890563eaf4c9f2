"""Rules about the records behind the cases: towns, measures, topics, meetings, plain pages."""

from collections.abc import Iterator

from citynet_kb.checks import body, contact_data, contact_rules
from citynet_kb.checks.context import Context
from citynet_kb.findings import Finding, error, nearest
from citynet_kb.model import ANONYMOUS, City, Measure, Meeting, Page, SizeClass, Topic
from citynet_kb.sources import SourceDocument


def check(context: Context) -> Iterator[Finding]:
    """All rules about records that are no cases."""
    base = context.knowledge_base
    for record in (*base.topics.values(), *base.measures.values(), *base.cities.values(), *base.meetings.values(), *base.pages.values()):
        document = context.content.documents[record.path]
        if isinstance(record, Topic | Measure | City):
            yield from kennung_anders_als_datei(record, document)
        if isinstance(record, City):
            yield from stadt_anonym(record, document)
            yield from groessenklasse_falsch(record, document)
            for rule in contact_rules.CITY_RULES:
                yield from rule(record, document, context)
        if isinstance(record, Measure):
            yield from massnahme_ohne_thema(record, document, context)
        if isinstance(record, Meeting):
            yield from treffen_falsch_benannt(record, document, context)
        yield from body.check(record, document, context)
        if not isinstance(record, Page):  # the legal pages must name who is responsible
            yield from contact_data.angaben_zur_person(record, document)


def kennung_anders_als_datei(record: Topic | Measure | City, document: SourceDocument) -> Iterator[Finding]:
    """Die Kennung einer Stadt, einer Maßnahme oder eines Themas ist der Dateiname.

    Falsch: content/staedte/gera.md mit slug: jena
    Richtig: content/staedte/gera.md mit slug: gera
    """
    if record.slug != record.id:
        message = f"slug: »{record.slug}« ist nicht der Dateiname »{record.id}«."
        yield error(kennung_anders_als_datei, document.at("slug"), message, f"Schreiben Sie slug: {record.id}")


def stadt_anonym(city: City, document: SourceDocument) -> Iterator[Finding]:
    """Keine Stadt hat die Kennung »anonym«: So heißt der Ordner der Fälle, deren Stadt nicht genannt wird.

    Falsch: content/staedte/anonym.md
    Richtig: content/staedte/gera.md
    """
    if city.id == ANONYMOUS:
        remedy = "Löschen Sie die Datei; anonyme Fälle brauchen keine Stadt, sie nennen region und size_class."
        yield error(stadt_anonym, document.at("slug"), f"slug: »{ANONYMOUS}« steht für Fälle, deren Stadt nicht genannt wird.", remedy)


def groessenklasse_falsch(city: City, document: SourceDocument) -> Iterator[Finding]:
    """Die Größenklasse einer Stadt passt zu ihrer Einwohnerzahl.

    Falsch: population: 95608 mit size_class: kleinere-mittelstadt
    Richtig: population: 95608 mit size_class: groessere-mittelstadt
    """
    if city.population is not None and city.size_class is not None and city.size_class is not SizeClass.of(city.population):
        right = SizeClass.of(city.population)
        message = f"size_class: »{city.size_class}« passt nicht zu {city.population} Einwohnern."
        yield error(groessenklasse_falsch, document.at("size_class"), message, f"Schreiben Sie size_class: {right} ({right.definition})")


def massnahme_ohne_thema(measure: Measure, document: SourceDocument, context: Context) -> Iterator[Finding]:
    """Das Thema einer Maßnahme hat eine Datei in content/themen/.

    Falsch: topic: feste
    Richtig: topic: feste-maerkte
    """
    if measure.topic not in context.knowledge_base.topics:
        meant = nearest(measure.topic, context.names["topic"])
        remedy = f"Meinten Sie »{meant}«?" if meant else f"Erlaubt: {', '.join(context.knowledge_base.topics)}."
        yield error(massnahme_ohne_thema, document.at("topic"), f"topic: »{measure.topic}« ist kein bekanntes Thema.", remedy)


def treffen_falsch_benannt(meeting: Meeting, document: SourceDocument, context: Context) -> Iterator[Finding]:
    """Die Datei eines Treffens heißt nach Datum und Stadt, und die Stadt hat eine Datei.

    Falsch: content/treffen/treffen-1.md
    Richtig: content/treffen/2024-06-11-ilmenau.md
    """
    if meeting.id != f"{meeting.date}-{meeting.city}":
        message = f"Das Treffen vom {meeting.date} in »{meeting.city}« steht in der Datei »{meeting.id}«."
        yield error(treffen_falsch_benannt, document.at("date"), message, f"Benennen Sie die Datei um in {meeting.date}-{meeting.city}.md")
    if meeting.city not in context.knowledge_base.cities:
        meant = nearest(meeting.city, context.names["city"])
        remedy = f"Meinten Sie »{meant}«?" if meant else "Legen Sie die Stadt in content/staedte/ an."
        yield error(treffen_falsch_benannt, document.at("city"), f"city: »{meeting.city}« ist keine bekannte Stadt.", remedy)


RULES = (kennung_anders_als_datei, stadt_anonym, groessenklasse_falsch, massnahme_ohne_thema, treffen_falsch_benannt)
