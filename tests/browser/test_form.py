"""The form as a visitor meets it: in few steps, by keyboard, on a small phone, offline; nothing typed is lost."""

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from citynet_kb.findings import RULES, Severity
from citynet_kb.intake.taking_in.importing import derived_id
from citynet_kb.knowledge_base import load
from citynet_kb.model import CaseStudy
from citynet_kb.published_assets import published
from citynet_kb.sources import canonical, read
from tests.browser.axe import violations
from tests.browser.conftest import SIZES, Visiting
from tests.browser.form import FORM, ask, checked, choose, errors, fill, fill_brief, opened, saved, settled
from tests.site.building import ROOT, TODAY

SCRIPTS = sorted((ROOT / "theme" / "assets" / "js" / "form").glob("*.js"))
MOST_BYTES, MOST_STEPS = 15_000, 25


def test_the_scripts_are_small() -> None:
    """At most 15,000 bytes over the line as published, without comments, each file compressed by itself."""
    texts = [published(file.relative_to(ROOT / "theme").as_posix(), file.read_text(encoding="utf-8")) for file in SCRIPTS]
    assert len(texts) > 2
    assert sum(len(gzip.compress(text.encode(), 9)) for text in texts) <= MOST_BYTES


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


def test_a_hint_advises_and_stops_nobody(land_home: str, visit: Visiting) -> None:
    """It stands at the field that it asks for once what it is about was answered; the case is complete and saved all the same."""
    page = opened(visit(land_home))
    assert page.locator("#e-goals").inner_text() == ""
    choose(page, "city", "Musterstadt")
    choose(page, "measure", "Feierabendmarkt")
    page.check("[name=outcome][value=erfolgreich]")
    page.check("[name=effort][value=klein]")
    page.fill("[name=title]", "Musterstadt: Feierabendmarkt zog viele an")
    settled(page)
    page.evaluate("document.querySelectorAll('form details').forEach(part => { part.open = true; })")
    expect(page.locator("#e-goals")).to_have_text(f"Hinweis: {RULES['erfolg-ohne-beleg'].statement}")
    assert page.locator("[data-path=goals].kb-form__field--error").count() == 0
    expect(page.locator("[data-state]")).to_contain_text("vollständig")
    assert "outcome: erfolgreich" in saved(page)
    fill(page, "figures", "12 Stände")
    settled(page)
    expect(page.locator("#e-goals")).to_be_hidden()


def test_the_file_is_named_as_the_other_ways_name_it(real_home: str, visit: Visiting) -> None:
    """After its title without the town, as `import`, `new` and `intake` do; with a number where that name is taken."""
    page = opened(visit(real_home))
    fill_brief(page)
    title = "Gera: Müßiggang & Märchen, zum 1. Mal"
    fill(page, "title", title)
    settled(page)
    assert f"content/faelle/{derived_id('gera', title)}.md" == ask(page, "(_, form) => form.current().path")
    fill(page, "title", "Gera: Eisbahn")
    settled(page)
    assert ask(page, "(_, form) => form.current().path") == "content/faelle/gera/eisbahn-2.md"


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
    choose(page, "measure", "Stadtfest")
    settled(page)
    page.click("[data-items]")
    page.check("[name='checklist.1.state'][value=erledigt]")
    page.check("[name=outcome][value=eingestellt]")
    page.fill("[name='contact.email']", "keine adresse")
    page.fill("[name=_measure]", "markt")
    settled(page)
    assert "contact.email" in errors(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    visitor.calm()


def test_by_keyboard_alone(real_home: str, visit: Visiting) -> None:
    """Tab, arrows, space and Enter fill in a Kurzmeldung and save it; saving leads to the first field with an error."""
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
    page.wait_for_function("document.activeElement.name === 'outcome'")  # saving waits until the towns are known
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
