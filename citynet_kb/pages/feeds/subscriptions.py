"""Which feeds there are, on which page each is named, and which news it holds."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from html import unescape
from types import MappingProxyType
from typing import Any

from citynet_kb.indexes import Indexes, News
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, addresses
from citynet_kb.model.regions import LAENDER
from citynet_kb.model.slugs import slug_of
from citynet_kb.pages.environment import environment

ENDINGS = ("xml", "json")
"""Of Atom, and of JSON Feed."""


class FeedKind(Enum):
    """What the entries of a feed have in common. The value is the folder of its files."""

    ALL = "alles"
    FAILED = "anderswo-gescheitert"
    HEADLINES = "ueberschriften"
    CALLS = "gesuche"
    TOPIC = "thema"
    STATE = "land"
    MEASURE = "massnahme"
    CITY = "stadt"


@dataclass(frozen=True)
class Subscription:
    """One feed. `slug` and `name` say of which record, empty where the kind says all; `page` is the page that names it."""

    kind: FeedKind
    page: str
    slug: str = ""
    name: str = ""

    @property
    def title(self) -> str:
        """What a reader of feeds calls it."""
        words: Any = environment().get_template("feed_parts.html.j2").module
        return unescape(str(words.feed_title(self.kind.value, self.name)))

    @property
    def id(self) -> str:
        """`stadt-gera`: its mark on the page that names all feeds."""
        return f"{self.kind.value}-{self.slug}" if self.slug else self.kind.value

    def file(self, ending: str) -> str:
        """Its file, relative to the site."""
        return addresses.feed(f"{self.kind.value}/{self.slug}" if self.slug else self.kind.value, ending)


def subscriptions(base: KnowledgeBase) -> tuple[Subscription, ...]:
    """Every feed: one for each topic, Land, measure and town that has a page, whether or not there is news of it yet."""
    lands = sorted({city.state for city in base.cities.values()} & set(LAENDER))
    return (
        Subscription(FeedKind.ALL, addresses.NEWS),
        Subscription(FeedKind.FAILED, addresses.FAILED_ELSEWHERE),
        Subscription(FeedKind.HEADLINES, addresses.HEADLINES),
        Subscription(FeedKind.CALLS, addresses.BOARD),
        *(Subscription(FeedKind.TOPIC, addresses.topic(id), id, topic.name) for id, topic in base.topics.items()),
        *(Subscription(FeedKind.STATE, addresses.value(addresses.MAP, slug_of(land)), slug_of(land), land) for land in lands),
        *(Subscription(FeedKind.MEASURE, addresses.measure(id), id, one.name) for id, one in base.measures.items()),
        *(Subscription(FeedKind.CITY, addresses.city(id), id, base.town_label(id)) for id in base.cities),
    )


def news_of_feeds(base: KnowledgeBase, indexes: Indexes) -> Mapping[tuple[FeedKind, str], tuple[News, ...]]:
    """Kind and slug of a feed → its news, the newest first. Feeds without any are absent."""
    found: defaultdict[tuple[FeedKind, str], list[News]] = defaultdict(list)
    for news in indexes.news:
        for kind, slugs_of in _SLUGS.items():
            for slug in slugs_of(base, indexes, news.case):
                found[kind, slug].append(news)
    return MappingProxyType({key: tuple(ones) for key, ones in found.items()})


def _land(base: KnowledgeBase, indexes: Indexes, case: CaseStudy) -> Iterator[str]:
    city = base.cities.get(case.city)
    land = city.state if city else case.region
    if land in LAENDER:
        yield slug_of(land)


def _failed(base: KnowledgeBase, indexes: Indexes, case: CaseStudy) -> Iterable[str]:
    is_setback = bool(case.measure) and indexes.counting[case.id] and indexes.outcomes[case.id].is_setback
    return ("",) if is_setback else ()


_SLUGS: Mapping[FeedKind, Callable[[KnowledgeBase, Indexes, CaseStudy], Iterable[str]]] = MappingProxyType(
    {
        FeedKind.ALL: lambda base, indexes, case: ("",),
        FeedKind.FAILED: _failed,
        FeedKind.TOPIC: lambda base, indexes, case: dict.fromkeys((case.topic, *case.topics_more)),
        FeedKind.STATE: _land,
        FeedKind.MEASURE: lambda base, indexes, case: (case.measure,) if case.measure else (),
        FeedKind.CITY: lambda base, indexes, case: () if case.is_anonymous else (case.city,),
    }
)
