"""Drafts of the form: nothing typed is lost, nothing is stored unasked."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.attacks import addresses
from tests.browser.conftest import Visiting
from tests.browser.form import choose, fill, fill_brief, opened, saved, settled
from tests.site.building import ROOT


def test_drafts_lie_in_one_place() -> None:
    """The scripts of the form keep nothing but drafts, where a visitor's browser shows and deletes them."""
    scripts = {file.name: file.read_text("utf-8") for file in (ROOT / "theme/assets/js/form").glob("*.js")}
    assert [name for name, text in scripts.items() if "localStorage" in text] == ["main.js"]
    assert [name for name, text in scripts.items() if re.search(r"sessionStorage|indexedDB|\.cookie|caches\.", text)] == []


def test_nothing_is_stored_before_something_is_typed(real_home: str, visit: Visiting) -> None:
    """Looking, opening and leaving store nothing."""
    visitor = visit(real_home)
    page = opened(visitor)
    page.click("text=Geld, Arbeit und Partner")
    page.focus("[name=_city]")
    page.keyboard.press("Tab")
    opened(visitor, "?fall=gera/eisbahn&art=nachtrag")
    page.click("text=Auch andere Angaben ändern")
    page.focus("[name=_measure]")
    page.keyboard.press("Tab")
    settled(page)
    visitor.to("massnahmen/")
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("way", ["reload", "back", "close", "offline"])
def test_nothing_typed_is_lost(real_home: str, visit: Visiting, way: str) -> None:
    """Not by reloading, going back, closing the page or losing the net; not even what is wrong, or stands in a row."""
    visitor = visit(real_home)
    page = opened(visitor)
    choose(page, "city", "Gera")
    fill(page, "sources.0.url", "www.gera.de")
    fill(page, "title", "Kurz")
    fill(page, "_measure", "Etwas ganz Neues")
    page.fill("[name=_s2]", "Es kam\n\nanders.")
    before = page.evaluate("Object.fromEntries(new FormData(document.querySelector('form')))")
    if way == "offline":
        page.context.set_offline(True)
        page.evaluate("window.dispatchEvent(new Event('pagehide'))")
        page.context.set_offline(False)
    elif way == "back":
        page.goto(real_home)
        page.go_back()
    elif way == "close":
        page.close(run_before_unload=True)
        page = visitor.page = visitor.page.context.new_page()
    page = opened(visitor)
    after = page.evaluate("Object.fromEntries(new FormData(document.querySelector('form')))")
    assert after == before
    expect(page.locator("[data-draft]")).to_contain_text("nur in diesem Browser")


def test_the_draft_goes_when_its_writer_says_so(real_home: str, visit: Visiting) -> None:
    """Two clicks, so that it does not happen by mistake."""
    visitor = visit(real_home)
    page = opened(visitor)
    fill(page, "title", "Gera: ein Entwurf")
    page.click("[data-draft] [data-delete-draft]")
    assert page.evaluate("localStorage.length") == 1
    page.click("[data-draft] [data-delete-draft]")
    page.wait_for_selector("form[data-ready]", state="attached")
    assert page.evaluate("localStorage.length") == 0
    assert page.input_value("[name=title]") == ""


def test_it_works_without_the_net(real_home: str, visit: Visiting) -> None:
    """Once loaded, the form needs nothing more."""
    page = opened(visit(real_home))
    page.context.set_offline(True)
    fill_brief(page)
    assert saved(page).startswith("---\ntitle:")


def test_a_stale_correction_draft_is_told(real_home: str, visit: Visiting) -> None:
    """A case that changed since its draft: a warning, the draft stays; a new start from today's case on request only."""
    visitor, query = visit(real_home), "?fall=gera/eisbahn&art=korrektur"
    page = opened(visitor, query)
    title = page.input_value("[name=title]")
    fill(page, "title", "Gera: die Eisbahn, neu erzählt")
    settled(page)
    page.reload()
    page.wait_for_selector("form[data-ready]", state="attached")
    expect(page.locator("[data-stale]")).to_be_hidden()
    page.context.route("**/gera.json", lambda route: route.fulfill(body=route.fetch().text().replace(title, title + " (neu)")))
    page.reload()
    page.wait_for_selector("form[data-ready]", state="attached")
    expect(page.locator("[data-stale]")).to_contain_text("hat sich geändert")
    assert page.input_value("[name=title]") == "Gera: die Eisbahn, neu erzählt"
    page.click("[data-out=copy]")
    expect(page.locator("[data-done]")).to_contain_text("mit dem heutigen Stand vergleichen")
    page.click("[data-stale] button")
    page.click("[data-stale] button")
    expect(page.locator("[name=title]")).to_have_value(title + " (neu)")
    expect(page.locator("[data-stale]")).to_be_hidden()


