"""The page of each facet with lists: its values, and how the cases of each ended."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb.indexes import FacetLists, FacetValue
from citynet_kb.model import addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.measure_facts import Groups, outcome_groups


@dataclass(frozen=True)
class ValueRow:
    """One value and its cases. `label` is empty for what is not known."""

    uri: str
    label: str
    definition: str
    cases: int
    groups: Groups


@dataclass(frozen=True)
class FacetView:
    """All values with a case, and the words of the facet. Where outcomes would mislead, they are not shown."""

    title: str
    lead: str
    unknown: str
    values: tuple[ValueRow, ...]
    are_outcomes_shown: bool


def facet_pages(context: BuildContext) -> Iterator[Draft]:
    """One page a facet that no other page stands for."""
    meta = PageMeta(section=addresses.section(addresses.CASES), layout="wide")
    for lists in context.indexes.facets.values():
        if lists.index in addresses.LISTS:
            yield Draft(lists.index, "facet.md.j2", _view(context, lists), meta)


def _view(context: BuildContext, lists: FacetLists) -> FacetView:
    """Laender show no outcomes while most cases stem from public documents: who is written about differs."""
    words = lists.facet.pages
    are_shown = lists.index != addresses.STATES or not context.indexes.mostly_documented
    return FacetView(
        title=words.title if words else "",
        lead=words.lead if words else "",
        unknown=words.unknown if words else "",
        values=tuple(_row(context, value, are_shown) for value in lists.known),
        are_outcomes_shown=are_shown,
    )


def _row(context: BuildContext, value: FacetValue, are_outcomes_shown: bool) -> ValueRow:
    cases = value.listing.cases
    groups = outcome_groups(context.indexes.outcomes[case.id] for case in cases if are_outcomes_shown)
    return ValueRow(value.uri, value.label, value.definition, len(cases), groups)
