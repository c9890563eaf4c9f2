"""The finder over all cases: what it finds, what it counts, what stands in the address, and how it is reached without a mouse."""

import csv
import gzip
import io
import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from citynet_kb.indexes import likeness
from citynet_kb.knowledge_base import KnowledgeBase, load
from tests.browser.conftest import Visit, Visiting
from tests.browser.finder_page import write_finder
from tests.browser.test_accessibility import RULES
from tests.browser.test_traces import CLEAN, listening, served, traces
from tests.chromium import PATIENCE
from tests.generate import generate_knowledge_base
from tests.recount.case_counts import finder_values
from tests.recount.ledger import Case, Ledger, from_files, from_records
from tests.site import building
from tests.site.building import ROOT

pytestmark = pytest.mark.browser

State = dict[str, list[str]]
STATES = 200
FACETS = ("ergebnis", "thema", "massnahme", "aufwand", "groesse", "land", "zeit", "belege", "grund")
SCRIPT = ROOT / "theme/assets/js/finder.js"
CHOICES = """() => Object.fromEntries([...document.querySelectorAll('[data-facet]')].map(facet => [facet.dataset.facet,
    Object.fromEntries([...facet.querySelectorAll('label')].map(label =>
        [label.querySelector('input').value, Number(label.querySelector('data').value)]))]))"""
APPLY = """state => {
    const form = document.querySelector('[data-kb-finder]');
    form.querySelectorAll('input[type=checkbox]').forEach(box => { box.checked = (state[box.name] || []).includes(box.value); });
    for (const name of ['text', 'stadt']) form.elements[name].value = (state[name] || [''])[0];
    form.elements.stadt.dispatchEvent(new Event('change', {bubbles: true}));
    const sort = form.elements.sort;
    if (state.sort) { sort.value = state.sort[0]; sort.dispatchEvent(new Event('change', {bubbles: true})); }
    return location.search;
}"""
SAYS = """() => {
    const form = document.querySelector('[data-kb-finder]');
    const state = {};
    form.querySelectorAll('input:checked').forEach(box => { (state[box.name] ||= []).push(box.value); });
    for (const name of ['text', 'stadt', 'sort']) if (form.elements[name].value) state[name] = [form.elements[name].value];
    return state;
}"""
ROWS = "() => [...document.querySelectorAll('.kb-finder .kb-row a')].map(link => link.getAttribute('href').slice(0, -1))"
GO = "address => { history.pushState(null, '', location.pathname + address); dispatchEvent(new PopStateEvent('popstate')); }"
ROUND_TRIPS = f"""states => states.map(state => {{
    const [apply, says, go] = [{APPLY}, {SAYS}, {GO}];
    const address = apply(state), said = says();
    go('');
    const between = says();
    go(address);
    return [address, said, between, says(), location.search];
}})"""
"""Choose, read the address, choose nothing, follow the address."""
TO_THE_END = """async () => {
    const height = () => document.documentElement.scrollHeight;
    const before = height();
    scrollTo(0, before);
    for (let frames = 0; frames < 5; frames += 1) await new Promise(requestAnimationFrame);
    return [before, height()];
}"""
STUB = """onmessage = ({data}) => { if (data.type === "cases") setTimeout(() =>
    postMessage({type: "cases", data: {query: data.data, ids: ["gera/eisbahn-am-maerchenmarkt", "nirgends/nichts"]}}), 50); };"""


@cache
def ledger() -> Ledger:
    return from_files(ROOT / "content")


@cache
def base() -> KnowledgeBase:
    return load(ROOT / "content").knowledge_base


@cache
def values(book: Ledger) -> dict[str, dict[str, list[str]]]:
    return {case["id"]: finder_values(book, case) for case in book.present}


def fits(book: Ledger, case: Case, state: State, free: str = "") -> bool:
    """Whether a case has one of the chosen values in every facet but the free one."""
    return all(set(state[name]) & set(values(book)[case["id"]][name]) for name in FACETS if name != free and state.get(name))


def near(book: Ledger, case: Case, town: str) -> bool:
    """Half to double the population."""
    known = [int((book.cities.get(slug) or {}).get("population") or 0) for slug in (town, case["city"])]
    return not known[0] or (known[1] > 0 and known[0] <= 2 * known[1] and known[1] <= 2 * known[0])


