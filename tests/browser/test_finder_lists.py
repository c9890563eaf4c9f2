"""The list of the finder: its order, its answer to words, and ways to take it along."""

import csv
import io
import random
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from citynet_kb.indexes import Likeness, likeness
from tests.browser.conftest import Visiting
from tests.browser.finder import (
    GO,
    at_first,
    at_rest,
    base,
    becomes,
    found,
    ledger,
    near,
    newest,
    on_the_page,
    settled,
    values,
    without_worker,
)
from tests.browser.test_traces import CLEAN, listening, traces
from tests.recount.ledger import Case
from tests.site import building
from tests.site.building import ROOT

STUB = """onmessage = ({data}) => { if (data.type === "cases") setTimeout(() =>
    postMessage({type: "cases", data: {query: data.data, ids: ["gera/eisbahn-am-maerchenmarkt", "nirgends/nichts"]}}), 50); };"""


def test_the_stub_speaks_as_the_search_does() -> None:
    """Finder, search and the stub that stands for it call the question for cases by one name."""
    asked = re.search(r'CASES = ("\w+")', (ROOT / "theme/assets/js/search/worker.js").read_text("utf-8"))
    assert asked
    assert asked[1] in (ROOT / "theme/assets/js/finder.js").read_text("utf-8")
    assert f"type: {asked[1]}" in STUB


def test_similar_towns_come_first(visit: Visiting, real_home: str) -> None:
    """»Ihre Stadt«: others of half to double the population, ordered as by the rule in Python; similar ones come first."""
    page = visit(real_home).to("faelle/?stadt=gera")
    expect(page.locator("[data-kb=range]")).to_have_text("Andere Städte mit 47.804 bis 191.216 Einwohnern")
    cities, order = base().cities, {id: place for place, id in enumerate(newest())}

    def nearness(town: str, city: str) -> tuple[int, int]:
        """Similar ones, then others, by score; last those without a record."""
        if city not in cities:
            return 3, 0
        alike = pair(*sorted((town, city)))
        return (1 if alike.is_similar else 2), -alike.score

    @cache
    def pair(one: str, other: str) -> Likeness:
        return likeness(cities[one], cities[other])

    by_city: dict[str, list[Case]] = {}
    for case in sorted(ledger().present, key=lambda case: order[case["id"]]):
        by_city.setdefault(case["city"], []).append(case)
    for town in random.Random("like").sample(sorted(cities), 40):
        page.evaluate(GO, f"?stadt={town}")
        there = [city for city, cases in by_city.items() if near(ledger(), cases[0], town)]
        ranked = sorted(there, key=lambda city, town=town: (nearness(town, city), city))
        wanted = [case["id"] for city in ranked for case in by_city[city]]
        becomes(page, lambda: found(page), list(on_the_page(wanted)))


def test_orders(visit: Visiting, real_home: str) -> None:
    """What happened last first, unless towns are asked for."""
    page = visit(real_home).to("faelle/")
    assert found(page) == list(on_the_page(newest()))
    page.get_by_label("Reihenfolge").select_option("stadt")
    expect(page).to_have_url(re.compile(r"\?sort=stadt$"))
    names = page.eval_on_selector_all(".kb-finder .kb-row__facts", "all => all.map(one => one.textContent.split(' · ')[0])")
    assert names == page.evaluate("names => [...names].sort(new Intl.Collator('de').compare)", names)


def test_text_without_search_is_taken_word_by_word(visit: Visiting, real_home: str) -> None:
    """Where no search answers, each word must stand in the entry; typing is one step in the history."""
    page = without_worker(visit(real_home)).to("faelle/")
    page.get_by_label("Suchwort").press_sequentially("gera eisbahn")
    expect(page).to_have_url(re.compile(r"\?text=gera%20eisbahn$"))
    expect(page.locator("[data-kb=status]")).to_contain_text(re.compile(r"\d von "))
    assert found(page)
    assert all("gera" in row.lower() and "eisbahn" in row.lower() for row in page.locator(".kb-finder .kb-row").all_text_contents())
    page.go_back()
    expect(page).to_have_url(re.compile("/faelle/$"))
    becomes(page, lambda: len(found(page)), at_first())


