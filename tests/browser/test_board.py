"""»Gemeinsam ins Ziel« in a browser: a call goes with its day, the reader's town comes first, and one link leads to a call of one's own."""

from playwright.sync_api import expect

from citynet_kb.findings import Severity
from citynet_kb.indexes import every_call
from citynet_kb.knowledge_base import load
from tests.browser.conftest import Visiting
from tests.browser.form import FORM, checked, choose, opened, saved, settled
from tests.site.building import LAND, TODAY

BOARD, MEASURE, TOWN = "gemeinsam/", "massnahmen/feierabendmarkt/", "staedte/musterstadt/"
CALLS = "[data-open-until]"
LAST = ("2026-06-30", "2026-09-30")
"""The last days of the calls of Beispielland that are open when it is built."""


def test_the_calls_of_beispielland() -> None:
    """What the tests below wait for is what the records say."""
    calls = every_call(load(LAND / "content", "content").knowledge_base)
    assert tuple(call.until for _, call in calls if call.until >= TODAY) == LAST


def test_a_call_goes_with_its_last_day(visit: Visiting, land_home: str) -> None:
    """On that day it stands there, on the next no more, though nobody built the site; without any the page says so. Without scripts
    the day itself is read."""
    for now, left in ((LAST[0], 2), ("2026-07-01", 1), (LAST[1], 1), ("2026-10-01", 0)):
        visitor = visit(land_home)
        visitor.page.clock.set_fixed_time(f"{now}T22:00:00+02:00")
        for path in (BOARD, MEASURE, TOWN):
            page = visitor.to(path)
            assert page.locator(CALLS).count() == left, (now, path)
            none = page.locator("[data-open-none]")
            assert not none.count() or none.is_visible() == (left == 0), (now, path)
        visitor.calm()
    page = visit(land_home, 390, javascript=False).to(BOARD)
    expect(page.locator(CALLS).first).to_contain_text("bis 30. Juni 2026")
    expect(page.locator("[data-open-none]")).to_be_hidden()


def test_from_the_board_to_a_call_of_a_plan(visit: Visiting, land_home: str) -> None:
    """One link: what is looked for, until when, and that it is a plan stand there already; the rest is town, measure, beginning."""
    visitor = visit(land_home)
    page = visitor.to(BOARD)
    page.clock.set_fixed_time(f"{TODAY}T12:00:00+02:00")
    page.get_by_role("link", name="Material zum Leihen", exact=True).click()
    page.wait_for_selector("form[data-ready]", state="attached")
    assert page.input_value("[name='looking_for.0.what']") == "leihgut"
    assert page.input_value("[name='looking_for.0.until']") == "2026-08-30"
    choose(page, "city", "Leerdorf")
    choose(page, "measure", "Feierabendmarkt")
    page.fill("[name='period.start']", "2026-11")
    page.fill("[name=title]", "Leerdorf plant einen Feierabendmarkt")
    page.fill("[name='contact.role']", "Citymanagement")
    page.fill("[name='contact.email']", "citymanagement@leerdorf.example")
    settled(page)
    text = saved(page)
    assert "\noutcome: offen\n" in text
    assert "\nlooking_for:\n  - what: leihgut\n    until: 2026-08-30\n" in text
    found = checked(load(LAND / "content", "content"), "content/faelle/leerdorf/markt.md", text, TODAY)
    assert [one for one in found if one.severity is Severity.ERROR or one.rule.startswith("gesuch")] == []
    visitor.calm()


def test_from_a_case_to_a_call_of_it(visit: Visiting, land_home: str) -> None:
    """»Partner suchen« on the page of what runs: the case is changed by the call alone."""
    page = visit(land_home).to("faelle/beispielhausen/feierabendmarkt/")
    page.get_by_role("link", name="Partner suchen").click()
    page.wait_for_url(f"**/{FORM}?gesuch=mitmacher&fall=beispielhausen/feierabendmarkt&art=gesuch")
    page.wait_for_selector("form[data-ready]", state="attached")
    expect(page.locator("[data-mode]")).to_contain_text("Sie suchen Partner für »Beispielhausen: Feierabendmarkt")
    page.select_option("[name='looking_for.0.what']", "gemeinsame-ausschreibung")
    settled(page)
    changed = saved(page)
    assert "\nlooking_for:\n  - what: gemeinsame-ausschreibung\n    until: " in changed
    assert '\ntitle: "Beispielhausen: Feierabendmarkt läuft seit 2019"\n' in changed


def test_a_draft_is_left_alone(visit: Visiting, land_home: str) -> None:
    """Whoever comes back by the link finds the call as it was."""
    visitor = visit(land_home)
    page = opened(visitor, "?gesuch=vorlage&massnahme=feierabendmarkt")
    assert page.input_value("[name=measure]") == "feierabendmarkt"
    page.fill("[name='looking_for.0.until']", "2099-01-31")
    settled(page)
    page = opened(visitor, "?gesuch=leihgut")
    assert page.locator("[name='looking_for.1.what']").count() == 0
    assert page.input_value("[name='looking_for.0.what']") == "vorlage"
    assert page.input_value("[name='looking_for.0.until']") == "2099-01-31"
