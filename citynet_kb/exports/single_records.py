"""One file for each case and each measure, for programs that want just one."""

from collections.abc import Iterable, Iterator, Mapping

from citynet_kb.exports.encoding import json_object, with_key
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import addresses


def single_measures(measures: Iterable[Mapping[str, object]]) -> dict[str, bytes]:
    """Path → the record as the file of all has it."""
    return {addresses.api_record("measures", str(record["id"])): json_object(record) for record in measures}


def with_single_cases(cases: Iterable[Mapping[str, object]], files: dict[str, bytes]) -> Iterator[Mapping[str, object]]:
    """Each case, after its own file came to `files`: as the file of all has it, yet without its text. Ten thousand cases need not be in
    memory as records, only as files."""
    for record in cases:
        files[addresses.api_record("cases", str(record["id"]))] = json_object(record)
        yield record


def texts_of_cases(base: KnowledgeBase) -> dict[str, str]:
    """Path of the file of each case that stands → its text, as Markdown."""
    return {addresses.api_record("cases", case.id): case.body for case in base.cases.values() if not case.withdrawn}


def with_text(record: bytes, text: str | None) -> bytes:
    """The file of a case with its text; of any other file nothing changes."""
    return record if text is None else with_key(record, "body", text)
