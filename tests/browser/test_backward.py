"""The backward calendar in the browser: days and calendar file as Python makes them, an address to hand on, a page that needs no script."""

import json
import random
from datetime import date, timedelta

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from citynet_kb.exports.holiday_file import holiday_file
from citynet_kb.indexes.backward_plan import due_day
from citynet_kb.indexes.public_holidays import free_days, holiday_years, public_holidays
from citynet_kb.model import addresses
from citynet_kb.model.regions import LAENDER
from citynet_kb.model.slugs import slug_of
from citynet_kb.pages import BuildContext
from citynet_kb.pages.plan_calendars import plan_calendar
from citynet_kb.pages.views.plan_lines import plan_view
from tests.browser.conftest import Visiting
from tests.pages.examples import land
from tests.site.building import TODAY

PAGE = "rueckwaerts/feierabendmarkt/"
RECKONED = """async ([source, places, starts, weeks]) => {
    const { dueDay, freeDays, fromIso, toIso } = await import(source);
    const table = await (await fetch("../feiertage.json")).json();
    return places.flatMap((place) => {
        const free = freeDays(table, place);
        return starts.map((start) => weeks.map((week) => toIso(dueDay(fromIso(start), week, free))).join(" "));
    });
}"""
HOLIDAYS = public_holidays(*holiday_years(TODAY))


def test_the_browser_is_given_the_days_that_python_knows() -> None:
    """Of every year and Land."""
    known = json.loads(holiday_file(land().content.knowledge_base, TODAY)[addresses.HOLIDAYS])
    assert [tuple(day) for day in known["days"]] == [
        (one.day.isoformat(), one.name, *filter(None, [" ".join(one.laender)])) for one in HOLIDAYS
    ]
    assert {day[:4] for day, *_ in known["days"]} == {str(year) for year in range(known["first"], known["last"] + 1)}


def saved(page: Page, start: str) -> str:
    """The calendar file for this day, as the browser stores it."""
    expect(page.locator("[data-kb=file]")).to_have_attribute("download", f"feierabendmarkt-{start}.ics")
    with page.expect_download() as download:
        page.locator("[data-kb=file]").click()
    return download.value.path().read_bytes().decode()


def test_the_browser_reckons_as_python_does(returning: Visiting, land_home: str) -> None:
    """Days of five years and beyond, for every Land: leap days, clocks put forward, weekends, holidays."""
    page = returning(land_home).to(PAGE)
    chance = random.Random(17)
    starts = [date(2025, 6, 1) + timedelta(days=chance.randrange(2400)) for _ in range(80)] + [date(2028, 2, 29), date(2027, 3, 28)]
    weeks = [chance.randrange(-110, 110) for _ in range(20)] + [0]
    places = ["", *map(slug_of, LAENDER)]
    found = page.evaluate(RECKONED, [f"{land_home}assets/js/backward/plan.js", places, [one.isoformat() for one in starts], weeks])
    free = {place: free_days(HOLIDAYS, place) for place in places}
    expected = [" ".join(due_day(start, one, free[place]).isoformat() for one in weeks) for place in places for start in starts]
    assert found == expected


@pytest.mark.parametrize(("start", "place"), [("2028-02-29", ""), ("2027-10-03", "thueringen"), ("2026-12-28", "bayern")])
def test_the_browser_makes_the_same_file(start: str, place: str, returning: Visiting, land_home: str) -> None:
    """Byte by byte what Python makes for this day, and two libraries read the same of it; the address names another Land."""
    from ical.calendar_stream import IcsCalendarStream  # a second, which no other test shall pay

    project = land()
    context = BuildContext(project.content.knowledge_base, project.indexes, project.configuration, TODAY)
    plan = plan_view(context, project.content.knowledge_base.practice.procedures["feierabendmarkt"])
    made = plan_calendar(plan, start, free_days(HOLIDAYS, place)).decode()
    page = returning(land_home).to(f"{PAGE}?datum={start}&land={place}")
    unfolded = saved(page, start).replace("\r\n ", "")
    assert unfolded.replace(f"&land={place}", "") == made.replace("\r\n ", "")
    assert ("&land=" in unfolded) is bool(place)
    read = [(event.uid, event.dtstart, event.summary, event.description) for event in IcsCalendarStream.calendar_from_ics(unfolded).events]
    other = [
        (str(event["UID"]), event.decoded("DTSTART"), str(event["SUMMARY"]), str(event["DESCRIPTION"]))
        for event in Calendar.from_ical(unfolded).walk("VEVENT")
    ]
    assert read == other
    assert len(read) == sum(len(week.lines) for week in plan.weeks)


def test_the_ready_file_is_the_one_of_its_day(returning: Visiting, land_home: str) -> None:
    """The file beside the page, and the one that the page makes for the same day."""
    page = returning(land_home).to(PAGE)
    start = page.locator("#fertiger-kalender + p time").nth(1).get_attribute("datetime")
    ready = page.request.get(f"{page.url}feierabendmarkt.ics").body().decode()
    assert start
    page.fill("[name=datum]", start)
    assert saved(page, start) == ready


def test_a_day_is_chosen_and_handed_on(visit: Visiting, land_home: str) -> None:
    """By keyboard; the address then shows the same to others. What gave way says so, what is over too; an emptied field takes all back."""
    visitor = visit(land_home)
    page = visitor.to(PAGE)
    expect(page.locator("[data-kb=tools]")).to_be_hidden()
    page.locator("[name=datum]").fill("2026-06-21")
    page.locator("[name=land]").focus()
    page.keyboard.type("Thür")
    expect(page.locator("[data-kb=status]")).to_contain_text(
        "Beginn am Sonntag, 21. Juni 2026. Das Erste ist bis Freitag, 19. Dezember 2025 zu tun."
    )
    assert page.url.endswith("?datum=2026-06-21&land=thueringen")
    first, *_ = rows = page.locator(".kb-plan__when").all_inner_texts()
    assert first.split("\n") == ["26 Wochen vorher", "Freitag, 19. Dezember 2025", "statt So., 21.12.2025", "schon vorbei"]
    expect(page.locator("[data-kb=status]")).to_contain_text("Feiertage sind nur für 2026 bis 2030 bekannt")
    other = visit(land_home, 320).to(page.url.removeprefix(land_home))
    expect(other.locator(".kb-plan__when strong").first).to_be_visible()
    assert other.locator(".kb-plan__when").all_inner_texts() == rows
    page.locator("[name=datum]").fill("")
    expect(page.locator(".kb-plan__when strong")).to_have_count(0)
    visitor.calm()


def test_without_script_weeks_are_counted(visit: Visiting, land_home: str) -> None:
    """No form that does nothing; all weeks, how to use them, and a file to load."""
    page = visit(land_home, 320, javascript=False).to(PAGE)
    expect(page.locator("[data-kb-plan]")).to_be_hidden()
    assert page.locator(".kb-plan__when").all_inner_texts()[0] == "26 Wochen vorher"
    expect(page.get_by_text("Zählen Sie vom Tag des Beginns")).to_be_visible()
    expect(page.get_by_role("link", name="Kalenderdatei laden (.ics)")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
