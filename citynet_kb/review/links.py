"""The web addresses in records, which of them may be requested, and what an answer means. The command line makes the requests."""

import ipaddress
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from urllib.parse import urlsplit

from citynet_kb.model import CaseStudy, Record, Source

_IN_TEXT = re.compile(r"https?://[^\s<>\"')\]]+")
PORTS = frozenset({None, 80, 443})
"""Ports of web pages; other ports are other services."""
RESERVED = ("example", "test", "invalid", "example.com", "example.net", "example.org")
"""Names that lead nowhere, for examples (RFC 2606): nobody is asked about them."""


class LinkState(Enum):
    """What is known of an address after it was asked."""

    FOUND = "da"
    GONE = "weg"
    """The server says so, or there is no such server."""
    MOVED_HOME = "startseite"
    """It leads to the first page of its site now: often the sign of a page that is gone."""
    SILENT = "stumm"
    """No answer, or an error of the server: perhaps for today only."""
    REFUSED = "verweigert"
    """Machines are refused."""
    LEFT_OUT = "nicht-abgefragt"


@dataclass(frozen=True)
class LinkAnswer:
    """What an address said; nothing where it was found."""

    url: str
    state: LinkState
    said: str = ""


@dataclass(frozen=True)
class SourcePlace:
    """A source that names an address: which record, which of its sources."""

    path: str
    number: int
    source: Source


def addresses(case: CaseStudy) -> tuple[str, ...]:
    """All addresses of web pages in a case, in order, each once."""
    stated = [url for source in case.sources for url in (source.url, source.archived) if url]
    texts = (case.body, case.note or "", case.stellungnahme or "", *(entry.note for entry in case.follow_up))
    written = [url.rstrip(".,;:!?") for text in texts for url in _IN_TEXT.findall(text)]
    return tuple(dict.fromkeys((*stated, *written)))


def source_places(records: Iterable[Record]) -> Mapping[str, tuple[SourcePlace, ...]]:
    """The address of each source of any record → where it is named, in the order of the files. Withdrawn cases are left out."""
    found: defaultdict[str, list[SourcePlace]] = defaultdict(list)
    for record in sorted(records, key=lambda record: record.path):
        for number, source in enumerate(getattr(record, "sources", ())):
            if source.url and not getattr(record, "withdrawn", None):
                found[source.url].append(SourcePlace(record.path, number, source))
    return MappingProxyType({url: tuple(places) for url, places in found.items()})


def judged(url: str, status: int, shown: str) -> LinkAnswer:
    """What the last status of an address means; `shown` is the address that gave it, after all redirects."""
    if 200 <= status < 300:
        is_home = _is_first_page(shown) and not _is_first_page(url)
        return LinkAnswer(url, LinkState.MOVED_HOME, "leitet auf eine Startseite weiter") if is_home else LinkAnswer(url, LinkState.FOUND)
    if status in (404, 410):
        return LinkAnswer(url, LinkState.GONE, f"Seite nicht gefunden ({status})")
    if status in (401, 402, 403, 429, 451):
        return LinkAnswer(url, LinkState.REFUSED, f"verweigert Maschinen die Antwort ({status}); bitte selbst ansehen")
    return LinkAnswer(url, LinkState.SILENT, f"Fehler des Servers ({status})")


def _is_first_page(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def is_reserved(host: str) -> bool:
    """Whether a name is kept for examples."""
    return any(host == name or host.endswith(f".{name}") for name in RESERVED)


def is_public(address: str) -> bool:
    """Whether an IP address is public: a contributed link must not make us send a request into our own network (SSRF).

    Refused: loopback, private, link-local (the metadata services of clouds), shared, reserved and multicast ones (IANA's registries of
    special-purpose addresses), and IPv6 forms that carry such an IPv4 address.
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast and not found.is_reserved


_NAT64 = ipaddress.ip_network("64:ff9b::/96")
