"""What the form makes of what people type: synonyms, typos, signs of enumeration, blanks, names; nothing is understood unasked."""

import json
from itertools import product

import pytest
from playwright.sync_api import Page, expect

from citynet_kb.checks.contact_rules import ROLES_LIKE_NAMES
from citynet_kb.intake import plan
from citynet_kb.intake.asking.questions import SECTIONS
from citynet_kb.knowledge_base import load
from citynet_kb.model.reason_words import REASON_WORDS
from tests.browser.conftest import Visiting
from tests.browser.form import ask, checked, choose, errors, fill, fill_brief, opened, saved, settled
from tests.site.building import ROOT, TODAY


def test_a_word_for_a_reason_stands_once() -> None:
    """A word that stood at two reasons would find neither."""
    words = [word.casefold() for known in REASON_WORDS.values() for word in known.all]
    assert len(words) == len(set(words)) > 100


def test_a_synonym_in_full_is_its_measure(real_home: str, visit: Visiting) -> None:
    """Also by the Tab key: it says in the field which measure was understood. What two measures are called is asked."""
    page = opened(visit(real_home))
    page.fill("[name=_measure]", "eislaufbahn")
    page.keyboard.press("Tab")
    assert page.input_value("[name=measure]") == "eisbahn"
    assert page.input_value("[name=_measure]") != "eislaufbahn"
    page.fill("[name=_measure]", "Abendmarkt")
    page.keyboard.press("Tab")
    assert page.input_value("[name=measure]") == "feierabendmarkt"


def test_a_mistyped_measure_is_asked_about(real_home: str, visit: Visiting) -> None:
    """Before a new one is made of it: the known one is one click, or Enter, away."""
    page = opened(visit(real_home))
    for typed, meant in (("Feierabentmarkt", "feierabendmarkt"), ("Stadtgutschien", "stadtgutschein")):
        page.fill("[name=_measure]", typed)
        page.keyboard.press("Tab")
        settled(page)
        expect(page.locator("[data-proposed]")).to_contain_text(f"»{typed}«")
        page.click("[data-take=measure]")
        settled(page)
        assert page.input_value("[name=measure]") == meant
        assert page.input_value("[name=topic]")
        expect(page.locator("[data-proposed]")).to_be_hidden()
        expect(page.locator("[data-take=measure]")).to_be_hidden()
        page.fill("[name=_measure]", typed)
        page.keyboard.press("Enter")
        assert page.input_value("[name=measure]") == meant


KEYS = (["ArrowDown"], ["ArrowUp"], ["ArrowDown"] * 9, ["ArrowDown", "ArrowUp", "ArrowUp"])


def test_arrows_never_lead_to_a_new_measure(real_home: str, visit: Visiting) -> None:
    """Where something known is offered, Enter takes that."""
    page = opened(visit(real_home))
    for keys, typed in product(KEYS, ("feierabend", "Feierabentmarkt", "markt")):
        page.fill("[name=_measure]", "")
        assert not page.input_value("[name=measure]")
        page.fill("[name=_measure]", typed)
        for key in (*keys, "Enter"):
            page.keyboard.press(key)
        assert page.input_value("[name=measure]"), (keys, typed)
        expect(page.locator("[data-proposed]")).to_be_hidden()


def reasons(page: Page) -> list[str]:
    found: list[str] = page.locator("[name=failure_reasons]").evaluate_all("lists => lists.map(list => list.value)")
    return found


