"""The Ratsvorlage fits on one sheet of A4."""

import re
from collections import Counter

import pytest
from playwright.sync_api import Page

from citynet_kb.model import SizeClass
from tests.browser.conftest import Visiting
from tests.site.building import ROOT

MEASURES = ("haendlerverein", "stadtgutschein", "stadtfest", "feierabendmarkt")
"""Some with many cases, so that the sheet is full."""


def test_the_measures_have_many_cases() -> None:
    """Full sheets are looked at, and that of the measure with most cases is among them."""
    texts = [file.read_text("utf-8") for file in (ROOT / "content" / "faelle").glob("*/*.md")]
    count = Counter(found[1] for text in texts if (found := re.search(r"^measure: (\S+)$", text, re.MULTILINE)))
    assert count.most_common(1)[0][0] in MEASURES
    assert min(count[measure] for measure in MEASURES) >= 5


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
