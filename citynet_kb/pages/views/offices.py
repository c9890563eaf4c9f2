"""Whom to ask, in plain values."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from citynet_kb.indexes import german_order
from citynet_kb.model import City, Contact, Network, Office, OfficeSource
from citynet_kb.model.values import DATE_PATTERN, is_partial_date
from citynet_kb.pages import german

_DATE = re.compile(rf"\b{DATE_PATTERN}\b")


@dataclass(frozen=True)
class OfficeToAsk:
    """An office, or the function that a case names; what is not known is empty.

    `seen` = when it could be read so: None where nobody asked, which is so for what a case names itself.
    """

    role: str
    organisation: str = ""
    email: str = ""
    phone: str = ""
    page: str = ""
    seen: str | None = None
    source_title: str = ""
    source_url: str = ""
    mentors: tuple[str, ...] = ()

    @property
    def host(self) -> str:
        """Whose page it is, as people write it."""
        return _host(self.page)


@dataclass(frozen=True)
class TownWebsite:
    """A website of a town. `is_unchecked` = from a public list, not looked at."""

    url: str
    is_unchecked: bool

    @property
    def host(self) -> str:
        """The address as people write it: its host alone."""
        return _host(self.url)


@dataclass(frozen=True)
class NetworkToAsk:
    """A network to ask. `website` may be empty."""

    name: str
    website: str
    offices: tuple[OfficeToAsk, ...]


def office_to_ask(who: Office | Contact) -> OfficeToAsk:
    """An office of a town or network, or the function that a case names."""
    if isinstance(who, Contact):
        return OfficeToAsk(who.role, email=who.email or "")
    source = who.source or OfficeSource()
    return OfficeToAsk(
        role=who.role,
        organisation=who.organisation,
        email=who.email or "",
        phone=who.phone or "",
        page=who.page or "",
        seen=_in_words(who.seen or ""),
        source_title=source.title or "",
        source_url=source.url or "",
        mentors=who.mentors,
    )


def _in_words(seen: str) -> str:
    """»nach 2022-03« → »nach März 2022«."""
    return _DATE.sub(lambda found: german.day(found[0]) if is_partial_date(found[0]) else found[0], seen)


def networks_to_ask(networks: Iterable[Network]) -> tuple[NetworkToAsk, ...]:
    """In German order."""
    ordered = sorted(networks, key=lambda network: (german_order(network.name), network.id))
    return tuple(NetworkToAsk(one.name, one.website or "", tuple(map(office_to_ask, one.offices))) for one in ordered)


def _host(url: str) -> str:
    return urlsplit(url).hostname or url


def website_of(city: City) -> TownWebsite | None:
    """The website of a town, the one that was looked at before the one that was not."""
    url = city.website or city.website_unchecked
    return TownWebsite(url, is_unchecked=not city.website) if url else None
