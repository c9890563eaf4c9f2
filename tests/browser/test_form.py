"""The form as a visitor meets it: in few steps, by keyboard, on a small phone, offline; nothing typed is lost."""

import gzip
import json
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from citynet_kb.exports.form import forge_addresses
from citynet_kb.findings import Severity
from citynet_kb.intake.taking_in.importing import derived_id
from citynet_kb.knowledge_base import load
from citynet_kb.model import CaseStudy, Configuration
from citynet_kb.sources import canonical, read
from tests.browser.conftest import SIZES, Visiting
from tests.browser.form import FORM, ask, checked, choose, errors, fill_brief, opened, saved, settled
from tests.browser.test_accessibility import RULES
from tests.site import building
from tests.site.building import ROOT, TODAY

pytestmark = pytest.mark.browser

SCRIPTS = sorted((ROOT / "theme" / "assets" / "js" / "form").glob("*.js"))
MOST_BYTES, MOST_STEPS = 15_000, 25


def test_the_scripts_are_small() -> None:
    """At most 15,000 bytes over the line, each file compressed by itself."""
    assert sum(len(gzip.compress(file.read_bytes(), 9)) for file in SCRIPTS) <= MOST_BYTES


def test_from_the_start_page_to_a_file_that_passes(real_home: str, visit: Visiting) -> None:
    """A Kurzmeldung about a setback in at most 25 steps; a step is a click, a field typed, a key pressed, a choice made."""
    visitor = visit(real_home)
    page = visitor.to("")
    steps = [
        lambda: page.click("article >> text=Fall einreichen"),
        lambda: page.fill("[name=_city]", "ger"),
        lambda: page.keyboard.press("Enter"),
        lambda: page.fill("[name=_measure]", "feierabend"),
        lambda: page.keyboard.press("Enter"),
        lambda: page.check("[name=outcome][value=eingestellt]"),
        lambda: page.select_option("#f-failure_reasons-0", "akteure/haendler-zu-wenige"),
        lambda: page.check("[name=effort][value=klein]"),
        lambda: page.fill("[name=_s0]", "Die Innenstadt war abends leer."),
        lambda: page.fill("[name=_s1]", "Wir luden Händler zu einem Markt am Donnerstag ein."),
        lambda: page.fill("[name=_s2]", "Nach einem Sommer kamen zu wenige Händler."),
        lambda: page.click("[data-take=title]"),
    ]
    for number, step in enumerate(steps):
        if number == 1:
            page.wait_for_selector("form[data-ready]", state="attached")
        step()
    expect(page.locator("[data-state]")).to_contain_text("vollständig")
    text = saved(page)
    assert len(steps) + 1 <= MOST_STEPS
    content = load(ROOT / "content", "content")
    assert [one for one in checked(content, "content/faelle/gera/feierabendmarkt.md", text, TODAY) if one.severity is Severity.ERROR] == []
    document, _ = read("x.md", text.encode())
    assert document
    assert canonical.write(document.data, CaseStudy, document.body) == text
    visitor.calm()


def test_the_file_is_named_as_the_other_ways_name_it(real_home: str, visit: Visiting) -> None:
    """After its title without the town, as `import`, `new` and `intake` do; with a number where that name is taken."""
    page = opened(visit(real_home))
    fill_brief(page)
    title = "Gera: Müßiggang & Märchen, zum 1. Mal"
    fill(page, "title", title)
    assert f"content/faelle/{derived_id('gera', title)}.md" == ask(page, "(_, form) => form.current().path")
    fill(page, "title", "Gera: Eisbahn")
    assert ask(page, "(_, form) => form.current().path") == "content/faelle/gera/eisbahn-2.md"


def test_known_results_are_told_as_one_types(real_home: str, visit: Visiting) -> None:
    """After choosing a measure: in how many towns it was tried, with what result, and the way to its page; its topic is filled in."""
    page = opened(visit(real_home))
    choose(page, "measure", "Stadtgutschein")
    expect(page.locator("[data-known]")).to_contain_text("von denen wir es wissen")
    assert page.get_attribute("[data-known] a", "href") == "../../massnahmen/stadtgutschein/"
    assert page.input_value("[name=topic]")


