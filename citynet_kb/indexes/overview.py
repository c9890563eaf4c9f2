"""All indexes of a knowledge base in one frozen value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from citynet_kb.indexes.across_measures import AcrossMeasures, across_measures
from citynet_kb.indexes.case_lists import CaseList, case_lists
from citynet_kb.indexes.comparison import Comparison, compare, counter_cases
from citynet_kb.indexes.durations import Duration, duration_of
from citynet_kb.indexes.facet_lists import FacetLists, facet_lists, values_of_cases
from citynet_kb.indexes.finder import Finder, finder
from citynet_kb.indexes.listings import Listing, by_effort, by_evidence, by_outcome, last_happened_first, newest_date, newest_first
from citynet_kb.indexes.measures import FailedElsewhere, MeasureSummary, by_measure, failed_elsewhere
from citynet_kb.indexes.news import News, NewsOfPeriod, by_month, news_of
from citynet_kb.indexes.reason_counts import NamedReason, Reasons, by_reason, by_reason_group, reasons
from citynet_kb.indexes.similar_towns import NearestCase, Neighbours, nearest_case
from citynet_kb.indexes.tags import Tag, only_tagged, tags, tags_of_cases
from citynet_kb.indexes.topics import TopicSummary, by_topic
from citynet_kb.indexes.towns import TownSummary, by_town
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import ANONYMOUS, CaseStudy, Effort, Evidence, FailureReason, Kind, Outcome, ReasonGroup
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
    """Everything that is computed from the records. Mappings by a vocabulary hold each of its members, also those without a case."""

    outcomes: Mapping[str, Outcome]
    """Case id → effective outcome, withdrawn cases included."""
    counting: Mapping[str, bool]
    """Case id → whether it counts."""
    durations: Mapping[str, Duration]
    """Id of a discontinued case → how long it ran."""
    measures: Mapping[str, MeasureSummary]
    failed_elsewhere: FailedElsewhere
    topics: Mapping[str, TopicSummary]
    towns: Mapping[str, TownSummary]
    reasons: Mapping[FailureReason, NamedReason]
    reason_groups: Mapping[ReasonGroup, NamedReason]
    all_reasons: Reasons
    """The reasons that cases of any measure name, setbacks or not."""
    efforts: Mapping[Effort, Listing]
    by_outcome: Mapping[Outcome, Listing]
    evidence: Mapping[Evidence, Listing]
    facets: Mapping[str, FacetLists]
    """Slug of a facet with lists → its values and their cases."""
    tags: tuple[Tag, ...]
    """Every tag that a case has, in German order."""
    tags_of_cases: Mapping[str, tuple[Tag, ...]]
    """Case id → its tags: topics, measure, outcome, free ones."""
    only_tagged: Mapping[str, tuple[CaseStudy, ...]]
    """Page of a topic, measure or outcome → cases that name it as a free tag and belong to another one; absent where there is none."""
    case_lists: Mapping[str, CaseList]
    """Page → the list of cases that it shows."""
    newest: tuple[CaseStudy, ...]
    """All cases that are not withdrawn, newest entry first, each town once among the first three."""
    newest_date: str
    """The newest day of entry or change; empty where none is known."""
    news: tuple[News, ...]
    """What came, changed and was withdrawn, the newest first."""
    news_by_month: Mapping[str, NewsOfPeriod]
    """The same by month, YYYY-MM; the newest first, months without any left out."""
    mostly_documented: bool
    """Whether more than half of the cases come from public documents. Then Land and confidence are not shown as signs of success."""
    comparisons: Mapping[str, Comparison]
    """Measure id → the comparison of its cases."""
    counter_cases: Mapping[str, NearestCase]
    """Id of a counting setback or success → the case of the other kind whose town is most similar; absent where there is none."""
    across: AcrossMeasures
    finder: Finder
    totals: Totals


def build_indexes(knowledge_base: KnowledgeBase) -> Indexes:
    """Every index, once. Total work: cases, and towns × measures for the warnings."""
    cases = knowledge_base.cases.values()
    measures, topics, found_tags = by_measure(knowledge_base), by_topic(knowledge_base), tags(knowledge_base)
    values = values_of_cases(knowledge_base)
    found_facets, found_reasons = facet_lists(knowledge_base, values), by_reason(cases)
    failed = failed_elsewhere(measures)
    neighbours = Neighbours.of(knowledge_base.cities.values())
    towns = by_town(knowledge_base, measures, neighbours)
    newest = newest_first(cases)
    found_news = news_of(cases)
    outcomes = {slug: effective_outcome(case) for slug, case in knowledge_base.cases.items()}
    return Indexes(
        outcomes=MappingProxyType(outcomes),
        counting=MappingProxyType({slug: counts(case) for slug, case in knowledge_base.cases.items()}),
        durations=_durations(knowledge_base, outcomes),
        measures=measures,
        failed_elsewhere=failed,
        topics=topics,
        towns=towns,
        reasons=found_reasons,
        reason_groups=by_reason_group(cases),
        all_reasons=reasons(cases),
        efforts=by_effort(cases),
        by_outcome=by_outcome(cases),
        evidence=by_evidence(cases),
        facets=found_facets,
        tags=found_tags,
        tags_of_cases=tags_of_cases(found_tags),
        only_tagged=only_tagged(found_tags),
        case_lists=case_lists(knowledge_base, found_facets, topics, found_reasons, found_tags),
        newest=newest,
        newest_date=newest_date(cases),
        news=found_news,
        news_by_month=by_month(found_news),
        mostly_documented=2 * sum(case.kind is Kind.DOCUMENTED for case in newest) > len(newest),
        comparisons=MappingProxyType({slug: compare(summary, knowledge_base.cities) for slug, summary in measures.items()}),
        counter_cases=_counter_cases(measures, neighbours),
        across=across_measures(cases, measures, topics),
        finder=finder(last_happened_first(cases), values),
        totals=_totals(newest, measures, topics, withdrawn=len(cases) - len(newest)),
    )


def _counter_cases(measures: Mapping[str, MeasureSummary], neighbours: Neighbours) -> Mapping[str, NearestCase]:
    def nearer(case: CaseStudy, candidates: Sequence[CaseStudy]) -> NearestCase | None:
        return nearest_case(case, candidates, neighbours)

    return MappingProxyType({slug: found for summary in measures.values() for slug, found in counter_cases(summary, nearer).items()})


def _durations(knowledge_base: KnowledgeBase, outcomes: Mapping[str, Outcome]) -> Mapping[str, Duration]:
    discontinued = (case for slug, case in knowledge_base.cases.items() if outcomes[slug] is Outcome.DISCONTINUED)
    return MappingProxyType({case.id: duration_of(case) for case in discontinued})


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
