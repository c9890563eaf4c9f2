"""The page of each town: what it tried, what it is warned of, what may encourage it, and which towns are like it."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb.indexes import Likeness, NearestExperience, SimilarTown
from citynet_kb.model import City, SizeClass, addresses
from citynet_kb.model.slugs import slug_of
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.measure_facts import OutcomeFacts
from citynet_kb.pages.views.named import Named
from citynet_kb.pages.views.offices import OfficeToAsk, TownWebsite, office_to_ask, website_of


@dataclass(frozen=True)
class CityFacts:
    """What the record of a town says. What is not known is empty or None."""

    id: str
    name: str
    state: str
    country: str
    population: int | None
    population_date: str
    population_source: str
    size_class: SizeClass | None
    central_function: str
    ags: str
    official_id: str
    website: TownWebsite | None
    offices: tuple[OfficeToAsk, ...]


@dataclass(frozen=True)
class Experience:
    """What other towns know of a measure. `town` is the most similar of those behind it, None where none was looked at."""

    measure: Named
    facts: OutcomeFacts
    town: Named | None
    likeness: Likeness | None


@dataclass(frozen=True)
class LikeTown:
    """A town like the one that the page is about, and how many cases it has."""

    id: str
    name: str
    likeness: Likeness
    cases: int


@dataclass(frozen=True)
class CityView:
    """One town. `warned` and `encouraged` = how many measures; the first of them stand in `warnings` and `encouragements`."""

    city: CityFacts
    state_page: str
    """Where the cases of its Land are listed, a uri; empty where there are none."""
    cases: tuple[CaseLine, ...]
    warned: int
    warnings: tuple[Experience, ...]
    encouraged: int
    encouragements: tuple[Experience, ...]
    similar: tuple[LikeTown, ...]
    has_any_case: bool
    """Whether there is a case from any town."""
    edit_link: str


def city_pages(context: BuildContext) -> Iterator[Draft]:
    """One page a town, also those without a case of their own."""
    meta = PageMeta(section=addresses.section(addresses.CITIES), layout="record")
    for slug, city in context.base.cities.items():
        yield Draft(addresses.city(slug), "city.md.j2", _view(context, city), meta, city.body)


def _view(context: BuildContext, city: City) -> CityView:
    summary, state_page = context.indexes.towns[city.id], addresses.state(slug_of(city.state))
    return CityView(
        city=_facts(city),
        state_page=state_page if context.site_map.has(state_page) else "",
        cases=context.lines_of(summary.listing.cases),
        warned=len(summary.warned),
        warnings=tuple(_experience(context, nearest) for nearest in summary.warned_by),
        encouraged=len(summary.encouraged),
        encouragements=tuple(_experience(context, nearest) for nearest in summary.encouraged_by),
        similar=tuple(_like(context, town) for town in summary.similar),
        has_any_case=bool(context.indexes.totals.cases),
        edit_link=context.edit_link(city.path),
    )


def _facts(city: City) -> CityFacts:
    return CityFacts(
        id=city.id,
        name=city.name,
        state=city.state,
        country=city.country,
        population=city.population,
        population_date=city.population_date or "",
        population_source=city.population_source or "",
        size_class=city.size_class,
        central_function=city.central_function or "",
        ags=city.ags or "",
        official_id=city.official_id or "",
        website=website_of(city),
        offices=tuple(map(office_to_ask, city.offices)),
    )


def _experience(context: BuildContext, nearest: NearestExperience) -> Experience:
    facts, town = context.measures[nearest.measure], context.base.cities[nearest.city] if nearest.city else None
    return Experience(
        measure=Named(facts.id, facts.name),
        facts=facts.outcome_facts,
        town=Named(town.id, town.name) if town else None,
        likeness=nearest.likeness,
    )


def _like(context: BuildContext, town: SimilarTown) -> LikeTown:
    city = context.base.cities[town.city]
    return LikeTown(city.id, city.name, town.likeness, len(context.indexes.towns[city.id].listing.cases))
