"""What views are made from: all records, what is computed from them, and the settings of the installation."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar, cast

from citynet_kb.findings.rules import NO_RULES, RuleTexts
from citynet_kb.indexes import Indexes, PartnerBoard, YearOfCases, partner_board, towns_of, years_of_cases
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, Configuration, addresses
from citynet_kb.pages.draft import PageSettings
from citynet_kb.pages.feeds.subscriptions import ENDINGS, Subscription, subscriptions
from citynet_kb.pages.page import SiteMap
from citynet_kb.pages.uris import joined_pages, site_map
from citynet_kb.pages.views.case_lines import CaseLine, case_lines
from citynet_kb.pages.views.measure_facts import MeasureFacts, measure_facts
from citynet_kb.search.register import Register, build_register
from citynet_kb.store import ALONE, Means

T = TypeVar("T")

MEASURES_ON_BOARD = 40
"""Of several towns, and as many of one."""


@dataclass(frozen=True)
class BuildContext:
    """One build. Only the functions that make views see it; templates see views. `today` is YYYY-MM-DD."""

    base: KnowledgeBase
    indexes: Indexes
    configuration: Configuration
    today: str
    rules: RuleTexts = NO_RULES
    versions: Mapping[str, str] = field(default_factory=dict)
    """Path of a record → digest of its bytes."""
    facts: str = ""
    """Stands for everything here but the texts of cases; empty where nothing does."""
    means: Means = ALONE
    """Where is kept what depends on the facts alone."""

    @cached_property
    def register(self) -> Register:
        """The keyword register."""
        return build_register(self.base)

    @cached_property
    def years(self) -> Mapping[str, YearOfCases]:
        """Years with a report, the newest first."""
        return years_of_cases(self.base.cases.values(), self.today)

    @property
    def has_feeds(self) -> bool:
        """Whether there are feeds: they need the address of the site."""
        return bool(self.configuration.site.url)

    def whole_address(self, path: str) -> str:
        """The address of a published page or file, with that of the site in front."""
        return f"{(self.configuration.site.url or '').rstrip('/')}/{path}"

    @cached_property
    def site_map(self) -> SiteMap:
        """Every page that there will be. What has to be joined, or looked for in all texts, to be known is not before it is asked for."""

        def joined() -> list[str]:
            return self.kept("joined pages", lambda: sorted({*joined_pages(self.base, self.indexes)}))

        def letters() -> list[str]:
            return self.kept("letters", lambda: list(self.register.letters))

        return site_map(self.base, self.indexes, joined, letters, lambda: self.years, self.has_feeds)

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """What the function makes, of what JSON can hold and of facts alone: as an earlier build has made it."""
        made = self.means.remembered({name: (self.facts, lambda: json.dumps(make()).encode())}) if self.facts else {}
        return cast(T, json.loads(made[name])) if made else make()

    @cached_property
    def subscriptions(self) -> Mapping[str, Subscription]:
        """Page → the feed that it names; nothing where there are no feeds."""
        return {one.page: one for one in subscriptions(self.base)} if self.has_feeds else {}

    def feeds(self, uri: str) -> tuple[tuple[str, str], ...]:
        """The files of the feed that a page names, each with its title."""
        one = self.subscriptions.get(uri)
        return tuple((one.file(ending), one.title) for ending in ENDINGS) if one else ()

    def subscribe(self, uri: str) -> str:
        """Where it says how to subscribe to the feed of a page."""
        return f"{addresses.published(addresses.SUBSCRIBE)}?abo={self.subscriptions[uri].id}"

    @cached_property
    def settings(self) -> PageSettings:
        """What every template may speak of."""
        return PageSettings.of(self.configuration, self.site_map)

    @cached_property
    def lines(self) -> Mapping[str, CaseLine]:
        """Case id → the case as lists show it."""
        return case_lines(self.base, self.indexes)

    def lines_of(self, cases: Iterable[CaseStudy]) -> tuple[CaseLine, ...]:
        """These cases as lists show them, in their order."""
        return tuple(self.lines[case.id] for case in cases)

    @cached_property
    def board(self) -> PartnerBoard:
        """Who could reach a goal together, as of today."""
        return partner_board(self.base, self.today)

    @cached_property
    def measures_on_board(self) -> frozenset[str]:
        """The first measures of several towns and the first of one, so that the page does not grow without end."""
        shared = [id for id, ones in self.board.doing.items() if len(towns_of(ones)) > 1]
        alone = [id for id in self.board.doing if id not in set(shared)]
        return frozenset((*shared[:MEASURES_ON_BOARD], *alone[:MEASURES_ON_BOARD]))

    @cached_property
    def undertaken(self) -> frozenset[str]:
        """Ids of the cases that are planned or run today."""
        return frozenset(one.case.id for ones in self.board.doing.values() for one in ones)

    @cached_property
    def measures(self) -> Mapping[str, MeasureFacts]:
        """Measure id → what sentences about it need."""
        return MappingProxyType(
            {slug: measure_facts(summary, self.indexes, self.base.cities) for slug, summary in self.indexes.measures.items()}
        )

    def link(self, uri: str, target: str) -> str:
        """The relative address from page `uri` to page `target`. Raises LookupError for a page that does not exist."""
        return self.site_map.link(uri, target)

    def edit_link(self, path: str) -> str:
        """Where a record is edited; empty without a forge."""
        return (self.configuration.edit_link(path) or "") if path else ""
