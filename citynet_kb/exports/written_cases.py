"""Cases as the open data tells them. From one build to the next a few hundred are kept together, as long as all of them say the same."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from zlib import crc32

from citynet_kb.exports.cases import case_record, extra
from citynet_kb.exports.encoding import joined_files, json_object, lines_between, on_one_line, taken_apart, with_key
from citynet_kb.exports.table import case_row, names_beside, table
from citynet_kb.indexes import Indexes
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, addresses
from citynet_kb.store import ALONE, Means

PIECES = 32
"""So many parts are kept, by a digest of the ids."""


@dataclass(frozen=True)
class WrittenCase:
    """A case: its own file without its text, and its row in the table, which a withdrawn one has not."""

    record: bytes
    row: bytes


Written = Mapping[str, WrittenCase]
"""By id, in the order of the cases."""


def written_cases(indexes: Indexes, facts: Mapping[str, bytes] = MappingProxyType({}), means: Means = ALONE) -> Written:
    """All of them. `facts`: id → what stands for all that the file of a case says but its text; without them nothing is kept."""
    cases = indexes.base.cases
    pieces: defaultdict[str, list[CaseStudy]] = defaultdict(list)
    for case in cases.values():
        pieces[f"cases {crc32(case.id.encode()) % PIECES}"].append(case)
    sources = {name: [(facts[case.id], *_besides(case, indexes)) for case in some] for name, some in pieces.items()} if facts else {}
    kept = means if facts else ALONE
    made = kept.remembered({name: (sources.get(name), partial(_piece, some, indexes)) for name, some in pieces.items()})
    found = {path: content for data in made.values() for path, content in taken_apart(data)}
    return {id: WrittenCase(found[f"{id}.json"], found[f"{id}.csv"]) for id in cases}


def lists_of_cases(cases: Written) -> dict[str, bytes]:
    """Path → content: the file of all cases and the table."""
    return {
        addresses.api("cases"): lines_between(b"[", (on_one_line(one.record) for one in cases.values()), b"]"),
        addresses.CASES_TABLE: table(one.row for one in cases.values()),
    }


def single_cases(cases: Written, base: KnowledgeBase) -> dict[str, bytes]:
    """Path → content: the file of each case, with its text as Markdown if it stands."""
    texts = {case.id: case.body for case in base.cases.values() if not case.withdrawn}
    return {
        addresses.api_record("cases", id): with_key(one.record, "body", texts[id]) if id in texts else one.record
        for id, one in cases.items()
    }


def _besides(case: CaseStudy, indexes: Indexes) -> Iterator[object]:
    """What is told of it that does not stand in its file."""
    yield from extra(case, indexes).values()
    yield from names_beside(case, indexes.base)


def _piece(cases: Iterable[CaseStudy], indexes: Indexes) -> bytes:
    """What is written of each case, its record and its row, as two files."""
    files: dict[str, bytes] = {}
    for case in cases:
        files[f"{case.id}.json"] = json_object(case_record(case, indexes))
        files[f"{case.id}.csv"] = case_row(case, indexes)
    return joined_files(files)
