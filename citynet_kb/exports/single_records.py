"""One file for each case and each measure, for programs that want just one."""

from collections.abc import Iterable, Iterator, Mapping

from citynet_kb.exports.encoding import json_object
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import addresses


def single_measures(measures: Iterable[Mapping[str, object]]) -> dict[str, bytes]:
    """Path → the record as the file of all has it."""
    return {addresses.api_record("measures", str(record["id"])): json_object(record) for record in measures}


def with_single_cases(
    base: KnowledgeBase, cases: Iterable[Mapping[str, object]], files: dict[str, bytes]
) -> Iterator[Mapping[str, object]]:
    """Each case, after its own file came to `files`: as the file of all has it, of one that stands also its text, as Markdown. A withdrawn
    one has no text more. Ten thousand cases need not be in memory as records, only as files."""
    for record in cases:
        case = base.cases[str(record["id"])]
        text = {} if case.withdrawn else {"body": case.body}
        files[addresses.api_record("cases", case.id)] = json_object({**record, **text})
        yield record
