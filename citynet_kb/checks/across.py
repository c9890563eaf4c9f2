"""Rules across all files. They also find what goes wrong when two changes are merged that were each correct alone."""

from collections.abc import Iterator

from citynet_kb.checks.context import Context
from citynet_kb.checks.registering import Problems, content_rule
from citynet_kb.findings import Problem
from citynet_kb.model import CaseStudy
from citynet_kb.model.slugs import plain_slug

_LONG_BODY = 120
"""Least number of characters from which the same text in two folders means the same case; short texts may be equal by chance."""


@content_rule()
def alias_belegt(context: Context) -> Problems:
    """Eine frühere Adresse gehört zu genau einem Fall und ist nicht die Adresse eines anderen.

    Falsch: zwei Fälle mit aliases: [gera/markt]
    Richtig: ein Fall mit aliases: [gera/markt]
    """
    owners: dict[str, str] = {}
    cases = context.knowledge_base.cases
    for case in cases.values():
        for number, alias in enumerate(case.aliases):
            taken = alias if alias in cases else owners.get(alias)
            if taken:
                place = context.content.document(case.path).at("aliases", number)
                message = f"aliases: »{alias}« gehört schon zum Fall »{taken}«."
                yield Problem(place, message, "Löschen Sie die frühere Adresse bei einem der beiden Fälle.")
            owners.setdefault(alias, case.id)


@content_rule()
def kennung_frueher_belegt(context: Context) -> Problems:
    """Eine frühere Kennung gehört zu genau einer Maßnahme, einem Thema oder einer Stadt und ist nicht die Kennung einer anderen.

    Falsch: aliases: [eisbahn] bei der Maßnahme schlittschuhbahn, solange es die Maßnahme eisbahn gibt
    Richtig: aliases: [eisbahn] bei der Maßnahme schlittschuhbahn, eine Datei eisbahn.md gibt es nicht mehr
    """
    base = context.knowledge_base
    for records in (base.topics, base.measures, base.cities):
        owners: dict[str, str] = {}
        for record in records.values():
            for number, alias in enumerate(record.aliases):
                taken = alias if alias in records else owners.get(alias)
                if taken:
                    place = context.content.document(record.path).at("aliases", number)
                    message = f"aliases: »{alias}« ist schon die Kennung von »{taken}« oder gehört zu ihr."
                    yield Problem(place, message, "Löschen Sie die Zeile bei einer der beiden Dateien.")
                owners.setdefault(alias, record.id)


@content_rule()
def fall_doppelt(context: Context) -> Problems:
    """Ein Fall liegt in einem Ordner: In einem anderen gibt es keinen mit derselben Maßnahme und derselben Überschrift oder demselben Text.

    Falsch: faelle/gera/markt.md und faelle/jena/markt.md, beide mit der Überschrift »Gera: Feierabendmarkt eingestellt«
    Richtig: faelle/gera/markt.md
    """
    seen: dict[tuple[str, str], CaseStudy] = {}
    for case in context.knowledge_base.cases.values():
        for what, key in _marks(case):
            other = seen.setdefault((case.measure or "", key), case)
            if other.city != case.city:
                message = f"Diesen Fall gibt es schon: »{other.id}« hat dieselbe Maßnahme und {what}."
                remedy = (
                    "Löschen Sie eine der beiden Dateien; sind es zwei Fälle, sagen Sie in Überschrift und Text, was sie unterscheidet."
                )
                yield Problem(context.content.document(case.path).at("title"), message, remedy)
                break


def _marks(case: CaseStudy) -> Iterator[tuple[str, str]]:
    """What identifies a case, each as German words and as a key. Nothing for a withdrawn one, which may have moved."""
    if case.withdrawn:
        return
    title = plain_slug(case.title)
    if title:
        yield "dieselbe Überschrift", f"title {title}"
    body = case.body.strip()
    if len(body) >= _LONG_BODY:
        yield "denselben Text", body
