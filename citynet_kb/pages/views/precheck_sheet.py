"""What one sheet (Erfahrungsblatt) says, in plain values."""

from dataclasses import dataclass

from citynet_kb.indexes import ComparableFigures, Duration
from citynet_kb.model import Effort, SizeClass
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.cost_lines import KnownAmount
from citynet_kb.pages.views.evidence import WhomToAsk
from citynet_kb.pages.views.measure_facts import MeasureFacts
from citynet_kb.pages.views.town_standings import StandingLine


@dataclass(frozen=True)
class SheetTown:
    """One town: how it went and what became of it, how long it ran where it was discontinued, and in a sentence what was."""

    standing: StandingLine
    ran: Duration | None
    summary: str
    is_counter: bool
    """It is the counter-case."""


@dataclass(frozen=True)
class UndecidedTown:
    """A town that tried it and is neither a success nor a setback. `why`: weak, open, cancelled, or divided."""

    line: CaseLine
    why: str


@dataclass(frozen=True)
class SheetReasons:
    """Reasons and their towns. `of`: size (setbacks in this size), all (in all sizes) or partly (what was difficult without a setback).

    `rows`: slug, label and number of towns of each; `towns` = how many towns they are taken from; `more` = how many are left out.
    """

    of: str
    rows: tuple[tuple[str, str, int], ...]
    towns: int
    more: int


@dataclass(frozen=True)
class SheetEffort:
    """Ranges of comparable figures by the name of the figure, single costs where there is no range of costs, and bands of effort.

    `costs_more`: so many costs are left out; `bands`: with their cases, of so many cases that count.
    """

    ranges: tuple[tuple[str, ComparableFigures], ...]
    costs: tuple[KnownAmount, ...]
    costs_more: int
    bands: tuple[tuple[Effort, int], ...]
    counted: int


@dataclass(frozen=True)
class SheetMissed:
    """What was forgotten or begun too late: so many towns told of a checklist; items with their towns; how many are left out."""

    towns: int
    items: tuple[tuple[str, int], ...]
    more: int


@dataclass(frozen=True)
class SheetSource:
    """A source of a case named on the sheet, and the town of that case."""

    town: str
    title: str
    url: str
    publisher: str
    date: str


@dataclass(frozen=True)
class SheetView:
    """One sheet: a measure, for towns of one size. Numbers named `…_more` say how many are left out; at most 0 where none is."""

    facts: MeasureFacts
    size: SizeClass
    as_of: str
    """The newest day on which any case was entered or changed; empty where none is known."""
    sized: MeasureFacts
    """The same of towns of this size alone."""
    is_known_from_size: bool
    nearest_sizes: tuple[str, ...]
    """Labels of the nearest sizes with a known outcome, where this one has none."""
    towns: tuple[SheetTown, ...]
    towns_more: int
    undecided: tuple[UndecidedTown, ...]
    undecided_more: int
    counter: SheetTown | None
    counter_size: SizeClass | None
    is_counter_shown: bool
    leans_to_setback: bool
    reasons: SheetReasons
    factors: tuple[tuple[CaseLine, str], ...]
    effort: SheetEffort
    missed: SheetMissed
    contacts: WhomToAsk
    contacts_more: int
    sources: tuple[SheetSource, ...]
    sources_more: int
    address: str
    """Where the sheet is published, relative to the site."""
