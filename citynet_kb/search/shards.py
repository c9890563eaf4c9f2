"""The index as the browser gets it: in one file, or, for large sites, in small pieces of which a query loads those that its words need.

The weights of hits are computed here (BM25+ over the fields), so that the browser only adds numbers.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log

from citynet_kb.search.entries import FIELDS, SHORT_FIELDS, Kind, SearchEntry
from citynet_kb.search.everyday import MARK
from citynet_kb.search.index import SearchIndex
from citynet_kb.search.postings import Postings

MANY = 3_000
"""Most pages for which the index is loaded in one piece."""
PIECE = 4_000
"""Most numbers in a piece of the inverted index; a hit is counted as three, and a number takes about three bytes."""
MOST_HITS = 400
"""Most entries of a term, those with the greatest weights. Outcome, effort, measure and topic are complete: they are in `facts`."""
ROWS_A_PIECE = 8
LEXICON = 5_000
"""Number of parts of compounds that the browser knows, the most frequent ones."""
NAMED: tuple[Kind, ...] = ("massnahme", "thema")
"""Kinds of pages whose names and synonyms the browser knows. Towns and other pages are found by their titles."""
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""64 characters, to encode numbers compactly."""
K, B, D = 1.2, 0.7, 0.5
"""Parameters of BM25+ (Lv, Zhai: Lower-bounding term frequency normalization, 2011)."""
SCALE = 10
"""Weights are whole numbers of tenths."""

Hit = tuple[int, int, int]
"""Entry, weight in all fields, weight in the short ones."""
PackedTerm = list[str | int]
"""A term and its hits: distance to the entry before, weight; a weight in short fields follows where the distance is -1 - distance."""


@dataclass(frozen=True)
class Piece:
    """A run of terms in their order. `start` is the first of them."""

    start: str
    terms: Sequence[PackedTerm]


def pieces(postings: Postings, most: int = PIECE) -> Iterator[Piece]:
    """The inverted index, cut between terms. Marks of facts are left out."""
    held: list[PackedTerm] = []
    size = 0
    for term, hits in _terms(postings):
        if held and size + 3 * len(hits) > most:
            yield Piece(str(held[0][0]), tuple(held))
            held, size = [], 0
        held.append(packed_term(term, hits))
        size += 3 * len(hits) + 2
    if held:
        yield Piece(str(held[0][0]), tuple(held))


def whole(postings: Postings) -> list[PackedTerm]:
    """The inverted index in one, without marks of facts."""
    return [packed_term(term, hits) for term, hits in _terms(postings)]


def packed_term(term: str, hits: Sequence[Hit]) -> PackedTerm:
    """A term with its hits as one flat list."""
    found: PackedTerm = [term]
    last = 0
    for entry, weight, short in hits:
        found += [-1 - (entry - last), weight, short] if short else [entry - last, weight]
        last = entry
    return found


def _terms(postings: Postings) -> Iterator[tuple[str, Sequence[Hit]]]:
    drag = [
        [K * (1 - B + B * (lengths[field] / average)) for lengths in postings.lengths] for field, average in enumerate(postings.average)
    ]
    return ((term, _hits(postings.terms[term], drag)) for term in postings.terms if term.isalnum())


def _hits(of_term: Mapping[int, Mapping[int, int]], drag: Sequence[Sequence[float]]) -> list[Hit]:
    """The entries that a term leads to, sorted by number. `drag`: how much the length of each field takes from each entry."""
    every: dict[int, float] = {}
    short: dict[int, float] = {}
    for field, found in of_term.items():
        name, drags = tuple(FIELDS)[field], drag[field]
        rarity = log(1 + (len(drags) - len(found) + 0.5) / (len(found) + 0.5))
        weights = {entry: FIELDS[name] * rarity * (D + times * (K + 1) / (times + drags[entry])) for entry, times in found.items()}
        for total in (every, short) if name in SHORT_FIELDS else (every,):
            for entry, weight in weights.items():
                total[entry] = total.get(entry, 0.0) + weight
    hits = [(entry, round(SCALE * weight), round(SCALE * short.get(entry, 0.0))) for entry, weight in every.items()]
    return sorted(hits if len(hits) <= MOST_HITS else sorted(hits, key=lambda hit: (-hit[1], hit[0]))[:MOST_HITS])


def vocabulary(postings: Postings) -> dict[str, list[str]]:
    """First letter → the terms that begin with it, for finding misspelt words."""
    terms = (term for term in postings.terms if term.isalnum())
    return {letter: list(group) for letter, group in groupby(terms, key=lambda term: term[0])}


def row_pieces(index: SearchIndex) -> list[list[list[object]]]:
    """What the rows of results show, a few entries a piece."""
    rows = list(index.rows())
    return [rows[at : at + ROWS_A_PIECE] for at in range(0, len(rows), ROWS_A_PIECE)]


def facts(entries: Sequence[SearchEntry]) -> dict[str, object]:
    """The kind of each entry, and mark → numbers of its entries, packed. Complete, since they filter what words find.

    Topics, measures and outcomes of cases have a mark already; other tags get one that begins with #.
    """
    kinds = sorted({entry.kind for entry in entries})
    known = {mark.strip("/").rpartition("/")[2].removeprefix(MARK) for entry in entries for mark in entry.facts}
    marked: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        free = (tag for tag in entry.tags if entry.kind != "fall" or tag not in known)
        for mark in (*entry.facts, *(f"#{tag}" for tag in free)):
            marked.setdefault(mark, []).append(number)
    distances = {mark: packed(numbers) for mark, numbers in sorted(marked.items())}
    return {"kinds": kinds, "kind": "".join(str(kinds.index(entry.kind)) for entry in entries), "alphabet": ALPHABET, "marks": distances}


def packed(numbers: Sequence[int]) -> str:
    """Ascending numbers, delta-encoded: five bits a character, the lowest first; a sixth bit says that more follow."""
    return "".join(_letters(number - before) for before, number in zip((0, *numbers), numbers, strict=False))


def _letters(distance: int) -> str:
    letters = ""
    while distance > 31:
        letters += ALPHABET[32 + distance % 32]
        distance //= 32
    return letters + ALPHABET[distance]
