"""The items of the checklist: all of them, and a page each, which the search finds and other pages name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from citynet_kb.indexes import german_order
from citynet_kb.indexes.checklist_reports import NO_REPORTS, item_reports
from citynet_kb.model import addresses
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.checklist_lines import ItemLine, by_group, item_line
from citynet_kb.pages.views.named import Named
from citynet_kb.pages.views.reminders import Told, told_blocks


@dataclass(frozen=True)
class ChecklistView:
    """All items by group."""

    land: str
    groups: tuple[tuple[str, tuple[ItemLine, ...]], ...]


@dataclass(frozen=True)
class ChecklistItemView:
    """One item, the name of its group, and the measures that need it, in order of their names.

    `told`: what towns stumbled over that is about it.
    """

    line: ItemLine
    group: str
    measures: tuple[Named, ...]
    told: Told


def checklist_pages(context: BuildContext) -> Iterator[Draft]:
    """The list, and one page an item."""
    lines, section = _lines(context), addresses.section(addresses.PROCEDURES)
    items = context.base.practice.items
    view = ChecklistView(context.configuration.site.land or "", by_group(lines, items.values()))
    meta = PageMeta(description=description(addresses.CHECKLIST), section=section, layout="wide")
    yield Draft(addresses.CHECKLIST, "checklist.md.j2", view, meta)
    for slug, item in items.items():
        own = ChecklistItemView(lines[slug], item.group.label, _measures(context, slug), _told(context, slug))
        yield Draft(
            addresses.checklist_item(slug), "checklist_item.md.j2", own, PageMeta(description=item.what, section=section, layout="wide")
        )


def _lines(context: BuildContext) -> Mapping[str, ItemLine]:
    reports = item_reports(context.base.cases.values())
    items = context.base.practice.items
    return {slug: item_line(context, item, reports=reports.get(slug, NO_REPORTS)) for slug, item in items.items()}


def _measures(context: BuildContext, item: str) -> tuple[Named, ...]:
    procedures = context.base.practice.procedures.values()
    needing = (one.id for one in procedures if any(needed.item == item for needed in one.items))
    named = (Named(slug, context.base.measures[slug].name) for slug in needing if slug in context.base.measures)
    return tuple(sorted(named, key=lambda one: (german_order(one.name), one.id)))


def _told(context: BuildContext, item: str) -> Told:
    procedures = context.base.practice.procedures.values()
    return told_blocks(context, (block for one in procedures for block in one.stumbling if block.item == item))