@pytest.mark.parametrize(
    ("typed", "first", "later"),
    [
        ("markt", "Feierabendmarkt / Abendmarkt", "Lokaler Online-Marktplatz"),
        ("Wochenmarkt", "Wochenmarkt stärken", "Feierabendmarkt / Abendmarkt"),
        ("sonntag", "Verkaufsoffener Sonntag", "Themenmarkt / Spezialmarkt"),
    ],
)
def test_names_come_before_other_words(real_home: str, visit: Visiting, typed: str, first: str, later: str) -> None:
    """A name that begins with the word, or has it on its own or at the end of a compound, before those that have it otherwise."""
    page = opened(visit(real_home))
    page.fill("[name=_measure]", typed)
    offered = page.locator("#l-measure li").evaluate_all("items => items.map(item => item.firstChild.textContent)")
    assert offered[0] == first
    assert offered.index(first) < offered.index(later)


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
    """The Land is asked, and a second file for the town is offered; together they pass the check."""
    page = opened(visit(real_home))
    fill_brief(page)
    page.fill("[name=_city]", "Müßighausen")
    page.keyboard.press("Tab")
    settled(page)
    page.click("[data-out=file]")
    assert "Land" in errors(page)["_state"]
    page.select_option("[name=_state]", "Thüringen")
    settled(page)
    assert "city: muessighausen\n" in saved(page)
    with page.expect_download() as download:
        page.click("[data-done] button")
    assert (
        Path(download.value.path()).read_text("utf-8")
        == "---\nslug: muessighausen\nname: Müßighausen\nstate: Thüringen\ncountry: DE\n---\n"
    )


@pytest.mark.parametrize(
    ("typed", "meant"), [("Gerra", "Gera"), ("Weimer", "Weimar"), ("Wiemar", "Weimar"), ("Berlin-Mitte", "Berlin"), ("07545 Gera", "Gera")]
)
def test_a_mistyped_town_is_asked_about(real_home: str, visit: Visiting, typed: str, meant: str) -> None:
    """Before a new town is made of it: the known one that was likely meant is one click away."""
    page = opened(visit(real_home))
    page.fill("[name=_city]", typed)
    page.keyboard.press("Tab")
    page.click(f"[data-take=city] >> text=Meinten Sie »{meant}«?")
    expect(page.locator("[name=_city]")).to_have_value(meant)
    expect(page.locator("[data-new]")).to_be_hidden()
    assert page.input_value("[name=city]") == meant.lower()


def test_a_known_town_in_other_letters_is_taken(real_home: str, visit: Visiting) -> None:
    """As its name is written in addresses, too."""
    page = opened(visit(real_home))
    page.fill("[name=_city]", "MUEHLHAUSEN")
    page.keyboard.press("Tab")
    assert (page.input_value("[name=city]"), page.input_value("[name=_city]")) == ("muehlhausen", "Mühlhausen")


@pytest.mark.parametrize("name", ["Eberswalde", "Kassel", "Trier", "Potsdam", "Recklinghausen", "Güstrow", "Passau", "Pirna", "Saarlouis"])
def test_a_really_new_town_is_not_doubted(real_home: str, visit: Visiting, name: str) -> None:
    """Nothing near it is known: the Land is asked, and no other town offered."""
    page = opened(visit(real_home))
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


