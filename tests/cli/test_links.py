"""Addresses of sources are asked within bounds, never inside our own network, and what is gone is noted in the records."""

import http.server
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote, unquote, urlsplit

import pytest

from citynet_kb.cli import web_requests
from citynet_kb.cli.link_cache import LinkCache
from citynet_kb.cli.links_command import links
from citynet_kb.cli.main import _parser
from citynet_kb.cli.request_links import MOST, link_answer, request_links
from citynet_kb.cli.web_requests import NotAsked, Pace, Web, WebReply
from citynet_kb.review import LinkAnswer, LinkState
from citynet_kb.review.dead_sources import ARCHIVE, copy_in
from tests.cli.running import run
from tests.site.building import TODAY

CASE = "content/faelle/musterstadt/feierabendmarkt.md"
SECONDS = 30.0
"""What an answer may take that must come: nobody waits for it."""


def answers(**status: int) -> Callable[[str, str], WebReply]:
    def ask(method: str, url: str) -> WebReply:
        code = status.get(f"{method}_{url.rpartition('/')[2]}", 200)
        if not code:
            raise TimeoutError("timed out")
        return WebReply(code, url)

    return ask


def problems(*names: str, **status: int) -> list[tuple[str, str]]:
    urls = [f"https://beispiel.example/{name}" for name in names]
    return [(found.url.rpartition("/")[2], found.said) for found in request_links(urls, answers(**status))]


def test_links_are_asked_by_head_then_get() -> None:
    """Many servers refuse HEAD; a page is gone only if GET says so."""
    assert problems("da", "nur-get", "weg", HEAD_weg=404, GET_weg=404, **{"HEAD_nur-get": 405}) == [("weg", "Seite nicht gefunden (404)")]


def test_a_refusal_is_not_called_dead() -> None:
    """Pay walls and bot protection."""
    assert problems("zu", HEAD_zu=403, GET_zu=403)[0][1].startswith("verweigert Maschinen die Antwort (403)")
    assert problems("still", HEAD_still=0, GET_still=0) == [("still", "keine Antwort (Zeit abgelaufen)")]
    assert len(problems(*("weg" for _ in range(100)), HEAD_weg=500, GET_weg=500)) == MOST


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://a.de/x",
        "https://a.de:8443/",
        "https://user:pw@a.de/",
        "http:///x",
        "https://a.example/",
        "http://a.de:x/",
    ],
)
def test_only_ordinary_addresses_are_asked(url: str) -> None:
    """Whatever stands in a case; names for examples lead nowhere, so nobody asks about them."""
    answer = link_answer(url, Web().ask)
    assert (answer.state, answer.said.startswith("wird nicht abgefragt")) == (LinkState.LEFT_OUT, True)


