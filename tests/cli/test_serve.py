"""`serve` ends its server and cleans up however it is ended, and a broken edit is never shown."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from citynet_kb.cli.serve import serve
from tests.site import building

LONGEST = 60


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def until(holds: Callable[[], bool]) -> bool:
    """Whether it comes to hold within a minute."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return holds()


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
            return bool(page.status == 200)
    except OSError:
        return False


def as_in_a_terminal() -> None:
    """What started the tests may ignore signals, as `nohup` does; a terminal does not."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@contextmanager
def served(root: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    """The command in a session of its own, as a terminal starts it; ended by force if a test left it."""
    place = root.parent / "tmp"
    place.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "citynet_kb.cli.main", "serve", "--address", f"127.0.0.1:{port}"],
        cwd=root,
        env=building.environment(TMPDIR=str(place)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=as_in_a_terminal,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def test_a_busy_address_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Before anything is begun."""
    monkeypatch.chdir(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as busy:
        assert serve(Namespace(address=f"127.0.0.1:{busy.getsockname()[1]}")) == 2
    assert "belegt" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda number: number.name)
def test_it_ends_its_server_and_cleans_up(tmp_path: Path, number: signal.Signals) -> None:
    """A polite stop, a closed terminal and Ctrl-C alike: no server is left, nor its folder."""
    root, port = building.project(tmp_path / "land"), free_port()
    with served(root, port) as process:
        assert until(lambda: answers(port))
        process.send_signal(number)
        assert process.wait(LONGEST) == 0
        assert until(lambda: not answers(port))
    assert list((tmp_path / "tmp").glob("citynet-kb-*")) == []


@pytest.mark.slow
def test_a_broken_edit_is_not_shown(tmp_path: Path) -> None:
    """The finding is printed and stands on the page, above the last state known to be good; once it is mended, the new state is shown."""
    root, port = building.project(tmp_path / "land"), free_port()
    case = root / "content" / "faelle" / "musterstadt" / "stadtgutschein.md"
    before = case.read_text("utf-8")
    with served(root, port) as process:
        assert until(lambda: answers(port))
        case.write_text(before.replace('title: "', 'title: "Guter ', 1), encoding="utf-8")
        assert until(lambda: "Guter" in heading(port, case.stem))
        title = heading(port, case.stem)
        case.write_text("---\ntitle: [\n---\n", encoding="utf-8")
        assert until(lambda: "stadtgutschein.md:2:" in shown(port, case.stem))
        assert heading(port, case.stem) == title
        assert answers(port)
        case.write_text(before.replace('title: "', 'title: "Neuer ', 1), encoding="utf-8")
        assert until(lambda: "Neuer" in heading(port, case.stem))
        process.send_signal(signal.SIGTERM)
        output = process.communicate(timeout=LONGEST)[0]
    assert "content/faelle/musterstadt/stadtgutschein.md:2:" in output
    assert "Gezeigt wird weiter der letzte fehlerfreie Stand." in output
    assert "Alle Fehler sind behoben." in output


@pytest.mark.slow
def test_with_a_broken_file_all_others_can_be_looked_at(tmp_path: Path) -> None:
    """From the start too: what is wrong is said, and what can be read is shown."""
    root, port = building.project(tmp_path / "land"), free_port()
    (root / "content" / "faelle" / "musterstadt" / "stadtgutschein.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    with served(root, port):
        assert until(lambda: answers(port))
        assert "stadtgutschein.md:2:" in shown(port, "feierabendmarkt")


@pytest.mark.slow
def test_another_mkdocs_builds_the_whole_site(tmp_path: Path) -> None:
    """Versions that single pages were not tried with are served by MkDocs itself, which one line says. It ends with the command too."""
    root, port = building.project(tmp_path / "land"), free_port()
    generator = root / "hooks" / "page_by_page.py"
    generator.write_text(generator.read_text("utf-8").replace('"mkdocs": "', '"mkdocs": "0.', 1), encoding="utf-8")
    with served(root, port) as process:
        assert until(lambda: "<title>Musterstadt" in shown(port, "feierabendmarkt"))
        process.send_signal(signal.SIGTERM)
        output = process.communicate(timeout=LONGEST)[0]
        assert process.returncode == 0
    assert output.count("wird nach jeder Änderung alles gebaut") == 1
    assert not answers(port)


def shown(port: int, case: str) -> str:
    """The page of a case; empty where there is none."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/faelle/musterstadt/{case}/", timeout=5) as page:
            return str(page.read().decode())
    except OSError:
        return ""


def heading(port: int, case: str) -> str:
    """What the page calls itself."""
    return shown(port, case).partition("<title>")[2].partition("</title>")[0]
