"""»Gemeinsam ins Ziel« (`/gemeinsam/`): open calls, who plans or runs the same, who could share something, who gives advice."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb.indexes import Together
from citynet_kb.model import LookingFor, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.board_lines import (
    CallLine,
    DoingLine,
    MentorLine,
    SameMeasure,
    call_line,
    doing_line,
    mentor_line,
    same_measure,
)
from citynet_kb.pages.views.named import Named
from citynet_kb.pages.views.offices import NetworkToAsk, networks_to_ask

CALLS_SHOWN, PROPOSALS_SHOWN = 40, 12
"""A page must not grow without end."""


@dataclass(frozen=True)
class ProposalLine:
    """Two towns that could share something."""

    measure: Named
    one: DoingLine
    other: DoingLine
    kilometres: int
    kinds: tuple[Together, ...]


@dataclass(frozen=True)
class BoardView:
    """The board. `year` is this year, »2026«; `shared` are measures of several towns, `alone` those of one."""

    year: str
    calls: tuple[CallLine, ...]
    has_more_calls: bool
    shared: tuple[SameMeasure, ...]
    alone: tuple[SameMeasure, ...]
    pairs: int
    proposals: tuple[ProposalLine, ...]
    """The nearest of all `pairs`."""
    mentors: tuple[MentorLine, ...]
    networks: tuple[NetworkToAsk, ...]
    kinds: tuple[LookingFor, ...]
    """What may be looked for."""


def board_page(context: BuildContext) -> Iterator[Draft]:
    """The one page, never empty: without a call it says so, and how to make one."""
    board = context.board
    same = [same_measure(context, id) for id in board.doing if id in context.measures_on_board]
    view = BoardView(
        year=context.today[:4],
        calls=tuple(call_line(context, one) for one in board.calls[:CALLS_SHOWN]),
        has_more_calls=len(board.calls) > CALLS_SHOWN,
        shared=tuple(one for one in same if one.towns > 1),
        alone=tuple(one for one in same if one.towns == 1),
        pairs=len(board.proposals),
        proposals=tuple(_proposals(context)),
        mentors=tuple(mentor_line(context, one) for one in board.mentors),
        networks=networks_to_ask(context.base.networks.values()),
        kinds=tuple(LookingFor),
    )
    meta = PageMeta(description=description(addresses.BOARD), section=addresses.section(addresses.MEETINGS), layout="wide")
    yield Draft(addresses.BOARD, "board.md.j2", view, meta)


def _proposals(context: BuildContext) -> Iterator[ProposalLine]:
    for one in context.board.proposals[:PROPOSALS_SHOWN]:
        sides = (doing_line(context, one.one), doing_line(context, one.other))
        measure = Named(one.measure, context.base.measures[one.measure].name)
        yield ProposalLine(measure, *sides, one.kilometres, one.kinds)
