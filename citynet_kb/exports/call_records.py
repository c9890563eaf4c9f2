"""What towns look for, as records. Programs compare `until` with their own day: an export says nothing of today."""

from collections.abc import Iterator
from typing import TypedDict

from citynet_kb.exports.cases import case_url
from citynet_kb.indexes import every_call
from citynet_kb.knowledge_base import KnowledgeBase


class CallRecord(TypedDict):
    """One call: `until` is the last day on which it is open. `measure` is null where its case names none."""

    case: str
    url: str
    city: str
    measure: str | None
    what: str
    until: str
    note: str | None


def call_records(knowledge_base: KnowledgeBase) -> Iterator[CallRecord]:
    """The calls of all named towns, those that end first on top. Withdrawn cases make none."""
    for case, call in every_call(knowledge_base):
        yield CallRecord(
            case=case.id,
            url=case_url(case.id),
            city=case.city,
            measure=case.measure,
            what=call.what.value,
            until=call.until,
            note=call.note,
        )
