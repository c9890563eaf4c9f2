"""Rules about meetings and roll-calls: what they name is known, and what a town answered does not contradict itself."""

from collections.abc import Iterable, Iterator

from citynet_kb.checks.context import Context
from citynet_kb.checks.registering import Problems, record_rule
from citynet_kb.findings import Problem, Severity, nearest
from citynet_kb.model import Meeting, Reply, Survey, SurveyAnswer
from citynet_kb.sources import Location, SourceDocument


@record_rule(Meeting, Survey)
def befragte_stadt_unbekannt(record: Meeting | Survey, document: SourceDocument, context: Context) -> Problems:
    """Die Städte, die bei einem Treffen waren oder gefragt wurden, sind bekannt.

    Falsch: towns: [gehra]
    Richtig: towns: [gera]
    """
    for number, town in enumerate(record.towns):
        if not context.knowledge_base.knows_town(town):
            meant = context.former["city"].get(town) or nearest(town, context.towns_like(town))
            remedy = f"Meinten Sie »{meant}«?" if meant else "Legen Sie die Stadt in content/staedte/ an."
            yield Problem(document.at("towns", number), f"towns: »{town}« ist keine bekannte Stadt.", remedy)


@record_rule(Meeting, severity=Severity.HINT)
def vorgestellter_fall_unbekannt(meeting: Meeting, document: SourceDocument, context: Context) -> Problems:
    """Die Fälle, die bei einem Treffen vorgestellt wurden, gibt es; ein anderer wird auf den Seiten übergangen.

    Falsch: cases: [gera/eisban]
    Richtig: cases: [gera/eisbahn]
    """
    base = context.knowledge_base
    for number, case in enumerate(meeting.cases):
        if base.present_id(case) not in base.cases:
            meant = nearest(case, context.cases_beside(case))
            remedy = f"Meinten Sie »{meant}«?" if meant else "Schreiben Sie Ordner und Dateiname ohne Endung."
            yield Problem(document.at("cases", number), f"cases: Den Fall »{case}« gibt es nicht.", remedy)


@record_rule(Survey)
def umfrage_falsch_benannt(survey: Survey, document: SourceDocument) -> Problems:
    """Die Datei einer Umfrage heißt wie der Tag des Treffens, zu dem gefragt wurde.

    Falsch: content/umfragen/fruehjahr.md
    Richtig: content/umfragen/2026-03-15.md
    """
    if survey.id != survey.date:
        message = f"Die Umfrage vom {survey.date} steht in der Datei »{survey.id}«."
        yield Problem(document.at("date"), message, f"Benennen Sie die Datei um in {survey.date}.md")


@record_rule(Survey)
def umfrage_massnahme_unbekannt(survey: Survey, document: SourceDocument, context: Context) -> Problems:
    """Die Maßnahmen, nach denen gefragt und zu denen geantwortet wurde, haben eine Datei in content/massnahmen/.

    Falsch: measures: [eisban]
    Richtig: measures: [eisbahn]
    """
    names = context.names["measure"]
    for location, measure in _measures(survey):
        if measure not in names:
            meant = context.former["measure"].get(measure) or nearest(measure, names)
            remedy = f"Meinten Sie »{meant}« ({names[meant]})?" if meant else "Erlaubt sind die Dateinamen in content/massnahmen/."
            yield Problem(document.at(*location), f"»{measure}« ist keine bekannte Maßnahme.", remedy)


def _measures(survey: Survey) -> Iterator[tuple[Location, str]]:
    yield from ((("measures", number), measure) for number, measure in enumerate(survey.measures))
    for number, answer in enumerate(survey.answers):
        for key, named in (("tried", answer.tried), ("missed", answer.missed), ("untried", answer.untried)):
            yield from ((("answers", number, key, index), measure) for index, measure in enumerate(named))


@record_rule(Survey)
def umfrage_widerspruch(survey: Survey, document: SourceDocument) -> Problems:
    """Jede Stadt wurde einmal gefragt und antwortet einmal; was nicht gelang, hat sie auch versucht, und nicht zugleich nicht versucht.

    Falsch: reply: nichts-versucht, tried: [eisbahn]
    Richtig: reply: versucht, tried: [eisbahn]
    """
    for key, named in (("towns", survey.towns), ("measures", survey.measures)):
        for number, name in _again(named):
            yield Problem(document.at(key, number), f"{key}: »{name}« steht schon da.", "Löschen Sie den Eintrag.")
    for number, town in _again([answer.town for answer in survey.answers]):
        remedy = "Fassen Sie beide Antworten zusammen."
        yield Problem(document.at("answers", number, "town"), f"answers: »{town}« hat schon eine Antwort.", remedy)
    for number, answer in enumerate(survey.answers):
        place = document.at("answers", number, "town")
        if answer.town not in survey.towns:
            remedy = "Nehmen Sie die Stadt unter towns auf, oder löschen Sie die Antwort."
            yield Problem(place, f"answers: »{answer.town}« wurde nicht gefragt.", remedy)
        for message, remedy in _contradictions(answer):
            yield Problem(place, f"answers: »{answer.town}« {message}", remedy)


def _again(names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Those that stood before, with their places."""
    seen = set[str]()
    for number, name in enumerate(names):
        if name in seen:
            yield number, name
        seen.add(name)


def _contradictions(answer: SurveyAnswer) -> Iterator[tuple[str, str]]:
    tried, missed, untried = (frozenset(named) for named in (answer.tried, answer.missed, answer.untried))
    if answer.reply is not Reply.TRIED and tried | missed:
        yield f"hat »{answer.reply.label}«, nennt aber Versuche.", f"Schreiben Sie reply: {Reply.TRIED}, oder löschen Sie tried und missed."
    if answer.reply is Reply.NONE and untried:
        yield f"hat »{answer.reply.label}«, sagt aber etwas.", f"Schreiben Sie reply: {Reply.NOTHING}, oder löschen Sie untried."
    if beside := sorted(missed - tried):
        yield f"ist mit »{beside[0]}« nicht ans Ziel gekommen, hat es aber nicht versucht.", f"Nehmen Sie {beside[0]} unter tried auf."
    if both := sorted(tried & untried):
        yield f"hat »{both[0]}« versucht und nicht versucht.", "Behalten Sie eines von beiden."
