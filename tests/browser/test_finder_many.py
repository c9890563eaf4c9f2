"""The finder over a thousand cases: a light page, the others loaded in steps."""

import random
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from citynet_kb.indexes import build_indexes
from citynet_kb.indexes.finder import ON_A_PAGE, STEP
from citynet_kb.knowledge_base import KnowledgeBase
from tests.browser.conftest import Visiting
from tests.browser.finder import APPLY, CHOICES, IN_FINDER, ROWS, fits, found, random_state, recounted, says_found, settled
from tests.browser.finder_page import page_bytes, write_finder
from tests.browser.test_traces import served
from tests.fictional.records import generate_knowledge_base
from tests.recount.ledger import from_records
from tests.site import building

MANY = 1000
TO_THE_END = """async () => {
    const height = () => document.documentElement.scrollHeight;
    const before = height();
    scrollTo(0, before);
    for (let frames = 0; frames < 5; frames += 1) await new Promise(requestAnimationFrame);
    return [before, height()];
}"""


@pytest.fixture(scope="module")
def many() -> KnowledgeBase:
    """A thousand fictional cases."""
    return generate_knowledge_base(MANY)


@pytest.fixture(scope="module")
def many_home(many: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the finder over them."""
    folder = tmp_path_factory.mktemp("finder")
    frame = building.real_site(tmp_path_factory).site
    write_finder(folder, frame, many)
    with served(folder) as home:
        yield home


def test_many_are_more_than_the_page_holds() -> None:
    """So that the list is loaded in steps, and in more than one."""
    assert MANY - ON_A_PAGE > STEP


@pytest.mark.slow
@pytest.mark.parametrize("cases", [1000])
def test_page_is_light(cases: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Below 300 kB, uncompressed, however many cases there are."""
    frame = building.real_site(tmp_path_factory).site
    base = generate_knowledge_base(cases)
    assert len(page_bytes(frame, base, build_indexes(base))) < 300_000
    assert (frame / "faelle/index.html").stat().st_size < 300_000


def test_other_cases_are_loaded_in_steps(visit: Visiting, many_home: str, many: KnowledgeBase) -> None:
    """20 cases on the page, nothing loaded unasked; »Mehr zeigen« and each filter reach all, rightly counted."""
    visitor = visit(many_home)
    page, book = visitor.to("faelle/"), from_records(many)
    total = f"{len(book.present):,}".replace(",", ".")
    steps = [url for url in visitor.requests if "/liste-" in url]
    assert len(found(page)) == ON_A_PAGE
    assert not steps
    expect(page.locator("[data-kb=status]")).to_have_text(f"{total} Fälle")
    page.get_by_role("link", name="Mehr zeigen").click()
    expect(page.locator(".kb-finder .kb-row")).to_have_count(2 * ON_A_PAGE)
    assert found(page)[0] == page.evaluate(ROWS)[0]
    page.locator(".kb-finder .kb-row a").nth(30).evaluate("link => { history.pushState(null, '', '?x'); history.back(); }")
    expect(page).to_have_url(re.compile("/faelle/$"))
    expect(page.locator(".kb-finder .kb-row")).to_have_count(2 * ON_A_PAGE)
    chance, choices = random.Random("steps"), page.evaluate(CHOICES)
    for _ in range(10):
        state = {name: chosen for name, chosen in random_state(chance, choices, []).items() if name in IN_FINDER} or {"ergebnis": ["offen"]}
        page.evaluate(APPLY, state)
        settled(page)
        expected = [case["id"] for case in book.present if fits(book, case, state)]
        assert page.locator("[data-kb=status]").inner_text() == says_found(len(expected), len(book.present))
        assert page.evaluate(CHOICES) == recounted(book, state, choices)
        assert set(found(page)) <= set(expected)
        assert len(found(page)) == min(ON_A_PAGE, len(expected))
    assert [url.rpartition("-")[2] for url in visitor.requests if "/liste-" in url] == ["1.json", "2.json"]
    visitor.calm()


def test_loaded_entries_look_like_the_others(visit: Visiting, many_home: str, many: KnowledgeBase) -> None:
    """An entry that was loaded says what an entry of the page says: title, town, measure, years, outcome."""
    page = visit(many_home).to("faelle/")
    page.get_by_role("link", name="Mehr zeigen").click()
    rows = page.locator(".kb-finder .kb-row")
    expect(rows).to_have_count(2 * ON_A_PAGE)
    for row in (rows.nth(5), rows.nth(25), rows.nth(39)):
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
