"""The context of a rule: what it may use besides the record itself."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from citynet_kb.checks.town_words import TownWords
from citynet_kb.knowledge_base import Content, KnowledgeBase
from citynet_kb.model import City, Measure, Topic


@dataclass(frozen=True)
class Context:
    """The whole content and the day of the check (`today`, YYYY-MM-DD)."""

    content: Content
    today: str = field(default="")

    @property
    def knowledge_base(self) -> KnowledgeBase:
        return self.content.knowledge_base

    @cached_property
    def names(self) -> dict[str, dict[str, str]]:
        """Ids with their names, by kind, for suggesting the nearest one."""
        base = self.knowledge_base
        return {
            "city": {city.id: city.name for city in base.cities.values()},
            "topic": {topic.id: topic.name for topic in base.topics.values()},
            "measure": {measure.id: measure.name for measure in base.measures.values()},
            "item": {item.id: item.label for item in base.practice.items.values()},
        }

    def towns_like(self, slug: str) -> dict[str, str]:
        """Ids with names of the towns that may be meant by an unknown one: all with a file, and those of the register that begin alike."""
        towns = self.knowledge_base.municipalities
        return {**{one.slug: one.name for one in towns.starting(slug[:3])}, **self.names["city"]}

    @cached_property
    def town_names(self) -> frozenset[str]:
        """What the known towns are called."""
        return frozenset(self.names["city"].values())

    @cached_property
    def town_words(self) -> TownWords:
        """Finds the known towns in texts."""
        towns = self.knowledge_base.cities.values()
        return TownWords((town.name for town in towns), (town.slug for town in towns))

    def cases_beside(self, case: str) -> list[str]:
        """The ids of the cases in the folder where a case of this id would lie."""
        return self._cases_by_folder[case.partition("/")[0]]

    @cached_property
    def _cases_by_folder(self) -> defaultdict[str, list[str]]:
        folders: defaultdict[str, list[str]] = defaultdict(list)
        for id in self.knowledge_base.cases:
            folders[id.partition("/")[0]].append(id)
        return folders

    @cached_property
    def former(self) -> dict[str, dict[str, str]]:
        """Former ids with those that took their place, by kind as in `names`."""
        base = self.knowledge_base
        kinds: dict[str, Iterable[Topic | Measure | City]] = {
            "city": base.cities.values(),
            "topic": base.topics.values(),
            "measure": base.measures.values(),
        }
        return {kind: {alias: record.id for record in records for alias in record.aliases} for kind, records in kinds.items()}
