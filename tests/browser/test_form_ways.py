"""Ways out of the form: to a forge, by mail, and with a case that is already there, changed by a follow-up or a correction."""

import re
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from citynet_kb.exports.form import forge_addresses
from citynet_kb.knowledge_base import load
from citynet_kb.model import Configuration
from tests.browser.conftest import Visiting
from tests.browser.form import FORM, ask, choose, fill, opened, saved, settled
from tests.site import building
from tests.site.building import ROOT


def test_an_error_at_the_forge_loses_nothing(land_home: str, visit: Visiting) -> None:
    """The forge opens in another window; the draft and the way to open it again stay here."""
    visitor = visit(land_home)
    page = opened(visitor)
    page.evaluate("window.open = () => null")
    choose(page, "city", "Musterstadt")
    page.select_option("[name=topic]", index=1)
    page.check("[name=outcome][value=offen]")
    page.check("[name=effort][value=unbekannt]")
    page.fill("[name=title]", "Musterstadt: ein Versuch")
    settled(page)
    page.click("[data-out=forge]")
    expect(page.locator("[data-done]")).to_contain_text("Ihr Entwurf bleibt hier")
    again = page.get_attribute("[data-done] a", "href") or ""
    assert "/_new/main/?filename=content%2Ffaelle%2Fmusterstadt%2F" in again or "/new/main?file" in again
    opened(visitor)
    assert page.input_value("[name=title]") == "Musterstadt: ein Versuch"


FILE = {"path": "content/faelle/gera/markt.md", "text": "---\ntitle: Ä & b\n---\n", "exists": False}
TO_FORGE = "([forge, file], form) => form.toForge(forge, file)"


@pytest.mark.parametrize(
    ("kind", "url"),
    [
        (
            "github",
            "https://f.example/o/r/new/main?filename=content%2Ffaelle%2Fgera%2Fmarkt.md&value=---%0Atitle%3A%20%C3%84%20%26%20b%0A---%0A",
        ),
        (
            "forgejo",
            "https://f.example/o/r/_new/main/?filename=content%2Ffaelle%2Fgera%2Fmarkt.md&value=---%0Atitle%3A%20%C3%84%20%26%20b%0A---%0A",
        ),
        ("gitlab", "https://f.example/o/r/-/new/main?file_name=content%2Ffaelle%2Fgera%2Fmarkt.md"),
    ],
)
def test_ways_to_a_forge(real_home: str, visit: Visiting, kind: str, url: str) -> None:
    """A new file is filled in where the forge allows it and the address has at most 6,000 bytes; else the clipboard holds it."""
    page = opened(visit(real_home))
    forge = forge_addresses(Configuration.model_validate({"forge": {"kind": kind, "url": "https://f.example/o/r/"}}))
    short = ask(page, TO_FORGE, [forge, FILE])
    assert short == {"url": url, "clipboard": FILE["text"] if kind == "gitlab" else ""}
    fixed = len(url) - len("---%0Atitle%3A%20%C3%84%20%26%20b%0A---%0A")
    for surplus in (0, 1):
        text = "x" * (6_000 - fixed + surplus)
        found = ask(page, TO_FORGE, [forge, {**FILE, "text": text}])
        assert len(found["url"]) <= 6_000
        assert found["clipboard"] == ("" if surplus == 0 and kind != "gitlab" else text)
    change = {"github": "/edit/main/", "forgejo": "/_edit/main/", "gitlab": "/-/edit/main/"}[kind]
    changed = ask(page, TO_FORGE, [forge, {**FILE, "exists": True}])
    assert changed == {"url": f"https://f.example/o/r{change}{FILE['path']}", "clipboard": FILE["text"]}


def test_way_by_mail(real_home: str, visit: Visiting) -> None:
    """A short case stands in the mail; of a long one the mail says that the file is attached."""
    page = opened(visit(real_home))
    mail = "([text], form) => form.toMail('redaktion@x.example', 'Fall: Ä', text, 'Im Anhang.')"
    assert ask(page, mail, ["a\nb"]) == {
        "url": "mailto:redaktion@x.example?subject=Fall%3A%20%C3%84&body=a%0D%0Ab",
        "clipboard": "",
    }
    found = ask(page, mail, ["ä" * 1000])
    assert (found["clipboard"], "Anhang" in found["url"]) == ("ä" * 1000, True)


def test_a_follow_up_changes_only_itself(real_home: str, visit: Visiting) -> None:
    """»Was wurde daraus?« on a case page opens the form with the case; the file gains the entry and the day of the change."""
    visitor = visit(real_home)
    page = visitor.to("faelle/gera/eisbahn/")
    page.click("text=Was wurde daraus? >> visible=true >> nth=-1")
    page.wait_for_selector("form[data-ready]", state="attached")
    expect(page.locator("[data-mode]")).to_contain_text("Was wurde aus")
    expect(page.locator(".kb-lead")).to_be_hidden()
    count = page.locator("[data-rows=follow_up] > *").count()
    page.fill(f"[name='follow_up.{count - 1}.note']", "Fand auch im Jahr darauf nicht statt.")
    settled(page)
    old = (ROOT / "content/faelle/gera/eisbahn.md").read_text("utf-8")
    text = saved(page)
    added = set(text.splitlines()) - set(old.splitlines())
    assert not [line for line in old.splitlines() if line not in text.splitlines() and not line.startswith("updated:")]
    assert {line.strip().partition(":")[0].strip("- ") for line in added} <= {"follow_up", "date", "note", "added", "updated"}
    expect(page.locator("[data-done]")).to_contain_text("Fand auch im Jahr darauf nicht statt.")


