"""The keyword register from A to Z: names and synonyms, nouns of titles, and the parts of compounds, each with the pages it leads to.

It replaces the search where no script runs. A word leads to the topics and measures with that word in their names, else to the cases with
it in their titles.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from citynet_kb.indexes import german_order
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import CaseStudy, Measure, Topic
from citynet_kb.search.lexicon import Lexicon
from citynet_kb.search.words import STOP_WORDS, components, fold, joined, stem, words

MOST_PLACES = 10
"""A word that leads to more pages than this is left out. Names and synonyms are always included."""
SHORTEST = 3
NUMBERS = "0-9"
"""The heading for words that begin with a digit."""

Key = tuple[str, str]
"""Stem of a word and its umlauts: »Grund« and »Gründer« have the same stem, and are two words."""


@dataclass(frozen=True)
class Keyword:
    """One word or phrase and where it leads."""

    word: str
    topics: tuple[Topic, ...] = ()
    measures: tuple[Measure, ...] = ()
    cases: tuple[CaseStudy, ...] = ()
    """Empty if a topic or measure has the word."""

    @property
    def letter(self) -> str:
        """A to Z in German order (Ä under A), or 0-9."""
        first = german_order(self.word)[0][:1].upper()
        return first if "A" <= first <= "Z" else NUMBERS


@dataclass(frozen=True)
class Register:
    """All keywords in German order."""

    keywords: tuple[Keyword, ...]

    @cached_property
    def letters(self) -> dict[str, tuple[Keyword, ...]]:
        """Letter → its keywords; digits first, no letter without one."""
        ordered = sorted(self.keywords, key=lambda keyword: (keyword.letter, german_order(keyword.word)))
        return {letter: tuple(group) for letter, group in groupby(ordered, lambda keyword: keyword.letter)}


@dataclass
class _Bearers:
    """Ids of records with a word, by kind."""

    topics: dict[str, Topic] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    cases: dict[str, CaseStudy] = field(default_factory=dict)

    def add(self, record: Topic | Measure | CaseStudy) -> None:
        if isinstance(record, Topic):
            self.topics[record.id] = record
        elif isinstance(record, Measure):
            self.measures[record.id] = record
        else:
            self.cases[record.id] = record

    def keyword(self, word: str, *, is_name: bool) -> Keyword | None:
        """The entry of the register; None for a word that leads to too many pages."""
        topics, measures = tuple(self.topics.values()), tuple(self.measures.values())
        cases = () if topics or measures else tuple(self.cases.values())
        return Keyword(word, topics, measures, cases) if is_name or len(topics) + len(measures) + len(cases) <= MOST_PLACES else None


def build_register(knowledge_base: KnowledgeBase) -> Register:
    """The register of all topics and measures, and of the cases that are not withdrawn. Towns have a list of their own."""
    return _Builder(knowledge_base).register()


class _Builder:
    """Collects words, their spellings, and the records with them."""

    def __init__(self, knowledge_base: KnowledgeBase) -> None:
        self._cities = knowledge_base.cities
        self._vocabulary: list[Topic | Measure] = [*knowledge_base.topics.values(), *knowledge_base.measures.values()]
        self._cases = [case for case in knowledge_base.cases.values() if not case.withdrawn]
        texts = [list(words(text)) for text in self._texts()]
        self._lexicon = Lexicon.learn(texts)
        self._spellings = _spellings(word for text in texts for word in text)
        self._found: dict[str, tuple[Key, ...]] = {}
        self._keys: defaultdict[str, list[Key]] = defaultdict(list)
        for key in self._spellings:
            self._keys[key[0]].append(key)

    def _texts(self) -> Iterator[str]:
        for record in self._vocabulary:
            yield from (record.name, *record.synonyms, record.description or "")
        for case in self._cases:
            yield from (case.title, case.summary or "")

    def register(self) -> Register:
        names: dict[str, tuple[str, _Bearers]] = {}
        borne: defaultdict[Key, _Bearers] = defaultdict(_Bearers)
        for record in self._vocabulary:
            for name in _names(record):
                names.setdefault(joined(name), (name, _Bearers()))[1].add(record)
                for key in self._words_of(name):
                    borne[key].add(record)
        for case in self._cases:
            town = self._cities.get(case.city)
            for key in self._words_of(case.title, frozenset(map(fold, words(town.name if town else "")))):
                borne[key].add(case)
        return Register(tuple(sorted(self._keywords(names, borne), key=lambda keyword: german_order(keyword.word))))

    def _keywords(self, names: dict[str, tuple[str, _Bearers]], borne: dict[Key, _Bearers]) -> Iterator[Keyword]:
        for name, bearers in names.values():
            alone = borne.pop(_key(name), _Bearers())
            bearers.topics.update(alone.topics)
            bearers.measures.update(alone.measures)
            found = bearers.keyword(name, is_name=True)
            yield from (found,) if found else ()
        for key, bearers in borne.items():
            found = bearers.keyword(self._spellings[key], is_name=False)
            yield from (found,) if found else ()

    def _words_of(self, text: str, without: frozenset[str] = frozenset()) -> Iterator[Key]:
        """The nouns of a text, and those parts of them that the texts also use alone."""
        for word in words(text):
            if fold(word) not in without:
                for part in components(word):
                    if part not in self._found:
                        self._found[part] = tuple(self._nouns(part))
                    yield from self._found[part]

    def _nouns(self, word: str) -> Iterator[Key]:
        folded = fold(word)
        if folded in STOP_WORDS or not word[:1].isupper() or _key(word) not in self._spellings:
            return
        yield _key(word)
        for part in self._lexicon.parts(folded):
            fit = [key for key in self._keys[part] if part in self._lexicon.nouns]
            inside = [key for key in fit if self._spellings[key].lower()[: len(part)] in word.lower()]
            yield from (inside or fit)[:1]


def _names(record: Topic | Measure) -> Iterator[str]:
    """Name and synonyms, the halves of »Feierabendmarkt / Abendmarkt« apart."""
    yield from (name for text in (record.name, *record.synonyms) for name in map(str.strip, text.split(" / ")) if joined(name))


def _key(word: str) -> Key:
    return stem(fold(word)), "".join(letter for letter in word.lower() if letter in "äöü")


def _spellings(every: Iterable[str]) -> dict[Key, str]:
    """The spelling of each noun in the register: the most frequent one with a capital letter, of equal ones the shortest."""
    seen: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    small: Counter[Key] = Counter()
    for word, times in Counter(every).items():
        for part in components(word):
            if len(part) < SHORTEST or not part.isalpha():
                continue
            if part[0].isupper():
                seen[_key(part)][part] += times
            else:
                small[_key(part)] += times
    return {
        key: min(found, key=lambda spelling: (-found[spelling], len(spelling), spelling))
        for key, found in seen.items()
        if sum(found.values()) > 2 * small[key]
    }
