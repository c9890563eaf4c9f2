"""Requests to addresses that others wrote: bounded in time and bytes, at most one a second to a host, and never into a network of our own.

Every connection is made to an IP address that was looked at before, those after a redirect too. No proxy is used: it would look up the
name a second time.
"""

import http.client
import io
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from citynet_kb import __version__
from citynet_kb.review.links import PORTS, is_public, is_reserved

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 5
MOST_PLACES = 4
"""IP addresses of a host that are tried, one after the other."""
_SAFE = "%/:=&?~#+!$,;'@()*[]|"


class NotAsked(Exception):
    """An address that is not requested, or that led to one; its words say why, in German."""


@dataclass(frozen=True)
class WebReply:
    """The answer at the end of all redirects. `body` is its beginning, where it was wanted."""

    status: int
    url: str
    body: bytes = b""


class Pace:
    """At most one request in `seconds` to each host, whoever asks."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str) -> None:
        """Until it is this caller's turn."""
        with self._lock:
            turn = max(time.monotonic(), self._next.get(host, 0.0))
            self._next[host] = turn + self._seconds
        time.sleep(max(turn - time.monotonic(), 0.0))


@dataclass(frozen=True)
class Web:
    """What may be reached, and how long that may take. Tests name a server of their own machine here.

    `seconds` bound a request with all its redirects, `most` the bytes that are read of an answer.
    """

    is_allowed: Callable[[str], bool] = is_public
    ports: frozenset[int | None] = PORTS
    seconds: float = 10.0
    pause: float = 1.0
    most: int = 65_536

    @cached_property
    def _pace(self) -> Pace:
        return Pace(self.pause)

    @cached_property
    def _security(self) -> ssl.SSLContext:
        return ssl.create_default_context()

    def ask(self, method: str, url: str, *, wants_body: bool = False) -> WebReply:
        """Request an address and follow its redirects. Raises NotAsked, OSError, ValueError, http.client.HTTPException."""
        left = self.seconds
        for _ in range(MOST_REDIRECTS + 1):
            parts = self._parts(url)
            self._pace.wait(parts[0])
            began = time.monotonic()
            status, aim, body = self._exchange(method, url, parts, began + left, wants_body)
            left -= time.monotonic() - began
            if status not in REDIRECTS or not aim:
                return WebReply(status, url, body)
            url = urljoin(url, aim)
        raise NotAsked("leitet zu oft weiter")

    def _parts(self, url: str) -> tuple[str, int, bool]:
        """Host, port and whether it is encrypted, of an ordinary address."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.port not in self.ports or parts.username is not None:
            raise NotAsked("wird nicht abgefragt: nur gewöhnliche Adressen mit http oder https")
        if is_reserved(parts.hostname):
            raise NotAsked("wird nicht abgefragt: eine Adresse für Beispiele")
        is_secure = parts.scheme == "https"
        return parts.hostname, parts.port or (443 if is_secure else 80), is_secure

    def _exchange(self, method: str, url: str, parts: tuple[str, int, bool], deadline: float, wants_body: bool) -> tuple[int, str, bytes]:
        host, port, is_secure = parts
        connection = (
            http.client.HTTPSConnection(host, port, timeout=_left(deadline), context=self._security)
            if is_secure
            else http.client.HTTPConnection(host, port, timeout=_left(deadline))
        )
        connection._create_connection = self._connect  # type: ignore[attr-defined]
        try:
            connection.connect()
            connection.sock = _Timed(connection.sock, deadline)
            target = urlsplit(url)
            path = quote((target.path or "/") + (f"?{target.query}" if target.query else ""), safe=_SAFE)
            connection.request(method, path, headers={"User-Agent": f"citynet-kb/{__version__} (Linkprüfung)".encode(), "Accept": "*/*"})
            answer = connection.getresponse()
            with answer:
                return answer.status, answer.headers.get("Location", ""), answer.read(self.most) if wants_body else b""
        finally:
            connection.close()

    def _connect(self, address: tuple[str, int], timeout: Any = None, source_address: Any = None) -> socket.socket:
        """To one of the IP addresses of the host, all of which must be allowed."""
        places = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)
        found = list(dict.fromkeys(str(place[0]) for *_, place in places))
        if not found or not all(map(self.is_allowed, found)):
            raise NotAsked("liegt nicht im öffentlichen Netz")
        deadline = time.monotonic() + timeout
        for number, place in enumerate(found[:MOST_PLACES], 1):
            try:
                return socket.create_connection((place, address[1]), _left(deadline), source_address)
            except OSError:
                if number == min(len(found), MOST_PLACES):
                    raise
        raise OSError


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Timed:
    """A connection whose reading ends at a moment, however slowly the other side sends."""

    def __init__(self, connected: socket.socket, deadline: float) -> None:
        self._connected, self._deadline = connected, deadline

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reading(self._connected, self._deadline))

    def sendall(self, content: bytes) -> None:
        self._connected.settimeout(_left(self._deadline))
        self._connected.sendall(content)

    def close(self) -> None:
        self._connected.close()


class _Reading(io.RawIOBase):
    def __init__(self, connected: socket.socket, deadline: float) -> None:
        self._connected, self._deadline = connected, deadline
        self._stream: io.RawIOBase = connected.makefile("rb", buffering=0)  # keeps the socket open until all is read

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._connected.settimeout(_left(self._deadline))
        return self._stream.readinto(buffer)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()
