"""The few things about a measure that must not be forgotten: what stands on its page and on the sheet for the council."""

from dataclasses import dataclass

from citynet_kb.indexes.checklist_reports import planned_items
from citynet_kb.model import Need
from citynet_kb.pages.build_context import BuildContext

MOST = 5


@dataclass(frozen=True)
class ItemReminder:
    """An item of the checklist by its name, and how many weeks before the start it must begin; 0 is any time."""

    label: str
    lead_weeks: int


def reminders(context: BuildContext, measure: str) -> tuple[ItemReminder, ...]:
    """Of the items that a measure needs in any case or mostly those that must start first; empty without a procedure."""
    procedure = context.base.practice.procedures.get(measure)
    if procedure is None:
        return ()
    planned = planned_items(procedure, context.base.practice.items, ())
    needed = (one.item for one in planned if one.need is not Need.DEPENDS)
    return tuple(ItemReminder(item.label, item.lead_weeks.default) for item in needed)[:MOST]


def council_questions(context: BuildContext, measure: str) -> tuple[str, ...]:
    """What the council will ask about a measure; empty without a procedure."""
    procedure = context.base.practice.procedures.get(measure)
    return procedure.council_questions if procedure else ()
