"""Whom to ask in a town. Its record holds for all its cases; a contact in a case is used only if the record names no office."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from citynet_kb.indexes.order import german_order
from citynet_kb.model import CaseStudy, City, Contact, Office
from citynet_kb.model.endings import recency


@dataclass(frozen=True)
class CaseContact:
    """Who in a town answers questions about one case: an office of the town, or the function that the case names."""

    case: CaseStudy
    who: Office | Contact


@dataclass(frozen=True)
class Contacts:
    """Whom to ask. A town without any contact is listed with its website, if its record has one."""

    cases: tuple[CaseContact, ...]
    """By id of the case; an office that answers for several cases is listed with the first."""
    websites: tuple[City, ...]
    """Towns with a website, seen or not, in German order."""
    units: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Id of such a town → the unit that its newest case names."""


def contact_of(case: CaseStudy, cities: Mapping[str, City]) -> Office | Contact | None:
    """Whom to ask about a case: an office of the town, so that one edit changes all pages, else the function that the case names."""
    if case.withdrawn or case.is_anonymous:
        return None
    town = cities.get(case.city)
    return (town.office_for(case.topic) if town else None) or case.contact


def contacts(cases: Iterable[CaseStudy], cities: Mapping[str, City]) -> Contacts:
    """Contacts of all cases of named towns that are not withdrawn, whether they count or not: towns that try it now can be asked too."""
    named = sorted((case for case in cases if not case.withdrawn and not case.is_anonymous), key=lambda case: case.id)
    found: dict[tuple[str, Office | Contact], CaseContact] = {}
    for case in named:
        if who := contact_of(case, cities):
            found.setdefault((case.city, who), CaseContact(case, who))
    others = {case.city for case in named} - {contact.case.city for contact in found.values()}
    towns = [cities[town] for town in others if town in cities and (cities[town].website or cities[town].website_unchecked)]
    units = {case.city: case.office for case in sorted(named, key=recency) if case.office}
    in_order = tuple(sorted(towns, key=lambda city: (german_order(city.name), city.id)))
    return Contacts(tuple(found.values()), in_order, MappingProxyType(units))
