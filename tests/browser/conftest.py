"""A browser, and the built sites behind a server on this machine. Without a browser these tests fail; they are never skipped."""

from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser import axe
from tests.browser.tabs import SIZES, Tabs, Visit
from tests.site import building

__all__ = ["SIZES", "Visit", "Visiting"]


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # a connection serves many requests

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Scripts, styles and fonts may be kept while the server runs: each page would ask for a dozen files anew."""
        if "/assets/" in self.path:
            self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def do_GET(self) -> None:
        """Files of the site, and axe."""
        if self.path != axe.AT:
            super().do_GET()
            return
        script = axe.script().encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript; charset=utf-8")
        self.send_header("Content-Length", str(len(script)))
        self.end_headers()
        self.wfile.write(script)


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """Say nothing of a browser that leaves in the middle of an answer; whoever waits for one notices."""


def _serve(folder: Path) -> Iterator[str]:
    with _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        home = f"http://127.0.0.1:{server.server_port}"
        axe.SERVERS.add(home)
        yield f"{home}/"
        axe.SERVERS.discard(home)
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def real_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site of our own content."""
    built = building.real_site(tmp_path_factory)
    assert built.code == 0, built.output
    yield from _serve(built.site)


@pytest.fixture(scope="session")
def land_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site of Beispielland, where every field holds hostile text."""
    built = building.land_site(tmp_path_factory)
    assert built.code == 0, built.output
    yield from _serve(built.site)


Visiting = Callable[..., Visit]


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    """The tabs that visitors take in turn."""
    return Tabs(browser)


@pytest.fixture
def visit(tabs: Tabs) -> Iterator[Visiting]:
    """`visit(home, width, javascript)`: a fresh visitor."""
    visits: list[Visit] = []

    def begin(home: str, *settings: Any, **options: Any) -> Visit:
        visits.append(tabs.visit(home, *settings, **options))
        return visits[-1]

    yield begin
    for visit in visits:
        tabs.leave(visit)


@pytest.fixture(scope="module")
def returning(tabs: Tabs) -> Iterator[Visiting]:
    """`returning(home, width)`: a visitor who has seen other pages of the site, for tests that only look at a page. One a screen."""
    visits: dict[tuple[Any, ...], Visit] = {}

    def again(home: str, width: int = 1280, **options: Any) -> Visit:
        who = (home, width, *options.items())
        if who not in visits:
            visits[who] = tabs.visit(home, width, **options)
        visits[who].requests.clear()
        visits[who].complaints.clear()
        return visits[who]

    yield again
    for visit in visits.values():
        tabs.leave(visit)
