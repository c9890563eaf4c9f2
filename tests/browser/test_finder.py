"""The finder over all cases: what it finds, what it counts, what stands in the address, and how it is reached without a mouse."""

import gzip
import random
import re

import pytest
from playwright.sync_api import expect

from citynet_kb.published_assets import published
from tests.browser.axe import violations
from tests.browser.conftest import Visiting
from tests.browser.finder import (
    APPLY,
    CHOICES,
    GO,
    IN_FINDER,
    SAYS,
    at_first,
    base,
    becomes,
    filters_open,
    fits,
    found,
    ledger,
    near,
    on_the_page,
    random_state,
    recounted,
    says_found,
    settled,
    without_worker,
)
from tests.browser.test_traces import CLEAN, listening, traces
from tests.site.building import ROOT

STATES = 200
SCRIPT = ROOT / "theme/assets/js/finder.js"
ROUND_TRIPS = f"""states => states.map(state => {{
    const [apply, says, go] = [{APPLY}, {SAYS}, {GO}];
    const address = apply(state), said = says();
    go('');
    const between = says();
    go(address);
    return [address, said, between, says(), location.search];
}})"""
"""Choose, read the address, choose nothing, follow the address."""


def test_script_is_small() -> None:
    """At most 5 kB gzipped as published, without comments, and nothing imported but »Meine Stadt«, once a town is chosen."""
    text = published("assets/js/finder.js", SCRIPT.read_text(encoding="utf-8"))
    assert len(gzip.compress(text.encode(), 9)) <= 5000
    assert re.findall(r"\bimport\b[^)]*\)", text) == ['import("./town/mine.js")']
    assert not re.search(r"\brequire\b|importScripts|eval\(|innerHTML|https?:", text)


def test_counts_equal_a_naive_recount(visit: Visiting, real_home: str) -> None:
    """In random states: the entries are those that fit, and beside each value stands what it would find if its facet were free."""
    page = visit(real_home).to("faelle/")
    chance, book, choices = random.Random("counts"), ledger(), page.evaluate(CHOICES)
    assert set(choices) == set(IN_FINDER)
    for _ in range(40):
        state = {name: chosen for name, chosen in random_state(chance, choices, sorted(base().cities)).items() if name != "text"}
        page.evaluate(APPLY, state)
        town = state.get("stadt", [""])[0]
        expected = {case["id"] for case in book.present if fits(book, case, state) and (not town or near(book, case, town))}
        shown = len(on_the_page(sorted(expected)))
        becomes(page, lambda wanted=expected: (len(found(page)), set(found(page)) <= wanted), (shown, True))
        becomes(page, lambda: page.evaluate(CHOICES), recounted(book, state, choices))
        assert page.locator("[data-kb=status]").inner_text() == says_found(len(expected), len(book.present))


def test_two_hundred_states_survive_the_address(visit: Visiting, real_home: str) -> None:
    """What is chosen makes an address, and the address makes the same choice again."""
    visitor = without_worker(visit(real_home))
    page = visitor.to("faelle/")
    chance, choices, towns = random.Random("addresses"), page.evaluate(CHOICES), sorted(base().cities)
    states = [random_state(chance, choices, towns) for _ in range(STATES)]
    trips = page.evaluate(ROUND_TRIPS, states)
    for state, (address, said, between, again, kept) in zip(states, trips, strict=True):
        assert {name: said.get(name) for name in IN_FINDER} == {name: state.get(name) for name in IN_FINDER}
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
    page.get_by_label(re.compile("^Ziel verfehlt")).check()
    expect(page).to_have_url(re.compile(r"\?ergebnis=eingestellt,wirkungslos$"))
    both = found(page)
    page.go_back()
    expect(page.get_by_label(re.compile("^Ziel verfehlt"))).not_to_be_checked()
    becomes(page, lambda: found(page) != both, True)
    page.go_forward()
    becomes(page, lambda: found(page), both)
    page.locator(".kb-row a").first.click()
    page.wait_for_url(re.compile(f"/faelle/{both[0]}/"))
    page.go_back()
    becomes(page, lambda: found(page), both)
    expect(page.get_by_label(re.compile("^Ziel verfehlt"))).to_be_checked()


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