def test_two_windows_keep_two_drafts(real_home: str, visit: Visiting) -> None:
    """What is typed in a second window is not lost to the first, nor the other way round: a warning, and both drafts can be opened."""
    visitor = visit(real_home)
    first = opened(visitor)
    second = first.context.new_page()
    second.goto(first.url)
    second.wait_for_selector("form[data-ready]", state="attached")
    fill(first, "title", "Aus dem ersten Fenster")
    settled(first)
    expect(second.locator("[data-draft-state]")).to_contain_text("in einem anderen Fenster")
    fill(second, "title", "Aus dem zweiten Fenster")
    settled(second)
    fill(first, "summary", "Noch mehr aus dem ersten.")
    settled(first)
    second.close(run_before_unload=True)
    page = opened(visitor)
    assert page.input_value("[name=title]") == "Aus dem ersten Fenster"
    page.click("[data-second]")
    expect(page.locator("[name=title]")).to_have_value("Aus dem zweiten Fenster")
    page.wait_for_selector("form[data-ready]", state="attached")
    page.click("[data-second]")
    expect(page.locator("[name=summary]")).to_have_value("Noch mehr aus dem ersten.")


ODD = {
    "rows beyond counting": {
        "entries": {"follow_up.99999999999.date": "2020", "sources.1e9.title": "x", "__proto__": "x", "constructor.0.x": "y"},
        "kept": {},
        "base": None,
        "time": "1",
    },
    "a base that is a text": {"entries": {"title": "x"}, "kept": "x", "base": "x", "time": "1"},
    "a list": [1],
    "a text": "x",
    "another case": {"entries": {}, "base": {"id": "gera/x", "values": {}, "body": ""}},
    "thousands of entries": {"entries": {f"x{number}": "x" for number in range(3000)}},
    "a number kept": {"entries": {"title": "x"}, "kept": {"note": 1}},
    "a list kept for a text": {"entries": {}, "kept": {"summary": ["x"]}},
    "a prototype kept": {"entries": {}, "kept": {"__proto__": {"x": "y"}}},
    "nothing within a list": {"entries": {}, "kept": {"goals": [None]}},
    "thousands kept": {"entries": {}, "kept": {"tags": ["x"] * 5000}},
}
CHANGED = {
    "a text for a list": {"goals": "x"},
    "a number for a text": {"title": 7},
    "a list for a text": {"title": ["x"]},
    "nothing within a group": {"sources": [{"title": {"x": None}}]},
    "a text for a group": {"period": "2020"},
    "no values": None,
}
SHAPES = {name: ("", draft) for name, draft in ODD.items()} | {
    name: ("gera/eisbahn", {"entries": {"title": "x"}, "base": {"id": "gera/eisbahn", "values": values, "body": ""}})
    for name, values in CHANGED.items()
}
SHAPES |= {attack.id: ("", attack.fields["dropped"]) for attack in addresses() if "dropped" in attack.fields}


KEPT = "key => Object.entries(JSON.parse(localStorage.getItem(location.pathname + key))).filter(([name]) => name !== 'time')"


@pytest.mark.parametrize("wanted", ["", "gera/eisbahn"])
def test_drafts_of_another_shape_are_dropped(real_home: str, visit: Visiting, wanted: str) -> None:
    """The form says so, and works; at the next visit nothing is left of them.

    What it keeps from then on is what a form keeps that never met such a draft, and that is opened again.
    """
    visitor, query = visit(real_home), f"?fall={wanted}&art=korrektur" if wanted else ""
    key = f"#entwurf:{wanted}:korrektur" if wanted else "#entwurf"
    page = opened(visitor, query)
    fill(page, "title", "Feierabendmarkt")
    settled(page)
    kept = page.evaluate(KEPT, key)
    page = opened(visitor, query)
    expect(page.locator("[data-draft]")).to_contain_text("nur in diesem Browser")
    expect(page.locator("[name=title]")).to_have_value("Feierabendmarkt")
    for name, draft in ((name, draft) for name, (of, draft) in SHAPES.items() if of == wanted):
        text = json.dumps(draft)
        page.evaluate("([key, text]) => { localStorage.clear(); localStorage.setItem(location.pathname + key, text); }", [key, text])
        page = opened(visitor, query)
        expect(page.locator("[data-draft]"), name).to_contain_text("wurde gelöscht")
        assert (name, page.evaluate("localStorage.length")) == (name, 0)
        expect(page.locator("[name=title]"), name).not_to_have_value("Feierabendmarkt")
        fill(page, "title", "Feierabendmarkt")
        settled(page)
        assert (name, page.evaluate("localStorage.length"), page.evaluate(KEPT, key)) == (name, 1, kept)


def test_an_address_that_is_no_text_opens_the_page(real_home: str, visit: Visiting) -> None:
    """No script of ours fails at it, and a form becomes ready."""
    visitor = visit(real_home)
    page = opened(visitor)
    problems: list[str] = []
    page.on("pageerror", lambda problem: problems.append(str(problem)))
    for attack in addresses():
        if "dropped" not in attack.fields:
            page.goto("about:blank")
            page.goto(real_home + attack.fields["path"])
            page.wait_for_load_state()
            if "fall-einreichen" in attack.fields["path"]:
                page.wait_for_selector("form[data-ready]", state="attached")
            assert (attack.id, problems) == (attack.id, [])
