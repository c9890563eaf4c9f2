"""Rules about the records behind the cases: towns, measures, topics, meetings, plain pages."""

from citynet_kb.checks.context import Context
from citynet_kb.checks.registering import Problems, record_rule
from citynet_kb.findings import Problem, nearest
from citynet_kb.model import ANONYMOUS, City, Measure, Meeting, Network, OtherMeeting, SizeClass, Topic
from citynet_kb.sources import SourceDocument


@record_rule(City, Measure, Network, Topic)
def kennung_anders_als_datei(record: Topic | Measure | City | Network, document: SourceDocument, context: Context) -> Problems:
    """Die Kennung einer Stadt, einer Maßnahme, eines Themas oder eines Netzwerks ist der Dateiname.

    Falsch: content/staedte/gera.md mit slug: jena
    Richtig: content/staedte/gera.md mit slug: gera
    """
    if record.slug != record.id:
        message = f"slug: »{record.slug}« ist nicht der Dateiname »{record.id}«."
        yield Problem(document.at("slug"), message, f"Schreiben Sie slug: {record.id}")


@record_rule(City)
def stadt_anonym(city: City, document: SourceDocument, context: Context) -> Problems:
    """Keine Stadt hat die Kennung »anonym«: So heißt der Ordner der Fälle, deren Stadt nicht genannt wird.

    Falsch: content/staedte/anonym.md
    Richtig: content/staedte/gera.md
    """
    if city.id == ANONYMOUS:
        remedy = "Löschen Sie die Datei; anonyme Fälle brauchen keine Stadt, sie nennen region und size_class."
        yield Problem(document.at("slug"), f"slug: »{ANONYMOUS}« steht für Fälle, deren Stadt nicht genannt wird.", remedy)


@record_rule(City)
def groessenklasse_falsch(city: City, document: SourceDocument, context: Context) -> Problems:
    """Die Größenklasse einer Stadt passt zu ihrer Einwohnerzahl.

    Falsch: population: 95608 mit size_class: kleinere-mittelstadt
    Richtig: population: 95608 mit size_class: groessere-mittelstadt
    """
    if city.population is not None and city.size_class is not None and city.size_class is not SizeClass.of(city.population):
        right = SizeClass.of(city.population)
        message = f"size_class: »{city.size_class}« passt nicht zu {city.population} Einwohnern."
        yield Problem(document.at("size_class"), message, f"Schreiben Sie size_class: {right} ({right.definition})")


@record_rule(Measure)
def massnahme_ohne_thema(measure: Measure, document: SourceDocument, context: Context) -> Problems:
    """Das Thema einer Maßnahme hat eine Datei in content/themen/.

    Falsch: topic: feste
    Richtig: topic: feste-maerkte
    """
    if measure.topic not in context.knowledge_base.topics:
        meant = nearest(measure.topic, context.names["topic"])
        remedy = f"Meinten Sie »{meant}«?" if meant else f"Erlaubt: {', '.join(context.knowledge_base.topics)}."
        yield Problem(document.at("topic"), f"topic: »{measure.topic}« ist kein bekanntes Thema.", remedy)


@record_rule(Meeting, OtherMeeting)
def treffen_falsch_benannt(meeting: Meeting | OtherMeeting, document: SourceDocument, context: Context) -> Problems:
    """Die Datei eines Treffens heißt nach Datum und Stadt, und die Stadt hat eine Datei.

    Falsch: content/treffen/treffen-1.md
    Richtig: content/treffen/2024-06-11-ilmenau.md
    """
    if meeting.id != f"{meeting.date}-{meeting.city}":
        message = f"Das Treffen vom {meeting.date} in »{meeting.city}« steht in der Datei »{meeting.id}«."
        yield Problem(document.at("date"), message, f"Benennen Sie die Datei um in {meeting.date}-{meeting.city}.md")
    if meeting.city not in context.knowledge_base.cities:
        meant = nearest(meeting.city, context.names["city"])
        remedy = f"Meinten Sie »{meant}«?" if meant else "Legen Sie die Stadt in content/staedte/ an."
        yield Problem(document.at("city"), f"city: »{meeting.city}« ist keine bekannte Stadt.", remedy)
