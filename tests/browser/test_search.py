"""The search dialog: our worker in the theme's dialog, and how well it answers."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from playwright.sync_api import Browser, Page, Route, expect

from citynet_kb.exports import search_files
from citynet_kb.model import addresses
from citynet_kb.pages import search_words
from citynet_kb.project import Project
from citynet_kb.search import Analyser, words
from citynet_kb.search.lexicon import LINKS, LONGEST, SHORTEST, SHORTEST_OFTEN
from citynet_kb.search.words import rules
from tests.browser.axe import violations
from tests.browser.conftest import SIZES, Visit, Visiting
from tests.browser.finder import becomes
from tests.search import quality
from tests.search.examples import examples, lexicon, texts
from tests.site import building
from tests.site.building import ROOT


@pytest.fixture(scope="module")
def empty(browser: Browser) -> Iterator[Page]:
    """One page for all that brings nothing of the browser with it."""
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture(scope="module")
def bare(browser: Browser) -> Iterator[Page]:
    """An empty page with our script for words, and the language of the examples."""
    page = browser.new_page()
    page.add_script_tag(path=ROOT / "theme" / "assets" / "js" / "search" / "words.js")
    known = lexicon()
    others = [number for number, root in enumerate(known.ranks) if root not in known.nouns]
    sizes = {"shortest": [SHORTEST, SHORTEST_OFTEN], "longest": LONGEST}
    language = {**rules(), "links": LINKS, **sizes, "lexicon": list(known.ranks), "others": others}
    page.evaluate("language => { globalThis.words = new Words(language) }", language)
    yield page
    page.close()


def terms_in_browser(page: Page, every: list[str]) -> list[list[list[str]]]:
    found: list[list[list[str]]] = page.evaluate("texts => texts.map(text => words.words(text).map(({word}) => words.terms(word)))", every)
    return found


def test_browser_and_python_agree_on_the_examples(bare: Page) -> None:
    """The shared examples hold in the browser too."""
    pairs = [*examples()["same"], *examples()["different"]]
    analyser = Analyser(lexicon())
    flat = [word for pair in pairs for word in pair] + [word for word, _ in examples()["parts"]]
    assert terms_in_browser(bare, flat) == [[list(analyser.terms(word)) for word in words(text)] for text in flat]
    assert bare.evaluate("pairs => pairs.map(pair => words.parts(fold(pair[0])))", examples()["parts"]) == [
        parts for _, parts in examples()["parts"]
    ]


def test_browser_and_python_agree_on_any_text(bare: Page) -> None:
    """2,000 texts of any letters have the same terms in both languages."""
    seen: list[str] = []

    @settings(max_examples=2_000, deadline=None, database=None)
    @given(texts)
    def collect(text: str) -> None:
        seen.append(text)

    collect()
    analyser = Analyser(lexicon())
    found = [[term for word in every for term in word] for every in terms_in_browser(bare, seen)]
    wanted = [[term for word in words(text) for term in analyser.terms(word)] for text in seen]
    assert [text for text, one, other in zip(seen, found, wanted, strict=True) if one != other] == []


DISTANCES = {("markt", "makrt"): 1, ("markt", "mark"): 1, ("haus", "maus"): 1, ("a", "abcd"): 3, ("leer", "haus"): 3}


def test_edit_distance(bare: Page) -> None:
    """A swap is one edit, as is a letter too many, too few or wrong."""
    found = bare.evaluate("pairs => pairs.map(([one, other]) => editDistance(one, other, 2))", [list(pair) for pair in DISTANCES])
    assert dict(zip(DISTANCES, found, strict=True)) == DISTANCES


def opened(visit: Visit, text: str, path: str = "") -> Page:
    page = visit.to(path)
    page.locator("[data-kb-search=open]").click()
    field = page.locator("[data-md-component=search-query]")
    expect(field).to_be_visible()
    field.press_sequentially(text)
    return page


@pytest.fixture(scope="module")
def dialog(returning: Visiting, real_home: str) -> Page:
    """The open dialog of one visitor, for tests that only ask."""
    return opened(returning(real_home), "")


def asked(page: Page, text: str) -> Page:
    """The open dialog, with nothing of the question before, and this one put in, its last letter by its key; `opened` types them all."""
    field = page.locator("[data-md-component=search-query]")
    field.fill("")
    expect(page.locator(".md-search-result__meta")).to_contain_text(quality.ASKED_FOR)
    expect(page.locator(".md-search-result__item")).to_have_count(0)
    field.fill(text[:-1])
    field.press_sequentially(text[-1])
    return page


def test_our_worker_answers(visit: Visiting, real_home: str) -> None:
    """The theme starts our worker, not its own; the index is loaded with the first query and not before."""
    guest = visit(real_home)
    page = guest.to("")
    page.locator("[data-kb-search=open]").click()
    expect(page.locator(".md-search-result__meta")).to_contain_text(quality.ASKED_FOR)
    becomes(page, lambda: f"{real_home}assets/js/search/worker.js" in guest.requests, True)
    before = [url.removeprefix(real_home) for url in guest.requests]
    assert not [url for url in before if "workers/search" in url or "suche" in url]
    page.locator("[data-md-component=search-query]").press_sequentially("lerstand")
    expect(page.locator(".md-search-result__link").first).to_have_attribute("href", f"{real_home}themen/leerstand/?h=Leerstand")
    assert f"{real_home}search/suche.json" in guest.requests
    guest.calm()


def test_a_hit_shows_what_became_of_it(dialog: Page) -> None:
    """A row has the outcome in words, the town and the measure; what was found is marked as it is spelt."""
    page = asked(dialog, "gera eisbahn")
    row = page.locator(".md-search-result__item", has=page.locator("[href*='faelle/gera/eisbahn/']"))
    expect(row.locator(".kb-badge")).to_have_text("Eingestellt")
    expect(row.locator(".kb-hit__fact")).to_have_text(["Gera", "Eisbahn in der Innenstadt"])
    expect(row.locator("h1 mark")).to_have_text(["Gera", "Eisbahn"])


def test_no_row_is_cut_off(visit: Visiting, real_home: str) -> None:
    """On a small phone, each result shows all of its lines; only long texts end after six."""
    page = opened(visit(real_home, 320), "pop-up")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    rows = page.locator(".md-search-result__article").evaluate_all("all => all.map(one => one.scrollHeight - one.clientHeight)")
    assert rows
    assert max(rows) <= 1


def test_nothing_found_leads_on(visit: Visiting, real_home: str) -> None:
    """Without a hit the dialog says so and offers topics, the list of words and the network."""
    page = opened(visit(real_home), "xyzqwvk")
    expect(page.locator(".md-search-result__meta")).to_have_text("Nichts gefunden")
    links = page.locator("[data-kb-search=none] a")
    expect(links).to_have_count(3)
    for link in links.all():
        target = page.request.get(link.evaluate("link => link.href"))
        assert target.ok
    page.locator("[data-md-component=search-query]").fill("")
    page.locator("[data-md-component=search-query]").press_sequentially("markt")
    expect(page.locator("[data-kb-search=none]")).to_be_hidden()


def test_nothing_found_names_the_nearest_measures(dialog: Page, real_home: str) -> None:
    """What is like no word of the index, but like a name, leads to that measure; beside it stands whom to ask."""
    page = asked(dialog, "ztadtgutzein")
    expect(page.locator("[data-kb-search=nearest] a").first).to_have_attribute("href", f"{real_home}massnahmen/stadtgutschein/")
    expect(page.locator("[data-kb-search=none]")).to_contain_text("Fragen Sie das Netzwerk")
    page.locator("[data-md-component=search-query]").press_sequentially("q")
    expect(page.locator("[data-kb-search=none]")).to_be_visible()


def test_pasted_text_is_searched(visit: Visiting, real_home: str) -> None:
    """Text that comes without keys, pasted, dictated or dropped, is answered like typed text."""
    page = opened(visit(real_home), "")
    page.keyboard.insert_text("Schlittschuhlaufen")
    expect(page.locator(".md-search-result__link").first).to_have_attribute("href", re.compile("massnahmen/eisbahn/"))


def test_a_measure_shows_what_its_page_says_first(dialog: Page) -> None:
    """Its headline, and each outcome with a sign, a number and a word."""
    page = asked(dialog, "eisbahn")
    row = page.locator(".md-search-result__item").first
    expect(row.locator(".kb-hit--headline")).to_have_text(re.compile(r"^In \d+ von \d+ Städten nicht gelungen\."))
    signs = row.locator(".kb-hit__towns")
    expect(signs.first).to_have_text(re.compile(r"^\d+ erfolgreich$"))
    assert signs.count() == signs.locator("svg").count() >= 3


@pytest.mark.parametrize(
    ("text", "uri"),
    [
        *((text, addresses.SHEETS) for text in ("Ratsvorlage", "Vorab-Check", "Beschlussvorlage")),
        ("Jahresbericht", addresses.REPORTS),
        ("nachgefasst", addresses.FOLLOWED),
    ],
)
def test_pages_are_found_by_other_names(dialog: Page, real_home: str, text: str, uri: str) -> None:
    """The sheets by what a clerk calls them, reports and follow-ups by what is asked for."""
    page = asked(dialog, text)
    expect(page.locator(".md-search-result__link").first).to_have_attribute("href", re.compile(f"^{real_home}{addresses.published(uri)}"))


def test_words_of_those_who_look_for_partners_lead_to_the_board(dialog: Page, real_home: str) -> None:
    """»mitmachen« may mean both: to report a case, or to join in."""
    board = f"{real_home}{addresses.published(addresses.BOARD)}"
    for text in ("Partner gesucht", "gemeinsame Ausschreibung", "ausleihen", "mitmachen"):
        asked(dialog, text)
        becomes(dialog, lambda: board in first_three(dialog), True)


def first_three(page: Page) -> list[str]:
    """Where the first results lead."""
    links = page.locator(".md-search-result__link")
    found: list[str] = links.evaluate_all("all => all.slice(0, 3).map(link => link.href.split('?')[0])")
    return found


def test_tags_are_understood_and_completed(dialog: Page, real_home: str) -> None:
    """#leerstand lists the tag's page first, then what bears it; while it is typed, topics lead and the field offers the rest."""
    page = asked(dialog, "#leer")
    expect(page.locator("[data-md-component=search-suggest]")).to_have_text("#leerstand")
    expect(page.locator(".md-search-result__link").first).to_have_attribute("href", f"{real_home}themen/leerstand/?h=")
    page.keyboard.type("stand")
    expect(page.locator(".md-search-result__link").first).to_have_attribute("href", f"{real_home}themen/leerstand/?h=")
    becomes(page, lambda: page.locator(".md-search-result__link[href*='faelle/']").count() > 3, True)


