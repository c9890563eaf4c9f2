"""Offices that offer other towns an hour, and on which measure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from citynet_kb.indexes.order import german_order
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import City, Measure, Office
from citynet_kb.model.slugs import plain_slug


@dataclass(frozen=True)
class MentorOffer:
    """An office that offers other towns an hour. `measure` is the one that its words name, empty where they name none."""

    city: City
    office: Office
    subject: str
    measure: str


def mentor_offers(base: KnowledgeBase) -> Iterator[MentorOffer]:
    """All of them, by town in German order, then as the town lists them."""
    names = _names(base.measures)
    for city in sorted(base.cities.values(), key=lambda city: (german_order(city.name), city.id)):
        for office in city.offices:
            yield from (MentorOffer(city, office, subject, names.get(plain_slug(subject), "")) for subject in office.mentors)


def _names(measures: Mapping[str, Measure]) -> Mapping[str, str]:
    """What a measure may be called → its id: a synonym only where no measure bears it as its name."""
    words = {plain_slug(word): id for id, measure in sorted(measures.items(), reverse=True) for word in measure.synonyms}
    return {**words, **{plain_slug(measure.name): id for id, measure in measures.items()}, **{id: id for id in measures}}
