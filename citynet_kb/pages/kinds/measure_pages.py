"""The page of a measure: what is known of it, its cases side by side, and what they say together."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from citynet_kb.indexes import Lasting, MeasureSummary, german_order, last_happened_first, lasting
from citynet_kb.indexes.lasting import LEAST_TOWNS
from citynet_kb.model import OUTCOMES, CaseStudy, Outcome, addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views import cost_lines, evidence
from citynet_kb.pages.views.asked_lines import AskedLine, asked_line
from citynet_kb.pages.views.board_lines import CallLine, MentorLine, SameMeasure, call_line, mentor_line, same_measure
from citynet_kb.pages.views.both_sides import BothSides, both_sides
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.measure_answers import ReasonTowns, reason_towns, what_helped
from citynet_kb.pages.views.measure_facts import MeasureFacts
from citynet_kb.pages.views.named import Named
from citynet_kb.pages.views.reminders import ItemReminder, reminders
from citynet_kb.pages.views.town_standings import TownGroup, town_groups


@dataclass(frozen=True)
class MeasureView:
    """All that the page says."""

    facts: MeasureFacts
    asked: AskedLine | None
    """What a roll-call brought; stands beside the counts."""
    topic: Named | None
    differences: tuple[evidence.DifferenceTable, ...] | None
    setback_reasons: tuple[ReasonTowns, ...]
    difficult: tuple[ReasonTowns, ...]
    """Reasons named where it was no setback."""
    cancelled: tuple[ReasonTowns, ...]
    """Reasons of cancelled editions."""
    factors: tuple[tuple[str, CaseLine], ...]
    """What helped, and in which case."""
    spreads: tuple[cost_lines.FigureSpread, ...]
    told: tuple[cost_lines.Outlay, ...]
    """What is told of money and work where no amount is known."""
    pairs: tuple[BothSides, ...]
    towns: tuple[TownGroup, ...]
    """Every town with the case that stands for it: setbacks first, within an outcome what happened last."""
    earlier: tuple[CaseLine, ...]
    """Its other cases."""
    first: tuple[str, ...]
    """Ids of the cases that are the first of their outcome on the page."""
    lasting: tuple[Lasting, ...]
    """In how many towns it is known to have run after some years; only where enough towns started it that long ago."""
    would_repeat: evidence.RepeatAnswers
    contacts: evidence.WhomToAsk
    reminders: tuple[ItemReminder, ...]
    has_procedure: bool
    together: SameMeasure | None
    """What towns plan or run today."""
    calls: tuple[CallLine, ...]
    mentors: tuple[MentorLine, ...]
    only_tagged: tuple[CaseLine, ...]
    """Cases that bear its name as a free tag only."""
    related: tuple[Named, ...]
    """Other measures of its topic that have cases."""
    outcomes: tuple[Outcome, ...]
    """Those that occur."""
    edit_link: str


def measure_pages(context: BuildContext) -> Iterator[Draft]:
    """One page a measure, also where nothing is known yet."""
    for slug, summary in context.indexes.measures.items():
        measure = summary.measure
        meta = PageMeta(
            description=measure.description or "",
            section=addresses.section(addresses.MEASURES),
            layout="wide",
            picture=addresses.link_picture(addresses.measure(slug)),
        )
        yield Draft(addresses.measure(slug), "measure.md.j2", _view(context, summary), meta, measure.body)


def _view(context: BuildContext, summary: MeasureSummary) -> MeasureView:
    slug, uri, cases = summary.measure.id, addresses.measure(summary.measure.id), summary.listing.cases
    indexes, comparison = context.indexes, context.indexes.comparisons[slug]
    topic = context.base.topics.get(summary.measure.topic)
    towns = _towns(context, summary)
    shown = [line for group in towns for one in group.towns for line in (one.divided or (one.line,))]
    earlier = _earlier(context, cases, {line.id for line in shown})
    return MeasureView(
        facts=context.measures[slug],
        asked=asked_line(context, slug),
        topic=Named(topic.id, topic.name) if topic else None,
        differences=evidence.difference_tables(comparison.differences),
        setback_reasons=reason_towns(context, summary.reasons.setbacks),
        difficult=reason_towns(context, summary.reasons.partly),
        cancelled=reason_towns(context, summary.reasons.cancelled),
        factors=what_helped(context, cases),
        spreads=cost_lines.figure_spreads(context, comparison),
        told=cost_lines.efforts_told(context, last_happened_first(cases)),
        pairs=both_sides(context, summary),
        towns=towns,
        earlier=earlier,
        first=tuple({line.outcome: line.id for line in reversed((*shown, *earlier))}.values()),
        lasting=tuple(one for one in lasting(cases, context.today) if one.started >= LEAST_TOWNS),
        would_repeat=evidence.repeat_answers(comparison.would_repeat),
        contacts=evidence.whom_to_ask(context, comparison.contacts),
        reminders=reminders(context, slug),
        has_procedure=slug in context.base.practice.procedures,
        together=same_measure(context, slug) if slug in context.board.doing else None,
        calls=tuple(call_line(context, one) for one in context.board.calls_of_measure.get(slug, ())),
        mentors=tuple(mentor_line(context, one) for one in context.board.mentors if one.measure == slug),
        only_tagged=context.lines_of(indexes.only_tagged.get(uri, ())),
        related=_related(context, summary),
        outcomes=tuple(outcome for outcome in OUTCOMES if any(line.outcome is outcome for line in (*shown, *earlier))),
        edit_link=context.edit_link(summary.measure.path),
    )


def _towns(context: BuildContext, summary: MeasureSummary) -> tuple[TownGroup, ...]:
    """Brackets first, then single towns."""
    place = {case.id: number for number, case in enumerate(last_happened_first(summary.listing.cases))}

    def order(group: TownGroup) -> tuple[bool, int, int]:
        line = group.towns[0].line
        return not group.joined_by, OUTCOMES.index(line.outcome), place[line.id]

    return tuple(sorted(town_groups(context, summary), key=order))


def _earlier(context: BuildContext, cases: Iterable[CaseStudy], shown: Container[str]) -> tuple[CaseLine, ...]:
    lines = context.lines_of(case for case in last_happened_first(cases) if case.id not in shown)
    return tuple(sorted(lines, key=lambda line: OUTCOMES.index(line.outcome)))


def _related(context: BuildContext, summary: MeasureSummary) -> tuple[Named, ...]:
    others = (other.measure for slug, other in context.indexes.measures.items() if slug != summary.measure.id and other.listing.cases)
    alike = (measure for measure in others if measure.topic == summary.measure.topic)
    return tuple(Named(measure.id, measure.name) for measure in sorted(alike, key=lambda one: (german_order(one.name), one.id)))
