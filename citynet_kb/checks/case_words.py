"""Hints about words that people see otherwise than they were meant, or that are missing."""

import re
from collections.abc import Iterator
from types import MappingProxyType

from citynet_kb.checks.context import Context
from citynet_kb.checks.registering import Problems, record_rule
from citynet_kb.checks.texts import may_hold, values
from citynet_kb.findings import Problem, Severity
from citynet_kb.model import SETBACKS, CaseStudy, City, Kind, Measure, Meeting, Outcome, Page, Record, Topic
from citynet_kb.model.endings import effective_outcome
from citynet_kb.sources import SourceDocument

_SIGNS = MappingProxyType({"amp": "&", "ndash": "–", "mdash": "—", "nbsp": "ein Leerzeichen", "quot": '"', "lt": "<", "gt": ">"})
_BEHIND_IN = re.compile(r"\bin ([A-ZÄÖÜ][\w.-]*(?: [\w.()/-]+){0,3})")
_ENTITY = re.compile(r"&(?:([a-zA-Z]{2,8})|#[0-9]{1,6}|#x[0-9A-Fa-f]{1,6});")


@record_rule(CaseStudy, City, Measure, Meeting, Page, Topic, severity=Severity.HINT)
def html_zeichen(record: Record, document: SourceDocument) -> Problems:
    """Zeichen stehen im Kopf, wie man sie liest, nicht als Kürzel von HTML.

    Falsch: title: "Gera: Märkte &amp; Feste"
    Richtig: title: "Gera: Märkte & Feste"
    """
    if not may_hold(document, "&"):
        return
    found = [(location, entity) for location, text in values(document) if "&" in text for entity in _ENTITY.finditer(text)]
    if found:
        location, entity = found[0]
        sign = _SIGNS.get(entity[1] or "")
        more = f" Ebenso an {len(found) - 1} weiteren Stellen dieser Datei." if len(found) > 1 else ""
        message = f"»{entity[0]}« steht so auf der Seite, wie es hier geschrieben ist.{more}"
        yield Problem(document.at(*location), message, f"Schreiben Sie dafür: {sign}" if sign else "Schreiben Sie das Zeichen selbst.")


@record_rule(CaseStudy, severity=Severity.HINT)
def schlagwort_mit_raute(case: CaseStudy, document: SourceDocument) -> Problems:
    """Ein Schlagwort beginnt nicht mit einer Raute: »#markt« und »markt« sind dasselbe.

    Falsch: tags: ["#markt"]
    Richtig: tags: [markt]
    """
    for number, tag in enumerate(case.tags):
        if tag.startswith("#"):
            yield Problem(document.at("tags", number), f"tags: »{tag}« beginnt mit einer Raute.", f"Schreiben Sie {tag.lstrip('# ')}")


@record_rule(CaseStudy, severity=Severity.HINT, of_withdrawn=False)
def ohne_text(case: CaseStudy, document: SourceDocument) -> Problems:
    """Was gelungen oder nicht gelungen ist, wird in einem Text erzählt: Aus den Angaben allein lernt niemand.

    Falsch: outcome: erfolgreich, und unter dem Kopf steht nichts
    Richtig: zwei Sätze unter dem Kopf: was Sie getan haben und was daraus wurde
    """
    outcome = effective_outcome(case)
    if not case.body.strip() and case.kind is not Kind.DOCUMENTED and (outcome is Outcome.SUCCESSFUL or outcome in SETBACKS):
        message = f"Der Fall hat keinen Text: Warum er »{outcome.label}« ist, steht nirgends."
        yield Problem(document.at("outcome"), message, "Erzählen Sie im Bericht in zwei Sätzen, was Sie getan haben und was daraus wurde.")


@record_rule(CaseStudy, severity=Severity.HINT)
def titel_nennt_andere_stadt(case: CaseStudy, document: SourceDocument, context: Context) -> Problems:
    """Nennt die Überschrift eine Stadt, so ist es die Stadt des Falls.

    Falsch: title: "Jena: Feierabendmarkt eingestellt" mit city: gera
    Richtig: title: "Gera: Feierabendmarkt eingestellt" mit city: gera
    """
    own = context.names["city"].get(case.city)
    if case.is_anonymous or own is None or case.id.partition("/")[0] != case.city:
        return
    there = (name for name in _places_in(case.title) if name in context.town_names and name not in own)
    other = next((name for name in there if own not in case.title.replace(name, "")), None)
    if other:
        message = f"city: Die Überschrift nennt »{other}«, der Fall liegt bei »{own}«."
        yield Problem(document.at("title"), message, "Berichtigen Sie die Überschrift oder city und den Ordner der Datei.")


def _places_in(title: str) -> Iterator[str]:
    """What may be the name of a town: the words before a colon, and those behind »in«, the longest first."""
    before, colon, _ = title.partition(":")
    if colon:
        yield before
    for found in _BEHIND_IN.finditer(title):
        words = found[1].split(" ")
        yield from (" ".join(words[:count]) for count in range(len(words), 0, -1))
