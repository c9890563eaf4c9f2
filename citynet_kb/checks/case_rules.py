"""Rules about one case study by itself."""

from citynet_kb.checks.context import Context
from citynet_kb.checks.form_parts import (
    TITLED_NAME,
    all_sections,
    among,
    found_when,
    in_order,
    needs,
    only,
    unlike,
    when,
    when_effective,
)
from citynet_kb.checks.names_of_people import names_a_person
from citynet_kb.checks.registering import Problems, record_rule
from citynet_kb.findings import Problem, Severity
from citynet_kb.model import BODY_SECTIONS, SETBACKS, Cadence, CaseStudy, Kind, Outcome
from citynet_kb.model.endings import effective_outcome
from citynet_kb.model.slugs import plain_slug
from citynet_kb.model.values import first_day, last_day
from citynet_kb.sources import SourceDocument

_CANCELLED = when(("outcome",), (Outcome.CANCELLED,))


@record_rule(CaseStudy, of_withdrawn=False, form=(needs(when_effective(SETBACKS), "failure_reasons", at="outcome", aim="failure_reasons"),))
def rueckschlag_ohne_grund(case: CaseStudy, document: SourceDocument) -> Problems:
    """Was zuletzt nicht gelungen ist (eingestellt, Ziel verfehlt oder nicht zustande gekommen), nennt mindestens einen Grund.

    Falsch: outcome: eingestellt, ohne failure_reasons
    Richtig: failure_reasons: [nachfrage/zu-wenig-nachfrage]
    """
    outcome = effective_outcome(case)
    if outcome.is_setback and not case.failure_reasons:
        message = f"outcome: »{outcome}« heißt, dass es nicht gelungen ist, aber failure_reasons nennt keinen Grund."
        remedy = "Nennen Sie bis zu drei Gründe; ist keiner bekannt, schreiben Sie sonstiges/unbekannt."
        yield Problem(document.at("outcome"), message, remedy)


@record_rule(
    CaseStudy,
    form=(
        found_when(_CANCELLED, without=("cadence",), at="outcome", aim="cadence"),
        among(_CANCELLED, at="cadence", values=(Cadence.RECURRING,)),
    ),
)
def ausgefallen_ohne_reihe(case: CaseStudy, document: SourceDocument) -> Problems:
    """»Ausgefallen« ist nur eine Ausgabe einer Reihe, die es vorher gab: Die Art des Vorhabens ist dann »wiederkehrend«.

    Falsch: outcome: ausgefallen mit cadence: einmalig
    Richtig: outcome: ausgefallen mit cadence: wiederkehrend
    """
    if case.outcome is Outcome.CANCELLED and case.cadence is not Cadence.RECURRING:
        stated = f"cadence sagt »{case.cadence}«" if case.cadence else "cadence fehlt"
        message = f"outcome: »{Outcome.CANCELLED}« gibt es nur bei einer Reihe, aber {stated}."
        remedy = f"Schreiben Sie cadence: {Cadence.RECURRING}; fand es kein einziges Mal statt, outcome: {Outcome.NEVER_REALISED}."
        yield Problem(document.at("outcome"), message, remedy)


@record_rule(CaseStudy, form=(in_order("period.start", "period.end"),))
def zeitraum_verkehrt(case: CaseStudy, document: SourceDocument) -> Problems:
    """Ein Zeitraum endet nicht, bevor er beginnt.

    Falsch: start: 2021, end: 2019
    Richtig: start: 2019, end: 2021
    """
    period = case.period
    if period and period.start and period.end and last_day(period.end) < first_day(period.start):
        message = f"period: Das Ende {period.end} liegt vor dem Beginn {period.start}."
        yield Problem(document.at("period", "end"), message, "Vertauschen oder berichtigen Sie start und end.")


@record_rule(CaseStudy, of_withdrawn=False, form=(needs(when(("kind",), (Kind.DOCUMENTED,)), "sources", at="kind", aim="sources"),))
def dokumentiert_ohne_quelle(case: CaseStudy, document: SourceDocument) -> Problems:
    """Ein öffentlich dokumentierter Fall nennt seine Quellen.

    Falsch: kind: dokumentiert, ohne sources
    Richtig: kind: dokumentiert und mindestens eine Quelle mit title und url
    """
    if case.kind is Kind.DOCUMENTED and not case.sources:
        message = "kind: »dokumentiert« verlangt mindestens eine Quelle in sources."
        yield Problem(document.at("kind"), message, "Ergänzen Sie sources, je Quelle mit title, url und publisher.")


@record_rule(CaseStudy, form=(only(when_effective(SETBACKS), "common_cause"),))
def ursache_ohne_rueckschlag(case: CaseStudy, document: SourceDocument) -> Problems:
    """Eine gemeinsame Ursache steht nur bei Fällen, die zuletzt nicht gelungen sind.

    Falsch: outcome: erfolgreich mit common_cause
    Richtig: outcome: eingestellt mit common_cause
    """
    outcome = effective_outcome(case)
    if case.common_cause and not outcome.is_setback:
        message = f"common_cause: »{case.common_cause}« steht bei einem Fall, der zuletzt »{outcome}« ist."
        yield Problem(document.at("common_cause"), message, "Löschen Sie common_cause oder berichtigen Sie das Ergebnis.")


