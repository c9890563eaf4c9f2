"""All towns from A to Z, with and without cases."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from citynet_kb.indexes import german_order
from citynet_kb.model import OUTCOMES, City, Confidence, Outcome, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.measure_facts import Groups, outcome_groups


@dataclass(frozen=True)
class CityRow:
    """One town. `groups` = how its cases ended, those with thin sources apart, which are `weak` in number."""

    id: str
    name: str
    state: str
    population: int | None
    groups: Groups
    weak: int


@dataclass(frozen=True)
class CityLetter:
    """The towns with one letter."""

    letter: str
    cities: tuple[CityRow, ...]


@dataclass(frozen=True)
class CityIndexView:
    """All towns. `with_case` = how many of them have a case; `ways` = letters with the addresses of their sections on the page."""

    cities: int
    with_case: int
    ways: tuple[tuple[str, str], ...]
    letters: tuple[CityLetter, ...]
    outcomes: tuple[Outcome, ...] = OUTCOMES


def city_index(context: BuildContext) -> Iterator[Draft]:
    """The one page."""
    towns = sorted(context.base.cities.values(), key=lambda city: (german_order(city.name), city.id))
    letters = tuple(CityLetter(letter, tuple(_row(context, city) for city in cities)) for letter, cities in groupby(towns, key=_letter))
    view = CityIndexView(
        cities=len(towns),
        with_case=context.indexes.totals.cities,
        ways=tuple((one.letter, f"#{one.letter.lower()}") for one in letters),
        letters=letters,
    )
    yield Draft(addresses.CITIES, "cities.md.j2", view, PageMeta(section=addresses.section(addresses.CITIES), layout="wide"))


def _letter(city: City) -> str:
    return german_order(city.name)[0][:1].upper()


def _row(context: BuildContext, city: City) -> CityRow:
    cases = context.indexes.towns[city.id].listing.cases
    carried = [case for case in cases if case.confidence is not Confidence.LOW]
    groups = outcome_groups(context.indexes.outcomes[case.id] for case in carried)
    return CityRow(city.id, city.name, city.state, city.population, groups, len(cases) - len(carried))
