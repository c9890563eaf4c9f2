"""How counting is done, with the figures of today and a worked example."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb.indexes import Resemblance, Verdict, german_order, similarity
from citynet_kb.model import OUTCOMES, Evidence, Kind, Outcome, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.measure_facts import MeasureFacts

LEAST_OF_EACH_SIDE = 2
"""So many towns with a setback, and so many that ended otherwise, make a measure fit for the worked example."""
SIMILARITY_POINTS = (
    (Resemblance.POPULATION, similarity.POPULATION_POINTS),
    (Resemblance.CENTRAL_FUNCTION, similarity.CENTRAL_FUNCTION_POINTS),
    (Resemblance.LAND, similarity.LAND_POINTS),
    (Resemblance.DISTANCE, similarity.DISTANCE_POINTS),
    (Resemblance.SIZE_CLASS, similarity.SIZE_CLASS_POINTS),
    (Resemblance.COUNTRY, similarity.COUNTRY_POINTS),
)


@dataclass(frozen=True)
class CountedTown:
    """A town with the case that stands for it, and what makes it one experience with others: an outside cause or a joint project."""

    line: CaseLine
    is_divided: bool
    cause: str
    is_in_project: bool


@dataclass(frozen=True)
class WorkedExample:
    """A measure counted step by step: its towns, and the experiences that they make."""

    facts: MeasureFacts
    towns: tuple[CountedTown, ...]


@dataclass(frozen=True)
class CountingView:
    """What is counted of what there is. `documented` and `anonymous`: cases of that kind; `evidence`: counted cases by their evidence."""

    cases: int
    counted: int
    documented: int
    anonymous: int
    is_mostly_documented: bool
    evidence: tuple[tuple[Evidence, int], ...]
    example: WorkedExample | None
    outcomes: tuple[Outcome, ...] = OUTCOMES
    verdicts: tuple[Verdict, ...] = tuple(Verdict)
    points: tuple[tuple[Resemblance, int], ...] = SIMILARITY_POINTS
    most_points: int = sum(points for _, points in SIMILARITY_POINTS)
    far_km: int = similarity.FAR_KM
    least_points: int = similarity.LEAST_SCORE
    near_km: int = similarity.NEAR_KM


def counting_page(context: BuildContext) -> Iterator[Draft]:
    """The one page."""
    indexes = context.indexes
    view = CountingView(
        cases=indexes.totals.cases,
        counted=indexes.totals.cases_counted,
        documented=sum(case.kind is Kind.DOCUMENTED for case in indexes.newest),
        anonymous=sum(case.is_anonymous for case in indexes.newest),
        is_mostly_documented=indexes.mostly_documented,
        evidence=tuple((kind, indexes.evidence[kind].counted) for kind in Evidence),
        example=_example(context),
    )
    meta = PageMeta(description=description(addresses.COUNTING), section=addresses.section(addresses.CASES), layout="wide")
    yield Draft(addresses.COUNTING, "counting.md.j2", view, meta)


def _example(context: BuildContext) -> WorkedExample | None:
    measure = worked_example(context)
    if measure is None:
        return None
    tally = context.indexes.measures[measure].tally
    causes = {town: cause.label for cause, towns in tally.shared_causes.items() for town in towns}
    in_project = {town for towns in tally.joint_projects.values() for town in towns}
    standing = {**tally.latest, **{town: cases[0] for town, cases in tally.divided.items()}}
    towns = (
        CountedTown(context.lines[standing[town].id], town in tally.divided, causes.get(town, ""), town in in_project)
        for town in sorted(standing)
    )
    return WorkedExample(context.measures[measure], tuple(towns))


def worked_example(context: BuildContext) -> str | None:
    """The measure with most towns of which at least two met a setback and two did not; of equal ones the first by name."""
    fit = (facts for facts in context.measures.values() if min(facts.setbacks, facts.known - facts.setbacks) >= LEAST_OF_EACH_SIDE)
    best = min(fit, key=lambda facts: (-facts.known, german_order(facts.name), facts.id), default=None)
    return best.id if best else None
