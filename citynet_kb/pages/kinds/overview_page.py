"""All overviews, and all values of the facets with lists, from one place."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb.indexes import FacetLists, FacetValue
from citynet_kb.model import addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta

_WITHOUT_SETBACKS = ("ergebnis", "land")
"""Facets whose values say how their cases ended, or of which most is written by others: setbacks beside each other would mislead."""
_SHORT = 4
"""Most letters of values of which several stand in one line."""


@dataclass(frozen=True)
class ValueRow:
    """One value and its cases. `label` is empty for what is not known; `setbacks` is none where they would mislead."""

    uri: str
    label: str
    cases: int
    setbacks: int | None


@dataclass(frozen=True)
class FacetSection:
    """All values of a facet with a case, and the words of the facet."""

    slug: str
    title: str
    lead: str
    unknown: str
    values: tuple[ValueRow, ...]
    are_short: bool


@dataclass(frozen=True)
class OverviewView:
    """The facets that no other page stands for, and the number of all cases."""

    facets: tuple[FacetSection, ...]
    cases: int


def overview_page(context: BuildContext) -> Iterator[Draft]:
    """The one page."""
    facets = tuple(_section(context, lists) for lists in context.indexes.facets.values() if lists.facet.is_folded)
    view = OverviewView(facets, context.indexes.totals.cases)
    meta = PageMeta(description=description(addresses.OVERVIEW), section=addresses.section(addresses.CASES), layout="wide")
    yield Draft(addresses.OVERVIEW, "overview.md.j2", view, meta)


def _section(context: BuildContext, lists: FacetLists) -> FacetSection:
    words, slug = lists.facet.pages, lists.facet.slug
    values = tuple(_row(context, value, slug not in _WITHOUT_SETBACKS) for value in lists.known)
    return FacetSection(
        slug=slug,
        title=words.title if words else "",
        lead=words.lead if words else "",
        unknown=words.unknown if words else "",
        values=values,
        are_short=all(len(value.label) <= _SHORT for value in values),
    )


def _row(context: BuildContext, value: FacetValue, are_setbacks_shown: bool) -> ValueRow:
    cases = value.listing.cases
    setbacks = sum(context.indexes.outcomes[case.id].is_setback for case in cases) if are_setbacks_shown else None
    return ValueRow(value.uri, value.label, len(cases), setbacks)
