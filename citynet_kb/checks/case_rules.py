"""Rules about one case study by itself."""

from citynet_kb.checks.context import Context
from citynet_kb.checks.form_parts import all_sections, in_order, needs, only, when, when_setback, within_band
from citynet_kb.checks.registering import Problems, record_rule
from citynet_kb.findings import Problem, Severity
from citynet_kb.model import BODY_SECTIONS, CaseStudy, Effort, Kind
from citynet_kb.model.slugs import plain_slug
from citynet_kb.model.values import first_day, last_day
from citynet_kb.sources import SourceDocument


@record_rule(CaseStudy, of_withdrawn=False, form=(needs(when_setback(), "failure_reasons", at="outcome", aim="failure_reasons"),))
def rueckschlag_ohne_grund(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
    """Ein Rückschlag (eingestellt, wirkungslos oder nicht zustande gekommen) nennt mindestens einen Grund.

    Falsch: outcome: eingestellt, ohne failure_reasons
    Richtig: failure_reasons: [nachfrage/zu-wenig-nachfrage]
    """
    setback = next(
        (outcome for outcome in (case.outcome, *(entry.outcome for entry in case.follow_up)) if outcome and outcome.is_setback), None
    )
    if setback and not case.failure_reasons:
        message = f"outcome: »{setback}« ist ein Rückschlag, aber failure_reasons nennt keinen Grund."
        remedy = "Nennen Sie bis zu drei Gründe; ist keiner bekannt, schreiben Sie sonstiges/unbekannt."
        yield Problem(document.at("outcome"), message, remedy)


@record_rule(CaseStudy, form=(within_band(over=False),))
def aufwand_unter_band(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
    """Der angegebene Aufwand ist nicht kleiner, als eine bekannte Zahl es verlangt.

    Falsch: effort: klein bei cost_eur: 18000
    Richtig: effort: mittel bei cost_eur: 18000
    """
    detail = case.effort_detail
    least = Effort.of(detail.cost, detail.staff_days, detail.lead_weeks) if detail else Effort.UNKNOWN
    if detail is None or least is Effort.UNKNOWN or case.effort is least:
        return
    if case.effort.level is None or (least.level or 0) > case.effort.level:
        message = (
            f"effort: »{case.effort}« ist zu klein: {_figures(case)} {'verlangen' if _figures(case).count(',') else 'verlangt'} »{least}«."
        )
        remedy = f"Schreiben Sie effort: {least} ({least.definition}) oder prüfen Sie die Zahlen in effort_detail."
        yield Problem(document.at("effort"), message, remedy)


@record_rule(CaseStudy, form=(within_band(over=True),))
def aufwand_ueber_band(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
    """Sind Kosten, Personentage und Vorlauf alle bekannt, so ist der Aufwand nicht größer als sie.

    Falsch: effort: gross bei cost_eur: 500, staff_days: 1, lead_weeks: 2
    Richtig: effort: sehr-klein bei diesen Zahlen
    """
    detail = case.effort_detail
    if detail is None or detail.cost is None or detail.staff_days is None or detail.lead_weeks is None:
        return
    most = Effort.of(detail.cost, detail.staff_days, detail.lead_weeks)
    if (case.effort.level or 0) > (most.level or 0):
        message = f"effort: »{case.effort}« ist zu groß: {_figures(case)} ergeben »{most}«."
        yield Problem(document.at("effort"), message, f"Schreiben Sie effort: {most} oder prüfen Sie die Zahlen.")


def _figures(case: CaseStudy) -> str:
    detail = case.effort_detail
    if detail is None:
        return ""
    days = "Personentag" if detail.staff_days == 1 else "Personentage"
    weeks = "Woche Vorlauf" if detail.lead_weeks == 1 else "Wochen Vorlauf"
    known = ((detail.cost, "€"), (detail.staff_days, days), (detail.lead_weeks, weeks))
    return ", ".join(f"{figure} {unit}" for figure, unit in known if figure is not None)


@record_rule(CaseStudy, form=(in_order("period.start", "period.end"),))
def zeitraum_verkehrt(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
    """Ein Zeitraum endet nicht, bevor er beginnt.

    Falsch: start: 2021, end: 2019
    Richtig: start: 2019, end: 2021
    """
    period = case.period
    if period and period.start and period.end and last_day(period.end) < first_day(period.start):
        message = f"period: Das Ende {period.end} liegt vor dem Beginn {period.start}."
        yield Problem(document.at("period", "end"), message, "Vertauschen oder berichtigen Sie start und end.")


@record_rule(CaseStudy, of_withdrawn=False, form=(needs(when(("kind",), (Kind.DOCUMENTED,)), "sources", at="kind", aim="sources"),))
def dokumentiert_ohne_quelle(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
    """Ein öffentlich dokumentierter Fall nennt seine Quellen.

    Falsch: kind: dokumentiert, ohne sources
    Richtig: kind: dokumentiert und mindestens eine Quelle mit title und url
    """
    if case.kind is Kind.DOCUMENTED and not case.sources:
        message = "kind: »dokumentiert« verlangt mindestens eine Quelle in sources."
        yield Problem(document.at("kind"), message, "Ergänzen Sie sources, je Quelle mit title, url und publisher.")


@record_rule(CaseStudy, form=(only(when_setback(), "common_cause"),))
def ursache_ohne_rueckschlag(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
    """Eine gemeinsame Ursache steht nur bei einem Rückschlag.

    Falsch: outcome: erfolgreich mit common_cause
    Richtig: outcome: eingestellt mit common_cause
    """
    outcomes = (case.outcome, *(entry.outcome for entry in case.follow_up))
    if case.common_cause and not any(outcome and outcome.is_setback for outcome in outcomes):
        message = f"common_cause: »{case.common_cause}« steht bei einem Fall, der kein Rückschlag ist (outcome: {case.outcome})."
        yield Problem(document.at("common_cause"), message, "Löschen Sie common_cause oder berichtigen Sie outcome.")


@record_rule(CaseStudy, of_withdrawn=False, form=(all_sections(when(("kind",), (Kind.CASE_STUDY,)), at="kind"),))
def abschnitt_fehlt(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
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
def ueberschrift_in_anfuehrung(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
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
def ohne_aufnahmetag(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
    """Ein Fall sagt, wann er aufgenommen wurde.

    Falsch: ein Fall ohne added
    Richtig: added: 2026-03-15
    """
    if case.added is None:
        message = "added fehlt: Der Fall kann nicht unter den neuesten stehen."
        yield Problem(document.at_key("added"), message, "Ergänzen Sie added mit dem heutigen Tag in der Form 2026-03-15.")
