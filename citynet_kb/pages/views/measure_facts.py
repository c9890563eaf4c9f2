"""One measure as sentences about it need it, in plain values."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property

from citynet_kb.indexes import Duration, DurationUnit, Indexes, MeasureSummary, NamedReason, Tally, Verdict, end_date, is_own_praise
from citynet_kb.model import OUTCOMES, Cadence, City, Evidence, Outcome

LASTING = (Cadence.PERMANENT, Cadence.RECURRING)
DIVIDED_LABEL = "Widersprüchlich berichtet"
OWN_PRAISE_LABEL = "Erfolgreich nach eigener Einschätzung"
Groups = tuple[tuple[str, str, int], ...]
"""(slug, label, number) of each outcome that occurs."""


def outcome_groups(outcomes: Iterable[Outcome]) -> Groups:
    """How often each outcome occurs, in the one order of outcomes."""
    found = Counter(outcomes)
    return tuple((outcome.value, outcome.label, found[outcome]) for outcome in OUTCOMES if found[outcome])


@dataclass(frozen=True)
class ReasonCount:
    """A reason and in how many towns it is named."""

    label: str
    towns: int


@dataclass(frozen=True)
class ExperienceCounts:
    """Independent experiences by how they ended. `expired`: as planned; `divided`: the newest cases of a town contradict each other."""

    total: int
    setbacks: int
    successes: int
    partly: int
    expired: int
    divided: int


@dataclass(frozen=True)
class OnlyTown:
    """A town by name and the year that stands beside it; `since`: it began then, and no end is known."""

    name: str
    year: str
    since: bool


@dataclass(frozen=True)
class BesideCounts:
    """Towns that stand beside the counts, and why; `editions` = towns where an edition was cancelled, `years` = when."""

    weak: int
    open: int
    cancelled: int
    editions: int
    years: tuple[str, ...]


@dataclass(frozen=True)
class OutcomeFacts:
    """How a measure ended, as the sentence about it needs it. Numbers are towns by their latest case."""

    known: int
    setbacks: int
    successes: int
    partly: int
    expired: int
    """Towns where it ended as planned."""
    divided: int
    """Towns whose newest cases contradict each other."""
    experiences: ExperienceCounts
    words: str
    """The judging words; empty below five experiences."""
    only: OnlyTown | None
    """The one town of which the end is known, where there is just one."""
    sole_mode: Outcome | None
    modes: tuple[tuple[str, int], ...]
    """Modes that occur, the most frequent first."""
    causes: tuple[tuple[str, int], ...]
    """Outside causes that hit several towns: label and number of towns."""
    projects: tuple[int, ...]
    """Numbers of towns of each joint project of several towns."""
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
    beside: BesideCounts
    is_common: bool
    """Nearly every town has it."""
    verdict: Verdict
    groups: Groups
    """Latest outcomes of its towns, those of `joined` left out."""
    joined: tuple[Groups, ...]
    """Towns hit by one outside cause, drawn together."""
    evidence: tuple[tuple[Evidence, int], ...]
    reasons: tuple[ReasonCount, ...]
    """Reasons of setbacks, ever."""
    main_reasons: tuple[ReasonCount, ...]
    """Those that at least two towns share."""

    @cached_property
    def outcome_facts(self) -> OutcomeFacts:
        """How it ended, and nothing else: for pages that need no more than the sentence."""
        return OutcomeFacts(**{field.name: getattr(self, field.name) for field in fields(OutcomeFacts)})


def measure_facts(summary: MeasureSummary, indexes: Indexes, cities: Mapping[str, City]) -> MeasureFacts:
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
        expired=numbers[Outcome.EXPIRED],
        divided=len(tally.divided),
        experiences=_experiences(tally),
        words=summary.words,
        only=_only_town(tally, cities),
        anonymous=tally.anonymous,
        beside=_beside(tally),
        is_common=measure.common,
        verdict=summary.verdict,
        sole_mode=tally.sole_mode,
        groups=_apart(tally, indexes),
        joined=tuple(_joined(tally, indexes, towns) for towns in tally.shared_causes.values() if len(towns) > 1),
        modes=tuple(sorted(present, key=lambda pair: -pair[1])),
        causes=tuple((cause.label, len(towns)) for cause, towns in tally.shared_causes.items() if len(towns) > 1),
        projects=tuple(len(towns) for towns in tally.joint_projects.values() if len(towns) > 1),
        ran_known=tuple(sorted((span for span in ran if span.unit is not DurationUnit.UNKNOWN), key=_months)),
        ran_unknown=sum(span.unit is DurationUnit.UNKNOWN for span in ran),
        evidence=tuple(tally.evidence.items()),
        reasons=reason_counts(summary.reasons.setbacks),
        main_reasons=reason_counts(summary.reasons.main),
    )


def reason_counts(named: Iterable[NamedReason]) -> tuple[ReasonCount, ...]:
    """Reasons with the number of their towns."""
    return tuple(ReasonCount(one.reason.label, len(one.cities)) for one in named)


def _experiences(tally: Tally) -> ExperienceCounts:
    seen, divided = tally.experiences, len(tally.divided)
    expired = seen.total - seen.setbacks - seen.successes - seen.partial - divided
    return ExperienceCounts(seen.total, seen.setbacks, seen.successes, seen.partial, expired, divided)


def _only_town(tally: Tally, cities: Mapping[str, City]) -> OnlyTown | None:
    """»seit« only of what has no known end and is no setback; of a setback the year of its end alone."""
    if tally.m != 1 or not tally.latest:
        return None
    ((town, case),) = tally.latest.items()
    name = cities[town].name if town in cities else town
    ended, began = end_date(case), (case.period.start or "" if case.period else "")
    year = ended or ("" if tally.f else began)
    return OnlyTown(name, year[:4], since=not ended and bool(began) and not tally.f and case.cadence in LASTING)


def _beside(tally: Tally) -> BesideCounts:
    found = tally.beside
    years = sorted({year for town in found.cancelled_editions.values() for year in town})
    return BesideCounts(len(found.weak), len(found.open), len(found.cancelled), len(found.cancelled_editions), tuple(years))


def _apart(tally: Tally, indexes: Indexes) -> Groups:
    """The towns that no outside cause joins with others; successes that only those who took part call one, and divided towns, last."""
    joined = {town for towns in tally.shared_causes.values() if len(towns) > 1 for town in towns}
    apart = [case for town, case in tally.latest.items() if town not in joined]
    praised = sum(map(is_own_praise, apart))
    groups = outcome_groups(indexes.outcomes[case.id] for case in apart if not is_own_praise(case))
    further = (("erfolgreich-eigen", OWN_PRAISE_LABEL, praised), ("gemischt", DIVIDED_LABEL, len(tally.divided)))
    return (*groups, *(group for group in further if group[2]))


def _joined(tally: Tally, indexes: Indexes, towns: Iterable[str]) -> Groups:
    return outcome_groups(indexes.outcomes[tally.latest[town].id] for town in towns)


def _months(span: Duration) -> float:
    return (span.amount or 0.5) * (12 if span.unit is DurationUnit.YEARS else 1)
