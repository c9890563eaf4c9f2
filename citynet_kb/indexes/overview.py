"""All indexes of a knowledge base in one frozen value."""

from collections.abc import Mapping, Sequence, ValuesView
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from citynet_kb.indexes.across_measures import AcrossMeasures, across_measures
from citynet_kb.indexes.case_lists import CaseList, case_lists
from citynet_kb.indexes.comparison import Comparison, compare, counter_cases
from citynet_kb.indexes.durations import Duration, duration_of
from citynet_kb.indexes.facet_lists import FacetLists, ValuesOfCases, facet_lists, values_of_cases
from citynet_kb.indexes.finder import Finder, finder
from citynet_kb.indexes.grants import FundedCases, funded_cases
from citynet_kb.indexes.index_parts import IndexPart, land_parts, measure_parts, town_parts
from citynet_kb.indexes.listings import Listing, by_effort, by_evidence, by_outcome, last_happened_first, newest_date, newest_first
from citynet_kb.indexes.measures import FailedElsewhere, MeasureSummary, by_measure, failed_elsewhere
from citynet_kb.indexes.news import News, NewsOfPeriod, by_month, news_of
from citynet_kb.indexes.reason_counts import NamedReason, Reasons, by_reason, by_reason_group, reasons
from citynet_kb.indexes.similar_towns import NearestCase, Neighbours, nearest_case
from citynet_kb.indexes.tags import Tag, only_tagged, tags, tags_of_cases
from citynet_kb.indexes.topics import TopicSummary, by_topic
from citynet_kb.indexes.towns import TownSummary, by_town
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import ANONYMOUS, CaseStudy, City, Effort, Evidence, FailureReason, Kind, Outcome, ReasonGroup
from citynet_kb.model.endings import counts, effective_outcome


@dataclass(frozen=True)
class Totals:
    """Numbers of records. Withdrawn cases are counted in the last one only."""

    cases: int
    cases_counted: int
    cities: int
    """Named towns with a case."""
    measures: int
    """Measures with a case."""
    measures_with_setback: int
    topics: int
    """Topics with a case."""
    withdrawn: int


