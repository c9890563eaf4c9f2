"""The web addresses in a case, and which of them may be requested. The command line makes the requests."""

import ipaddress
import re
from dataclasses import dataclass

from citynet_kb.model import CaseStudy

_IN_TEXT = re.compile(r"https?://[^\s<>\"')\]]+")
PORTS = frozenset({None, 80, 443})
"""Ports of web pages; other ports are other services."""


@dataclass(frozen=True)
class LinkProblem:
    """An address that did not answer as it should, and what it said."""

    url: str
    said: str


def addresses(case: CaseStudy) -> tuple[str, ...]:
    """All addresses of web pages in a case, in order, each once."""
    stated = [url for source in case.sources for url in (source.url, source.archived) if url]
    texts = (case.body, case.note or "", case.stellungnahme or "", *(entry.note for entry in case.follow_up))
    written = [url.rstrip(".,;:!?") for text in texts for url in _IN_TEXT.findall(text)]
    return tuple(dict.fromkeys((*stated, *written)))


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
