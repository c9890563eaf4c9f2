"""The sheets (Erfahrungsblatt): on one page of A4 what is known of a measure, for towns of one size."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, zip_longest
from typing import TypeVar

from citynet_kb.indexes import Comparison, Figure, MeasureSummary, NamedReason, standing_of
from citynet_kb.indexes.precheck import SizeExperience, checklists, size_experiences, size_of
from citynet_kb.model import CaseStudy, City, SizeClass, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.german import sentence
from citynet_kb.pages.views import cost_lines, evidence, precheck_sheet
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.measure_facts import measure_facts
from citynet_kb.pages.views.town_standings import standing_line

TOWNS_SHOWN, REASONS_SHOWN, FACTORS_SHOWN, MISSED_SHOWN, CONTACTS_SHOWN, SOURCES_SHOWN, UNDECIDED_SHOWN = 4, 3, 3, 3, 2, 4, 1
"""What fits on one sheet of A4 together."""
COSTS_SHOWN = 2
SUMMARY_SHOWN = 120
"""Characters of a case's summary; without one where more than two towns are named."""
TOWNS_WITH_SUMMARY = 2

T = TypeVar("T")


def precheck_sheets(context: BuildContext, summary: MeasureSummary) -> Iterator[Draft]:
    """The sheets of one measure, one for each size."""
    meta = PageMeta(section=addresses.section(addresses.MEASURES), layout="precheck", is_searched=False)
    missed = _missed(context, summary)
    for experience in size_experiences(summary, context.base.cities).values():
        uri = addresses.precheck(summary.measure.id, experience.size.value)
        yield Draft(uri, "precheck_answer.md.j2", _view(context, summary, experience, missed, uri), meta)


def _view(
    context: BuildContext,
    summary: MeasureSummary,
    experience: SizeExperience,
    missed: precheck_sheet.SheetMissed,
    uri: str,
) -> precheck_sheet.SheetView:
    cities, counter = context.base.cities, experience.counter_case
    found = experience.latest or experience.nearest
    shown = _of_every_outcome(context, found)
    named = (*shown, *(case for case in (counter,) if case and case not in shown))
    contacts, contacts_more = _contacts(context, context.indexes.comparisons[summary.measure.id], experience.size)
    is_roomy = not contacts.offices and not missed.items
    return precheck_sheet.SheetView(
        facts=context.measures[summary.measure.id],
        size=experience.size,
        as_of=context.indexes.newest_date,
        sized=measure_facts(experience.summary, context.indexes, context.base.cities),
        is_known_from_size=bool(experience.latest),
        nearest_sizes=tuple(size.label for size in experience.nearest_sizes),
        towns=tuple(
            _town(context, summary, case, case is counter, with_summary=len(shown) <= TOWNS_WITH_SUMMARY or case is counter)
            for case in shown
        ),
        towns_more=len(found) - len(shown),
        undecided=tuple(_undecided(context, summary, case) for case in experience.undecided[:UNDECIDED_SHOWN]),
        undecided_more=len(experience.undecided) - UNDECIDED_SHOWN,
        counter=_town(context, summary, counter, is_counter=True, with_summary=True) if counter else None,
        counter_size=size_of(counter, cities) if counter else None,
        is_counter_shown=counter in shown,
        leans_to_setback=experience.leans_to_setback,
        reasons=_reasons(summary, experience.summary),
        factors=_factors(context, (*found, *summary.tally.latest.values())) if is_roomy else (),
        effort=_effort(context, summary, experience.size),
        missed=missed,
        contacts=contacts,
        contacts_more=contacts_more,
        sources=_sources_in_turn(context, named),
        sources_more=sum(len(case.sources) for case in named) - SOURCES_SHOWN,
        address=addresses.published(uri).rstrip("/"),
    )


def _town(
    context: BuildContext, summary: MeasureSummary, case: CaseStudy, is_counter: bool, *, with_summary: bool
) -> precheck_sheet.SheetTown:
    standing = standing_line(context, summary.tally, standing_of(case, context.today))
    text = sentence(standing.line.summary, SUMMARY_SHOWN) if with_summary else ""
    return precheck_sheet.SheetTown(standing, context.indexes.durations.get(case.id), text, is_counter)


def _undecided(context: BuildContext, summary: MeasureSummary, case: CaseStudy) -> precheck_sheet.UndecidedTown:
    beside = summary.tally.beside
    reasons = (("weak", beside.weak), ("open", beside.open), ("cancelled", beside.cancelled))
    why = next((reason for reason, towns in reasons if case.city in towns), "divided")
    return precheck_sheet.UndecidedTown(context.lines[case.id], why)