SLIPS: tuple[tuple[str, str, str], ...] = (
    ("title", "Markt", "zu kurz"),
    ("title", "Sehr " * 30, "erlaubt sind 90"),
    ("title", "", "Pflichtfeld"),
    ("title", "Gera: Моskauer Markt am Abend", "Buchstaben"),
    ("summary", "x" * 300, "Kürzen Sie um 60"),
    ("period.start", "15.03.2024", "2024-03-15"),
    ("period.start", "3/2024", "2024-03"),
    ("period.start", "03.2024", "2024-03"),
    ("period.start", "2024-3", "2024-03"),
    ("period.start", "Frühjahr 2024", "Schreiben Sie"),
    ("period.start", "30.02.2024", "Schreiben Sie"),
    ("period.start", "2023-02-29", "Schreiben Sie"),
    ("period.end", "bis heute", "Schreiben Sie"),
    ("effort_detail.cost_eur", "1.200,50 €", "1200"),
    ("effort_detail.cost_eur", "ca. 5.000 Euro", "5000"),
    ("effort_detail.cost_eur", "zweitausend", "nur Ziffern"),
    ("effort_detail.cost_eur", "-5", "nur Ziffern"),
    ("effort_detail.cost_eur", "5000-6000", "nur Ziffern"),
    ("effort_detail.cost_eur", "18000", "Mittel"),
    ("effort_detail.staff_days", "10 Tage", "10"),
    ("effort_detail.staff_days", "2,5", "2"),
    ("effort_detail.lead_weeks", "6 Wochen", "6"),
    ("effort_detail.lead_weeks", "ein halbes Jahr", "nur Ziffern"),
    ("contact.email", "citymanagement (at) gera.de", "citymanagement@gera.de"),
    ("contact.email", "citymanagement@gera", "Mailadresse"),
    ("contact.email", "erika.mustermann@gera.de", "Funktion"),
    ("contact.email", "markt77@gmx.de", "Funktion"),
    ("contact.role", "Frau Mustermann", "Funktion"),
    ("sources.0.url", "www.gera.de/markt", "https://www.gera.de/markt"),
    ("sources.0.url", "Ostthüringer Zeitung", "https://"),
    ("sources.0.url", "file:///C:/Bericht.pdf", "https://"),
    ("sources.0.date", "gestern", "Schreiben Sie"),
    ("sources.0.publisher", "OTZ", "Titel"),
    ("follow_up.0.note", "Läuft weiter.", "Stand vom"),
    ("goals.0.before", "100 Besucher", "Ziel"),
    ("checklist.0.note", "Zu spät gefragt.", "Prüfpunkt"),
    ("success_factors", "a\nb\nc\nd\ne\nf", "erlaubt sind 5"),
    ("_s0", "Es war <b>wichtig</b>.", "HTML"),
    ("_s0", "# Anlass", "##"),
    ("_s0", "![Bild](https://example.org/x.jpg)", "Ein Bild steht als eigener Absatz"),
    ("_s1", "#Markt war unser Motto", "Leerzeichen"),
)
"""Field, what a layperson types, and a word of the explanation."""


def fill(page: Page, name: str, text: str) -> None:
    """Type into a field wherever it stands; a row is added where it needs one."""
    page.evaluate("document.querySelectorAll('form details').forEach(part => { part.open = true; })")
    if ".0." in name and not page.locator(f"[name='{name}']").count():
        page.click(f"[data-add={name.partition('.')[0]}]")
    page.fill(f"[name='{name}']", text)
    page.keyboard.press("Tab")


def rounds() -> list[list[tuple[str, str, str]]]:
    """The slips in rounds in which each field comes once, so that few pages have to be loaded."""
    found: list[list[tuple[str, str, str]]] = []
    for slip in SLIPS:
        free = next((one for one in found if slip[0] not in {name for name, _, _ in one}), None)
        if free is None:
            found.append([slip])
        else:
            free.append(slip)
    return found


def test_forty_slips_are_explained(real_home: str, visit: Visiting) -> None:
    """Each is explained at its field before anything is handed over, with what was meant where that is plain; what was typed stays."""
    assert len(SLIPS) >= 40
    for slips in rounds():
        page = opened(visit(real_home))
        fill_brief(page)
        for name, typed, _ in slips:
            fill(page, name, typed)
        page.click("[data-out=file]")
        expect(page.locator("[data-summary]")).to_be_visible()
        expect(page.locator("[data-done]")).to_be_hidden()
        shown = errors(page)
        for name, typed, explanation in slips:
            assert explanation in (shown.get(name) or " ".join(shown.values())), (name, typed, shown)
            assert page.input_value(f"[name='{name}']").strip() == typed.strip()


