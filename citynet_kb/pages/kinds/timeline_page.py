"""The timeline: when cases began, when they ended with a setback, and how setbacks look."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb import pictures
from citynet_kb.indexes import MODES
from citynet_kb.model import OUTCOMES, Outcome, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta


@dataclass(frozen=True)
class TimelineView:
    """Cases by year, those that lack a year, and the latest cases of all measures that are a setback, by their mode."""

    counted: int
    """Cases that count."""
    timeline: pictures.Timeline
    without_start: int
    without_end: int
    modes: pictures.Stack
    latest: int
    """Latest cases of all measures, setbacks or not."""
    outcomes: tuple[Outcome, ...] = OUTCOMES


def timeline_page(context: BuildContext) -> Iterator[Draft]:
    """The one page."""
    across = context.indexes.across
    years = across.timeline.years
    started = (one.year for one in years for _ in one.started)
    ended = (one.year for one in years for _ in one.ended_with_setback)
    view = TimelineView(
        counted=context.indexes.totals.cases_counted,
        timeline=pictures.timeline(started, ended),
        without_start=len(across.timeline.without_start),
        without_end=len(across.timeline.without_end),
        modes=pictures.stack((mode.value, across.modes.modes[mode]) for mode in MODES),
        latest=across.modes.latest,
    )
    meta = PageMeta(description=description(addresses.TIMELINE), section=addresses.section(addresses.CASES), layout="wide")
    yield Draft(addresses.TIMELINE, "timeline.md.j2", view, meta)