def recounted(book: Ledger, state: State, choices: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    """How many cases each value would find if its facet were free."""
    cases = [case for case in book.present if near(book, case, *state.get("stadt", [""])) or not state.get("stadt")]
    return {
        facet: {slug: sum(fits(book, case, state, facet) and slug in values(book)[case["id"]][facet] for case in cases) for slug in slugs}
        for facet, slugs in choices.items()
    }


def random_state(chance: random.Random, choices: dict[str, dict[str, int]], towns: list[str]) -> State:
    """Some facets with some values, sometimes a town, an order, a text."""
    state: State = {}
    for facet in chance.sample(FACETS, chance.choice((0, 1, 1, 2, 3))):
        offered = list(choices[facet])
        state[facet] = sorted(chance.sample(offered, min(len(offered), chance.randint(1, 3))), key=offered.index)
    if towns and chance.random() < 0.3:
        state["stadt"] = [chance.choice(towns)]
    if chance.random() < 0.3:
        state["text"] = [chance.choice(("Eisbahn", "Märkte & Feste", "50 % weniger", "a+b=c;,", "»Gutschein«"))]
    if chance.random() < 0.4:
        state["sort"] = [chance.choice(("stadt", "neu", *(("aehnlich",) if "stadt" in state else ())))]
    return state


def settled(page: Page) -> None:
    """Wait until nothing is being loaded."""
    expect(page.locator("[data-kb=status]")).to_contain_text(" von ")


def found(page: Page) -> list[str]:
    """Ids of the cases in the list, in its order."""
    rows: list[str] = page.evaluate(ROWS)
    return [] if page.locator(".kb-finder .kb-rows").is_hidden() else rows


def becomes(page: Page, read: Callable[[], object], wanted: object) -> None:
    """Wait until a reading is what is wanted; after long patience say how they differ."""
    for _ in range(PATIENCE // 50):
        if read() == wanted:
            return
        page.wait_for_timeout(50)
    assert read() == wanted


def without_worker(visitor: Visit) -> Visit:
    """A visitor whose browser has no search: the text box falls back to plain words."""
    visitor.page.add_init_script("delete window.Worker")
    return visitor


@pytest.fixture(scope="module")
def many() -> KnowledgeBase:
    """A thousand fictional cases."""
    return generate_knowledge_base(1000)


@pytest.fixture(scope="module")
def many_home(many: KnowledgeBase, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the finder over them."""
    folder = tmp_path_factory.mktemp("finder")
    frame = building.real_site(request.config, tmp_path_factory.mktemp).site
    write_finder(folder, frame, many)
    with served(folder) as home:
        yield home


def test_script_is_small() -> None:
    """At most 5 kB gzipped, and nothing imported."""
    text = SCRIPT.read_bytes()
    assert len(gzip.compress(text, 9)) <= 5000
    assert not re.search(rb"\bimport\b|\brequire\b|importScripts|eval\(|innerHTML|https?:", text)


@pytest.mark.parametrize("cases", [250, 530, 1000, 5000])
def test_page_is_light(cases: int, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Below 300 kB, uncompressed, however many cases there are."""
    frame = building.real_site(request.config, tmp_path_factory.mktemp).site
    page = write_finder(tmp_path_factory.mktemp("weight"), frame, generate_knowledge_base(cases))
    assert page.stat().st_size < 300_000
    assert (frame / "faelle/index.html").stat().st_size < 300_000


def test_counts_equal_a_naive_recount(visit: Visiting, real_home: str) -> None:
    """In random states: the entries are those that fit, and beside each value stands what it would find if its facet were free."""
    page = visit(real_home).to("faelle/")
    chance, book, choices = random.Random("counts"), ledger(), page.evaluate(CHOICES)
    assert set(choices) == set(FACETS)
    for _ in range(40):
        state = {name: chosen for name, chosen in random_state(chance, choices, sorted(base().cities)).items() if name != "text"}
        page.evaluate(APPLY, state)
        town = state.get("stadt", [""])[0]
        expected = {case["id"] for case in book.present if fits(book, case, state) and (not town or near(book, case, town))}
        becomes(page, lambda: set(found(page)), expected)
        becomes(page, lambda: page.evaluate(CHOICES), recounted(book, state, choices))
        assert page.locator("[data-kb=status]").inner_text() == f"{len(expected)} von {len(book.present)} Fällen"


def test_two_hundred_states_survive_the_address(visit: Visiting, real_home: str) -> None:
    """What is chosen makes an address, and the address makes the same choice again."""
    visitor = without_worker(visit(real_home))
    page = visitor.to("faelle/")
    chance, choices, towns = random.Random("addresses"), page.evaluate(CHOICES), sorted(base().cities)
    states = [random_state(chance, choices, towns) for _ in range(STATES)]
    trips = page.evaluate(ROUND_TRIPS, states)
    for state, (address, said, between, again, kept) in zip(states, trips, strict=True):
        assert {name: said.get(name) for name in FACETS} == {name: state.get(name) for name in FACETS}
        assert between == {"sort": ["neu"]}
        assert (again, kept) == (said, address)
    addresses = [(address, said) for address, said, *_ in trips]
    assert len({address for address, _ in addresses}) > STATES * 0.8
    for address, said in addresses[:8]:
        fresh = visitor.to(f"faelle/{address}")
        assert fresh.evaluate(SAYS) == said
        assert fresh.locator("[data-kb=notice]").inner_text() == ""
    visitor.calm()


def test_back_leads_to_the_choice_before(visit: Visiting, real_home: str) -> None:
    """Each choice is a step; the back button takes it back, forward repeats it, and a case leads back to the same list."""
    page = visit(real_home).to("faelle/")
    page.get_by_label(re.compile("^Eingestellt")).check()
    page.get_by_label(re.compile("^Wirkungslos")).check()
    expect(page).to_have_url(re.compile(r"\?ergebnis=wirkungslos,eingestellt$"))
    both = found(page)
    page.go_back()
    expect(page.get_by_label(re.compile("^Wirkungslos"))).not_to_be_checked()
    assert set(found(page)) < set(both)
    page.go_forward()
    assert found(page) == both
    page.locator(".kb-row a").first.click()
    page.wait_for_url(re.compile(f"/faelle/{both[0]}/"))
    page.go_back()
    becomes(page, lambda: found(page), both)
    expect(page.get_by_label(re.compile("^Wirkungslos"))).to_be_checked()


def test_unknown_values_are_named_and_passed_over(visit: Visiting, real_home: str) -> None:
    """Wrong slugs, as from an old link, change nothing but a notice; foreign parameters are nobody's business."""
    visitor = visit(real_home)
    page = visitor.to("faelle/?ergebnis=eingestellt,misslungen&massnahme=__proto__&stadt=nirgendwo&sort=quer&utm_source=mail")
    notice = page.locator("[data-kb=notice]")
    for word in ("»misslungen«", "»__proto__«", "»nirgendwo«", "»quer«"):
        expect(notice).to_contain_text(word)
    expect(notice).not_to_contain_text("mail")
    assert page.evaluate(SAYS) == {"ergebnis": ["eingestellt"], "sort": ["neu"]}
    visitor.calm()


def test_works_by_keyboard(visit: Visiting, real_home: str) -> None:
    """Tab and space choose; the chip is removed by Enter; the focus is never lost."""
    page = visit(real_home).to("faelle/")
    first = page.locator("[data-facet=ergebnis] input").first
    page.locator("[data-facet=ergebnis] summary").focus()
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    chips = page.locator("[data-kb=chips] button")
    expect(chips).to_have_count(2)
    chips.first.focus()
    page.keyboard.press("Enter")
    expect(chips).to_have_count(1)
    expect(chips.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-kb=chips]")).to_be_hidden()
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"
    expect(page.locator("[data-kb=status]")).to_have_attribute("role", "status")
    expect(page).to_have_url(re.compile("/faelle/$"))


def test_no_hit_offers_to_lift_the_narrowest(visit: Visiting, real_home: str) -> None:
    """Where nothing fits, the page says so and offers what to leave out and how many cases that gives."""
    page = visit(real_home).to("faelle/?ergebnis=erfolgreich&massnahme=eisbahn&thema=leerstand")
    expect(page.locator("[data-kb=none]")).to_be_visible()
    expect(page.locator("[data-kb=status]")).to_have_text(f"0 von {len(ledger().present)} Fällen")
    offer = page.locator("[data-kb=lifts] button").first
    promised = int(re.search(r"\((\d+)\)", offer.inner_text())[1])  # type: ignore[index]
    offer.click()
    expect(page.locator("[data-kb=none]")).to_be_hidden()
    assert len(found(page)) == promised > 0
    expect(page.locator("[data-kb=reset]")).to_be_visible()
    page.locator("[data-kb=reset]").click()
    assert len(found(page)) == len(ledger().present)


def test_no_hit_says_when_one_less_is_not_enough(visit: Visiting, real_home: str) -> None:
    """Where leaving out one of them helps nothing, no sentence promises that it did."""
    page = visit(real_home).to("faelle/?ergebnis=erfolgreich&massnahme=eisbahn&thema=leerstand")
    expect(page.locator(".kb-finder__some")).to_be_visible()
    expect(page.locator(".kb-finder__none")).to_be_hidden()
    page = visit(real_home).to("faelle/?massnahme=eisbahn&thema=leerstand&groesse=landgemeinde&text=xyzqwvk")
    expect(page.locator(".kb-finder__none")).to_be_visible()
    expect(page.locator(".kb-finder__some")).to_be_hidden()
    expect(page.locator("[data-kb=lifts] button")).to_have_count(0)
    page.locator("[data-kb=reset]").click()
    expect(page.locator("[data-kb=none]")).to_be_hidden()


@pytest.mark.parametrize(("sort", "name"), [("aehnlich", "Ähnlichste Stadt zuerst"), ("passend", "Beste Treffer zuerst")])
def test_an_order_that_lacks_its_base_is_named(visit: Visiting, real_home: str, sort: str, name: str) -> None:
    """An order by likeness without a town, or by hits without a word, is passed over, and the page says so."""
    page = visit(real_home).to(f"faelle/?sort={sort}")
    expect(page.locator("[data-kb=notice]")).to_have_text(f"Für die Reihenfolge »{name}« fehlt eine Angabe, es gilt »Neueste zuerst«.")
    expect(page.get_by_label("Reihenfolge")).to_have_value("neu")


def test_similar_towns_come_first(visit: Visiting, real_home: str) -> None:
    """»Städte wie meine«: half to double the population, and the order is that of the same rule in Python, for every town."""
    page = visit(real_home).to("faelle/?stadt=gera")
    expect(page.locator("[data-kb=range]")).to_have_text("Städte mit 47.804 bis 191.216 Einwohnern")
    cities, order = base().cities, {id: place for place, id in enumerate(newest())}
    for town in cities:
        page.evaluate(GO, f"?stadt={town}")

        def rank(id: str, town: str = town) -> tuple[int, str, int]:
            city = base().cases[id].city
            return -(101 if city == town else likeness(cities[town], cities[city]).score if city in cities else -1), city, order[id]

        assert found(page) == sorted((case["id"] for case in ledger().present if near(ledger(), case, town)), key=rank), town


def newest() -> list[str]:
    """Ids of all cases, the newest entry first."""
    present = ledger().present
    return [case["id"] for case in sorted(present, key=lambda case: (case["added"] or "", case["updated"] or "", case["id"]), reverse=True)]


def test_orders(visit: Visiting, real_home: str) -> None:
    """The newest first, unless towns are asked for."""
    page = visit(real_home).to("faelle/")
    assert found(page) == newest()
    page.get_by_label("Reihenfolge").select_option("stadt")
    expect(page).to_have_url(re.compile(r"\?sort=stadt$"))
    names = page.eval_on_selector_all(".kb-finder .kb-row__facts", "all => all.map(one => one.textContent.split(' · ')[0])")
    assert names == page.evaluate("names => [...names].sort(new Intl.Collator('de').compare)", names)


def test_text_without_search_is_taken_word_by_word(visit: Visiting, real_home: str) -> None:
    """Where no search answers, each word must stand in the entry; typing is one step in the history."""
    page = without_worker(visit(real_home)).to("faelle/")
    page.get_by_label("Stichwort").press_sequentially("gera eisbahn")
    expect(page).to_have_url(re.compile(r"\?text=gera%20eisbahn$"))
    expect(page.locator("[data-kb=status]")).not_to_contain_text(f"{len(ledger().present)} von")
    assert found(page)
    assert all("gera" in row.lower() and "eisbahn" in row.lower() for row in page.locator(".kb-finder .kb-row").all_text_contents())
    page.go_back()
    expect(page).to_have_url(re.compile("/faelle/$"))
    becomes(page, lambda: len(found(page)), len(ledger().present))


def test_text_asks_the_search(visit: Visiting, real_home: str) -> None:
    """The search's own answer is what fits, in its order, and the facets narrow it further."""
    visitor = visit(real_home)
    wanted = [newest()[7], newest()[2]]
    body = STUB.replace('["gera/eisbahn-am-maerchenmarkt", "nirgends/nichts"]', str([*wanted, "nirgends/nichts"]).replace("'", '"'))
    visitor.page.route(re.compile(r"search[^/]*\.js$|worker\.js$"), lambda route: route.fulfill(body=body, content_type="text/javascript"))
    page = visitor.to("faelle/?text=irgendwas")
    expect(page.locator("[data-kb=status]")).to_have_text(f"2 von {len(ledger().present)} Fällen")
    assert found(page) == wanted
    expect(page.get_by_label("Reihenfolge")).to_have_value("passend")
    page.get_by_label("Reihenfolge").select_option("neu")
    assert found(page) == wanted[::-1]
    visitor.calm()


def test_text_forgives_as_the_search_does(visit: Visiting, real_home: str) -> None:
    """A misspelt word finds cases, best first, and a facet narrows them."""
    visitor = listening(visit(real_home))
    page = visitor.to("faelle/")
    page.get_by_label("Stichwort").press_sequentially("lerstand")
    expect(page).to_have_url(re.compile(r"\?text=lerstand$"))
    expect(page.locator("[data-kb=status]")).not_to_contain_text(f"{len(ledger().present)} von")
    hits = found(page)
    assert hits
    assert not [row for row in page.locator(".kb-finder .kb-row").all_text_contents() if "lerstand" in row.lower()]
    page.get_by_label(re.compile("^Erfolgreich")).check()
    assert found(page) == [id for id in hits if "erfolgreich" in values(ledger())[id]["ergebnis"]] != []
    assert traces(page) == CLEAN
    visitor.calm()


def test_selection_as_csv(visit: Visiting, real_home: str, request: pytest.FixtureRequest) -> None:
    """»Als CSV« gives the lines of the published table for the cases in the list, in its order, guarded as there."""
    page = visit(real_home).to("faelle/?ergebnis=eingestellt&sort=stadt")
    with page.expect_download() as download:
        page.get_by_role("button", name="Als CSV").click()
    assert download.value.suggested_filename == "faelle-auswahl.csv"
    taken = Path(download.value.path()).read_bytes()
    whole = (request.config.stash[building._REAL].site / "daten/faelle.csv").read_bytes()
    assert taken.startswith(b"\xef\xbb\xbf")
    rows, known = ({row["id"]: row for row in table(text)} for text in (taken, whole))
    assert list(rows) == found(page)
    assert all(known[id] == row for id, row in rows.items())


def table(text: bytes) -> list[dict[str, Any]]:
    """The rows of a table for office programs."""
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_link_is_copied(visit: Visiting, real_home: str) -> None:
    """»Als Link kopieren« puts the address with all choices on the clipboard, and says so."""
    visitor = visit(real_home, permissions=["clipboard-read", "clipboard-write"])
    page = visitor.to("faelle/?ergebnis=eingestellt")
    page.get_by_role("button", name="Als Link kopieren").click()
    expect(page.locator("[data-kb=notice]")).to_have_text("Der Link ist kopiert.")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_paper_shows_choice_and_list(visit: Visiting, real_home: str) -> None:
    """In print: chips, number, list and address; no control."""
    page = visit(real_home).to("faelle/?ergebnis=eingestellt")
    page.emulate_media(media="print")
    for seen in ("[data-kb=chips]", "[data-kb=status]", ".kb-finder .kb-row", "[data-kb=address]"):
        expect(page.locator(seen).first).to_be_visible()
    for unseen in ("[data-facet]", ".kb-finder input", ".kb-finder select", ".kb-finder__tools", "[data-kb=reset]"):
        expect(page.locator(unseen).first).to_be_hidden()


def test_without_scripts_nothing_is_dead(visit: Visiting, real_home: str) -> None:
    """The list stands complete, no control is seen, and the plain lists are named and one click away."""
    page = visit(real_home, 390, javascript=False).to("faelle/")
    assert len(found(page)) == len(ledger().present)
    for unseen in (".kb-finder input", ".kb-finder select", ".kb-finder button", "[data-facet]"):
        assert not [one for one in page.locator(unseen).all() if one.is_visible()], unseen
    for name, heading in (("Thema", "Themen"), ("Stadt", "Städte"), ("Jahr", "Fälle nach Jahr des Beginns")):
        page.locator(".kb-allby").first.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        page.go_back()


def test_other_cases_are_loaded_in_steps(visit: Visiting, many_home: str, many: KnowledgeBase) -> None:
    """Above 500 cases: the 200 newest on the page, nothing loaded unasked; »Weitere« and each filter reach all, rightly counted."""
    visitor = visit(many_home)
    page, book = visitor.to("faelle/"), from_records(many)
    total = f"{len(book.present):,}".replace(",", ".")
    steps = [url for url in visitor.requests if "/liste-" in url]
    assert len(found(page)) == 200
    assert not steps
    expect(page.locator("[data-kb=status]")).to_have_text(f"{total} von {total} Fällen")
    page.get_by_role("button", name="Weitere Fälle zeigen").click()
    expect(page.locator(".kb-finder .kb-row")).to_have_count(400)
    assert found(page)[0] == page.evaluate(ROWS)[0]
    chance, choices = random.Random("steps"), page.evaluate(CHOICES)
    for _ in range(10):
        state = {name: chosen for name, chosen in random_state(chance, choices, []).items() if name in FACETS} or {"ergebnis": ["offen"]}
        page.evaluate(APPLY, state)
        expect(page.locator("[data-kb=status]")).to_contain_text(f"von {total} Fällen")
        expected = [case["id"] for case in book.present if fits(book, case, state)]
        assert page.locator("[data-kb=status]").inner_text() == f"{len(expected)} von {total} Fällen"
        assert page.evaluate(CHOICES) == recounted(book, state, choices)
        assert set(found(page)) <= set(expected)
        assert len(found(page)) == min(200, len(expected))
    assert [url.rpartition("-")[2] for url in visitor.requests if "/liste-" in url] == ["1.json", "2.json"]
    visitor.calm()


def test_loaded_entries_look_like_the_others(visit: Visiting, many_home: str, many: KnowledgeBase) -> None:
    """An entry that was loaded says what an entry of the page says: title, town, measure, years, outcome."""
    page = visit(many_home).to("faelle/")
    page.get_by_role("button", name="Weitere Fälle zeigen").click()
    rows = page.locator(".kb-finder .kb-row")
    expect(rows).to_have_count(400)
    for row in (rows.nth(5), rows.nth(250), rows.nth(399)):
        case = many.cases[row.locator("a").get_attribute("href").removesuffix("/")]  # type: ignore[union-attr]
        assert row.locator("a").text_content() == case.title
        if case.measure:
            expect(row.locator(".kb-row__facts")).to_contain_text(many.measures[case.measure].name)
        expect(row.locator(".kb-badge svg use")).to_have_count(1)


def test_nothing_moves_under_the_pointer_at_the_end(visit: Visiting, many_home: str) -> None:
    """At the end of the list, where the button for more stands, entries have their true heights: reading them moves nothing."""
    page = visit(many_home).to("faelle/")
    for choose in (None, "erfolgreich"):
        if choose:
            page.locator(f"input[name=ergebnis][value={choose}]").check()
            settled(page)
            expect(page.locator(".kb-finder[data-fresh]")).to_have_count(0)
        before, after = page.evaluate(TO_THE_END)
        assert before == after


SCREENS = {
    "start": ("faelle/", 1280, "light"),
    "filtered": ("faelle/?ergebnis=eingestellt,wirkungslos&stadt=gera&text=eisbahn", 1280, "dark"),
    "no hits": ("faelle/?ergebnis=erfolgreich&massnahme=eisbahn&thema=leerstand&grund=unbekannt", 1280, "light"),
    "phone, facets open": ("faelle/?ergebnis=eingestellt", 390, "dark"),
    "small phone": ("faelle/?thema=leerstand&stadt=gera", 320, "light"),
}


@pytest.mark.parametrize("state", SCREENS)
def test_every_state_is_accessible(state: str, visit: Visiting, real_home: str) -> None:
    """No violation of WCAG 2.2 AA that a machine can find, nothing wider than the screen, all facets unfolded."""
    path, width, scheme = SCREENS[state]
    page = without_worker(visit(real_home, width, color_scheme=scheme)).to(path)
    settled(page)
    page.evaluate("document.querySelectorAll('.kb-finder details').forEach(part => { part.open = true; })")
    violations = Axe().run(page, options=RULES).response["violations"]
    assert not [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in violations]
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_nothing_is_refused_by_the_policy(visit: Visiting, real_home: str) -> None:
    """Under the page's own security policy: filter, similar towns, text, table; nothing is refused, nothing kept."""
    visitor = listening(visit(real_home))
    page = visitor.to("faelle/?ergebnis=eingestellt&stadt=gera")
    settled(page)
    with page.expect_download():
        page.get_by_role("button", name="Als CSV").click()
    page.get_by_role("button", name="Alles zurücksetzen").click()
    assert traces(page) == CLEAN
    visitor.calm()
