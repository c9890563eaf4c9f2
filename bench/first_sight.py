"""Measure when a page shows its largest part on a slow phone, against the bare theme's page with the same words. Never part of the tests.

`python bench/first_sight.py SITE [PAGE …]` takes pages of a built site, and builds their words with Material for MkDocs as it comes: no
styles, scripts or templates of ours. Both sites are sent compressed. A pair is one visit of each with an empty cache, in turns; the
browser is the one that $CHROMIUM names, slowed down as its own developer tools do for a slow phone (CPU 4×, »Slow 4G«).
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from lxml import html
from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.audit.outside import compressed
from tests.browser.conftest import SIZES

BOUND, PAIRS, PHONE, PATIENCE = 1.25, 9, 390, 90_000
PAGES = ("", "massnahmen/eisbahn/", "faelle/")
SLOW = {"offline": False, "latency": 562.5, "downloadThroughput": 1.44e6 / 8, "uploadThroughput": 0.675e6 / 8}
"""Milliseconds, bytes a second: »Slow 4G« of the developer tools."""
INLINE = {"a", "abbr", "b", "bdi", "code", "data", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "time"}
LARGEST = """() => new Promise(found => {
    new PerformanceObserver(list => found(list.getEntries().at(-1).startTime)).observe({type: "largest-contentful-paint", buffered: true});
    setTimeout(() => found(0), 10000);
})"""


def words(page: html.HtmlElement) -> Iterator[str]:
    """The text of an article as plain Markdown, a block for each part that stands in lines of its own."""
    line = ""
    for event, part in html.etree.iterwalk(page, events=("start", "end", "comment")):
        if event != "comment" and part.tag not in INLINE:
            if line.strip():
                escaped = re.sub(r"([\\`*_{}\[\]()>#+.!|-])", r"\\\1", " ".join(line.split())).replace("<", "&lt;")
                heading = re.fullmatch("h([1-6])", part.tag) if event == "end" else None
                yield "#" * int(heading.group(1)) + " " + escaped if heading else escaped
            line = ""
        line += (part.text or "") if event == "start" else (part.tail or "")


def write_bare(site: Path, pages: tuple[str, ...], folder: Path) -> Path:
    """A site of the bare theme with the words of these pages."""
    for page in pages:
        (article,) = html.parse(site / page / "index.html").xpath("//article")
        file = folder / "docs" / page / "index.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n\n".join(words(article)) + "\n", encoding="utf-8")
    settings = "site_name: Vergleich\ntheme: {name: material, language: de, font: false}\n"
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    )
    return folder / "site"


def largest_paint(browser: Browser, address: str) -> float:
    """Milliseconds until the largest part of a page stands there, on the first visit."""
    context = browser.new_context(viewport={"width": PHONE, "height": SIZES[PHONE]}, device_scale_factor=2, is_mobile=True, has_touch=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", SLOW)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    found = float(page.evaluate(LARGEST))
    context.close()
    return found


def main(site: Path, *pages: str) -> int:
    """Exit code 1 where the bound is broken."""
    ratios = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        bare = write_bare(site, pages, Path(folder))
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox", "--disable-gpu"])
        with compressed(site) as ours, compressed(bare) as theirs:
            for page in pages:
                pairs = [(largest_paint(browser, ours + page), largest_paint(browser, theirs + page)) for _ in range(PAIRS)]
                ratios[page] = median(one / two for one, two in pairs)
                one, two = (median(times) for times in zip(*pairs, strict=True))
                print(f"/{page}: {ratios[page]:.2f} of the bare theme's page ({one:.0f} ms, {two:.0f} ms)", flush=True)
        browser.close()
    return int(max(ratios.values()) > BOUND)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *(sys.argv[2:] or PAGES)))
