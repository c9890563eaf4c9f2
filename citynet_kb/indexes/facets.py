"""Lists of all cases by what a reader filters for: outcome, effort, size and Land of the town, year, evidence.

Every case that is not withdrawn stands in exactly one list of each facet; where a case does not say it, in the list »unbekannt«.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from citynet_kb.indexes.counting import effective_outcome
from citynet_kb.indexes.listings import Listing, listing
from citynet_kb.indexes.order import german_order
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, City, Effort, Evidence, Outcome, SizeClass, Term, addresses
from citynet_kb.model.slugs import slug_of

UNKNOWN = "unbekannt"
"""Slug of the list of cases that do not say it."""


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet and its cases. `label` is empty for what is not known, `definition` where none is given."""

    slug: str
    label: str
    definition: str
    uri: str
    listing: Listing


@dataclass(frozen=True)
class Facet:
    """One facet. `index` is the page that names all values: `ergebnisse/index.md`."""

    index: str
    values: tuple[FacetValue, ...]
    """Those of a closed vocabulary all, others only with a case."""
    of_cases: Mapping[str, str]
    """Case id → slug of its value, withdrawn cases left out."""

    @property
    def folder(self) -> str:
        """Names it in addresses: `ergebnisse`."""
        return addresses.folder(self.index)

    @property
    def known(self) -> tuple[FacetValue, ...]:
        """Values with a case."""
        return tuple(value for value in self.values if value.listing.cases)

    def value(self, slug: str) -> FacetValue:
        """The value with this slug. Raises LookupError without one."""
        return next(value for value in self.values if value.slug == slug)


def state_of(case: CaseStudy, cities: Mapping[str, City]) -> str:
    """Name of the Land; of an unnamed town its region. Empty where neither is known."""
    city = cities.get(case.city)
    return city.state if city else case.region or ""


def size_of(case: CaseStudy, cities: Mapping[str, City]) -> SizeClass | None:
    """Size class of the town, also of an unnamed one."""
    city = cities.get(case.city)
    return city.size_class if city else case.size_class


def year_of(case: CaseStudy) -> str:
    """Year of the beginning; empty where it is not known."""
    return (case.period.start or "")[:4] if case.period else ""


def facets(knowledge_base: KnowledgeBase) -> Mapping[str, Facet]:
    """Every facet by its folder, in the order in which a reader is asked."""
    cases, cities = [case for case in knowledge_base.cases.values() if not case.withdrawn], knowledge_base.cities
    states = {slug_of(name): name for name in sorted({state_of(case, cities) for case in cases} - {""}, key=german_order)}
    years = {year: year for year in sorted({year_of(case) for case in cases} - {""}, reverse=True)}
    made = (
        _closed(addresses.OUTCOMES, Outcome, cases, effective_outcome),
        _closed(addresses.EFFORTS, Effort, cases, lambda case: case.effort),
        _closed(addresses.SIZES, SizeClass, cases, lambda case: size_of(case, cities)),
        _open(addresses.STATES, states, cases, lambda case: slug_of(state_of(case, cities)) if state_of(case, cities) else UNKNOWN),
        _open(addresses.YEARS, years, cases, lambda case: year_of(case) or UNKNOWN),
        _closed(addresses.EVIDENCE, Evidence, cases, lambda case: case.evidence),
    )
    return MappingProxyType({facet.folder: facet for facet in made})


def _closed(index: str, terms: type[Term], cases: Iterable[CaseStudy], term_of: Callable[[CaseStudy], Term | None]) -> Facet:
    words = {term.value: (term.label, term.definition) for term in terms}
    return _facet(index, words, cases, lambda case: term_of(case) or UNKNOWN, keep_empty=True)


def _open(index: str, labels: Mapping[str, str], cases: Iterable[CaseStudy], slug: Callable[[CaseStudy], str]) -> Facet:
    return _facet(index, {slug: (label, "") for slug, label in labels.items()}, cases, slug, keep_empty=False)


def _facet(
    index: str, words: Mapping[str, tuple[str, str]], cases: Iterable[CaseStudy], slug_of_case: Callable[[CaseStudy], str], keep_empty: bool
) -> Facet:
    of_cases = {case.id: str(slug_of_case(case)) for case in cases}
    groups: defaultdict[str, list[CaseStudy]] = defaultdict(list)
    for case in cases:
        groups[of_cases[case.id]].append(case)
    wanted = {**words, UNKNOWN: words.get(UNKNOWN, ("", ""))}
    values = (
        FacetValue(slug, label, definition, addresses.value(index, slug), listing(groups.get(slug, ())))
        for slug, (label, definition) in wanted.items()
        if slug in groups or (keep_empty and slug in words)
    )
    return Facet(index, tuple(values), MappingProxyType(of_cases))
