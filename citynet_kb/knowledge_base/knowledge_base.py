"""All records of `content/`, linked (Wissensspeicher). Pure: built from records, opens nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import TypeVar

from citynet_kb.knowledge_base.practice_records import Practice
from citynet_kb.model import ANONYMOUS, CaseStudy, City, Coding, Measure, Meeting, Network, OtherMeeting, Page, Record, Survey, Topic
from citynet_kb.model.municipalities import Municipalities

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class KnowledgeBase:
    """Records by id, each mapping sorted by id, and cases grouped by what they name.

    A mapping of groups has every key of its vocabulary, those without a case too: `cases_by_measure["eisbahn"]` may be empty.
    Unknown keys (a case that names an unknown town) are grouped too, so that checks can report them.
    `topics_more` counts towards `cases_by_topic`.

    `cities` are the towns with a file, and those of the register of municipalities that a case or a meeting names. A file goes before the
    register. `unrecorded` are the towns without a file.
    """

    cases: Mapping[str, CaseStudy] = field(default_factory=dict)
    cities: Mapping[str, City] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    meetings: Mapping[str, Meeting] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    networks: Mapping[str, Network] = field(default_factory=dict)
    other_meetings: Mapping[str, OtherMeeting] = field(default_factory=dict)
    surveys: Mapping[str, Survey] = field(default_factory=dict)
    practice: Practice = field(default_factory=Practice)
    """What to look out for, how to go about it, what it costs."""
    codings: Mapping[str, Coding] = field(default_factory=dict)
    """Readings of cases. They are no records that people look up, so `records` leaves them out."""
    cases_by_city: Mapping[str, tuple[CaseStudy, ...]] = field(default_factory=dict)
    cases_by_measure: Mapping[str, tuple[CaseStudy, ...]] = field(default_factory=dict)
    cases_by_topic: Mapping[str, tuple[CaseStudy, ...]] = field(default_factory=dict)
    measures_by_topic: Mapping[str, tuple[Measure, ...]] = field(default_factory=dict)
    municipalities: Municipalities = field(default_factory=Municipalities)
    unrecorded: frozenset[str] = frozenset()

    @property
    def records(self) -> Iterator[Record]:
        """All that have a file, kind by kind."""
        towns = (city for city in self.cities.values() if city.id not in self.unrecorded)
        kinds = (self.networks, self.meetings, self.other_meetings, self.surveys, self.pages, *self.practice.kinds)
        return chain(self.cases.values(), self.topics.values(), self.measures.values(), towns, *(by_id.values() for by_id in kinds))

    def knows_town(self, slug: str) -> bool:
        """Whether a town has a file or stands in the register, under this slug and not only formerly."""
        return slug in self.cities or (slug in self.municipalities and slug not in self._former_towns)

    def town_label(self, slug: str) -> str:
        """The name of a town; where another one here has the same name, with its Land, and with its district where the Land is the same."""
        town = self.cities[slug]
        others = [self.cities[other] for other in self._towns_by_name[town.name] if other != slug]
        if not others:
            return town.name
        registered = self.municipalities.get(slug)
        is_in_land = any(other.state == town.state for other in others)
        return f"{town.name} ({town.state}{f', {registered.district}' if registered and is_in_land else ''})"

    @cached_property
    def _towns_by_name(self) -> Mapping[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for town in self.cities.values():
            found[town.name].append(town.id)
        return found

    @cached_property
    def _former_towns(self) -> frozenset[str]:
        return frozenset(alias for city in self.cities.values() for alias in city.aliases)

    @cached_property
    def _moved(self) -> Mapping[str, str]:
        return {alias: case.id for case in self.cases.values() for alias in case.aliases if alias not in self.cases}

    @cached_property
    def former_towns(self) -> Mapping[str, str]:
        """Former id of a town → its id today: by the town's file, or, of a town of the register, where all its cases went to one town."""
        went: defaultdict[str, set[str]] = defaultdict(set)
        for case in self.cases.values():
            for alias in () if case.is_anonymous else case.aliases:
                went[alias.partition("/")[0]].add(case.city)
        moved = {old: min(now) for old, now in went.items() if len(now) == 1 and now <= self.cities.keys()}
        former = moved | {alias: city.id for city in self.cities.values() for alias in city.aliases}
        return {old: now for old, now in sorted(former.items()) if old not in self.cities and old != ANONYMOUS}

    def present_id(self, case: str) -> str:
        """The id of a case today, if it bore this one before; else the id itself, whether or not there is such a case."""
        return self._moved.get(case, case)


