"""The questions of a reader, asked with a browser: is it found within three clicks, on any screen, with nobody listening?"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visiting
from tests.site.building import ROOT

CASES = ROOT / "content" / "faelle"
LONGEST = 5
KINDS = {
    "start": "",
    "failed elsewhere": "anderswo-gescheitert/",
    "measures": "massnahmen/",
    "measure": "massnahmen/feierabendmarkt/",
    "measure without a case": "massnahmen/stadtstrand/",
    "topics": "themen/",
    "topic": "themen/feste-maerkte/",
    "towns": "staedte/",
    "town": "staedte/gera/",
    "town without a case": "staedte/celle/",
    "cases": "faelle/",
    "case": "faelle/achim/feierabendmarkt/",
    "reasons": "gruende/",
    "reason": "gruende/akteure/haendler-zu-wenige/",
    "efforts": "aufwand/",
    "effort": "aufwand/unbekannt/",
    "tags": "schlagworte/",
    "register": "register/",
    "register, one letter": "register/l/",
    "overviews": "ueberblicke/",
    "outcome": "ueberblicke/ergebnis/eingestellt/",
    "year": "ueberblicke/jahr/2018/",
    "setbacks of a topic": "themen/feste-maerkte/rueckschlaege/",
    "topic and size": "themen/feste-maerkte/kleinere-mittelstadt/",
    "news": "neu/",
    "news of a month": "neu/2026-11/",
    "headlines that moved": "neu/ueberschriften/",
    "yearly reports": "bericht/",
    "yearly report": "bericht/2022/",
    "what became of cases": "nachgefasst/",
    "meetings": "treffen/",
    "meeting": "treffen/2024-02-gera/",
    "procedures": "vorgehen/",
    "procedure": "vorgehen/weihnachtsmarkt/",
    "checklist": "pruefpunkte/",
    "checklist item": "pruefpunkte/sonntagsoeffnung/",
    "costs": "kosten/",
    "funding": "foerderung/",
    "first days in office": "neu-im-amt/",
    "providers": "anbieter/",
    "backward calendar": "rueckwaerts/weihnachtsmarkt/?datum=2027-11-22",
    "take part": "mitmachen/",
    "form": "mitmachen/fall-einreichen/",
    "guide": "mitmachen/anleitung/",
    "all fields": "entwickler/felder/",
    "glossary": "glossar/",
    "imprint": "impressum/",
    "data": "daten/",
    "developers": "entwickler/",
    "no such page": "404.html",
    "board": "gemeinsam/",
}


def test_the_records_that_are_read_are_there() -> None:
    """Pages of our own records are named by their addresses: a record that moves is noticed here, not as a page that is missing."""
    folders = ("massnahmen", "themen", "staedte", "faelle", "treffen")
    records = [path.strip("/") for path in KINDS.values() if path.startswith(folders) and path.count("/") == (3 if path[:2] == "fa" else 2)]
    assert len(records) >= 7
    assert [record for record in records if not (ROOT / "content" / f"{record}.md").is_file()] == []


def is_case(page: Page) -> bool:
    """Whether the page is a case: a town and a name below »faelle«, with its facts in a box."""
    return (
        bool(re.search(r"/faelle/[a-z0-9-]+/[a-z0-9-]+/(\?.*)?$", page.url))
        and page.locator(".kb-facts dt", has_text="Ergebnis").count() > 0
    )


def test_three_clicks_to_a_case(visit: Visiting, real_home: str) -> None:
    """From the start page: a measure that failed elsewhere, then a case of it."""
    visitor = visit(real_home)
    page = visitor.to("")
    page.locator(".kb-row--failed a").first.click()
    expect(page).to_have_url(re.compile(r"/massnahmen/[a-z0-9-]+/$"))
    expect(page.locator(".kb-verdict__heading")).to_be_visible()
    page.locator(".kb-towns--all a").first.click()
    page.wait_for_url(re.compile("/faelle/"))
    assert is_case(page)
    visitor.calm()


def test_one_click_to_a_new_case(visit: Visiting, real_home: str) -> None:
    """The newest cases stand on the start page."""
    visitor = visit(real_home)
    page = visitor.to("")
    page.locator(".kb-card a[href*='faelle/']").first.click()
    page.wait_for_url(re.compile("/faelle/"))
    assert is_case(page)
    visitor.calm()


def test_case_by_topic_tag(visit: Visiting, real_home: str) -> None:
    """Themes → keywords → the topic's keyword → a case that bears it, and back from the case to its keyword."""
    visitor = visit(real_home)
    page = visitor.to("themen/")
    page.get_by_role("link", name="Schlagworte").first.click()
    expect(page.get_by_role("heading", level=1, name="Schlagworte")).to_be_visible()
    page.get_by_role("link", name="Leerstand & Ansiedlung").first.click()
    expect(page).to_have_url(re.compile("/themen/leerstand/"))
    page.locator(".kb-row--case a").first.click()
    page.wait_for_url(re.compile("/faelle/"))
    assert is_case(page)
    page.locator(".kb-tags a", has_text="Leerstand & Ansiedlung").click()
    expect(page).to_have_url(re.compile("/themen/leerstand/$"))
    visitor.calm()


