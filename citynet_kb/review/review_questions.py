"""The reviewer's questions to a case, each with what can be found out automatically."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from citynet_kb.checks.personal_data import traces
from citynet_kb.checks.texts import texts
from citynet_kb.indexes import effective_outcome
from citynet_kb.model import CaseStudy, Evidence, Kind, Outcome, Term
from citynet_kb.review.likeness import Similar
from citynet_kb.review.readability import Readability
from citynet_kb.review.suspicious_words import blame, firms, further_names
from citynet_kb.sources import SourceDocument


class ReviewQuestion(Term):
    """A question that only a person can answer."""

    NEUTRAL = ("sachlich", "Sachlich geschrieben, ohne Schuldzuweisung?", "Andere wollen wissen, woran es lag, nicht wer schuld war.")
    NAMES = ("namen", "Keine Namen von Personen; Firmen nur, wo es öffentlich belegt oder erlaubt ist?", "Funktionen statt Personen.")
    EVIDENCE = ("belege", "Passen Ergebnis und Belege zum Text?", "Ein Erfolg mit »eindruck« bleibt ein Eindruck.")
    SOURCES = (
        "quellen",
        "Steht jede Angabe in einer Quelle, und ist die Überschrift nicht schärfer als sie?",
        "Was ohne Quelle ist, ist Behauptung.",
    )
    SETBACK = (
        "rueckschlag",
        "Ist der Rückschlag ein eigener der einreichenden Stadt oder öffentlich belegt?",
        "Niemand berichtet über Fehler anderer vom Hörensagen.",
    )
    REPLY = ("stellungnahme", "Ist der betroffenen Stadt eine Stellungnahme angeboten?", "Sie steht gleichrangig auf der Seite.")
    DOUBLE = ("doppelt", "Steht der Fall, oder die Maßnahme unter anderem Namen, noch nicht da?", "Sonst das Vorhandene ergänzen.")
    READABLE = ("verstaendlich", "Versteht es jemand, der nicht dabei war?", "Kurze Sätze, keine Abkürzungen.")
    THANKS = ("dank", "Ist den Einreichenden gedankt?", "Wer sich Mühe gab, soll es hören.")


MOST_FIGURES = 8
"""Most figures of a text that are listed."""


@dataclass(frozen=True)
class ReviewAnswer:
    """A question with what was noticed about it. If nothing was noticed, there may still be a problem."""

    question: ReviewQuestion
    noticed: tuple[str, ...]
    names: tuple[str, ...] = ()
    """What of it repeats names or addresses of persons."""

    @property
    def public(self) -> tuple[str, ...]:
        """What was noticed, for places that everybody can read: of persons only the line and what it looks like."""
        return tuple(_QUOTED.sub("»…«", said) if said in self.names else said for said in self.noticed)


_QUOTED = re.compile("»[^«]*«")
_ID = re.compile(r"[a-z0-9/-]+")
"""A value of a vocabulary: recht/genehmigung-versagt blames nobody."""
_FIGURE = re.compile(r"\d[\d.,]*\s?(?:€|Euro|Prozent|%|Personen|Gäste|Besucher\w*|Läden|Händler\w*)")


def questions(case: CaseStudy, document: SourceDocument, similar: Sequence[Similar], reading: Readability) -> tuple[ReviewAnswer, ...]:
    """The questions that this case raises, in the order in which to ask them."""
    is_setback = effective_outcome(case).is_setback
    people = (*_people(document), *_found(further_names, document))
    asked = [
        ReviewAnswer(ReviewQuestion.NEUTRAL, tuple(_found(blame, document))),
        ReviewAnswer(ReviewQuestion.NAMES, (*people, *_found(firms, document)), people),
        ReviewAnswer(ReviewQuestion.EVIDENCE, tuple(_evidence(case))),
        ReviewAnswer(ReviewQuestion.SOURCES, tuple(_sources(case, document))),
        *((ReviewAnswer(ReviewQuestion.SETBACK, (_whose(case),)),) if is_setback else ()),
        *((ReviewAnswer(ReviewQuestion.REPLY, (_reply(case),)),) if is_setback or case.kind is Kind.DOCUMENTED else ()),
        ReviewAnswer(ReviewQuestion.DOUBLE, tuple(map(_alike, similar))),
        ReviewAnswer(ReviewQuestion.READABLE, (_reading(reading),)),
        ReviewAnswer(ReviewQuestion.THANKS, ()),
    ]
    return tuple(asked)


def _found(signs: Callable[[str], Iterator[str]], document: SourceDocument) -> Iterator[str]:
    for location, text, place in texts(document):
        if location[0] != "sources" and not _ID.fullmatch(text):
            yield from (f"Zeile {place().line}: »{sign}«" for sign in signs(text))


def _people(document: SourceDocument) -> Iterator[str]:
    """Names in titles of sources are quoted, the mailbox of the contact has a rule of its own."""
    for location, text, place in texts(document):
        if location[0] != "sources" and location != ("contact", "email"):
            for trace in traces(text):
                yield f"Zeile {place().line}: {trace.kind.label}: »{trace.text}«"


def _evidence(case: CaseStudy) -> Iterator[str]:
    yield f"Ergebnis »{effective_outcome(case).label}«, Belege »{case.evidence.label}«"
    if case.outcome is Outcome.SUCCESSFUL and case.evidence is Evidence.IMPRESSION:
        yield "Der Erfolg steht nur auf einem Eindruck: nachfragen, ob es Zahlen oder Rückmeldungen gibt"
    if case.outcome is Outcome.SUCCESSFUL and not case.goals and case.evidence.level >= Evidence.COUNT.level:
        yield "Es gibt Zahlen, aber keine Ziele (goals), an denen der Erfolg zu messen wäre"


def _sources(case: CaseStudy, document: SourceDocument) -> Iterator[str]:
    figures = [match[0] for location, text, _ in texts(document) if location[0] in ("body", "summary") for match in _FIGURE.finditer(text)]
    yield f"{len(case.sources)} {'Quelle' if len(case.sources) == 1 else 'Quellen'}"
    if figures:
        yield f"Diese Zahlen müssen darin stehen: {', '.join(figures[:MOST_FIGURES])}{' …' if len(figures) > MOST_FIGURES else ''}"
    without_copy = sum(source.url is not None and source.archived is None for source in case.sources)
    if without_copy:
        yield f"{without_copy} ohne Archivkopie (archived): Zeitungsartikel verschwinden"


def _whose(case: CaseStudy) -> str:
    if case.kind is Kind.DOCUMENTED:
        return f"Öffentlich dokumentiert mit {len(case.sources)} {'Quelle' if len(case.sources) == 1 else 'Quellen'}"
    return "Von der Stadt selbst berichtet" + (
        f" und am {case.confirmed} bestätigt" if case.confirmed else "; noch nicht bestätigt (confirmed)"
    )


def _reply(case: CaseStudy) -> str:
    return "Eine Stellungnahme steht im Fall" if case.stellungnahme else "Noch keine Stellungnahme (stellungnahme): der Stadt anbieten"


def _alike(similar: Similar) -> str:
    share = round(100 * similar.share)
    reasons = ("dieselbe Stadt und Maßnahme" if similar.same_measure else "", f"{share} % gleiche Wortfolgen" if share else "")
    return f"{similar.case.id} (»{similar.case.title}«): {', '.join(filter(None, reasons))}"


def _reading(reading: Readability) -> str:
    if reading.grade is None:
        words = "Wort" if reading.words == 1 else "Wörter"
        return f"{reading.words} {words}: zu kurz für ein Maß der Lesbarkeit"
    advice = "; lange Sätze teilen" if reading.is_hard else ""
    return f"Schulstufe {reading.grade:.0f} nach der Wiener Sachtextformel, im Mittel {reading.sentence:.0f} Wörter je Satz{advice}"
