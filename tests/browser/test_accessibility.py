"""What a screen reader, a keyboard and weak eyes meet: no violation that axe can find, on pages with pictures and on every other kind.

Each kind of page is loaded once, and all that holds of every kind is looked at there.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import found_in, too_small, violations
from tests.browser.conftest import SIZES, Visit, Visiting
from tests.browser.states import search_with_results
from tests.browser.test_reading import KINDS
from tests.browser.test_traces import CLEAN, addresses, crawl, kind_of, listening, one_of_each_kind, traces
from tests.site import building

PICTURES = {
    "map": "karte/",
    "map of a Land": "karte/thueringen/",
    "matrix": "aufwand/",
    "timeline": "zeitleiste/",
    "shared experience": "geteilte-erfahrungen/",
    "gaps": "wissensluecken/",
    "counting": "wie-wir-zaehlen/",
    "certainty": "wie-sicher/",
    "sheet": "erfahrungsblatt/stadtgutschein/",
    "sheets": "erfahrungsblatt/",
}
LAND = {
    "every field filled": "faelle/musterstadt/feierabendmarkt/",
    "hostile text": "faelle/boesenau/boese/",
    "withdrawn": "faelle/boesenau/zurueckgezogen/",
    "unnamed town": "faelle/anonym/markt-am-abend/",
    "moved": "faelle/musterstadt/abendmarkt/",
    "measure that failed": "massnahmen/eisbahn/",
    "town with cases": "staedte/musterstadt/",
    "all of Markdown": "mitmachen/boese/",
    "meeting with guests": "treffen/2024-06-11-musterstadt/",
    "roll-call to fill in": "treffen/rundruf/2026-09-15/",
    "feeds": "neu/abonnieren/?abo=stadt-musterstadt",
}
"""Pages of Beispielland, for what our own content does not have."""
WIDE_TABLES = ("topic",)
"""Kinds of page whose tables leave the least room for a finger, on the narrowest phone."""
SCREENS = {"light, wide": ("light", 1280), "dark, phone": ("dark", 390)}


VISITS = [(kind, screen) for screen in SCREENS for kind in PICTURES]
VISITS += [(kind, list(SCREENS)[number % 2]) for number, kind in enumerate(KINDS)]
"""Pages with pictures on both screens, the other kinds on one of them in turn: axe takes seconds a page."""


def test_every_kind_of_page_is_visited() -> None:
    """Those with pictures on both screens."""
    assert {kind for kind, _ in VISITS} == {*KINDS, *PICTURES}
    assert {visit for visit in VISITS if visit[0] in PICTURES} == {(kind, screen) for kind in PICTURES for screen in SCREENS}


@pytest.fixture(scope="module")
def reader(real_home: str, returning: Visiting) -> Callable[[str], Visit]:
    """A reader who goes from page to page, each in light or dark, and writes down what the policy refuses."""
    visitor = listening(returning(real_home))

    def at(screen: str) -> Visit:
        visitor.page.emulate_media(color_scheme="dark" if SCREENS[screen][0] == "dark" else "light")
        return returning(real_home)

    return at


@pytest.mark.parametrize(("kind", "screen"), VISITS)
def test_every_kind_of_page(kind: str, screen: str, reader: Callable[[str], Visit]) -> None:
    """No page kind breaks a rule of WCAG 2.2 AA that can be tested by a machine, in either scheme, wide and narrow.

    Nor does any ask a foreign host, complain in the console, or leave a trace; there is one heading of the highest level, and nothing is
    wider than the screen at any size.
    """
    visitor, width = reader(screen), SCREENS[screen][1]
    if kind not in KINDS:
        resized(visitor.page, width)
    page = visitor.to({**KINDS, **PICTURES}[kind])
    assert traces(page) == CLEAN
    assert not page.context.cookies()
    expect(page.locator("h1")).to_have_count(1)
    if kind in KINDS:
        fits(page, width, kind in WIDE_TABLES)
    page.evaluate("document.querySelectorAll('main details, article details').forEach(part => { part.open = true; })")
    assert (page.evaluate("innerWidth"), violations(page)) == (width, [])
    visitor.calm()


def resized(page: Page, width: int) -> None:
    """The screen has this width. Each change lays a page out anew, so none is made without need."""
    if page.viewport_size != {"width": width, "height": SIZES[width]}:
        page.set_viewport_size({"width": width, "height": SIZES[width]})


def fits(page: Page, last: int, for_fingers: bool) -> None:
    """Nothing is wider than the screen at any size: first that at which the page was loaded, at the end that which it is read at."""
    loaded = page.evaluate("innerWidth")
    for width in sorted(SIZES, key=lambda width: (width == last, width != loaded)):
        resized(page, width)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{width}: {wide} px too wide, by {page.evaluate(WIDEST)}"
        assert not for_fingers or width > min(SIZES) or too_small(page) == []


WIDEST = """() => [...document.querySelectorAll("main *, header *, footer *, article *")]
    .filter(element => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .slice(0, 5).map(element => `<${element.tagName.toLowerCase()} class="${element.className}">`).join(" ")"""


def test_no_other_kind_of_page_leaves_a_trace(visit: Visiting, real_home: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every kind of page of the real site is looked at, above or here: no foreign host, no cookie, no storage, nothing refused."""
    seen = {kind_of(path) for path in (*KINDS.values(), *PICTURES.values())}
    every = one_of_each_kind(addresses(building.real_site(tmp_path_factory).site))
    others = [page for page in every if kind_of(page) not in seen]
    assert len(every) > 30
    crawl(listening(visit(real_home, color_scheme="dark")), others)


def test_a_pale_row_among_a_thousand_is_found(browser: Browser) -> None:
    """Though text like other text is measured once: by its own colour, by the ground far behind it, or by the shade of a box around it.

    On the next page it is found again.
    """
    page = browser.new_page()
    rows = ["<li><p>gut</p></li>"] * 1000
    rows[700] = "<li><p style='color: #ccc' id='a'>blass</p></li>"
    rows[800] = "<li style='background: #555'><b><p id='b'>dunkel</p></b></li>"
    rows[900] = "<li style='opacity: 0.3'><p id='c'>fast weg</p></li>"
    for _ in range(2):
        page.set_content(f"<html lang=de><title>Reihen</title><main><h1>Reihen</h1><ul>{''.join(rows)}</ul></main>")
        (found,) = found_in(page)
        assert (found["id"], [node["target"] for node in found["nodes"]]) == ("color-contrast", [["#a"], ["#b"], ["#c"]])
    page.close()


def test_a_link_that_only_its_colour_tells_is_found(browser: Browser) -> None:
    """In text, though links that are drawn alike are measured once a run; a line under it tells it."""
    page = browser.new_page()
    line, none = "underline", "none"
    text = "<p>Text und <a href='#x' style='color: #000080; text-decoration: {}'>ein Verweis</a> und Text</p>"
    for lines, wanted in (((line, line), 0), ((line, none), 1), ((none, none), 2), ((line, line), 0)):
        rows = "".join(map(text.format, lines))
        page.set_content(f"<html lang=de><title>Verweis</title><main><h1>Verweis</h1>{rows}</main>")
        assert [(one["id"], len(one["nodes"])) for one in found_in(page)] == [("link-in-text-block", wanted)] * bool(wanted)
    page.close()


MOVING = """() => [...document.querySelectorAll("*")].filter(part => ["", "::before", "::after"].some(which => {
  const style = getComputedStyle(part, which), seconds = text => Math.max(...text.split(",").map(parseFloat));
  return seconds(style.transitionDuration) + seconds(style.animationDuration) > 0.001 || seconds(style.transitionDelay) > 0
    || style.scrollBehavior === "smooth";
})).map(part => part.outerHTML.slice(0, 80))"""


def test_nothing_moves_for_those_who_ask_for_rest(real_home: str, visit: Visiting) -> None:
    """With »prefers-reduced-motion« nothing fades, slides or scrolls by itself, in the theme's parts either; without it something does."""
    calm = visit(real_home, reduced_motion="reduce").to("")
    search_with_results(calm)
    assert calm.evaluate(MOVING) == []
    assert visit(real_home, reduced_motion="no-preference").to("").evaluate(MOVING), "the test sees no motion at all"


CUT_OFF = """() => {
  const known = new Map([[null, false], [document.body, false]]);
  const passed = part => {
    if (!known.has(part)) {
      const style = getComputedStyle(part);
      known.set(part, style.clipPath !== "none" || style.visibility === "hidden" || ["auto", "scroll"].includes(style.overflowX)
        || passed(part.parentElement));
    }
    return known.get(part);
  };
  return [...document.querySelectorAll("body *:not(svg *, .kb-skip)")].filter(part => {
    const box = part.getBoundingClientRect(), style = getComputedStyle(part);
    if (!box.width || !box.height || passed(part)) return false;
    const hides = ["hidden", "clip"].includes(style.overflowX) && !part.matches("input, select, svg");
    return box.right > innerWidth + 1 || box.left < -1 || hides && part.scrollWidth > part.clientWidth + 1;
  }).map(part => part.outerHTML.slice(0, 90));
}"""
MOVED = """share => new Promise(requestAnimationFrame).then(() => document.getAnimations().forEach(animation => {
  animation.pause();
  animation.currentTime = animation.effect.getComputedTiming().endTime * share;
}))"""
"""What moves, such as the arrow of a fold, is held at a share of its way: else a test would see whatever the machine's load lets it see."""
LARGE = ("start", "failed elsewhere", "measure", "cases", "case", "topic", "overviews", "procedure", "costs", "form", "map", "matrix")


def test_letters_twice_as_large(real_home: str, visit: Visiting) -> None:
    """With letters twice as large, set in the browser, nothing is cut off or leaves the page, and search and menu are at hand.

    On the screen of an office, and where it is split in two. Of what moves, such as the arrow of a fold that has just been opened, each
    moment counts.
    """
    visitor = visit(real_home)
    visitor.page.context.new_cdp_session(visitor.page).send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    for kind in LARGE:
        page = visitor.to({**KINDS, **PICTURES}[kind])
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "40px"
        page.evaluate("document.querySelectorAll('main details').forEach(part => { part.open = true; })")
        for width in sorted((640, 1280), key=lambda width: width != page.evaluate("innerWidth")):
            page.set_viewport_size({"width": width, "height": 900})
            for part_of_the_way in (0.4, 1):
                page.evaluate(MOVED, part_of_the_way)
                assert (kind, width, page.evaluate(CUT_OFF)) == (kind, width, [])
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (kind, width)
    for width in (1280, 640):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("document.querySelector('.kb-menu').open = false")
        page.locator(".kb-menu > summary").click()
        page.locator(".kb-menu__panel a").last.click(trial=True)
        page.keyboard.press("Escape")
        page.locator("[data-kb-search=open]").click(trial=True)


def test_colours_forced_by_the_system(real_home: str, visit: Visiting) -> None:
    """With forced colours, borders tell what grounds and shadows told: where one is, what a badge, a chip, a choice and the focus are."""
    visitor = visit(real_home, forced_colors="active")

    def style(selector: str, name: str) -> str:
        return str(visitor.page.locator(selector).first.evaluate(f"part => getComputedStyle(part).{name}"))

    page = visitor.to("faelle/achim/feierabendmarkt/")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert style(".kb-nav a[aria-current]", "borderBottomColor") != ground == style(".kb-nav a:not([aria-current])", "borderBottomColor")
    for part in (".kb-badge", ".kb-chip", ".kb-aside"):
        assert style(part, "borderTopStyle") == "solid", part
        assert style(part, "borderTopColor") != ground, part
    assert style("main .kb-sign", "color") != ground
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert style(":focus", "outlineStyle") == "solid"
    assert style(":focus", "outlineColor") != ground
    visitor.to("faelle/")
    assert style("[data-facet] input", "appearance") == "auto"
    visitor.to("mitmachen/fall-einreichen/")
    assert style(".kb-parts [aria-current]", "outlineStyle") == "solid"
    search_with_results(visitor.to(""))
    assert style(".kb-search__inner", "borderTopStyle") == "solid"
