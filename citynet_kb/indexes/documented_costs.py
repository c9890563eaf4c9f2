"""Documented figures of events and measures by cost item: singly, and a span only of what was marked comparable by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from citynet_kb.indexes.order import german_order
from citynet_kb.model import ChecklistItem, CostItem, DocumentedCost

LEAST_FOR_SPAN = 5


@dataclass(frozen=True)
class CostSpan:
    """Least, median and greatest of `known` figures that cover the same."""

    known: int
    minimum: int
    median: int
    maximum: int


@dataclass(frozen=True)
class CostGroup:
    """The figures of one post, the newest first. `span` is None below `LEAST_FOR_SPAN` comparable ones. `changed` is the first year of the
    rule of the same name: figures of earlier years come from before it; empty where none is known."""

    item: CostItem
    is_income: bool
    costs: tuple[DocumentedCost, ...]
    span: CostSpan | None
    changed: str


def cost_groups(costs: Iterable[DocumentedCost], items: Mapping[str, ChecklistItem]) -> tuple[CostGroup, ...]:
    """Expenses before income, each by cost item in the order of the vocabulary."""
    known = tuple(costs)
    groups = ((is_income, post) for is_income in (False, True) for post in CostItem)
    found = ((is_income, post, [cost for cost in known if (cost.income, cost.item) == (is_income, post)]) for is_income, post in groups)
    return tuple(
        CostGroup(post, is_income, _ordered(of_post), _span(of_post), _changed(post, items))
        for is_income, post, of_post in found
        if of_post
    )


def _ordered(costs: Iterable[DocumentedCost]) -> tuple[DocumentedCost, ...]:
    by_name = sorted(costs, key=lambda cost: (german_order(cost.place or cost.town or ""), cost.id))
    return tuple(sorted(by_name, key=lambda cost: (cost.year or "")[:4], reverse=True))


def _span(costs: Iterable[DocumentedCost]) -> CostSpan | None:
    amounts = sorted(cost.amount_eur for cost in costs if cost.comparable)
    if len(amounts) < LEAST_FOR_SPAN:
        return None
    return CostSpan(len(amounts), amounts[0], round(median(amounts)), amounts[-1])


def _changed(post: CostItem, items: Mapping[str, ChecklistItem]) -> str:
    """The first year of the checklist item that bears the name of the post, where it holds from a year on."""
    item = items.get(post.value)
    return item.valid_for[:4] if item and item.valid_for[:4].isdigit() else ""
