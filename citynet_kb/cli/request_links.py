"""Requests web addresses and reports those that fail. Only public hosts are requested: a contributed link must not reach into our own
network."""

import http.client
import socket
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from citynet_kb import __version__
from citynet_kb.review import LinkProblem, is_public
from citynet_kb.review.links import PORTS

SECONDS = 10.0
MOST = 60
"""Most addresses requested for one case."""
Ask = Callable[[str, str], int]
"""Method and address → status. Raises OSError (urllib's errors are some)."""


def request_links(urls: Iterable[str], ask: Ask | None = None) -> Iterator[LinkProblem]:
    """Every address that fails. HEAD is sent first, then GET if HEAD is refused."""
    ask = ask or _ask
    for url in list(urls)[:MOST]:
        said = _problem(url, ask)
        if said:
            yield LinkProblem(url, said)


def _problem(url: str, ask: Ask) -> str:
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.port not in PORTS or parts.username:
            return "wird nicht abgefragt: nur gewöhnliche Adressen mit http oder https"
        status = ask("HEAD", url)
        return "" if status < 300 else _said(ask("GET", url))
    except (OSError, ValueError, http.client.HTTPException) as problem:
        return f"keine Antwort ({getattr(problem, 'reason', None) or problem})"


def _said(status: int) -> str:
    if status < 300:
        return ""
    if status < 400:
        return f"leitet dorthin weiter, wo nicht abgefragt wird ({status})"
    if status in (401, 402, 403, 429, 451):
        return f"verweigert Maschinen die Antwort ({status}); bitte selbst ansehen"
    return f"Seite nicht gefunden ({status})" if status in (404, 410) else f"Fehler des Servers ({status})"


def _ask(method: str, url: str) -> int:
    request = urllib.request.Request(url, method=method, headers={"User-Agent": f"citynet-kb/{__version__} (Linkprüfung)"})
    try:
        with _opener().open(request, timeout=SECONDS) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code


def _connect(address: tuple[str, int], timeout: Any = SECONDS, source_address: Any = None) -> socket.socket:
    """Connect to the address that was checked: every address of the host must be public, after redirects too."""
    host, port = address
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if port not in PORTS or not found or not all(is_public(str(place[0])) for *_, place in found):
        raise OSError("liegt nicht im öffentlichen Netz")
    return socket.create_connection((str(found[0][4][0]), port), timeout, source_address)


class _Http(http.client.HTTPConnection):
    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._create_connection = _connect


class _Https(http.client.HTTPSConnection):
    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._create_connection = _connect


class _HttpHandler(urllib.request.HTTPHandler):
    def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_Http, request)


class _HttpsHandler(urllib.request.HTTPSHandler):
    def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_Https, request)


def _opener() -> urllib.request.OpenerDirector:
    """http and https only, no proxy, no file, no ftp: a redirect cannot lead anywhere else."""
    opener = urllib.request.OpenerDirector()
    for handler in (_HttpHandler, _HttpsHandler, urllib.request.HTTPRedirectHandler, urllib.request.HTTPErrorProcessor):
        opener.add_handler(handler())
    opener.add_handler(urllib.request.HTTPDefaultErrorHandler())
    opener.add_handler(urllib.request.UnknownHandler())
    return opener
