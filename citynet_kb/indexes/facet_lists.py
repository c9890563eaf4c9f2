"""Cases by the values of every facet of the table, and their plain lists.

Every case that is not withdrawn stands in at least one list of each facet that has lists; where a case does not say it, in »unbekannt«.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from citynet_kb.indexes.listings import Listing, grouped, last_happened_first
from citynet_kb.indexes.order import german_order
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, addresses
from citynet_kb.model.endings import effective_outcome
from citynet_kb.model.facet_values import CaseInContext, Facet, NamedValue, ValueOrder, size_of, value_of
from citynet_kb.model.facets import FACETS

__all__ = ["UNKNOWN", "FacetLists", "FacetValue", "ValuesOfCases", "facet_lists", "in_order", "size_of", "values_of_cases"]

UNKNOWN = "unbekannt"
"""Slug of the list of cases that do not say it."""

ValuesOfCases = Mapping[str, tuple[NamedValue, ...]]
"""Case id → its values of one facet."""


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet and its cases. `label` is empty for what is not known, `definition` where none is given."""

    slug: str
    label: str
    definition: str
    uri: str
    listing: Listing


@dataclass(frozen=True)
class FacetLists:
    """The lists of one facet."""

    facet: Facet
    values: tuple[FacetValue, ...]
    """Those of a closed vocabulary all, others only with a case."""
    of_cases: Mapping[str, tuple[str, ...]]
    """Case id → slugs of its values, at least one; withdrawn cases left out."""

    @property
    def known(self) -> tuple[FacetValue, ...]:
        """Values with a case."""
        return tuple(value for value in self.values if value.listing.cases)

    def value(self, slug: str) -> FacetValue:
        """The value with this slug. Raises LookupError without one."""
        return next(value for value in self.values if value.slug == slug)


def values_of_cases(knowledge_base: KnowledgeBase) -> Mapping[str, ValuesOfCases]:
    """Slug of each facet → the values of each case that is not withdrawn."""
    base = knowledge_base
    present = [
        CaseInContext(case, effective_outcome(case), base.cities, base.topics, base.measures, base.practice.procedures)
        for case in base.cases.values()
        if not case.withdrawn
    ]
    return MappingProxyType({slug: {one.case.id: tuple(facet.values(one)) for one in present} for slug, facet in FACETS.items()})


def in_order(facet: Facet, found: ValuesOfCases) -> tuple[NamedValue, ...]:
    """All values of a closed vocabulary, else those that occur. Ids without a record come last."""
    if facet.vocabulary:
        return tuple(map(value_of, facet.terms))
    occurring = {value.slug: value for values in found.values() for value in values}
    if facet.order is ValueOrder.LATEST_FIRST:
        return tuple(occurring[slug] for slug in sorted(occurring, reverse=True))
    return tuple(sorted(occurring.values(), key=lambda value: (not value.label, german_order(value.label), value.slug)))


def facet_lists(knowledge_base: KnowledgeBase, values: Mapping[str, ValuesOfCases]) -> Mapping[str, FacetLists]:
    """Every facet with lists by its slug, in the order of the table."""
    cases = last_happened_first(knowledge_base.cases.values())
    made = (lists_of(facet, values[facet.slug], cases) for facet in FACETS.values() if facet.is_listed)
    return MappingProxyType({one.facet.slug: one for one in made})


def lists_of(facet: Facet, found: ValuesOfCases, cases: Iterable[CaseStudy]) -> FacetLists:
    """The list of each value, which a case with several stands in several of, and one of the cases that do not say it. `cases` are in the
    order of lists."""
    of_cases = {id: tuple(value.slug for value in values) or (UNKNOWN,) for id, values in found.items()}
    listings = grouped(cases, lambda case: of_cases.get(case.id, ()), are_in_order=True)
    ordered = in_order(facet, found)
    always = frozenset(value.slug for value in ordered) if facet.vocabulary else frozenset()
    named = {value.slug: value for value in ordered}
    named.setdefault(UNKNOWN, NamedValue(UNKNOWN, ""))
    values = (
        FacetValue(value.slug, value.label, value.definition, addresses.of_value(facet, value.slug), listings.get(value.slug, Listing()))
        for value in named.values()
        if value.slug in always or value.slug in listings
    )
    return FacetLists(facet, tuple(values), MappingProxyType(of_cases))
