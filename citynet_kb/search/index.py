"""The search index of the whole site."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from citynet_kb.search.analyser import Analyser
from citynet_kb.search.entries import FIELDS, SHORT_FIELDS, SearchEntry
from citynet_kb.search.everyday import effort_words
from citynet_kb.search.lexicon import LINKS, LONGEST, SHORTEST, SHORTEST_OFTEN, Lexicon
from citynet_kb.search.outcome_words import outcome_words
from citynet_kb.search.postings import Postings, postings
from citynet_kb.search.trade_words import trade_words
from citynet_kb.search.words import rules, words


@dataclass(frozen=True)
class SearchIndex:
    """Everything that the worker in the browser needs to answer a query."""

    entries: Sequence[SearchEntry]
    lexicon: Lexicon
    postings: Postings

    def language(self, most: int | None = None) -> dict[str, object]:
        """The rules and the lexicon that queries need. `most` limits the lexicon to its most frequent words."""
        known = list(self.lexicon.ranks)[:most]
        return {
            **rules(),
            "links": LINKS,
            "shortest": [SHORTEST, SHORTEST_OFTEN],
            "longest": LONGEST,
            "lexicon": known,
            "others": [number for number, root in enumerate(known) if root not in self.lexicon.nouns],
            "everyday": [[phrase, marks] for phrase, marks in effort_words()],
            "outcomes": outcome_words(),
            "trade": trade_words(),
            "fields": dict(FIELDS),
            "short": SHORT_FIELDS,
        }

    def glossary(self) -> Iterator[tuple[int, Sequence[str], Sequence[str]]]:
        """Number of the entry, its names and its synonyms, where it has any."""
        return ((number, entry.names, entry.synonyms) for number, entry in enumerate(self.entries) if entry.names or entry.synonyms)

    def rows(self) -> Iterator[list[object]]:
        """What each entry's line in the list of results shows."""
        return ([entry.url, entry.kind, entry.title, entry.lead, entry.row] for entry in self.entries)


def build_search(entries: Sequence[SearchEntry]) -> SearchIndex:
    """The index over the entries. The parts of compounds are learnt from their words."""
    lexicon = Lexicon.learn(_texts(entries))
    return SearchIndex(entries, lexicon, postings(entries, Analyser(lexicon)))


def _texts(entries: Iterable[SearchEntry]) -> Iterator[Iterator[str]]:
    return (words(text) for entry in entries for text in entry.texts.values())
