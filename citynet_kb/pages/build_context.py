"""What views are made from: all records, what is computed from them, and the settings of the installation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from citynet_kb.findings.rules import NO_RULES, RuleTexts
from citynet_kb.indexes import Indexes
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, Configuration
from citynet_kb.pages.draft import PageSettings
from citynet_kb.pages.page import SiteMap
from citynet_kb.pages.uris import site_map
from citynet_kb.pages.views.case_lines import CaseLine, case_lines
from citynet_kb.pages.views.measure_facts import MeasureFacts, measure_facts
from citynet_kb.search.register import Register, build_register


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

    @cached_property
    def register(self) -> Register:
        """The keyword register."""
        return build_register(self.base)

    @cached_property
    def site_map(self) -> SiteMap:
        """Every page that there will be."""
        return site_map(self.base, self.indexes, self.register)

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