def test_text_asks_the_search(visit: Visiting, real_home: str) -> None:
    """The search's own answer is what fits, in its order, and the facets narrow it further."""
    visitor = visit(real_home)
    wanted = [newest()[7], newest()[2]]
    body = STUB.replace('["gera/eisbahn-am-maerchenmarkt", "nirgends/nichts"]', str([*wanted, "nirgends/nichts"]).replace("'", '"'))
    visitor.page.route(re.compile(r"search[^/]*\.js$|worker\.js$"), lambda route: route.fulfill(body=body, content_type="text/javascript"))
    page = visitor.to("faelle/?text=irgendwas")
    expect(page.locator("[data-kb=status]")).to_have_text(f"2 von {len(ledger().present)} Fällen")
    assert found(page) == wanted
    expect(page.get_by_label("Reihenfolge")).to_have_value("passend")
    page.get_by_label("Reihenfolge").select_option("neu")
    assert found(page) == wanted[::-1]
    visitor.calm()


def test_text_forgives_as_the_search_does(visit: Visiting, real_home: str) -> None:
    """A misspelt word finds cases, best first, and a facet narrows them."""
    visitor = listening(visit(real_home))
    page = visitor.to("faelle/")
    page.get_by_label("Suchwort").press_sequentially("lerstand")
    expect(page).to_have_url(re.compile(r"\?text=lerstand$"))
    expect(page.locator("[data-kb=status]")).to_contain_text(re.compile(rf"^\s*\d+ von {len(ledger().present)}"))
    hits = at_rest(page)
    assert 0 < len(hits) < len(ledger().present)
    assert not [row for row in page.locator(".kb-finder .kb-row").all_text_contents() if "lerstand" in row.lower()]
    page.get_by_label(re.compile("^Erfolgreich")).check()
    wanted = [id for id in hits if "erfolgreich" in values(ledger())[id]["ergebnis"]]
    assert wanted
    becomes(page, lambda: found(page)[: len(wanted)], wanted)
    assert traces(page) == CLEAN
    visitor.calm()


def test_selection_as_csv(visit: Visiting, real_home: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """»Als Tabelle (Excel)« gives the lines of the published table for the cases in the list, in its order, guarded as there."""
    page = visit(real_home).to("faelle/?ergebnis=eingestellt&sort=stadt")
    with page.expect_download() as download:
        page.get_by_role("button", name="Als Tabelle (Excel)").click()
    assert download.value.suggested_filename == "faelle-auswahl.csv"
    taken = Path(download.value.path()).read_bytes()
    whole = (building.real_site(tmp_path_factory).site / "daten/faelle.csv").read_bytes()
    assert taken.startswith(b"\xef\xbb\xbf")
    rows, known = ({row["id"]: row for row in table(text)} for text in (taken, whole))
    settled(page)
    assert list(rows)[: at_first()] == found(page)
    assert page.locator("[data-kb=status]").inner_text().split()[0] == str(len(rows))
    assert all(known[id] == row for id, row in rows.items())


def table(text: bytes) -> list[dict[str, Any]]:
    """The rows of a table for office programs."""
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_link_is_copied(visit: Visiting, real_home: str) -> None:
    """»Als Link kopieren« puts the address with all choices on the clipboard, and says so."""
    visitor = visit(real_home, permissions=["clipboard-read", "clipboard-write"])
    page = visitor.to("faelle/?ergebnis=eingestellt")
    page.get_by_role("button", name="Als Link kopieren").click()
    expect(page.locator("[data-kb=notice]")).to_have_text("Der Link ist kopiert.")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_paper_shows_choice_and_list(visit: Visiting, real_home: str) -> None:
    """In print: chips, number, list and address; no control."""
    page = visit(real_home).to("faelle/?ergebnis=eingestellt")
    page.emulate_media(media="print")
    for seen in ("[data-kb=chips]", "[data-kb=status]", ".kb-finder .kb-row", "[data-kb=address]"):
        expect(page.locator(seen).first).to_be_visible()
    for unseen in ("[data-facet]", ".kb-finder input", ".kb-finder select", ".kb-finder__tools", "[data-kb=reset]"):
        expect(page.locator(unseen).first).to_be_hidden()