@record_rule(CaseStudy, form=(unlike("office", TITLED_NAME, "u"), unlike("contributed_by", TITLED_NAME, "u")))
def stelle_ist_person(case: CaseStudy, document: SourceDocument) -> Problems:
    """Als zuständige Stelle steht ein Amt, eine Gesellschaft oder ein Verein, keine Person; ebenso, von wem der Bericht kommt.

    Falsch: office: Citymanagerin Erika Mustermann
    Richtig: office: Citymanagement der Stadt
    """
    if case.office and names_a_person(case.office):
        message = f"office: »{case.office}« nennt eine Person."
        yield Problem(document.at("office"), message, "Schreiben Sie die Stelle, wie die Quellen sie nennen (»Citymanagement«).")
    if case.contributed_by and names_a_person(case.contributed_by):
        message = f"contributed_by: »{case.contributed_by}« nennt eine Person."
        yield Problem(document.at("contributed_by"), message, "Schreiben Sie die Stelle oder Funktion (»Citymanagement«).")


@record_rule(CaseStudy, of_withdrawn=False, form=(all_sections(when(("kind",), (Kind.CASE_STUDY,)), at="kind"),))
def abschnitt_fehlt(case: CaseStudy, document: SourceDocument) -> Problems:
    """Ein ausführlicher Fallbericht hat die Abschnitte Ausgangslage, Umsetzung, Ergebnis, Erkenntnisse.

    Falsch: kind: fallbericht, nur »## Ergebnis«
    Richtig: kind: fallbericht mit allen vier Überschriften, oder kind: kurzmeldung
    """
    if case.kind is not Kind.CASE_STUDY:
        return
    headings = {line[3:].strip() for line in case.body.split("\n") if line.startswith("## ")}
    missing = [section for section in BODY_SECTIONS if section not in headings]
    if missing:
        remedy = f"Ergänzen Sie {', '.join(f'»## {section}«' for section in missing)} oder schreiben Sie kind: kurzmeldung."
        yield Problem(document.at("kind"), f"Im Text {'fehlen' if len(missing) > 1 else 'fehlt'}: {', '.join(missing)}.", remedy)


@record_rule(CaseStudy, severity=Severity.HINT)
def ueberschrift_in_anfuehrung(case: CaseStudy, document: SourceDocument) -> Problems:
    """Eine Überschrift steht nicht als Ganzes in typografischen Anführungszeichen.

    Falsch: title: „Pop-up-Laden in Musterstadt“
    Richtig: title: Pop-up-Laden in Musterstadt
    """
    inner = case.title[1:-1]
    if case.title[0] in "„“»«‚" and case.title[-1] in '“”«»‘"' and not set(inner) & set("„“”»«"):
        message = f"title: »{case.title}« steht als Ganzes in typografischen Anführungszeichen; sie werden mit angezeigt."
        yield Problem(document.at("title"), message, f"Schreiben Sie: title: {inner}")


@record_rule(CaseStudy, severity=Severity.HINT, of_withdrawn=False)
def pruefung_faellig(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
    """Das Datum der nächsten Prüfung liegt in der Zukunft; ist es vorbei, zeigt die Seite einen Hinweis.

    Falsch: next_review: 2020-01-01
    Richtig: ein Tag, der noch kommt
    """
    if case.next_review and case.next_review < context.today:
        message = f"next_review: Die Prüfung war am {case.next_review} fällig."
        yield Problem(document.at("next_review"), message, "Fragen Sie nach, was daraus wurde, und setzen Sie einen neuen Tag.")


@record_rule(CaseStudy, severity=Severity.HINT, of_withdrawn=False, form=())
def ohne_massnahme(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
    """Ein Fall nennt die Maßnahme, um die es geht.

    Falsch: ein Fall ohne measure
    Richtig: measure: feierabendmarkt
    """
    if case.measure is None:
        title = plain_slug(case.title)
        meant = next((f" Meinten Sie »{id}«?" for id in context.names["measure"] if id in title), "")
        message = "measure fehlt: Der Fall kommt in »Anderswo gescheitert« nicht vor."
        yield Problem(document.at_key("measure"), message, f"Ergänzen Sie measure mit einer Kennung aus content/massnahmen/.{meant}")


@record_rule(CaseStudy, severity=Severity.HINT, of_withdrawn=False, form=())
def ohne_aufnahmetag(case: CaseStudy, document: SourceDocument) -> Problems:
    """Ein Fall sagt, wann er aufgenommen wurde.

    Falsch: ein Fall ohne added
    Richtig: added: 2026-03-15
    """
    if case.added is None:
        message = "added fehlt: Der Fall kann nicht unter den neuesten stehen."
        yield Problem(document.at_key("added"), message, "Ergänzen Sie added mit dem heutigen Tag in der Form 2026-03-15.")


@record_rule(CaseStudy, severity=Severity.HINT, of_withdrawn=False, form=(found_when(without=("cadence",), at="cadence"),))
def ohne_art(case: CaseStudy, document: SourceDocument) -> Problems:
    """Ein Fall sagt, ob es einmal, wiederkehrend, auf Dauer oder auf Zeit gedacht war: Davon hängt ab, was »Gibt es das noch?« sagen kann.

    Falsch: ein Stadtfest ohne cadence
    Richtig: cadence: wiederkehrend
    """
    if case.cadence is None:
        message = "cadence fehlt: »Gibt es das noch?« kann nicht sagen, ob ein Ende vorgesehen war."
        remedy = "Ergänzen Sie cadence, je nachdem, wie es gedacht war: einmalig, wiederkehrend, dauerhaft oder befristet."
        yield Problem(document.at_key("cadence"), message, remedy)
