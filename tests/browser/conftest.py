"""A browser, and the built sites behind a server on this machine. Without a browser these tests fail; they are never skipped."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.site import building

SIZES = {320: 640, 390: 844, 1280: 900}
"""Widths and heights of a small phone, a phone and an office PC."""


@dataclass
class Visit:
    """A page in the browser, with everything that it asked for and complained about."""

    page: Page
    home: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def to(self, path: str) -> Page:
        """Open a page of the site, and wait until it is quiet."""
        self.page.goto(self.home + path)
        self.page.wait_for_load_state("load")
        return self.page

    def calm(self) -> None:
        """Nothing was asked of another host, nothing was complained about."""
        assert self.requests, "nothing was requested at all"
        foreign = [url for url in self.requests if not url.startswith((self.home, "data:", "blob:" + self.home))]
        assert not foreign, foreign
        assert not self.complaints, self.complaints


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # a connection serves many requests

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """Say nothing of a browser that leaves in the middle of an answer; whoever waits for one notices."""


def _serve(folder: Path) -> Iterator[str]:
    with _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
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


def _begun(browser: Browser, home: str, width: int = 1280, javascript: bool = True, **options: Any) -> Visit:
    context = browser.new_context(
        viewport={"width": width, "height": SIZES[width]}, java_script_enabled=javascript, locale="de-DE", **options
    )
    context.set_default_timeout(10_000)
    visit = Visit(context.new_page(), home)
    context.on("request", lambda request: visit.requests.append(request.url))
    visit.page.on("console", lambda message: visit.complaints.append(message.text) if message.type in ("error", "warning") else None)
    visit.page.on("pageerror", lambda problem: visit.complaints.append(str(problem)))
    visit.page.on("dialog", lambda dialog: (visit.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    visit.page.on(
        "response", lambda response: visit.complaints.append(f"{response.status} {response.url}") if response.status >= 400 else None
    )
    return visit


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visiting]:
    """`visit(home, width, javascript)`: a fresh visitor."""
    visits: list[Visit] = []

    def begin(home: str, *settings: Any, **options: Any) -> Visit:
        visits.append(_begun(browser, home, *settings, **options))
        return visits[-1]

    yield begin
    for visit in visits:
        visit.page.context.close()


@pytest.fixture(scope="module")
def returning(browser: Browser) -> Iterator[Visiting]:
    """`returning(home, width)`: a visitor who has seen other pages of the site, for tests that only look at a page. One a screen."""
    visits: dict[tuple[Any, ...], Visit] = {}

    def again(home: str, width: int = 1280, **options: Any) -> Visit:
        who = (home, width, *options.items())
        if who not in visits:
            visits[who] = _begun(browser, home, width, **options)
        visits[who].requests.clear()
        visits[who].complaints.clear()
        return visits[who]

    yield again
    for visit in visits.values():
        visit.page.context.close()
