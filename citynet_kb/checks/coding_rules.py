"""Rules about readings: what they name."""

from collections.abc import Iterator

from citynet_kb.checks.context import Context
from citynet_kb.checks.registering import Problems, content_rule
from citynet_kb.findings import RULES, Finding, Place, Problem, nearest
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import Coding


@content_rule()
def lesung_fall_unbekannt(context: Context) -> Problems:
    """Jeder Fall einer Lesung ist im Wissensspeicher, unter seiner heutigen oder einer früheren Adresse.

    Falsch: id: gera/markd
    Richtig: id: gera/markt
    """
    for coding in context.knowledge_base.codings.values():
        yield from _unknown(coding, context.knowledge_base)


def check_coding(coding: Coding, base: KnowledgeBase) -> Iterator[Finding]:
    """The findings about a reading that lies outside the content."""
    [rule] = [rule for rule in RULES.of(__name__) if rule.name == "lesung-fall-unbekannt"]
    return map(rule.finding, _unknown(coding, base))


def _unknown(coding: Coding, base: KnowledgeBase) -> Problems:
    for case, line in zip(coding.cases, coding.lines, strict=True):
        if base.present_id(case.id) not in base.cases:
            meant = nearest(case.id, tuple(base.cases))
            remedy = f"Meinten Sie »{meant}«? " if meant else ""
            remedy += "Gibt es den Fall nicht mehr, löschen Sie den Eintrag."
            yield Problem(Place(coding.path, line), f"id: Den Fall »{case.id}« gibt es nicht.", remedy)
