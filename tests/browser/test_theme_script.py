"""The theme's script runs where somebody needs it, and then does what it did when it ran on every page."""

import re
from pathlib import Path

import material
from playwright.sync_api import Route, expect

from tests.browser.conftest import Visiting
from tests.site.building import ROOT

HEAVY = re.compile("assets/javascripts/|search/")
"""The theme's script, and what it starts: our worker and the index."""
FOLD = """() => {
  const fold = document.querySelector("[data-md-component=content] details:not([open])");
  fold.id = "fold";
  location.hash = "fold";
}"""
FOLDED = "document.querySelectorAll('[data-md-component=content] details:not([open])').length"


def test_no_page_names_it_as_a_script() -> None:
    """Pages hold its address; the first script of the theme's page is the one that is meant."""
    page = (Path(material.__file__).parent / "templates" / "base.html").read_text("utf-8")
    scripts = page[page.index("{% block scripts %}") :]
    assert scripts.index("javascripts/bundle.") < scripts.index("</script>") < scripts.index("extra_javascript")
    assert "data-kb-theme" in (ROOT / "theme" / "page.html").read_text("utf-8")


def test_it_waits_until_somebody_searches(visit: Visiting, real_home: str) -> None:
    """A page is read without it. What it does at its start, to close the search where the address names a part of the page, it leaves."""
    visitor = visit(real_home)
    page = visitor.to("glossar/#Inhalt")
    assert not list(filter(HEAVY.search, visitor.requests))
    page.locator("[data-kb-search=open]").click()
    page.keyboard.type("markt")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.evaluate("new Promise(done => setTimeout(done, 200))")
    expect(page.locator("[data-md-component=search-query]")).to_be_visible()
    expect(page).to_have_url(re.compile("#Inhalt$"))
    assert len(list(filter(re.compile(r"assets/javascripts/bundle\.").search, visitor.requests))) == 1
    page.keyboard.press("Escape")
    expect(page.locator("[data-md-component=search-query]")).to_be_hidden()
    visitor.calm()


def test_a_search_whose_script_fails_can_be_opened_again(visit: Visiting, real_home: str) -> None:
    """As when the line breaks off: the address stays, and the next opening tries again."""
    visitor = visit(real_home)
    page = visitor.to("impressum/#Inhalt")
    page.route("**/bundle.*.js", lambda route: route.abort(), times=1)
    with page.expect_event("requestfailed"):
        page.locator("[data-kb-search=open]").click()
    page.locator(".kb-search__close").click()
    assert page.url.endswith("#Inhalt")
    page.locator("[data-kb-search=open]").click()
    page.keyboard.type("eisbahn")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_the_search_is_closed_by_key_before_the_script_is_there(visit: Visiting, real_home: str) -> None:
    """Escape need not wait for it. What comes later leaves the dialog closed, and serves the next opening."""
    visitor = visit(real_home)
    page = visitor.to("impressum/")
    held: list[Route] = []
    page.route("**/bundle.*.js", lambda route: held.append(route), times=1)
    opener, field = page.locator("[data-kb-search=open]"), page.locator("[data-md-component=search-query]")
    opener.click()
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    expect(opener).to_be_focused()
    with page.expect_event("requestfinished", lambda request: "/bundle." in request.url):
        held[0].continue_()
    page.evaluate("new Promise(done => setTimeout(done, 200))")
    expect(field).to_be_hidden()
    opener.click()
    page.keyboard.type("eisbahn")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    visitor.calm()


def test_it_comes_with_what_it_works_on(visit: Visiting, real_home: str, land_home: str) -> None:
    """A table can be scrolled, tabs can be leafed through; words that led to a page are marked; the address may ask the search."""
    guest = visit(land_home)
    expect(guest.to("aufwand/").locator(".md-typeset__scrollwrap table").first).to_be_visible()
    expect(guest.to("mitmachen/").locator(".tabbed-control").first).to_be_attached()
    reader = visit(real_home)
    page = reader.to("faelle/achim/feierabendmarkt/?h=feierabendmarkt")
    expect(page.locator("main mark[data-md-highlight]").first).to_have_text(re.compile("feierabendmarkt", re.IGNORECASE))
    page = reader.to("themen/?q=eisbahn")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_folds_open_without_it(visit: Visiting, real_home: str) -> None:
    """Where the address names one, and all of them for paper; afterwards those that were closed are closed."""
    page = visit(real_home).to("glossar/")
    before = page.evaluate(FOLDED)
    page.evaluate(FOLD)
    expect(page.locator("#fold")).to_be_in_viewport()
    assert page.evaluate(FOLDED) == before - 1
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(FOLDED) == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(FOLDED) == before - 1


def test_light_and_dark_by_keyboard(visit: Visiting, real_home: str) -> None:
    """Enter and the space bar change it back and forth, at once and without a transition; the switch always says what it would do."""
    page = visit(real_home).to("glossar/")
    body, switch = page.locator("body"), page.locator(".kb-palette label:visible")
    page.locator("[name=__palette]").first.focus()
    for key, scheme, offered in (("Enter", "slate", "Helle Darstellung"), (" ", "default", "Dunkle Darstellung")):
        page.keyboard.press(key)
        expect(body).to_have_attribute("data-md-color-scheme", scheme)
        expect(switch).to_have_attribute("title", offered)
        expect(body).not_to_have_attribute("data-md-color-switching", "")
    page.reload()
    expect(page.locator("meta[name=color-scheme]")).to_have_attribute("content", "normal")
