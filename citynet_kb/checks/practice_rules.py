"""Rules about records of practice: what they name is known, where they hold is said, and a figure has a place."""

from collections.abc import Iterator

from citynet_kb.checks.context import Context
from citynet_kb.checks.form_parts import known
from citynet_kb.checks.registering import Problems, record_rule
from citynet_kb.findings import Problem, Severity, nearest
from citynet_kb.model import CaseStudy, ChecklistItem, DocumentedCost, FirstStep, FundingProgramme, Need, Procedure, addresses
from citynet_kb.model.regions import LAENDER, NATIONWIDE
from citynet_kb.sources import Location, SourceDocument


@record_rule(CaseStudy, Procedure, form=(known("checklist.*.item", of="items"),))
def pruefpunkt_unbekannt(record: CaseStudy | Procedure, document: SourceDocument, context: Context) -> Problems:
    """Jeder genannte Prüfpunkt hat eine Datei in content/pruefpunkte/.

    Falsch: item: gema-anmeldung
    Richtig: item: gema
    """
    names = context.names["item"]
    for key, number, item in _named_items(record):
        if item not in names:
            meant = nearest(item, names)
            remedy = f"Meinten Sie »{meant}« ({names[meant]})?" if meant else "Erlaubt sind die Dateinamen in content/pruefpunkte/."
            yield Problem(document.at(key, number, "item"), f"{key}: »{item}« ist kein bekannter Prüfpunkt.", remedy)


def _named_items(record: CaseStudy | Procedure) -> Iterator[tuple[str, int, str]]:
    if isinstance(record, CaseStudy):
        yield from (("checklist", number, entry.item) for number, entry in enumerate(record.checklist))
        return
    yield from (("items", number, entry.item) for number, entry in enumerate(record.items))
    for key, blocks in (("stumbling", record.stumbling), ("helped", record.helped)):
        yield from ((key, number, block.item) for number, block in enumerate(blocks) if block.item)


@record_rule(Procedure)
def vorgehen_ohne_massnahme(procedure: Procedure, document: SourceDocument, context: Context) -> Problems:
    """Die Datei eines Vorgehens heißt wie seine Maßnahme.

    Falsch: content/vorgehen/stadtfeste.md
    Richtig: content/vorgehen/stadtfest.md
    """
    names = context.names["measure"]
    if procedure.id not in names:
        meant = context.former["measure"].get(procedure.id) or nearest(procedure.id, names)
        remedy = f"Benennen Sie die Datei um in {meant}.md." if meant else "Benennen Sie die Datei nach einer Maßnahme."
        yield Problem(document.at("steps_basis"), f"Eine Maßnahme »{procedure.id}« gibt es nicht.", remedy)


@record_rule(Procedure)
def vorgehen_unklar(procedure: Procedure, document: SourceDocument) -> Problems:
    """Kein Prüfpunkt steht zweimal, »je-nach« nennt seine Bedingung, und die Schritte folgen ihren Wochen.

    Falsch: when: je-nach, ohne condition
    Richtig: when: je-nach, condition: Musik
    """
    seen: set[str] = set()
    for number, entry in enumerate(procedure.items):
        location = "items", number, "item"
        if entry.item in seen:
            yield Problem(document.at(*location), f"items: »{entry.item}« steht schon da.", "Löschen Sie den Eintrag.")
        seen.add(entry.item)
        if (entry.when is Need.DEPENDS) != bool(entry.condition):
            remedy = (
                "Schreiben Sie condition: wovon es abhängt."
                if not entry.condition
                else "Löschen Sie condition, oder schreiben Sie when: je-nach."
            )
            yield Problem(document.at(*location), f"items: »{entry.item}« ist »{entry.when}«; die Bedingung passt nicht dazu.", remedy)
    for number, (before, after) in enumerate(zip(procedure.steps, procedure.steps[1:], strict=False), start=1):
        if after.weeks < before.weeks:
            message = f"steps: Woche {after.weeks} steht hinter Woche {before.weeks}."
            yield Problem(document.at("steps", number, "weeks"), message, "Ordnen Sie die Schritte nach ihren Wochen.")


@record_rule(Procedure, severity=Severity.HINT)
def stolperstein_ohne_fall(procedure: Procedure, document: SourceDocument, context: Context) -> Problems:
    """Die Fälle eines Stolpersteins oder einer Antwort für den Rat gibt es; ein anderer wird auf den Seiten übergangen.

    Falsch: cases: [gera/eisban]
    Richtig: cases: [gera/eisbahn]
    """
    base = context.knowledge_base
    blocks = {
        "stumbling": [one.cases for one in procedure.stumbling],
        "helped": [one.cases for one in procedure.helped],
        "council_questions": [one.cases for one in procedure.council_questions],
    }
    for key, entries in blocks.items():
        for number, index, case in ((number, index, case) for number, cases in enumerate(entries) for index, case in enumerate(cases)):
            if base.present_id(case) not in base.cases:
                meant = nearest(case, context.cases_beside(case))
                remedy = f"Meinten Sie »{meant}«?" if meant else "Schreiben Sie Ordner und Dateiname ohne Endung."
                yield Problem(document.at(key, number, "cases", index), f"cases: Den Fall »{case}« gibt es nicht.", remedy)


