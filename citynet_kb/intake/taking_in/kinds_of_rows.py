"""What follows from the fields that a row has values for, worked out once: the rows of a table have few combinations of them."""

from collections.abc import Mapping
from functools import lru_cache

from citynet_kb.intake.asking.enclosures import is_free
from citynet_kb.intake.asking.questions import reference_of
from citynet_kb.model import CaseStudy
from citynet_kb.schema.fields import target
from citynet_kb.sources import Location
from citynet_kb.sources.loss_rules import ENTRY_LIMIT


@lru_cache(maxsize=256)
def free_texts(locations: tuple[Location, ...]) -> tuple[Location, ...]:
    """Those of values in free words."""
    return tuple(filter(is_free, locations))


@lru_cache(maxsize=256)
def taking_ids(locations: tuple[Location, ...]) -> tuple[Location, ...]:
    """Those whose value is one of a fixed choice, or names a record."""
    return tuple(location for location in locations if target(CaseStudy, location).vocabulary or reference_of(location))


@lru_cache(maxsize=256)
def surplus(locations: tuple[Location, ...]) -> Mapping[Location, Location]:
    """Those of entries beyond the limit of a list, each with that of its list."""
    found: dict[Location, Location] = {}
    for location in locations:
        number = next((index for index, step in enumerate(location) if isinstance(step, int)), None)
        if number is not None and int(location[number]) >= ENTRY_LIMIT:
            found[location] = location[:number]
    return found