def test_only_new_follow_ups_bear_a_day(real_home: str, visit: Visiting) -> None:
    """A corrected one of the case keeps what it had; one that takes the place of a removed one is new."""
    cases = load(ROOT / "content", "content").knowledge_base.cases.values()
    case = next(one for one in cases if len(one.follow_up) == 2 and not any(entry.added for entry in one.follow_up))
    page = opened(visit(real_home), f"?fall={case.id}&art=korrektur")
    fill(page, "follow_up.0.note", "Anders als es bisher hier stand.")
    page.click("[data-path='follow_up.1'] [data-remove]")
    page.click("[data-add=follow_up]")
    fill(page, "follow_up.2.date", "2026-02")
    fill(page, "follow_up.2.note", "Das kam hinzu.")
    settled(page)
    entries = ask(page, "(_, form) => form.current().values.follow_up")
    assert [(entry["note"], "added" in entry) for entry in entries] == [
        ("Anders als es bisher hier stand.", False),
        ("Das kam hinzu.", True),
    ]


def test_a_correction_says_what_changed(real_home: str, visit: Visiting, tmp_path: Path) -> None:
    """Unchanged the case is not handed over; what changed stands there field by field, and as a patch that git applies."""
    visitor = visit(real_home)
    page = opened(visitor, "?fall=gera/eisbahn&art=korrektur")
    page.click("[data-out=file]")
    expect(page.locator("[data-done]")).to_contain_text("noch nichts geändert")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fill(page, "title", "Gera: die Eisbahn, neu erzählt")
    page.click("[data-out=copy]")
    expect(page.locator("[data-done] li").first).to_contain_text("jetzt »Gera: die Eisbahn, neu erzählt«")
    letter = page.evaluate("navigator.clipboard.readText()")
    patch = letter[letter.index("--- a/") : letter.index("\n\ncontent/faelle/gera/eisbahn.md\n")]
    file = tmp_path / "content" / "faelle" / "gera" / "eisbahn.md"
    file.parent.mkdir(parents=True)
    file.write_bytes((ROOT / "content/faelle/gera/eisbahn.md").read_bytes())
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=patch + "\n", text=True, check=True, env=building.environment(GIT_DIR="none"))
    assert letter.endswith(file.read_text("utf-8"))


def test_a_long_correction_by_mail_names_case_and_changes(real_home: str, visit: Visiting) -> None:
    """Too long for the mail, a correction still says in it which case, and what changes from what to what."""
    page = opened(visit(real_home), "?fall=gera/eisbahn&art=korrektur")
    fill(page, "title", "Gera: die Eisbahn, neu erzählt")
    page.evaluate("document.querySelector('[data-out=file]').dataset.out = 'mail'")  # this site names no mailbox
    page.click("[data-out=mail]")
    body = unquote(page.get_attribute("[data-done] a", "href") or "")
    assert "content/faelle/gera/eisbahn.md" in body
    assert "jetzt »Gera: die Eisbahn, neu erzählt«" in body
    assert "finden Sie einen Fall" not in body


def test_a_case_that_is_not_there(real_home: str, visit: Visiting) -> None:
    """A stale link says so, and leaves an empty form."""
    page = visit(real_home).to(FORM + "?fall=gera/gibt-es-nicht&art=korrektur")
    page.wait_for_selector("form[data-ready]", state="attached")
    expect(page.locator("[data-mode]")).to_contain_text("gibt es nicht")


def test_without_a_forge_there_is_no_way_to_it() -> None:
    """And with one, its addresses are those of its kind."""
    assert not forge_addresses(Configuration())
    assert forge_addresses(Configuration.model_validate({"forge": {"kind": "gitlab", "url": "https://f.example/o/r/"}}))


def test_a_former_id_leads_to_the_case(land_home: str, visit: Visiting) -> None:
    """As in an old mail that asks what became of it."""
    page = visit(land_home).to(f"{FORM}?fall=musterstadt/abendmarkt&art=nachtrag")
    expect(page).to_have_url(re.compile(r"\?fall=musterstadt/feierabendmarkt&art=nachtrag$"))
    page.wait_for_selector("form[data-ready]", state="attached")
    assert page.input_value("[name=city]") == "musterstadt"


def test_a_letter_is_answered_with_one_more_click(land_home: str, visit: Visiting) -> None:
    """The links of a letter open the form with the answer in it; what is still missing has the focus. Other words answer nothing."""
    visitor, query = visit(land_home), "?fall=beispielhausen/feierabendmarkt&art=nachtrag&stand="
    for stand, note, focused in (
        ("beendet", "Beendet.", "outcome"),
        ("geaendert", "Läuft noch, hat sich aber geändert:", "note"),
        ("toString", "", ""),
        ("laeuft", "Läuft noch.", "note"),
    ):
        page = opened(visitor, query + stand)
        assert page.input_value("[name='follow_up.0.note']").strip() == note
        assert page.evaluate("document.activeElement.name || ''").rpartition(".")[2] == focused
    assert re.search(r'\nfollow_up:\n  - date: \d{4}-\d\d-\d\d\n    note: "Läuft noch\."\n    added: \d{4}-\d\d-\d\d\n', saved(page))