def test_former_ids_and_names_lead_on(visit: Visiting, land_home: str) -> None:
    """An old address, or one in which somebody wrote a name, chooses what it means today."""
    visitor = visit(land_home)
    for query in (
        "thema=leere-laeden&massnahme=pop-up-laden&stadt=alt-neudorf",
        "thema=Leerstand&massnahme=Pop-up-Store&stadt=Alt Neudorf",
    ):
        page = visitor.to(f"faelle/?{query}")
        expect(page.locator("[data-kb=notice]")).to_be_empty()
        assert page.evaluate(SAYS) == {"thema": ["leerstand"], "massnahme": ["pop-up-store"], "stadt": ["neudorf"], "sort": ["aehnlich"]}
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
    assert len(found(page)) == min(promised, at_first()) > 0
    expect(page.locator("[data-kb=reset]")).to_be_visible()
    page.locator("[data-kb=reset]").click()
    assert len(found(page)) == at_first()


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


@pytest.mark.parametrize(("sort", "name"), [("aehnlich", "Ähnlichste Stadt"), ("passend", "Beste Treffer")])
def test_an_order_that_lacks_its_base_is_named(visit: Visiting, real_home: str, sort: str, name: str) -> None:
    """An order by likeness without a town, or by hits without a word, is passed over, and the page says so."""
    page = visit(real_home).to(f"faelle/?sort={sort}")
    expect(page.locator("[data-kb=notice]")).to_have_text(f"Für die Reihenfolge »{name}« fehlt eine Angabe, es gilt »Zuletzt geschehen«.")
    expect(page.get_by_label("Reihenfolge")).to_have_value("neu")


def test_without_scripts_nothing_is_dead(visit: Visiting, real_home: str) -> None:
    """The list stands, whole or with its newest cases, no control is seen, and the plain lists are named and one click away."""
    page = visit(real_home, 390, javascript=False).to("faelle/")
    assert len(found(page)) == at_first()
    for unseen in (".kb-finder input", ".kb-finder select", ".kb-finder button", "[data-facet]"):
        assert page.locator(unseen).count()
        expect(page.locator(unseen).filter(visible=True), unseen).to_have_count(0)
    for name, heading in (("Thema", "Themen"), ("Stadt", "Städte"), ("Jahr", "Überblicke")):
        page.locator(".kb-allby").first.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        page.go_back()


SCREENS = {
    "filtered": ("faelle/?ergebnis=eingestellt,wirkungslos&stadt=gera&text=eisbahn", 1280, "dark"),
    "no hits": ("faelle/?ergebnis=erfolgreich&massnahme=eisbahn&thema=leerstand&grund=unbekannt", 1280, "light"),
    "phone, facets open": ("faelle/?ergebnis=eingestellt&groesse=kleinere-mittelstadt", 390, "dark"),
    "small phone": ("faelle/?thema=leerstand&stadt=gera", 320, "light"),
}
"""What it shows at first is looked at as a kind of page."""


@pytest.mark.parametrize("state", SCREENS)
def test_every_state_is_accessible(state: str, visit: Visiting, real_home: str) -> None:
    """No violation of WCAG 2.2 AA that a machine can find, nothing wider than the screen, all facets unfolded."""
    path, width, scheme = SCREENS[state]
    page = without_worker(visit(real_home, width, color_scheme=scheme)).to(path)
    settled(page)
    filters_open(page)
    page.evaluate("document.querySelectorAll('.kb-finder details').forEach(part => { part.open = true; })")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_nothing_is_refused_by_the_policy(visit: Visiting, real_home: str) -> None:
    """Under the page's own security policy: filter, similar towns, text, table; nothing is refused, nothing kept."""
    visitor = listening(visit(real_home))
    page = visitor.to("faelle/?ergebnis=eingestellt&stadt=gera")
    settled(page)
    with page.expect_download():
        page.get_by_role("button", name="Als Tabelle (Excel)").click()
    page.get_by_role("button", name="Alles zurücksetzen").click()
    assert traces(page) == CLEAN
    visitor.calm()