@dataclass(frozen=True)
class Indexes:
    """Everything that is computed from the records, each part when it is first asked for. Mappings by a vocabulary hold each of its
    members, also those without a case. Total work: cases, and towns × measures for the warnings."""

    base: KnowledgeBase

    @cached_property
    def outcomes(self) -> Mapping[str, Outcome]:
        """Case id → effective outcome, withdrawn cases included."""
        return MappingProxyType({slug: effective_outcome(case) for slug, case in self.base.cases.items()})

    @cached_property
    def counting(self) -> Mapping[str, bool]:
        """Case id → whether it counts."""
        return MappingProxyType({slug: counts(case) for slug, case in self.base.cases.items()})

    @cached_property
    def durations(self) -> Mapping[str, Duration]:
        """Id of a discontinued case → how long it ran."""
        discontinued = (case for slug, case in self.base.cases.items() if self.outcomes[slug] is Outcome.DISCONTINUED)
        return MappingProxyType({case.id: duration_of(case) for case in discontinued})

    @cached_property
    def measures(self) -> Mapping[str, MeasureSummary]:
        return by_measure(self.base)

    @cached_property
    def failed_elsewhere(self) -> FailedElsewhere:
        return failed_elsewhere(self.measures)

    @cached_property
    def topics(self) -> Mapping[str, TopicSummary]:
        return by_topic(self.base)

    @cached_property
    def towns(self) -> Mapping[str, TownSummary]:
        return by_town(self.base, self.measures, self._neighbours)

    @cached_property
    def reasons(self) -> Mapping[FailureReason, NamedReason]:
        return by_reason(self._cases)

    @cached_property
    def reason_groups(self) -> Mapping[ReasonGroup, NamedReason]:
        return by_reason_group(self._cases)

    @cached_property
    def all_reasons(self) -> Reasons:
        """The reasons that cases of any measure name, setbacks or not."""
        return reasons(self._cases)

    @cached_property
    def efforts(self) -> Mapping[Effort, Listing]:
        return by_effort(self._cases)

    @cached_property
    def by_outcome(self) -> Mapping[Outcome, Listing]:
        return by_outcome(self._cases)

    @cached_property
    def evidence(self) -> Mapping[Evidence, Listing]:
        return by_evidence(self._cases)

    @cached_property
    def facets(self) -> Mapping[str, FacetLists]:
        """Slug of a facet with lists → its values and their cases."""
        return facet_lists(self.base, self._values)

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        """Every tag that a case has, in German order."""
        return tags(self.base)

    @cached_property
    def tags_of_cases(self) -> Mapping[str, tuple[Tag, ...]]:
        """Case id → its tags: topics, measure, outcome, free ones."""
        return tags_of_cases(self.tags)

    @cached_property
    def only_tagged(self) -> Mapping[str, tuple[CaseStudy, ...]]:
        """Page of a topic, measure or outcome → cases that name it as a free tag and belong to another one; absent where there is none."""
        return only_tagged(self.tags)

    @cached_property
    def funded(self) -> tuple[FundedCases, ...]:
        """What became of cases with each kind of grant."""
        return tuple(funded_cases(self._cases))

    @cached_property
    def case_lists(self) -> Mapping[str, CaseList]:
        """Page → the list of cases that it shows."""
        return case_lists(self.base, self.facets, self.topics, self.reasons, self.tags, self.funded)

    @cached_property
    def measure_parts(self) -> Mapping[str, tuple[IndexPart[str], ...]]:
        """Page over many measures → its parts."""
        return measure_parts(self.topics, self.measures, self.failed_elsewhere, self.across.divided)

    @cached_property
    def town_parts(self) -> tuple[IndexPart[City], ...]:
        """The pages of all towns from A to Z."""
        return town_parts(self.base.cities)

    @cached_property
    def land_parts(self) -> Mapping[str, tuple[IndexPart[City], ...]]:
        """Land with a town → the pages of its map."""
        return land_parts(self.base.cities.values())

    @cached_property
    def newest(self) -> tuple[CaseStudy, ...]:
        """All cases that are not withdrawn, newest entry first, each town once among the first three."""
        return newest_first(self._cases)

    @cached_property
    def newest_date(self) -> str:
        """The newest day of entry or change; empty where none is known."""
        return newest_date(self._cases)

    @cached_property
    def news(self) -> tuple[News, ...]:
        """What came, changed and was withdrawn, the newest first."""
        return news_of(self._cases)

    @cached_property
    def news_by_month(self) -> Mapping[str, NewsOfPeriod]:
        """The same by month, YYYY-MM; the newest first, months without any left out."""
        return by_month(self.news)

    @cached_property
    def mostly_documented(self) -> bool:
        """Whether more than half of the cases come from public documents. Then Land and confidence are not shown as signs of success."""
        return 2 * sum(case.kind is Kind.DOCUMENTED for case in self.newest) > len(self.newest)

    @cached_property
    def comparisons(self) -> Mapping[str, Comparison]:
        """Measure id → the comparison of its cases."""
        return MappingProxyType({slug: compare(summary, self.base.cities) for slug, summary in self.measures.items()})

    @cached_property
    def counter_cases(self) -> Mapping[str, NearestCase]:
        """Id of a counting setback or success → the case of the other kind whose town is most similar; absent where there is none."""
        return _counter_cases(self.measures, self._neighbours)

    @cached_property
    def across(self) -> AcrossMeasures:
        return across_measures(self._cases, self.measures, self.topics)

    @cached_property
    def finder(self) -> Finder:
        return finder(last_happened_first(self._cases), self._values)

    @cached_property
    def totals(self) -> Totals:
        return _totals(self.newest, self.measures, self.topics, withdrawn=len(self._cases) - len(self.newest))

    def all_made(self) -> "Indexes":
        """These indexes, each of which is made by now: before processes part that need them."""
        for name, part in vars(Indexes).items():
            if isinstance(part, cached_property):
                getattr(self, name)
        return self

    @property
    def _cases(self) -> ValuesView[CaseStudy]:
        return self.base.cases.values()

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours.of(self.base.cities.values())

    @cached_property
    def _values(self) -> Mapping[str, ValuesOfCases]:
        return values_of_cases(self.base)


def build_indexes(knowledge_base: KnowledgeBase) -> Indexes:
    """Every index at once: for a whole site, which asks for all of them."""
    return Indexes(knowledge_base).all_made()


def _counter_cases(measures: Mapping[str, MeasureSummary], neighbours: Neighbours) -> Mapping[str, NearestCase]:
    def nearer(case: CaseStudy, candidates: Sequence[CaseStudy]) -> NearestCase | None:
        return nearest_case(case, candidates, neighbours)

    return MappingProxyType({slug: found for summary in measures.values() for slug, found in counter_cases(summary, nearer).items()})


def _totals(
    present: tuple[CaseStudy, ...], measures: Mapping[str, MeasureSummary], topics: Mapping[str, TopicSummary], withdrawn: int
) -> Totals:
    return Totals(
        cases=len(present),
        cases_counted=sum(map(counts, present)),
        cities=len({case.city for case in present} - {ANONYMOUS}),
        measures=sum(bool(summary.listing.cases) for summary in measures.values()),
        measures_with_setback=sum(bool(summary.tally.setback_cities) for summary in measures.values()),
        topics=sum(bool(summary.listing.cases) for summary in topics.values()),
        withdrawn=withdrawn,
    )
