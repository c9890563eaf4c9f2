"""One measure as sentences about it need it, in plain values."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cached_property

from citynet_kb.indexes import Duration, DurationUnit, Indexes, MeasureSummary, NamedReason, Verdict
from citynet_kb.model import Evidence, Outcome

Groups = tuple[tuple[str, str, int], ...]
"""(slug, label, number) of each outcome that occurs."""


def outcome_groups(outcomes: Iterable[Outcome]) -> Groups:
    """How often each outcome occurs, in the order of the vocabulary."""
    found = Counter(outcomes)
    return tuple((outcome.value, outcome.label, found[outcome]) for outcome in Outcome if found[outcome])


@dataclass(frozen=True)
class ReasonCount:
    """A reason and in how many towns it is named."""

    label: str
    towns: int


@dataclass(frozen=True)
class OutcomeFacts:
    """How a measure ended, as the sentence about it needs it. Numbers are towns by their latest case."""

    known: int
    setbacks: int
    successes: int
    partly: int
    sole_mode: Outcome | None
    modes: tuple[tuple[str, int], ...]
    """Modes that occur, the most frequent first."""
    causes: tuple[tuple[str, int], ...]
    """Outside causes that hit several towns: label and number of towns."""
    ran_known: tuple[Duration, ...]
    """How long the measure ran in each town where it was discontinued and the duration is known, shortest first."""
    ran_unknown: int


@dataclass(frozen=True)
class MeasureFacts(OutcomeFacts):
    """What is known of one measure. Numbers are towns by their latest case unless said otherwise."""

    id: str
    name: str
    topic: str
    """Id of its topic."""
    description: str
    cases: int
    """Cases that are listed, counted or not."""
    counted: int
    """Cases that count."""
    setbacks_ever: int
    """Towns with a setback in any of their cases."""
    anonymous: int
    """Cases of towns that are not named."""
    observations: int
    verdict: Verdict
    groups: Groups
    """Latest outcomes of its towns."""
    evidence: tuple[tuple[Evidence, int], ...]
    reasons: tuple[ReasonCount, ...]
    """Reasons of setbacks, ever."""
    main_reasons: tuple[ReasonCount, ...]
    """Those that at least two towns share."""

    @cached_property
    def outcome_facts(self) -> OutcomeFacts:
        """How it ended, and nothing else: for pages that need no more than the sentence."""
        return OutcomeFacts(**{field.name: getattr(self, field.name) for field in fields(OutcomeFacts)})


def measure_facts(summary: MeasureSummary, indexes: Indexes) -> MeasureFacts:
    """The facts about one measure, or about some of its cases."""
    measure, tally = summary.measure, summary.tally
    latest = {case.id: indexes.outcomes[case.id] for case in tally.latest.values()}
    ran = [indexes.durations[id] for id, outcome in latest.items() if outcome is Outcome.DISCONTINUED]
    numbers = Counter(latest.values())
    present = [(mode.value, number) for mode, number in tally.modes.items() if number]
    return MeasureFacts(
        id=measure.id,
        name=measure.name,
        topic=measure.topic,
        description=measure.description or "",
        cases=len(summary.listing.cases),
        counted=summary.listing.counted,
        known=tally.m,
        setbacks=tally.f,
        setbacks_ever=len(tally.setback_cities),
        successes=numbers[Outcome.SUCCESSFUL],
        partly=numbers[Outcome.PARTLY],
        anonymous=tally.anonymous,
        observations=tally.experiences.total,
        verdict=summary.verdict,
        sole_mode=tally.sole_mode,
        groups=outcome_groups(latest.values()),
        modes=tuple(sorted(present, key=lambda pair: -pair[1])),
        causes=tuple((cause.label, len(towns)) for cause, towns in tally.shared_causes.items() if len(towns) > 1),
        ran_known=tuple(sorted((span for span in ran if span.unit is not DurationUnit.UNKNOWN), key=_months)),
        ran_unknown=sum(span.unit is DurationUnit.UNKNOWN for span in ran),
        evidence=tuple(tally.evidence.items()),
        reasons=reason_counts(summary.reasons.setbacks),
        main_reasons=reason_counts(summary.reasons.main),
    )


def reason_counts(named: Iterable[NamedReason]) -> tuple[ReasonCount, ...]:
    """Reasons with the number of their towns."""
    return tuple(ReasonCount(one.reason.label, len(one.cities)) for one in named)


def _months(span: Duration) -> float:
    return (span.amount or 0.5) * (12 if span.unit is DurationUnit.YEARS else 1)
