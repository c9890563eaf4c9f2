"""One file for each case and each measure, for programs that want just one."""

from collections.abc import Iterable, Mapping

from citynet_kb.exports.encoding import json_object
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import addresses


def single_records(
    base: KnowledgeBase, cases: Iterable[Mapping[str, object]], measures: Iterable[Mapping[str, object]]
) -> dict[str, bytes]:
    """Path → the record as the file of all has it; of a case that stands also its text, as Markdown. A withdrawn one has no text more."""
    files = {addresses.api_record("measures", str(record["id"])): json_object(record) for record in measures}
    for record in cases:
        case = base.cases[str(record["id"])]
        text = {} if case.withdrawn else {"body": case.body}
        files[addresses.api_record("cases", case.id)] = json_object({**record, **text})
    return files