class Server(http.server.BaseHTTPRequestHandler):
    """Answers by the path: a status, a redirect to what follows the question mark, or one of the ways to take forever."""

    def do_HEAD(self) -> None:
        path, _, aim = self.path.partition("?")
        name = path.strip("/")
        if name in ("still", "tropfend"):
            return self.drag(name)
        self.send_response(302 if aim else int(name.split("-")[0] or 200))
        if aim:
            self.send_header("Location", unquote(aim))
        self.end_headers()
        return None

    def do_GET(self) -> None:
        self.path = self.path.replace("405-", "200-")
        self.do_HEAD()
        try:
            while "endlos" in self.path:
                self.wfile.write(b"x" * 65_536)
        except OSError:
            self.server.ended = True  # type: ignore[attr-defined]

    def drag(self, name: str) -> None:
        """Nothing, or a header that never ends, until the other side has gone."""
        try:
            self.connection.settimeout(5)
            while name == "tropfend":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nX-" if not getattr(self, "begun", False) else b"x")
                self.begun = True
                time.sleep(0.01)
            self.connection.recv(1)
        except OSError:
            pass

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[http.server.ThreadingHTTPServer]:
    """A server of our own machine."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as running:
        running.daemon_threads = True
        threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
        yield running
        running.shutdown()


def web(port: int, seconds: float = SECONDS) -> Web:
    """One that may reach the server of the test, and nothing else of this machine."""
    return Web(lambda address: address == "127.0.0.1", frozenset({port}), seconds=seconds, pause=0.0, most=1000)


def said(server: http.server.ThreadingHTTPServer, path: str, seconds: float = SECONDS) -> tuple[LinkState, str]:
    answer = link_answer(f"http://127.0.0.1:{server.server_port}/{path}", web(server.server_port, seconds).ask)
    return answer.state, answer.said


def test_our_own_network_is_not_reached(server: http.server.ThreadingHTTPServer) -> None:
    """Neither by address nor by a name that leads there, whatever the notation."""
    asker = Web(ports=frozenset({None, server.server_port}), pause=0.0)
    for host in ("127.0.0.1", "localhost", "169.254.169.254", "10.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[fe80::1]", "2130706433", "0"):
        answer = link_answer(f"http://{host}:{server.server_port}/200", asker.ask)
        assert (answer.state, answer.said) == (LinkState.LEFT_OUT, "liegt nicht im öffentlichen Netz"), host


def test_a_server_is_asked_over_the_wire(server: http.server.ThreadingHTTPServer) -> None:
    """Statuses, HEAD refused and GET answered, redirects followed, one that leads to a first page, one that leads in circles."""
    base = f"http://127.0.0.1:{server.server_port}"
    for path in ("200", "405-x", f"302?{quote(f'{base}/200')}", f"302?{quote('/200')}", "200-ü"):
        assert said(server, path) == (LinkState.FOUND, ""), path
    assert said(server, "404") == (LinkState.GONE, "Seite nicht gefunden (404)")
    assert said(server, "410") == (LinkState.GONE, "Seite nicht gefunden (410)")
    assert said(server, "503") == (LinkState.SILENT, "Fehler des Servers (503)")
    assert said(server, f"302?{quote('/')}") == (LinkState.MOVED_HOME, "leitet auf eine Startseite weiter")
    circle = f"{base}/302?x"
    assert said(server, f"302?{quote(circle, safe='')}")[0] is not LinkState.FOUND


@pytest.mark.parametrize(
    "aim", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://127.0.0.2:{}/", "http://127.0.0.1:1/", "http://[::1]:{}/"]
)
def test_a_redirect_leads_nowhere_else(server: http.server.ThreadingHTTPServer, aim: str) -> None:
    """Neither to files nor to other machines or ports: each connection is looked at, not only the first."""
    assert said(server, f"302?{quote(aim.format(server.server_port))}")[0] is LinkState.LEFT_OUT


@pytest.mark.parametrize("path", ["still", "tropfend"])
def test_waiting_ends(server: http.server.ThreadingHTTPServer, path: str) -> None:
    """A server that says nothing, and one that sends its header letter by letter: HEAD and GET, each within its time. Only the asker's own
    bound can end it with these words: the first server hangs up after five seconds, the second one never does.
    """
    assert said(server, path, 0.1) == (LinkState.SILENT, "keine Antwort (Zeit abgelaufen)")


def test_an_endless_body_is_cut(server: http.server.ThreadingHTTPServer) -> None:
    """Of a source not even the beginning is read; of the archive's answer so many bytes."""
    assert said(server, "200-endlos") == (LinkState.FOUND, "")
    reply = web(server.server_port).ask("GET", f"http://127.0.0.1:{server.server_port}/200-endlos", wants_body=True)
    assert (reply.status, len(reply.body)) == (200, 1000)


