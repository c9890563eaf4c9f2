"""What a page looks like once somebody has used it: search open, filters chosen, form in error, menu open, everything folded out."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.finder import filters_open
from tests.browser.form import FORM

FOLDED_OUT = "document.querySelectorAll('main details').forEach(part => { part.open = true; })"


def folded_out(page: Page) -> None:
    """Everything that can be opened in the page is open."""
    page.evaluate(FOLDED_OUT)


def _searched(page: Page, words: str) -> None:
    page.locator("[data-kb-search=open]").click()
    page.locator("[data-md-component=search-query]").press_sequentially(words)


def search_with_results(page: Page) -> None:
    """The dialog with results, one of them chosen by the keyboard."""
    _searched(page, "feierabendmarkt")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("ArrowDown")


def search_without_results(page: Page) -> None:
    """The dialog that says where to go on."""
    _searched(page, "qqqzzz")
    expect(page.locator("[data-kb-search=none]")).to_be_visible()


def menu_open(page: Page) -> None:
    """The menu of small screens; on wide ones there is none."""
    menu = page.locator(".kb-menu > summary")
    if menu.is_visible():
        menu.click()


def filters_used(page: Page) -> None:
    """A facet chosen, so that counts, entries and the list of what is chosen have changed."""
    folded_out(page)
    filters_open(page)
    page.locator("[data-facet=ergebnis] input").first.check()
    page.locator("[data-facet=groesse] input").first.check()
    expect(page.locator("[data-kb=chips] button")).to_have_count(2)


def nothing_fits(page: Page) -> None:
    """A word that no case holds."""
    page.locator("[data-kb-finder] [name=text]").press_sequentially("qqqzzz")
    expect(page.locator("[data-kb=none]")).to_be_visible()
    expect(page).to_have_url(re.compile("qqqzzz$"))


def form_in_error(page: Page) -> None:
    """All parts open, one entry of each list, and sent off empty."""
    page.wait_for_selector("form[data-ready]", state="attached")
    folded_out(page)
    page.fill("[name='contact.email']", "keine adresse")
    page.click("[data-out=file]")
    expect(page.locator(".kb-form__error:visible").first).to_be_visible()


State = Callable[[Page], None]
STATES: dict[str, tuple[str, State]] = {
    "search, results": ("", search_with_results),
    "search, nothing found": ("", search_without_results),
    "menu": ("faelle/achim/feierabendmarkt/", menu_open),
    "finder, filters used": ("faelle/", filters_used),
    "finder, nothing fits": ("faelle/", nothing_fits),
    "form in error": (FORM, form_in_error),
}
"""Where a state is reached, and how."""