@pytest.mark.parametrize(
    ("tag", "address"), [("eingestellt", "ueberblicke/ergebnis/eingestellt/"), ("wochenmarkt", "massnahmen/wochenmarkt/")]
)
def test_the_page_of_a_tag_comes_first(dialog: Page, real_home: str, tag: str, address: str) -> None:
    """Also that of an outcome or of a measure: it lists every case, the dialog the first ones."""
    page = asked(dialog, f"#{tag}")
    expect(page.locator(".md-search-result__link").first).to_have_attribute("href", f"{real_home}{address}?h=")


def test_a_mere_sign_of_a_tag_offers_the_topics(dialog: Page) -> None:
    """»#« is a beginning, not something that nothing is found for."""
    page = asked(dialog, "#")
    expect(page.locator(".md-search-result__link[href*='/themen/']").first).to_be_visible()
    expect(page.locator("[data-kb-search=none]")).to_be_hidden()


def test_tags_with_hyphens_are_completed(dialog: Page) -> None:
    """What the field offers is the tag as it is written, also behind its first hyphen."""
    page = asked(dialog, "#nicht-zu")
    expect(page.locator("[data-md-component=search-suggest]")).to_have_text("#nicht-zustande")


def test_a_key_opens_the_search(visit: Visiting, real_home: str) -> None:
    """»/« opens the dialog from anywhere on the page, and is not typed into it."""
    page = visit(real_home).to("themen/")
    page.keyboard.press("/")
    field = page.locator("[data-md-component=search-query]")
    expect(field).to_be_focused()
    expect(field).to_have_value("")


