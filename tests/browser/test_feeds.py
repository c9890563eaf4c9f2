"""Feeds in a browser: programs find them on their pages, and a reader makes a list of those that he chooses."""

import gzip
from pathlib import Path
from urllib.parse import urljoin

from lxml import etree
from playwright.sync_api import expect

from citynet_kb.model import addresses
from citynet_kb.published_assets import published
from tests.browser.conftest import Visiting
from tests.browser.test_traces import CLEAN, listening, traces
from tests.site.building import ROOT

SCRIPT = ROOT / "theme/assets/js/subscribe.js"


def test_only_its_page_loads_the_script() -> None:
    """It is small, and no other page loads it."""
    loaded = (ROOT / "mkdocs.yml").read_text("utf-8") + (ROOT / "theme/page.html").read_text("utf-8")
    assert SCRIPT.name not in loaded
    assert len(gzip.compress(published("assets/js/subscribe.js", SCRIPT.read_text("utf-8")).encode())) < 1_800


def test_a_choice_becomes_a_list(visit: Visiting, land_home: str) -> None:
    """From a town's page: its feed is ticked; a topic and a second town are added; the file names these three and nothing else."""
    visitor = visit(land_home)
    listening(visitor)
    page = visitor.to("staedte/musterstadt/")
    page.get_by_role("link", name="Neuigkeiten hierzu abonnieren").click()
    expect(page.get_by_label("Musterstadt", exact=True)).to_be_checked()
    page.get_by_label("Leerstand", exact=True).check()
    field = page.get_by_label("Stadt hinzufügen")
    field.fill("leerdorf")
    field.press("Tab")
    expect(page.get_by_label("Leerdorf", exact=True)).to_be_checked()
    expect(page.locator("output")).to_have_text("Ausgewählt: 3")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Liste laden (OPML)").click()
    made = etree.fromstring(Path(waiting.value.path()).read_bytes())
    named = [outline.get("xmlUrl", "").rpartition("/abo/")[2] for outline in made.iterfind(".//outline[@xmlUrl]")]
    assert sorted(named) == ["stadt/leerdorf.xml", "stadt/musterstadt.xml", "thema/leerstand.xml"]
    assert traces(page) == CLEAN
    visitor.calm()


def test_pages_name_their_feeds(visit: Visiting, land_home: str) -> None:
    """A program that looks for feeds finds both forms at their place; a page without one names none."""
    page = visit(land_home).to("massnahmen/eisbahn/")
    found = page.locator("link[rel~=alternate]").evaluate_all("all => all.map(one => [one.type, one.getAttribute('href')])")
    at = f"{land_home}massnahmen/eisbahn/"
    assert [kind for kind, _ in found] == ["application/atom+xml", "application/feed+json"]
    for (_, path), ending in zip(found, ("xml", "json"), strict=True):
        assert urljoin(at, path) == f"{land_home}{addresses.feed('massnahme/eisbahn', ending)}"
        assert page.request.get(urljoin(at, path)).ok
    page.goto(f"{land_home}glossar/")
    assert page.locator("link[rel~=alternate]").count() == 0


def test_structured_data_is_no_script(visit: Visiting, land_home: str) -> None:
    """Hostile words in a case stay words: the policy refuses nothing, and the data can be read as JSON."""
    visitor = visit(land_home)
    page = visitor.to("faelle/boesenau/boese/")
    kind = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)['@type']")
    assert kind == "Article"
    visitor.calm()
