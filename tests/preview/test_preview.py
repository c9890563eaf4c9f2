"""The preview: each page when it is asked for, what is wrong beside it, and nothing else on this machine."""

import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from citynet_kb.cli.preview_server import PreviewServer
from citynet_kb.pages.single_pages import SinglePages
from citynet_kb.project import Project
from citynet_kb.sources import read_on
from tests.preview.previewed import CASE, Previewed, previewed
from tests.site import building


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Previewed:
    return previewed(tmp_path_factory.mktemp("vorschau"))


@pytest.fixture
def live(shared: Previewed) -> Iterator[Previewed]:
    """The preview, put back as it was after a test that changed a case."""
    before = shared.file().read_text("utf-8")
    yield shared
    if shared.file().read_text("utf-8") != before:
        shared.edit(before)
    assert shared.preview.errors == []


def test_a_page_loads_itself_again(live: Previewed) -> None:
    """The script that does so is all that is added. A page at its folder's name without a slash leads on."""
    page = live.page(f"/{CASE}/")
    assert page.count('<script src="/_vorschau/neu-laden.js?stand=') == 1
    assert "kbv-" not in page
    assert live.get(f"/{CASE}").location == f"/{CASE}/"
    assert live.get(f"/{CASE}/index.html").content.decode() == page
    assert live.get("/_vorschau/neu-laden.js").kind == "text/javascript; charset=utf-8"


def test_an_edit_is_shown(live: Previewed) -> None:
    """At once, and the page that waits is told so."""
    number = live.page(f"/{CASE}/").partition("?stand=")[2].partition('"')[0]
    live.edit(live.file().read_text("utf-8") + "\n\nEin neuer Satz über den Markt.\n")
    assert live.get(f"/_vorschau/stand?seit={number}").content.decode() != number
    assert "Ein neuer Satz über den Markt." in live.page(f"/{CASE}/")


NEW = """---
title: Noch ein Markt am Abend
city: musterstadt
topic: feste-maerkte
measure: feierabendmarkt
outcome: erfolgreich
effort: klein
---
"""


def test_a_new_page_is_there_and_a_removed_one_is_gone(live: Previewed) -> None:
    """Also in the lists that name it."""
    address, town = "/faelle/musterstadt/noch-einer/", "/staedte/musterstadt/"
    assert live.get(address).status == 404
    live.edit(NEW, "faelle/musterstadt/noch-einer")
    assert "Noch ein Markt am Abend" in live.page(address)
    assert "musterstadt/noch-einer/" in live.page(town)
    live.edit(None, "faelle/musterstadt/noch-einer")
    assert live.get(address).status == 404
    assert "musterstadt/noch-einer/" not in live.page(town)


def test_an_error_is_said_on_the_page_and_in_the_terminal(live: Previewed, capsys: pytest.CaptureFixture[str]) -> None:
    """Where it is, what is wrong and what to do; below it the last good state. Other pages say that there is one, and stay."""
    good = live.page(f"/{CASE}/")
    live.edit(live.file().read_text("utf-8").replace("outcome: ", "outcome: miss", 1))
    page, printed = live.page(f"/{CASE}/"), capsys.readouterr().out
    for said in (f"content/{CASE}.md:", "ist kein bekannter Wert für »Ergebnis«", "ergebnis-unbekannt", "Erlaubt: erfolgreich, teilweise"):
        assert said in page
        assert said in printed
    assert "<details open>" in page
    assert "Gezeigt wird weiter der letzte fehlerfreie Stand." in page
    is_as_before = page.partition("<main")[2] == good.partition("<main")[2]
    assert is_as_before
    other = live.page("/massnahmen/")
    assert "<details>" in other
    assert "Fehler, 0 Hinweise in " in other


def test_a_file_that_breaks_another_is_noticed_after_a_while(live: Previewed) -> None:
    """The first answer looks at what changed alone; the whole check follows when nobody types any more."""
    measure = live.file("massnahmen/eisbahn")
    before = measure.read_text("utf-8")
    assert live.preview.settle(lambda: True)
    live.edit(None, "massnahmen/eisbahn")
    assert {error.rule for error in live.preview.errors} >= {"massnahme-unbekannt"}
    assert live.get("/massnahmen/eisbahn/").status == 200
    live.edit(before, "massnahmen/eisbahn")
    assert not live.preview.settle(lambda: False), "somebody types, who does not wait for the whole check"
    assert live.preview.settle(lambda: True)
    assert live.preview.errors == []


