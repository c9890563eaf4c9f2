"""Built pages, looked at by tools from outside: the Nu HTML checker and Lighthouse. `tools/find_inspectors.sh` makes them ready."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from gzip import compress
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tests.audit import Row, Setting, none_of
from tests.browser.conftest import _Quiet
from tests.browser.test_reading import KINDS
from tests.site.building import ROOT, build, project

TOOLS = ROOT / "tools" / "inspect" / "node_modules"
LOOKED_AT = ("start", "measure", "case", "town", "topic", "cases", "failed elsewhere", "procedure", "form")
"""By their names among the pages that are read in browsers."""
BOUNDS = {"accessibility": 1.0, "best-practices": 1.0, "seo": 0.95, "performance": 0.95}
TIMES = 5
"""The median of so many runs counts."""


def markup(setting: Setting) -> Iterator[Row]:
    """Every page of the real site and of Beispielland: errors that the Nu HTML checker finds."""
    ready()
    land = project(setting.folder / "land")
    sites = [(ROOT, setting.folder / "real"), (land, land / "site")]
    wrong = [built.output for built in (build(root, site) for root, site in sites) if built.code]
    yield none_of("sites that could not be built", wrong, len(sites))
    pages = sum(1 for _, site in sites for _ in site.rglob("*.html"))
    yield none_of("errors that the Nu HTML checker finds, in all pages", markup_errors([site for _, site in sites]), pages)


def ready() -> None:
    """Find or install the tools; raises where they cannot be had."""
    subprocess.run(["sh", ROOT / "tools/find_inspectors.sh"], check=True)


def markup_errors(sites: list[Path]) -> list[str]:
    """Page, line and message of each error."""
    jar = TOOLS / "vnu-jar/build/dist/vnu.jar"
    done = subprocess.run(
        ["java", "-Xmx1g", "-jar", jar, "--format", "json", "--errors-only", "--skip-non-html", *sites],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    return [f"{one.get('url')}:{one.get('lastLine')}: {one['message']}" for one in json.loads(done.stderr)["messages"]]


def lighthouse(setting: Setting) -> Iterator[Row]:
    """Nine kinds of pages, as Lighthouse judges them for a phone."""
    ready()
    built = build(ROOT, setting.folder / "site")
    yield Row("exit code of the build", str(built.code), "0", built.code == 0, (built.output,))
    with compressed(built.site) as home:
        for name in LOOKED_AT:
            runs = [_judged(home + KINDS[name], setting.folder / "report.json") for _ in range(TIMES)]
            for category, bound in BOUNDS.items():
                scores, lacking = sorted(runs, key=lambda run: run[0][category])[TIMES // 2]
                score = scores[category]
                yield Row(f"Lighthouse, {name}: {category}", f"{score:.2f}", f"≥ {bound:.2f}", score >= bound, lacking[category])


Judgement = tuple[dict[str, float], dict[str, tuple[str, ...]]]
"""The score of each category, and what keeps it from being full."""


def _judged(address: str, report: Path) -> Judgement:
    subprocess.run(
        [
            *("node", TOOLS / "lighthouse/cli/index.js", address, "--quiet", "--output=json", f"--output-path={report}"),
            *("--chrome-flags=--headless=new --no-sandbox --disable-gpu", f"--only-categories={','.join(BOUNDS)}"),
        ],
        env={**os.environ, "CHROME_PATH": os.environ["CHROMIUM"]},
        check=True,
    )
    said = json.loads(report.read_text(encoding="utf-8"))
    scores = {name: said["categories"][name]["score"] or 0.0 for name in BOUNDS}
    return scores, {name: tuple(_lacking(said, name)) for name in BOUNDS}


def _lacking(said: dict[str, dict[str, dict[str, object]]], category: str) -> Iterator[str]:
    for part in said["categories"][category]["auditRefs"]:  # type: ignore[attr-defined]
        audit = said["audits"][part["id"]]  # type: ignore[index]
        if part["weight"] and isinstance(audit["score"], (int, float)) and audit["score"] < 1:  # type: ignore[index]
            yield f"{part['id']}: {audit.get('displayValue') or audit['title']}"  # type: ignore[index]


class _Compressing(_Quiet):
    """Sends text compressed, as every host of such sites does."""

    def do_GET(self) -> None:
        """Answer with a file of the site."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        plain = file.suffix in (".woff2", ".png", ".webp", ".jpg")
        content = file.read_bytes() if plain else compress(file.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        if not plain:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def compressed(site: Path) -> Iterator[str]:
    """The address of a built site on a server that compresses."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Compressing, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
