"""What a case reports of its checklist."""

from collections.abc import Iterable
from dataclasses import dataclass

from citynet_kb.model import ChecklistState
from citynet_kb.model.case_parts import ChecklistEntry
from citynet_kb.pages.build_context import BuildContext


@dataclass(frozen=True)
class CheckedItem:
    """What became of one item of the checklist, with its name."""

    label: str
    state: ChecklistState
    weeks_needed: int | None
    note: str


def checked_items(context: BuildContext, entries: Iterable[ChecklistEntry]) -> tuple[CheckedItem, ...]:
    """The entries with the names of their items."""
    label = context.base.practice.item_label
    return tuple(CheckedItem(label(entry.item), entry.state, entry.weeks_needed, entry.note or "") for entry in entries)
