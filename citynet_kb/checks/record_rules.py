"""Rules about the records behind the cases: measures, topics, meetings, and the names of all files."""

from citynet_kb.checks.context import Context
from citynet_kb.checks.registering import Problems, record_rule
from citynet_kb.findings import Problem, nearest
from citynet_kb.model import ChecklistItem, City, Measure, Meeting, Network, OtherMeeting, Topic
from citynet_kb.sources import SourceDocument


@record_rule(ChecklistItem, City, Measure, Network, Topic)
def kennung_anders_als_datei(record: ChecklistItem | Topic | Measure | City | Network, document: SourceDocument) -> Problems:
    """Die Kennung einer Stadt, einer Maßnahme, eines Themas, eines Netzwerks oder eines Prüfpunkts ist der Dateiname.

    Falsch: content/staedte/gera.md mit slug: jena
    Richtig: content/staedte/gera.md mit slug: gera
    """
    if record.slug != record.id:
        message = f"slug: »{record.slug}« ist nicht der Dateiname »{record.id}«."
        yield Problem(document.at("slug"), message, f"Schreiben Sie slug: {record.id}")


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
    """Die Datei eines Treffens heißt nach Datum und Stadt, und die Stadt ist bekannt.

    Falsch: content/treffen/treffen-1.md
    Richtig: content/treffen/2024-06-11-ilmenau.md
    """
    if meeting.id != f"{meeting.date}-{meeting.city}":
        message = f"Das Treffen vom {meeting.date} in »{meeting.city}« steht in der Datei »{meeting.id}«."
        yield Problem(document.at("date"), message, f"Benennen Sie die Datei um in {meeting.date}-{meeting.city}.md")
    if not context.knowledge_base.knows_town(meeting.city):
        meant = nearest(meeting.city, context.towns_like(meeting.city))
        remedy = f"Meinten Sie »{meant}«?" if meant else "Legen Sie die Stadt in content/staedte/ an."
        yield Problem(document.at("city"), f"city: »{meeting.city}« ist keine bekannte Stadt.", remedy)
