"""Rules that only show when all files are seen together."""

from collections.abc import Iterator

from citynet_kb.checks.context import Context
from citynet_kb.findings import Finding, error


def check(context: Context) -> Iterator[Finding]:
    """All rules across files."""
    yield from alias_belegt(context)


def alias_belegt(context: Context) -> Iterator[Finding]:
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
                place = context.content.documents[case.path].at("aliases", number)
                message = f"aliases: »{alias}« gehört schon zum Fall »{taken}«."
                yield error(alias_belegt, place, message, "Löschen Sie die frühere Adresse bei einem der beiden Fälle.")
            owners.setdefault(alias, case.id)


RULES = (alias_belegt,)
