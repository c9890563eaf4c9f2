"""What MAINTAINING.md says about running a site, tried under /wissen/: sub-path, own domain, update, roll back, restore."""

import re
import shlex
import shutil
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from tests.site.building import BELOW, ROOT, Built, below_site, build, environment, files
from tests.site.reading import pages_of

MANUAL = (ROOT / "MAINTAINING.md").read_text("utf-8")
OWN = "https://wissen.example.org/"


def told(title: str) -> list[str]:
    """The lines of code of a section, without their comments."""
    _, _, after = MANUAL.partition(f"\n### {title}\n")
    block = after.partition("\n### ")[0].partition("```")[2].partition("```")[0]
    return [line.partition(" #")[0].strip() for line in block.split("\n")[1:] if line.strip()]


def git(folder: Path, *arguments: str, code: int | None = 0) -> str:
    who = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    clean = {name: value for name, value in environment().items() if not name.startswith("GIT_")}
    done = subprocess.run(["git", *who, *arguments], cwd=folder, env=clean, capture_output=True, encoding="utf-8", check=False)
    assert code is None or done.returncode == code, done.stdout + done.stderr
    return done.stdout


def typed(folder: Path, lines: list[str], **words: str) -> None:
    """Type what the manual says, with the reader's own words for the placeholders. A merge may end with conflicts, as the manual says."""
    for line in lines:
        assert line.startswith("git ")
        for placeholder, word in words.items():
            line = line.replace(placeholder, word)
        arguments = shlex.split(line)[1:]
        git(folder, *arguments, code=None if arguments[0] == "merge" else 0)


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    """A project in git with the manual's sub-path, and its site in a folder called wissen."""
    built = below_site(tmp_path_factory)
    root = tmp_path_factory.mktemp("betrieb") / "projekt"
    shutil.copytree(built.site.parents[1] / "projekt", root, ignore=shutil.ignore_patterns("__pycache__"))
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "--force", ".")
    git(root, "commit", "-q", "-m", "Anfang")
    return root, built


@pytest.fixture
def served(below: tuple[Path, Built]) -> Iterator[str]:
    """The folder above, as a server shows it; a missing page is the site's own."""
    site = below[1].site

    class Handler(SimpleHTTPRequestHandler):
        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            self.send_response(code)
            self.end_headers()
            self.wfile.write((site / "404.html").read_bytes())

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site.parent))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def status(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.read().decode("utf-8", "replace")


def test_the_manual_has_these_sections() -> None:
    """Each with what to type or to write."""
    for title in ("Eigene Domain", "In einem Unterverzeichnis", "Das Programm aktualisieren", "Zurück zur letzten Fassung"):
        assert told(title), title
    assert told("Sichern und wiederherstellen")[0].startswith("git clone --mirror")
    assert 'url = "https://www.musterstadt.example/wissen/"' in told("In einem Unterverzeichnis")


@pytest.mark.slow
def test_below_a_path_the_site_is_the_same(below: tuple[Path, Built], land: Built) -> None:
    """But for its own address: byte for byte the site of a domain of its own, in every page, feed and list."""
    assert below[1].code == 0, below[1].output
    one, other = files(below[1].site), files(land.site)
    assert one.keys() == other.keys()
    differing = {path for path in one if at_home(one[path]) != at_home(other[path])}
    sheets = {path for path in one if path.startswith("erfahrungsblatt/")}  # their code for telephones is drawn from the address
    assert differing - sheets <= {"404.html", "sitemap.xml.gz"}
    for path in sheets:
        assert path.endswith(".docx") or CODE.sub(b"", at_home(one[path])) == CODE.sub(b"", at_home(other[path])), path
    assert one["404.html"].replace(b'"/wissen/', b'"/').replace(BELOW.encode(), OWN.encode()) == other["404.html"]
    assert BELOW in one["sitemap.xml"].decode()


CODE = re.compile(rb'<svg class="kb-sheet__code".*?</svg>', re.DOTALL)


def at_home(content: bytes) -> bytes:
    """A file with one word for the site's own address, however it is written: in full, in a link of a mail, or its host in an id."""
    content = content.replace(b"\r\n ", b"")  # lines of a calendar are folded by their length
    for address in (BELOW, OWN):
        host = urlsplit(address).netloc
        for way in (address, quote(address), host):
            content = content.replace(way.encode(), b"SITE")
    return content


@pytest.mark.slow
def test_nothing_leads_out_of_the_path(below: tuple[Path, Built], served: str) -> None:
    """Pages, scripts and data lie below it; a wrong address far down shows the site's own page with its style."""
    pages = pages_of(below[1].site)
    absolute = {link for page in pages.values() for link in re.findall(r'(?:href|src)="(/[^"]*)"', page.text)}
    assert {link for link in absolute if not link.startswith("/wissen/")} == set()
    for path in ("", "massnahmen/eisbahn/", "faelle/", "daten/faelle.csv", "search/suche.json"):
        assert status(f"{served}/wissen/{path}")[0] == 200, path
    code, text = status(f"{served}/wissen/gibt/es/nicht/")
    styles = re.findall(r'<link rel="stylesheet" href="([^"]*)"', text)
    assert code == 404
    assert styles
    assert all(status(f"{served}{style}")[0] == 200 for style in styles)


@pytest.mark.slow
def test_update_roll_back_and_restore(below: tuple[Path, Built], tmp_path: Path) -> None:
    """As typed from the manual: the program changes and own content stays; taken back and restored, the site is the same to the byte."""
    root, first = below
    program = tmp_path / "programm"
    git(tmp_path, "clone", "-q", str(root), str(program))
    case = "content/faelle/neudorf/eisbahn.md"
    (program / case).write_text("anderes Netz")
    (program / "content/faelle/neudorf/fremd.md").write_text("anderes Netz")
    (program / "theme/assets/css/neu.css").write_text("a {}")
    (program / "theme/main.html").write_text("{% extends 'base.html' %}\n")
    git(program, "add", "--force", ".")
    git(program, "commit", "-q", "-m", "Neue Fassung")
    git(program, "tag", "v1.2.3")
    own = root / case
    own.write_text(own.read_text("utf-8") + "\nEigener Satz.\n", encoding="utf-8")
    git(root, "commit", "-q", "-a", "-m", "Eigenes")
    before = git(root, "rev-parse", "HEAD^{tree}")
    typed(root, told("Das Programm aktualisieren"), ADRESSE=str(program))
    assert git(root, "diff", "--name-only", "main", "HEAD").split() == ["theme/assets/css/neu.css", "theme/main.html"]
    git(root, "switch", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "--no-edit", "programm-v1.2.3")
    typed(root, told("Zurück zur letzten Fassung"), STAND="HEAD")
    assert git(root, "rev-parse", "HEAD^{tree}") == before
    git(root, "revert", "--no-edit", git(root, "log", "--format=%H", "--grep=^Eigenes").strip())
    backup, fresh = tmp_path / "sicherung.git", tmp_path / "neu.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(fresh))
    typed(tmp_path, told("Sichern und wiederherstellen"), **{"NEUE-ADRESSE": str(fresh), "ADRESSE": str(root)})
    assert backup.is_dir()
    restored = tmp_path / "wiederhergestellt"
    git(tmp_path, "clone", "-q", str(fresh), str(restored))
    again = build(restored, tmp_path / "wissen")
    assert again.code == 0, again.output
    assert files(again.site) == files(first.site)
