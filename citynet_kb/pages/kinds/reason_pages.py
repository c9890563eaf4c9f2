"""Reasons for setbacks: all of them side by side, and one page for each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from citynet_kb.indexes import NamedReason
from citynet_kb.model import FailureReason, ReasonGroup, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.list_parts import PartView, part_view
from citynet_kb.pages.views.named import Named

SECTION = addresses.section(addresses.FAILED_ELSEWHERE)


@dataclass(frozen=True)
class ReasonBars:
    """The reasons of one group that are named, most towns first: (label, address, number of towns, nothing behind it) each."""

    label: str
    bars: tuple[tuple[str, str, int, str], ...]


@dataclass(frozen=True)
class ReasonsView:
    """All reasons. `maximum` = most towns of a reason, `setback_towns` = towns with a setback, ever.

    Without being named by a setback: `difficult` = named where it was none, `cancelled` = by cancelled editions; most towns first in both,
    and they may be named by setbacks too. `silent` = named nowhere.
    """

    groups: tuple[ReasonBars, ...]
    maximum: int
    difficult: tuple[Named, ...]
    cancelled: tuple[Named, ...]
    silent: tuple[Named, ...]
    setback_towns: int


@dataclass(frozen=True)
class ReasonView:
    """One reason. `towns` of the `setback_towns` name it. `difficult`: cases that were no setback; `cancelled`: editions."""

    label: str
    group: str
    definition: str
    towns: int
    setback_towns: int
    measures: tuple[Named, ...]
    part: PartView
    difficult: tuple[CaseLine, ...]
    cancelled: tuple[CaseLine, ...]


def reason_pages(context: BuildContext) -> Iterator[Draft]:
    """The overview, and one page a reason."""
    counting, outcomes = context.indexes.counting, context.indexes.outcomes
    towns = {case.city for case in context.base.cases.values() if counting[case.id] and outcomes[case.id].is_setback}
    yield Draft(addresses.REASONS, "reasons.md.j2", _reasons(context, len(towns)), PageMeta(section=SECTION, layout="wide"))
    for reason, named in context.indexes.reasons.items():
        meta = PageMeta(description=reason.definition, section=SECTION, layout="wide")
        yield Draft(addresses.value(addresses.REASONS, reason.value), "reason.md.j2", _reason(context, reason, named, len(towns)), meta)


def _reasons(context: BuildContext, setback_towns: int) -> ReasonsView:
    named, every = context.indexes.reasons, context.indexes.all_reasons
    known = {one.reason for one in (*every.setbacks, *every.partly, *every.cancelled)}
    groups = (ReasonBars(group.label, _bars(context, group)) for group in ReasonGroup)
    return ReasonsView(
        groups=tuple(group for group in groups if group.bars),
        maximum=max((len(one.cities) for one in named.values()), default=1) or 1,
        difficult=tuple(Named(one.reason.value, one.reason.label) for one in every.partly),
        cancelled=tuple(Named(one.reason.value, one.reason.label) for one in every.cancelled),
        silent=tuple(Named(reason.value, reason.label) for reason in named if reason not in known),
        setback_towns=setback_towns,
    )


def _bars(context: BuildContext, group: ReasonGroup) -> tuple[tuple[str, str, int, str], ...]:
    named = ((reason, context.indexes.reasons[reason]) for reason in FailureReason if reason.group is group)
    ranked = sorted(((reason, len(one.cities)) for reason, one in named if one.cases), key=lambda pair: -pair[1])
    return tuple(
        (reason.label, context.link(addresses.REASONS, addresses.value(addresses.REASONS, reason.value)), towns, "")
        for reason, towns in ranked
    )


def _reason(context: BuildContext, reason: FailureReason, named: NamedReason, setback_towns: int) -> ReasonView:
    measures = context.base.measures
    return ReasonView(
        label=reason.label,
        group=reason.group.label,
        definition=reason.definition,
        towns=len(named.cities),
        setback_towns=setback_towns,
        measures=tuple(Named(id, measures[id].name) for id in named.measures if id in measures),
        part=part_view(context, context.indexes.case_lists[addresses.value(addresses.REASONS, reason.value)]),
        difficult=_lines(context, context.indexes.all_reasons.partly, reason),
        cancelled=_lines(context, context.indexes.all_reasons.cancelled, reason),
    )


def _lines(context: BuildContext, named: Iterable[NamedReason], reason: FailureReason) -> tuple[CaseLine, ...]:
    return next((context.lines_of(one.cases) for one in named if one.reason is reason), ())
