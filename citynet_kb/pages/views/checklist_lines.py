"""An item of the checklist as pages show it, in plain values."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from citynet_kb.indexes import german_order
from citynet_kb.indexes.checklist_reports import NO_REPORTS, ItemReports, PlannedItem
from citynet_kb.model import ChecklistGroup, ChecklistItem, ChecklistState, Need, Verified
from citynet_kb.model.regions import NATIONWIDE
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.views.source_lines import SourceLine, source_lines
from citynet_kb.schema.fields import target

_CLAUSE = re.compile(r"; |\. | \(|: ")
"""Where the first part of a statement ends, which is enough beside its name."""
_UNSOURCED = re.compile(r"(?P<key>[a-z_]+)(?P<part> \(.*\))?")


@dataclass(frozen=True)
class SeenLine:
    """A lead time that a town or body asks for. `amount` and `most` in the unit; a negative one lies behind the start."""

    amount: int
    most: int | None
    is_days: bool
    who: str
    url: str


@dataclass(frozen=True)
class ReportLine:
    """What became of an item in towns: their number and names by state, and the weeks that it took, singly or as their median."""

    states: tuple[tuple[ChecklistState, tuple[str, ...]], ...]
    weeks: tuple[tuple[int, str], ...]
    typical: int | None


@dataclass(frozen=True)
class ItemLine:
    """One item.

    `office` is the first part of `authority`, for one line; `need` is None on the page of all items. `other_land`: the Land whose rule it
    is, where it is not ours; `unconfirmed`: what still lacks a source; `is_past`: its time is over.
    """

    id: str
    label: str
    need: Need | None
    condition: str
    lead_weeks: int
    what: str
    needed_when: str
    not_needed_when: str
    authority: str
    office: str
    seen: tuple[SeenLine, ...]
    legal_basis: str
    basis_year: str
    basis_land: str
    other_land: str
    valid_for: str
    is_past: bool
    cost_hint: str
    common_mistake: str
    figures: str
    land_notes: tuple[tuple[str, str, str], ...]
    note: str
    unconfirmed: tuple[str, ...]
    verified: Verified
    sources: tuple[SourceLine, ...]
    reports: ReportLine
    edit_link: str


def planned_lines(context: BuildContext, planned: Iterable[PlannedItem]) -> tuple[ItemLine, ...]:
    """The items of a measure in their order."""
    return tuple(item_line(context, one.item, one.need, one.condition, one.reports) for one in planned)


def item_line(
    context: BuildContext, item: ChecklistItem, need: Need | None = None, condition: str = "", reports: ItemReports = NO_REPORTS
) -> ItemLine:
    """One item; with what a measure says of it, and what towns report."""
    home, basis = context.configuration.site.land, item.legal_basis
    notes = (note for note in item.land_notes if home is None or note.land == home)
    return ItemLine(
        id=item.slug,
        label=item.label,
        need=need,
        condition=condition,
        lead_weeks=item.lead_weeks.default,
        what=item.what,
        needed_when=item.needed_when,
        not_needed_when=item.not_needed_when or "",
        authority=item.authority,
        office=office_of(item),
        seen=tuple(_seen(item)),
        legal_basis=basis.text or "",
        basis_year=basis.as_of[:4],
        basis_land=basis.land,
        other_land=basis.land if basis.land not in (home, *NATIONWIDE) else "",
        valid_for=item.valid_for,
        is_past=item.is_past(context.today),
        cost_hint=item.cost_hint or "",
        common_mistake=item.common_mistake or "",
        figures=item.figures or "",
        land_notes=tuple((note.land, note.text, note.as_of) for note in notes),
        note=item.note or "",
        unconfirmed=tuple(_unconfirmed(text) for text in item.unsourced_fields),
        verified=item.verified,
        sources=source_lines(item.sources),
        reports=_report(context, reports),
        edit_link=context.edit_link(item.path),
    )


def office_of(item: ChecklistItem) -> str:
    """The first part of who is in charge, for one line."""
    return _CLAUSE.split(item.authority, maxsplit=1)[0].rstrip(",:")


def _seen(item: ChecklistItem) -> Iterable[SeenLine]:
    for one in item.lead_weeks.seen:
        amount = one.days if one.days is not None else one.weeks
        yield SeenLine(amount or 0, one.weeks_max, one.days is not None, one.town_or_body, one.url)


def _unconfirmed(text: str) -> str:
    """A key of the model by its label, with the part that is named behind it; other words as they are."""
    found = _UNSOURCED.fullmatch(text)
    label = target(ChecklistItem, (found["key"],)).label if found else ""
    return f"{label}{found['part'] or ''}" if found and label else text


def _report(context: BuildContext, reports: ItemReports) -> ReportLine:
    def named(town: str) -> str:
        return context.base.town_label(town) if town in context.base.cities else town

    states = tuple((state, tuple(named(town) for town in towns)) for state, towns in reports.states)
    return ReportLine(states, tuple((weeks, named(town)) for weeks, town in reports.weeks), reports.typical)


def by_group(lines: Mapping[str, ItemLine], items: Iterable[ChecklistItem]) -> tuple[tuple[str, tuple[ItemLine, ...]], ...]:
    """The lines of items under the names of their groups, in the order of the groups."""
    order = list(ChecklistGroup)
    known = sorted(items, key=lambda item: (order.index(item.group), german_order(item.label)))
    groups: dict[str, list[ItemLine]] = {}
    for item in known:
        groups.setdefault(item.group.label, []).append(lines[item.slug])
    return tuple((group, tuple(found)) for group, found in groups.items())
