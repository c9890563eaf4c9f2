"""Visitors take turns at the same tabs: a tab that has shown a page shows the next in half the CPU time that a new one takes.

Whoever comes finds nothing of the visitor before: no storage, no cookie, no page, no pointer over it. A tab is not handed on once a visitor
has changed it for good, by a listener, a route, a script of its own, another clock or a second page.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Error, Page

SIZES = {320: 640, 390: 844, 1280: 900}
"""Widths and heights of a small phone, a phone and an office PC."""
SEEN = {"color_scheme": "light", "reduced_motion": "no-preference", "forced_colors": "none"}
"""What a visitor may set about the screen, and what holds otherwise."""
FOR_GOOD = {
    "page": ("on", "once", "route", "add_init_script", "expose_function", "expose_binding", "add_locator_handler"),
    "context": (
        *("on", "once", "route", "add_init_script", "expose_function", "expose_binding"),
        *("set_offline", "grant_permissions", "set_geolocation", "set_extra_http_headers", "new_page", "new_cdp_session"),
    ),
    "clock": ("install", "set_fixed_time", "set_system_time", "pause_at"),
}
"""What changes a tab for all who come after."""

Kind = tuple[str, bool]
"""The site of a tab, since browsers show each host and port in a process of its own, and whether scripts run."""
FREE = 4
"""How many tabs stay open for the next: each takes the memory of a process."""


@dataclass
class Visit:
    """A page in the browser, with everything that it asked for and complained about."""

    page: Page
    home: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def to(self, path: str) -> Page:
        """Open a page of the site, and wait until it is quiet."""
        self.page.goto(self.home + path)
        self.page.wait_for_load_state("load")
        return self.page

    def calm(self) -> None:
        """Nothing was asked of another host, nothing was complained about."""
        assert self.requests, "nothing was requested at all"
        foreign = [url for url in self.requests if not url.startswith((self.home, "data:", "blob:" + self.home))]
        assert not foreign, foreign
        assert not self.complaints, self.complaints


class _Tab:
    """A page in a context of its own, which tells its visitor what happens."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.page = context.new_page()
        self.visit = Visit(self.page, "")
        self.is_changed = False
        self._tools: CDPSession = context.new_cdp_session(self.page)
        context.set_default_timeout(10_000)
        context.on("request", lambda request: self.visit.requests.append(request.url))
        self.page.on("console", lambda message: self._complain(message.text) if message.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda problem: self._complain(str(problem)))
        self.page.on("dialog", lambda dialog: (self._complain(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on("response", lambda response: self._complain(f"{response.status} {response.url}") if response.status >= 400 else None)
        for owner, names in ((self.page, FOR_GOOD["page"]), (context, FOR_GOOD["context"]), (context.clock, FOR_GOOD["clock"])):
            for name in names:
                setattr(owner, name, self._noting(getattr(owner, name)))

    def _complain(self, what: str) -> None:
        self.visit.complaints.append(what)

    def _noting(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*arguments: Any, **options: Any) -> Any:
            self.is_changed = True
            return call(*arguments, **options)

        return noted

    def begin(self, home: str, width: int, seen: dict[str, Any]) -> Visit:
        """The next visitor, before the first page."""
        self.page.set_viewport_size({"width": width, "height": SIZES[width]})
        self.page.emulate_media(media="null", **SEEN | seen)
        self.visit = Visit(self.page, home)
        return self.visit

    def is_left_clean(self) -> bool:
        """Whether another visitor may come, once everything of this one is gone."""
        visit = self.visit
        if self.is_changed or self.context.pages != [self.page] or visit.page is not self.page:
            return False
        try:
            self.page.mouse.move(-1, -1)
            if self.page.url.startswith(visit.home):
                self.page.evaluate("sessionStorage.clear()")
            elif self.page.url != "about:blank":
                return False
            self.page.goto("about:blank")
            self._tools.send("Storage.clearDataForOrigin", {"origin": visit.home.rstrip("/"), "storageTypes": "all"})  # cookies too
        except Error:
            return False
        return self.page.url == "about:blank"


class Tabs:
    """All tabs of a run that are open."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: list[tuple[Kind, _Tab]] = []
        self._taken: dict[int, tuple[_Tab, Kind | None]] = {}

    def visit(self, home: str, width: int = 1280, javascript: bool = True, **options: Any) -> Visit:
        """A visitor of a site, as if it were the first of all."""
        seen = {name: options.pop(name) for name in SEEN if name in options}
        kind = None if options else (home, javascript)
        tab = self._freed(kind) if kind else None
        if tab is None:
            viewport = {"width": width, "height": SIZES[width]}
            tab = _Tab(self._browser.new_context(viewport=viewport, java_script_enabled=javascript, locale="de-DE", **options))  # type: ignore[arg-type]
        visit = tab.begin(home, width, seen)
        self._taken[id(visit)] = tab, kind
        return visit

    def leave(self, visit: Visit) -> None:
        """The visitor goes."""
        tab, kind = self._taken.pop(id(visit))
        if kind and tab.is_left_clean():
            self._free.append((kind, tab))
            if len(self._free) > FREE:
                self._free.pop(0)[1].context.close()
        else:
            tab.context.close()

    def _freed(self, kind: Kind) -> _Tab | None:
        """The tab of this kind that was left last, which is free no more."""
        for number in reversed(range(len(self._free))):
            if self._free[number][0] == kind:
                return self._free.pop(number)[1]
        return None
