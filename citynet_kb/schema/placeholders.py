"""Placeholder values for what is missing or wrong in a case, so that the rules about its other fields can report at the same time."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from types import MappingProxyType
from typing import Any

from citynet_kb.findings import Finding
from citynet_kb.model import CaseStudy, Effort, FailureReason, Outcome
from citynet_kb.schema.bind import refusals
from citynet_kb.schema.fields import target, value_at
from citynet_kb.sources import Location, SourceDocument

_TOGETHER: Mapping[str, tuple[str, ...]] = MappingProxyType({"city": ("region", "size_class"), "outcome": ("common_cause",)})
"""Fields that make sense only together with another one, and are dropped with it."""


def placeholders(names: Mapping[str, Mapping[str, str]], taken: Iterable[str] = ()) -> dict[str, Any]:
    """A valid placeholder for each field that rules about other fields need. `taken` topics are not used."""
    topics = (topic for topic in names.get("topic", {}) if topic not in taken)
    return {
        "title": "Noch ohne Überschrift",
        "city": next(iter(names.get("city", {})), "stadt"),
        "topic": next(topics, "thema"),
        "outcome": Outcome.OPEN.value,
        "effort": Effort.UNKNOWN.value,
        "failure_reasons": [FailureReason.REASON_UNKNOWN.value],
        "sources": [{"title": "Quelle"}],
    }


def with_placeholders(
    fields: Mapping[str, Any], names: Mapping[str, Mapping[str, str]], misnamed: Iterable[str] = ()
) -> tuple[dict[str, Any], frozenset[Location]]:
    """The fields with placeholders, so that the model accepts them, and the places that were changed. `misnamed` fields are present
    under a wrong key."""
    whole, touched = deepcopy(dict(fields)), set[Location]((key,) for key in misnamed)
    good = placeholders(names, map(str, fields.get("topics_more", ())))
    whole.update({key: good[key] for key in misnamed if key in good and key not in whole})
    for location, is_missing in refusals(fields, CaseStudy):
        touched.add(location)
        key = str(location[0])
        if len(location) == 1 or not _replace(whole, location, is_missing):
            whole.pop(key, None)
            whole.update({key: good[key]} if key in good else {})
        for other in _TOGETHER.get(key, ()):
            whole.pop(other, None)
            touched.add((other,))
    return whole, frozenset(touched)


def is_about(finding: Finding, document: SourceDocument, touched: frozenset[Location]) -> bool:
    """Whether a finding is about a place that was changed, or about a value inside it."""
    at = (finding.place.line, finding.place.column)
    here = (location for places in (document.values, document.keys) for location, place in places.items() if place == at)
    location = min(here, key=len, default=())
    named = finding.message.split(" ")[0].rstrip(":")
    return not touched.isdisjoint({(named,), *(location[:end] for end in range(1, len(location) + 1))})


def _replace(whole: dict[str, Any], location: Location, is_missing: bool) -> bool:
    """Replace or remove one value inside a group or a list, in place. False where that is not possible."""
    around, last, vocabulary = value_at(whole, location[:-1]), location[-1], target(CaseStudy, location).vocabulary
    good = next(iter(vocabulary)).value if vocabulary else "Angabe"
    if isinstance(around, dict) and isinstance(last, str):
        around.pop(last, None)
        around.update({last: good} if is_missing else {})
        return True
    if isinstance(around, list) and isinstance(last, int) and last < len(around) and vocabulary:
        around[last] = good
        return True
    return False