def _effort(context: BuildContext, summary: MeasureSummary, size: SizeClass) -> precheck_sheet.SheetEffort:
    """Single costs only where no range of costs is known, those of this size first."""
    counted = [case for case in summary.listing.cases if context.indexes.counting[case.id]]
    bands = Counter(case.effort for case in counted)
    ordered = sorted(bands, key=lambda band: band.level or 0)
    spreads = cost_lines.figure_spreads(context, context.indexes.comparisons[summary.measure.id])
    ranges = tuple((spread.figure.value, one) for spread in spreads for one in spread.comparable)
    single = () if any(one.covers for _, one in ranges) else next(one.amounts for one in spreads if one.figure is Figure.COST)
    near = sorted(single, key=lambda known: size_of(context.base.cases[known.line.id], context.base.cities) is not size)
    shares = tuple((band, bands[band]) for band in ordered)
    return precheck_sheet.SheetEffort(ranges, tuple(near[:COSTS_SHOWN]), len(near) - COSTS_SHOWN, shares, len(counted))


def _missed(context: BuildContext, summary: MeasureSummary) -> precheck_sheet.SheetMissed:
    told = checklists(summary.listing.cases)
    items = tuple((context.base.practice.item_label(one.item), len(one.cities)) for one in told.missed[:MISSED_SHOWN])
    return precheck_sheet.SheetMissed(len(told.cities), items, len(told.missed) - MISSED_SHOWN)


def _factors(context: BuildContext, cases: Iterable[CaseStudy]) -> tuple[tuple[CaseLine, str], ...]:
    """What helped where it went well, at least in part: the first factor of each of the first towns."""
    helped = {case.id: case for case in cases if case.success_factors and not context.indexes.outcomes[case.id].is_setback}
    return tuple((context.lines[id], case.success_factors[0]) for id, case in islice(helped.items(), FACTORS_SHOWN))


def _of_every_outcome(context: BuildContext, cases: Sequence[CaseStudy]) -> list[CaseStudy]:
    """As many cases as fit, so that no kind of outcome is left out while another stands there twice; in their own order."""
    kinds: dict[str, list[CaseStudy]] = {}
    for case in cases:
        kinds.setdefault(context.indexes.outcomes[case.id], []).append(case)
    chosen = {case.id for case in _first_of_each(kinds.values(), TOWNS_SHOWN)}
    return [case for case in cases if case.id in chosen]


def _sources_in_turn(context: BuildContext, cases: Sequence[CaseStudy]) -> tuple[precheck_sheet.SheetSource, ...]:
    """Sources, one of each case before the second of any, then told case by case."""
    pairs = [[(number, place) for place in range(len(case.sources))] for number, case in enumerate(cases)]
    chosen = ((cases[number], cases[number].sources[place]) for number, place in sorted(_first_of_each(pairs, SOURCES_SHOWN)))
    return tuple(
        precheck_sheet.SheetSource(context.lines[case.id].town, source.title, source.url or "", source.publisher or "", source.date or "")
        for case, source in chosen
    )


def _first_of_each(groups: Iterable[Sequence[T]], most: int) -> list[T]:
    """The first of each group, then the second of each, and so on."""
    return [one for one in chain.from_iterable(zip_longest(*groups)) if one is not None][:most]


def _reasons(every: MeasureSummary, sized: MeasureSummary) -> precheck_sheet.SheetReasons:
    """Reasons of setbacks in this size, else in all sizes, else what was difficult where there was none."""
    if sized.reasons.setbacks:
        return _named("size", sized.reasons.setbacks, len(sized.tally.setback_cities))
    if every.reasons.setbacks:
        return _named("all", every.reasons.setbacks, len(every.tally.setback_cities))
    return _named("partly", every.reasons.partly, len({city for one in every.reasons.partly for city in one.cities}))


def _named(of: str, named: Sequence[NamedReason], towns: int) -> precheck_sheet.SheetReasons:
    rows = tuple((one.reason.value, one.reason.label, len(one.cities)) for one in named[:REASONS_SHOWN])
    return precheck_sheet.SheetReasons(of, rows, towns, len(named) - REASONS_SHOWN)


def _contacts(context: BuildContext, comparison: Comparison, size: SizeClass) -> tuple[evidence.WhomToAsk, int]:
    """Contacts, those of towns of this size first; then websites, likewise. And how many are left out."""
    cities: Mapping[str, City] = context.base.cities
    offices = sorted(comparison.contacts.cases, key=lambda contact: size_of(contact.case, cities) is not size)
    websites = sorted(comparison.contacts.websites, key=lambda city: city.size_class is not size)
    room = max(0, CONTACTS_SHOWN - len(offices))
    shown = evidence.WhomToAsk(evidence.contact_lines(context, offices[:CONTACTS_SHOWN]), evidence.websites_of(websites[:room]))
    return shown, len(offices) + len(websites) - CONTACTS_SHOWN
