"""Rules about the effort of a case: the band that its figures demand, and what its costs cover."""

from citynet_kb.checks.form_parts import COSTS, filled, found_when, when, within_band
from citynet_kb.checks.registering import Problems, record_rule
from citynet_kb.findings import Problem, Severity
from citynet_kb.model import CaseStudy, CostOf, Effort
from citynet_kb.sources import SourceDocument


@record_rule(CaseStudy, form=(within_band(over=False),))
def aufwand_unter_band(case: CaseStudy, document: SourceDocument) -> Problems:
    """Der angegebene Aufwand ist nicht kleiner, als eine bekannte Zahl es verlangt.

    Falsch: effort: klein bei cost_eur: 18000
    Richtig: effort: mittel bei cost_eur: 18000
    """
    least = Effort.of(*_figures(case))
    if least is Effort.UNKNOWN or case.effort is least:
        return
    if case.effort.level is None or (least.level or 0) > case.effort.level:
        figures = _in_words(case)
        message = f"effort: »{case.effort}« ist zu klein: {figures} {'verlangen' if figures.count(',') else 'verlangt'} »{least}«."
        remedy = f"Schreiben Sie effort: {least} ({least.definition}) oder prüfen Sie die Zahlen in effort_detail."
        yield Problem(document.at("effort"), message, remedy)


@record_rule(CaseStudy, form=(within_band(over=True),))
def aufwand_ueber_band(case: CaseStudy, document: SourceDocument) -> Problems:
    """Sind Kosten, Personentage und Vorlauf alle bekannt, so ist der Aufwand nicht größer als sie.

    Falsch: effort: gross bei cost_eur: 500, staff_days: 1, lead_weeks: 2
    Richtig: effort: sehr-klein bei diesen Zahlen
    """
    figures = _figures(case)
    if None in figures:
        return
    most = Effort.of(*figures)
    if (case.effort.level or 0) > (most.level or 0):
        message = f"effort: »{case.effort}« ist zu groß: {_in_words(case)} ergeben »{most}«."
        yield Problem(document.at("effort"), message, f"Schreiben Sie effort: {most} oder prüfen Sie die Zahlen.")


def _figures(case: CaseStudy) -> tuple[int | None, int | None, int | None]:
    """Cost, staff days and weeks that bound the band. A grant or a subsidy is only a part of the cost and bounds nothing."""
    detail = case.effort_detail
    if detail is None:
        return None, None, None
    is_whole = case.cost_of is None or case.cost_of.is_whole_cost
    return detail.cost if is_whole else None, detail.staff_days, detail.lead_weeks


def _in_words(case: CaseStudy) -> str:
    cost, days, weeks = _figures(case)
    units = ("€", "Personentag" if days == 1 else "Personentage", "Woche Vorlauf" if weeks == 1 else "Wochen Vorlauf")
    return ", ".join(f"{figure} {unit}" for figure, unit in zip((cost, days, weeks), units, strict=True) if figure is not None)


@record_rule(CaseStudy, severity=Severity.HINT, of_withdrawn=False, form=(found_when(filled(*COSTS), without=("cost_of",), at="cost_of"),))
def betrag_ohne_umfang(case: CaseStudy, document: SourceDocument) -> Problems:
    """Zu einem Betrag steht, was er umfasst: Sonst lässt er sich mit keinem anderen vergleichen.

    Falsch: cost_eur: 18000, ohne cost_of
    Richtig: cost_eur: 18000 mit cost_of: einmalig
    """
    detail = case.effort_detail
    if detail and detail.cost is not None and case.cost_of is None:
        message = f"cost_of fehlt: Was die {detail.cost} € umfassen, ist nicht gesagt; der Betrag wird mit keinem verglichen."
        remedy = "Sagen Sie unter cost_of, ob es alles zusammen, einmalig, im Jahr, geplant oder nur ein Zuschuss ist; sonst offen."
        yield Problem(document.at_key("cost_of"), message, remedy)


@record_rule(
    CaseStudy,
    severity=Severity.HINT,
    form=(
        found_when(when(("cost_of",), (CostOf.PLANNED_BUDGET,)), filled("effort_detail.cost_eur"), at="cost_of"),
        found_when(when(("cost_of",), (CostOf.RUNNING_PER_YEAR,)), without=("effort_detail.running_eur_per_year",), at="cost_of"),
    ),
)
def umfang_passt_nicht(case: CaseStudy, document: SourceDocument) -> Problems:
    """Betrag und Umfang passen zusammen: Ein geplantes Budget ist kein tatsächlicher Betrag, laufende Kosten stehen als Kosten im Jahr.

    Falsch: cost_eur: 18000 mit cost_of: budget-geplant
    Richtig: cost_planned_eur: 18000 mit cost_of: budget-geplant
    """
    detail = case.effort_detail
    if case.cost_of is CostOf.PLANNED_BUDGET and detail and detail.cost_eur is not None:
        message = f"cost_of: »{case.cost_of}« meint den Ansatz vorher, aber cost_eur nennt {detail.cost_eur} € als tatsächliche Kosten."
        yield Problem(
            document.at("cost_of"), message, "Schreiben Sie den Ansatz als cost_planned_eur, oder sagen Sie, was cost_eur umfasst."
        )
    if case.cost_of is CostOf.RUNNING_PER_YEAR and (detail is None or detail.running_eur_per_year is None):
        message = f"cost_of: »{case.cost_of}« steht ohne laufende Kosten im Jahr."
        yield Problem(document.at("cost_of"), message, "Schreiben Sie den Betrag als effort_detail.running_eur_per_year.")
