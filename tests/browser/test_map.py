"""The map of Germany opens where towns stand together, and the list of towns is filtered by what is typed."""

import re
from pathlib import Path

from playwright.sync_api import expect

from citynet_kb.pictures import joining, maps
from tests.browser.conftest import Visiting
from tests.site.building import ROOT

SCRIPT = ROOT / "theme" / "assets" / "js" / "map.js"
SHOWN = ".kb-map__signs--towns a"


def numbers(script: Path, name: str) -> list[float]:
    """The constants that a script sets together with this one."""
    found = re.search(rf"const \[([A-Z_, ]*\b{name}\b[A-Z_, ]*)\] = \[([\d., ]+)\]", script.read_text("utf-8"))
    assert found
    return [float(one) for one in found[2].split(",")]


def test_script_and_page_draw_alike() -> None:
    """Sizes of signs and the largest enlargement are those of Python."""
    assert numbers(SCRIPT, "SIGN")[:4] == [maps._SIGN, maps._LEAST_GROUP, maps._OF_GROUP, maps._LARGEST_GROUP]
    assert numbers(SCRIPT, "MOST")[2] == joining.MOST_ENLARGED


def test_signs_open(real_home: str, visit: Visiting) -> None:
    """A number opens its towns; a tap beside a sign leads to the nearest; on a phone a Land leads to its map."""
    page = visit(real_home).to("karte/")
    before = page.locator(SHOWN).count()
    largest = page.locator(f"{SHOWN}:has(.kb-map__count)").first
    words = largest.get_attribute("aria-label") or ""
    number, around = int(words.split()[0]), words.partition(" um ")[2]
    largest.click()
    expect(page.locator("[data-kb-map-view] h3")).to_contain_text(" Städte in diesem Ausschnitt")
    inside = page.locator(SHOWN).evaluate_all("all => all.map(one => one.getAttribute('aria-label') || '')")
    assert sum(int(label.split()[0]) if " Städte um " in label else 1 for label in inside) >= number
    assert any(around in label for label in inside)
    while page.locator('[data-kb-zoom="in"]').is_enabled():
        page.locator('[data-kb-zoom="in"]').click()
    assert 0 < page.locator("[data-kb-map-view] li a").count() <= 40
    page.locator('[data-kb-zoom="all"]').click()
    assert page.locator(SHOWN).count() == before
    page = visit(real_home).to("karte/thueringen/")
    box = page.locator('.kb-map__town[href$="/staedte/gera/"] use').bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] + 22)
    page.wait_for_url("**/staedte/*/")
    phone = visit(real_home, 390).to("karte/")
    phone.locator('.kb-map__signs--lands a[href$="bayern/"]').click()
    phone.wait_for_url("**/karte/bayern/")


def test_towns_are_filtered(real_home: str, visit: Visiting) -> None:
    """By the beginning of a word of their name, with or without umlauts; Enter leads to the first."""
    page = visit(real_home).to("staedte/")
    shown = page.locator(".kb-townlist li:visible a")
    for typed in ("köl", "kol", "koel", "KÖLN"):
        page.get_by_label("Stadt suchen").fill(typed)
        assert "Köln" in shown.all_inner_texts()
        assert shown.count() < 4
    page.get_by_label("Stadt suchen").fill("gibtesnicht")
    expect(page.locator(".kb-townfind [role=status]")).to_contain_text("Keine Stadt")
    page.get_by_label("Stadt suchen").fill("gera")
    page.keyboard.press("Enter")
    page.wait_for_url("**/staedte/gera/")
