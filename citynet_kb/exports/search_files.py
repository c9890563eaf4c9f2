"""The files of the search: what the worker in the browser loads at the first query, and a small index for the theme's own worker."""

import json
from collections.abc import Iterator, Mapping, Sequence

from citynet_kb.model import addresses
from citynet_kb.search import KINDS, Kind, SearchEntry, SearchIndex, shards

EMERGENCY_LIMIT = 55_000
"""Bytes of the index for the theme, which fetches it with the first page: should a new theme ignore our worker, its own one still finds
something. Topics come first, then measures, then towns by their addresses; what goes beyond is left out."""
SEPARATOR = r"""[\s\-,:;!?=\[\]()"/»«›‹„“”‚‘’…–&+#]+|\.(?!\d)"""
"""The separators of words for the theme, with German quotes, brackets and dashes."""

Words = Mapping[str, Mapping[str, str]]


def search_files(index: SearchIndex, words: Words, many: int = shards.MANY) -> dict[str, bytes]:
    """Path relative to the site → content. `words` is what the list of results says beside the texts of pages.

    Beyond `many` pages the index comes in pieces.
    """
    content = _whole(index, words) if len(index.entries) <= many else _in_pieces(index, words)
    return {**{path: _json(value) for path, value in content}, addresses.SEARCH_OF_THEME: search_of_theme(index.entries)}


def _whole(index: SearchIndex, words: Words) -> Iterator[tuple[str, object]]:
    start = {**_start(index, words), "language": index.language(), "terms": shards.whole(index.postings), "rows": list(index.rows())}
    yield addresses.SEARCH, start


def _in_pieces(index: SearchIndex, words: Words) -> Iterator[tuple[str, object]]:
    """`w/` runs of terms with what they lead to, `v/` all terms by first letter, `z/` lines of results, addresses of cases; the start."""
    starts = []
    for number, run in enumerate(shards.pieces(index.postings)):
        starts.append(run.start)
        yield addresses.search_piece("w", str(number)), run.terms
    for letter, terms in shards.vocabulary(index.postings).items():
        yield addresses.search_piece("v", letter), terms
    for number, rows in enumerate(shards.row_pieces(index)):
        yield addresses.search_piece("z", str(number)), rows
    yield addresses.SEARCH_CASES, [entry.url if entry.kind == "fall" else "" for entry in index.entries]
    start = {
        **_start(index, words, shards.NAMED),
        "language": index.language(shards.LEXICON),
        "starts": starts,
        "rowsAPiece": shards.ROWS_A_PIECE,
    }
    yield addresses.SEARCH, start


def _start(index: SearchIndex, words: Words, named: Sequence[Kind] = KINDS) -> dict[str, object]:
    """What every query needs. Names of entries only of these kinds."""
    glossary = [entry for entry in index.glossary() if index.entries[entry[0]].kind in named]
    marks = {number: index.entries[number].url for number, *_ in glossary}
    return {"words": words, "glossary": glossary, "marks": marks, "facts": shards.facts(index.entries)}


def search_of_theme(entries: Sequence[SearchEntry]) -> bytes:
    """The small index for the theme."""
    config = {"lang": ["de"], "separator": SEPARATOR, "pipeline": [], "fields": {"title": {"boost": 1.0}, "text": {"boost": 1.0}}}
    return _json({"config": config, "docs": list(_titles(entries))})


def _titles(entries: Sequence[SearchEntry]) -> Iterator[dict[str, str]]:
    size = 0
    for kind in ("thema", "massnahme", "stadt"):
        for entry in entries:
            if entry.kind == kind:
                title = {"location": entry.url, "title": entry.title, "text": ""}
                size += len(_json(title)) + 1
                if size > EMERGENCY_LIMIT:
                    return
                yield title


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
