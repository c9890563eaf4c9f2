"""The time that stands beside a case, and whether »seit« may be said of it."""

from dataclasses import dataclass

from citynet_kb.model import Cadence, CaseStudy, Outcome, Period
from citynet_kb.model.endings import effective_outcome

_RUNNING = (Outcome.SUCCESSFUL, Outcome.PARTLY)
_WITH_AN_END = (Cadence.ONCE, Cadence.LIMITED)


@dataclass(frozen=True)
class ShownPeriod:
    """Partial dates as in a period. `is_running`: it began and goes on as far as anybody knows."""

    start: str | None
    end: str | None
    is_running: bool


def shown_period(case: CaseStudy) -> ShownPeriod:
    """What had one occasion only, or is one cancelled edition, took no longer than its start says where no end is known.

    »Seit« is never said beside a setback, nor of what ended or may not have begun yet.
    """
    period, outcome = case.period or Period(), effective_outcome(case)
    is_short = case.cadence is Cadence.ONCE or outcome is Outcome.CANCELLED
    end = period.end or (period.start if is_short else None)
    return ShownPeriod(period.start, end, is_running=not end and outcome in _RUNNING and case.cadence not in _WITH_AN_END)
