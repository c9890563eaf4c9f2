"""Files that the finder loads on demand: cases that its page has no room for, and the data for the similarity of towns."""

from collections.abc import Mapping
from typing import TypedDict

from citynet_kb.exports.encoding import json_list
from citynet_kb.indexes import Finder, is_own_praise, shown_period, similarity
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, SizeClass, addresses

TRAITS = frozenset(("name", "population", "country", "state", "central_function", "size_class", "lat", "lon"))
"""The fields of a town that the similarity uses, and its name."""


class RowRecord(TypedDict):
    """One entry of the list. `town` is null where the town is not named, then `region` says where it is.

    `start` and `end` are years, `running` = it goes on as far as anybody knows, `own` = a success by the account of those who did it alone,
    `facts` as in `Finder`.
    """

    id: str
    title: str
    town: str | None
    region: str | None
    start: str | None
    end: str | None
    running: bool
    own: bool
    facts: str


def finder_files(knowledge_base: KnowledgeBase, finder: Finder) -> dict[str, bytes]:
    """Path → content: the cases that the page of the finder has no room for, one file a step, named by the stamp of the page."""
    return {
        addresses.finder_part(finder.stamp, number): json_list(_row(case, knowledge_base, finder) for case in step)
        for number, step in enumerate(finder.steps, 1)
    }


def likeness_record(knowledge_base: KnowledgeBase) -> dict[str, object]:
    """Points and limits of `indexes.similarity`, and the traits of every town as far as they are known.

    `least_score`, `similar_population` and `near_km` decide which towns may be called similar; `size_classes` say from how many
    inhabitants on each holds, for towns that are none of these.
    """
    points = {
        "population": similarity.POPULATION_POINTS,
        "central_function": similarity.CENTRAL_FUNCTION_POINTS,
        "state": similarity.LAND_POINTS,
        "distance": similarity.DISTANCE_POINTS,
        "size_class": similarity.SIZE_CLASS_POINTS,
        "country": similarity.COUNTRY_POINTS,
    }
    towns = {id: city.model_dump(mode="json", include=set(TRAITS), exclude_none=True) for id, city in knowledge_base.cities.items()}
    return {
        "points": points,
        "least_score": similarity.LEAST_SCORE,
        "similar_population": similarity.SIMILAR_POPULATION,
        "near_km": similarity.NEAR_KM,
        "far_km": similarity.FAR_KM,
        "earth_radius_km": similarity.EARTH_RADIUS_KM,
        "size_classes": sorted(([size.value, size.minimum] for size in SizeClass), key=lambda pair: pair[1]),
        "towns": towns,
    }


def _row(case: CaseStudy, knowledge_base: KnowledgeBase, finder: Finder) -> Mapping[str, object]:
    city, period = knowledge_base.cities.get(case.city), shown_period(case)
    return RowRecord(
        id=case.id,
        title=case.title,
        town=None if case.is_anonymous else city.name if city else case.city,
        region=case.region,
        start=period.start and period.start[:4],
        end=period.end and period.end[:4],
        running=period.is_running,
        own=is_own_praise(case),
        facts=finder.facts[case.id],
    )
