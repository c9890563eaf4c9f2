"""The Ratsvorlage fits on one sheet of A4."""

import re

import pytest
from playwright.sync_api import Page

from citynet_kb.model import SizeClass
from tests.browser.conftest import Visiting

MEASURES = ("stadtgutschein", "stadtfest", "feierabendmarkt")
"""Those with most cases."""


def sheets(page: Page) -> int:
    """How many sheets of A4 the page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


@pytest.mark.parametrize("measure", MEASURES)
def test_one_sheet(real_home: str, visit: Visiting, measure: str) -> None:
    """Whatever the size of the town; header and footer of the site stay away."""
    visitor = visit(real_home, javascript=False)
    for size in SizeClass:
        page = visitor.to(f"vorab-check/{measure}/{size.value}/")
        assert sheets(page) == 1, size
    page.emulate_media(media="print")
    for hidden in (".kb-header", ".kb-footer", ".kb-crumbs", ".kb-actions", ".kb-sheet__hint"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator(".kb-sheet__address").is_visible()