def link(
    cases: Iterable[CaseStudy] = (),
    cities: Iterable[City] = (),
    measures: Iterable[Measure] = (),
    topics: Iterable[Topic] = (),
    meetings: Iterable[Meeting] = (),
    pages: Iterable[Page] = (),
    networks: Iterable[Network] = (),
    other_meetings: Iterable[OtherMeeting] = (),
    codings: Iterable[Coding] = (),
    practice: Practice | None = None,
    municipalities: Municipalities | None = None,
    surveys: Iterable[Survey] = (),
) -> KnowledgeBase:
    """The knowledge base of these records, whatever their order. Of two records with one id the first by path is kept.

    `municipalities` is the register of the towns that need no file.
    """
    case_map, recorded, measure_map, topic_map = _by_id(cases), _by_id(cities), _by_id(measures), _by_id(topics)
    meeting_map, other_map, register = _by_id(meetings), _by_id(other_meetings), municipalities or Municipalities()
    naming: Iterable[CaseStudy | Meeting | OtherMeeting] = chain(case_map.values(), meeting_map.values(), other_map.values())
    survey_map = _by_id(surveys)
    gathered: Iterable[Meeting | Survey] = chain(meeting_map.values(), survey_map.values())
    beside = (town for one in gathered for town in one.towns)
    unrecorded = _unrecorded({*(one.city for one in naming), *beside}, recorded, register)
    city_map = _by_id([*recorded.values(), *unrecorded]) if unrecorded else recorded
    return KnowledgeBase(
        cases=case_map,
        cities=city_map,
        measures=measure_map,
        topics=topic_map,
        meetings=meeting_map,
        pages=_by_id(pages),
        networks=_by_id(networks),
        other_meetings=other_map,
        surveys=survey_map,
        codings=_by_id(codings),
        practice=practice or Practice(),
        cases_by_city=_group(case_map.values(), lambda case: (case.city,), city_map),
        cases_by_measure=_group(case_map.values(), lambda case: (case.measure,) if case.measure else (), measure_map),
        cases_by_topic=_group(case_map.values(), lambda case: dict.fromkeys((case.topic, *case.topics_more)), topic_map),
        measures_by_topic=_group(measure_map.values(), lambda measure: (measure.topic,), topic_map),
        municipalities=register,
        unrecorded=frozenset(city.id for city in unrecorded),
    )


def _unrecorded(named: set[str], recorded: Mapping[str, City], register: Municipalities) -> list[City]:
    """The towns that are named, have no file, and stand in the register. A former id of a town with a file is none."""
    wanted = named - recorded.keys()
    if wanted:
        wanted -= {alias for city in recorded.values() for alias in city.aliases}
    return [city for slug in sorted(wanted) if (city := register.city(slug))]


def _by_id(records: Iterable[R]) -> Mapping[str, R]:
    found: dict[str, R] = {}
    for record in sorted(records, key=lambda record: (record.id, record.path)):
        found.setdefault(record.id, record)
    return MappingProxyType(found)


def _group(records: Iterable[R], keys: Callable[[R], Iterable[str]], known: Iterable[str]) -> Mapping[str, tuple[R, ...]]:
    groups: defaultdict[str, list[R]] = defaultdict(list, {key: [] for key in known})
    for record in records:
        for key in keys(record):
            groups[key].append(record)
    return MappingProxyType({key: tuple(groups[key]) for key in sorted(groups)})