def test_reasons_are_found_as_one_types(real_home: str, visit: Visiting) -> None:
    """By their names and by everyday words; each goes to the next place. What is no reason, or one too many, is not passed over."""
    page = opened(visit(real_home))
    fill_brief(page)
    page.check("[name=outcome][value=eingestellt]")
    choose(page, "reason", "Lärm")
    choose(page, "reason", "corona")
    choose(page, "reason", "Lärm")
    assert reasons(page) == ["nachfrage/nebenwirkungen", "umfeld/krise", ""]
    page.fill("[name=_reason]", "Gema")
    page.keyboard.press("Tab")
    assert reasons(page) == ["nachfrage/nebenwirkungen", "umfeld/krise", "recht/lizenz-gebuehren"]
    assert page.input_value("[name=_reason]") == ""
    settled(page)
    choose(page, "reason", "Regen")
    page.click("[data-out=file]")
    assert "»Wetter« steht noch nicht unter den Gründen" in errors(page)["failure_reasons"]
    page.fill("[name=_reason]", "Xyzzy")
    page.click("[data-out=file]")
    assert "»Xyzzy«" in errors(page)["failure_reasons"]
    page.fill("[name=_reason]", "")
    settled(page)
    assert "failure_reasons:\n  - nachfrage/nebenwirkungen\n  - umfeld/krise\n  - recht/lizenz-gebuehren\n" in saved(page)


def test_saving_leads_to_the_first_error(real_home: str, visit: Visiting) -> None:
    """It has the focus and is seen; all errors stand in the list at the top."""
    page = opened(visit(real_home, 390))
    fill_brief(page)
    page.fill("[name=title]", "Kurz")
    fill(page, "period.start", "gestern")
    page.click("[data-out=file]")
    assert page.evaluate("document.activeElement.name") == "title"
    expect(page.locator("[name=title]")).to_be_in_viewport()
    expect(page.locator("#e-title")).to_be_in_viewport()
    expect(page.locator("[data-summary] li")).to_have_count(2)
    page.fill("[name=title]", "Gera: Feierabendmarkt")
    page.click("[data-out=file]")
    assert page.evaluate("document.activeElement.name") == "period.start"
    expect(page.locator("[name='period.start']")).to_be_in_viewport()


def test_the_same_bytes_as_the_other_ways(real_home: str, visit: Visiting) -> None:
    """Signs of enumeration before the entries of a list, and lines of the text that begin with one."""
    page = opened(visit(real_home))
    fill_brief(page)
    fill(page, "success_factors", "- Musik\n• Sitzplätze\n\n  – Licht\n* Essen - und Trinken\n-5 Grad")
    fill(page, "summary", "  - Es war schön.\n")
    page.fill("[name=_s0]", "- leere Läden\n- wenig Gäste\n")
    page.fill("[name=_s2]", "Es kamen:\n- Familien\n- Touristen")
    settled(page)
    text = saved(page)
    entries = {
        "success_factors": ["Musik", "Sitzplätze", "Licht", "Essen - und Trinken", "-5 Grad"],
        "summary": "Es war schön.",
        SECTIONS: "## Ausgangslage\n\n- leere Läden\n- wenig Gäste\n\n## Ergebnis\n\nEs kamen:\n- Familien\n- Touristen",
    }
    same = {"title": "Gera: Feierabendmarkt zog viele an", "city": "gera", "measure": "feierabendmarkt", "outcome": "erfolgreich"}
    row = {**same, "topic": page.input_value("[name=topic]"), "effort": "klein", **entries}
    imported = plan("faelle.yml", json.dumps([row], ensure_ascii=False).encode(), added=text.partition("added: ")[2][:10])
    assert [file.text for file in imported.files] == [text]


def test_blanks_are_refused_as_the_check_does(real_home: str, visit: Visiting) -> None:
    """Typed, they go; in a case that is changed they are named."""
    page = opened(visit(real_home))
    fill_brief(page)
    fill(page, "title", "  \u00a0 ")
    fill(page, "summary", "   \n  ")
    assert (page.input_value("[name=title]"), page.input_value("[name=summary]")) == ("", "")
    values = {"title": "Gera: ein Markt", "city": "gera", "topic": "handel", "outcome": "offen", "effort": "klein", "summary": " \n "}
    written, judged = ask(
        page,
        """(values, form, data) => {
            const lists = ["cities", "topics", "measures", "items"];
            const known = Object.fromEntries(lists.map((list) => [list, new Map(Object.entries(data[list]))]));
            const text = form.write(values, data.fields, "", data.canonical);
            const wrong = form.judge(values, "", text, data, known).filter(({ level }) => level === "value");
            return [text, wrong.map(({ rule, at }) => [rule, at])];
        }""",
        values,
    )
    assert judged == [["leerwert", "summary"]]
    assert "leerwert" in {
        finding.rule for finding in checked(load(ROOT / "content", "content"), "content/faelle/gera/x.md", written, TODAY)
    }


