"""Meetings and roll-calls for programs: as they are written, each with its id and address, and what each roll-call brought."""

from typing import Any

from citynet_kb.indexes import brought
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import Record, Survey, addresses


def meeting_lists(base: KnowledgeBase) -> dict[str, list[dict[str, Any]]]:
    """`meetings` of the network with the address of their pages, and `other_meetings` of other networks, each by id."""
    return {
        "meetings": [{"url": addresses.published(addresses.meeting(one.id)), **record_fields(one)} for one in base.meetings.values()],
        "other_meetings": [record_fields(one) for one in base.other_meetings.values()],
    }


def survey_records(base: KnowledgeBase) -> list[dict[str, Any]]:
    """Every roll-call. `counts`: of each measure in question how many towns were asked, tried it, missed its goal, and said nothing about
    it; they enter no other number."""
    return [
        {"url": addresses.published(addresses.survey(one.id)), **record_fields(one), "counts": _counts(one)}
        for one in base.surveys.values()
    ]


def record_fields(record: Record) -> dict[str, Any]:
    """All fields of a record, also those that say nothing, and its text."""
    return {"id": record.id, **record.model_dump(mode="json", exclude={*record.file_keys, "slug"}), "body": record.body.strip()}


def _counts(survey: Survey) -> dict[str, dict[str, int]]:
    found = {measure: brought(survey, measure) for measure in sorted(survey.measures)}
    return {measure: {"asked": one.asked, "tried": one.tried, "missed": one.missed, "silent": one.silent} for measure, one in found.items()}