def search(page: Page, words: str) -> None:
    """Type into the open search dialog."""
    field = page.locator("[data-md-component=search-query]")
    expect(field).to_be_visible()
    field.press_sequentially(words)


def test_case_by_searching_a_topic(visit: Visiting, real_home: str) -> None:
    """The search dialog finds cases by a word of their topic, and leads to one."""
    visitor = visit(real_home)
    page = visitor.to("massnahmen/")
    page.locator("[data-kb-search=open]").click()
    search(page, "Leerstand")
    found = page.locator(".md-search-result__link[href*='faelle/']").first
    expect(found).to_be_visible()
    found.click()
    page.wait_for_url(re.compile("/faelle/"))
    assert is_case(page)
    visitor.calm()


def test_asking_on_the_start_page_searches(visit: Visiting, real_home: str) -> None:
    """»Ihr Vorhaben« opens the search with the typed words and shows what is known about them."""
    visitor = visit(real_home)
    page = visitor.to("")
    page.get_by_label("Ihr Vorhaben").fill("Eisbahn")
    page.get_by_role("button", name="Nachsehen").click()
    expect(page.locator("[data-md-component=search-query]")).to_have_value("Eisbahn")
    expect(page.locator(".md-search-result__link[href*='massnahmen/eisbahn/']").first).to_be_visible()
    visitor.calm()


def test_search_is_closed_by_key(visit: Visiting, real_home: str) -> None:
    """Escape closes the dialog."""
    visitor = visit(real_home)
    page = visitor.to("")
    page.locator("[data-kb-search=open]").click()
    expect(page.locator("[data-md-component=search-query]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-md-component=search-query]")).to_be_hidden()


@pytest.mark.parametrize("path", ["", "faelle/achim/feierabendmarkt/"])
def test_menu_works_without_javascript(visit: Visiting, real_home: str, path: str) -> None:
    """On a phone with JavaScript off the menu opens and leads on."""
    visitor = visit(real_home, 390, javascript=False)
    page = visitor.to(path)
    page.locator(".kb-menu summary").click()
    entries = page.locator(".kb-menu__panel nav a")
    names = [name.strip() for name in entries.all_inner_texts()]
    assert names == ["Anderswo gescheitert", "Maßnahmen", "Städte", "Fälle", "Für den Rat", "Netzwerk", "Mitmachen"]
    entries.filter(has_text="Maßnahmen").click()
    expect(page).to_have_url(re.compile(r"/massnahmen/$"))
    page.locator("a[href*='feierabendmarkt/']").first.click()
    expect(page.locator("h1")).to_contain_text("Feierabendmarkt")
    visitor.calm()


def test_asking_without_javascript_leads_to_the_measures(visit: Visiting, real_home: str) -> None:
    """Without JavaScript the form on the start page still leads somewhere useful."""
    visitor = visit(real_home, 390, javascript=False)
    page = visitor.to("")
    page.get_by_label("Ihr Vorhaben").fill("Eisbahn")
    page.get_by_role("button", name="Nachsehen").click()
    expect(page.get_by_role("heading", level=1, name="Maßnahmen")).to_be_visible()
    visitor.calm()


