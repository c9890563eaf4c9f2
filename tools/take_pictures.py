"""Take the screenshots of the guide from the real site: `make pictures`. Look at them before you commit them.

Builds the site of this repository in a temporary folder, with an example mailbox if none is set, since the form then shows all its buttons;
opens it in the browser that $CHROMIUM names, and writes `theme/assets/images/anleitung/*.webp`. Sizes: `guide_pages.PICTURES`.
"""

import base64
import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from playwright.sync_api import Page, sync_playwright

from citynet_kb.cli.publish import build_into_place
from citynet_kb.pages.kinds.guide_pages import PICTURES, Picture
from citynet_kb.project import Project

ROOT = Path(__file__).resolve().parent.parent
MAILBOX = "redaktion@wissensspeicher.example"
MOST_BYTES = 60_000
SHARPNESS = 2
"""Device pixels per CSS pixel."""
MARGIN = 16


def known(page: Page) -> float:
    """What is known of a measure."""
    page.goto("massnahmen/feierabendmarkt/")
    return top(page, "h1")


def form(page: Page) -> float:
    """The beginning of the form, a measure chosen from the list."""
    page.goto("mitmachen/fall-einreichen/")
    measure = page.locator("[data-combo=measure]")
    measure.press_sequentially("Feierabend")
    page.locator("#l-measure [role=option]").first.click()
    page.locator("[data-known] a").first.wait_for()
    page.evaluate("document.activeElement.blur()")
    return top(page, "#teil-kurz")


def hand_over(page: Page) -> float:
    """The end of the form: what is missing, and the ways to send it."""
    form(page)
    return top(page, "#teil-ende")


def follow_up(page: Page) -> float:
    """The end of a case, from where its follow-up starts."""
    page.goto("faelle/achim/feierabendmarkt/")
    return top(page, "a[href*='art=nachtrag']") - PICTURES["nachtrag"].height + 90


SCENES: Mapping[str, Callable[[Page], float]] = {"bilanz": known, "formular": form, "abgeben": hand_over, "nachtrag": follow_up}
"""Picture → a function that prepares the page and returns where the picture begins."""


def top(page: Page, selector: str) -> float:
    """The upper edge of an element on its page."""
    return float(page.locator(selector).first.evaluate("element => element.getBoundingClientRect().top + scrollY")) - MARGIN


def take(page: Page, picture: Picture, begin: float) -> bytes:
    """The picture as WebP, as good as the limit allows. Raises ValueError where even the least quality is too large."""
    clip = {"x": 0, "y": max(begin, 0), "width": picture.width, "height": picture.height, "scale": SHARPNESS}
    session = page.context.new_cdp_session(page)
    for quality in range(85, 40, -5):
        options = {"format": "webp", "quality": quality, "clip": clip, "captureBeyondViewport": True}
        taken = base64.b64decode(session.send("Page.captureScreenshot", options)["data"])
        if len(taken) <= MOST_BYTES:
            return taken
    raise ValueError(f"{picture.name}: larger than {MOST_BYTES} bytes; take less of the page")


def built(folder: Path) -> Path:
    """The site of this repository, built below `folder`."""
    for part in ("content", "hooks", "theme"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    settings = (ROOT / "citynet-kb.toml").read_text(encoding="utf-8")
    (folder / "citynet-kb.toml").write_text(re.sub(r'^mailbox = ""$', f'mailbox = "{MAILBOX}"', settings, flags=re.M), encoding="utf-8")
    if build_into_place(Project.here(folder), folder / "site", os.environ):
        sys.exit("The site could not be built, see above.")
    return folder / "site"


def main() -> None:
    """All pictures."""
    with TemporaryDirectory() as folder:
        site = built(Path(folder))
        serve = partial(SimpleHTTPRequestHandler, directory=str(site))
        with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server, sync_playwright() as playwright:
            Thread(target=server.serve_forever, daemon=True).start()
            browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox", "--disable-gpu"])
            for name, scene in SCENES.items():
                picture = PICTURES[name]
                page = browser.new_page(
                    base_url=f"http://127.0.0.1:{server.server_port}/",
                    viewport={"width": picture.width, "height": 900},
                    locale="de-DE",
                    color_scheme="light",
                    reduced_motion="reduce",
                )
                content = take(page, picture, scene(page))
                target = ROOT / "theme" / picture.file
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
                print(f"{target.relative_to(ROOT)}: {len(content)} bytes")
                page.close()
            browser.close()
            server.shutdown()


if __name__ == "__main__":
    main()