def test_words_are_completed_without_signs(dialog: Page) -> None:
    """What the field offers is a word, without the comma or bracket behind it."""
    page = asked(dialog, "müll")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    assert not re.search(r"[(),]", page.locator("[data-md-component=search-suggest]").inner_text())


def test_enter_waits_for_its_answer(visit: Visiting, real_home: str) -> None:
    """Who types and presses Enter at once comes to the first result of what was typed, not of its beginning."""
    guest = visit(real_home)
    waiting: list[Route] = []
    guest.page.context.route("**/suche.json", lambda route: waiting.append(route))
    page = opened(guest, "wochenmarkt")
    page.keyboard.press("Enter")
    while not waiting:
        page.wait_for_timeout(50)
    for route in waiting:
        route.continue_()
    page.wait_for_url("**/massnahmen/wochenmarkt/**")


def test_the_arrow_waits_for_its_answer(visit: Visiting, real_home: str) -> None:
    """ArrowDown right after typing leads to the first result, and the focus stays there; typing on goes back to the field."""
    page = opened(visit(real_home), "wochenmark")
    links = page.locator(".md-search-result__link")
    expect(links.first).to_be_visible()
    page.keyboard.type("t")
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("[data-md-component=search-query]")).to_be_focused()
    page.keyboard.type(" gera")
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()


