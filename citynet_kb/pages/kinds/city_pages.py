"""The page of each town: what it tried, how it went elsewhere what it does not report, and which towns are like it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from citynet_kb.indexes import Elsewhere, Likeness, NearestExperience, SimilarTown, TownSummary, case_behind
from citynet_kb.model import OUTCOMES, CaseStudy, City, Confidence, Outcome, addresses
from citynet_kb.model.facets import FACETS
from citynet_kb.model.slugs import slug_of
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import of_town
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.board_lines import CallLine, call_line
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.measure_facts import Groups, OutcomeFacts
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
    website: TownWebsite | None
    offices: tuple[OfficeToAsk, ...]


@dataclass(frozen=True)
class OwnCases:
    """How the cases of the town ended. Those with thin sources are `weak` and nothing else."""

    total: int
    successes: int
    partly: int
    setbacks: int
    expired: int
    cancelled: int
    open: int
    weak: int


@dataclass(frozen=True)
class NearTown:
    """The most similar town with an experience: its case, and why it is like the one that the page is about."""

    case: CaseLine
    likeness: Likeness


@dataclass(frozen=True)
class ElsewhereMeasure:
    """What other towns know of a measure. `near` is None where no similar town is known to have tried it."""

    measure: Named
    facts: OutcomeFacts
    setbacks_ever: int
    near: NearTown | None
    groups: Groups
    """Latest outcomes of its towns, those of `joined` left out."""
    joined: tuple[Groups, ...]
    """Towns hit by one outside cause, drawn together."""

    @property
    def setbacks(self) -> int:
        """Towns whose latest case is a setback."""
        return self.facts.setbacks


@dataclass(frozen=True)
class ElsewhereGroup:
    """Measures that went alike in other towns: how many, and the first of them."""

    group: Elsewhere
    number: int
    first: tuple[ElsewhereMeasure, ...]


@dataclass(frozen=True)
class LikeTown:
    """A town like the one that the page is about, and how many cases it has."""

    id: str
    name: str
    likeness: Likeness
    cases: int


@dataclass(frozen=True)
class CityView:
    """One town. `elsewhere` holds the groups that have a measure."""

    city: CityFacts
    state_page: str
    """Where the cases of its Land are listed, a uri; empty where there are none."""
    cases: tuple[CaseLine, ...]
    contributors: tuple[str, ...]
    """The offices and functions that its cases come from."""
    own: OwnCases
    elsewhere: tuple[ElsewhereGroup, ...]
    signs: tuple[Outcome, ...]
    """Those of which a measure in `elsewhere` shows a sign."""
    similar: tuple[LikeTown, ...]
    calls: tuple[CallLine, ...]
    """Its open calls."""
    has_any_case: bool
    """Whether there is a case from any town."""
    edit_link: str


def city_pages(context: BuildContext) -> Iterator[Draft]:
    """One page a town, also those without a case of their own."""
    for slug, city in context.base.cities.items():
        meta = PageMeta(description=of_town(city.name), section=addresses.section(addresses.CITIES), layout="wide")
        yield Draft(addresses.city(slug), "city.md.j2", _view(context, city), meta, city.body)


def _view(context: BuildContext, city: City) -> CityView:
    summary, state_page = context.indexes.towns[city.id], addresses.of_value(FACETS["land"], slug_of(city.state))
    elsewhere = tuple(_group(context, summary, group) for group in Elsewhere if summary.elsewhere[group])
    return CityView(
        city=_facts(city),
        state_page=state_page if context.site_map.has(state_page) else "",
        cases=context.lines_of(summary.listing.cases),
        contributors=tuple(dict.fromkeys(case.contributed_by for case in summary.listing.cases if case.contributed_by)),
        own=_own(context, summary.listing.cases),
        elsewhere=elsewhere,
        signs=_signs(measure for group in elsewhere for measure in group.first),
        similar=tuple(_like(context, town) for town in summary.similar),
        calls=tuple(call_line(context, one) for one in context.board.calls_of_town.get(city.id, ())),
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
        website=website_of(city),
        offices=tuple(map(office_to_ask, city.offices)),
    )


def _own(context: BuildContext, cases: Sequence[CaseStudy]) -> OwnCases:
    carried = [context.indexes.outcomes[case.id] for case in cases if case.confidence is not Confidence.LOW]
    return OwnCases(
        total=len(cases),
        successes=carried.count(Outcome.SUCCESSFUL),
        partly=carried.count(Outcome.PARTLY),
        setbacks=sum(outcome.is_setback for outcome in carried),
        expired=carried.count(Outcome.EXPIRED),
        cancelled=carried.count(Outcome.CANCELLED),
        open=carried.count(Outcome.OPEN),
        weak=len(cases) - len(carried),
    )


def _group(context: BuildContext, summary: TownSummary, group: Elsewhere) -> ElsewhereGroup:
    first = tuple(_measure(context, nearest) for nearest in summary.nearest[group])
    return ElsewhereGroup(group, len(summary.elsewhere[group]), first)


def _measure(context: BuildContext, nearest: NearestExperience) -> ElsewhereMeasure:
    facts, tally = context.measures[nearest.measure], context.indexes.measures[nearest.measure].tally
    near = None
    if nearest.city and nearest.likeness:
        near = NearTown(context.lines[case_behind(tally, nearest.city).id], nearest.likeness)
    return ElsewhereMeasure(Named(facts.id, facts.name), facts.outcome_facts, len(tally.setback_cities), near, facts.groups, facts.joined)


def _signs(measures: Iterable[ElsewhereMeasure]) -> tuple[Outcome, ...]:
    shown = {slug for one in measures for groups in (one.groups, *one.joined) for slug, _, _ in groups}
    praised = Outcome.SUCCESSFUL if "erfolgreich-eigen" in shown else None
    return tuple(outcome for outcome in OUTCOMES if outcome.value in shown or outcome is praised)


def _like(context: BuildContext, town: SimilarTown) -> LikeTown:
    city = context.base.cities[town.city]
    return LikeTown(city.id, city.name, town.likeness, len(context.indexes.towns[city.id].listing.cases))
