"""The file of a town that stands in the register: what the file leaves out comes from there."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from citynet_kb.model import SizeClass
from citynet_kb.model.municipalities import SOURCE, Municipalities, Municipality
from citynet_kb.sources import SourceDocument

_FROM_REGISTER = frozenset(("name", "state", "country", "ags", "population", "size_class", "lat", "lon"))
_COUNTED = ("population", "population_date", "population_source", "size_class")
_PLACE = ("lat", "lon")
"""Keys that make sense only together: of one place or one day."""


def completed(document: SourceDocument, slug: str, register: Municipalities) -> SourceDocument:
    """The document with what the register knows of the town. Unchanged where nothing is missing, or where it is about another town."""
    data = document.data
    if data.keys() >= _FROM_REGISTER or data.get("country", "DE") != "DE":
        return document
    found = register.get(slug)
    if found is None or data.get("ags", found.ags) != found.ags or data.get("state", found.state) != found.state:
        return document
    return replace(document, data={**_known(found, register.counted, data), **data})


def _known(town: Municipality, counted: str, data: Mapping[str, Any]) -> dict[str, str]:
    values = {"name": town.name, "state": town.state, "country": "DE", "ags": town.ags}
    if not any(key in data for key in _COUNTED):
        values |= dict(zip(_COUNTED, (str(town.population), counted, SOURCE, SizeClass.of(town.population).value), strict=True))
    if not any(key in data for key in _PLACE):
        values |= dict(zip(_PLACE, (town.lat, town.lon), strict=True))
    return values
