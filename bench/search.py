"""Measure the search in the browser with 100, 1,000 and 10,000 made-up cases: until the first result, and a query once all is loaded.

Needs a browser in $CHROMIUM. The clock of this machine is shown, with what a slow machine would hide: the ratio to the
smallest site, and the bytes that travel.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copytree
from statistics import median
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from citynet_kb.project import Project

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.fictional.written import write_content

ROOT = Path(__file__).resolve().parent.parent
SIZES = {100: 0.3, 1_000: 1.5, 10_000: 1.0}
"""Cases, and the seconds within which the first result has to be there."""
QUERIES = ("leerstand", "wochenmakrt", "haendler", "gera eisbahn", "leerstand gescheitert", "günstig weihnachten", "pop up store")
MOST_MILLISECONDS, MOST_BYTES = 10, 400_000
ROUNDS = 5
MEASURE = """async ([script, queries, rounds]) => {
  const worker = new Worker(script);
  const ask = (text) => new Promise((answer) => {
    worker.onmessage = ({ data }) => data.type === 3 && answer(data.data.items.length);
    worker.postMessage({ type: 2, data: text });
  });
  const timed = async (text) => { const began = performance.now(); await ask(text); return performance.now() - began; };
  const first = await timed(queries[0]);
  const times = [];
  for (let round = 0; round < rounds; round++) for (const text of queries) times.push(await timed(text));
  worker.terminate();
  return [first, times];
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Log nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder behind a server on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def site(folder: Path, cases: int) -> Path:
    """What the search of a site needs, and an empty page."""
    write_content(folder / "content", ROOT / "content", cases)
    out = folder / "site"
    copytree(ROOT / "theme" / "assets" / "js", out / "assets" / "js")
    (out / "index.html").write_text("<!doctype html><title>Suche</title>", encoding="utf-8")
    for path, content in Project.here(folder).files().items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(content)
    return out


def measured(browser: Browser, folder: Path) -> tuple[float, float, int]:
    """Seconds until the first result, milliseconds of a query in the median, bytes of the largest first query."""
    with served(folder) as home:
        first, times = _run(browser, home, QUERIES)
        return first / 1000, median(times[len(QUERIES) :]), max(_bytes(browser, home, text) for text in QUERIES)


def _run(browser: Browser, home: str, queries: tuple[str, ...]) -> tuple[float, list[float]]:
    page = browser.new_page()
    page.goto(home)
    found: tuple[float, list[float]] = page.evaluate(MEASURE, ["assets/js/search/worker.js", list(queries), ROUNDS])
    page.close()
    return found


def _bytes(browser: Browser, home: str, text: str) -> int:
    """Bytes of the search files that a fresh browser loads for one query."""
    context = browser.new_context()
    page = context.new_page()
    sizes: list[int] = []
    context.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"] if "/search/" in request.url else 0))
    page.goto(home)
    page.evaluate(MEASURE, ["assets/js/search/worker.js", [text], 0])
    context.close()
    return sum(sizes)


def main() -> int:
    """Exit code 1 where a bound is broken."""
    kept = True
    print("| cases | first result, s | bound | a query, ms | bound | to the smallest | bytes at most |")
    print("|---|---|---|---|---|---|---|")
    smallest = 0.0
    with tempfile.TemporaryDirectory(prefix="citynet-kb-search-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox", "--disable-gpu"])
        for cases, seconds in SIZES.items():
            first, query, size = measured(browser, site(Path(folder, str(cases)), cases))
            smallest = smallest or query
            kept &= first <= seconds and query <= MOST_MILLISECONDS and (cases < max(SIZES) or size <= MOST_BYTES)
            print(
                f"| {cases:,} | {first:.2f} | {seconds} | {query:.1f} | {MOST_MILLISECONDS} | {query / smallest:.1f} | {size:,} |",
                flush=True,
            )
        browser.close()
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
