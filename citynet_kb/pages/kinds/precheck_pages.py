"""The Erfahrungsblatt (precheck): the measure, the size of the town, and for each size a sheet with what is known (Ratsvorlage)."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb.indexes import MeasureSummary, german_order
from citynet_kb.indexes.precheck import tried_by_size
from citynet_kb.model import SizeClass, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.kinds.precheck_sheets import precheck_sheets

SECTION = addresses.section(addresses.MEASURES)


@dataclass(frozen=True)
class MeasureChoice:
    """A measure that can be checked. `towns` = named towns that tried it."""

    id: str
    name: str
    towns: int


@dataclass(frozen=True)
class PrecheckStartView:
    """The entry: measures with a case, by name of their topic."""

    topics: tuple[tuple[str, tuple[MeasureChoice, ...]], ...]


@dataclass(frozen=True)
class TownChoices:
    """All towns, A to Z: those of known size with the way to their sheet, relative to any entry of a measure, and the names of the rest."""

    sized: tuple[tuple[str, str], ...]
    unsized: tuple[str, ...]


@dataclass(frozen=True)
class PrecheckSizesView:
    """Where a measure's check asks for the size. `sizes`: with the number of towns that tried it; `unsized`: towns of unknown size."""

    id: str
    name: str
    description: str
    sizes: tuple[tuple[SizeClass, int], ...]
    unsized: int
    towns_tried: int
    towns: TownChoices


def precheck_pages(context: BuildContext) -> Iterator[Draft]:
    """The entry, and for each measure with a case one page to choose the size and one sheet for each size."""
    summaries = context.indexes.measures
    known = {slug: one for slug, one in summaries.items() if context.site_map.has(addresses.precheck_start(slug))}
    yield Draft(addresses.PRECHECK, "precheck_start.md.j2", _start(context, known), PageMeta(section=SECTION, layout="wide"))
    towns = _towns(context, next(iter(known), ""))
    meta = PageMeta(section=SECTION, layout="wide", is_searched=False)
    for slug, summary in known.items():
        yield Draft(addresses.precheck_start(slug), "precheck_sizes.md.j2", _sizes(context, summary, towns), meta)
        yield from precheck_sheets(context, summary)


def _start(context: BuildContext, known: dict[str, MeasureSummary]) -> PrecheckStartView:
    topics = []
    for summary in sorted(context.indexes.topics.values(), key=lambda summary: (german_order(summary.topic.name), summary.topic.id)):
        choices = [_choice(known[slug]) for slug in summary.measures if slug in known]
        if choices:
            topics.append((summary.topic.name, tuple(sorted(choices, key=lambda choice: german_order(choice.name)))))
    return PrecheckStartView(tuple(topics))


def _choice(summary: MeasureSummary) -> MeasureChoice:
    return MeasureChoice(summary.measure.id, summary.measure.name, len(summary.tally.cities_tried))


def _towns(context: BuildContext, measure: str) -> TownChoices:
    """Their addresses are relative, so one list serves every measure."""
    towns = sorted(context.base.cities.values(), key=lambda city: (german_order(city.name), city.id))
    names = {city.id: context.base.town_label(city.id) for city in towns}
    start = addresses.precheck_start(measure)
    sized = (
        (names[city.id], context.link(start, addresses.precheck(measure, city.size_class.value)))
        for city in towns
        if measure and city.size_class
    )
    return TownChoices(tuple(sized), tuple(names[city.id] for city in towns if not city.size_class))


def _sizes(context: BuildContext, summary: MeasureSummary, towns: TownChoices) -> PrecheckSizesView:
    tried, measure = tried_by_size(summary, context.base.cities), summary.measure
    return PrecheckSizesView(
        id=measure.id,
        name=measure.name,
        description=measure.description or "",
        sizes=tuple((size, tried[size]) for size in SizeClass),
        unsized=tried[None],
        towns_tried=len(summary.tally.cities_tried),
        towns=towns,
    )