def test_a_closed_port_is_no_page_that_is_gone() -> None:
    """Perhaps it is back tomorrow."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    answer = link_answer(f"http://127.0.0.1:{port}/200", web(port).ask)
    assert (answer.state, answer.said) == (LinkState.SILENT, "keine Antwort (Verbindung abgelehnt oder abgebrochen)")


def test_a_host_is_asked_once_in_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many ask at once; another host does not wait. By a clock that stands still, so that no machine is too slow."""
    waited: list[float] = []
    monkeypatch.setattr(web_requests, "time", SimpleNamespace(monotonic=lambda: 100.0, sleep=waited.append))
    pace = Pace(1.5)
    threads = [threading.Thread(target=pace.wait, args=("a.de",)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(waited) == [0.0, 1.5, 3.0]
    pace.wait("b.de")
    assert waited[-1] == 0.0


@dataclass
class Told:
    """A web of these answers; the archive holds a copy of each address that has one."""

    states: dict[str, int]
    copies: dict[str, str] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)

    def ask(self, method: str, url: str, *, wants_body: bool = False) -> WebReply:
        self.log.append(url)
        if url.startswith(ARCHIVE):
            asked = next(known for known in self.copies if quote(known, safe="") in url)
            closest = {"available": True, "status": "200", "url": self.copies[asked]}
            return WebReply(200, url, json.dumps({"archived_snapshots": {"closest": closest}}).encode())
        if urlsplit(url).hostname.endswith(".example"):  # type: ignore[union-attr]
            raise NotAsked("wird nicht abgefragt")
        return WebReply(self.states.get(url, 200), url)


def command(told: Told, *words: str) -> int:
    return links(_parser().parse_args(["links", *words]), {"SOURCE_DATE_EPOCH": "1780272000"}, told)  # type: ignore[arg-type]


GONE = {"https://anzeiger.example.org/markt": 404}
COPY = "http://web.archive.org/web/20240601120000/https://anzeiger.example.org/markt"
GONE_FILE = "content/faelle/beispielhausen/feierabendmarkt.md"


def told(**more: str) -> Told:
    return Told({**GONE}, more)


@pytest.mark.slow
def test_what_is_gone_is_noted_with_a_copy_and_asked_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Day and copy are added, all else stays, byte by byte; the next run asks nothing again and notes nothing twice."""
    assert run(capsys, "fmt", GONE_FILE)[0] == 0
    one, before = told(**{next(iter(GONE)): COPY}), (root / GONE_FILE).read_text("utf-8")
    assert command(one) == 0
    out = capsys.readouterr().out
    assert f"- {GONE_FILE}: https://anzeiger.example.org/markt: Seite nicht gefunden (404)" in out
    assert "- content/faelle/musterstadt/feierabendmarkt.md: https://zeitung.example.org/markt?id=1&seite=2\n" in out, "it answers again"
    assert (root / GONE_FILE).read_text("utf-8") == before
    asked = len(one.log)
    assert command(one, "--write") == 0
    assert [url.partition("?")[0] for url in one.log[asked:]] == [ARCHIVE], "the answers are kept"
    assert "timestamp=20240501" in one.log[-1], "nearest to the day of the source"
    date = "    date: 2024-05\n"
    noted = f'    archived: "{COPY.replace("http:", "https:", 1)}"\n    dead: {TODAY}\n'
    assert (root / GONE_FILE).read_text("utf-8") == before.replace(date, date + noted)
    assert command(one, "--write") == 0
    assert len(one.log) == asked + 1
    assert "0 neu nicht mehr zu finden" in capsys.readouterr().out


def test_a_net_that_is_down_notes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """More than half without an answer: exit code 1, no file is touched, no ticket comes of it, and it is asked again."""
    file = root / GONE_FILE
    entry = '  - title: Noch eine\n    url: "https://bote.example.org/{}"\n'
    file.write_text(file.read_text("utf-8").replace("confidence:", "".join(map(entry.format, range(12))) + "confidence:"), "utf-8")
    before = file.read_text("utf-8")
    one = Told({f"https://bote.example.org/{number}": 404 for number in range(12)})
    assert command(one, "--write", "--format", "markdown") == 1
    asked = len(one.log)
    assert command(one) == 0
    assert len(one.log) == 2 * asked
    assert file.read_text("utf-8") == before
    out = capsys.readouterr().out
    assert ("eher am eigenen Netz" in out, "- [ ] " in out) == (True, False)


def test_a_run_that_was_stopped_goes_on(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No minute left: nothing is asked, and the report says how many are to come. A broken cache is begun anew."""
    one = told()
    assert command(one, "--minutes", "0") == 0
    assert (one.log, "stehen noch aus" in capsys.readouterr().out) == ([], True)
    cache = root / ".cache/quellen.json"
    for broken in ("", "[]", '{"version": 1, "answers": {"x": 3}, "copies": {}}', "[" * 100_000):
        cache.write_text(broken, encoding="utf-8")
        assert command(one, "--minutes", "0") == 0


def test_kept_answers_are_bounded_and_grow_old(tmp_path: Path) -> None:
    """An answer of last month is none; what no record names any more is forgotten."""
    cache = LinkCache(tmp_path / "quellen.json", "2026-06-01")
    for name in ("a", "b"):
        cache.keep(LinkAnswer(name, LinkState.GONE, "weg"))
    cache.save(["a"])
    assert list(LinkCache(tmp_path / "quellen.json", "2026-06-20").answers) == ["a"]
    assert list(LinkCache(tmp_path / "quellen.json", "2026-07-01").answers) == []


@pytest.mark.parametrize(
    "answer",
    [b"", b"[]", b"{}", b'{"archived_snapshots": {}}', b"[" * 60_000,
     b'{"archived_snapshots": {"closest": {"available": true, "status": "404", "url": "http://web.archive.org/web/20240601120000/http://a.de"}}}',
     b'{"archived_snapshots": {"closest": {"available": true, "status": "200", "url": "http://boese.de/web/20240601120000/http://a.de"}}}',
     b'{"archived_snapshots": {"closest": {"available": true, "status": "200", "url": "javascript:alert(1)"}}}'],
)  # fmt: skip
def test_only_a_copy_of_the_archive_is_proposed(answer: bytes) -> None:
    """Whatever the archive, or somebody in its place, answers."""
    assert copy_in(answer) == ""


def test_the_ticket_lists_tasks_and_interprets_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One box for each address that is gone."""
    assert command(told(), "--format", "markdown") == 0
    out = capsys.readouterr().out
    assert out.count("- [ ] ") == 1
    assert "anzeiger.example.org" in out.replace("\N{WORD JOINER}", "")
    assert "citynet-kb links --write" in out
