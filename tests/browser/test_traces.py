"""Nothing foreign, nothing kept, nothing forbidden: on every page of a site and while a reader uses it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit, Visiting, _serve
from tests.browser.tabs import Tabs
from tests.site import building

LISTEN = """window.kbViolations = [];
document.addEventListener("securitypolicyviolation", event => kbViolations.push(
    `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));"""
TRACES = """async () => ({
    violations: window.kbViolations,
    cookies: document.cookie,
    kept: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
    databases: (await indexedDB.databases()).map(one => one.name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
CLEAN = {"violations": [], "cookies": "", "kept": [], "databases": [], "caches": [], "workers": 0}


def traces(page: Page) -> dict[str, object]:
    """What the page left in the browser, and what the policy refused it."""
    found: dict[str, object] = page.evaluate(TRACES)
    return found


def listening(visitor: Visit) -> Visit:
    """A visitor that writes down what the policy refuses, from the first moment on."""
    visitor.page.add_init_script(LISTEN)
    return visitor


def addresses(site: Path) -> list[str]:
    """Every page of a site, but for those that lead on to where their record lies now."""
    pages = (file for file in site.rglob("*.html") if 'http-equiv="refresh"' not in file.read_text(encoding="utf-8"))
    return sorted(page.relative_to(site).as_posix().removesuffix("index.html") for page in pages)


def kind_of(page: str) -> tuple[str, int]:
    """The first folder of a page, and how deep it lies."""
    parts = page.split("/")
    return parts[0], len(parts)


def one_of_each_kind(pages: list[str]) -> list[str]:
    """Every page on the first level, and below it the first of each folder and depth."""
    kinds: dict[tuple[str, int], str] = {}
    for page in pages:
        kinds.setdefault(kind_of(page), page)
    return list(kinds.values())


def test_one_page_of_each_kind() -> None:
    """All on the first level; below it the first of each folder and depth."""
    pages = ["404.html", "", "daten/", "faelle/", "faelle/a/b/", "faelle/a/c/", "staedte/", "staedte/a/", "staedte/b/"]
    assert one_of_each_kind(pages) == ["404.html", "", "daten/", "faelle/", "faelle/a/b/", "staedte/", "staedte/a/"]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder behind a server."""
    server = _serve(folder)
    yield next(server)
    next(server, None)


def crawl(visitor: Visit, pages: list[str]) -> None:
    """Open each page; nothing may stay behind."""
    assert pages
    for path in pages:
        page = visitor.to(path)
        assert traces(page) == CLEAN, path
    assert not visitor.page.context.cookies()
    visitor.calm()


HOSTILE = {"erfahrungsblatt", "faelle", "massnahmen", "mitmachen", "schlagworte", "staedte", "themen", "treffen"}
"""Where the pages of hostile records lie."""


def test_no_page_of_beispielland_leaves_a_trace(visit: Visiting, land_home: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """All pages full of hostile text: no foreign host, no cookie, no storage, nothing that the policy had to refuse.

    Every kind of page is looked at in a subfolder below, and at the top of its host in the tests of every kind.
    """
    hostile = [page for page in addresses(building.land_site(tmp_path_factory).site) if "boese" in page]
    assert {page.partition("/")[0] for page in hostile} >= HOSTILE
    crawl(listening(visit(land_home)), hostile)


def test_no_page_leaves_a_trace_in_a_subfolder(visit: Visiting, tmp_path_factory: pytest.TempPathFactory) -> None:
    """So it is with every kind of page where the site does not lie at the top of its host, the page for missing addresses included."""
    built = building.below_site(tmp_path_factory)
    assert built.code == 0, built.output
    pages = one_of_each_kind(addresses(built.site))
    assert len(pages) > 30
    with served(built.site.parent) as home:
        crawl(listening(visit(f"{home}wissen/")), pages)


def test_reading_leaves_no_trace(visit: Visiting, real_home: str) -> None:
    """Searching, sorting, opening tabs and menus: nothing is kept, nothing refused."""
    visitor = listening(visit(real_home))
    page = visitor.to("")
    page.locator("[data-kb-search=open]").click()
    page.locator("[data-md-component=search-query]").press_sequentially("Eisbahn")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.keyboard.press("Escape")
    assert traces(page) == CLEAN
    page = visitor.to("massnahmen/feierabendmarkt/")
    for button in page.locator(".kb-sort").all()[:3]:
        button.click()
    for summary in page.locator("main summary").all()[:5]:
        summary.click()
    assert traces(page) == CLEAN
    visitor.calm()


def stored(page: Page) -> list[str]:
    """The keys in the browser's storage."""
    keys: list[str] = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    return keys


@pytest.mark.parametrize(("system", "other"), [("light", "slate"), ("dark", "default")])
def test_only_the_choice_of_light_or_dark_is_kept(visit: Visiting, real_home: str, system: str, other: str) -> None:
    """Nothing is stored until the reader chooses; then that choice, and it holds on the next page."""
    visitor = listening(visit(real_home, color_scheme=system))
    page = visitor.to("")
    shown = page.evaluate("document.body.dataset.mdColorScheme")
    assert shown != other
    assert stored(page) == []
    page.locator(".kb-palette label:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", other)
    assert [key.rpartition(".")[2] for key in stored(page)] == ["__palette"]
    page = visitor.to("faelle/achim/feierabendmarkt/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", other)
    assert page.evaluate("kbViolations") == []
    visitor.calm()


LEAVE = """async () => {
    for (const store of [localStorage, sessionStorage]) store.setItem("left", "behind");
    document.cookie = "left=behind";
    indexedDB.open("left");
    await caches.open("left");
    history.pushState(null, "", "?left");
    addEventListener("pagehide", () => localStorage.setItem("late", "behind"));
}"""


def test_the_next_visitor_at_a_tab_finds_nothing_of_the_last(browser: Browser, real_home: str) -> None:
    """Whatever was stored, on the screen or under the pointer; after a change for good a new tab is opened."""
    tabs = Tabs(browser)
    first = tabs.visit(real_home, 390, color_scheme="dark", forced_colors="active")
    page = first.to("")
    page.evaluate(LEAVE)
    page.hover("h1")
    tabs.leave(first)
    second = tabs.visit(real_home)
    assert second.page is page, "a tab that is not shared saves nothing"
    assert page.url == "about:blank"
    second.to("themen/")
    assert traces(page) == CLEAN | {"violations": None}
    assert not page.context.cookies()
    seen = ("(prefers-color-scheme: light)", "(forced-colors: none)", "(width: 1280px)")
    assert page.evaluate("all => all.map(one => matchMedia(one).matches)", seen) == [True] * len(seen)
    assert page.locator("main :hover").count() == 0
    assert all(url.startswith(real_home) for url in second.requests)
    second.calm()
    page.add_init_script("window.changed = true")
    tabs.leave(second)
    third = tabs.visit(real_home)
    assert third.page is not page
    assert page.is_closed()
    tabs.leave(third)
    third.page.context.close()


def test_the_system_may_change_its_mind(visit: Visiting, real_home: str) -> None:
    """When the system turns dark in the evening, the page follows and stores nothing, since the reader did not choose."""
    visitor = visit(real_home, color_scheme="light")
    page = visitor.to("")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page = visitor.to("themen/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert stored(page) == []


def test_dark_is_dark_from_the_first_moment(visit: Visiting, real_home: str) -> None:
    """The scheme is set before the scripts at the end of the page have arrived."""
    visitor = visit(real_home, color_scheme="dark")
    visitor.page.route("**/citynet.js", lambda route: route.abort())
    visitor.page.goto(real_home, wait_until="commit")
    expect(visitor.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_a_tab_can_be_named_in_the_address(visit: Visiting, land_home: str) -> None:
    """The second tab is open where the address names it."""
    page = visit(land_home).to("mitmachen/#__tabbed_1_2")
    expect(page.locator("input[name=__tabbed_1]").nth(1)).to_be_checked()
