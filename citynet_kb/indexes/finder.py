"""What the finder over all cases can be narrowed by: facets, the values that occur in each, and those of every case.

Facets come from the table in the model. A value that no case has is not offered; a facet without values is left out.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType

from citynet_kb.indexes.facet_lists import ValuesOfCases, in_order
from citynet_kb.model import CaseStudy
from citynet_kb.model.facet_values import Facet
from citynet_kb.model.facets import FACETS

SHOWN_AT_ONCE, NEWEST_SHOWN, STEP = 500, 200, 500
"""Up to the first number the page holds all cases; beyond, the newest ones, and the others are loaded in steps of the last number."""
WITH_SUMMARIES = 250
"""Up to as many cases each entry has its summary: beyond, the page would weigh more than 300 kB."""


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
    shown: tuple[CaseStudy, ...]
    """Cases that stand on the page."""
    has_summaries: bool
    """Whether there is room for the summaries of all cases."""
    steps: tuple[tuple[CaseStudy, ...], ...]
    """The other ones, as they are loaded."""
    stamp: str
    """Names the order of all values: places hold only for a page and files of the same stamp."""


def finder(newest: Sequence[CaseStudy], values: Mapping[str, ValuesOfCases]) -> Finder:
    """The finder over these cases. Total work: cases, and sorting the values that occur."""
    offered = sorted((facet for facet in FACETS.values() if facet.place_in_finder), key=lambda facet: facet.place_in_finder)
    facets = {facet: choices for facet in offered if (choices := _choices(facet, values[facet.slug]))}
    places = {facet.slug: {choice.slug: str(place) for place, choice in enumerate(choices)} for facet, choices in facets.items()}
    shown = len(newest) if len(newest) <= SHOWN_AT_ONCE else NEWEST_SHOWN
    return Finder(
        facets=MappingProxyType(facets),
        facts=MappingProxyType({case.id: _places(case.id, places, values) for case in newest}),
        shown=tuple(newest[:shown]),
        has_summaries=len(newest) <= WITH_SUMMARIES,
        steps=tuple(tuple(newest[start : start + STEP]) for start in range(shown, len(newest), STEP)),
        stamp=sha256(repr([*places.values()]).encode()).hexdigest()[:8],
    )


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
