"""The page of a measure: what is known of it, its cases side by side, and what they say together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from citynet_kb.indexes import MeasureSummary, NamedReason, last_happened_first, recency
from citynet_kb.model import CaseStudy, Outcome, addresses
from citynet_kb.pages import german
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views import cost_lines, evidence
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.measure_facts import Groups, MeasureFacts, outcome_groups
from citynet_kb.pages.views.named import Named
from citynet_kb.pages.views.town_standings import TownGroup, town_groups

SUMMARY_SHOWN = 160
"""Characters of a case's summary in the table."""


@dataclass(frozen=True)
class TableRow:
    """One case in »Alle Städte im Vergleich«, in the words of its columns. What is not known is empty; `inhabitants` is then -1.

    `date`, `outcome_order`, `evidence_level`, `effort_level` and `inhabitants` sort the columns.
    """

    url: str
    city: str
    size_class: str
    state: str
    population: str
    inhabitants: int
    period: str
    date: str
    outcome_slug: str
    outcome_label: str
    outcome_order: int
    own: bool
    is_private: bool
    counted: bool
    effort_level: int | None
    effort_label: str
    evidence: str
    evidence_level: int
    would_repeat: str
    summary: str


@dataclass(frozen=True)
class ReasonTowns:
    """A reason with the cases that name it. `slug` is its page; `towns` = how many towns."""

    slug: str
    label: str
    towns: int
    cases: tuple[CaseLine, ...]


@dataclass(frozen=True)
class MeasureView:
    """All that the page says."""

    facts: MeasureFacts
    topic: Named | None
    has_precheck: bool
    rows: tuple[TableRow, ...]
    groups: Groups
    """Outcomes of all its cases."""
    differences: tuple[evidence.DifferenceTable, ...] | None
    setback_reasons: tuple[ReasonTowns, ...]
    difficult: tuple[ReasonTowns, ...]
    """Reasons named where it was no setback."""
    cancelled: tuple[ReasonTowns, ...]
    """Reasons of cancelled editions."""
    factors: tuple[tuple[str, CaseLine], ...]
    """What helped, and in which case."""
    spreads: tuple[cost_lines.FigureSpread, ...]
    has_both_sides: bool
    """It succeeded in one town and met a setback in another."""
    pairs: tuple[evidence.CounterPair, ...]
    towns: tuple[TownGroup, ...]
    would_repeat: evidence.RepeatAnswers
    contacts: evidence.WhomToAsk
    only_tagged: tuple[CaseLine, ...]
    """Cases that bear its name as a free tag only."""
    edit_link: str
    outcomes: tuple[Outcome, ...] = tuple(Outcome)


def measure_pages(context: BuildContext) -> Iterator[Draft]:
    """One page a measure, also where nothing is known yet."""
    for slug, summary in context.indexes.measures.items():
        measure = summary.measure
        meta = PageMeta(description=measure.description or "", section=addresses.section(addresses.MEASURES), layout="wide")
        yield Draft(addresses.measure(slug), "measure.md.j2", _view(context, summary), meta, measure.body)


def _view(context: BuildContext, summary: MeasureSummary) -> MeasureView:
    slug, uri, cases = summary.measure.id, addresses.measure(summary.measure.id), summary.listing.cases
    indexes, comparison = context.indexes, context.indexes.comparisons[slug]
    topic = context.base.topics.get(summary.measure.topic)
    ordered = _setbacks_first(context, cases)
    return MeasureView(
        facts=context.measures[slug],
        topic=Named(topic.id, topic.name) if topic else None,
        has_precheck=context.site_map.has(addresses.precheck_start(slug)),
        rows=tuple(_table_row(context, uri, case) for case in ordered),
        groups=outcome_groups(indexes.outcomes[case.id] for case in cases),
        differences=evidence.difference_tables(comparison.differences),
        setback_reasons=_reasons(context, summary.reasons.setbacks),
        difficult=_reasons(context, summary.reasons.partly),
        cancelled=_reasons(context, summary.reasons.cancelled),
        factors=tuple((factor, context.lines[case.id]) for case in cases for factor in case.success_factors),
        spreads=cost_lines.figure_spreads(context, comparison),
        has_both_sides=bool(summary.tally.f and summary.tally.counter_cases),
        pairs=_pairs(context, summary, ordered),
        towns=town_groups(context, summary),
        would_repeat=evidence.repeat_answers(comparison.would_repeat),
        contacts=evidence.whom_to_ask(context, comparison.contacts),
        only_tagged=context.lines_of(indexes.only_tagged.get(uri, ())),
        edit_link=context.edit_link(summary.measure.path),
    )


def _setbacks_first(context: BuildContext, cases: Iterable[CaseStudy]) -> list[CaseStudy]:
    order = {outcome: number for number, outcome in enumerate(sorted(Outcome, key=lambda outcome: not outcome.is_setback))}
    return sorted(last_happened_first(cases), key=lambda case: order[context.indexes.outcomes[case.id]])


def _table_row(context: BuildContext, uri: str, case: CaseStudy) -> TableRow:
    city, line = context.base.cities.get(case.city), context.lines[case.id]
    inhabitants = city.population if city and city.population is not None else -1
    return TableRow(
        url=context.link(uri, addresses.case(case.id)),
        city=city.name if city else "",
        size_class=city.size_class.label if city and city.size_class else "",
        state=("" if city.state == city.name else city.state) if city else line.region,
        population=german.number(inhabitants) if inhabitants >= 0 else "",
        inhabitants=inhabitants,
        period=line.years,
        date=recency(case)[0],
        outcome_slug=line.outcome.value,
        outcome_label=line.outcome.label,
        outcome_order=tuple(Outcome).index(line.outcome),
        own=line.is_own_praise,
        is_private=line.is_private,
        counted=context.indexes.counting[case.id],
        effort_level=case.effort.level,
        effort_label=case.effort.label,
        evidence=case.evidence.label,
        evidence_level=case.evidence.level,
        would_repeat=case.would_repeat.label if case.would_repeat else "",
        summary=german.sentence(line.summary, SUMMARY_SHOWN),
    )


def _reasons(context: BuildContext, named: Iterable[NamedReason]) -> tuple[ReasonTowns, ...]:
    return tuple(ReasonTowns(one.reason.value, one.reason.label, len(one.cities), context.lines_of(one.cases)) for one in named)


def _pairs(context: BuildContext, summary: MeasureSummary, ordered: Iterable[CaseStudy]) -> tuple[evidence.CounterPair, ...]:
    """Each latest setback and success beside its counter-case in a similar town, setbacks first, the same two once."""
    found, latest = context.indexes.counter_cases, {case.id for case in summary.tally.latest.values()}
    pairs: dict[frozenset[str], evidence.CounterPair] = {}
    for case in ordered:
        counter = found.get(case.id) if case.id in latest else None
        if counter and counter.likeness and counter.likeness.is_similar:
            pair = evidence.CounterPair(context.lines[case.id], context.lines[counter.case.id], counter.likeness)
            pairs.setdefault(frozenset((case.id, counter.case.id)), pair)
    return tuple(pairs.values())
