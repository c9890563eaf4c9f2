"""What each town has tried, its warnings and its encouragements, those from the most similar towns first."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from citynet_kb.indexes.listings import Listing, listing
from citynet_kb.indexes.measures import MeasureSummary
from citynet_kb.indexes.similar_towns import SIMILAR_TOWNS, Neighbours, SimilarTown, TownScore
from citynet_kb.indexes.similarity import Likeness
from citynet_kb.indexes.verdict import Verdict
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import ANONYMOUS, CaseStudy, City

MOST_RANKED = 8
"""Number of measures at the top of a list that are ranked exactly and name the town with the experience."""
COMPARED = (12, 60)
"""Number of the most similar towns with such experience that are compared; the greater one if the smaller leaves the ranking open.

Bounded, so that the cost of a town does not grow with the number of towns.
"""


@dataclass(frozen=True)
class NearestExperience:
    """A measure and the most similar town with that experience.

    Town and likeness are None if none of its towns was compared, or if the town itself has no record.
    """

    measure: str
    city: str | None = None
    likeness: Likeness | None = None


@dataclass(frozen=True)
class TownSummary:
    """One town. `tried`, `warned` and `encouraged` hold ids of measures.

    Warnings and encouragements are ranked by the likeness of the most similar town with that experience, then by the number of such
    towns, then by id. This holds for the first eight; measures whose towns were not compared come last.
    """

    id: str
    listing: Listing
    tried: tuple[str, ...]
    """Measures of which it has any case that is not withdrawn, by id."""
    warned: tuple[str, ...]
    """Measures with a setback ever in another town which this one has not tried."""
    encouraged: tuple[str, ...]
    """Measures with a success in another town, not mostly failing, which this one has not tried."""
    warned_by: tuple[NearestExperience, ...] = ()
    """The towns with the setbacks for the first of `warned`, in the same order."""
    encouraged_by: tuple[NearestExperience, ...] = ()
    """The towns with the successes for the first of `encouraged`, in the same order."""
    similar: tuple[SimilarTown, ...] = ()
    """The five most similar towns; none where the town has no record."""


@dataclass(frozen=True)
class _Experience:
    """One kind of experience with measures: setbacks, or successes."""

    measures: tuple[str, ...]
    """Of most towns first, then by id."""
    of_town: Mapping[str, Sequence[str]]
    """Town → measures."""
    neighbours: Neighbours
    """The towns with that experience."""


def by_town(knowledge_base: KnowledgeBase, summaries: Mapping[str, MeasureSummary], neighbours: Neighbours) -> Mapping[str, TownSummary]:
    """Every town with a record or a case, the unnamed ones excepted.

    A town with a setback or success of its own has tried the measure, so one list of each kind serves all towns.
    """
    cities = knowledge_base.cities
    setbacks = _experience(summaries.values(), cities, lambda summary: summary.tally.setback_cities)
    successes = _experience(summaries.values(), cities, _encouraging_cities)
    return MappingProxyType(
        {
            town: _summarise(town, cases, setbacks, successes, neighbours)
            for town, cases in knowledge_base.cases_by_city.items()
            if town != ANONYMOUS
        }
    )


def _encouraging_cities(summary: MeasureSummary) -> tuple[str, ...]:
    return () if summary.verdict is Verdict.MOSTLY_FAILS else summary.tally.success_cities


def _experience(
    summaries: Iterable[MeasureSummary], cities: Mapping[str, City], behind_one: Callable[[MeasureSummary], tuple[str, ...]]
) -> _Experience:
    behind = {summary.measure.id: behind_one(summary) for summary in summaries}
    of_town: defaultdict[str, list[str]] = defaultdict(list)
    for measure in sorted(behind):
        for town in behind[measure]:
            of_town[town].append(measure)
    ranked = sorted((-len(towns), measure) for measure, towns in behind.items() if towns)
    return _Experience(tuple(measure for _, measure in ranked), of_town, Neighbours.of(cities.values(), among=of_town))


def _summarise(
    town: str, cases: tuple[CaseStudy, ...], setbacks: _Experience, successes: _Experience, neighbours: Neighbours
) -> TownSummary:
    tried = {case.measure for case in cases if case.measure and not case.withdrawn}
    warned, warned_by = _ranked(town, setbacks, tried)
    encouraged, encouraged_by = _ranked(town, successes, tried)
    return TownSummary(
        id=town,
        listing=listing(cases),
        tried=tuple(sorted(tried)),
        warned=warned,
        encouraged=encouraged,
        warned_by=warned_by,
        encouraged_by=encouraged_by,
        similar=neighbours.similar_towns(town, SIMILAR_TOWNS),
    )


def _ranked(town: str, experience: _Experience, tried: set[str]) -> tuple[tuple[str, ...], tuple[NearestExperience, ...]]:
    """The measures that this town has not tried, by likeness. Equal ones, and those whose towns were not compared, keep their order."""
    untried = tuple(measure for measure in experience.measures if measure not in tried)
    nearest = _nearest(town, experience, untried)
    ranked = tuple(sorted(untried, key=lambda measure: -nearest[measure].score if measure in nearest else 1))
    return ranked, _experiences(town, ranked[:MOST_RANKED], nearest, experience.neighbours)


def _nearest(town: str, experience: _Experience, measures: tuple[str, ...]) -> Mapping[str, TownScore]:
    """Measure → the most similar town with that experience, if it was compared."""
    nearest: Mapping[str, TownScore] = {}
    for most in COMPARED:
        alike = experience.neighbours.most_similar(town, most)
        nearest = _first_behind(alike, experience)
        if len(alike) < most or _enough(measures, nearest, alike[-1].score):
            break
    return nearest


def _first_behind(alike: Sequence[TownScore], experience: _Experience) -> dict[str, TownScore]:
    nearest: dict[str, TownScore] = {}
    for other in alike:
        for measure in experience.of_town.get(other.city, ()):
            nearest.setdefault(measure, other)
    return nearest


def _enough(measures: tuple[str, ...], nearest: Mapping[str, TownScore], last: int) -> bool:
    """Whether the first places are final: no town left out, with at most the score of the last one, could change them."""
    certain = sum(measure in nearest and nearest[measure].score > last for measure in measures)
    return certain >= min(MOST_RANKED, len(measures))


def _experiences(
    town: str, measures: tuple[str, ...], nearest: Mapping[str, TownScore], neighbours: Neighbours
) -> tuple[NearestExperience, ...]:
    towns = {measure: nearest[measure].city for measure in measures if measure in nearest}
    likenesses = {other: neighbours.likeness(town, other) for other in set(towns.values())}
    return tuple(
        NearestExperience(measure, towns[measure], likenesses[towns[measure]]) if measure in towns else NearestExperience(measure)
        for measure in measures
    )
