"""What each town has tried, and what others tried of which it reports nothing: in three groups, most similar towns first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from citynet_kb.indexes.counting import Tally
from citynet_kb.indexes.listings import Listing, listing
from citynet_kb.indexes.measures import MeasureSummary
from citynet_kb.indexes.similar_towns import SIMILAR_TOWNS, Neighbours, SimilarTown, TownScore
from citynet_kb.indexes.similarity import Likeness
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import ANONYMOUS, CaseStudy, City, Outcome, Term
from citynet_kb.model.endings import effective_outcome, newest

MOST_RANKED = 8
"""Number of measures at the top of a group that are ranked exactly and name the town with the experience."""
COMPARED = (12, 60)
"""Number of the most similar towns with such experience that are compared; the greater one if the smaller leaves the ranking open.

Bounded, so that the cost of a town does not grow with the number of towns.
"""


class Elsewhere(Term):
    """How a measure went in other towns of which a town itself reports nothing. What fits none of these belongs to no group.

    A measure met a setback where any counting case, ever, is one, and succeeded where the latest case of a town is a success.
    """

    FAILED = ("dort-nicht-gelungen", "Dort nicht gelungen", "Mindestens einmal nicht gelungen, zuletzt nirgends voll gelungen.")
    MIXED = ("mal-so-mal-so", "Mal so, mal so", "Schon einmal nicht gelungen, und zuletzt auch gelungen.")
    SUCCEEDED = ("dort-gelungen", "Dort gelungen", "Zuletzt gelungen, und nirgends misslungen.")


@dataclass(frozen=True)
class NearestExperience:
    """A measure and the most similar town with that experience; town and likeness are None if no similar town has it."""

    measure: str
    city: str | None = None
    likeness: Likeness | None = None


@dataclass(frozen=True)
class TownSummary:
    """One town. `tried` holds ids of measures.

    Groups are ranked by the likeness of the most similar town with that experience, then by the number of such towns, then by id. This
    holds for the first eight; measures whose towns are not similar, or were not compared, come last.
    """

    id: str
    listing: Listing
    tried: tuple[str, ...]
    """Measures of which it has any case that is not withdrawn, by id."""
    elsewhere: Mapping[Elsewhere, tuple[str, ...]]
    """Group → ids of its measures, none of which this town has tried."""
    nearest: Mapping[Elsewhere, tuple[NearestExperience, ...]]
    """Group → its first eight measures with the most similar town behind each, in the same order."""
    similar: tuple[SimilarTown, ...] = ()
    """At most five towns that may be called similar; none where the town has no record."""


@dataclass(frozen=True)
class _Experience:
    """One kind of experience with measures."""

    behind: Mapping[str, tuple[str, ...]]
    """Measure → towns with that experience; of most towns first, then by id."""
    of_town: Mapping[str, Sequence[str]]
    """Town → measures."""
    neighbours: Neighbours
    """The towns with that experience."""


def elsewhere(tally: Tally) -> Elsewhere | None:
    """The group of a measure for every town without a case of it.

    A town with a setback or success of its own has tried the measure, so all towns behind it are other ones. What mostly fails met a
    setback somewhere, and is thus no mere success.
    """
    if tally.setback_cities:
        return Elsewhere.MIXED if tally.counter_cases else Elsewhere.FAILED
    return Elsewhere.SUCCEEDED if tally.counter_cases else None


def case_behind(tally: Tally, town: str) -> CaseStudy:
    """The case that tells how a measure went in a town behind a group: a success or setback that stands for it, else its newest setback."""
    latest = tally.latest.get(town)
    if latest and (effective_outcome(latest) is Outcome.SUCCESSFUL or effective_outcome(latest).is_setback):
        return latest
    return newest(case for case in tally.setback_cases if case.city == town)[0]


def by_town(knowledge_base: KnowledgeBase, summaries: Mapping[str, MeasureSummary], neighbours: Neighbours) -> Mapping[str, TownSummary]:
    """Every town with a record or a case, the unnamed ones excepted."""
    cities = knowledge_base.cities
    groups = {group: _experience(_behind(summaries.values(), group), cities) for group in Elsewhere}
    return MappingProxyType(
        {town: _summarise(town, cases, groups, neighbours) for town, cases in knowledge_base.cases_by_city.items() if town != ANONYMOUS}
    )


def _behind(summaries: Iterable[MeasureSummary], group: Elsewhere) -> Mapping[str, tuple[str, ...]]:
    """Measures of this group → towns that met a setback, or succeeded."""
    tallies = {summary.measure.id: summary.tally for summary in summaries}
    found = {id: _towns(tally) for id, tally in tallies.items() if elsewhere(tally) is group}
    return {id: found[id] for id in sorted(found, key=lambda id: (-len(found[id]), id))}


def _towns(tally: Tally) -> tuple[str, ...]:
    return tuple(sorted({*tally.setback_cities, *(case.city for case in tally.counter_cases)}))


def _experience(behind: Mapping[str, tuple[str, ...]], cities: Mapping[str, City]) -> _Experience:
    of_town: defaultdict[str, list[str]] = defaultdict(list)
    for measure in sorted(behind):
        for town in behind[measure]:
            of_town[town].append(measure)
    return _Experience(behind, of_town, Neighbours.of(cities.values(), among=of_town))


def _summarise(town: str, cases: tuple[CaseStudy, ...], groups: Mapping[Elsewhere, _Experience], neighbours: Neighbours) -> TownSummary:
    tried = {case.measure for case in cases if case.measure and not case.withdrawn}
    ranked = {group: _ranked(town, experience, tried) for group, experience in groups.items()}
    return TownSummary(
        id=town,
        listing=listing(cases),
        tried=tuple(sorted(tried)),
        elsewhere=MappingProxyType({group: measures for group, (measures, _) in ranked.items()}),
        nearest=MappingProxyType({group: nearest for group, (_, nearest) in ranked.items()}),
        similar=neighbours.similar_towns(town, SIMILAR_TOWNS),
    )


def _ranked(town: str, experience: _Experience, tried: set[str]) -> tuple[tuple[str, ...], tuple[NearestExperience, ...]]:
    """The measures that this town has not tried, by likeness. Equal ones, and those whose towns were not compared, keep their order."""
    untried = tuple(measure for measure in experience.behind if measure not in tried)
    nearest, is_complete = _nearest(town, experience, untried)
    ranked = tuple(sorted(untried, key=lambda measure: -nearest[measure].score if measure in nearest else 1))
    first = {measure: nearest.get(measure) for measure in ranked[:MOST_RANKED]}
    if not is_complete:
        first |= {measure: _looked_for(town, measure, experience) for measure in first if measure not in nearest}
    alike = {city: experience.neighbours.likeness(town, city) for city in {other.city for other in first.values() if other}}
    return ranked, tuple(_pointer(measure, alike.get(other.city) if other else None, other) for measure, other in first.items())


def _nearest(town: str, experience: _Experience, measures: tuple[str, ...]) -> tuple[Mapping[str, TownScore], bool]:
    """Measure → the most similar town with that experience, if it was compared; and whether all similar towns were."""
    nearest: Mapping[str, TownScore] = {}
    for most in COMPARED:
        alike = experience.neighbours.most_similar(town, most)
        nearest = _first_behind(alike, experience)
        if len(alike) < most:
            return nearest, True
        if _enough(measures, nearest, alike[-1].score):
            break
    return nearest, False


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


def _looked_for(town: str, measure: str, experience: _Experience) -> TownScore | None:
    """The most similar town behind a measure, however many there are."""
    return experience.neighbours.nearest_of(town, experience.behind[measure])


def _pointer(measure: str, alike: Likeness | None, other: TownScore | None) -> NearestExperience:
    return NearestExperience(measure, other.city, alike) if other and alike and alike.is_similar else NearestExperience(measure)
