"""The root: a project on disk, and everything that is made from its content. Command line, hook and benchmarks start here."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from citynet_kb import __version__
from citynet_kb.checks import check, check_alone
from citynet_kb.findings import Finding, Severity
from citynet_kb.forked import CAN_FORK, cores, give_back
from citynet_kb.knowledge_base import Content, KnownFacts, kept_findings, known_facts, load
from citynet_kb.made_ahead import MadeAhead, load_what_makes_pages
from citynet_kb.model import CaseStudy, Configuration, addresses
from citynet_kb.model.endings import forget_cases
from citynet_kb.sources import read_configuration
from citynet_kb.spool import Spool, gathered, merged
from citynet_kb.store import Means, Store, place, program

if TYPE_CHECKING:
    from citynet_kb.indexes import Indexes
    from citynet_kb.pages import BuildContext, Site
    from citynet_kb.pictures.painter import Painter
    from citynet_kb.search import SearchIndex

# Indexes, pages and exports are imported where they are made: a check needs none of them, and loading them doubles its start.

CONTENT, SETTINGS = "content", "citynet-kb.toml"
PROGRAM = Path(__file__).parent
CHECKING = ("model", "findings", "sources", "schema", "knowledge_base", "checks")
"""The parts of the program on which it depends what a file holds and what is wrong with it."""
TYPEFACE, COLOURS = "theme/assets/fonts/source-sans-3-latin-normal.woff2", "theme/assets/css/tokens.css"
_EPOCH = re.compile(r"[0-9]{1,11}")  # seconds up to the year 5138: what a date can hold

HANDED_ON: ContextVar["Project | None"] = ContextVar("handed on", default=None)
"""The project that a command has read and checked, for a program that it starts by forking itself: nothing is read and checked twice."""


@dataclass(frozen=True)
class Project:
    """A folder with `content/` and its settings. Everything is read or made once, when first asked for.

    `epoch` = SOURCE_DATE_EPOCH in seconds; it stands for "today" where it is given. `jobs` processes may work at once;
    `store` is the file in which finished pages are kept for the next build; without it nothing is kept.
    """

    root: Path
    epoch: int | None = None
    jobs: int = 1
    store: Path | None = None

    @classmethod
    def here(cls, root: Path, environment: Mapping[str, str] = os.environ) -> "Project":
        """The project in a folder, with the day of the build taken from the environment; the one that was handed on, if it is that."""
        epoch = environment.get("SOURCE_DATE_EPOCH", "")
        found = cls(root, int(epoch) if _EPOCH.fullmatch(epoch) else None, cores(environment), place(root, environment))
        return handed_on if (handed_on := HANDED_ON.get()) == found else found

    @property
    def today(self) -> str:
        """YYYY-MM-DD."""
        return (date.today() if self.epoch is None else datetime.fromtimestamp(self.epoch, UTC).date()).isoformat()

    @cached_property
    def content(self) -> Content:
        """All records and what is wrong with their files."""
        return load(self.root / CONTENT, CONTENT, means=self._means_of_reading, alone=check_alone)

    @cached_property
    def _means_of_reading(self) -> Means:
        """As `means`, but what is kept stays right while other parts of the program change."""
        return Means(Store(self.store), program(*(PROGRAM / part for part in CHECKING)) if self.store else "", self.jobs)

    @property
    def configuration(self) -> Configuration:
        """The settings of the installation; the defaults without a file, or for what is wrong in it."""
        return self._settings[0]

    @cached_property
    def configuration_findings(self) -> list[Finding]:
        """What is wrong with the file of settings."""
        return kept_findings(SETTINGS, self._settings_file, lambda: self._settings[1], self._means_of_reading)

    @cached_property
    def _settings(self) -> tuple[Configuration, list[Finding]]:
        return read_configuration(SETTINGS, self._settings_file) if self._settings_file else (Configuration(), [])

    @cached_property
    def _settings_file(self) -> bytes:
        file = self.root / SETTINGS
        return file.read_bytes() if file.is_file() else b""

    @cached_property
    def findings(self) -> list[Finding]:
        """Everything that is wrong, in order of place."""
        return self._found(self.jobs)

    def findings_about(self, concern: Callable[[str], bool]) -> list[Finding]:
        """What is wrong with these files, given by path: less work than all findings."""
        if "findings" in vars(self):
            return [finding for finding in self.findings if concern(finding.place.path)]
        found = [*self.configuration_findings, *check(self.content, self.today, jobs=self.jobs, concern=concern)]
        return sorted(finding for finding in found if concern(finding.place.path))

    def _found(self, jobs: int) -> list[Finding]:
        return sorted([*self.configuration_findings, *check(self.content, self.today, jobs=jobs)])

    @contextmanager
    def made_ahead(self) -> Iterator[None]:
        """Meanwhile another process makes what is built if nothing is wrong: a process that is forked later finds it."""
        with ExitStack() as at_end:
            if self.jobs > 1 and CAN_FORK and not any(finding.severity is Severity.ERROR for finding in self.content.findings):
                load_what_makes_pages()
                self.__dict__["_spool"] = at_end.enter_context(Spool(self.store and self.store.parent))
                again = Project(self.root, self.epoch, store=self.store)
                ahead = MadeAhead(self._made_with_records_alone, lambda: (again.context, again.content.pictures))
                self.__dict__["_ahead"] = ahead
                at_end.callback(ahead.end)
                self.__dict__["findings"] = self._found(1)
            yield

    def _made_with_records_alone(self) -> "Iterator[Site | Mapping[str, bytes]]":
        self._facts  # noqa: B018  # as long as the bytes of the files are there
        self.__dict__["content"] = replace(self.content, documents={}, alone={})  # nothing is checked here
        from citynet_kb.pages import forget_macros

        yield self.site
        forget_macros()  # all pages are rendered
        yield self.files()

    def let_records_go(self) -> None:
        """In a process that takes what another makes: it needs none, and they would be most of its memory."""
        if self._ahead:
            del self.__dict__["content"]
            forget_cases()
            give_back()

    @cached_property
    def _ahead(self) -> MadeAhead | None:
        return None

    @property
    def has_errors(self) -> bool:
        """Whether the site may not be built."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def case_files(self) -> int:
        """Case files that were looked at, readable or not."""
        return sum(model is CaseStudy for model in self.content.files.values())

    @cached_property
    def indexes(self) -> "Indexes":
        """What is counted and joined over all records."""
        from citynet_kb.indexes import Indexes

        return Indexes(self.content.knowledge_base)

    @cached_property
    def site(self) -> "Site":
        """All pages; only meaningful without errors."""
        from citynet_kb.pages import site_of

        if self._ahead and self._ahead.site:
            return self._ahead.site
        return site_of(self.context, self.content.pictures)

    @cached_property
    def context(self) -> "BuildContext":
        """What views are made from."""
        from citynet_kb.checks.form_pairs import rule_texts
        from citynet_kb.pages import BuildContext

        content, facts = self.content, self._facts.digest
        return BuildContext(
            content.knowledge_base, self.indexes, self.configuration, self.today, rule_texts(), content.versions, facts, self.means
        )

    @cached_property
    def _facts(self) -> KnownFacts:
        """Stands for everything that pages are made from but the texts of cases, the program aside; nothing where nothing is kept."""
        return known_facts(self.content, self.today, self._settings_file) if self.store else KnownFacts()

    @cached_property
    def means(self) -> Means:
        """How many processes may work at once, and where finished pages are kept."""
        return Means(Store(self.store), program(PROGRAM), self.jobs) if self.store else Means(jobs=self.jobs)

    @cached_property
    def search(self) -> "SearchIndex":
        """What the search finds, over all pages."""
        from citynet_kb.pages import measure_headlines
        from citynet_kb.search import OtherPage, build_search, entries

        pages = (page for page in self.site.heads.values() if page.searchable)
        others = (OtherPage(addresses.published(page.uri), page.title, page.description, page.text) for page in pages)
        base = self.content.knowledge_base
        return build_search(entries(base, self.indexes, others, measure_headlines(self.indexes, base.cities)))

    def exports(self) -> dict[str, bytes]:
        """The open data, by path: what the page »Daten« describes."""
        from citynet_kb.exports import kept_exports

        return kept_exports(self.indexes, __version__, self.epoch, self.configuration, self._facts, self.means)

    def files(self) -> Mapping[str, bytes]:
        """Every file of the site that is neither a page nor part of the theme, by path below the site.

        Pages and these files are all that a generator has to be given. Raises ValueError where two parts claim one path.
        """
        if self._ahead and self._ahead.files is not None:
            return self._ahead.files
        from citynet_kb.beside_pages import beside_pages

        site, painter = self.site, self.painter if self.site.link_pictures else None  # made before the processes part
        beside = beside_pages(self.context, site, painter, self.means)  # most of that is kept from an earlier build
        kinds = [self._search_files, self.exports, *beside, lambda: site.pictures]
        return gathered(kinds, vars(self).get("_spool"), self.jobs)

    def _search_files(self) -> dict[str, bytes]:
        from citynet_kb.exports import search_files
        from citynet_kb.pages import search_words

        self.search  # noqa: B018  # a tenth of the memory of a large site, let go here: all of it is in the files
        return search_files(self.__dict__.pop("search"), search_words())

    @cached_property
    def painter(self) -> "Painter | None":
        """Paints pictures beside links in the type and colours of the theme; none without it."""
        typeface, style = self.root / TYPEFACE, self.root / COLOURS
        if not (typeface.is_file() and style.is_file()):
            return None
        from citynet_kb.pages import sign_drawings
        from citynet_kb.pictures.painter import Painter, theme_colours

        return Painter(typeface.read_bytes(), theme_colours(style.read_text("utf-8")), sign_drawings())

    def tree(self) -> dict[str, bytes]:
        """The complete Markdown tree by path: pages, the trusted fragments that they refer to, and all files beside them."""
        from citynet_kb.fragments import FOLDER

        pages = {page.uri: page.markdown.encode() for page in self.site.pages.values()}
        fragments = {f"{FOLDER}/{name}.html": html.encode() for name, html in self.site.fragments.items()}
        return merged(pages, fragments, self.files())
