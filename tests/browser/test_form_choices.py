"""Measures and towns on the form: what is offered as one types, what is asked about a new one."""

import re
from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Route, expect

from citynet_kb.knowledge_base import municipalities
from citynet_kb.model.slugs import slug_of
from tests.browser.conftest import Visiting
from tests.browser.finder import becomes
from tests.browser.form import ask, choose, errors, fill_brief, opened, saved, settled
from tests.site.building import ROOT


def test_known_results_are_told_as_one_types(real_home: str, visit: Visiting) -> None:
    """After choosing a measure: in how many towns it was tried, with what result, and the way to its page; its topic is filled in."""
    page = opened(visit(real_home))
    choose(page, "measure", "Stadtgutschein")
    expect(page.locator("[data-known]")).to_contain_text(re.compile(r"\d+ von (den )?\d+ "))
    assert page.get_attribute("[data-known] a", "href") == "../../massnahmen/stadtgutschein/"
    expect(page.locator("[name=topic]")).not_to_have_value("")


def test_names_come_before_other_words(real_home: str, visit: Visiting) -> None:
    """A name that begins with the word, or has it on its own or at the end of a compound, before those that have it otherwise."""
    page = opened(visit(real_home))
    for typed, first, later in (
        ("markt", "Feierabendmarkt / Abendmarkt", "Lokaler Online-Marktplatz"),
        ("Wochenmarkt", "Wochenmarkt stärken", "Feierabendmarkt / Abendmarkt"),
        ("sonntag", "Verkaufsoffener Sonntag", "Themenmarkt / Spezialmarkt"),
    ):
        page.fill("[name=_measure]", typed)
        offered = page.locator("#l-measure li").evaluate_all("items => items.map(item => item.firstChild.textContent)")
        assert offered[0] == first, typed
        assert offered.index(first) < offered.index(later), typed


def test_the_offered_title_has_one_name_of_the_measure(real_home: str, visit: Visiting) -> None:
    """»Feierabendmarkt / Abendmarkt« is a name for lists, not for a headline."""
    page = opened(visit(real_home))
    choose(page, "city", "Gera")
    choose(page, "measure", "Abendmarkt")
    page.check("[name=outcome][value=eingestellt]")
    page.click("[data-take=title]")
    expect(page.locator("[name=title]")).to_have_value("Gera: Feierabendmarkt eingestellt")


def test_a_known_contact_is_told(land_home: str, visit: Visiting) -> None:
    """Where the town's file names an office, nobody need type it again; where it does not, nothing is said."""
    page = opened(visit(land_home))
    page.click("text=Ansprechstelle, Gesuche und Quellen")
    office = page.locator("[data-office]")
    expect(office).to_be_hidden()
    choose(page, "city", "Musterstadt")
    expect(office).to_contain_text("schon bekannt: Citymanagement")
    choose(page, "city", "Irgendheim")
    expect(office).to_be_hidden()


def test_a_new_measure_is_proposed(real_home: str, visit: Visiting) -> None:
    """Its name reaches the editors twice: as a keyword of the case, and as a note; the file passes the check."""
    page = opened(visit(real_home))
    fill_brief(page)
    page.fill("[name=_measure]", "Sternwanderung der Blaskapellen")
    page.keyboard.press("Tab")
    settled(page)
    text = saved(page)
    assert "tags:\n  - Sternwanderung der Blaskapellen\n" in text
    assert "measure:" not in text
    expect(page.locator("[data-done]")).to_contain_text("Vorschlag für eine neue Maßnahme")


def test_a_new_town_brings_its_own_file(real_home: str, visit: Visiting) -> None:
    """Of a place outside Germany, Land and population are asked, and a second file is offered; together they pass the check."""
    page = opened(visit(real_home))
    fill_brief(page)
    page.fill("[name=_city]", "Müßighausen")
    page.keyboard.press("Tab")
    settled(page)
    page.click("[data-out=file]")
    assert {"_state", "_people"} <= errors(page).keys()
    page.select_option("[name=_state]", "Österreich")
    page.fill("[name=_people]", "29.600")
    settled(page)
    assert "city: muessighausen\n" in saved(page)
    with page.expect_download() as download:
        page.click("[data-done] button")
    assert Path(download.value.path()).read_text("utf-8") == (
        "---\nslug: muessighausen\nname: Müßighausen\nstate: Österreich\ncountry: AT\npopulation: 29600\n"
        "size_class: kleinere-mittelstadt\n---\n"
    )


MISTYPED = {"Gerra": "Gera", "Weimer": "Weimar", "Wiemar": "Weimar", "Berlin-Mitte": "Berlin", "07545 Gera": "Gera"}