def test_keyword_without_javascript(visit: Visiting, real_home: str) -> None:
    """Without JavaScript tags and register stand where the search was; in the register: part of a compound → measure → case."""
    visitor = visit(real_home, 390, javascript=False)
    page = visitor.to("")
    assert page.locator("[data-kb-search=open]").is_hidden()
    page.locator("header").get_by_role("link", name="Schlagworte").click()
    expect(page).to_have_url(re.compile("/schlagworte/$"))
    page.locator("header").get_by_role("link", name="Stichworte A–Z").click()
    page.locator(".kb-letters a[href='l/']").click()
    page.locator(
        ".kb-register > div", has=page.get_by_text("Ladenleerstand", exact=True).or_(page.get_by_text("Leerstand", exact=True))
    ).first.locator("a").last.click()
    expect(page).to_have_url(re.compile("/massnahmen/[a-z-]+/$"))
    page.locator(".kb-towns--all a").first.click()
    assert is_case(page)
    visitor.calm()


@pytest.mark.parametrize("width", [390, 1280])
def test_navigation_leads_everywhere(visit: Visiting, real_home: str, width: int) -> None:
    """Each entry opens its page and is marked there as the active one."""
    visitor = visit(real_home, width)
    page = visitor.to("")
    links = ".kb-menu__panel nav a" if width == 390 else ".kb-nav a"
    for number in range(page.locator(links).count()):
        if width == 390:
            page.locator(".kb-menu summary").click()
        entry = page.locator(links).nth(number)
        name = entry.inner_text().strip()
        entry.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(name, ignore_case=True)
        assert page.locator(f"{links}[aria-current]").count() == 1
    visitor.calm()


def test_hostile_text_does_nothing(visit: Visiting, land_home: str) -> None:
    """Pages and search results full of hostile text open no dialog, run nothing and ask nobody."""
    visitor = visit(land_home)
    for path in (
        "",
        "faelle/boesenau/boese/",
        "massnahmen/boese/",
        "staedte/boesenau/",
        "themen/boese/",
        "schlagworte/",
        "mitmachen/boese/",
    ):
        page = visitor.to(path)
    page.locator("[data-kb-search=open]").click()
    search(page, "Bösenau")
    found = page.locator(".md-search-result__link")
    expect(found.first).to_be_visible()
    assert page.locator(".md-search-result script, .md-search-result img, .md-search-result [onerror]").count() == 0
    found.first.hover()
    found.first.click()
    page.wait_for_load_state("load")
    visitor.calm()


@pytest.mark.parametrize("page", ["massnahmen/einkaufsnacht/", "massnahmen/oeffentliche-toilette/", "massnahmen/stadtgutschein/"])
def test_tables_stay_within_the_page(returning: Visiting, real_home: str, page: str) -> None:
    """Tables, pairs and lists of towns reach no further right than the text around it, on a screen of an office."""
    shown = returning(real_home).to(page)
    tables = "all => all.map(one => one.getBoundingClientRect().right - one.closest('.kb-page').getBoundingClientRect().right)"
    beyond = shown.eval_on_selector_all("table, .kb-towns, .kb-pairs", tables)
    assert beyond
    assert max(beyond) <= 1


def longest() -> list[str]:
    """The cases with most to say, as paths of their pages."""
    files = sorted(CASES.glob("*/*.md"), key=lambda file: (-file.stat().st_size, file))
    return [f"faelle/{file.parent.name}/{file.stem}/" for file in files[:LONGEST]]


def test_a_case_prints_on_two_sheets(real_home: str, visit: Visiting) -> None:
    """The longest of our own, A4: sources with full addresses are kept, the list of other cases stays away."""
    visitor = visit(real_home, javascript=False)
    for path in longest():
        page = visitor.to(path)
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= 2, path
    page.emulate_media(media="print")
    assert page.locator(".kb-sources").is_visible()
    assert not page.locator(".kb-noprint").first.is_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_missing_page_can_be_searched(real_home: str, visit: Visiting, javascript: bool) -> None:
    """With scripts in its own search field, without them by the list of measures."""
    visitor = visit(real_home, 390, javascript=javascript)
    page = visitor.to("404.html")
    expect(page).to_have_title("Seite nicht gefunden – CityNetz Wissensspeicher")
    page.get_by_label("Wonach suchen Sie?").fill("eisbahn")
    page.get_by_role("button", name="Nachsehen").click()
    if javascript:
        expect(page.locator(".md-search-result__list a").first).to_have_attribute(
            "href", re.compile(r"/massnahmen/eisbahn/"), timeout=15_000
        )
    else:
        expect(page).to_have_url(f"{real_home}massnahmen/?q=eisbahn")
    visitor.calm()
