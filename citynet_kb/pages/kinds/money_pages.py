"""What it costs and who pays a part: documented figures (`/kosten/`), and programmes with what became of funded cases (`/foerderung/`)."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb.indexes import FundedCases
from citynet_kb.indexes.documented_costs import CostGroup, CostSpan, cost_groups
from citynet_kb.indexes.grants import MOST_NAMED
from citynet_kb.model import CostItem, DocumentedCost, FundingLevel, FundingProgramme, addresses
from citynet_kb.model.endings import is_trusted
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.named import Named
from citynet_kb.pages.views.source_lines import SourceLine, source_lines

LEAST_PAIRS = 3
"""From so many cases on plan and expense are set side by side."""


@dataclass(frozen=True)
class CostLine:
    """One figure. `city` is the id of the town if it has a page; `per_visitor` and `per_inhabitant` in € with their parts, None where the
    number of people is not known; `is_before`: from a year before the rule or tariff that holds today."""

    id: str
    place: str
    city: str
    inhabitants: int | None
    event: str
    measure: Named | None
    year: str
    visitors: int | None
    amount: int
    covers: str
    per_visitor: float | None
    per_inhabitant: float | None
    is_before: bool
    sources: tuple[SourceLine, ...]
    edit_link: str


@dataclass(frozen=True)
class CostTable:
    """The figures of one post."""

    item: CostItem
    is_income: bool
    lines: tuple[CostLine, ...]
    span: CostSpan | None
    changed: str


@dataclass(frozen=True)
class CostsView:
    """All figures. `pairs`: of so many cases plan and expense are known, `above`: so many cost more; 0 pairs below `LEAST_PAIRS`."""

    tables: tuple[CostTable, ...]
    figures: int
    pairs: int
    above: int


@dataclass(frozen=True)
class ProgrammeLine:
    """One programme. `other_land`: where it is to be had, if that is not our own Land."""

    name: str
    other_land: str
    what: str
    share: str
    deadline: str
    state: str
    sources: tuple[SourceLine, ...]
    edit_link: str


@dataclass(frozen=True)
class GrantLine:
    """Cases that name a kind of grant: how many towns, and the cases by what became of them. `page` lists all where they are too many to
    be named; else it is empty."""

    label: str
    page: str
    towns: int
    successes: tuple[CaseLine, ...]
    partly: tuple[CaseLine, ...]
    setbacks: tuple[CaseLine, ...]
    others: tuple[CaseLine, ...]
    most_named: int = MOST_NAMED


@dataclass(frozen=True)
class FundingView:
    """Programmes by level, and what became of what was funded."""

    levels: tuple[tuple[FundingLevel, tuple[ProgrammeLine, ...]], ...]
    grants: tuple[GrantLine, ...]


def money_pages(context: BuildContext) -> Iterator[Draft]:
    """The two pages."""
    for uri, template, view in ((addresses.COSTS, "costs.md.j2", _costs(context)), (addresses.FUNDING, "funding.md.j2", _funding(context))):
        yield Draft(uri, template, view, PageMeta(description=description(uri), section=addresses.section(uri), layout="wide"))


def _costs(context: BuildContext) -> CostsView:
    practice = context.base.practice
    groups = cost_groups(practice.costs.values(), practice.items)
    details = (case.effort_detail for case in context.base.cases.values() if case.effort_detail and is_trusted(case))
    pairs = [(one.cost_planned_eur, one.cost_eur) for one in details if one.cost_planned_eur is not None and one.cost_eur is not None]
    shown = pairs if len(pairs) >= LEAST_PAIRS else []
    return CostsView(
        tables=tuple(_table(context, group) for group in groups),
        figures=len(practice.costs),
        pairs=len(shown),
        above=sum(actual > planned for planned, actual in shown),
    )


def _table(context: BuildContext, group: CostGroup) -> CostTable:
    lines = tuple(_cost(context, cost, group.changed) for cost in group.costs)
    return CostTable(group.item, group.is_income, lines, group.span, group.changed)


def _cost(context: BuildContext, cost: DocumentedCost, changed: str) -> CostLine:
    base, slug = context.base, cost.town or ""
    city = base.cities.get(slug) or base.municipalities.city(slug)
    measure = base.measures.get(cost.measure or "")
    people = city.population if city else None
    return CostLine(
        id=cost.id,
        place=cost.place or (city.name if city else slug),
        city=slug if slug in base.cities else "",
        inhabitants=people,
        event=cost.event,
        measure=Named(measure.id, measure.name) if measure else None,
        year=(cost.year or "")[:4],
        visitors=cost.visitors,
        amount=cost.amount_eur,
        covers=cost.what_it_covers,
        per_visitor=_share(cost.amount_eur, cost.visitors),
        per_inhabitant=_share(cost.amount_eur, people),
        is_before=bool(changed and cost.year and cost.year[:4] < changed),
        sources=source_lines(cost.sources),
        edit_link=context.edit_link(cost.path),
    )


def _share(amount: int, heads: int | None) -> float | None:
    """An amount by heads; None where it is less than a cent, as with a price by the hour."""
    share = amount / heads if heads else 0
    return share if round(share, 2) else None


def _funding(context: BuildContext) -> FundingView:
    programmes = context.base.practice.funding.values()
    levels = ((level, tuple(_programme(context, one) for one in programmes if one.level is level)) for level in FundingLevel)
    grants = tuple(_grant(context, found) for found in context.indexes.funded)
    return FundingView(tuple((level, lines) for level, lines in levels if lines), grants)


def _programme(context: BuildContext, programme: FundingProgramme) -> ProgrammeLine:
    home = context.configuration.site.land
    return ProgrammeLine(
        name=programme.name,
        other_land=programme.land if programme.land and programme.land != home else "",
        what=programme.what,
        share=programme.share,
        deadline=programme.deadline or "",
        state=programme.state,
        sources=source_lines(programme.sources),
        edit_link=context.edit_link(programme.path),
    )


def _grant(context: BuildContext, found: FundedCases) -> GrantLine:
    return GrantLine(
        label=found.grant.label,
        page=addresses.value(addresses.FUNDING, found.grant.value) if found.has_list else "",
        towns=len({case.city for case in found.cases}),
        successes=context.lines_of(found.successes),
        partly=context.lines_of(found.partly),
        setbacks=context.lines_of(found.setbacks),
        others=context.lines_of(found.others),
    )
