"""Mistakes on the form: each is explained where it happened, and nothing moves away under the pointer."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visiting
from tests.browser.form import choose, errors, fill, fill_brief, opened, settled

MISTAKES: tuple[tuple[str, str, str], ...] = (
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
    ("effort_detail.cost_eur", "1.200,50 €", "1201"),
    ("effort_detail.cost_eur", "ca. 5.000 Euro", "5000"),
    ("effort_detail.cost_eur", "zweitausend", "2000"),
    ("effort_detail.cost_eur", "-5", "nur Ziffern"),
    ("effort_detail.cost_eur", "5000-6000", "nur Ziffern"),
    ("effort_detail.cost_eur", "18000", "Mittel"),
    ("effort_detail.staff_days", "10 Tage", "10"),
    ("effort_detail.staff_days", "2,5", "3"),
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
UNDERSTOOD = {
    **{"15.03.2024": "2024-03-15", "3/2024": "2024-03", "03.2024": "2024-03", "2024-3": "2024-03"},
    **{"1.200,50 €": "1201", "ca. 5.000 Euro": "5000", "10 Tage": "10", "2,5": "3", "6 Wochen": "6", "zweitausend": "2000"},
    **{"citymanagement (at) gera.de": "citymanagement@gera.de", "www.gera.de/markt": "https://www.gera.de/markt"},
}
"""What is clear is taken at once, and said."""


def rounds() -> list[list[tuple[str, str, str]]]:
    """The mistakes in rounds in which each field comes once, for one page that is handed in again and again."""
    found: list[list[tuple[str, str, str]]] = []
    for mistake in MISTAKES:
        free = next((one for one in found if mistake[0] not in {name for name, _, _ in one}), None)
        if free is None:
            found.append([mistake])
        else:
            free.append(mistake)
    return found


def test_every_mistake_has_its_round() -> None:
    """None is left out, and no round types into one field twice."""
    assert sorted(mistake for mistakes in rounds() for mistake in mistakes) == sorted(MISTAKES)
    assert all(len({name for name, _, _ in mistakes}) == len(mistakes) for mistakes in rounds())


def test_forty_mistakes_are_explained(real_home: str, visit: Visiting) -> None:
    """Each is explained at its field before anything is handed over, with what was meant; what is not clear stays as typed."""
    assert len(MISTAKES) >= 40
    page = opened(visit(real_home))
    fill_brief(page)
    for mistakes in rounds():
        before = errors(page)
        for name, typed, explanation in mistakes:
            if explanation in before.get(name, ""):  # the same of another mistake: it shall go and come again
                fill(page, name, "")
                settled(page)
                assert explanation not in errors(page).get(name, ""), (name, typed)
            fill(page, name, typed)
        page.click("[data-out=file]")
        expect(page.locator("[data-summary]")).to_be_visible()
        expect(page.locator("[data-done]")).to_be_hidden()
        settled(page)
        shown = errors(page)
        new = " ".join(text for name, text in shown.items() if before.get(name) != text)
        for name, typed, explanation in mistakes:
            assert explanation in (shown.get(name) or new), (name, typed, shown)
            assert page.input_value(f"[name='{name}']").strip() == UNDERSTOOD.get(typed, typed.strip())
            assert typed not in UNDERSTOOD or f"»{typed}« ist verstanden als »{UNDERSTOOD[typed]}«" in shown[name]


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


def test_mistakes_that_cannot_happen(real_home: str, visit: Visiting) -> None:
    """Invisible signs and blanks are taken out, what is clear is taken, what is rough by a click, a setback asks for its reason."""
    page = opened(visit(real_home))
    fill_brief(page)
    fill(page, "period.start", " 2024\u200b ")
    assert page.input_value("[name='period.start']") == "2024"
    fill(page, "effort_detail.cost_eur", "1.200 €")
    assert page.input_value("[name='effort_detail.cost_eur']") == "1200"
    fill(page, "effort_detail.staff_days", "3 Wochen")
    settled(page)
    assert "keine ganze Zahl" in errors(page)["effort_detail.staff_days"]
    assert "Meinten Sie" not in errors(page)["effort_detail.staff_days"]
    fill(page, "effort_detail.staff_days", "15 Tage")
    assert page.input_value("[name='effort_detail.staff_days']") == "15"
    fill(page, "period.end", "Herbst 2024")
    page.click("[data-path='period.end'] button")
    assert page.input_value("[name='period.end']") == "2024"
    settled(page)
    assert "»Herbst 2024« ist verstanden als »2024«" in errors(page)["period.end"]
    page.check("[name=outcome][value=wirkungslos]")
    settled(page)
    expect(page.locator("[data-path=failure_reasons]")).to_be_visible()
    page.click("[data-out=file]")
    assert "Grund" in errors(page)["failure_reasons"]