def hold(page: Page, selector: str) -> None:
    """Press on something, which ends the field before, for longer than the form waits for a pause, and release."""
    settled(page)
    page.locator(selector).scroll_into_view_if_needed()
    box = page.locator(selector).bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(600)
    page.mouse.up()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_slow_click_is_not_lost(real_home: str, visit: Visiting, width: int) -> None:
    """What the last change brings – an error, an offer, what is known – waits until the mouse button is released: nothing moves away.

    In Safari nothing holds what one sees when something above it grows; here that is switched off.
    """
    page = opened(visit(real_home, width))
    page.evaluate("document.documentElement.style.overflowAnchor = 'none'")
    choose(page, "city", "Gera")
    page.check("[name=outcome][value=erfolgreich]")
    page.fill("[name=_measure]", "Sternwanderung der Blaskapellen")
    hold(page, "[name=effort][value=klein]")
    expect(page.locator("[name=effort][value=klein]")).to_be_checked()
    expect(page.locator("[data-proposed]")).to_contain_text("Vorschlag")
    settled(page)
    page.fill("[name=title]", "Kurz")
    hold(page, "[data-out=file]")
    expect(page.locator("[data-summary]")).to_be_visible()
    page.fill("[name=title]", "")
    page.select_option("[name=topic]", index=2)
    page.fill("[name=_s0]", "Es war <b>wichtig</b>.")
    hold(page, "[data-take=title]")
    expect(page.locator("[name=title]")).to_have_value("Gera: Sternwanderung der Blaskapellen erfolgreich")
    page.evaluate("document.querySelectorAll('form details').forEach(part => { part.open = true; })")
    page.fill("[name='contact.email']", "keine Adresse")
    hold(page, "[data-add=sources]")
    expect(page.locator("[name='sources.0.url']")).to_be_visible()


def test_a_release_that_is_never_told_holds_nothing_up(real_home: str, visit: Visiting) -> None:
    """A list of choices or a menu may swallow it: the next move of the mouse or key goes on."""
    page = opened(visit(real_home))
    for sign in ("pointermove", "keydown", "blur"):
        page.evaluate("window.dispatchEvent(new PointerEvent('pointerdown', { buttons: 1 }))")
        page.fill("[name=title]", f"Gera: {sign}")
        expect(page.locator("form[data-pending]")).to_be_attached()
        page.evaluate("(sign) => window.dispatchEvent(new Event(sign))", sign)
        settled(page)


def test_slips_that_cannot_happen(real_home: str, visit: Visiting) -> None:
    """Invisible signs and blanks around a word are taken out, a better value is put in by a click, a setback asks for its reason."""
    page = opened(visit(real_home))
    fill_brief(page)
    fill(page, "period.start", " 2024\u200b ")
    assert page.input_value("[name='period.start']") == "2024"
    fill(page, "effort_detail.cost_eur", "1.200 €")
    page.click("[data-path='effort_detail.cost_eur'] button")
    assert page.input_value("[name='effort_detail.cost_eur']") == "1200"
    fill(page, "effort_detail.staff_days", "3 Wochen")
    settled(page)
    assert "keine ganze Zahl" in errors(page)["effort_detail.staff_days"]
    assert "Meinten Sie" not in errors(page)["effort_detail.staff_days"]
    fill(page, "effort_detail.staff_days", "15 Tage")
    page.click("[data-path='effort_detail.staff_days'] button")
    assert page.input_value("[name='effort_detail.staff_days']") == "15"
    page.check("[name=outcome][value=wirkungslos]")
    settled(page)
    expect(page.locator("[data-path=failure_reasons]")).to_be_visible()
    page.click("[data-out=file]")
    assert "Grund" in errors(page)["failure_reasons"]


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


