"""The preview in a browser: an open page follows what somebody types, and the search finds it."""

import re
from collections.abc import Iterator
from threading import Thread

import pytest
from playwright.sync_api import expect

from citynet_kb.cli.preview_server import PreviewServer
from tests.browser.conftest import Visit, Visiting
from tests.preview.previewed import CASE, Previewed, previewed
from tests.site.building import ROOT


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Previewed:
    """A preview of its own, since its records are changed."""
    return previewed(tmp_path_factory.mktemp("vorschau"))


@pytest.fixture
def home(live: Previewed) -> Iterator[str]:
    """Its address."""
    with PreviewServer("127.0.0.1", 0, live.preview) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_the_script_asks_the_preview_alone() -> None:
    """It knows no other address, and keeps nothing in the browser."""
    script = (ROOT / "citynet_kb" / "cli" / "preview_assets" / "reload.js").read_text("utf-8")
    assert "location.reload" in script
    assert not re.search("https?:|localStorage|sessionStorage|cookie|innerHTML|eval", script)


def test_an_open_page_follows_an_edit(live: Previewed, home: str, visit: Visiting) -> None:
    """Without a click: the new text, then what is wrong with the next one, then the right one again; nothing is refused by the policy."""
    visitor: Visit = visit(home)
    page = visitor.to(f"{CASE}/")
    before = live.file().read_text("utf-8")
    live.edit(before + "\n\nDer Zauberspruch lautet Kuckucksuhr.\n")
    expect(page.get_by_text("Kuckucksuhr")).to_be_visible()
    live.edit(before.replace("outcome: ", "outcome: miss", 1))
    expect(page.get_by_role("alert")).to_contain_text("ist kein bekannter Wert für »Ergebnis«")
    expect(page.get_by_text("Kuckucksuhr")).to_be_visible()
    live.edit(before + "\n\nDer Zauberspruch lautet Kuckucksuhr.\n")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.locator("[data-kb-search=open]").click()
    page.locator("[data-md-component=search-query]").press_sequentially("Kuckucksuhr")
    expect(page.locator(".md-search-result__link").first).to_have_attribute("href", re.compile(f"^{re.escape(home + CASE)}/"))
    visitor.calm()
