"""Whom to ask, in plain values."""

from dataclasses import dataclass

from citynet_kb.model import Contact, TownContact


@dataclass(frozen=True)
class Office:
    """The office to ask. `name` and `consent` of a person are given on the page of the town alone, and together or not at all."""

    role: str
    email: str = ""
    page: str = ""
    name: str = ""
    consent: str = ""


def office(contact: Contact | None, *, with_name: bool = False) -> Office | None:
    """The office of a contact. `with_name` = with the person who agreed to be named."""
    if contact is None:
        return None
    town = contact if isinstance(contact, TownContact) else None
    named = town if with_name and town and town.name and town.consent else None
    return Office(
        role=contact.role,
        email=contact.email or "",
        page=(town.page if town else None) or "",
        name=(named.name if named else None) or "",
        consent=(named.consent if named else None) or "",
    )
