"""What the preview answers to a request: a page, a file, or that there is none. It knows nothing of HTTP but addresses and codes."""

import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from mimetypes import guess_type
from pathlib import Path
from threading import Condition, RLock
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from citynet_kb.cli.output import complain, report, say
from citynet_kb.findings import Finding, summary
from citynet_kb.model import addresses
from citynet_kb.pages import preview_failure, preview_notice
from citynet_kb.pages.single_pages import Ways
from citynet_kb.preview import LiveContent, ShownState, errors_of
from citynet_kb.project import Project

OWN = "_vorschau/"
"""Below the site: what belongs to the preview alone."""
ASSETS = MappingProxyType({"neu-laden.js": "reload.js", "hinweis.css": "notice.css"})
LONGEST_WAIT = 20.0
"""Seconds after which a page that waits for the next state is told that there is none yet."""
TYPES = MappingProxyType({".js": "text/javascript", ".json": "application/json", ".woff2": "font/woff2", ".webp": "image/webp"})
"""Those that a system may know by another name, with which a browser runs no script."""
MISSING = "404.html"
GOING_ON = "Gezeigt wird weiter der letzte fehlerfreie Stand."


@dataclass(frozen=True)
class PreviewAnswer:
    """`location` is where the browser shall go instead."""

    status: int
    content: bytes = b""
    kind: str = "text/html; charset=utf-8"
    location: str = ""


