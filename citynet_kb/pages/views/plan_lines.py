"""The backward calendar of a measure in plain values, for its page and for its calendar file."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from citynet_kb.indexes.backward_plan import earliest_start, planned_weeks, step_key
from citynet_kb.indexes.checklist_reports import PlannedItem, planned_items
from citynet_kb.model import Need, Procedure, addresses
from citynet_kb.model.practice import Step
from citynet_kb.model.slugs import slug_of
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.views.checklist_lines import office_of

START = "beginn"
"""The key of the start itself, which has no words but those of the template."""


@dataclass(frozen=True)
class PlanLine:
    """One thing to do. `key` names it among those of its measure; `need` and `condition` as in the checklist, None of a step."""

    key: str
    what: str = ""
    who: str = ""
    need: Need | None = None
    condition: str = ""


@dataclass(frozen=True)
class PlanWeek:
    """What is due so many weeks from the start, negative before it."""

    weeks: int
    lines: tuple[PlanLine, ...]


@dataclass(frozen=True)
class PlanView:
    """The whole plan. `undated` may be done at any time.

    `stamp`: the newest day of the content, YYYY-MM-DD; `since`: the same, or the first day of this year if that is later, and `start`: the
    first day that leaves time for everything from then on. `land`: the slug of the Land whose holidays count, empty for those of all
    Länder. `address` and `host` of the published page, as far as known.
    """

    id: str
    name: str
    weeks: tuple[PlanWeek, ...]
    undated: tuple[PlanLine, ...]
    stamp: str
    since: str
    start: str
    land: str
    address: str
    host: str


def plan_view(context: BuildContext, procedure: Procedure) -> PlanView:
    """The plan of a procedure. Content without any date counts as entered on the first day of this year, content of the future today."""
    items = planned_items(procedure, context.base.practice.items, ())
    weeks = planned_weeks(procedure, items)
    this_year = f"{context.today[:4]}-01-01"
    stamp = min(context.indexes.newest_date or this_year, context.today)
    since = max(stamp, this_year)
    url, land = context.configuration.site.url or "", context.configuration.site.land
    return PlanView(
        id=procedure.id,
        name=context.base.measures[procedure.id].name,
        weeks=tuple(PlanWeek(week.weeks, _lines(week.weeks, week.steps, week.items)) for week in weeks),
        undated=tuple(_of_item(one) for one in items if not one.item.lead_weeks.default),
        stamp=stamp,
        since=since,
        start=earliest_start(date.fromisoformat(since), weeks).isoformat(),
        land=slug_of(land) if land else "",
        address=f"{url.rstrip('/')}/{addresses.published(addresses.backward(procedure.id))}" if url else "",
        host=urlsplit(url).hostname or "citynet-kb",
    )


def _lines(weeks: int, steps: tuple[Step, ...], items: tuple[PlannedItem, ...]) -> tuple[PlanLine, ...]:
    start = () if weeks else (PlanLine(START),)
    return (*start, *(PlanLine(step_key(step), step.do, step.who) for step in steps), *map(_of_item, items))


def _of_item(planned: PlannedItem) -> PlanLine:
    item = planned.item
    return PlanLine(addresses.checklist_anchor(item.slug), item.label, office_of(item), planned.need, planned.condition)
