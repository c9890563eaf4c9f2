"""Rules about what a case study names: town, topic, measure, other cases."""

from citynet_kb.checks.context import Context
from citynet_kb.checks.form_parts import belongs, distinct, known
from citynet_kb.checks.registering import Problems, record_rule
from citynet_kb.findings import Problem, nearest
from citynet_kb.model import ANONYMOUS, CaseStudy, addresses
from citynet_kb.sources import SourceDocument


@record_rule(CaseStudy)
def stadt_im_falschen_ordner(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
    """Ein Fall liegt im Ordner seiner Stadt.

    Falsch: content/faelle/jena/pop-up-laden.md mit city: gera
    Richtig: content/faelle/gera/pop-up-laden.md mit city: gera
    """
    folder = case.id.partition("/")[0]
    is_known = case.city == ANONYMOUS or context.knowledge_base.knows_town(case.city)
    if folder != case.city and is_known:
        message = f"city: »{case.city}« passt nicht zum Ordner »{folder}«."
        remedy = f"Verschieben Sie die Datei nach {addresses.CASE_FILES}/{case.city}/, oder schreiben Sie city: {folder}."
        yield Problem(document.at("city"), message, remedy)


@record_rule(CaseStudy, form=(known("topic", of="topics"), known("topics_more.*", of="topics")))
def thema_unbekannt(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
    """Jedes Thema eines Falls hat eine Datei in content/themen/.

    Falsch: topic: leerstände
    Richtig: topic: leerstand
    """
    if case.topic not in context.knowledge_base.topics:
        yield _unknown(document, ("topic",), case.topic, (context, "topic"), addresses.TOPICS, "Thema")
    for number, topic in enumerate(case.topics_more):
        if topic not in context.knowledge_base.topics:
            yield _unknown(document, ("topics_more", number), topic, (context, "topic"), addresses.TOPICS, "Thema")


@record_rule(CaseStudy, form=(known("measure", of="measures"),))
def massnahme_unbekannt(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
    """Die Maßnahme eines Falls hat eine Datei in content/massnahmen/.

    Falsch: measure: pop-up-laden
    Richtig: measure: pop-up-store
    """
    if case.measure and case.measure not in context.knowledge_base.measures:
        yield _unknown(document, ("measure",), case.measure, (context, "measure"), addresses.MEASURES, "Maßnahme")


def _unknown(
    document: SourceDocument, location: tuple[str | int, ...], value: str, of: tuple[Context, str], index: str, label: str
) -> Problem:
    context, kind = of
    known = context.names[kind]
    meant = context.former[kind].get(value) or nearest(value, known)
    remedy = f"Meinten Sie »{meant}« ({known[meant]})? " if meant else ""
    remedy += f"Erlaubt sind die Dateinamen in {addresses.CONTENT}/{addresses.section(index)}; Neues kommt als neue Datei dort hinzu."
    message = (
        f"{location[0]}: »{value}« ist keine bekannte {label}."
        if label != "Thema"
        else f"{location[0]}: »{value}« ist kein bekanntes Thema."
    )
    return Problem(document.at(*location), message, remedy)


@record_rule(CaseStudy, form=(belongs("topic", key="measure"),))
def massnahme_anderes_thema(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
    """Maßnahme und Thema passen zusammen: Jede Maßnahme gehört zu genau einem Thema.

    Falsch: topic: leerstand mit measure: eisbahn
    Richtig: topic: feste-maerkte mit measure: eisbahn
    """
    measure = context.knowledge_base.measures.get(case.measure or "")
    if measure and measure.topic != case.topic:
        message = f"topic: Die Maßnahme »{measure.id}« gehört zum Thema »{measure.topic}«, nicht zu »{case.topic}«."
        remedy = f"Schreiben Sie topic: {measure.topic}; »{case.topic}« kann unter topics_more stehen."
        yield Problem(document.at("topic"), message, remedy)


@record_rule(CaseStudy, form=(distinct("topics_more", key="topic"),))
def thema_doppelt(case: CaseStudy, document: SourceDocument) -> Problems:
    """Weitere Themen wiederholen das Thema nicht.

    Falsch: topic: leerstand, topics_more: [leerstand]
    Richtig: topic: leerstand, topics_more: [handel]
    """
    seen = {case.topic}
    for number, topic in enumerate(case.topics_more):
        if topic in seen:
            yield Problem(document.at("topics_more", number), f"topics_more: »{topic}« steht schon da.", "Löschen Sie die Zeile.")
        seen.add(topic)


@record_rule(CaseStudy)
def verwandt_unbekannt(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
    """Verwandte Fälle gibt es, und der Fall nennt sich nicht selbst.

    Falsch: related: [gera/eisban]
    Richtig: related: [goerlitz/eisbahn]
    """
    for number, other in enumerate(case.related):
        if other == case.id:
            place = document.at("related", number)
            yield Problem(place, f"related: »{other}« ist dieser Fall selbst.", "Löschen Sie die Zeile.")
        elif other not in context.knowledge_base.cases:
            meant = nearest(other, [id for id in context.cases_beside(other) if id != case.id])
            remedy = (
                f"Meinten Sie »{meant}«?"
                if meant
                else "Schreiben Sie Ordner und Dateiname ohne Endung, wie sie unter content/faelle/ stehen."
            )
            yield Problem(document.at("related", number), f"related: Den Fall »{other}« gibt es nicht.", remedy)
