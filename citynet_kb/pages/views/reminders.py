"""The few things about a measure that must not be forgotten: what stands on its page and on the sheet for the council."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from citynet_kb.indexes.checklist_reports import planned_items
from citynet_kb.model import Need
from citynet_kb.model.practice import StumblingBlock
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.views.case_lines import CaseLine

MOST = 5
Told = tuple[tuple[str, tuple[CaseLine, ...]], ...]
"""Points, each with the cases that tell of it."""


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


@dataclass(frozen=True)
class CouncilLine:
    """A question of the council, and what the cases say to it. Both are empty where none says anything."""

    question: str
    answer: str
    cases: tuple[CaseLine, ...]


def council_questions(context: BuildContext, measure: str) -> tuple[CouncilLine, ...]:
    """What the council will ask about a measure; empty without a procedure. An answer goes with the last of its cases."""
    procedure = context.base.practice.procedures.get(measure)
    asked = procedure.council_questions if procedure else ()
    told = ((one, tuple(_lines(context, one.cases))) for one in asked)
    return tuple(CouncilLine(one.question, (one.answer or "") if lines else "", lines if one.answer else ()) for one, lines in told)


def told_blocks(context: BuildContext, blocks: Iterable[StumblingBlock]) -> Told:
    """What hung it up elsewhere, or helped, each with its cases. A case that is gone is passed over, and a block with no case left."""
    told = ((block.point, tuple(_lines(context, block.cases))) for block in blocks)
    return tuple((point, lines) for point, lines in told if lines)


def _lines(context: BuildContext, cases: Iterable[str]) -> Iterator[CaseLine]:
    for case in map(context.base.present_id, cases):
        if case in context.lines:
            yield context.lines[case]
