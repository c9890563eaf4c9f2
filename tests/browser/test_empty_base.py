"""A base with topics and nothing else, in the browser: the first case can be handed in, and the search finds what there is."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visiting, _serve
from tests.browser.form import errors, opened, saved, settled
from tests.site import building


@pytest.fixture(scope="module")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site of topics and plain pages."""
    root = building.project(tmp_path_factory.mktemp("empty"))
    for entry in (root / "content").iterdir():
        if entry.is_dir() and entry.name != "themen":
            shutil.rmtree(entry)
    built = building.build(root, root / "site")
    assert built.code == 0, built.output
    yield from _serve(built.site)


def test_the_first_case_can_be_handed_in(empty_home: str, visit: Visiting) -> None:
    """From the button on the start page to a file; the town is in no register, and the form asks for its Land and its size."""
    visitor = visit(empty_home)
    visitor.to("").click("text=Den ersten Fall einreichen")
    page = opened(visitor)
    page.fill("[name=_city]", "Musterstadt")
    page.keyboard.press("Tab")
    page.select_option("[name=_state]", "Thüringen")
    page.fill("[name=_people]", "34567")
    page.select_option("[name=topic]", "leerstand")
    page.check("[name=outcome][value=erfolgreich]")
    page.check("[name=effort][value=klein]")
    page.fill("[name=title]", "Musterstadt: Laden auf Zeit zog viele an")
    settled(page)
    expect(page.locator("[data-state]")).to_contain_text("vollständig")
    text = saved(page)
    assert [text for text in errors(page).values() if not text.startswith("Hinweis: ")] == []
    assert "city: musterstadt\n" in text
    assert "topic: leerstand\n" in text
    visitor.calm()


def test_the_search_finds_a_topic(empty_home: str, visit: Visiting) -> None:
    """Though no case speaks of it."""
    visitor = visit(empty_home, 390)
    page = visitor.to("?q=Leerstand")
    expect(page.locator(".md-search-result__link[href*='themen/leerstand/']").first).to_be_visible()
    visitor.calm()


def test_the_finder_page_says_so(empty_home: str, visit: Visiting) -> None:
    """No empty form of facets; nothing wider than a phone."""
    visitor = visit(empty_home, 390)
    for path in ("", "faelle/", "massnahmen/", "staedte/", "themen/", "anderswo-gescheitert/"):
        page = visitor.to(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page = visitor.to("faelle/")
    expect(page.locator("article")).to_contain_text("Noch ist kein Fall eingetragen.")
    assert page.locator("[data-kb-finder]").count() == 0
    visitor.calm()


def test_a_topic_is_left_to_report_on() -> None:
    """The form can be filled in with nothing but the topics: the one that is chosen here is among them."""
    assert (building.LAND / "content" / "themen" / "leerstand.md").is_file()
