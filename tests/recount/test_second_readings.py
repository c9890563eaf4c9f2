"""What is said beside the numbers, against a second reading of the rule: standing, duration, and the orders of lists."""

from collections.abc import Callable
from functools import cache
from itertools import combinations

import pytest

from citynet_kb.indexes import Indexes, Standing, TownStanding, duration_of, likeness, standings
from citynet_kb.knowledge_base import KnowledgeBase, load
from tests.fictional.crowded import knowledge_base
from tests.fictional.records import generate_knowledge_base
from tests.recount.ledger import Case, Ledger, from_records
from tests.recount.nearness import may_be_called_alike, points
from tests.recount.orders import newest_first
from tests.recount.standing import duration, is_grey, spoken_of, standing
from tests.site.building import LAND, ROOT, TODAY


def some(seeds: range) -> list[KnowledgeBase]:
    return [make(seed) for seed in seeds for make in (knowledge_base, lambda seed: generate_knowledge_base(60, seed))]


BASES: dict[str, Callable[[], list[KnowledgeBase]]] = {
    "beispielland": lambda: [load(LAND / "content").knowledge_base],
    "generated": lambda: some(range(4)),
    "many generated": cache(lambda: some(range(4, 100))),
    "our own": lambda: [load(ROOT / "content").knowledge_base],
}
SLOW = ("many generated", "our own")
of_all_bases = pytest.mark.parametrize("bases", [pytest.param(one, marks=[pytest.mark.slow] if one in SLOW else []) for one in BASES])


@of_all_bases
def test_does_it_still_exist(bases: str) -> None:
    """The first line that fits, of the case that stands for each town."""
    for base in BASES[bases]():
        ledger = from_records(base)
        for measure, cases in base.cases_by_measure.items():
            said = {one.case.city: (one.case.id, in_words(one), one.is_old) for one in standings(cases, TODAY)}
            assert said == expected(ledger, measure)


def expected(ledger: Ledger, measure: str) -> dict[str, tuple[str, str, bool]]:
    by_town: dict[str, list[Case]] = {}
    for case in ledger.of_measure(measure):
        if case["city"] != "anonym":
            by_town.setdefault(case["city"], []).append(case)
    spoken = {town: case for town in sorted(by_town) if (case := spoken_of(by_town[town]))}
    return {town: (case["id"], standing(case, TODAY), is_grey(case, TODAY)) for town, case in spoken.items()}


def in_words(one: TownStanding) -> str:
    """In the words of the rule."""
    year = one.date[:4]
    match one.standing:
        case Standing.PLANNED:
            return f"geplant für {year}"
        case Standing.OUTCOME_UNKNOWN:
            return f"Ausgang nicht bekannt, zuletzt belegt {year}" if year else "Ausgang nicht bekannt"
        case Standing.DISCONTINUED:
            return f"eingestellt ({year})" if year else "eingestellt, wann ist nicht bekannt"
        case Standing.CANCELLED:
            return f"Ausgabe {year} fiel aus, danach nichts bekannt" if year else "Ausgabe fiel aus, danach nichts bekannt"
        case Standing.RAN_UNTIL:
            return f"lief bis {year}"
        case Standing.LAST_SEEN:
            return f"zuletzt belegt {year}"
        case Standing.UNKNOWN:
            return "Stand nicht bekannt"
        case _:
            return f"{one.standing.label} ({year})" if year else one.standing.label


@of_all_bases
def test_how_long_it_ran(bases: str) -> None:
    """From the start to the date that made the outcome effective; not said of what did not take place."""
    for base in BASES[bases]():
        for case in from_records(base).cases:
            found = duration_of(base.cases[case["id"]])
            assert (found.unit.value, found.amount, found.approximate) == duration(case), case["id"]


@of_all_bases
def test_orders(bases: str) -> None:
    """»Anderswo gescheitert« by setback experiences, towns and name; the newest cases by entry, what happened and id."""
    for base in BASES[bases]():
        ledger, indexes = from_records(base), Indexes(base)
        assert [one.measure.id for one in indexes.failed_elsewhere.ranking] == ledger.failed()
        newest = [case["id"] for case in newest_first(ledger.present)]
        shown = [case.id for case in indexes.newest]
        assert shown == newest[: len(shown)]
        assert shown or not newest


@of_all_bases
def test_which_towns_are_called_alike(bases: str) -> None:
    """From 40 of 100 points on, and only with a similar population or at most 50 km away."""
    for base in BASES[bases]()[:20]:
        cities = from_records(base).cities
        for one, other in combinations(sorted(cities)[::3], 2):
            found = likeness(base.cities[one], base.cities[other])
            expected = round(points(cities[one], cities[other])), may_be_called_alike(cities[one], cities[other])
            assert (found.score, found.is_similar) == expected, (one, other)
