"""Measure the finder in a browser: from a choice to the new list, 1,000 cases, in milliseconds. Never part of the tests.

`python bench/finder.py SITE` takes frame and scripts from a built site; the browser is the one that $CHROMIUM names. A step begins with
the click on a value and ends when entries, counts and layout are new; the next one waits until the page is idle.
Judged by the median of many random steps.
"""

import os
import random
import sys
import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.browser.finder_page import write_finder
from tests.fictional.records import generate_knowledge_base

BOUND, STEPS = 30, 200
SIZES = (250, 1_000, 10_000)
STEP = """place => {
    const box = document.querySelectorAll('.kb-finder input[type=checkbox]')[place];
    const begun = performance.now();
    box.click();
    const filtered = performance.now();
    document.querySelector('.kb-finder').getBoundingClientRect();
    return [filtered - begun, performance.now() - begun];
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Log nothing."""


def measure(browser: Browser, address: str, chance: random.Random) -> list[tuple[float, float]]:
    """Script alone, and script with layout, of random choices, each taken back when three are chosen."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    boxes = page.locator(".kb-finder input[type=checkbox]").count()
    page.evaluate(STEP, 0)
    page.wait_for_load_state("networkidle")
    found, chosen = [], [0]
    for _ in range(STEPS):
        place = chosen.pop(0) if len(chosen) > 3 else chance.randrange(boxes)
        if place not in chosen:
            chosen.append(place)
        found.append(tuple(page.evaluate(STEP, place)))
        page.wait_for_selector(".kb-finder:not([data-fresh])")
    page.close()
    return found


def main(site: Path) -> int:
    """Exit code 1 where the bound is broken."""
    medians = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox", "--disable-gpu"])
        for cases in SIZES:
            write_finder(Path(folder), site, generate_knowledge_base(cases))
            with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
                Thread(target=server.serve_forever, daemon=True).start()
                found = measure(browser, f"http://127.0.0.1:{server.server_port}/faelle/", random.Random(0))
                server.shutdown()
            script, whole = sorted(one for one, _ in found), sorted(two for _, two in found)
            medians[cases] = median(whole)
            late = whole[STEPS * 95 // 100]
            print(f"{cases:,} cases: script {median(script):.1f} ms, with layout {median(whole):.1f} ms, 95 of 100 within {late:.1f} ms")
        browser.close()
    return int(medians[1_000] > BOUND)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
