"""Hints where the words of a case and its fields seem to disagree. Word lists and dates only: whether they do, a reader decides.

Each list was read against the whole content; a rule that is wrong more often than right goes. Patterns are read alike by Python and by
browsers, so that the form can apply them: letters are named, and no backslash but before a dot.
"""

import re
from collections.abc import Iterable, Iterator

from citynet_kb.checks.context import Context
from citynet_kb.checks.form_parts import found_when, mentions, when, when_default, when_effective, years_within
from citynet_kb.checks.registering import Problems, record_rule
from citynet_kb.findings import Problem, Severity
from citynet_kb.model import SETBACKS, Cadence, CaseStudy, Evidence, Outcome
from citynet_kb.model.endings import effective_outcome, end_date, recency
from citynet_kb.sources import SourceDocument

_WORD = "(?<![a-zäöüß])"
RESTART = (
    f"{_WORD}(?<!nach )(?<!nach dem )(?<!nach einem )(?<!vor einem )(?<!im )(?<!beim )(?<!kein )(?<!keinen )(?<!keine )(?<!ohne )"
    "(?:neustart|neugründung|neuauflage|comeback|(?:zweite|neue|erneute)[nrm]? (?:anlauf|versuch)"
    "|(?:neu|wieder|erneut) (?:gegründet|gestartet|aufgelegt|aufgenommen|eröffnet|belebt)"
    "|wieder(?:aufgenommen|aufnahme|aufgelegt|belebt|belebung|eröffnet|eröffnung|gegründet)"
    "|(?:startet|startete|eröffnet|eröffnete|öffnet|öffnete) (?:[^ .,;]+ ){0,3}(?:erneut|wieder|neu)(?![a-zäöüß]))"
)
"""Somebody began again. Not »im zweiten Anlauf« and »nach dem Neustart«, which are a part of what is told."""
EARLIER_EDITIONS = (
    f"{_WORD}(?:(?:[0-9]+\\.|zweite[nrm]?|dritte[nrm]?|vierte[nrm]?|fünfte[nrm]?|zehnte[nrm]?) (?:ausgabe|auflage)"
    "|(?:frühere|bisherige|letzte|vorige|vergangene)[nrms]? (?:ausgabe|auflage)"
    "|zum (?:[0-9]+\\.|zweiten|dritten|vierten|fünften|zehnten) mal"
    "|nach (?:[0-9]+|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwanzig) (?:ausgaben|auflagen|jahren (?:abgesagt|aus(?![a-zäöüß])))"
    "|in den vorjahren|beim [^ .,;]+ des vorjahres"
    "|(?:gästen?|besuchern?|besucherinnen|ständen?) im vorjahr|hatten? (?:[^ .,;]+ ){0,3}stattgefunden|jahre lang (?:kam|fand|gab|lief)"
    "|traditionsreich|alljährlich)"
)
"""It took place before."""
YEAR = "(?<![0-9.,])(?:19|20)[0-9]{2}(?![0-9]|[.,][0-9]| ?(?:€|Euro|Quadratmeter|Besuch|Gäste|Stimmen|Unterschriften|Einwohner))"
BEFORE = ("Ausgangslage", "Umsetzung")
"""Sections that tell what was before the end: a second attempt there is part of the case."""
_ENDED = (Outcome.DISCONTINUED, Outcome.NEVER_REALISED)
_ENDS_BY_ITSELF = (Cadence.ONCE, Cadence.RECURRING, Cadence.LIMITED)
_RESTART_STEMS = ("neu", "wieder", "comeback", "zweite")
_EARLIER_STEMS = (*("ausgabe", "auflage", " mal", "vorjahr", "jahre lang", "jahren a", "jährlich", "stattgefunden", "traditionsreich"),)
"""In folded case, parts of words without which the patterns find nothing: quicker to search for."""
_RESTART, _EARLIER, _YEAR = re.compile(RESTART, re.IGNORECASE), re.compile(EARLIER_EDITIONS, re.IGNORECASE), re.compile(YEAR)
_SECTION = re.compile(r"^(?=## )", re.MULTILINE)