def test_an_error_at_the_forge_loses_nothing(land_home: str, visit: Visiting) -> None:
    """The forge opens in another window; the draft and the way to open it again stay here."""
    visitor = visit(land_home)
    page = opened(visitor)
    page.evaluate("window.open = () => null")
    choose(page, "city", "Musterstadt")
    page.select_option("[name=topic]", index=1)
    page.check("[name=outcome][value=offen]")
    page.check("[name=effort][value=unbekannt]")
    page.fill("[name=title]", "Musterstadt: ein Versuch")
    settled(page)
    page.click("[data-out=forge]")
    expect(page.locator("[data-done]")).to_contain_text("Ihr Entwurf bleibt hier")
    again = page.get_attribute("[data-done] a", "href") or ""
    assert "/_new/main/?filename=content%2Ffaelle%2Fmusterstadt%2F" in again or "/new/main?file" in again
    opened(visitor)
    assert page.input_value("[name=title]") == "Musterstadt: ein Versuch"


FILE = {"path": "content/faelle/gera/markt.md", "text": "---\ntitle: Ä & b\n---\n", "exists": False}
TO_FORGE = "([forge, file], form) => form.toForge(forge, file)"


@pytest.mark.parametrize(
    ("kind", "url"),
    [
        (
            "github",
            "https://f.example/o/r/new/main?filename=content%2Ffaelle%2Fgera%2Fmarkt.md&value=---%0Atitle%3A%20%C3%84%20%26%20b%0A---%0A",
        ),
        (
            "forgejo",
            "https://f.example/o/r/_new/main/?filename=content%2Ffaelle%2Fgera%2Fmarkt.md&value=---%0Atitle%3A%20%C3%84%20%26%20b%0A---%0A",
        ),
        ("gitlab", "https://f.example/o/r/-/new/main?file_name=content%2Ffaelle%2Fgera%2Fmarkt.md"),
    ],
)
def test_ways_to_a_forge(real_home: str, visit: Visiting, kind: str, url: str) -> None:
    """A new file is filled in where the forge allows it and the address has at most 6,000 bytes; else the clipboard holds it."""
    page = opened(visit(real_home))
    forge = forge_addresses(Configuration.model_validate({"forge": {"kind": kind, "url": "https://f.example/o/r/"}}))
    short = ask(page, TO_FORGE, [forge, FILE])
    assert short == {"url": url, "clipboard": FILE["text"] if kind == "gitlab" else ""}
    fixed = len(url) - len("---%0Atitle%3A%20%C3%84%20%26%20b%0A---%0A")
    for surplus in (0, 1):
        text = "x" * (6_000 - fixed + surplus)
        found = ask(page, TO_FORGE, [forge, {**FILE, "text": text}])
        assert len(found["url"]) <= 6_000
        assert found["clipboard"] == ("" if surplus == 0 and kind != "gitlab" else text)
    change = {"github": "/edit/main/", "forgejo": "/_edit/main/", "gitlab": "/-/edit/main/"}[kind]
    changed = ask(page, TO_FORGE, [forge, {**FILE, "exists": True}])
    assert changed == {"url": f"https://f.example/o/r{change}{FILE['path']}", "clipboard": FILE["text"]}


def test_way_by_mail(real_home: str, visit: Visiting) -> None:
    """A short case stands in the mail; of a long one the mail says that the file is attached."""
    page = opened(visit(real_home))
    mail = "([text], form) => form.toMail('redaktion@x.example', 'Fall: Ä', text, 'Im Anhang.')"
    assert ask(page, mail, ["a\nb"]) == {
        "url": "mailto:redaktion@x.example?subject=Fall%3A%20%C3%84&body=a%0D%0Ab",
        "clipboard": "",
    }
    found = ask(page, mail, ["ä" * 1000])
    assert (found["clipboard"], "Anhang" in found["url"]) == ("ä" * 1000, True)


