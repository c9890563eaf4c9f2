"""What the finder over all cases can be narrowed by: facets, the values that occur in each, and those of every case.

Facets come from the table in the model. A value that no case has is not offered; a facet without values is left out.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType

from citynet_kb.indexes.facet_lists import ValuesOfCases, in_order
from citynet_kb.model import CaseStudy
from citynet_kb.model.facet_values import Facet
from citynet_kb.model.facets import FACETS

ON_A_PAGE, STEP = 20, 500
"""Cases on each page: what a reader looks through. The script loads those of further pages in steps of the second number."""


@dataclass(frozen=True)
class FacetChoice:
    """One value of a facet. `group` = label of its group of reasons, else empty; `cases` = how many cases have it."""

    slug: str
    label: str
    group: str
    cases: int


@dataclass(frozen=True)
class Finder:
    """All cases that are not withdrawn, what happened last first, and their facets."""

    facets: Mapping[Facet, tuple[FacetChoice, ...]]
    """Facets with a value, each with its values in the order in which they are offered."""
    facts: Mapping[str, str]
    """Case id → places of its values in `facets`: facets parted by semicolons, values by commas. So a page of 500 cases stays light."""
    pages: tuple[tuple[CaseStudy, ...], ...]
    """All cases as their pages show them, at least one page: without a script every case is reached."""
    steps: tuple[tuple[CaseStudy, ...], ...]
    """Those that do not stand on the first page, as the script loads them."""
    stamp: str
    """Names the order of all values: places hold only for a page and files of the same stamp."""


def finder(newest: Sequence[CaseStudy], values: Mapping[str, ValuesOfCases]) -> Finder:
    """The finder over these cases. Total work: cases, and sorting the values that occur."""
    offered = sorted((facet for facet in FACETS.values() if facet.place_in_finder), key=lambda facet: facet.place_in_finder)
    facets = {facet: choices for facet in offered if (choices := _choices(facet, values[facet.slug]))}
    places = {facet.slug: {choice.slug: str(place) for place, choice in enumerate(choices)} for facet, choices in facets.items()}
    return Finder(
        facets=MappingProxyType(facets),
        facts=MappingProxyType({case.id: _places(case.id, places, values) for case in newest}),
        pages=tuple(_cut(newest, ON_A_PAGE)) or ((),),
        steps=tuple(_cut(newest[ON_A_PAGE:], STEP)),
        stamp=sha256(repr([*places.values()]).encode()).hexdigest()[:8],
    )


def _cut(cases: Sequence[CaseStudy], most: int) -> Iterator[tuple[CaseStudy, ...]]:
    for start in range(0, len(cases), most):
        yield tuple(cases[start : start + most])


def _places(id: str, places: Mapping[str, Mapping[str, str]], values: Mapping[str, ValuesOfCases]) -> str:
    return ";".join(",".join(known[value.slug] for value in values[slug][id]) for slug, known in places.items())


def _choices(facet: Facet, found: ValuesOfCases) -> tuple[FacetChoice, ...]:
    """The values that occur. Those of missing records stand under their own id."""
    counted = Counter(value.slug for values in found.values() for value in values)
    return tuple(
        FacetChoice(value.slug, value.label or value.slug, value.group, counted[value.slug])
        for value in in_order(facet, found)
        if counted[value.slug]
    )
