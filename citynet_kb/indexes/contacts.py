"""Whom to ask in a town. Its record holds for all its cases; a contact in a case is used only if the record names none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from citynet_kb.indexes.order import german_order
from citynet_kb.model import CaseStudy, City, Contact


@dataclass(frozen=True)
class CaseContact:
    """A function in a town that answers questions about one case."""

    case: CaseStudy
    role: str
    email: str | None


@dataclass(frozen=True)
class Contacts:
    """Whom to ask. A town without any contact is listed with its website, if its record has one."""

    cases: tuple[CaseContact, ...]
    """By id of the case; an office that answers for several cases is listed with the first."""
    websites: tuple[City, ...]
    """Towns with a website, in German order."""


def contact_of(case: CaseStudy, cities: Mapping[str, City]) -> Contact | None:
    """The office to ask about a case: the town's, so that one edit changes all pages, else the one that the case names."""
    if case.withdrawn or case.is_anonymous:
        return None
    town = cities.get(case.city)
    return (town.contact if town else None) or case.contact


def contacts(cases: Iterable[CaseStudy], cities: Mapping[str, City]) -> Contacts:
    """Contacts of all cases of named towns that are not withdrawn, whether they count or not: towns that try it now can be asked too."""
    named = sorted((case for case in cases if not case.withdrawn and not case.is_anonymous), key=lambda case: case.id)
    found: dict[tuple[str, str, str | None], CaseContact] = {}
    for case in named:
        if contact := contact_of(case, cities):
            found.setdefault((case.city, contact.role, contact.email), CaseContact(case, contact.role, contact.email))
    others = {case.city for case in named} - {contact.case.city for contact in found.values()}
    towns = [cities[town] for town in others if town in cities and cities[town].website]
    return Contacts(tuple(found.values()), tuple(sorted(towns, key=lambda city: (german_order(city.name), city.id))))
