"""Tags of cases: topics, measure, effective outcome and free ones. One list for pages, register and search."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType

from citynet_kb.indexes.listings import Listing, listing
from citynet_kb.indexes.order import german_order
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, Outcome, addresses
from citynet_kb.model.endings import effective_outcome
from citynet_kb.model.facet_values import CaseInContext, of_records, of_terms
from citynet_kb.model.facets import FACETS
from citynet_kb.model.slugs import slug_of


class TagKind(Enum):
    """What a tag names, in the order in which readers see the kinds."""

    TOPIC = "topic"
    MEASURE = "measure"
    OUTCOME = "outcome"
    FREE = "free"


_FACETS = MappingProxyType({TagKind.TOPIC: FACETS["thema"], TagKind.MEASURE: FACETS["massnahme"], TagKind.OUTCOME: FACETS["ergebnis"]})
"""The facets whose values every case bears as tags."""


@dataclass(frozen=True)
class Tag:
    """One tag and the cases that have it. `slug` is what stands behind `#` in the search; `uri` its page in the tree."""

    label: str
    slug: str
    kind: TagKind
    uri: str
    listing: Listing

    @property
    def count(self) -> int:
        """How many cases have it."""
        return len(self.listing.cases)

    @property
    def address(self) -> str:
        """Where its page is published: `themen/leerstand/`."""
        return addresses.published(self.uri)


def tags(knowledge_base: KnowledgeBase) -> tuple[Tag, ...]:
    """Every tag that a case has, in German order.

    Free labels with the same slug are one tag: they differ in case, spaces or signs only, and the spelling that comes first stands. One
    that equals a name or id of the vocabularies is that topic, measure or outcome.
    """
    known = {tag.uri: tag for tag in _vocabulary(knowledge_base)}
    named = {slug: tag.uri for tag in reversed(known.values()) for slug in (tag.slug, slug_of(tag.label))}
    bearers: defaultdict[str, dict[str, CaseStudy]] = defaultdict(dict)
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    for case in knowledge_base.cases.values():
        for uri, label in () if case.withdrawn else _borne(case, named):
            bearers[uri][case.id] = case
            spellings[uri].add(label)
    found = (
        replace(known.get(uri) or _free(min(spellings[uri])), listing=listing(cases.values()))
        for uri, cases in bearers.items()
        if uri in known or uri.startswith(addresses.FREE_TAGS)
    )
    return tuple(sorted(found, key=lambda tag: german_order(tag.label)))


def tags_of_cases(found: Iterable[Tag]) -> Mapping[str, tuple[Tag, ...]]:
    """Case id → its tags: topics, measure, outcome, free ones, each kind in German order."""
    order = {kind: number for number, kind in enumerate(TagKind)}
    of_cases: defaultdict[str, list[Tag]] = defaultdict(list)
    for tag in sorted(found, key=lambda tag: order[tag.kind]):
        for case in tag.listing.cases:
            of_cases[case.id].append(tag)
    return MappingProxyType({case_id: tuple(of_cases[case_id]) for case_id in sorted(of_cases)})


def only_tagged(found: Iterable[Tag]) -> Mapping[str, tuple[CaseStudy, ...]]:
    """Page of a topic, measure or outcome → cases that bear it as a free tag only, and so do not stand in its list."""
    kept = [tag for tag in found if tag.kind is not TagKind.FREE]
    own = {case.id: frozenset(uri for uri, _ in _own(case)) for tag in kept for case in tag.listing.cases}
    alone = {tag.uri: tuple(case for case in tag.listing.cases if tag.uri not in own[case.id]) for tag in kept}
    return MappingProxyType({uri: cases for uri, cases in alone.items() if cases})


def _own(case: CaseStudy) -> Iterable[tuple[str, str]]:
    """Page and slug of its topics, measure and outcome."""
    context = CaseInContext(case, effective_outcome(case), {}, {}, {})
    for facet in _FACETS.values():
        yield from ((addresses.of_value(facet, value.slug), value.slug) for value in facet.values(context))


def _vocabulary(knowledge_base: KnowledgeBase) -> Iterable[Tag]:
    """Topics first: where two bear the same name, a free tag means the first."""
    known = {
        TagKind.TOPIC: of_records(knowledge_base.topics, *knowledge_base.topics),
        TagKind.MEASURE: of_records(knowledge_base.measures, *knowledge_base.measures),
        TagKind.OUTCOME: of_terms(*Outcome),
    }
    for kind, values in known.items():
        yield from (Tag(value.label, value.slug, kind, addresses.of_value(_FACETS[kind], value.slug), Listing()) for value in values)


def _free(label: str) -> Tag:
    return Tag(label, slug_of(label), TagKind.FREE, addresses.free_tag(slug_of(label)), Listing())


def _borne(case: CaseStudy, named: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Page and spelling of each tag of a case. Records that do not exist are left out by the caller."""
    yield from _own(case)
    yield from ((named.get(slug_of(label)) or addresses.free_tag(slug_of(label)), label) for label in case.tags)