@pytest.mark.parametrize(("width", "scheme"), list(zip(SIZES, ("light", "dark", "light"), strict=True)))
def test_open_search_is_accessible(visit: Visiting, real_home: str, width: int, scheme: str) -> None:
    """No violation of WCAG that a machine can find, with hits and without; one of them chosen by the keyboard. Over a short page."""
    page = opened(visit(real_home, width, color_scheme=scheme), "", "impressum/")
    for text, answer in (("feierabendmarkt", "am besten passen|die passt"), ("xyzqwvk", "Nichts gefunden")):
        asked(page, text)
        expect(page.locator(".md-search-result__meta")).to_have_text(re.compile(answer))
        page.keyboard.press("ArrowDown")
        assert violations(page) == []


def with_index(frame: Path, project: Project, folder: Path, **options: int) -> Path:
    """The start page of a built site with all that it loads, searched with the index of a project, as a build would write it."""
    assert not project.has_errors
    shutil.copytree(frame / "assets", folder / "assets")
    shutil.copy(frame / "index.html", folder)
    for path, content in search_files(project.search, search_words(), **options).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def project_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Project]:
    """The project of a set's site, read once."""
    return cache(lambda kind: Project.here(quality.project_of(kind, tmp_path_factory.mktemp("suchland") / "project")))


@pytest.fixture
def frame(real_home: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site whose dialog is asked."""
    return building.real_site(tmp_path_factory).site


@pytest.fixture
def home_of(
    real_home: str, frame: Path, project_of: Callable[[str], Project], tmp_path: Path
) -> Callable[[str], AbstractContextManager[str]]:
    """The address of the site that a set of queries is asked of: the dialog is the same everywhere, the index alone differs."""

    def home(kind: str) -> AbstractContextManager[str]:
        if kind == "own":
            return nullcontext(real_home)
        return quality.served(with_index(frame, project_of(kind), tmp_path / "site"))

    return home


@pytest.mark.parametrize(
    "asked", [pytest.param(one, id=one.name, marks=pytest.mark.slow if one.bar.case_first else ()) for one in quality.SETS]
)
def test_what_is_expected_of_the_search_is_there(asked: quality.QuerySet) -> None:
    """A query whose answer moved or went would lower the figures without a fault of the search."""
    content = (ROOT if asked.site == "own" else quality.FICTIONAL) / "content"
    every = quality.queries(asked.file)
    assert len(every) >= 30
    assert [id for query in every for id in query.expected if not (content / "faelle" / f"{id}.md").is_file()] == []


@pytest.mark.parametrize("asked", quality.SETS, ids=lambda one: one.name)
def test_quality(empty: Page, home_of: Callable[[str], AbstractContextManager[str]], asked: quality.QuerySet) -> None:
    """Each set of queries, typed into the dialog, reaches its bar: the very figures of `make search-quality`."""
    with home_of(asked.site) as home:
        found = quality.asked(empty, home, quality.queries(asked.file))
    assert len(found.answers) >= (40 if asked.site == "own" else 30)
    assert not found.below(asked.bar), "\n".join(found.lines())


def test_quality_in_pieces(empty: Page, frame: Path, project_of: Callable[[str], Project], tmp_path: Path) -> None:
    """The index in pieces, which large sites have, answers as well."""
    site = with_index(frame, project_of("fictional"), tmp_path / "site", many=0)
    asked: list[str] = []
    empty.on("request", lambda request: asked.append(request.url))
    with quality.served(site) as home:
        found = quality.asked(empty, home, quality.queries(quality.FICTIONAL / "anfragen.yml"))
    assert any("/search/w/" in url for url in asked)
    assert not found.below(quality.SETS[0].bar), "\n".join(found.lines())
