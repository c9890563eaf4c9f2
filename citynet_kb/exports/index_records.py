"""Towns and topics as records, with facts from the indexes. Lists of ids are sorted."""

from typing import TypedDict

from citynet_kb.indexes import Elsewhere, Indexes, LikenessReason, Listing, SimilarTown, TopicSummary, TownSummary
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import City, Office, addresses


class OfficeSourceRecord(TypedDict):
    title: str | None
    url: str | None


class OfficeRecord(TypedDict):
    """Whom to ask in a town or network: a function. `seen` says when it could be read so: a date or words, null = not known."""

    role: str
    organisation: str
    email: str | None
    phone: str | None
    page: str | None
    seen: str | None
    source: OfficeSourceRecord | None
    for_topics: list[str]
    mentors: list[str]


class NetworkRecord(TypedDict):
    id: str
    name: str
    website: str | None
    offices: list[OfficeRecord]


class CityRecord(TypedDict):
    """The public facts of a town, without the editors' note.

    `tried`, `warned`, `mixed` and `encouraged` hold ids of measures. Of the last three this town reports nothing: `warned` met a setback
    in another town, `mixed` are those of them that last succeeded in some town, `encouraged` succeeded and met a setback nowhere.

    `contact` = the one of `offices` to ask where the topic does not matter. `aliases` = former ids.
    """

    id: str
    url: str
    name: str
    state: str
    country: str
    ags: str | None
    official_id: str | None
    population: int | None
    population_date: str | None
    population_source: str | None
    size_class: str | None
    central_function: str | None
    lat: float | None
    lon: float | None
    website: str | None
    website_unchecked: str | None
    offices: list[OfficeRecord]
    contact: OfficeRecord | None
    aliases: list[str]
    tried: list[str]
    warned: list[str]
    mixed: list[str]
    encouraged: list[str]
    cases: list[str]


class LikenessReasonRecord(TypedDict):
    """`value`: name, slug or code that both towns share, kilometres rounded to 10, or null."""

    reason: str
    points: int
    value: str | int | None


class SimilarRecord(TypedDict):
    """A town that may be called similar; `score` from 40 to 100, the strongest reason first."""

    city: str
    score: int
    reasons: list[LikenessReasonRecord]


class TopicRecord(TypedDict):
    """`aliases` = former ids."""

    id: str
    url: str
    name: str
    description: str | None
    synonyms: list[str]
    aliases: list[str]
    measures: list[str]
    cases: list[str]
    cases_counted: int
    cities_setback_ever: list[str]


def city_records(knowledge_base: KnowledgeBase, indexes: Indexes) -> list[CityRecord]:
    """Every town with a record, by id."""
    return [_city(city, indexes.towns[city.id]) for city in knowledge_base.cities.values() if city.id in indexes.towns]


def network_records(knowledge_base: KnowledgeBase) -> list[NetworkRecord]:
    """Every network, by id."""
    networks = knowledge_base.networks.values()
    return [NetworkRecord(id=one.id, name=one.name, website=one.website, offices=list(map(_office, one.offices))) for one in networks]


def similar_records(knowledge_base: KnowledgeBase, indexes: Indexes) -> dict[str, list[SimilarRecord]]:
    """Id of every town with a record → its most similar towns, the most similar first."""
    return {city: [_similar(other) for other in indexes.towns[city].similar] for city in knowledge_base.cities if city in indexes.towns}


def topic_records(indexes: Indexes) -> list[TopicRecord]:
    """Every topic, by id."""
    return [_topic(summary) for summary in indexes.topics.values()]


def _city(city: City, town: TownSummary) -> CityRecord:
    return CityRecord(
        id=city.id,
        url=addresses.published(addresses.city(city.id)),
        name=city.name,
        state=city.state,
        country=city.country,
        ags=city.ags,
        official_id=city.official_id,
        population=city.population,
        population_date=city.population_date,
        population_source=city.population_source,
        size_class=city.size_class.value if city.size_class else None,
        central_function=city.central_function,
        lat=city.lat,
        lon=city.lon,
        website=city.website,
        website_unchecked=city.website_unchecked,
        offices=list(map(_office, city.offices)),
        contact=_office(first) if (first := city.office_for()) else None,
        aliases=list(city.aliases),
        tried=sorted(town.tried),
        warned=sorted((*town.elsewhere[Elsewhere.FAILED], *town.elsewhere[Elsewhere.MIXED])),
        mixed=sorted(town.elsewhere[Elsewhere.MIXED]),
        encouraged=sorted(town.elsewhere[Elsewhere.SUCCEEDED]),
        cases=_ids(town.listing),
    )


def _office(office: Office) -> OfficeRecord:
    source = office.source
    return OfficeRecord(
        role=office.role,
        organisation=office.organisation,
        email=office.email,
        phone=office.phone,
        page=office.page,
        seen=office.seen,
        source=OfficeSourceRecord(title=source.title, url=source.url) if source else None,
        for_topics=list(office.for_topics),
        mentors=list(office.mentors),
    )


def _similar(other: SimilarTown) -> SimilarRecord:
    return SimilarRecord(city=other.city, score=other.likeness.score, reasons=[_reason(reason) for reason in other.likeness.reasons])


def _reason(reason: LikenessReason) -> LikenessReasonRecord:
    return LikenessReasonRecord(reason=reason.kind.value, points=reason.points, value=reason.value)


def _topic(summary: TopicSummary) -> TopicRecord:
    topic = summary.topic
    return TopicRecord(
        id=topic.id,
        url=addresses.published(addresses.topic(topic.id)),
        name=topic.name,
        description=topic.description,
        synonyms=list(topic.synonyms),
        aliases=list(topic.aliases),
        measures=sorted(summary.measures),
        cases=_ids(summary.listing),
        cases_counted=summary.listing.counted,
        cities_setback_ever=list(summary.setback_cities),
    )


def _ids(listing: Listing) -> list[str]:
    return sorted(case.id for case in listing.cases)
