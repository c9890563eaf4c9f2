"""Rules about what a town looks for: a call that nobody can answer any more, or not yet, or that leads to nobody."""

from citynet_kb.checks.context import Context
from citynet_kb.checks.form_parts import filled, found_when, when
from citynet_kb.checks.registering import Problems, record_rule
from citynet_kb.findings import Problem, Severity
from citynet_kb.model import CaseStudy, Outcome
from citynet_kb.model.values import months_after
from citynet_kb.sources import SourceDocument

MOST_MONTHS = 18
"""Months ahead that a call may reach: who plans further ahead renews it."""
_OPEN = when(("outcome",), (Outcome.OPEN,))


@record_rule(CaseStudy, severity=Severity.HINT, of_withdrawn=False)
def gesuch_vorbei(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
    """Ein Gesuch gilt bis zu einem Tag, der noch kommt; danach steht es nicht mehr auf »Gemeinsam ins Ziel«.

    Falsch: looking_for mit until: 2020-01-01
    Richtig: ein Tag, der noch kommt
    """
    for number, call in enumerate(case.looking_for):
        if context.today and call.until < context.today:
            message = f"looking_for: »{call.what.label}« galt bis {call.until} und steht nicht mehr auf »Gemeinsam ins Ziel«."
            remedy = "Setzen Sie until auf einen Tag, der noch kommt, oder löschen Sie das Gesuch."
            yield Problem(document.at("looking_for", number, "until"), message, remedy)


@record_rule(CaseStudy, severity=Severity.HINT, of_withdrawn=False)
def gesuch_zu_weit(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
    """Ein Gesuch gilt höchstens 18 Monate im Voraus, damit keines stehen bleibt, von dem niemand mehr weiß.

    Falsch: looking_for mit until: 2099-12-31
    Richtig: ein Tag in den nächsten 18 Monaten
    """
    latest = months_after(context.today, MOST_MONTHS) if context.today else ""
    for number, call in enumerate(case.looking_for):
        if latest and call.until > latest:
            message = f"looking_for: »{call.what.label}« gilt bis {call.until}, das sind mehr als {MOST_MONTHS} Monate."
            remedy = f"Setzen Sie until auf spätestens {latest}; verlängern können Sie es jederzeit."
            yield Problem(document.at("looking_for", number, "until"), message, remedy)


@record_rule(CaseStudy, severity=Severity.HINT, of_withdrawn=False)
def gesuch_ohne_stelle(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
    """Wer etwas sucht, sagt, wen man fragt: eine Stelle in der Datei der Stadt oder die Ansprechstelle im Fall.

    Falsch: looking_for ohne contact, und die Stadt hat keine offices
    Richtig: contact mit Funktion und Funktionspostfach
    """
    city = context.knowledge_base.cities.get(case.city)
    if case.looking_for and not case.contact and not (city and city.offices):
        message = "looking_for: Es ist keine Stelle bekannt, die auf dieses Gesuch antwortet."
        remedy = "Ergänzen Sie contact mit Funktion und Postfach der Stelle, oder offices in der Datei der Stadt."
        yield Problem(document.at_key("looking_for"), message, remedy)


@record_rule(
    CaseStudy,
    severity=Severity.HINT,
    of_withdrawn=False,
    form=(found_when(filled("looking_for.*.what"), _OPEN, without=("period.start",), at="outcome", aim="period.start"),),
)
def gesuch_ohne_beginn(case: CaseStudy, document: SourceDocument) -> Problems:
    """Wer für ein Vorhaben Partner sucht, dessen Ausgang offen ist, sagt, wann es beginnt oder begann; sonst gilt es nicht als geplant.

    Falsch: outcome: offen mit looking_for, ohne period
    Richtig: dazu period mit start: 2027-05
    """
    if case.looking_for and case.outcome is Outcome.OPEN and not (case.period and case.period.start):
        message = "looking_for: Wann das Vorhaben beginnt, steht nicht da; es gilt so nicht als geplant."
        yield Problem(document.at("outcome"), message, "Ergänzen Sie period mit start, etwa 2027-05.")