def test_a_follow_up_changes_only_itself(real_home: str, visit: Visiting) -> None:
    """»Was wurde daraus?« on a case page opens the form with the case; the file gains the entry and the day of the change."""
    visitor = visit(real_home)
    page = visitor.to("faelle/gera/eisbahn/")
    page.click("text=Was wurde daraus? >> visible=true >> nth=-1")
    page.wait_for_selector("form[data-ready]", state="attached")
    expect(page.locator("[data-mode]")).to_contain_text("Was wurde aus")
    expect(page.locator(".kb-lead")).to_be_hidden()
    count = page.locator("[data-rows=follow_up] > *").count()
    page.fill(f"[name='follow_up.{count - 1}.note']", "Fand auch im Jahr darauf nicht statt.")
    settled(page)
    old = (ROOT / "content/faelle/gera/eisbahn.md").read_text("utf-8")
    text = saved(page)
    added = set(text.splitlines()) - set(old.splitlines())
    assert not [line for line in old.splitlines() if line not in text.splitlines() and not line.startswith("updated:")]
    assert {line.strip().partition(":")[0].strip("- ") for line in added} <= {"follow_up", "date", "note", "updated"}
    expect(page.locator("[data-done]")).to_contain_text("Fand auch im Jahr darauf nicht statt.")


def test_a_correction_says_what_changed(real_home: str, visit: Visiting, tmp_path: Path) -> None:
    """Unchanged the case is not handed over; what changed stands there field by field, and as a patch that git applies."""
    visitor = visit(real_home)
    page = opened(visitor, "?fall=gera/eisbahn&art=korrektur")
    page.click("[data-out=file]")
    expect(page.locator("[data-done]")).to_contain_text("noch nichts geändert")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fill(page, "title", "Gera: die Eisbahn, neu erzählt")
    page.click("[data-out=copy]")
    expect(page.locator("[data-done] li").first).to_contain_text("jetzt »Gera: die Eisbahn, neu erzählt«")
    letter = page.evaluate("navigator.clipboard.readText()")
    patch = letter[letter.index("--- a/") : letter.index("\n\ncontent/faelle/gera/eisbahn.md\n")]
    file = tmp_path / "content" / "faelle" / "gera" / "eisbahn.md"
    file.parent.mkdir(parents=True)
    file.write_bytes((ROOT / "content/faelle/gera/eisbahn.md").read_bytes())
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=patch + "\n", text=True, check=True, env=building.environment(GIT_DIR="none"))
    assert letter.endswith(file.read_text("utf-8"))


def test_a_long_correction_by_mail_names_case_and_changes(real_home: str, visit: Visiting) -> None:
    """Too long for the mail, a correction still says in it which case, and what changes from what to what."""
    page = opened(visit(real_home), "?fall=gera/eisbahn&art=korrektur")
    fill(page, "title", "Gera: die Eisbahn, neu erzählt")
    page.evaluate("document.querySelector('[data-out=file]').dataset.out = 'mail'")  # this site names no mailbox
    page.click("[data-out=mail]")
    body = unquote(page.get_attribute("[data-done] a", "href") or "")
    assert "content/faelle/gera/eisbahn.md" in body
    assert "jetzt »Gera: die Eisbahn, neu erzählt«" in body
    assert "finden Sie einen Fall" not in body


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


def test_a_case_that_is_not_there(real_home: str, visit: Visiting) -> None:
    """A stale link says so, and leaves an empty form."""
    page = visit(real_home).to(FORM + "?fall=gera/gibt-es-nicht&art=korrektur")
    page.wait_for_selector("form[data-ready]", state="attached")
    expect(page.locator("[data-mode]")).to_contain_text("gibt es nicht")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_accessible_in_every_state(real_home: str, visit: Visiting, scheme: str, width: int) -> None:
    """No violation that axe finds: empty, with errors, with everything open, with a list of suggestions; nothing wider than the screen."""
    visitor = visit(real_home, width, color_scheme=scheme)
    page = opened(visitor)
    page.click("[data-out=file]")
    settled(page)
    for list_name in ("goals", "sources", "follow_up", "checklist"):
        page.evaluate("document.querySelectorAll('form details').forEach(part => { part.open = true; })")
        page.click(f"[data-add={list_name}]")
    page.check("[name=outcome][value=eingestellt]")
    page.fill("[name=_measure]", "markt")
    settled(page)
    found = Axe().run(page, options=RULES).response["violations"]
    assert not [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found]
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    visitor.calm()


