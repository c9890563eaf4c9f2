"""The glossary: the words of this site, and the terms of every closed vocabulary with their definitions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType

from citynet_kb.indexes import Verdict
from citynet_kb.intake.asking.questions import questions
from citynet_kb.model import OUTCOMES, Effort, Evidence, FailureReason, Outcome, SizeClass, Term, addresses
from citynet_kb.model.facets import FACETS
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.kinds.form_pages import group_of

_FIRST: tuple[type[Term], ...] = (Outcome, Verdict, Effort, Evidence, FailureReason, SizeClass)
"""What readers meet most. The other vocabularies follow in the order of the model."""
_FACETS: Mapping[type[Term], str] = MappingProxyType(
    {facet.vocabulary: facet.slug for facet in FACETS.values() if facet.vocabulary and facet.pages}
)
"""The facets whose pages list the cases of a term, by slug."""


@dataclass(frozen=True)
class Vocabulary:
    """A closed vocabulary. `name` is that of its enum, `label` and `help` those of the field that uses it; verdicts stand in no field."""

    name: str
    label: str
    help: str
    groups: tuple[tuple[str, tuple[Term, ...]], ...]
    facet: str

    def uri(self, term: Term) -> str:
        """The page that lists the cases of a term; empty without one."""
        return addresses.of_value(FACETS[self.facet], term.value) if self.facet else ""


@dataclass(frozen=True)
class GlossaryView:
    """`setbacks` = labels of the outcomes that are one; `has_imprint` = there is a page with the imprint."""

    setbacks: tuple[str, ...]
    has_imprint: bool
    vocabularies: tuple[Vocabulary, ...]


def glossary_pages(context: BuildContext) -> Iterator[Draft]:
    """The one page."""
    view = GlossaryView(
        setbacks=tuple(outcome.label for outcome in OUTCOMES if outcome.is_setback),
        has_imprint=context.site_map.has(addresses.IMPRINT),
        vocabularies=vocabularies(),
    )
    yield Draft(addresses.GLOSSARY, "glossary.md.j2", view, PageMeta(description=description(addresses.GLOSSARY)))


@lru_cache(maxsize=1)
def vocabularies() -> tuple[Vocabulary, ...]:
    """All of them, by the field that uses each first."""
    used: dict[type[Term], tuple[str, str]] = {Verdict: ("", "")}
    for question in questions():
        if question.vocabulary:
            used.setdefault(question.vocabulary, (question.heading, question.help))
    ordered = (*_FIRST, *(kind for kind in used if kind not in _FIRST))
    return tuple(_vocabulary(kind, *used[kind]) for kind in ordered)


def _vocabulary(kind: type[Term], label: str, explanation: str) -> Vocabulary:
    groups = tuple((group, tuple(terms)) for group, terms in groupby(kind, key=group_of))
    return Vocabulary(kind.__name__, label, explanation, groups, _FACETS.get(kind, ""))