@record_rule(Procedure)
def ratsantwort_ohne_beleg(procedure: Procedure, document: SourceDocument) -> Problems:
    """Eine Antwort auf eine Frage des Rates nennt die Fälle, aus denen sie stammt.

    Falsch: answer: 4.000 € im Jahr, ohne cases
    Richtig: answer: Gera zahlt 4.000 € im Jahr, cases: [gera/stadt-app]
    """
    for number, asked in enumerate(procedure.council_questions):
        if bool(asked.answer) != bool(asked.cases):
            remedy = "Nennen Sie unter cases die Fälle." if asked.answer else "Schreiben Sie unter answer, was die Fälle dazu sagen."
            message = f"council_questions: Zu »{asked.question}« fehlt {'der Beleg' if asked.answer else 'die Antwort'}."
            yield Problem(document.at("council_questions", number, "question"), message, remedy)


@record_rule(ChecklistItem, DocumentedCost, FundingProgramme)
def geltung_unbekannt(record: ChecklistItem | DocumentedCost | FundingProgramme, document: SourceDocument) -> Problems:
    """Wo etwas gilt, ist ein Bundesland; eine Rechtsgrundlage gilt auch im »Bund«, in der »EU« oder »allgemein«.

    Falsch: land: TH
    Richtig: land: Thüringen
    """
    for location, land, allowed in _lands(record):
        if land not in allowed:
            meant = nearest(land, allowed)
            remedy = f"Meinten Sie »{meant}«?" if meant else f"Erlaubt: {', '.join(allowed)}."
            yield Problem(document.at(*location), f"land: »{land}« ist kein bekanntes Land.", remedy)


def _lands(record: ChecklistItem | DocumentedCost | FundingProgramme) -> Iterator[tuple[Location, str, tuple[str, ...]]]:
    if isinstance(record, ChecklistItem):
        yield ("legal_basis", "land"), record.legal_basis.land, (*LAENDER, *NATIONWIDE)
        yield from ((("land_notes", number, "land"), note.land, LAENDER) for number, note in enumerate(record.land_notes))
    elif record.land:
        yield ("land",), record.land, LAENDER


@record_rule(ChecklistItem)
def vorlauf_unklar(item: ChecklistItem, document: SourceDocument) -> Problems:
    """Eine gelesene Frist steht in Wochen oder in Tagen.

    Falsch: weeks: 1, days: 8
    Richtig: days: 8
    """
    for number, seen in enumerate(item.lead_weeks.seen):
        location = "lead_weeks", "seen", number, "town_or_body"
        if (seen.weeks is None) == (seen.days is None):
            message = "lead_weeks: Die Frist steht in Wochen und Tagen, oder in keinem von beiden."
            yield Problem(document.at(*location), message, "Lassen Sie weeks oder days weg.")
        elif seen.weeks_max is not None and (seen.weeks is None or seen.weeks_max <= seen.weeks):
            message = "lead_weeks: weeks_max ist nicht größer als weeks."
            yield Problem(document.at(*location), message, "Schreiben Sie das untere Ende in weeks.")


@record_rule(DocumentedCost, FirstStep)
def massnahme_der_praxis_unbekannt(record: DocumentedCost | FirstStep, document: SourceDocument, context: Context) -> Problems:
    """Die Maßnahmen, zu denen Kosten oder ein Schritt gehören, haben eine Datei in content/massnahmen/.

    Falsch: measure: weihnachtsmärkte
    Richtig: measure: weihnachtsmarkt
    """
    names = context.names["measure"]
    is_cost = isinstance(record, DocumentedCost)
    named = [record.measure] if isinstance(record, DocumentedCost) else list(record.measures)
    for number, measure in enumerate(named):
        if measure and measure not in names:
            meant = context.former["measure"].get(measure) or nearest(measure, names)
            files = f"{addresses.CONTENT}/{addresses.section(addresses.MEASURES)}"
            remedy = f"Meinten Sie »{meant}« ({names[meant]})?" if meant else f"Erlaubt sind die Dateinamen in {files}."
            place = document.at("measure") if is_cost else document.at("measures", number)
            yield Problem(place, f"»{measure}« ist keine bekannte Maßnahme.", remedy)


@record_rule(DocumentedCost)
def kosten_ohne_ort(cost: DocumentedCost, document: SourceDocument, context: Context) -> Problems:
    """Belegte Kosten nennen eine bekannte Stadt, sonst einen Ort mit seinem Bundesland.

    Falsch: town: frankfurt-hoechst
    Richtig: place: Frankfurt-Höchst, land: Hessen
    """
    base = context.knowledge_base
    if (cost.town is None) == (cost.place is None) or bool(cost.place) != bool(cost.land):
        message = "Es steht nicht fest, wo diese Kosten entstanden: nötig ist town allein, sonst place und land zusammen."
        yield Problem(
            document.at("event"), message, "Schreiben Sie die Kennung der Stadt in town, oder Ort und Bundesland in place und land."
        )
    if cost.town and not base.knows_town(cost.town):
        meant = nearest(cost.town, context.towns_like(cost.town))
        remedy = f"Meinten Sie »{meant}«?" if meant else "Schreiben Sie den Ort in place und das Bundesland in land."
        yield Problem(document.at("town"), f"town: »{cost.town}« ist keine bekannte Stadt.", remedy)
