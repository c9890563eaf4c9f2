"""Where each field of a case is asked for. A new field gets its place here: form, page of all fields and templates follow."""

from collections.abc import Mapping
from types import MappingProxyType

BRIEF = ("city", "measure", "topic", "outcome", "failure_reasons", "effort", "title")
"""What the Kurzmeldung asks, in this order. The three sentences stand before the title."""
UNNAMED = ("region", "size_class")
"""Asked where the town shall not be named."""
MORE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "about": ("summary", "kind", "topics_more", "tags"),
        "time": ("period", "cadence", "organiser", "would_repeat"),
        "money": ("effort_detail", "cost_of", "funding"),
        "goals": ("evidence", "goals", "figures"),
        "lessons": ("success_factors", "transfer", "checklist"),
        "contact": ("contact", "office", "looking_for", "sources", "contributed_by"),
        "later": ("follow_up", "stellungnahme"),
    }
)
"""What »Mehr erzählen« asks, group by group."""
EDITORS = (
    "added",
    "note",
    "confidence",
    "common_cause",
    "joint_project",
    "related",
    "aliases",
    "confirmed",
    "updated",
    "next_review",
    "withdrawn",
)
"""What tools and editors fill in; kept as it is in a correction."""
FIELD_GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType({"brief": BRIEF, "unnamed": UNNAMED, **MORE, "editors": EDITORS})
"""Every field of a case, in the order in which it is asked for."""
WRITTEN_BY_TOOLS = frozenset((("follow_up", "added"), ("sources", "dead")))
"""Fields of a group that only tools fill in; kept as they are in a correction."""
EDITORIAL = frozenset((*EDITORS, "stellungnahme"))
"""Never asked of the contributor of a case. A reply is written by others, and the form takes it in later."""
