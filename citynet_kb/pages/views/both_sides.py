"""»Hier ging es, dort nicht«: of one measure a town where it failed beside a town where it worked, each with why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from citynet_kb.indexes import Likeness, MeasureSummary, Tally, counts, effective_outcome, last_happened_first
from citynet_kb.model import CaseStudy, FollowUp, Outcome
from citynet_kb.model.endings import newest_turn
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.views.case_lines import CaseLine

MOST_WHY = 2
"""Reasons, and things that helped, of one side."""


@dataclass(frozen=True)
class Side:
    """One case of a pair. `why` = reasons of a setback, or what helped; where the case names none its summary has to say it.

    `turn` = the news that made its outcome another one than its title tells of, with their year; empty where nothing did.
    """

    line: CaseLine
    why: tuple[str, ...]
    turn: str

    @property
    def told(self) -> str:
        """What else has to be said."""
        return self.turn or ("" if self.why else self.line.summary)


@dataclass(frozen=True)
class BothSides:
    """A setback beside a success. `likeness` = why their towns are alike; None where nothing makes them so."""

    failed: Side
    worked: Side
    likeness: Likeness | None

    @property
    def is_same_town(self) -> bool:
        """Whether both happened in one town. Two towns may have one name: the folder of the case tells."""
        return self.failed.line.id.partition("/")[0] == self.worked.line.id.partition("/")[0]


def both_sides(context: BuildContext, summary: MeasureSummary) -> tuple[BothSides, ...]:
    """Each pair once: towns that saw both first, then similar towns, latest cases only; those that name no case a second time lead.

    Where there is neither, the newest of both kinds.
    """
    found: dict[tuple[str, str], BothSides] = {}
    pairs = (*_of_one_town(summary), *_of_similar_towns(context, summary))
    for failed, worked, likeness in pairs or _of_any_towns(summary.tally):
        found.setdefault((failed.id, worked.id), BothSides(_side(context, failed), _side(context, worked), likeness))
    named: set[str] = set()
    fresh: list[BothSides] = []
    again: list[BothSides] = []
    for ids, pair in found.items():
        (again if named.intersection(ids) else fresh).append(pair)
        named.update(ids)
    return (*fresh, *again)


def _of_one_town(summary: MeasureSummary) -> Iterator[tuple[CaseStudy, CaseStudy, None]]:
    """The latest case of a town beside its newest earlier one of the other kind."""
    for town, latest in _in_order(summary.tally):
        own = (case for case in summary.listing.cases if case.city == town and counts(case) and case.id != latest.id)
        for case in last_happened_first(own):
            if pair := _sorted(case, latest):
                yield (*pair, None)
                break


def _of_similar_towns(context: BuildContext, summary: MeasureSummary) -> Iterator[tuple[CaseStudy, CaseStudy, Likeness]]:
    """Each latest setback or success beside the other kind in the most similar town, where one is similar at all."""
    for _, case in _in_order(summary.tally):
        counter = context.indexes.counter_cases.get(case.id)
        if counter and counter.likeness and counter.likeness.is_similar and (pair := _sorted(case, counter.case)):
            yield (*pair, counter.likeness)


def _of_any_towns(tally: Tally) -> Iterator[tuple[CaseStudy, CaseStudy, None]]:
    """The newest setback beside the newest success, and so on."""
    cases = [case for _, case in _in_order(tally)]
    worked = (case for case in cases if effective_outcome(case) is Outcome.SUCCESSFUL)
    yield from ((failed, other, None) for failed, other in zip(filter(_is_setback, cases), worked, strict=False))


def _in_order(tally: Tally) -> Iterable[tuple[str, CaseStudy]]:
    """Setbacks first: they are what is asked about."""
    ordered = sorted(last_happened_first(tally.latest.values()), key=lambda case: not _is_setback(case))
    return ((case.city, case) for case in ordered)


def _sorted(one: CaseStudy, other: CaseStudy) -> tuple[CaseStudy, CaseStudy] | None:
    """The setback and the success of two cases; None if they are not one of each."""
    for failed, worked in ((one, other), (other, one)):
        if _is_setback(failed) and effective_outcome(worked) is Outcome.SUCCESSFUL:
            return failed, worked
    return None


def _is_setback(case: CaseStudy) -> bool:
    return effective_outcome(case).is_setback


def _side(context: BuildContext, case: CaseStudy) -> Side:
    reasons = tuple(reason.label for reason in case.failure_reasons if reason.is_specific)
    why = reasons if _is_setback(case) else case.success_factors
    turn = turn_of(case)
    return Side(context.lines[case.id], why[:MOST_WHY], f"{turn.date[:4]}: {turn.note}" if turn else "")


def turn_of(case: CaseStudy) -> FollowUp | None:
    """The news that made its outcome another one than its title tells of."""
    turn = newest_turn(case)
    return turn if turn and turn.outcome is not case.outcome else None
