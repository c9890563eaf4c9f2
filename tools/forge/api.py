"""Speaks to the interface of a forge: JSON in, JSON out, page by page, never to another host. Standard library only."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode, urlsplit

SECONDS = 30
PER_PAGE = 100
MOST_PAGES = 20
LARGEST = 5_000_000
"""Bytes of an answer."""


class _Staying(urllib.request.HTTPRedirectHandler):
    """Follows a redirect without the token, since it may lead to a store of files elsewhere."""

    def redirect_request(self, req: urllib.request.Request, *rest: Any) -> urllib.request.Request | None:
        new = super().redirect_request(req, *rest)
        if new is not None and urlsplit(new.full_url).netloc != urlsplit(req.full_url).netloc:
            new.headers = {"Accept": "*/*"}
        return new


class Api:
    """One forge. `headers` hold the token."""

    def __init__(self, base: str, headers: dict[str, str]) -> None:
        self._base, self._headers = base.rstrip("/"), headers
        self._open = urllib.request.build_opener(_Staying()).open

    def raw(self, method: str, path: str, body: object = None, **query: str | int) -> bytes:
        """The answer as bytes. Raises OSError where it is no success (404 too)."""
        url = f"{self._base}/{path}{'?' + urlencode(query) if query else ''}"
        data = None if body is None else json.dumps(body).encode()
        headers = {**self._headers, **({"Content-Type": "application/json"} if data else {})}
        with self._open(urllib.request.Request(url, data, headers, method=method), timeout=SECONDS) as answer:
            found: bytes = answer.read(LARGEST)
            return found

    def ask(self, method: str, path: str, body: object = None, **query: str | int) -> Any:
        """The answer as values; None where it is empty."""
        found = self.raw(method, path, body, **query)
        return json.loads(found) if found.strip() else None

    def each(self, path: str, part: str = "", **query: str | int) -> Iterator[Any]:
        """Every entry of a list, over all its pages. `part` names the list where the answer holds more."""
        for page in range(1, MOST_PAGES + 1):
            found = self.ask("GET", path, per_page=PER_PAGE, page=page, **query)
            entries = found[part] if part else found
            yield from entries
            if len(entries) < PER_PAGE:
                return


NOT_THERE = urllib.error.HTTPError
"""What `raw` raises where there is nothing, or nothing for us."""
