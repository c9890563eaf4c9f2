"""The open data, of which what says the same is kept from one build to the next: cases by what their files say, all else by all facts."""

from citynet_kb.exports.bundle import exports_beside_cases, generation_time
from citynet_kb.exports.encoding import joined_files, taken_apart
from citynet_kb.exports.written_cases import lists_of_cases, single_cases, written_cases
from citynet_kb.indexes import Indexes
from citynet_kb.knowledge_base import KnownFacts
from citynet_kb.model import Configuration
from citynet_kb.store import ALONE, Means


def kept_exports(
    indexes: Indexes, version: str, epoch: int | None, configuration: Configuration, facts: KnownFacts, means: Means
) -> dict[str, bytes]:
    """As `build_exports`. `epoch` = SOURCE_DATE_EPOCH."""
    cases = written_cases(indexes, facts.of_cases, means)
    lists = lists_of_cases(cases)

    def others() -> bytes:
        return joined_files(exports_beside_cases(lists, indexes, version, generation_time(epoch, indexes), configuration))

    kept = means if facts.digest else ALONE
    made = kept.remembered({"exports": ((facts.digest, version, epoch), others)})["exports"]
    return dict(sorted((*lists.items(), *single_cases(cases, indexes.base).items(), *taken_apart(made))))
