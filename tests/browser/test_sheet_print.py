"""The Erfahrungsblatt on paper: its first page holds what a council has to see, and the sheet stays light."""

import re
from collections import Counter

import pytest

from citynet_kb.model import addresses
from tests.browser.conftest import Visiting
from tests.site.building import ROOT

FULLEST = 6
STYLE = (ROOT / "theme" / "assets" / "css" / "sheet.css").read_text("utf-8")
TOP, RIGHT, BOTTOM, LEFT = (int(margin) for margin in re.findall(r"(\d+)mm", re.findall(r"@page \{.*?\}", STYLE)[0]))
WIDTH, HEIGHT = 210 - LEFT - RIGHT, 297 - TOP - BOTTOM
"""Of a page of A4 within its margins, in mm."""
MILLIMETRE = 96 / 25.4
END_OF_FIRST_PAGE = "() => document.querySelector('.kb-sheet__foot').getBoundingClientRect().bottom + scrollY"
CUT = """() => [...document.querySelectorAll("article *")]
    .filter(element => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(element => element.className)"""


def fullest() -> list[str]:
    """The measures with most cases."""
    texts = [file.read_text("utf-8") for file in (ROOT / "content" / "faelle").glob("*/*.md")]
    count = Counter(found[1] for text in texts if (found := re.search(r"^measure: (\S+)$", text, re.MULTILINE)))
    return [measure for measure, _ in count.most_common(FULLEST)]


def test_the_margins_are_known() -> None:
    """Those of the style that the sheets load."""
    assert (WIDTH, HEIGHT) == (177, 272)


@pytest.mark.parametrize("measure", ["eisbahn", "innenstadt-monitoring", *fullest()])
def test_first_page(real_home: str, visit: Visiting, measure: str) -> None:
    """All of it fits on one sheet, header and footer of the site stay away, and nothing is cut. So it is without JavaScript."""
    visitor = visit(real_home, javascript=False)
    page = visitor.to(addresses.published(addresses.sheet(measure)))
    assert len(page.content()) < 300_000
    assert page.evaluate("document.querySelectorAll('*').length") < 2_500
    page.set_viewport_size({"width": round(WIDTH * MILLIMETRE), "height": 900})
    page.emulate_media(media="print")
    assert page.evaluate(END_OF_FIRST_PAGE) < HEIGHT * MILLIMETRE
    assert page.evaluate(CUT) == []
    for hidden in (".kb-header", ".kb-footer", ".kb-crumbs", ".kb-actions"):
        assert not page.locator(hidden).first.is_visible(), hidden


def test_word_file_is_linked(real_home: str, visit: Visiting) -> None:
    """Beside the sheet, under a name that says what it is."""
    page = visit(real_home).to(addresses.published(addresses.sheet("eisbahn")))
    name = page.get_by_role("link", name="Als Word-Datei").get_attribute("href")
    assert name == "erfahrungsblatt-eisbahn.docx"
    assert page.request.get(f"{page.url}{name}").body()[:2] == b"PK"
