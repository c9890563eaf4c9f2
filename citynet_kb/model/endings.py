"""How one case ended, when, whether it counts, and which case stands for its town: the part of the counting rule that checks need too."""

from collections.abc import Iterable

from citynet_kb.model.case import CaseStudy
from citynet_kb.model.case_parts import FollowUp
from citynet_kb.model.remembered import once_each
from citynet_kb.model.values import first_day, last_day
from citynet_kb.model.vocabulary import Cadence, Confidence, Evidence, Outcome

_once_a_case = once_each(50_000)
"""Some fifty ask the same of each case."""


@_once_a_case
def effective_outcome(case: CaseStudy) -> Outcome:
    """The outcome of the newest follow-up that has one other than a cancelled edition, else the outcome of the case itself."""
    turn = newest_turn(case)
    return turn.outcome if turn and turn.outcome else case.outcome


def newest_turn(case: CaseStudy) -> FollowUp | None:
    """The follow-up that made the outcome effective: the greatest date, of equal dates the later in the list."""
    if not case.follow_up:  # nearly all: this is asked some fifty times for each case
        return None
    turns = [entry for entry in case.follow_up if entry.outcome not in (None, Outcome.CANCELLED)]
    if len(turns) < 2:
        return turns[0] if turns else None
    return max(reversed(turns), key=lambda entry: last_day(entry.date))


def is_trusted(case: CaseStudy) -> bool:
    """Whether something may be said of its town: it is named, the case is not withdrawn, and its sources carry it. Its end may be open."""
    return not (case.withdrawn or case.is_anonymous or case.confidence is Confidence.LOW)


@_once_a_case
def would_count(case: CaseStudy) -> bool:
    """Whether the case would count if its town were named."""
    return not case.withdrawn and case.confidence is not Confidence.LOW and effective_outcome(case).is_known_end


def counts(case: CaseStudy) -> bool:
    """Whether the case counts: its end is known, its town is named, it is not withdrawn and its sources carry it."""
    return not case.is_anonymous and would_count(case)


def is_own_praise(case: CaseStudy) -> bool:
    """Whether it is a success that is known only from the impression of those who did it."""
    return effective_outcome(case) is Outcome.SUCCESSFUL and case.evidence is Evidence.IMPRESSION


@_once_a_case
def recency(case: CaseStudy) -> tuple[str, str, str, str]:
    """The sort key for the cases of a town: (date, start, updated, added), compared as text, absent = empty.

    date = the later of the end of the period and the newest follow-up with an outcome other than a cancelled edition; where both are absent
    the newest dated source, else the start. start = first day of the start of the period.
    """
    return (*happened(case), case.updated or "", case.added or "")


@_once_a_case
def happened(case: CaseStudy) -> tuple[str, str]:
    """The first two parts of `recency`, by which lists are ordered: (date, start)."""
    period = case.period
    return last_happened(case), first_day(period.start) if period and period.start else ""


def end_date(case: CaseStudy) -> str:
    """The date that made the outcome effective, as precise as it is known: the end of the period, else the follow-up; empty without.

    Of what did not take place the period is that of the edition or plan: where a follow-up told of another outcome, its date counts.
    """
    turn = newest_turn(case)
    if turn and case.outcome in (Outcome.CANCELLED, Outcome.NEVER_REALISED):
        return turn.date
    return (case.period.end if case.period else None) or (turn.date if turn else "")


def may_run(case: CaseStudy) -> bool:
    """Whether it may still run, or is still to run, as far as the case tells: its outcome is open, or it goes on and no end is known."""
    outcome, end = effective_outcome(case), case.period.end if case.period else None
    goes_on = outcome in (Outcome.SUCCESSFUL, Outcome.PARTLY) and not end and case.cadence not in (Cadence.ONCE, Cadence.LIMITED)
    return outcome is Outcome.OPEN or goes_on


def runs_in(case: CaseStudy) -> str:
    """The last year of which it is known that it ran, or in which it is to run; empty for what took place once, ended, or of which no date
    is known.

    Of what is open or goes on: the end that is foreseen, else the newest of sources, follow-ups and start.
    """
    if not may_run(case):
        return ""
    period = case.period
    end = period.end if period else None
    seen = (newest_source(case), *(entry.date for entry in case.follow_up), (period.start if period else None) or "")
    return (end or max(filter(None, seen), key=last_day, default=""))[:4]


def newest_source(case: CaseStudy) -> str:
    """The date of the newest dated source; empty where none is dated."""
    return max((source.date for source in case.sources if source.date), key=last_day, default="")


@_once_a_case
def last_happened(case: CaseStudy) -> str:
    """The date of `recency`."""
    turn, period = newest_turn(case), case.period
    ended = period.end if period else None
    if turn:
        return max(map(last_day, filter(None, (ended, turn.date))))
    if ended:
        return last_day(ended)
    started = period.start if period else None
    known = newest_source(case) or started
    return last_day(known) if known else ""


def newest(cases: Iterable[CaseStudy]) -> tuple[CaseStudy, ...]:
    """The cases that share the greatest `recency`, by id; several only where nothing tells them apart."""
    dated = sorted((recency(case), case.id, case) for case in cases)
    return tuple(case for key, _, case in dated if key == dated[-1][0])


def standing_for_town(candidates: tuple[CaseStudy, ...]) -> CaseStudy | None:
    """The one with the smallest id where all agree or all are setbacks, else None: the town is divided."""
    outcomes = {effective_outcome(case) for case in candidates}
    agree = len(outcomes) == 1 or all(outcome.is_setback for outcome in outcomes)
    return candidates[0] if candidates and agree else None


def forget_cases() -> None:
    """Let go of all cases of which something is remembered, in a process that needs none any more."""
    for asked in (effective_outcome, would_count, recency, happened, last_happened):
        vars(asked)["forget"]()