def test_a_mistyped_town_is_asked_about(real_home: str, visit: Visiting) -> None:
    """Before a new town is made of it: the known one that was likely meant is one click away."""
    page = opened(visit(real_home))
    for typed, meant in MISTYPED.items():
        page.fill("[name=_city]", typed)
        page.keyboard.press("Tab")
        assert page.input_value("[name=city]") != meant.lower(), typed
        page.click(f"[data-take=city] >> text=Meinten Sie »{meant}«?")
        expect(page.locator("[name=_city]")).to_have_value(meant)
        expect(page.locator("[data-new]")).to_be_hidden()
        assert page.input_value("[name=city]") == meant.lower(), typed


def test_a_known_town_in_other_letters_is_taken(real_home: str, visit: Visiting) -> None:
    """As its name is written in addresses, too; with its Land, since other municipalities have the same name."""
    page = opened(visit(real_home))
    page.fill("[name=_city]", "MUEHLHAUSEN")
    page.keyboard.press("Tab")
    expect(page.locator("[name=_city]")).to_have_value("Mühlhausen (Thüringen)")
    assert (page.input_value("[name=city]"), page.input_value("[name=_city]")) == ("muehlhausen", "Mühlhausen (Thüringen)")


NEW = ("Malmö", "Venlo", "Szczecin", "Innsbruck", "Vaduz")
"""Places outside Germany of which nothing is told, with none near them in spelling."""


def test_new_towns_are_really_new() -> None:
    """A town of the examples that gets a file must be replaced by another here."""
    known = {file.stem for file in (ROOT / "content" / "staedte").glob("*.md")}
    assert {"gera", "weimar", "berlin", "muehlhausen"} <= known
    assert not [name for name in NEW if slug_of(name) in known or slug_of(name) in municipalities()]


def test_a_really_new_town_is_not_doubted(real_home: str, visit: Visiting) -> None:
    """Nothing near it is known: Land and population are asked, and no other town offered. Between two of them stands a known town."""
    page = opened(visit(real_home))
    for name in NEW:
        choose(page, "city", "Gera")
        expect(page.locator("[data-new]")).to_be_hidden()
        page.fill("[name=_city]", name)
        page.keyboard.press("Tab")
        expect(page.locator("[data-new]")).to_be_visible()
        expect(page.locator("[data-take=city]")).to_be_hidden()


def test_signs_are_no_town(real_home: str, visit: Visiting) -> None:
    """What is wrong is said, not that the field be empty."""
    page = opened(visit(real_home))
    page.fill("[name=_city]", "!!!")
    page.keyboard.press("Tab")
    expect(page.locator("#e-city")).to_contain_text("»!!!« kann kein Name einer Stadt sein")
    expect(page.locator("[data-new]")).to_be_hidden()


def test_a_field_that_is_left_before_the_towns_are_there_is_judged_with_them(real_home: str, visit: Visiting) -> None:
    """On a slow line they come after the field was left and judged; handing in waits for them."""
    page = opened(visit(real_home))
    held: list[Route] = []
    page.route("**/towns/towns.js", lambda route: held.append(route))
    page.fill("[name=_city]", "Müßighausen")
    page.keyboard.press("Tab")
    expect(page.locator("#e-city")).not_to_be_empty()
    page.click("[data-out=file]")
    becomes(page, lambda: bool(held), True)
    assert not page.locator("[data-done]").is_visible()
    held[0].continue_()
    settled(page)
    expect(page.locator("#e-city")).to_be_empty()
    assert {"_state", "_people"} <= errors(page).keys()


def test_enter_takes_what_is_marked(real_home: str, visit: Visiting) -> None:
    """The suggestion that Enter would take is marked, for the eye and for screen readers; without one, what was typed is proposed."""
    page = opened(visit(real_home))
    measure = page.locator("[name=_measure]")
    measure.press_sequentially("markt")
    marked = page.locator("#l-measure [aria-selected=true]")
    expect(marked).to_have_count(1)
    first = page.locator(f"#{measure.get_attribute('aria-activedescendant')}")
    expect(first).to_have_attribute("aria-selected", "true")
    name = first.evaluate("item => item.firstChild.textContent")
    measure.press("Enter")
    expect(measure).to_have_value(name)
    measure.fill("Sternwanderung »Süd« der Kapellen")
    expect(marked).to_have_text("Neue Maßnahme vorschlagen: »Sternwanderung ›Süd‹ der Kapellen«")
    measure.press("Enter")
    expect(page.locator("#l-measure")).to_be_hidden()
    expect(page.locator("[data-proposed]")).to_contain_text("»Sternwanderung ›Süd‹ der Kapellen«")
    settled(page)
    assert page.input_value("[name=measure]") == ""


