"""All German municipalities on the form: found as one types, in whatever spelling, and told apart where several have one name."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visiting
from tests.browser.form import FORM, fill_brief, opened, saved, settled
from tests.site.building import ROOT

SCRIPT = ROOT / "theme" / "assets" / "js" / "form" / "main.js"


def test_nothing_of_the_register_comes_before_typing() -> None:
    """What finds municipalities is asked for when somebody types, not with the form."""
    imports = [line for line in SCRIPT.read_text(encoding="utf-8").splitlines() if line.startswith("import ")]
    assert imports
    assert not [line for line in imports if "towns" in line.partition(" from ")[2]]


def typed(page: Page, text: str) -> Page:
    """With the names that begin so, from the register."""
    with page.expect_response("**/orte/*.json"):
        page.locator("[name=_city]").press_sequentially(text)
    return page


OFFERED = (
    ("Teistungen", "teistungen", "Teistungen"),
    ("Rothenburg o.d.T.", "rothenburg-ob-der-tauber", "Rothenburg ob der Tauber"),
    ("Halle/Westf", "halle-westfalen", "Halle (Westf.)"),
    ("Neustadt Wein", "neustadt-an-der-weinstrasse", "Neustadt an der Weinstraße"),
    ("St. Augustin", "sankt-augustin", "Sankt Augustin"),
    ("Ko\u0308nigsee", "koenigsee", "Königsee"),
    ("Neuenkirchen Steinfurt", "neuenkirchen-nordrhein-westfalen", "Neuenkirchen (Nordrhein-Westfalen)"),
    ("Stadt Grossenhain", "grossenhain", "Großenhain"),
)
"""What is typed, and the municipality that is meant."""


def test_any_municipality_is_offered(real_home: str, visit: Visiting) -> None:
    """Old spellings and halves of a name find it; it needs no file."""
    page = opened(visit(real_home))
    for text, slug, name in OFFERED:
        page.fill("[name=_city]", text[:-2])
        page.locator("[name=_city]").press_sequentially(text[-2:])
        page.locator("#l-city li", has_text=name).first.click()
        expect(page.locator("[name=_city]"), text).to_have_value(name)
        assert (page.input_value("[name=city]"), page.input_value("[name=_city]")) == (slug, name)
        expect(page.locator("[data-new]"), text).to_be_hidden()


def test_a_name_of_several_is_asked_back(real_home: str, visit: Visiting) -> None:
    """Neither the first nor the largest is taken in silence; each is offered with Land and district."""
    page = typed(opened(visit(real_home)), "Neuenkirchen")
    expect(page.locator("#l-city li").nth(1)).to_contain_text("Landkreis")
    page.keyboard.press("Tab")
    settled(page)
    assert page.input_value("[name=city]") == ""
    expect(page.locator("#e-city")).to_contain_text("»Neuenkirchen« heißen mehrere Gemeinden")
    expect(page.locator("[data-new]")).to_be_hidden()


def test_towns_are_loaded_in_pieces_as_one_types(real_home: str, visit: Visiting) -> None:
    """Nothing of the register before; then one piece of at most 60 kB a beginning, once."""
    visitor = visit(real_home)
    asked: list[tuple[str, int]] = []
    visitor.page.on("response", lambda response: asked.append((response.url, len(response.body()))) if "/orte/" in response.url else None)
    page = opened(visitor)
    assert asked == []
    typed(page, "Schmalkalden")
    page.fill("[name=_city]", "Schleiz")
    settled(page)
    assert [url.rpartition("/")[2] for url, _ in asked] == ["sc.json"]
    assert asked[0][1] <= 60_000


def test_a_draft_keeps_its_town(real_home: str, visit: Visiting) -> None:
    """Also one without a file: its name is there again, and so is what is saved."""
    visitor = visit(real_home)
    page = opened(visitor)
    fill_brief(page)
    page.fill("[name=_city]", "")
    typed(page, "Teistungen")
    page.keyboard.press("Enter")
    settled(page)
    page = opened(visitor)
    assert (page.input_value("[name=city]"), page.input_value("[name=_city]")) == ("teistungen", "Teistungen")
    assert "city: teistungen\n" in saved(page)
    expect(page.locator("[data-done] button")).to_have_count(0)
    assert FORM in page.url
