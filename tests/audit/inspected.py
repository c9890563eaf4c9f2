"""Built pages, looked at by the tools that others would use: axe on every kind of page, screen and state."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.audit import Row, Setting, none_of
from tests.browser.conftest import SIZES, _serve
from tests.browser.states import STATES, State, folded_out
from tests.browser.test_accessibility import LAND, PICTURES
from tests.browser.test_reading import KINDS
from tests.chromium import ARGUMENTS
from tests.site.building import ROOT, build, project

SCHEMES = ("light", "dark")


def accessibility(setting: Setting) -> Iterator[Row]:
    """Every kind of page and every state, light and dark, on three widths: what axe finds, its best practices included."""
    real = _built(ROOT, setting.folder / "real")
    land = _built(project(setting.folder / "land"), setting.folder / "land-site")
    places = [(real, name, path, folded_out) for name, path in {**KINDS, **PICTURES}.items()]
    places += [(real, name, path, state) for name, (path, state) in STATES.items()]
    places += [(land, name, path, folded_out) for name, path in LAND.items()]
    found, visited = violations(places)
    yield none_of("violations that axe finds, best practices included", found, visited)


def _built(root: Path, site: Path) -> Path:
    done = build(root, site)
    if done.code:
        raise RuntimeError(done.output)
    return site


Place = tuple[Path, str, str, State]
"""A built site, the name of a kind or state, its address, and what is done there."""


def violations(places: list[Place]) -> tuple[list[str], int]:
    """What axe finds at each place on each screen, and how many pages it saw."""
    found, visited = [], 0
    with started_browser() as browser:
        for site in sorted({place[0] for place in places}):
            with served(site) as home:
                for scheme, width in product(SCHEMES, SIZES):
                    for _, name, path, state in (place for place in places if place[0] == site):
                        found += [f"{name}, {scheme}, {width}: {one}" for one in _at(browser, home + path, scheme, width, state)]
                        visited += 1
    return found, visited


@contextmanager
def started_browser() -> Iterator[Browser]:
    """The browser that $CHROMIUM names."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a built site."""
    serving = _serve(site)
    yield next(serving)
    next(serving, None)


def _at(browser: Browser, address: str, scheme: str, width: int, state: State) -> list[str]:
    context = browser.new_context(
        viewport={"width": width, "height": SIZES[width]}, color_scheme=scheme, locale="de-DE", reduced_motion="reduce"
    )
    try:
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.goto(address)
        state(page)
        return axe_finds(page)
    finally:
        context.close()


def axe_finds(page: Page) -> list[str]:
    """Rule and element of each violation."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"][:3]]
