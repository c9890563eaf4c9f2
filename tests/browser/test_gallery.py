"""Every component in every state, on one page in a browser. The page is built here only; GALLERY names a folder for pictures of it."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.conftest import Visiting
from tests.components import gallery


def opened(visit: Visiting, home: str, width: int, scheme: str) -> Page:
    """The gallery at an address of its own, in the frame of a page of the site that lies as deep."""
    visitor = visit(home, width, color_scheme=scheme)
    shell = visitor.page.request.get(f"{home}staedte/").text()
    visitor.page.route(f"{home}galerie/", lambda route: route.fulfill(body=gallery.page(shell), content_type="text/html; charset=utf-8"))
    page = visitor.to("galerie/")
    visitor.calm()
    page.evaluate("document.querySelectorAll('article details').forEach(part => { part.open = true; })")
    page.evaluate("document.querySelectorAll('article img').forEach(part => { part.loading = 'eager'; })")
    return page


WIDER = """() => [...document.querySelectorAll("[data-example]")].filter(part => part.scrollWidth > part.clientWidth)
  .map(part => part.previousElementSibling.textContent)"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_component_in_every_state(width: int, scheme: str, land_home: str, visit: Visiting) -> None:
    """All are shown, none is wider than the page, and axe finds nothing."""
    page = opened(visit, land_home, width, scheme)
    if os.environ.get("GALLERY"):
        page.screenshot(path=Path(os.environ["GALLERY"], f"{width}-{scheme}.png"), full_page=True)
    assert page.locator("[data-example]").count() == sum(len(gallery.examples(name)) for name in gallery.COMPONENTS)
    assert page.evaluate(WIDER) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


def test_every_component_has_an_example() -> None:
    """A component that is never shown is never looked at."""
    assert gallery.COMPONENTS
    assert [name for name in gallery.COMPONENTS if not gallery.examples(name)] == []
