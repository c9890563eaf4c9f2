"""»Meine Stadt«: chosen once, kept only then, deleted with a click; it orders by likeness, by the same rule as the build."""

import json
import random
import re

import pytest
from playwright.sync_api import Page, expect

from citynet_kb.indexes import likeness
from citynet_kb.model import City
from tests.browser.axe import violations
from tests.browser.conftest import Visiting
from tests.browser.finder import base, becomes, found, settled
from tests.browser.test_traces import listening, stored
from tests.site.building import ROOT

PAIRS = 600
SCORES = """async ([home, pairs]) => {
    const { likeness } = await import(home + "assets/js/town/likeness.js");
    const rule = await (await fetch(home + "api/v1/likeness.json")).json();
    return pairs.map(([one, other]) => { const { score, isSimilar } = likeness(one, other, rule); return [score, isSimilar]; });
}"""
TOWNS = """async ([home, ids]) => {
    const mine = await import(home + "assets/js/town/mine.js");
    const found = [];
    for (const id of ids) found.push(await mine.town(id));
    return found;
}"""
MEASURE = "massnahmen/eisbahn/"
ENTRIES = "all => all.map(entry => entry.dataset.town)"
LIST = ".kb-towns--all > [data-town]"


def traits(city: City) -> dict[str, object]:
    """What the rule compares, as the build ships it."""
    return city.model_dump(
        mode="json", include={"population", "country", "state", "central_function", "size_class", "lat", "lon"}, exclude_none=True
    )


def test_what_every_page_loads_is_small() -> None:
    """A first visit loads none of it: the scripts come when a town is chosen."""
    loaded = (ROOT / "mkdocs.yml").read_text("utf-8") + (ROOT / "theme/page.html").read_text("utf-8")
    assert "js/town" not in loaded


def test_browser_and_build_agree(visit: Visiting, real_home: str) -> None:
    """Towns by chance, those of the register without a file among them: the browser knows the same of them, and gives the same points."""
    page = visit(real_home).to("")
    chance, known = random.Random("alike"), base()
    slugs = [one.slug for one in chance.sample([*known.municipalities], 20)]
    from_register = {slug: known.cities.get(slug) or known.municipalities.city(slug) for slug in slugs}
    told = page.evaluate(TOWNS, [real_home, slugs])
    for slug, town in zip(slugs, told, strict=True):
        wanted = traits(from_register[slug])  # type: ignore[arg-type]
        assert {name: town.get(name) for name in wanted} == wanted, slug
    towns = [*known.cities.values(), *(city for city in from_register.values() if city)]
    pairs = [chance.sample(towns, 2) for _ in range(PAIRS)]
    scores = page.evaluate(SCORES, [real_home, [[traits(one), traits(other)] for one, other in pairs]])
    assert scores == [[alike.score, alike.is_similar] for alike in (likeness(one, other) for one, other in pairs)]


def in_order(home: City, towns: list[str]) -> list[str]:
    """As Python orders them: the own town, similar ones by points, others, those without a record; equal ones as they stood."""

    def rank(entry: str) -> int:
        alike = [likeness(home, base().cities[town]) for town in entry.split() if town in base().cities and town != home.id]
        return 999 if home.id in entry.split() else max((one.score + 101 * one.is_similar for one in alike), default=-1)

    return sorted(towns, key=rank, reverse=True)


def chosen(page: Page) -> dict[str, object] | None:
    """What the browser keeps of the choice."""
    kept: dict[str, object] | None = json.loads(page.evaluate("localStorage.getItem(__md_scope.pathname + '.stadt')") or "null")
    return kept


def test_a_town_is_chosen_used_and_deleted(visit: Visiting, real_home: str) -> None:
    """By the keyboard from the header; the list of a measure, the finder and the start page follow; nothing is kept before and after."""
    visitor = listening(visit(real_home))
    page = visitor.to(MEASURE)
    before = page.eval_on_selector_all(LIST, ENTRIES)
    page.locator(".kb-tool--town").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-kb-mine]")).to_be_visible()
    page.keyboard.type("schlei")
    expect(page.locator("[data-kb=offers] button").first).to_be_visible()
    page.locator("[data-kb=field]").fill("Schleiz")
    expect(page.locator("[data-kb=offers] button").first).to_contain_text("Schleiz Thüringen")
    assert violations(page) == []
    assert stored(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[data-kb-mine]")).to_be_hidden()
    assert (chosen(page) or {})["id"] == "schleiz"
    assert len(stored(page)) == 1
    home = base().municipalities.city("schleiz")
    assert home
    becomes(page, lambda: page.eval_on_selector_all(LIST, ENTRIES), in_order(home, before))
    expect(page.locator(".kb-tool--town")).to_have_text("Schleiz")
    page = visitor.to("faelle/")
    page.get_by_role("button", name="Nur Städte wie Schleiz").click()
    expect(page).to_have_url(re.compile(r"\?stadt=schleiz$"))
    expect(page.locator("[data-kb=range]")).not_to_be_empty()
    settled(page)
    shown = [id.split("/")[0] for id in found(page)]
    assert "schleiz" not in shown
    assert shown == in_order(home, shown)
    page = visitor.to("")
    expect(page.locator(".kb-mybox [data-kb-town-cases]")).to_have_attribute("href", re.compile(r"faelle/\?stadt=schleiz$"))
    page = visitor.to(MEASURE)
    becomes(page, lambda: page.eval_on_selector_all(LIST, ENTRIES), in_order(home, before))
    page.locator(".kb-tool--town").click()
    page.locator("[data-kb-mine] [data-kb-town=forget]").click()
    becomes(page, lambda: page.eval_on_selector_all(LIST, ENTRIES), before)
    assert stored(page) == []
    assert page.evaluate("kbViolations") == []
    visitor.calm()


def test_its_own_page_takes_a_town(visit: Visiting, real_home: str) -> None:
    """One click on the page of a town, on a small phone; the menu names it, and the finder leaves it out."""
    visitor = visit(real_home, 320)
    page = visitor.to("staedte/gera/")
    page.get_by_role("button", name="Das ist meine Stadt").click()
    expect(page.get_by_text("Das ist Ihre Stadt.")).to_be_visible()
    assert chosen(page) == {"id": "gera", "name": "Gera", "page": True}
    page.locator(".kb-menu > summary").click()
    page.get_by_role("link", name="Meine Stadt: Gera").click()
    expect(page.locator("[data-kb-mine] [data-kb-town-page]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert violations(page) == []
    page = visitor.to("faelle/?stadt=gera")
    settled(page)
    assert found(page)
    assert not [id for id in found(page) if id.startswith("gera/")]
    visitor.calm()


@pytest.mark.parametrize("path", ["", MEASURE])
def test_without_scripts_links_lead_to_the_towns(path: str, visit: Visiting, real_home: str) -> None:
    """No dead button, no empty words."""
    page = visit(real_home, 1280, javascript=False).to(path)
    expect(page.locator(".kb-tool--town")).to_have_attribute("href", re.compile("staedte/$"))
    assert not [one for one in page.locator("[data-kb-mine], .kb-if-town, .kb-if-script").all() if one.is_visible()]
