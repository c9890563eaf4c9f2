"""What tests of the finder share: states of choices, what they find by a second count, and what the page shows."""

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeVar

from playwright.sync_api import Page, expect

from citynet_kb.indexes.finder import ON_A_PAGE
from citynet_kb.knowledge_base import KnowledgeBase, load
from tests.browser.conftest import Visit
from tests.chromium import PATIENCE
from tests.indexes.naive import key
from tests.recount.facet_values import IN_FINDER, finder_values
from tests.recount.ledger import Case, Ledger, from_files
from tests.site.building import ROOT

State = dict[str, list[str]]
Item = TypeVar("Item")
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


@cache
def ledger() -> Ledger:
    return from_files(ROOT / "content")


@cache
def base() -> KnowledgeBase:
    return load(ROOT / "content").knowledge_base


@cache
def values(book: Ledger) -> dict[str, dict[str, frozenset[str]]]:
    return {case["id"]: {name: frozenset(found) for name, found in finder_values(book, case).items()} for case in book.present}


def fits(book: Ledger, case: Case, state: State, free: str = "") -> bool:
    """Whether a case has one of the chosen values in every facet but the free one."""
    known = values(book)[case["id"]]
    return all(not known[name].isdisjoint(chosen) for name, chosen in state.items() if chosen and name in IN_FINDER and name != free)


def near(book: Ledger, case: Case, town: str) -> bool:
    """Another town of half to double the population."""
    if case["city"] == town:
        return False
    known = [int((book.cities.get(slug) or {}).get("population") or 0) for slug in (town, case["city"])]
    return not known[0] or (known[1] > 0 and known[0] <= 2 * known[1] and known[1] <= 2 * known[0])


def recounted(book: Ledger, state: State, choices: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    """How many cases each value would find if its facet were free."""
    cases = [case for case in book.present if near(book, case, *state.get("stadt", [""])) or not state.get("stadt")]
    found = {}
    for facet, slugs in choices.items():
        counted = Counter(slug for case in cases if fits(book, case, state, facet) for slug in values(book)[case["id"]][facet])
        found[facet] = {slug: counted[slug] for slug in slugs}
    return found


def random_state(chance: random.Random, choices: dict[str, dict[str, int]], towns: list[str]) -> State:
    """Some facets with some values, sometimes a town, an order, a text."""
    state: State = {}
    for facet in chance.sample([name for name in IN_FINDER if name in choices], chance.choice((0, 1, 1, 2, 3))):
        offered = sorted(choices[facet], reverse=True) if facet == "laeuft" else list(choices[facet])  # objects of scripts sort numbers
        state[facet] = sorted(chance.sample(offered, min(len(offered), chance.randint(1, 3))), key=offered.index)
    if towns and chance.random() < 0.3:
        state["stadt"] = [chance.choice(towns)]
    if chance.random() < 0.3:
        state["text"] = [chance.choice(("Eisbahn", "Märkte & Feste", "50 % weniger", "a+b=c;,", "»Gutschein«"))]
    if chance.random() < 0.4:
        state["sort"] = [chance.choice(("stadt", "neu", *(("aehnlich",) if "stadt" in state else ())))]
    return state


def settled(page: Page) -> None:
    """Wait until the page shows what its address asks for, and nothing is being loaded."""
    page.wait_for_selector("html:not(.kb-asked)", state="attached", timeout=PATIENCE)
    expect(page.locator("[data-kb=status]")).to_contain_text(re.compile(r"^\s*[\d.]+ "))


def says_found(number: int, total: int) -> str:
    """How many cases are found."""
    figures = [f"{one:,}".replace(",", ".") for one in (number, total)]
    return f"{figures[0]} Fälle" if number == total else f"{figures[0]} von {figures[1]} Fällen"


def filters_open(page: Page) -> None:
    """On phones the filters are folded."""
    opener = page.locator("[data-kb=filters]")
    if opener.is_visible() and opener.get_attribute("aria-expanded") == "false":
        opener.click()


def found(page: Page) -> list[str]:
    """Ids of the cases in the list, in its order."""
    rows: list[str] = page.evaluate(ROWS)
    return [] if page.locator(".kb-finder .kb-rows").is_hidden() else rows


def at_rest(page: Page) -> list[str]:
    """The list once it stays as it is: the search answers letter by letter, and on a busy machine the last answer comes late."""
    seen = found(page)
    for _ in range(PATIENCE // 500):
        page.wait_for_timeout(500)
        if (now := found(page)) == seen:
            return now
        seen = now
    return seen


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


def newest() -> list[str]:
    """Ids of all cases, what happened last first, by the date of the counting rule; equal ones by id."""
    by_id = sorted(ledger().present, key=lambda case: case["id"])
    return [case["id"] for case in sorted(by_id, key=lambda case: key(case)[:2], reverse=True)]


def at_first() -> int:
    """How many of all cases stand in the list where nothing is chosen."""
    return len(on_the_page(ledger().present))


def on_the_page(cases: Sequence[Item]) -> Sequence[Item]:
    """Those of a list that are shown before »Mehr zeigen«."""
    return cases[:ON_A_PAGE]
