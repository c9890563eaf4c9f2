"""Questions of a city manager, asked of our own content on a phone: the answer stands within three links and the first screens."""

import gzip
import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SIZES, Visiting
from tests.fixtures import rows_of
from tests.site import building

QUESTIONS = rows_of(building.ROOT / "tests" / "answers" / "fragen.yml")
PHONE, MOST_LINKS, MOST_SCREENS = 390, 3, 4
FIRST_VISIT = 250_000
"""Bytes as they are sent, those of the search left out, which nobody loads who does not search."""
HEAVIEST, MOST_ELEMENTS = 300_000, 2_500
WORDS = """pattern => {
    const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
    const block = (element) => (getComputedStyle(element).display === "inline" ? block(element.parentElement) : element);
    const nodes = [];
    let text = "", last;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!node.data.trim() && !text || !node.parentElement.checkVisibility()) continue;
        const parted = block(node.parentElement) === last ? "" : " ";
        const words = (parted + node.data).replace(/\\s+/g, " ");
        last = block(node.parentElement);
        nodes.push([text.length, node]);
        text += text.endsWith(" ") ? words.trimStart() : words;
    }
    const found = new RegExp(pattern).exec(text);
    if (!found) return null;
    const range = document.createRange();
    range.selectNodeContents(nodes.findLast(([start]) => start < found.index + found[0].length)[1]);
    return range.getBoundingClientRect().bottom + scrollY;
}"""
"""How far down the page the words end that fit a pattern, among those that can be seen; null without any."""


def links(site: Path, address: str) -> Iterator[str]:
    """Where the links of a page of the site lead, from its root."""
    text = (site / address.partition("?")[0] / "index.html").read_text("utf-8")
    here = f"https://site/{address}"
    yield from (urljoin(here, unescape(href)).removeprefix("https://site/") for href in re.findall(r'<a\b[^>]*?\bhref="([^"]*)"', text))


def test_the_questions_are_well_asked() -> None:
    """Each has its way of at most three links and its words, with bounds that are no looser than four screens."""
    assert len({one["frage"] for one in QUESTIONS}) == len(QUESTIONS) == 15
    assert all(1 <= len(one["weg"]) <= MOST_LINKS for one in QUESTIONS)
    assert all(re.compile(pattern) and 1 <= screens <= MOST_SCREENS for one in QUESTIONS for pattern, screens in one["steht"])


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one["frage"])
def test_answer(question: dict[str, Any], real_home: str, returning: Visiting, tmp_path_factory: pytest.TempPathFactory) -> None:
    """One link leads to the next, from the start page to the answer, which is read without much scrolling."""
    site, steps = building.real_site(tmp_path_factory).site, ["", *question["weg"]]
    assert [step for here, step in pairwise(steps) if step not in links(site, here)] == []
    page = returning(real_home, PHONE).to(steps[-1])
    page.wait_for_load_state("networkidle")  # the finder asks for more cases
    found = {pattern: (where(page, pattern), screens) for pattern, screens in question["steht"]}
    late = {pattern: (place, screens) for pattern, (place, screens) in found.items() if place is None or place > screens}
    assert late == {}
    assert "fehlt" not in question or where(page, question["fehlt"]) is None


def where(page: Page, pattern: str) -> float | None:
    """On which screen of the phone the words end, counted from 0."""
    bottom = page.evaluate(WORDS, pattern)
    return None if bottom is None else round(bottom / SIZES[PHONE], 2)


def test_doubt_about_a_case_reaches_the_form_filled(real_home: str, visit: Visiting) -> None:
    """One click, and the form knows the case."""
    page = visit(real_home, PHONE).to("faelle/gera/eisbahn/")
    page.get_by_role("link", name="Stimmt das noch?").click()
    page.wait_for_url("**/fall-einreichen/?fall=gera/eisbahn&art=korrektur")
    expect(page.locator("form [name=title]")).to_have_value(re.compile("^Gera: "))


def test_link_is_copied_and_mailed(real_home: str, visit: Visiting) -> None:
    """Where the site has no address of its own, that of the browser is taken."""
    visitor = visit(real_home, PHONE, permissions=["clipboard-read", "clipboard-write"])
    page = visitor.to("massnahmen/eisbahn/?a=b#woran-es-lag")
    page.get_by_role("button", name="Link kopieren").click()
    page.get_by_role("button", name="Link kopiert").wait_for()
    address = f"{real_home}massnahmen/eisbahn/"
    assert page.evaluate("navigator.clipboard.readText()") == address
    mail = page.get_by_role("link", name="Weitergeben per Mail").get_attribute("href")
    assert unquote(mail or "").endswith(f"&body=Eisbahn in der Innenstadt\r\n\r\n{address}")


def test_first_visit_is_light(real_home: str, visit: Visiting, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The start page with all that it loads, packed as a server sends it."""
    visitor, site = visit(real_home, PHONE), building.real_site(tmp_path_factory).site
    visitor.to("").wait_for_load_state("networkidle")
    paths = [url.removeprefix(real_home) or "index.html" for url in visitor.requests]
    sizes = {path: len(gzip.compress((site / path).read_bytes())) for path in paths if not path.startswith(("search/", "data:"))}
    assert sum(sizes.values()) <= FIRST_VISIT, sizes


def test_no_page_is_too_large(real_home: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Neither in bytes nor in elements."""
    assert real_home, "it is built"
    element, site = re.compile(rb"<[a-zA-Z]"), building.real_site(tmp_path_factory).site
    pages = {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*.html")}
    measured = {path: (len(page), len(element.findall(page))) for path, page in pages.items()}
    assert {path: size for path, size in measured.items() if size[0] > HEAVIEST or size[1] > MOST_ELEMENTS} == {}
