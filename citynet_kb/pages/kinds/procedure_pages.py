"""How to go about a measure (»So gehen Sie vor«): one page each, and the list of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from citynet_kb.indexes import german_order
from citynet_kb.indexes.checklist_reports import planned_items
from citynet_kb.model import Procedure, StepsBasis, Verified, addresses
from citynet_kb.model.practice import Measuring
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.kinds.backward_pages import backward_page
from citynet_kb.pages.views.checklist_lines import ItemLine, planned_lines
from citynet_kb.pages.views.measure_facts import MeasureFacts
from citynet_kb.pages.views.named import Named
from citynet_kb.pages.views.reminders import CouncilLine, Told, council_questions, told_blocks
from citynet_kb.pages.views.source_lines import SourceLine, source_lines

SECTION = addresses.section(addresses.PROCEDURES)
STYLES = ("assets/css/procedure.css",)
_SPANS = (26, 12, 3, 0)
"""Least weeks before the start of each part of the checklist."""


@dataclass(frozen=True)
class ProcedureView:
    """All that the page says.

    `steps`: weeks from the start, negative before it, what and who. `parts`: the items by how early they must start, with the least weeks
    of each part. `stumbling` and `helped`: what hung it up elsewhere and what helped, with the cases that tell of it.
    """

    facts: MeasureFacts
    topic: Named | None
    land: str
    steps: tuple[tuple[int, str, str], ...]
    basis: StepsBasis
    parts: tuple[tuple[int, tuple[ItemLine, ...]], ...]
    measuring: Measuring | None
    questions: tuple[CouncilLine, ...]
    stumbling: Told
    helped: Told
    verified: Verified
    sources: tuple[SourceLine, ...]
    edit_link: str


@dataclass(frozen=True)
class ProcedureChoice:
    """A measure with a procedure: its name, and how many steps and items it has."""

    id: str
    name: str
    steps: int
    items: int


@dataclass(frozen=True)
class ProceduresView:
    """All procedures by topic, in order of names."""

    topics: tuple[tuple[str, tuple[ProcedureChoice, ...]], ...]


def procedure_pages(context: BuildContext) -> Iterator[Draft]:
    """Two pages a measure that has a procedure, it and the backward calendar, and the list."""
    yield Draft(addresses.PROCEDURES, "procedures.md.j2", _index(context), _meta(addresses.PROCEDURES))
    for slug, procedure in context.base.practice.procedures.items():
        if slug in context.measures:
            name = context.measures[slug].name
            said, picture = f"{name}: {description(addresses.procedure(''))}", addresses.link_picture(addresses.measure(slug))
            meta = PageMeta(description=said, section=SECTION, layout="wide", styles=STYLES, picture=picture)
            yield Draft(addresses.procedure(slug), "procedure.md.j2", _view(context, procedure), meta)
            yield backward_page(context, procedure)


def _meta(uri: str) -> PageMeta:
    return PageMeta(description=description(uri), section=SECTION, layout="wide")


def _view(context: BuildContext, procedure: Procedure) -> ProcedureView:
    base, summary = context.base, context.indexes.measures[procedure.id]
    topic = base.topics.get(summary.measure.topic)
    lines = planned_lines(context, planned_items(procedure, base.practice.items, base.cases_by_measure.get(procedure.id, ())))
    return ProcedureView(
        facts=context.measures[procedure.id],
        topic=Named(topic.id, topic.name) if topic else None,
        land=context.configuration.site.land or "",
        steps=tuple((step.weeks, step.do, step.who) for step in procedure.steps),
        basis=procedure.steps_basis,
        parts=tuple(_parts(lines)),
        measuring=procedure.measuring,
        questions=council_questions(context, procedure.id),
        stumbling=told_blocks(context, procedure.stumbling),
        helped=told_blocks(context, procedure.helped),
        verified=procedure.verified,
        sources=source_lines(procedure.sources),
        edit_link=context.edit_link(procedure.path),
    )


def _parts(lines: tuple[ItemLine, ...]) -> Iterator[tuple[int, tuple[ItemLine, ...]]]:
    upper = None
    for least in _SPANS:
        part = tuple(line for line in lines if line.lead_weeks >= least and (upper is None or line.lead_weeks < upper))
        upper = least
        if part:
            yield least, part


def _index(context: BuildContext) -> ProceduresView:
    practice = context.base.practice
    topics = sorted(context.base.topics.values(), key=lambda topic: (german_order(topic.name), topic.id))
    measures = sorted(context.base.measures.values(), key=lambda measure: german_order(measure.name))
    named = (
        (topic.name, tuple(_choice(practice.procedures[one.id], one.name) for one in measures if _is_of(context, one.id, topic.id)))
        for topic in topics
    )
    return ProceduresView(tuple((name, choices) for name, choices in named if choices))


def _is_of(context: BuildContext, measure: str, topic: str) -> bool:
    return measure in context.base.practice.procedures and context.base.measures[measure].topic == topic


def _choice(procedure: Procedure, name: str) -> ProcedureChoice:
    return ProcedureChoice(procedure.id, name, len(procedure.steps), len(procedure.items))
