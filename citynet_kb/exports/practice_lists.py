"""Records of practice for programs: as they are written, each with its id, without what only editors need."""

from typing import Any

from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import Record


def practice_lists(base: KnowledgeBase) -> dict[str, list[dict[str, Any]]]:
    """By kind, each list in order of the ids: checklist items, procedures (their ids are those of measures), documented costs, funding
    programmes, first steps in office."""
    practice = base.practice
    return {
        "items": [_record(one) for one in practice.items.values()],
        "procedures": [_record(one) for one in practice.procedures.values()],
        "costs": [_record(one) for one in practice.costs.values()],
        "funding": [_record(one) for one in practice.funding.values()],
        "first_steps": [_record(one) for one in practice.first_steps.values()],
    }


def _record(record: Record) -> dict[str, Any]:
    """All its fields, also those that say nothing."""
    return {"id": record.id, **record.model_dump(mode="json", exclude={*record.file_keys, "slug"})}
