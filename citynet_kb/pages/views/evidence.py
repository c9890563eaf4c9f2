"""What the cases of one measure say side by side, in plain values: differences, figures, answers, standings, whom to ask."""

from collections.abc import Iterable
from dataclasses import dataclass

from citynet_kb.indexes import (
    Answers,
    CaseContact,
    Comparison,
    Contacts,
    Difference,
    Factor,
    Figure,
    Group,
    Likeness,
    PlanAgainstActual,
    Range,
    Spread,
    Standing,
    standings,
)
from citynet_kb.model import CaseStudy, City, Term, WouldRepeat
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.views.case_lines import CaseLine
from citynet_kb.pages.views.offices import NetworkToAsk, OfficeToAsk, TownWebsite, networks_to_ask, office_to_ask, website_of


@dataclass(frozen=True)
class DifferenceRow:
    """Towns that are alike in one factor. `is_apart` = the group compares nothing."""

    term: Term
    towns: int
    successes: int
    setbacks: int
    is_apart: bool


@dataclass(frozen=True)
class DifferenceTable:
    """The towns of a measure grouped by one factor."""

    factor: Factor
    rows: tuple[DifferenceRow, ...]


@dataclass(frozen=True)
class KnownAmount:
    """One figure of one case. `is_planned`: the actual one is not known."""

    line: CaseLine
    amount: int
    is_planned: bool
    note: str


@dataclass(frozen=True)
class FigureSpread:
    """The known amounts of one figure, their range, and plan beside reality."""

    figure: Figure
    amounts: tuple[KnownAmount, ...]
    range: Range | None
    cases: int
    """Counting cases, with or without the figure."""
    planned: int
    """Amounts that are plans."""
    pairs: int
    """Cases of which plan and actual figure are known."""
    above_plan: int

    @property
    def known(self) -> int:
        """How many amounts are known."""
        return len(self.amounts)


@dataclass(frozen=True)
class RepeatAnswers:
    """Who would do it again: towns by answer, only answers that were given."""

    asked: int
    given: int
    towns: tuple[tuple[WouldRepeat, int], ...]


@dataclass(frozen=True)
class StandingLine:
    """Whether a measure is still there in one town, and as of when."""

    line: CaseLine
    standing: Standing
    date: str
    is_old: bool


@dataclass(frozen=True)
class ContactLine:
    """Who answers for a case."""

    line: CaseLine
    office: OfficeToAsk


@dataclass(frozen=True)
class Website:
    """A town with its website."""

    town: str
    site: TownWebsite


@dataclass(frozen=True)
class WhomToAsk:
    """Offices, else websites of towns. Where neither is known: networks."""

    offices: tuple[ContactLine, ...]
    websites: tuple[Website, ...]
    networks: tuple[NetworkToAsk, ...] = ()


@dataclass(frozen=True)
class CounterPair:
    """A case beside the case of the other kind in the most similar town; without likeness where a town has no record."""

    line: CaseLine
    counter: CaseLine
    likeness: Likeness | None


def difference_tables(found: tuple[Difference, ...] | None) -> tuple[DifferenceTable, ...] | None:
    """One table for each factor; None where too few towns are known."""
    return None if found is None else tuple(DifferenceTable(one.factor, _rows(one)) for one in found)


def _rows(difference: Difference) -> tuple[DifferenceRow, ...]:
    known = (_row(group, is_apart=False) for group in difference.groups)
    return (*known, *(_row(group, is_apart=True) for group in difference.apart))


def _row(group: Group, *, is_apart: bool) -> DifferenceRow:
    return DifferenceRow(group.term, group.towns, group.successes, group.setbacks, is_apart)


def figure_spreads(context: BuildContext, comparison: Comparison) -> tuple[FigureSpread, ...]:
    """One for each figure."""
    pairs = zip(comparison.spreads, comparison.planned_against_actual, strict=True)
    return tuple(_spread(context, spread, plan) for spread, plan in pairs)


def _spread(context: BuildContext, spread: Spread, plan: PlanAgainstActual) -> FigureSpread:
    amounts = (
        KnownAmount(
            line=context.lines[known.case.id],
            amount=known.amount,
            is_planned=known.planned,
            note=(known.case.effort_detail.note or "") if known.case.effort_detail else "",
        )
        for known in spread.figures
    )
    return FigureSpread(spread.figure, tuple(amounts), spread.range, spread.cases, spread.planned, plan.pairs, plan.above)


def repeat_answers(answers: Answers) -> RepeatAnswers:
    """The answers that were given."""
    return RepeatAnswers(answers.asked, answers.given, tuple((answer, number) for answer, number in answers.towns.items() if number))


def standing_lines(context: BuildContext, cases: Iterable[CaseStudy]) -> tuple[StandingLine, ...]:
    """One for each town."""
    found = standings(cases, context.today)
    return tuple(StandingLine(context.lines[one.case.id], one.standing, one.date, one.is_old) for one in found)


def whom_to_ask(context: BuildContext, contacts: Contacts) -> WhomToAsk:
    """Offices and websites of towns with a case."""
    towns = WhomToAsk(contact_lines(context, contacts.cases), websites_of(contacts.websites))
    return towns if towns.offices or towns.websites else WhomToAsk((), (), networks_to_ask(context.base.networks.values()))


def contact_lines(context: BuildContext, contacts: Iterable[CaseContact]) -> tuple[ContactLine, ...]:
    """Who answers for cases."""
    return tuple(ContactLine(context.lines[one.case.id], office_to_ask(one.who)) for one in contacts)


def websites_of(cities: Iterable[City]) -> tuple[Website, ...]:
    """Towns with their websites; those without one are left out."""
    return tuple(Website(city.name, site) for city in cities if (site := website_of(city)))