SURNAMES = ("Becker", "A. Becker", "Anna Becker", "Müller-Lüdenscheidt", "K.-H. Özdemir", "Schmidt")
ROLES = (
    *("Citymanagement", "Bürgermeister", "Ordnungsamt", "Pressestelle", "Bauhof", "Vorstand Gewerbeverein", "Kämmerei", "Werbering"),
    *("Stadtmarketing Gera", "Tourist-Information", "Wirtschaftsförderung", "Amt 61", "Leitung des Marktes", "Kulturamt", "Händlerverein"),
)


def test_a_surname_as_a_role_is_asked_about(real_home: str, visit: Visiting) -> None:
    """A hint that stops nobody; functions are not doubted, those of our content included."""
    page = opened(visit(real_home))
    judge = """([texts, { like, unless }]) =>
        texts.filter((text) => new RegExp(like, "u").test(text) && !new RegExp(unless, "iu").test(text))"""
    cases = load(ROOT / "content", "content").knowledge_base.cases.values()
    known = [*{text for case in cases for text in (case.contact and case.contact.role, case.office) if text}]
    assert ask(page, judge, [[*SURNAMES, *ROLES], dict(ROLES_LIKE_NAMES)]) == [*SURNAMES]
    doubted = ask(page, judge, [known, dict(ROLES_LIKE_NAMES)])
    assert len(doubted) <= len(known) / 50, doubted
    fill_brief(page)
    fill(page, "contact.role", "Becker")
    settled(page)
    assert "»Becker« sieht nach dem Namen einer Person aus" in errors(page)["contact.role"]
    fill(page, "contact.role", "Citymanagement")
    settled(page)
    assert "contact.role" not in errors(page)


@pytest.mark.parametrize(("kind", "word"), [("korrektur", "Korrektur"), ("nachtrag", "Nachtrag")])
def test_a_change_says_what_it_is(real_home: str, visit: Visiting, kind: str, word: str) -> None:
    """In the title of the page, in the copied letter, in the name of the file; a new case says none of it."""
    page = opened(visit(real_home, permissions=["clipboard-read", "clipboard-write"]), f"?fall=gera/eisbahn&art={kind}")
    title = page.input_value("[name=title]")
    expect(page.locator("h1")).to_contain_text(word)
    assert page.title() == f"{word}: {title}"
    fill(page, "follow_up.0.note", "Fand auch im Jahr darauf nicht statt.")
    if not page.input_value("[name='follow_up.0.date']"):
        fill(page, "follow_up.0.date", "2026-02")
    settled(page)
    page.click("[data-out=copy]")
    expect(page.locator("[data-done]")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith(f"{word}: {title}\n\n")
    with page.expect_download() as download:
        page.click("[data-out=file]")
    assert download.value.suggested_filename == f"{kind}-gera-eisbahn.md"


def test_no_list_speaks_for_a_person(real_home: str, visit: Visiting) -> None:
    """Each begins with »Bitte wählen«, and nothing else is chosen before somebody chooses."""
    page = opened(visit(real_home))
    page.evaluate("document.querySelectorAll('form details').forEach(part => { part.open = true; })")
    for button in page.locator("[data-add]").all():
        button.click()
    first = "lists => lists.map(list => [list.value, list.selectedIndex, list.options[0].text])"
    assert {tuple(one) for one in page.locator("form select").evaluate_all(first)} == {("", 0, "Bitte wählen")}
    assert page.locator("form :is([type=radio], [type=checkbox]):checked:not([value=''])").count() == 0
