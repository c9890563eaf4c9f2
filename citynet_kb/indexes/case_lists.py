"""The pages that list cases without a script. Long lists are split into parts, so that the size of a page is bounded."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import groupby
from types import MappingProxyType

from citynet_kb.indexes.facet_lists import UNKNOWN, FacetLists, size_of
from citynet_kb.indexes.grants import FundedCases
from citynet_kb.indexes.listings import Listing, by_outcome, listing, year_of
from citynet_kb.indexes.page_parts import cut
from citynet_kb.indexes.reason_counts import NamedReason
from citynet_kb.indexes.tags import Tag, TagKind
from citynet_kb.indexes.topics import TopicSummary
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, FailureReason, Outcome, SizeClass, addresses
from citynet_kb.model.endings import counts, effective_outcome
from citynet_kb.model.facet_values import Facet
from citynet_kb.model.facets import FACETS

MOST_ON_A_PAGE = 100
"""Cases on one page: about 110 kB, and fewer than 2,500 elements also below the measures of a topic."""
TOPICS, REASONS = FACETS["thema"], FACETS["grund"]


class ListKind(Enum):
    """What the cases of a list have in common."""

    FACET = "facet"
    """One outcome, effort band, size class, Land, year or evidence."""
    TOPIC = "topic"
    REASON = "reason"
    TAG = "tag"
    """A free tag."""
    TOPIC_SETBACKS = "topic-setbacks"
    TOPIC_SIZE = "topic-size"
    GRANT = "grant"
    """One kind of grant."""


@dataclass(frozen=True)
class CaseList:
    """One list of cases. `uri` is the page of its first part."""

    uri: str
    kind: ListKind
    label: str
    """Name of the value, topic, reason or tag. In the last two kinds that of the size class; empty for setbacks and for an unknown size."""
    listing: Listing
    facet: Facet | None = None
    """What the list is one value of; none for a tag. Of what a topic is crossed with: the topics."""
    topic: str = ""
    """Id of the topic in the last two kinds."""
    definition: str = ""

    @cached_property
    def parts(self) -> "tuple[ListPart, ...]":
        """At least one; as many whole years on a page as fit.

        Never fewer than by number alone: addresses of parts cut that way hold.
        """
        found = tuple(_by_years(self.listing.cases)) or ((),)
        return tuple(ListPart(addresses.further_part(self.uri, number), cases) for number, cases in enumerate(found, 1))

    @property
    def is_whole(self) -> bool:
        """One page holds all of it."""
        return len(self.listing.cases) <= MOST_ON_A_PAGE

    @property
    def groups(self) -> tuple[tuple[Outcome, tuple[CaseStudy, ...]], ...]:
        """Its cases by outcome, in the one order of outcomes."""
        return tuple((outcome, found.cases) for outcome, found in by_outcome(self.listing.cases).items() if found.cases)


@dataclass(frozen=True)
class ListPart:
    """The part of a list that one page shows."""

    uri: str
    cases: tuple[CaseStudy, ...]

    @cached_property
    def years(self) -> tuple[str, ...]:
        """The years of what happened last, the newest first; an empty one at the end where a case has no date."""
        return tuple(dict.fromkeys(map(year_of, self.cases)))


def case_lists(
    knowledge_base: KnowledgeBase,
    facets: Mapping[str, FacetLists],
    topics: Mapping[str, TopicSummary],
    reasons: Mapping[FailureReason, NamedReason],
    tags: Iterable[Tag],
    funded: Iterable[FundedCases],
) -> Mapping[str, CaseList]:
    """Page → its list. Values of a closed vocabulary, topics and reasons have one even without a case, all others only with one, grants
    only with many."""
    made = (
        *(
            CaseList(value.uri, ListKind.FACET, value.label, value.listing, one.facet, definition=value.definition)
            for one in facets.values()
            for value in one.values
        ),
        *(CaseList(addresses.topic(slug), ListKind.TOPIC, one.topic.name, one.listing, TOPICS) for slug, one in topics.items()),
        *(
            CaseList(addresses.value(addresses.REASONS, one.value), ListKind.REASON, one.label, _counted(named), REASONS)
            for one, named in reasons.items()
        ),
        *(CaseList(tag.uri, ListKind.TAG, tag.label, tag.listing) for tag in tags if tag.kind is TagKind.FREE),
        *(
            CaseList(addresses.value(addresses.FUNDING, one.grant.value), ListKind.GRANT, one.grant.label, listing(one.cases))
            for one in funded
            if one.has_list
        ),
        *(two_way for slug, one in topics.items() for two_way in _two_ways(slug, one, knowledge_base)),
    )
    return MappingProxyType({one.uri: one for one in made})


def _by_years(cases: tuple[CaseStudy, ...]) -> Iterator[tuple[CaseStudy, ...]]:
    """Cases, the newest first, cut between two years."""
    return cut((tuple(year) for _, year in groupby(cases, key=year_of)), MOST_ON_A_PAGE)


def _counted(named: NamedReason) -> Listing:
    return Listing(named.cases, sum(map(counts, named.cases)))


def _two_ways(slug: str, summary: TopicSummary, knowledge_base: KnowledgeBase) -> Iterator[CaseList]:
    """Setbacks of a topic, and its cases by size of town: only where there is a case."""
    cases, cities = summary.listing.cases, knowledge_base.cities
    setbacks = listing(case for case in cases if effective_outcome(case).is_setback)
    if setbacks.cases:
        yield CaseList(addresses.topic_setbacks(slug), ListKind.TOPIC_SETBACKS, "", setbacks, TOPICS, slug)
    for size in (*SizeClass, None):
        sized = listing(case for case in cases if size_of(case, cities) is size)
        if sized.cases:
            uri = addresses.topic_size(slug, size.value if size else UNKNOWN)
            yield CaseList(uri, ListKind.TOPIC_SIZE, size.label if size else "", sized, TOPICS, slug, size.definition if size else "")