def test_by_keyboard_alone(real_home: str, visit: Visiting) -> None:
    """Tab, arrows, space and Enter fill in a Kurzmeldung and save it; the summary of errors takes the focus and leads to the field."""
    page = opened(visit(real_home))
    page.focus("[name=_city]")
    keys = page.keyboard
    keys.type("gera")
    keys.press("Enter")
    for _ in range(2):
        keys.press("Tab")
    keys.type("feier")
    keys.press("ArrowDown")
    keys.press("ArrowUp")
    keys.press("Enter")
    page.focus("[data-out=file]")
    keys.press("Enter")
    assert page.evaluate("document.activeElement.dataset.summary") == ""
    keys.press("Tab")
    keys.press("Enter")
    assert page.evaluate("document.activeElement.name") == "outcome"
    keys.press("Space")
    page.focus("[name=effort]")
    keys.press("Space")
    page.focus("[name=title]")
    keys.type("Gera: Feierabendmarkt zog an")
    settled(page)
    page.focus("[data-out=file]")
    with page.expect_download() as download:
        keys.press("Enter")
    assert "outcome: erfolgreich\n" in Path(download.value.path()).read_text("utf-8")


def test_hostile_text_stays_text(real_home: str, visit: Visiting) -> None:
    """Markup that is typed shows as it was typed, in preview, summary and list of changes."""
    visitor = visit(real_home)
    page = opened(visitor)
    page.click("text=So wird der Fall aussehen")
    nasty = "<img src=x onerror=alert(1)>"
    fill_brief(page)
    fill(page, "title", nasty)
    fill(page, "period.start", nasty)
    page.click("[data-out=file]")
    expect(page.locator("[data-preview] h3")).to_have_text(nasty)
    expect(page.locator("[data-summary]")).to_contain_text(nasty)
    assert page.locator("form img").count() == 0
    visitor.calm()


def test_understood_without_script(real_home: str, visit: Visiting) -> None:
    """The page says that the form needs a script, and shows what would be asked."""
    page = visit(real_home, javascript=False).to(FORM)
    expect(page.locator("[data-form-off]")).to_contain_text("braucht JavaScript")
    assert page.locator("label, legend").count() > 50


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_the_form_is_ready(real_home: str, visit: Visiting, width: int) -> None:
    """What one sees while the rules are still loading stays where it is."""
    visitor = visit(real_home, width)
    held: list[Route] = []
    visitor.page.route("**/formular.json", lambda route: held.append(route))
    page = visitor.to(FORM)
    page.evaluate("document.fonts.ready")
    tops = "[...document.querySelectorAll('form section > *, form section > [data-path] *')].map(one => one.getBoundingClientRect().top)"
    before = page.evaluate(tops)
    expect(page.locator("[data-form-off]")).to_be_hidden()
    held[0].continue_()
    page.wait_for_selector("form[data-ready]", state="attached")
    expect(page.locator("[data-state]")).to_be_visible()
    seen = [(one, other) for one, other in zip(before, page.evaluate(tops), strict=True) if one < SIZES[width]]
    assert len(seen) >= 3
    assert [one for one, _ in seen] == [other for _, other in seen]


def test_a_script_that_never_comes_is_told(real_home: str, visit: Visiting) -> None:
    """After some seconds, or the page would promise a form that does nothing."""
    visitor = visit(real_home)
    visitor.page.route("**/form/main.js", lambda route: route.abort())
    page = visitor.to(FORM)
    notice = page.locator("[data-form-off]")
    expect(notice).to_be_hidden()
    page.evaluate("document.querySelector('[data-form-off]').getAnimations().forEach((one) => one.finish())")
    expect(notice).to_be_visible()


def test_the_data_names_every_field_once() -> None:
    """Fields of the page, of tools and editors, and of unnamed towns together are those of the model."""
    from citynet_kb.model.case import EDITORIAL
    from citynet_kb.pages.form_pages import BRIEF, MORE, UNNAMED

    shown: list[Any] = [*BRIEF, *UNNAMED, *(key for keys in MORE.values() for key in keys)]
    assert len(shown) == len(set(shown))
    assert set(shown) | EDITORIAL == set(CaseStudy.front_matter_keys())
    assert json.dumps(sorted(set(shown) & EDITORIAL)) == '["stellungnahme"]'
