"""Headlines that moved, in plain values: what was said before, what is said since, and which cases made the difference."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from citynet_kb.indexes import Duration, HeadlineMove, MoveKind, Tally, duration_of, effective_outcome, summary_of
from citynet_kb.model import Measure, Outcome
from citynet_kb.pages import german
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.measure_facts import MeasureFacts, measure_facts


@dataclass(frozen=True)
class KnownEndings:
    """How cases ended as far as it was known on a day."""

    outcomes: Mapping[str, Outcome]
    durations: Mapping[str, Duration]


@dataclass(frozen=True)
class MoveLine:
    """A measure whose headline moved. `before` holds until the end of day `since`, `after` at the end of day `until` (YYYY-MM-DD)."""

    kind: MoveKind
    since: str
    until: str
    day: str
    """The day on which it moved, in words."""
    before: MeasureFacts
    after: MeasureFacts
    by: tuple[CaseLine, ...]


@dataclass(frozen=True)
class MoveCounts:
    """How many headlines moved in which way."""

    words: int = 0
    counts: int = 0
    first: int = 0

    @classmethod
    def of(cls, moves: Iterable[HeadlineMove]) -> "MoveCounts":
        """The numbers of these moves."""
        kinds = [move.kind for move in moves]
        return cls(kinds.count(MoveKind.WORDS), kinds.count(MoveKind.COUNTS), kinds.count(MoveKind.FIRST))


def move_line(context: BuildContext, move: HeadlineMove) -> MoveLine:
    """One of them."""
    before, after = (_facts(context, move.measure, counted) for counted in (move.before, move.after))
    return MoveLine(move.kind, move.since, move.until, german.day(move.day), before, after, context.lines_of(move.by))


def _facts(context: BuildContext, measure: Measure, counted: Tally) -> MeasureFacts:
    """What a headline needs: the counts alone, no lists and no reasons, which would take longer than counting."""
    outcomes = {case.id: effective_outcome(case) for case in counted.latest.values()}
    discontinued = (case for case in counted.latest.values() if outcomes[case.id] is Outcome.DISCONTINUED)
    endings = KnownEndings(outcomes, {case.id: duration_of(case) for case in discontinued})
    return measure_facts(summary_of(measure, counted), endings, context.base.cities)
