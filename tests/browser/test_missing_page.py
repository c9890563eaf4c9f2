"""The page that stands for every address that does not exist."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visiting


@pytest.mark.slow
@pytest.mark.parametrize("javascript", [True, False])
def test_it_can_be_searched(real_home: str, visit: Visiting, javascript: bool) -> None:
    """With scripts in its own search field, without them by the list of measures."""
    visitor = visit(real_home, 390, javascript=javascript)
    page = visitor.to("404.html")
    expect(page).to_have_title("Seite nicht gefunden – CityNetz Wissensspeicher")
    page.get_by_label("Wonach suchen Sie?").fill("eisbahn")
    page.get_by_role("button", name="Nachsehen").click()
    if javascript:
        expect(page.locator(".md-search-result__list a").first).to_have_attribute(
            "href", re.compile(r"/massnahmen/eisbahn/"), timeout=15_000
        )
    else:
        expect(page).to_have_url(f"{real_home}massnahmen/?q=eisbahn")
    visitor.calm()