@record_rule(
    CaseStudy,
    severity=Severity.HINT,
    of_withdrawn=False,
    form=(mentions(when_effective(SETBACKS), RESTART, passing=BEFORE, without="follow_up", at="outcome", aim="follow_up"),),
)
def neuanfang_ohne_nachtrag(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
    """Begann nach dem Ende jemand neu, so sagt das ein Nachtrag (derselbe Versuch) oder ein eigener, neuerer Fall (ein neuer Versuch).

    Falsch: outcome: eingestellt und im Text »2023 folgte ein neuer Anlauf«, ohne follow_up
    Richtig: follow_up mit date: 2023, oder ein eigener Fall über den neuen Anlauf
    """
    if not effective_outcome(case).is_setback or case.follow_up:
        return
    said = next(_said(case, _RESTART, _RESTART_STEMS, BEFORE), None)
    if said and not any(_follows(other, case) for other in context.knowledge_base.cases_by_measure.get(case.measure or "", ())):
        message = f"outcome: Der Fall ist »{effective_outcome(case)}«, spricht aber von einem neuen Anfang (»{said}«)."
        remedy = (
            "Was wurde daraus? Derselbe Versuch: Ergänzen Sie follow_up mit date und outcome. Ein neuer Versuch: Legen Sie einen Fall an."
        )
        yield Problem(document.at("outcome"), message, remedy)


@record_rule(
    CaseStudy,
    severity=Severity.HINT,
    of_withdrawn=False,
    form=(mentions(when_effective((Outcome.NEVER_REALISED,)), EARLIER_EDITIONS, at="outcome", aim="outcome"),),
)
def fruehere_ausgaben(case: CaseStudy, document: SourceDocument) -> Problems:
    """Nicht zustande gekommen ist nur, was kein einziges Mal stattfand. Fiel eine Ausgabe einer Reihe aus, heißt das »ausgefallen«.

    Falsch: outcome: nicht-zustande und im Text »das Fest fällt nach 20 Jahren aus«
    Richtig: outcome: ausgefallen mit cadence: wiederkehrend
    """
    said = next(_said(case, _EARLIER, _EARLIER_STEMS), None) if effective_outcome(case) is Outcome.NEVER_REALISED else None
    if said:
        message = f"outcome: »{Outcome.NEVER_REALISED}«, aber der Text spricht von früheren Ausgaben (»{said}«)."
        remedy = f"Fand es schon statt? Fiel eine Ausgabe aus: {Outcome.CANCELLED}; wurde es aufgegeben: {Outcome.DISCONTINUED}."
        yield Problem(document.at("outcome"), message, remedy)


@record_rule(CaseStudy, severity=Severity.HINT, of_withdrawn=False, form=(years_within(YEAR, at="title", aim="period"),))
def jahr_ausserhalb(case: CaseStudy, document: SourceDocument) -> Problems:
    """Ein Jahr in der Überschrift liegt im Zeitraum des Falls, oder ein Nachtrag nennt es.

    Falsch: title: Stadtstrand setzt 2024 aus, mit period.end: 2023
    Richtig: period.end: 2024
    """
    period = case.period
    if period is None:
        return
    later = {entry.date[:4] for entry in case.follow_up}
    for year in dict.fromkeys(_YEAR.findall(case.title)):
        is_before = period.start is not None and year < period.start[:4]
        is_after = period.end is not None and year > period.end[:4]
        if (is_before or is_after) and year not in later:
            message = f"title: Das Jahr {year} liegt außerhalb des Zeitraums ({period.start or '?'} bis {period.end or '?'})."
            yield Problem(document.at("title"), message, "Berichtigen Sie period, oder ergänzen Sie follow_up mit dem, was danach kam.")


@record_rule(
    CaseStudy,
    severity=Severity.HINT,
    of_withdrawn=False,
    form=(
        found_when(when_effective(_ENDED, from_follow_up=False), without=("period.end",), at="outcome", aim="period.end"),
        found_when(
            when_effective((Outcome.NO_EFFECT,), from_follow_up=False),
            when(("cadence",), _ENDS_BY_ITSELF),
            without=("period.end",),
            at="outcome",
            aim="period.end",
        ),
    ),
)
def rueckschlag_ohne_ende(case: CaseStudy, document: SourceDocument) -> Problems:
    """Was nicht gelungen ist, sagt, wann es endete: Danach richtet sich, welcher Fall einer Stadt zählt. Ein Jahr genügt.

    Was sein Ziel verfehlt und auf Dauer gedacht ist, kann weiterlaufen; da fehlt kein Ende.

    Falsch: outcome: eingestellt, ohne period.end
    Richtig: outcome: eingestellt mit period.end: 2019
    """
    outcome = effective_outcome(case)
    is_over = outcome in _ENDED or (outcome is Outcome.NO_EFFECT and case.cadence in _ENDS_BY_ITSELF)
    if is_over and not end_date(case):
        message = f"period.end fehlt: Das Ergebnis ist »{outcome}«, aber wann das war, steht nirgends."
        yield Problem(document.at("outcome"), message, "Ergänzen Sie period.end; ist nur das Jahr bekannt, schreiben Sie das Jahr.")


@record_rule(
    CaseStudy,
    severity=Severity.HINT,
    of_withdrawn=False,
    form=(
        found_when(
            when_effective((Outcome.SUCCESSFUL,)),
            when_default("evidence", Evidence.IMPRESSION),
            without=("goals", "figures"),
            at="outcome",
            aim="goals",
        ),
    ),
)
def erfolg_ohne_beleg(case: CaseStudy, document: SourceDocument) -> Problems:
    """Ein Erfolg nennt ein Ziel oder eine Zahl, an der er zu erkennen ist; sonst gilt er als eigene Einschätzung.

    Falsch: outcome: erfolgreich mit evidence: eindruck, ohne goals und figures
    Richtig: outcome: erfolgreich mit figures: [12 Stände am ersten Abend, 15 am letzten]
    """
    is_claimed = effective_outcome(case) is Outcome.SUCCESSFUL and case.evidence is Evidence.IMPRESSION
    if is_claimed and not case.goals and not case.figures:
        message = f"outcome: »{Outcome.SUCCESSFUL}« beruht nur auf einem Eindruck; kein Ziel und keine Zahl steht dabei."
        remedy = "Ergänzen Sie goals oder figures, oder sagen Sie unter evidence, woher das Ergebnis bekannt ist."
        yield Problem(document.at("outcome"), message, remedy)


def _follows(other: CaseStudy, case: CaseStudy) -> bool:
    """Whether it is a newer case of the same town. A withdrawn one says nothing, nor one of a town that is not named."""
    return other.city == case.city and not other.is_anonymous and not other.withdrawn and recency(other) > recency(case)


def _said(case: CaseStudy, pattern: re.Pattern[str], stems: Iterable[str], passing: Iterable[str] = ()) -> Iterator[str]:
    """What matches in title, summary and text, without the sections that are passed over. A match holds one of the stems."""
    if not _holds(f"{case.title} {case.summary} {case.body}", stems):
        return
    sections = (part for part in _SECTION.split(case.body) if part.partition("\n")[0][3:].strip() not in passing)
    for text in (case.title, case.summary or "", *sections):
        yield from (found[0] for found in pattern.finditer(text)) if _holds(text, stems) else ()


def _holds(text: str, stems: Iterable[str]) -> bool:
    folded = text.casefold()
    return any(stem in folded for stem in stems)
