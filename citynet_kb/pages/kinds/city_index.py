"""All towns from A to Z, with and without cases."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from citynet_kb.indexes import german_order
from citynet_kb.model import City, Confidence, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta


@dataclass(frozen=True)
class CityRow:
    """One town and the number of its cases; `setbacks` = those that did not succeed, `weak` = those with thin sources."""

    id: str
    name: str
    state: str
    cases: int
    setbacks: int
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
    meta = PageMeta(section=addresses.section(addresses.CITIES), layout="wide", scripts=("assets/js/town-list.js",))
    yield Draft(addresses.CITIES, "cities.md.j2", view, meta)


def _letter(city: City) -> str:
    return german_order(city.name)[0][:1].upper()


def _row(context: BuildContext, city: City) -> CityRow:
    cases, indexes = context.indexes.towns[city.id].listing.cases, context.indexes
    setbacks = sum(indexes.counting[case.id] and indexes.outcomes[case.id].is_setback for case in cases)
    weak = sum(case.confidence is Confidence.LOW for case in cases)
    return CityRow(city.id, city.name, city.state, len(cases), setbacks, weak)
