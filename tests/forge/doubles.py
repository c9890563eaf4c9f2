"""Doubles of a forge: a clone of a bare repository, a command `gh` and an interface that write down how they were called."""

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from tests.forked_programs import run
from tests.site.building import EPOCH, LAND, ROOT

TOOLS = ROOT / "tools" / "forge"
PAYLOADS = Path(__file__).parent / "payloads"
REPOSITORY = "netz/wissen"


class Interface:
    """The forge's interface on this machine. `answers` by »GET path«; of what it is not told about, lists are empty."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.log: list[tuple[str, str, Any]] = []
        self.url = ""

    @property
    def writes(self) -> list[tuple[str, str, Any]]:
        """Every call that changes something."""
        return [call for call in self.log if call[0] != "GET"]

    def told(self, answers: Mapping[str, Any]) -> None:
        """More answers."""
        self.answers.update(answers)


@contextmanager
def interface() -> Iterator[Interface]:
    """It answers while the test runs."""
    double = Interface()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path.lstrip("/")
            size = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(size)) if size else None
            double.log.append((self.command, path, body))
            found = double.answers.get(f"{self.command} {path}", [] if self.command == "GET" else {})
            self.send_response(404 if found is None else 200)
            self.end_headers()
            self.wfile.write(json.dumps(found).encode())

        do_POST = do_PATCH = do_PUT = do_DELETE = do_GET

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        double.url = f"http://127.0.0.1:{server.server_port}"
        yield double
        server.shutdown()


def recorded(name: str) -> Any:
    """An event or an answer as the forge sends it, with neutral names."""
    return json.loads((PAYLOADS / name).read_text("utf-8"))


FAKE = """#!{python}
import json, sys, pathlib
log = pathlib.Path({log!r})
with log.open("a", encoding="utf-8") as stream:
    stream.write(json.dumps(sys.argv[1:]) + "\\n")
if sys.argv[1:3] in (["issue", "list"], ["pr", "list"]):
    print({listed!r})
if sys.argv[1:3] == ["pr", "create"]:
    print("https://forge.example/netz/wissen/pull/8")
"""
"""Stands for GitHub's command gh: writes down how it was called."""
CASE = "content/faelle/neudorf/neuer-fall.md"
TEXT = "---\ntitle: Neudorf versucht etwas Neues\ncity: neudorf\ntopic: feste-maerkte\noutcome: offen\neffort: klein\n---\n\nText.\n"


class Forge:
    """A clone of a bare repository (or an empty folder), a fake gh, an event."""

    def __init__(self, folder: Path, listed: str = "[]", api: str = "http://127.0.0.1:1", *, is_clone: bool = True) -> None:
        self.clone, self.log = folder / "projekt", folder / "gh.log"
        tools = folder / "bin"
        tools.mkdir()
        self._gh = tools / "gh"
        self.listed(listed)
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        self.environment |= {
            "PATH": f"{tools}:{os.environ['PATH']}",
            "GITHUB_EVENT_PATH": str(folder / "event.json"),
            "SOURCE_DATE_EPOCH": EPOCH,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GITHUB_API_URL": api,
            "GITHUB_SERVER_URL": "https://forge.example",
            "GITHUB_REPOSITORY": REPOSITORY,
            "GH_TOKEN": "geheim",
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        }
        self.event("")
        if not is_clone:
            self.clone.mkdir()
            return
        shutil.copytree(LAND, self.clone)
        self.git("init", "-q", "-b", "main", at=self.clone)
        self.commit("Anfang")
        self.git("clone", "-q", "--bare", str(self.clone), str(folder / "forge.git"), at=folder)
        self.git("remote", "add", "origin", str(folder / "forge.git"))

    def listed(self, what: str) -> None:
        """What `gh` says when it is asked for a list."""
        self._gh.write_text(FAKE.format(python=sys.executable, log=str(self.log), listed=what))
        self._gh.chmod(self._gh.stat().st_mode | stat.S_IXUSR)

    def event(self, body: str | None, number: int = 7) -> None:
        Path(self.environment["GITHUB_EVENT_PATH"]).write_text(json.dumps({"issue": {"number": number, "body": body}}))

    def git(self, *arguments: str, at: Path | None = None) -> str:
        who = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
        return subprocess.run(
            ["git", *who, *arguments], cwd=at or self.clone, env=self.environment, check=True, capture_output=True, encoding="utf-8"
        ).stdout

    def commit(self, message: str) -> None:
        self.git("add", "--force", "content", "citynet-kb.toml")
        self.git("commit", "-q", "-m", message)

    def happened(self, event: object) -> None:
        """The event that starts the next run."""
        Path(self.environment["GITHUB_EVENT_PATH"]).write_text(json.dumps(event), encoding="utf-8")

    def run(self, tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = ["sh" if tool.endswith(".sh") else sys.executable, str(TOOLS / tool), *arguments]
        return run(command, self.clone, self.environment)

    @property
    def calls(self) -> list[list[str]]:
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()] if self.log.exists() else []

    def made(self, path: str = CASE, text: str = TEXT) -> Path:
        """What the first job hands on."""
        file = self.clone / "eingang" / "dateien" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        (self.clone / "eingang" / "bericht.md").write_text("Bericht", encoding="utf-8")
        return file
