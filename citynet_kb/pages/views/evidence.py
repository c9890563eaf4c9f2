"""What the cases of one measure say side by side, in plain values: differences, answers, counter-cases, whom to ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from citynet_kb.indexes import (
    Answers,
    CaseContact,
    Contacts,
    Difference,
    Factor,
    Group,
)
from citynet_kb.model import City, Term, WouldRepeat
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
class RepeatAnswers:
    """Who would do it again: towns by answer, only answers that were given."""

    asked: int
    given: int
    towns: tuple[tuple[WouldRepeat, int], ...]


@dataclass(frozen=True)
class ContactLine:
    """Who answers for a case."""

    line: CaseLine
    office: OfficeToAsk


@dataclass(frozen=True)
class Website:
    """A town with its website, and the unit there that a source of its cases names; empty where none does."""

    town: str
    site: TownWebsite
    unit: str = ""


@dataclass(frozen=True)
class WhomToAsk:
    """Offices, else websites of towns. Where neither is known: networks."""

    offices: tuple[ContactLine, ...]
    websites: tuple[Website, ...]
    networks: tuple[NetworkToAsk, ...] = ()

    def first(self, most: int) -> "WhomToAsk":
        """As many towns, those with an office before those with a website alone."""
        return WhomToAsk(self.offices[:most], self.websites[: max(0, most - len(self.offices))])

    def after(self, most: int) -> "WhomToAsk":
        """All others."""
        return WhomToAsk(self.offices[most:], self.websites[max(0, most - len(self.offices)) :])


def difference_tables(found: tuple[Difference, ...] | None) -> tuple[DifferenceTable, ...] | None:
    """One table for each factor; None where too few towns are known."""
    return None if found is None else tuple(DifferenceTable(one.factor, _rows(one)) for one in found)


def _rows(difference: Difference) -> tuple[DifferenceRow, ...]:
    known = (_row(group, is_apart=False) for group in difference.groups)
    return (*known, *(_row(group, is_apart=True) for group in difference.apart))


def _row(group: Group, *, is_apart: bool) -> DifferenceRow:
    return DifferenceRow(group.term, group.towns, group.successes, group.setbacks, is_apart)


def repeat_answers(answers: Answers) -> RepeatAnswers:
    """The answers that were given."""
    return RepeatAnswers(answers.asked, answers.given, tuple((answer, number) for answer, number in answers.towns.items() if number))


def whom_to_ask(context: BuildContext, contacts: Contacts) -> WhomToAsk:
    """Offices and websites of towns with a case."""
    towns = WhomToAsk(contact_lines(context, contacts.cases), websites_of(contacts.websites, contacts.units))
    return towns if towns.offices or towns.websites else WhomToAsk((), (), networks_to_ask(context.base.networks.values()))


def contact_lines(context: BuildContext, contacts: Iterable[CaseContact]) -> tuple[ContactLine, ...]:
    """Who answers for cases."""
    return tuple(ContactLine(context.lines[one.case.id], office_to_ask(one.who)) for one in contacts)


def websites_of(cities: Iterable[City], units: Mapping[str, str] = MappingProxyType({})) -> tuple[Website, ...]:
    """Towns with their websites; those without one are left out. `units` = id of a town → the unit that its newest case names."""
    return tuple(Website(city.name, site, units.get(city.id, "")) for city in cities if (site := website_of(city)))
