"""A network that has just begun: topics, but no case yet. The site stands, says so everywhere and asks for the first case."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.site import building
from tests.site.building import Built
from tests.site.reading import Html, broken_references, pages_of

HOME = "https://wissen.example.org/"
BEGINNINGS: dict[str, Callable[[Path], None]] = {
    "no case": lambda content: _without(content, "faelle", "lesungen"),
    "topics and plain pages": lambda content: _leave(content, "themen", "impressum.md", "datenschutz.md", "barrierefreiheit.md"),
}
"""What is taken away from Beispielland."""
SAYING_NOTHING = {
    "": "Noch hat keine Stadt berichtet",
    "faelle/": "Noch ist kein Fall eingetragen",
    "anderswo-gescheitert/": "Noch ist nichts bekannt, das nicht gelang",
    "massnahmen/": "Noch ",
    "themen/": "noch kein Fall",
    "themen/leerstand/": "liegt noch nichts vor",
    "staedte/": "och ",
    "gruende/": "Noch ist nichts bekannt, das nicht gelang",
    "aufwand/": "Dazu liegt noch nichts vor",
    "schlagworte/": "Noch ist kein Fall eingetragen",
    "karte/": "Aus keiner Stadt ist ein Fall bekannt",
}
"""Pages, and the words in which they say that nothing is known."""


def _without(content: Path, *folders: str) -> None:
    for folder in folders:
        shutil.rmtree(content / folder)


def _leave(content: Path, *names: str) -> None:
    for entry in content.iterdir():
        if entry.name not in names:
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


@pytest.fixture(scope="module", params=list(BEGINNINGS))
def begun(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of each beginning."""
    root = building.project(tmp_path_factory.mktemp("begun"))
    BEGINNINGS[request.param](root / "content")
    return building.build(root, root / "site")


@pytest.fixture(scope="module")
def begun_pages(begun: Built) -> dict[str, Html]:
    """Its pages."""
    return pages_of(begun.site)


@pytest.mark.slow
def test_it_is_built(begun: Built) -> None:
    """No case is no failure, and nothing is complained about."""
    assert begun.code == 0, begun.output
    assert f"0 Fallberichte, die Seiten stehen in {begun.site}/" in begun.output
    assert "WARNING" not in begun.output


def test_its_check_is_clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A check ends with 0: something was looked at."""
    root = building.project(tmp_path / "land")
    BEGINNINGS["no case"](root / "content")
    monkeypatch.chdir(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", building.EPOCH)
    code, printed, _ = run(capsys, "check")
    assert code == 0
    assert printed.strip().endswith("(0 Fallberichte geprüft)")


@pytest.mark.slow
def test_no_link_leads_nowhere(begun: Built, begun_pages: dict[str, Html]) -> None:
    """The navigation names only pages that are there."""
    assert not broken_references(begun.site, begun_pages, HOME)


@pytest.mark.slow
def test_every_page_has_something_to_read(begun_pages: dict[str, Html]) -> None:
    """A heading and text below it."""
    for address, page in begun_pages.items():
        leads_on = any(meta.get("http-equiv") == "refresh" for meta in page.all("meta"))
        assert len(page.all("h1")) == 1, address
        assert len(page.seen.split()) > (10 if leads_on else 60), address


@pytest.mark.slow
def test_pages_say_that_nothing_is_known(begun_pages: dict[str, Html]) -> None:
    """In words, not by a zero."""
    silent = {address: words for address, words in SAYING_NOTHING.items() if words not in begun_pages[address].seen}
    assert silent == {}
    assert [address for address in SAYING_NOTHING if " 0 Fälle" in begun_pages[address].seen and address != "aufwand/"] == []


@pytest.mark.slow
def test_the_start_page_asks_for_the_first_case(begun_pages: dict[str, Html]) -> None:
    """No table of zeros; a button to the form, and the topics there are."""
    start = begun_pages[""]
    assert "Den ersten Fall einreichen" in start.seen
    assert "mitmachen/fall-einreichen/" in start.references
    assert "themen/leerstand/" in start.references
    assert not [attributes for _, attributes in start.elements if attributes.get("class") == "kb-figures"]


@pytest.mark.slow
def test_the_search_finds_what_there_is(begun: Built) -> None:
    """The topics, the form and the pages of the network are in its index."""
    index = json.loads((begun.site / "search/suche.json").read_text(encoding="utf-8"))
    text = json.dumps(index, ensure_ascii=False)
    assert "themen/leerstand/" in text
    assert "mitmachen/fall-einreichen/" in text


@pytest.mark.slow
@pytest.mark.parametrize("command", ["check", "build", "render --to seiten", "export --to daten"])
def test_a_folder_without_topics_is_the_wrong_one(tmp_path: Path, command: str) -> None:
    """Every case names its topic, so a folder without any cannot be a knowledge base: said in one sentence, and nothing is written."""
    root = building.project(tmp_path / "land")
    _leave(root / "content", "impressum.md", "index.md")
    before = sorted(root.iterdir())
    done = building.command(root, *command.split())
    assert done.returncode == 1
    assert "content/themen:1:1: Fehler: Hier liegt kein einziges Thema. [ordner-fehlt]" in done.stdout
    assert "Ist es der falsche Ordner?" in done.stdout
    assert sorted(root.iterdir()) == before
