"""The inverted index: which term stands how often in which field of which entry."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from citynet_kb.search.analyser import BEGINNING, Analyser
from citynet_kb.search.entries import FIELDS, SearchEntry


@dataclass(frozen=True)
class Postings:
    """`terms`: term → number of the field → number of the entry → how often. `lengths`: different terms of each field, per entry."""

    terms: Mapping[str, Mapping[int, Mapping[int, int]]]
    lengths: Sequence[Sequence[int]]

    @cached_property
    def average(self) -> Sequence[float]:
        """Mean length of each field over all entries."""
        sums = [sum(column) for column in zip(*self.lengths, strict=True)] if self.lengths else [0] * len(FIELDS)
        return [round(total / max(len(self.lengths), 1), 3) or 1.0 for total in sums]


def postings(entries: Sequence[SearchEntry], analyser: Analyser) -> Postings:
    """The index over all entries, its terms sorted."""
    found: defaultdict[str, defaultdict[int, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    lengths: list[list[int]] = []
    for number, entry in enumerate(entries):
        fields = _fields(entry, analyser)
        lengths.append([len(fields[name]) for name in FIELDS])
        for at, name in enumerate(FIELDS):
            for term, times in fields[name].items():
                found[term][at][number] = times
    return Postings({term: dict(sorted(found[term].items())) for term in sorted(found)}, lengths)


def _fields(entry: SearchEntry, analyser: Analyser) -> Mapping[str, Mapping[str, int]]:
    """field → term → how often. The beginning of a compound in the title goes to a field of its own: a Marktstraße is no Markt."""
    fields = {name: analyser.count(entry.texts.get(name, "")) for name in FIELDS}
    title = fields["title"]
    parts = {term: times for term, times in title.items() if times == BEGINNING}
    whole = {term: times for term, times in title.items() if times != BEGINNING}
    return {**fields, "facts": Counter(entry.facts), "parts": parts, "title": whole}
