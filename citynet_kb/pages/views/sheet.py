"""What one sheet (Erfahrungsblatt) says, in plain values. Most of it is what the page of the measure says."""

from dataclasses import dataclass

from citynet_kb.pages.views.asked_lines import AskedLine
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.cost_lines import FigureSpread
from citynet_kb.pages.views.evidence import WhomToAsk
from citynet_kb.pages.views.measure_answers import ReasonTowns
from citynet_kb.pages.views.measure_facts import MeasureFacts
from citynet_kb.pages.views.reminders import CouncilLine, ItemReminder
from citynet_kb.pages.views.source_lines import SourceLine
from citynet_kb.pages.views.town_standings import StandingLine
from citynet_kb.pictures import QrCode


@dataclass(frozen=True)
class SheetTown:
    """One town in one sentence: `told` = what happened there. `id` = of the town; `inhabitants` are None where they are not known."""

    id: str
    inhabitants: int | None
    standing: StandingLine
    told: str


@dataclass(frozen=True)
class SheetSource:
    """A source, and the case that names it."""

    line: CaseLine
    source: SourceLine


@dataclass(frozen=True)
class SheetView:
    """One sheet. `towns` stand on the first page, `further` ones from the second on; both from large to small."""

    facts: MeasureFacts
    asked: AskedLine | None
    """What a roll-call brought; stands beside the counts."""
    as_of: str
    """The newest day on which any case was entered or changed; empty where none is known."""
    towns: tuple[SheetTown, ...]
    further: tuple[SheetTown, ...]
    others: tuple[CaseLine, ...]
    """Cases that stand for no town: earlier ones, those with thin sources, those of towns that are not named."""
    setback_reasons: tuple[ReasonTowns, ...]
    difficult: tuple[ReasonTowns, ...]
    factors: tuple[tuple[str, CaseLine], ...]
    costs: FigureSpread
    contacts: WhomToAsk
    sources: tuple[SheetSource, ...]
    document: str
    """The way to the same as a Word file."""
    address: str
    """Where the sheet is published; empty as long as the site has no address. `code` = the same for telephones."""
    code: QrCode | None
    reminders: tuple[ItemReminder, ...]
    """»Nicht vergessen«: what must not be forgotten."""
    questions: tuple[CouncilLine, ...]
    """What the council will ask. What cases say to it stands from the second page on."""
