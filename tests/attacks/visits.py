"""A reader among attacks: opens each page, touches and clicks whatever an attack may have left there, and notes what happens."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Error, Page, TimeoutError

TOUCH = """() => {
    const parts = [...document.querySelectorAll("article *, title")];
    for (const part of parts.filter(part => part.getAttributeNames().some(name => name.startsWith("on"))))
        for (const kind of ["mouseover", "mouseenter", "pointerover", "focus", "toggle", "error", "load", "begin"])
            part.dispatchEvent(new Event(kind));
    for (const part of parts) {
        const address = part.getAttribute("href") || part.getAttribute("xlink:href") || "";
        const leads = /^(https?|mailto):/i.test(URL.canParse(address, location) ? new URL(address, location).href : address);
        if (address ? !leads : part.hasAttribute("onclick")) part.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}));
    }
    return true;
}"""
SECONDS = 30
"""How long a page may take for everything that is done to it."""
SEARCHED = ("SUCHWORTXYZ", "SUCHWORTABC", "PWN")


@dataclass
class Harm:
    """What happened on all pages, each as »attack: what«."""

    now: str = ""
    """The attack that is visited."""
    visited: int = 0
    scripts: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    redirects: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    """Where the policy had to step in."""


def visit_all(browser: Browser, home: str, pages: Iterable[tuple[str, str]]) -> Harm:
    """Visit pages (name of the attack, address) behind `home` one after the other, then search for what they say."""
    harm = Harm()
    context = browser.new_context(locale="de-DE")
    context.set_default_timeout(SECONDS * 1000)
    page = _page(context, home, harm)
    for name, path in pages:
        harm.now = name
        if not _visit(page, home, path, harm):
            page.close()
            page = _page(context, home, harm)
        harm.visited += 1
    page.goto(home)
    page.locator("[data-kb-search=open]").first.click()
    for words in SEARCHED:
        harm.now = f"search {words}"
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.type(words)
        page.wait_for_timeout(400)
        _touch(page)
    context.close()
    return harm


def _visit(page: Page, home: str, path: str, harm: Harm) -> bool:
    """Whether the page is still good for the next visit: it was loaded and led nowhere else."""
    is_well = True
    try:
        page.goto(home + path)
        _touch(page)
        page.wait_for_timeout(30)
    except TimeoutError as problem:
        raise AssertionError(f"{harm.now}: {home + path} did not come to rest within {SECONDS} s") from problem
    except Error as problem:
        if "ERR_NAME_NOT_RESOLVED" not in problem.message and "context was destroyed" not in problem.message:
            raise
        is_well = False
    if urlsplit(page.url).path != urlsplit(home + path).path:
        harm.redirects.append(f"{harm.now}: {page.url}")
        is_well = False
    return is_well


def _touch(page: Page) -> None:
    """Touch everything once. Waited for and not merely evaluated: only waiting has an end when the page never answers."""
    page.wait_for_function(TOUCH)


def _page(context: BrowserContext, home: str, harm: Harm) -> Page:
    """A page on which scripts make themselves known by a dialog, and every request to another host."""
    page = context.new_page()
    page.on("dialog", lambda dialog: (harm.scripts.append(f"{harm.now}: {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda message: _note_refusal(message.text, harm))
    own = f"{urlsplit(home).scheme}://{urlsplit(home).netloc}/"
    page.on(
        "request",
        lambda request: None if request.url.startswith((own, "data:", "blob:")) else harm.foreign.append(f"{harm.now}: {request.url}"),
    )
    return page


def _note_refusal(text: str, harm: Harm) -> None:
    if "Content Security Policy" in text:
        harm.refused.append(f"{harm.now}: {text}")