def test_only_what_changed_is_read_again(live: Previewed, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of hundreds of files one."""
    read: list[str] = []

    def noted(path: str, content: bytes) -> object:
        read.append(path)
        return read_on(path, content)

    monkeypatch.setattr(sys.modules["citynet_kb.knowledge_base.load"], "read_on", noted)
    live.edit(live.file().read_text("utf-8") + "\n")
    assert read == [f"content/{CASE}.md"]


def test_a_page_that_cannot_be_made_leaves_all_others(live: Previewed, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as one whose template was just broken."""

    def broken(self: SinglePages, uri: str) -> object:
        raise LookupError("gibt-es-nicht.md")

    live.edit(live.file().read_text("utf-8") + "\n")
    with monkeypatch.context() as patched:
        patched.setattr(SinglePages, "page", broken)
        answer = live.get(f"/{CASE}/")
    assert answer.status == 500
    assert "LookupError: gibt-es-nicht.md" in answer.content.decode()
    assert live.page(f"/{CASE}/")


OUTSIDE = (
    "/../citynet-kb.toml",
    "/%2e%2e/citynet-kb.toml",
    "/assets/../../../citynet-kb.toml",
    "/..%2f..%2fetc%2fpasswd",
    "//etc/passwd",
    "/\\..\\citynet-kb.toml",
    f"/content/{CASE}.md",
    f"/{CASE}.md",
    "/_vorschau/../citynet-kb.toml",
    "/_vorschau/reload.js",
    "/\x00",
    "/%00",
)


def test_nothing_else_is_shown(live: Previewed) -> None:
    """No file of the project, nor of the machine: a path is looked up, never followed."""
    assert {address: live.get(address).status for address in OUTSIDE} == dict.fromkeys(OUTSIDE, 404)


@pytest.mark.parametrize(
    ("host", "is_known"),
    [
        ("127.0.0.1:8000", True),
        ("localhost:8000", True),
        ("LOCALHOST", True),
        ("[::1]:8000", True),
        ("boese.example:8000", False),
        ("localhost.boese.example", False),
        ("127.0.0.1.boese.example:8000", False),
        ("", False),
    ],
)
def test_only_this_machine_is_answered(live: Previewed, host: str, is_known: bool) -> None:
    """A page of the web may let its own name lead to this server. It gets nothing."""
    with PreviewServer("127.0.0.1", 0, live.preview) as server:
        assert server.knows(host) is is_known


def test_the_server_answers_who_asks_for_it(live: Previewed) -> None:
    """Under its own name, with nothing that a browser would keep; a foreign name that leads here gets nothing."""
    with PreviewServer("127.0.0.1", 0, live.preview) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{server.server_port}/"
        with urlopen(home) as answer:
            assert answer.headers["Cache-Control"] == "no-store"
            assert int(answer.headers["Content-Length"]) == len(answer.read())
        with pytest.raises(HTTPError, match="403"):
            urlopen(Request(home, headers={"Host": "boese.example"}))
        server.shutdown()


def test_a_change_of_the_theme_is_shown(live: Previewed, capsys: pytest.CaptureFixture[str]) -> None:
    """And settings that are just being written leave everything as it was."""
    style, settings = live.root / "theme" / "assets" / "css" / "tokens.css", live.root / "mkdocs.yml"
    style.write_text(style.read_text("utf-8") + "\n.kb-neu{color:red}\n", encoding="utf-8")
    live.preview.take_in(content=False, generator=True)
    assert b".kb-neu{color:red}" in live.get("/assets/css/citynet.css").content
    before = settings.read_text("utf-8")
    settings.write_text("theme: [", encoding="utf-8")
    live.preview.take_in(content=False, generator=True)
    assert "Gezeigt wird weiter wie bisher" in capsys.readouterr().err
    assert live.page(f"/{CASE}/")
    settings.write_text(before, encoding="utf-8")


@pytest.mark.slow
def test_after_many_edits_every_page_is_that_of_a_fresh_reading(live: Previewed) -> None:
    """What is kept from one state to the next leaves no trace: a case came and went, another changed, as did a measure and a town."""
    measure, town, other = (
        live.file("massnahmen/eisbahn"),
        live.file("staedte/musterstadt"),
        live.file("faelle/grenzstadt/stadtfest-im-hof"),
    )
    kept = {file: file.read_text("utf-8") for file in (measure, town, other)}
    live.edit(NEW, "faelle/musterstadt/noch-einer")
    live.page("/staedte/musterstadt/")
    live.edit(kept[measure].replace("name: ", "name: Neue ", 1), "massnahmen/eisbahn")
    live.edit(kept[town].replace("population: 34567", "population: 34568"), "staedte/musterstadt")
    live.page("/schlagworte/")
    live.edit(live.file().read_text("utf-8").replace("outcome: erfolgreich", "outcome: teilweise", 1))
    live.edit(None, "faelle/grenzstadt/stadtfest-im-hof")
    live.edit(None, "faelle/musterstadt/noch-einer")
    assert live.preview.errors == []
    fresh = Project(live.root, int(building.EPOCH)).site.pages
    shown = dict(live.preview.shown.every())
    assert shown.keys() == fresh.keys()
    assert [uri for uri, page in fresh.items() if page.markdown != shown[uri]] == []
    for file, text in kept.items():
        live.edit(text, file.relative_to(live.root / "content").as_posix().removesuffix(".md"))


def test_other_versions_are_built_as_a_whole(live: Previewed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What drives MkDocs' own steps was tried with one version of them."""
    assert live.preview.fits
    monkeypatch.setattr("importlib.metadata.version", lambda name: "99")
    assert not Previewed(live.root, tmp_path).preview.fits
