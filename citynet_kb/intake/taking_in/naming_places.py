"""Where records name topics, measures and towns: one row for each kind of record. What names them too gets a row here."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Literal

from citynet_kb.model import CaseStudy, City, DocumentedCost, FirstStep, Measure, Meeting, Network, OtherMeeting, Record, Survey

Kind = Literal["topic", "measure", "town"]
Way = tuple[str, ...]
"""Keys from the front matter inwards; `*` = every entry of a list."""

_OFFICES: tuple[Way, ...] = (("offices", "*", "for_topics", "*"),)
_ASKED: tuple[Way, ...] = (("measures", "*"), *(("answers", "*", key, "*") for key in ("tried", "missed", "untried")))
NAMING: Mapping[Kind, Mapping[type[Record], tuple[Way, ...]]] = MappingProxyType(
    {
        "topic": {
            CaseStudy: (("topic",), ("topics_more", "*")),
            Measure: (("topic",),),
            City: _OFFICES,
            Network: _OFFICES,
        },
        "measure": {CaseStudy: (("measure",),), DocumentedCost: (("measure",),), FirstStep: (("measures", "*"),), Survey: _ASKED},
        "town": {
            CaseStudy: (("city",),),
            Meeting: (("city",), ("towns", "*")),
            OtherMeeting: (("city",),),
            DocumentedCost: (("town",),),
            Survey: (("towns", "*"), ("answers", "*", "town")),
        },
    }
)


def replaced(value: Any, way: Way, change: Callable[[str], str]) -> Any:
    """The value with all texts at `way` changed; in a list no text stands twice afterwards. What is not there stays away."""
    if not way:
        return change(value) if isinstance(value, str) else value
    if way[0] == "*":
        changed = [replaced(entry, way[1:], change) for entry in value]
        return list(dict.fromkeys(changed)) if len(way) == 1 else changed
    return {**value, way[0]: replaced(value[way[0]], way[1:], change)} if way[0] in value else value


def without_own_topic(fields: dict[str, Any]) -> dict[str, Any]:
    """Front matter of a case whose further topics do not repeat its topic."""
    more = [topic for topic in fields.get("topics_more", []) if topic != fields["topic"]]
    return {**{key: value for key, value in fields.items() if key != "topics_more"}, **({"topics_more": more} if more else {})}
