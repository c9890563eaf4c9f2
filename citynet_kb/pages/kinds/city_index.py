"""All towns from A to Z, with and without cases."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from citynet_kb.indexes import IndexPart, letter_of
from citynet_kb.model import City, Confidence, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.index_places import IndexPlace, stretches


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
    """All towns, or those of one part. `with_case` = how many of all have a case; `ways` = all letters, each with the page on which it
    begins, empty for this one."""

    place: IndexPlace
    cities: int
    with_case: int
    ways: tuple[tuple[str, str], ...]
    letters: tuple[CityLetter, ...]


def city_index(context: BuildContext) -> Iterator[Draft]:
    """The page, in parts where the towns are many; the search finds the first."""
    parts = context.indexes.town_parts
    ways = stretches((part.uri, *_reach(part)) for part in parts)
    begins: dict[str, str] = {}
    for part in parts:
        for city in part.entries:
            begins.setdefault(letter_of(city), part.uri)
    for number, part in enumerate(parts):
        view = CityIndexView(
            place=IndexPlace(number, ways),
            cities=len(context.base.cities),
            with_case=context.indexes.totals.cities,
            ways=tuple((letter, "" if uri == part.uri else uri) for letter, uri in begins.items()),
            letters=tuple(
                CityLetter(letter, tuple(_row(context, city) for city in cities)) for letter, cities in groupby(part.entries, key=letter_of)
            ),
        )
        section, scripts = addresses.section(addresses.CITIES), ("assets/js/town-list.js",)
        meta = PageMeta(section=section, layout="wide", scripts=scripts, is_searched=not number)
        yield Draft(part.uri, "cities.md.j2", view, meta)


def _reach(part: IndexPart[City]) -> tuple[str, str]:
    return (letter_of(part.entries[0]), letter_of(part.entries[-1])) if part.entries else ("", "")


def _row(context: BuildContext, city: City) -> CityRow:
    cases, indexes = context.indexes.towns[city.id].listing.cases, context.indexes
    setbacks = sum(indexes.counting[case.id] and indexes.outcomes[case.id].is_setback for case in cases)
    weak = sum(case.confidence is Confidence.LOW for case in cases)
    return CityRow(city.id, city.name, city.state, len(cases), setbacks, weak)
