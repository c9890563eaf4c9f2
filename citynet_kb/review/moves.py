"""What a change renames, merges, or takes out without a trace.

Topics, measures, towns and cases are known again by their aliases, all other records by their text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, City, Measure, Record, Topic

Named = Topic | Measure | City


@dataclass(frozen=True)
class Move:
    """A record under another id. `is_merged`: there was one with that id before. `cases` = those rewritten with it, and in nothing else."""

    before: Record
    after: Record
    is_merged: bool = False
    cases: int = 0


@dataclass(frozen=True)
class Gone:
    """A record that was removed without a notice, and whose address leads nowhere. `is_meant`: the change says that this is on purpose."""

    path: str
    name: str
    is_meant: bool = False


def moves(before: KnowledgeBase, after: KnowledgeBase) -> tuple[Move, ...]:
    """Topics, measures and towns that have become aliases, in the order of their paths."""
    found = (
        Move(old, new, new.id in earlier)
        for earlier, later in _vocabularies(before, after)
        for new in later.values()
        for alias in new.aliases
        if alias not in later and (old := earlier.get(alias)) is not None
    )
    return tuple(sorted(found, key=lambda move: move.before.path))


def _vocabularies(before: KnowledgeBase, after: KnowledgeBase) -> Iterator[tuple[Mapping[str, Named], Mapping[str, Named]]]:
    yield before.topics, after.topics
    yield before.measures, after.measures
    yield before.cities, after.cities


def carried_along(case: CaseStudy, found: Iterable[Move], cases: Mapping[str, str]) -> CaseStudy:
    """The case as it would stand after the moves alone. `cases` = the new ids of renamed ones."""
    topics, measures, towns = (
        {move.before.id: move.after.id for move in found if isinstance(move.before, kind)} for kind in (Topic, Measure, City)
    )
    update = {
        "topic": topics.get(case.topic, case.topic),
        "topics_more": tuple(topics.get(topic, topic) for topic in case.topics_more),
        "measure": measures.get(case.measure or "", case.measure),
        "city": towns.get(case.city, case.city),
        "related": tuple(cases.get(one, one) for one in case.related),
        "body": _relinked(case.body, {**topics, **measures, **towns}),
    }
    return case.model_copy(update=update)


def _relinked(text: str, ids: Mapping[str, str]) -> str:
    """Addresses in a text with the new ids in place of the old ones."""
    if not ids:
        return text
    step = re.compile(rf"(?<=/)(?:{'|'.join(map(re.escape, ids))})(?=\.md|/)")
    return step.sub(lambda found: ids[found[0]], text)


def gone(before: KnowledgeBase, after: KnowledgeBase, found: Iterable[Move], meant: Iterable[str] = ()) -> tuple[Gone, ...]:
    """The records that are lost, by path. `meant` = paths that the change names as deleted on purpose."""
    towns = {move.before.id: move.after.id for move in found if isinstance(move.before, City)}
    moved = {_key(move.before) for move in found}
    aliases = {alias for case in after.cases.values() for alias in case.aliases}
    there, paths = {_key(record) for record in after.records}, {record.path for record in after.records}
    known = {_key(record) for record in before.records}
    fresh = [record for record in after.records if _key(record) not in known]
    purpose = frozenset(meant)

    def is_kept(record: Record) -> bool:
        if _key(record) in there | moved or (isinstance(record, CaseStudy) and record.id in aliases):
            return True
        file = PurePosixPath(record.path)  # a meeting bears its town at the end of its name
        stems = (f"{file.stem.removesuffix(old)}{new}" for old, new in towns.items() if file.stem.endswith(f"-{old}"))
        if any(str(file.with_stem(stem)) in paths for stem in stems):
            return True
        return not isinstance(record, CaseStudy | Topic | Measure | City) and any(_same(record, other) for other in fresh)

    return tuple(
        Gone(record.path, named(record), record.path in purpose)
        for record in sorted(before.records, key=lambda record: record.path)
        if not is_kept(record)
    )


def _key(record: Record) -> tuple[type[Record], str]:
    return type(record), record.id


def _same(one: Record, other: Record) -> bool:
    """Whether two records of a kind say the same under different ids."""
    beside = {"id", "path", "slug"}
    return type(one) is type(other) and one.model_dump(exclude=beside) == other.model_dump(exclude=beside)


def named(record: Record) -> str:
    """What a record is called."""
    return str(getattr(record, "title", None) or getattr(record, "name", None) or getattr(record, "label", None) or record.id)
