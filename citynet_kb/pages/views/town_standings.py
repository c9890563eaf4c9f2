"""What became of a measure in each town, in plain values: its standing, who says that it worked, and what a newer case says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from citynet_kb.indexes import MeasureSummary, Standing, Tally, TownStanding, standings
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.who_says import WhoSays, who_says

CAUSE, PROJECT = "cause", "project"
"""What joins towns to one experience: an outside cause, or a project that they took part in together."""


@dataclass(frozen=True)
class StandingLine:
    """Whether a measure is still there in one town. `year` is empty where none is known; `is_old`: the last news are over three years old.

    `who_says` that it worked; None where it did not. `divided`: cases of one date that ended differently. `newer`: a case that does not
    count, is newer, and says otherwise.
    """

    line: CaseLine
    standing: Standing
    year: str
    is_old: bool
    who_says: WhoSays | None
    divided: tuple[CaseLine, ...]
    newer: CaseLine | None


@dataclass(frozen=True)
class TownGroup:
    """Towns that are one experience together, or one town alone. `joined_by` is empty for the latter, `label` names the outside cause."""

    joined_by: str
    label: str
    towns: tuple[StandingLine, ...]


def town_groups(context: BuildContext, summary: MeasureSummary) -> tuple[TownGroup, ...]:
    """Towns that are one experience first, then the others, each by town."""
    found = {one.case.city: standing_line(context, summary.tally, one) for one in standings(summary.listing.cases, context.today)}
    joined = tuple(_joined(summary.tally, found))
    taken = {one.line.id for group in joined for one in group.towns}
    return (*joined, *(TownGroup("", "", (one,)) for one in found.values() if one.line.id not in taken))


def standing_line(context: BuildContext, tally: Tally, one: TownStanding) -> StandingLine:
    """The standing of one town, with what is said beside it."""
    town, newer = one.case.city, tally.beside.newer.get(one.case.city)
    return StandingLine(
        line=context.lines[one.case.id],
        standing=one.standing,
        year=one.date[:4],
        is_old=one.is_old,
        who_says=who_says(one.case, context.indexes.outcomes[one.case.id]),
        divided=context.lines_of(tally.divided.get(town, ())),
        newer=context.lines[newer.id] if newer else None,
    )


def _joined(tally: Tally, found: Mapping[str, StandingLine]) -> Iterable[TownGroup]:
    causes = ((CAUSE, cause.label, towns) for cause, towns in tally.shared_causes.items())
    projects = ((PROJECT, "", towns) for towns in tally.joint_projects.values())
    for joined_by, label, towns in (*causes, *projects):
        if len(towns) > 1:
            yield TownGroup(joined_by, label, tuple(found[town] for town in towns))
