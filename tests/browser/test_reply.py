"""The reply of a town weighs as much as what is said about it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visiting
from tests.site.building import LAND

CASE = "faelle/musterstadt/feierabendmarkt/"
BRIEF = "faelle/neudorf/feierabendmarkt-2017/"
MEASURED = """element => {
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    return [style.fontSize, style.lineHeight, style.color, style.fontWeight, Math.round(box.left), style.maxWidth];
}"""


def test_both_cases_have_a_reply() -> None:
    """One behind a whole text, one behind two sentences."""
    whole, brief = ((LAND / "content" / f"{case.strip('/')}.md").read_text("utf-8") for case in (CASE, BRIEF))
    assert "\nstellungnahme: " in whole
    assert "\nstellungnahme: " in brief
    assert "\n## Ausgangslage\n" in whole
    assert "\n## " not in brief


def look(page: Page, selector: str) -> list[object]:
    """Letters, colour and place of an element."""
    return list(page.locator(selector).first.evaluate(MEASURED))


@pytest.mark.parametrize("medium", ["screen", "print"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_reply_looks_like_the_report(visit: Visiting, land_home: str, width: int, medium: str) -> None:
    """Behind the text, under a heading of its level, in letters of its size, colour and width; open on paper too."""
    page = visit(land_home, width).to(CASE)
    page.emulate_media(media=medium)
    reply = page.locator("h2#stellungnahme + p")
    expect(reply).to_be_visible()
    assert look(page, "h2#stellungnahme + p") == look(page, "h2#ausgangslage + p")
    assert look(page, "h2#stellungnahme") == look(page, "h2#ausgangslage")
    assert page.locator("details #stellungnahme, aside #stellungnahme, .kb-notice #stellungnahme").count() == 0
    headings = page.locator("article h2").evaluate_all("all => all.map(heading => heading.id)")
    assert headings.index("erkenntnisse") < headings.index("stellungnahme") == headings.index("was-wurde-daraus") - 1


def test_the_head_of_the_case_leads_to_the_reply(visit: Visiting, land_home: str) -> None:
    """Whoever reads the outcome sees there that somebody answered."""
    page = visit(land_home).to(CASE)
    page.get_by_role("link", name="mit Stellungnahme").click()
    expect(page).to_have_url(f"{land_home}{CASE}#stellungnahme")
    expect(page.locator("h2#stellungnahme")).to_be_in_viewport()


def test_a_case_of_two_sentences_is_answered_in_their_size(visit: Visiting, land_home: str) -> None:
    """Where the summary is all there is, the reply has its letters."""
    page = visit(land_home).to(BRIEF)
    assert look(page, "h2#stellungnahme + p") == look(page, ".kb-meta + .kb-lead")