def test_each_way_says_how_a_new_town_reaches_the_editors(land_home: str, visit: Visiting) -> None:
    """As a second file, at the end of text and mail, or by a second proposal at the forge, whose text waits in the clipboard."""
    visitor = visit(land_home, permissions=["clipboard-read", "clipboard-write"])
    page = opened(visitor)
    page.evaluate("window.open = () => null")
    page.fill("[name=_city]", "Neuenfurt")
    page.keyboard.press("Tab")
    page.select_option("[name=_state]", index=1)
    page.fill("[name=_people]", "9000")
    page.select_option("[name=topic]", index=1)
    page.check("[name=outcome][value=offen]")
    page.check("[name=effort][value=unbekannt]")
    page.fill("[name=title]", "Neuenfurt: ein Versuch")
    done = page.locator("[data-done]")
    saved(page)
    expect(done).to_contain_text("Speichern Sie auch diese")
    expect(done.locator("button")).to_have_text("Auch die Datei der Stadt speichern")
    page.click("[data-out=copy]")
    expect(done).to_contain_text("am Ende des kopierten Textes")
    assert "content/staedte/neuenfurt.md\n\n---\nslug: neuenfurt\n" in page.evaluate("navigator.clipboard.readText()")
    page.click("[data-out=forge]")
    link = done.locator("text=Auch die Stadt einreichen")
    assert "content%2Fstaedte%2Fneuenfurt.md" in (link.get_attribute("href") or "")
    page.click("[data-out=mail]")
    expect(done).to_contain_text("am Ende der Mail")
    assert "slug: neuenfurt" in unquote(done.locator("a").get_attribute("href") or "")


def test_an_unnamed_town_stays_unnamed(land_home: str, visit: Visiting) -> None:
    """Region and size are asked, the way to the forge is closed, and a town in the text is found."""
    page = opened(visit(land_home))
    page.check("[name=_unnamed]")
    settled(page)
    expect(page.locator("[data-out=forge]")).to_be_hidden()
    page.select_option("[name=region]", "Hessen")
    page.select_option("[name=size_class]", "landgemeinde")
    page.select_option("[name=topic]", index=1)
    page.check("[name=outcome][value=offen]")
    page.check("[name=effort][value=unbekannt]")
    page.fill("[name=title]", "Ein Markt in Musterstadt")
    settled(page)
    page.click("[data-out=file]")
    assert "Musterstadt" in errors(page)["title"]
    page.fill("[name=title]", "Ein Markt in einer kleinen Stadt")
    settled(page)
    assert "city: anonym\nregion: Hessen\nsize_class: landgemeinde\n" in saved(page)


def test_what_to_count_is_offered_as_a_goal(land_home: str, visit: Visiting) -> None:
    """Where the measure has a procedure: taken, it is the indicator of a goal that is still to be named."""
    page = opened(visit(land_home))
    page.evaluate("document.querySelectorAll('form details').forEach(part => { part.open = true; })")
    expect(page.locator("[data-goal]")).to_be_hidden()
    choose(page, "measure", "Feierabendmarkt")
    expect(page.locator("[data-measuring]")).to_contain_text("Passanten an zwei gewöhnlichen Freitagen (vorher)")
    page.click("[data-goal]")
    expect(page.locator("[name='goals.0.goal']")).to_be_focused()
    expect(page.locator("[name='goals.0.indicator']")).to_have_value("Passanten an zwei gewöhnlichen Freitagen")
    choose(page, "measure", "Eisbahn")
    expect(page.locator("[data-goal]")).to_be_hidden()


def test_items_of_the_measure_are_ticked(land_home: str, visit: Visiting) -> None:
    """By keyboard, each state with one key; what was not ticked is no entry. Ticked ones come back with the draft, the rest on request."""
    visitor = visit(land_home, 320)
    page = opened(visitor)
    page.evaluate("document.querySelectorAll('form details').forEach(part => { part.open = true; })")
    expect(page.locator("[data-items]")).to_be_hidden()
    choose(page, "measure", "Feierabendmarkt")
    settled(page)
    page.focus("[data-items]")
    page.keyboard.press("Enter")
    offered = page.locator("[data-offered]")
    expect(offered).to_have_count(5)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert all(offered.nth(number).evaluate("row => row.offsetHeight < 200 && row.scrollWidth <= row.clientWidth") for number in range(5))
    assert page.evaluate("document.activeElement.name") == "checklist.0.state"
    page.keyboard.press("Space")
    expect(page.locator("[name='checklist.0.state'][value=erledigt]")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("11")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[name='checklist.1.state'][value=nicht-noetig]")).to_be_checked()
    page.keyboard.press("ArrowRight")
    settled(page)
    told = "(_, form) => form.current().text.split('checklist:')[1]?.split('next_review')[0]"
    first = ask(page, "(_, form) => form.current().values.checklist[0].item")
    assert ask(page, told) == f"\n  - item: {first}\n    state: erledigt\n    weeks_needed: 11\n"
    expect(page.locator("[data-items]")).to_be_hidden()
    page = opened(visitor)
    assert ask(page, "(_, form) => form.current().values.checklist.length") == 1
    page.evaluate("document.querySelectorAll('form details').forEach(part => { part.open = true; })")
    page.click("[data-items]")
    expect(offered).to_have_count(4)
    visitor.calm()
