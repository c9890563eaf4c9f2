"""What follows from the fields that a row has values for, worked out once: the rows of a table have few combinations of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from citynet_kb.intake.asking.enclosures import is_free
from citynet_kb.intake.asking.questions import Question, questions, reference_of
from citynet_kb.model import CaseStudy
from citynet_kb.schema.fields import target
from citynet_kb.sources import Location
from citynet_kb.sources.loss_rules import ENTRY_LIMIT


@dataclass(frozen=True)
class RowKind:
    """What there is to know about rows with values at these locations."""

    locations: tuple[Location, ...]

    @cached_property
    def free_texts(self) -> tuple[Location, ...]:
        """Those of values in free words."""
        return tuple(filter(is_free, self.locations))

    @cached_property
    def taking_ids(self) -> tuple[Location, ...]:
        """Those whose value is one of a fixed choice, or names a record."""
        return tuple(location for location in self.locations if target(CaseStudy, location).vocabulary or reference_of(location))

    @cached_property
    def surplus(self) -> Mapping[Location, Location]:
        """Those of entries beyond the limit of a list, each with that of its list."""
        found: dict[Location, Location] = {}
        for location in self.locations:
            number = next((index for index, step in enumerate(location) if isinstance(step, int)), None)
            if number is not None and int(location[number]) >= ENTRY_LIMIT:
                found[location] = location[:number]
        return found


@lru_cache(maxsize=256)
def kind_of(locations: tuple[Location, ...]) -> RowKind:
    """One for all rows with the same keys."""
    return RowKind(locations)


@lru_cache(maxsize=256)
def naming_items(locations: tuple[Location, ...]) -> tuple[Location, ...]:
    """Those whose value names an item of the checklist."""
    return tuple(location for location in locations if reference_of(location) == "item")


def question_at(location: Location) -> Question | None:
    """The question whose answer is the value at a location."""
    keys = tuple(step for step in location if isinstance(step, str))
    return next((question for question in questions() if question.location == keys), None)


def needing(location: Location) -> Location:
    """The value itself, or the entry of a list that cannot be without it."""
    question = question_at(location)
    return location[:-1] if question and question.is_required and len(location) > 1 else location