class Preview:
    """The site as it is at the moment, or as it was before the last error. Threads may ask at once."""

    def __init__(self, project: Project, make_site: Callable[[ShownState], Any]) -> None:
        """`make_site` sets up the generator, which makes one page at a time (`hooks/page_by_page.py`)."""
        self._content = LiveContent(project)
        self._make_site = make_site
        self._lock, self._news = RLock(), Condition()
        self._ways: Ways = {}
        self._pages: dict[str, bytes] = {}
        self._good: ShownState | None = None
        """The last state in which every file was looked at."""
        self._number = time.time_ns()  # a page that an earlier preview has sent is loaded again
        self._is_right = False
        """Whether what is shown was checked and has no errors."""
        self.errors: list[Finding] = []

    @property
    def fits(self) -> bool:
        """Whether the generator can make single pages."""
        return bool(self._site and self._site.fits)

    @property
    def mount(self) -> str:
        """The path at which the site will stand where it is published, and stands here, so that every address is the same."""
        return f"{urlsplit(str(self._site.address)).path.rstrip('/')}/"

    def begin(self) -> bool:
        """Read everything and show what can be read; the checks are to follow (`settle`). False if there is nothing to show."""
        self._read = self._content.begin()
        self._note_errors()
        if not self._read.content.knowledge_base.topics:
            return False
        self.shown = ShownState(self._read, self._ways, self._lock)
        self._set_up()
        return True

    def take_in(self, content: bool, generator: bool) -> None:
        """Something changed: the content, or what else pages are made of. Where the content has errors, the last good state is shown."""
        if content:
            self._take(self._content.read())
        if generator:
            try:
                self._set_up()
            except Exception as error:  # settings or a template that are just being written
                complain(f"Gezeigt wird weiter wie bisher: {type(error).__name__}: {error}")
            self._tell()

    def settle(self, goes_on: Callable[[], bool]) -> bool:
        """Nobody has typed for a while: look at every file once more, in case a change of one broke another. Whether that came to its end:
        `goes_on` says whether still nobody types.
        """
        found = self._content.check_all(self._read, goes_on)
        if found:
            self._take(self._read)
        if found is not None and not self.errors:
            self._good, self._is_right = self.shown, True
        return found is not None

    def _take(self, project: Project) -> None:
        self._read = project
        with self._lock:
            self._note_errors()
            if not self.errors:
                self.shown, self._is_right = ShownState(project, self._ways, self._lock), True
                self._show()
            elif self._good and self.shown is not self._good:
                self.shown = self._good
                self._show()
        self._tell()

    def _note_errors(self) -> None:
        before, self.errors = self.errors, errors_of(self._read)
        if self.errors and self.errors != before:
            report(self.errors, self._read.case_files, "text")
            say(GOING_ON if self._is_right else "Gezeigt wird, was sich lesen lässt.")
        elif before and not self.errors:
            say("Alle Fehler sind behoben.")

    def _set_up(self) -> None:
        with self._lock:
            self._site = self._make_site(self.shown)
            self._show()

    def _show(self) -> None:
        self._pages = {}
        if self.fits:
            self._site.show(self.shown)
            self._site.set_option("citynet_kb.fragments", "fragments", self.shown.fragments)

    def _tell(self) -> None:
        with self._news:
            self._number += 1
            self._news.notify_all()

    def answer(self, address: str) -> PreviewAnswer:
        """What to send for a path with its query."""
        parts = urlsplit(address)
        path = unquote(parts.path, errors="replace")
        if not path.startswith(self.mount):
            return PreviewAnswer(302, location=self.mount) if path in ("/", self.mount.rstrip("/")) else self._missing("")
        path = path.removeprefix(self.mount)
        if path.startswith(OWN):
            return self._own(path.removeprefix(OWN), parts.query)
        folder = path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path
        if not folder or folder.endswith("/"):
            uri = self._uri(folder)
            return self._page(uri) if uri else self._missing(folder)
        if self._uri(f"{folder}/"):
            return PreviewAnswer(301, location=quote(f"{self.mount}{folder}/"))
        content = self._file(path)
        return PreviewAnswer(200, content, _kind(path)) if content is not None else self._missing(path)

    def _own(self, name: str, query: str) -> PreviewAnswer:
        if name == "stand":
            seen = parse_qs(query).get("seit", [""])[0]
            with self._news:
                self._news.wait_for(lambda: str(self._number) != seen, LONGEST_WAIT)
                return PreviewAnswer(200, str(self._number).encode(), "text/plain; charset=utf-8")
        if name not in ASSETS:
            return self._missing(name)
        return PreviewAnswer(200, Path(__file__).with_name("preview_assets").joinpath(ASSETS[name]).read_bytes(), _kind(name))

    def _uri(self, folder: str) -> str:
        """The page that is published in a folder; empty if there is none."""
        with self._lock:
            return next((uri for uri in addresses.published_there(folder) if self.shown.has(uri)), "")

    def _page(self, uri: str) -> PreviewAnswer:
        try:
            with self._lock:
                if uri not in self._pages:
                    self._pages[uri] = self._site.page(uri)
                return PreviewAnswer(200, self._dressed(self._pages[uri], uri))
        except Exception as error:  # whatever a template or the generator stumbles over: all other pages stay
            complain(traceback.format_exc())
            said = preview_failure(f"{type(error).__name__}: {error}")
            with self._lock:
                return PreviewAnswer(500, self._dressed(self._site.template(MISSING), uri, said))

    def _missing(self, path: str) -> PreviewAnswer:
        with self._lock:
            return PreviewAnswer(404, self._dressed(self._site.template(MISSING), f"{path.rstrip('/')}.md"))

    def _file(self, path: str) -> bytes | None:
        with self._lock:
            content: bytes | None = self._site.template(path) if self._site.has_template(path) else self._site.static(path)
        return content if content is not None else self.shown.file(path)

    def _dressed(self, html: bytes, uri: str, notice: str = "") -> bytes:
        """The page with the script that loads it again, and with what there is to say about the content."""
        own = f"{self.mount}{OWN}"
        head = f'<script src="{own}neu-laden.js?stand={self._number}" defer></script>'
        if self.errors:
            notice += preview_notice(self.errors, summary(self.errors, self._read.case_files), uri, self._is_right)
        if notice:
            head += f'<link rel="stylesheet" href="{own}hinweis.css">'
            before, body, after = html.partition(b"<body")
            start, close, rest = after.partition(b">")
            html = before + body + start + close + notice.encode() + rest
        return html.replace(b"</head>", head.encode() + b"</head>", 1)


def _kind(path: str) -> str:
    kind = TYPES.get(f".{path.rpartition('.')[2]}") or guess_type(path)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
