"""Built pages, looked at by the tools that others would use: axe on every kind of page, screen and state."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.audit import Row, Setting, none_of
from tests.browser.conftest import SIZES, _serve
from tests.browser.states import STATES, State, folded_out
from tests.browser.test_accessibility import LAND, PICTURES
from tests.browser.test_reading import KINDS
from tests.chromium import ARGUMENTS, PATIENCE
from tests.site.building import ROOT, build, project

SCHEMES = ("light", "dark")
PAGE_SECONDS = 120
"""After so long a page, axe included, counts as hanging: the browser is thrown away and a new one tries once more."""
LEADING_ON = frozenset({"moved"})
"""Pages that lead to another at once, and are held to be looked at."""
BATCH = 60
"""Pages that one browser looks at."""


@dataclass(frozen=True)
class Visit:
    """One page on one screen in one state. `home` is where its site is served."""

    home: str
    name: str
    path: str
    scheme: str
    width: int
    state: State

    def __str__(self) -> str:
        return f"{self.name}, {self.scheme}, {self.width}"


@dataclass
class Seen:
    """What axe finds, who else is asked, and what the policy refuses on a page; `trouble`: why nothing could be seen."""

    violations: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    trouble: str = ""


def accessibility(setting: Setting) -> Iterator[Row]:
    """Every kind of page and every state, light and dark, on three widths: what axe finds, its best practices included."""
    real = _built(ROOT, setting.folder / "real")
    land = _built(project(setting.folder / "land"), setting.folder / "land-site")
    with served(real) as real_home, served(land) as land_home:
        places = [(real_home, name, path, folded_out) for name, path in {**KINDS, **PICTURES}.items()]
        places += [(real_home, name, path, state) for name, (path, state) in STATES.items()]
        places += [(land_home, name, path, folded_out) for name, path in LAND.items()]
        screens = [(*place, *screen) for screen in product(SCHEMES, SIZES) for place in places]
        seen = look_at([Visit(home, name, path, scheme, width, state) for home, name, path, state, scheme, width in screens])
    yield none_of(
        "pages in a state and on a screen that could not be looked at",
        [f"{at}: {one.trouble}" for at, one in seen if one.trouble],
        len(seen),
    )
    yield none_of("violations that axe finds, best practices included", _named(seen, "violations"), len(seen))
    yield none_of("requests to foreign hosts on these pages, in use", _named(seen, "foreign"), len(seen))
    yield none_of("what the policy had to refuse on these pages, in use", _named(seen, "refused"), len(seen))


def _named(seen: list[tuple[Visit, Seen]], kind: str) -> list[str]:
    return [f"{visit}: {found}" for visit, one in seen for found in getattr(one, kind)]


def _built(root: Path, site: Path) -> Path:
    done = build(root, site)
    if done.code:
        raise RuntimeError(done.output)
    return site


def look_at(visits: list[Visit]) -> list[tuple[Visit, Seen]]:
    """What is seen on each page. A page that hangs or throws is tried once more, in a fresh browser."""
    seen, left, again = [], list(visits), set[Visit]()
    while left:
        batch = left[:BATCH]
        answers = _answers(batch)
        for visit, one in zip(batch, answers, strict=False):
            left.remove(visit)
            if one.trouble and visit not in again:
                again.add(visit)
                left.append(visit)
            else:
                seen.append((visit, one))
    return seen


def _answers(batch: list[Visit]) -> list[Seen]:
    """What one browser in a process of its own says of pages, up to the first that hangs or breaks it."""
    context, found = get_context("fork"), list[Seen]()
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_look, args=(batch, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        while len(found) < len(batch):
            if not ours.poll(PAGE_SECONDS):
                found.append(Seen(trouble=f"no answer within {PAGE_SECONDS} seconds"))
                break
            found.append(ours.recv())
    except EOFError:
        found.append(Seen(trouble="the browser's process ended"))
    process.join(PATIENCE / 1000 if len(found) == len(batch) else 0)
    process.kill()
    process.join()
    print(f"{len(found)} pages more, the last of them {batch[len(found) - 1]}", file=sys.stderr, flush=True)
    return found


def _look(batch: list[Visit], answers: Connection) -> None:
    with started_browser() as browser:
        for visit in batch:
            answers.send(_at(browser, visit))


def _at(browser: Browser, visit: Visit) -> Seen:
    seen = Seen()
    context = browser.new_context(
        viewport={"width": visit.width, "height": SIZES[visit.width]}, color_scheme=visit.scheme, locale="de-DE", reduced_motion="reduce"
    )
    try:
        context.set_default_timeout(PATIENCE)
        context.on("request", partial(_note_request, visit, seen))
        context.on("console", lambda message: seen.refused.append(message.text) if "Content Security Policy" in message.text else None)
        page = context.new_page()
        if visit.name in LEADING_ON:
            page.route("**/*", partial(_stay, visit.home + visit.path))
        page.goto(visit.home + visit.path)
        visit.state(page)
        seen.violations.extend(axe_finds(page))
    except Exception as problem:  # whatever a browser throws: the page is tried again, then named
        seen.trouble = f"{type(problem).__name__}: {str(problem)[:300]}"
    finally:
        context.close()
    return seen


def _stay(address: str, route: Route) -> None:
    if route.request.is_navigation_request() and route.request.url != address:
        route.fulfill(status=204)  # no content: the browser stays where it is
    else:
        route.continue_()


def _note_request(visit: Visit, seen: Seen, request: object) -> None:
    address = str(getattr(request, "url", ""))
    if not address.startswith((visit.home, "data:", f"blob:{visit.home}")):
        seen.foreign.append(address)


@contextmanager
def started_browser() -> Iterator[Browser]:
    """The browser that $CHROMIUM names."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a built site."""
    serving = _serve(site)
    yield next(serving)
    next(serving, None)


def axe_finds(page: Page) -> list[str]:
    """Rule and element of each violation."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"][:3]]
